"""A client of a language server over standard input and output: requests, answers and diagnostics, one at a time."""

import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60
"""Seconds after which a server that says nothing counts as hanging."""


class LanguageServer:
    """The server that `command` starts, with `settings` as its editor's; used in a `with` statement."""

    def __init__(self, command: Sequence[str], root: Path, settings: dict[str, Any]) -> None:
        self._command = command
        self._root = root
        self._settings = settings
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._requests = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self._root)
        threading.Thread(target=self._read, daemon=True).start()
        completion = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        document = {"publishDiagnostics": {}, "hover": {"contentFormat": ["markdown"]}, "completion": completion}
        folder = {"uri": self._root.as_uri(), "name": self._root.name}
        self.request(
            "initialize",
            processId=None,
            rootUri=folder["uri"],
            workspaceFolders=[folder],
            capabilities={"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": document},
        )
        self.notify("initialized")
        self.notify("workspace/didChangeConfiguration", settings=self._settings)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open `text` as a file at `path`, where none may be; the diagnostics that the server has for it."""
        uri = path.as_uri()
        self._diagnostics.pop(uri, None)
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=item)
        while uri not in self._diagnostics:
            self._handle(self._next())
        return self._diagnostics[uri]

    def ask(self, method: str, path: Path, line: int, character: int) -> Any:
        """What the server answers about a place, both counted from 0."""
        place = {"line": line, "character": character}
        return self.request(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place)

    def request(self, method: str, **parameters: Any) -> Any:
        """The answer to a request."""
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message.get("result")
            self._handle(message)

    def notify(self, method: str, **parameters: Any) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": parameters})

    def _handle(self, message: dict[str, Any]) -> None:
        """Answer what the server asks, and keep its diagnostics."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            result = [self._section(item.get("section", "")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _section(self, name: str) -> dict[str, Any]:
        """The settings below `name`, nested, as an editor hands them out."""
        found: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                *path, last = key.removeprefix(f"{name}.").split(".")
                owner = found
                for step in path:
                    owner = owner.setdefault(step, {})
                owner[last] = value
        return found

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        if self._process.stdin is not None:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        try:
            message = self._messages.get(timeout=PATIENCE)
        except queue.Empty:
            raise RuntimeError(f"the language server has said nothing for {PATIENCE} seconds") from None
        if message is None:
            raise RuntimeError("the language server has ended")
        return message

    def _read(self) -> None:
        """Take messages in until the server ends: lines of a header, an empty line, then so many bytes."""
        stream = self._process.stdout
        while stream is not None and (header := stream.readline()):
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = stream.readline()
            self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)
