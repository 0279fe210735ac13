"""`make audit`: checks the built site, served on this machine, the schemas in an editor, and other generators.

It says what is missing. `python -m audit site`, `editor` and `generators` make a part of the checks each.
"""

import functools
import gzip
import http.server
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from audit import editor, generators, lighthouse, nu, patterns

ROOT = Path(__file__).parent.parent
SITE = ROOT / ".cache" / "audit"
TOOLS = ROOT / "audit" / "node_modules"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves compressed, as every host of static sites does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep requests out of the report."""

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _missing(parts: Sequence[str]) -> list[str]:
    """What this machine lacks, with how to get it."""
    needed = {"node": "Node 18.20 or later", "npm": "npm"} if _WITH_NODE & set(parts) else {}
    if "site" in parts:
        needed["java"] = "a Java runtime, 11 or later"
    return [words for command, words in needed.items() if shutil.which(command) is None]


def _install() -> None:
    """Get the tools of `package.json` that are not there yet."""
    wanted = json.loads((ROOT / "audit" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lacking = [name for name in wanted if not (TOOLS / name).is_dir()]
    if lacking:
        print(f"audit: installing {', '.join(lacking)}", file=sys.stderr)
        command = ["npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=ROOT / "audit", check=True)


def _check_site() -> list[str]:
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(SITE)], cwd=ROOT, check=True)
    problems = nu.check(SITE, TOOLS)
    with _served(SITE) as address:
        return problems + lighthouse.check(address, TOOLS)


def _check_editor() -> list[str]:
    return patterns.check(ROOT / "docs" / "api" / "v1" / "schema") + editor.check(ROOT, TOOLS)


def _check_generators() -> list[str]:
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(SITE)], cwd=ROOT, check=True)
    built = ROOT / ".cache" / "generated"
    shutil.rmtree(built, ignore_errors=True)
    return generators.check(ROOT, SITE, built)


PARTS = {"site": _check_site, "editor": _check_editor, "generators": _check_generators}
_WITH_NODE = frozenset({"site", "editor"})


def main(chosen: Sequence[str]) -> int:
    """Run the parts `chosen`, or all; 0 where nothing is wrong, 1 where something is, 2 where a part cannot be run."""
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        print(f"audit: '{unknown[0]}' is not a part; parts are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    parts = [part for part in PARTS if part in chosen or not chosen]
    missing = _missing(parts)
    if missing:
        print(f"audit: missing here: {', '.join(missing)}. Install it and run again.", file=sys.stderr)
        return 2
    if _WITH_NODE & set(parts):
        _install()
    problems = [problem for part in parts for problem in PARTS[part]()]
    for problem in problems:
        print(problem)
    print(f"audit: {len(problems)} problems" if problems else "audit: no problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
