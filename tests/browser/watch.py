"""What goes wrong behind a page without a reader seeing it: errors, failed requests, requests to other hosts."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError


class Watch:
    """Collects what went wrong in a browser context.

    Addresses told to be `missing` may answer with 404. A problem with one of the words in `foreseen` is what the test
    brings about: it stands in `caused`, whenever it comes.
    """

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.problems: list[str] = []
        self.missing: set[str] = set()
        self.foreseen: tuple[str, ...] = ()
        self.caused: list[str] = []
        self._host = urlsplit(base).netloc
        self._context = context
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)
        context.on("response", self._on_response)

    def end(self) -> None:
        """Collect nothing more."""
        self._context.remove_listener("console", self._on_console)
        self._context.remove_listener("weberror", self._on_error)
        self._context.remove_listener("request", self._on_request)
        self._context.remove_listener("requestfailed", self._on_failure)
        self._context.remove_listener("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] not in self.missing:
            self._add(f"console: {message.text} ({message.location['url']})")

    def _on_error(self, error: WebError) -> None:
        self._add(f"error: {error.error}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self._host:
            self._add(f"request to another host: {request.url}")

    def _on_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page was left before all of it had come
            self._add(f"request failed: {request.url} ({request.failure})")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.missing:
            self._add(f"{response.status}: {response.url}")

    def _add(self, problem: str) -> None:
        (self.caused if any(word in problem for word in self.foreseen) else self.problems).append(problem)
