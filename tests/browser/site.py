"""The site under test, served as GitHub Pages serves a project: below a path."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from tests.site.building import ELSEWHERE

PREFIX = urlsplit(ELSEWHERE).path
"""Pages of a project are not at the root of their host; an address that forgets it leads nowhere here as well."""


@dataclass(frozen=True)
class Site:
    """A served site. `base` ends with a slash."""

    base: str

    def url(self, path: str = "") -> str:
        return self.base + path


class Handler(SimpleHTTPRequestHandler):
    """Answers as that host does."""

    def do_GET(self) -> None:
        if not self.path.startswith(PREFIX):
            self._answer_missing()
            return
        self.path = "/" + self.path.removeprefix(PREFIX)
        file = Path(self.translate_path(self.path))
        if file.is_file() or (file / "index.html").is_file():
            super().do_GET()  # which sends an address without its last slash there
        else:
            self._answer_missing()

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")  # as that host does
        super().end_headers()

    def _answer_missing(self) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: a reader leaves pages before all of them has come."""


@contextmanager
def serve(folder: Path, handler: "type[Handler]" = Handler) -> Iterator[str]:
    """Serve a folder, which may still be empty, and give its base address."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
