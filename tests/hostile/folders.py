"""Files and folders: other endings, strays, links, pipes, sockets, names of every sort, too large, unreadable."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.rows import ID, MODEL

FILE, NAME, SIZE, ENCODING = "bad-file", "bad-file-name", "file-too-large", "bad-encoding"
Make = Callable[[Path], object]
"""Makes something in the catalog's folder."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something in a catalog and what is said of it: nothing, or a code at the path `named`.

    What would be in the way of the other rows is `alone` in a catalog.
    """

    id: str
    make: Make
    named: str
    code: str = ""
    help: str | None = None
    alone: bool = False


def file(id: str, path: str, code: str = "", *, help: str | None = None, alone: bool = False) -> Place:
    """A whole entry at a path."""
    return Place(id=id, make=lambda root: _write(root, path, id), named=path, code=code, help=help, alone=alone)


def made(id: str, path: str, make: Callable[[Path], object], code: str = FILE, *, alone: bool = False) -> Place:
    """Something that is no ordinary file at a path."""
    return Place(id=id, make=lambda root: _make(root, path, make), named=path, code=code, alone=alone)


def _write(root: Path, path: str, id: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(MODEL.replace(ID, id), encoding="utf-8")


def _make(root: Path, path: str, make: Callable[[Path], object]) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    make(root / path)


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def sparse(size: int) -> Callable[[Path], None]:
    """A file of so many zeros that takes no room."""

    def make(path: Path) -> None:
        path.touch()
        os.truncate(path, size)

    return make


def listening(path: Path) -> None:
    """A socket; its address may be no longer than about 100 bytes, so it is bound from within its folder."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def unreadable(path: Path) -> None:
    path.write_text(MODEL.replace(ID, "unreadable"), encoding="utf-8")
    path.chmod(0)


def deep(path: Path) -> None:
    (path / "/".join("d" * 60)).mkdir(parents=True)


def linked_twice(path: Path) -> None:
    _write(path.parent, path.name, "hard-link")
    os.link(path, path.with_name(".hidden"))


LONG = "a" * 81
RAW = os.fsdecode(b"models/byte-\xff.yaml")

PLACES: list[Place] = [
    file("ordinary", "models/place-ordinary.yaml"),
    file("points", "models/place.3.2-b.yaml"),
    file("80-letters", f"models/{'a' * 80}.yaml"),
    file("hidden", "models/.place.yaml", FILE, help="remove the '.' that its name begins with, or the file"),
    file("hidden-in-the-root", ".place.yaml", FILE),
    file("hidden-and-nothing-else", "models/.yaml", FILE),
    file("lock-of-an-editor", "models/.#place.yaml"),
    file("of-a-foreign-disk", "models/._place.yaml"),
    file("system-file", "models/.DS_Store"),
    file("hidden-folder", ".git/config.yaml"),
    # endings
    file("yml", "models/place-yml.yml", FILE, help="rename it to 'place-yml.yaml'"),
    file("yml-capitals", "models/place-yml-2.YML", FILE),
    file("yaml-capitals", "models/place-capitals.YAML", FILE),
    file("yaml-capital", "models/place-capital.Yaml", FILE),
    file("json", "models/place.json", FILE),
    file("text", "models/README.md", FILE),
    file("backup", "models/place.yaml.bak", FILE),
    file("backup-tilde", "models/place.yaml~", FILE),
    file("conflict", "models/place.yaml.orig", FILE),
    file("swap-file", "models/place.yaml.swp", FILE),
    file("no-ending", "models/place", FILE),
    file("two-endings", "models/place.yaml.yaml"),
    file("yml-and-yaml", "models/place.yml.yaml"),
    file("ending-alone", "models/yaml", FILE),
    file("ds-store", "models/Thumbs.db", FILE),
    # names
    file("address-of-a-table", "models/variants.yaml", NAME, help="take another id"),
    file("address-of-a-narrower-table", "models/research-use.yaml", NAME),
    file("address-of-a-further-page", "models/page-2.yaml", NAME),
    file("index-page", "models/index.html.yaml", NAME),
    file("index-twin", "models/index.md.yaml", NAME),
    file("index", "models/index.yaml"),
    file("page-of-a-name", "models/page-two.yaml"),
    file("capital", "models/Place.yaml", NAME, help="rename it to 'place.yaml'"),
    file("capitals", "models/PLACE-2.yaml", NAME),
    file("case-collides", "models/PLACE-ordinary.yaml", NAME),
    file("underscore", "models/place_3.yaml", NAME, help="rename it to 'place-3.yaml'"),
    file("space", "models/place 4.yaml", NAME),
    file("space-before", "models/ place.yaml", NAME),
    file("space-behind", "models/place .yaml", NAME),
    file("copy", "models/place (1).yaml", NAME),
    file("two-hyphens", "models/place--5.yaml", NAME),
    file("two-points", "models/place..6.yaml", NAME),
    file("hyphen-first", "models/-place.yaml", NAME),
    file("hyphen-last", "models/place-.yaml", NAME),
    file("option", "models/--help.yaml", NAME),
    file("umlaut", "models/fl\u00f6te.yaml", NAME),
    file("decomposed", "models/flo\u0308te.yaml", NAME),
    file("cjk", "models/\u609f\u9053.yaml", NAME),
    file("cyrillic-a", "models/pl\u0430ce.yaml", NAME),
    file("emoji", "models/\U0001f332.yaml", NAME),
    file("zero-width", "models/pla\u200bce.yaml", NAME),
    file("direction", "models/\u202eyaml.ecalp.yaml", NAME),
    file("line-feed", "models/pla\nce.yaml", NAME),
    file("tab", "models/pla\tce.yaml", NAME),
    file("escape", "models/\x1b[31mplace.yaml", NAME),
    file("delete", "models/place\x7f.yaml", NAME),
    file("bytes", RAW, NAME),
    file("percent", "models/place%2e.yaml", NAME),
    file("workflow-command", "models/::error::x.yaml", NAME),
    file("quote", "models/pla'ce.yaml", NAME),
    file("html", "models/<b>.yaml", NAME),
    file("template", "models/{{ 7*7 }}.yaml", NAME),
    file("backslash", "models/place\\..\\x.yaml", NAME),
    file("comma", "models/a,b.yaml", NAME),
    file("semicolon", "models/a;id.yaml", NAME),
    file("dollar", "models/$(id).yaml", NAME),
    file("star", "models/*.yaml", NAME),
    file("too-long", f"models/{LONG}.yaml", NAME),
    file("very-long", f"models/{'b' * 250}.yaml", NAME),
    file("index", "models/index.yaml"),
    *(
        file(f"device-of-windows-{name}", f"models/{name}.yaml", NAME, help="take another id")
        for name in ("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "nul.1", "con.7b-chat")
    ),
    *(file(f"no-device-{name}", f"models/{name}.yaml") for name in ("com0", "com10", "console", "con-1", "aux2")),
    file("number", "models/7.yaml"),
    # strays
    file("in-the-root", "place.yaml", FILE),
    file("text-in-the-root", "README.md", FILE),
    file("unknown-kind", "datasets/place.yaml", FILE),
    file("misspelt-kind", "model/place.yaml", FILE, help="did you mean 'models'?"),
    file("kind-with-capital", "Models/place.yaml", FILE, help="did you mean 'models'?"),
    file("kind-with-underscore", "deployment_tools/place.yaml", FILE, help="did you mean 'deployment-tools'?"),
    made("folder-among-entries", "models/place-folder", Path.mkdir),
    made("folder-named-like-an-entry", "models/place-folder.yaml", Path.mkdir),
    made("folder-with-entries", "models/llama/2", lambda path: path.mkdir(parents=True)),
    made("empty-folder-in-the-root", "empty", Path.mkdir),
    made("deep-folders", "models/deep", deep),
    made("pages-as-a-folder", "models/index.html", Path.mkdir),
    # what is no file
    made("link-to-an-entry", "models/link.yaml", link("place-ordinary.yaml")),
    made("link-outside", "models/link-outside.yaml", link("/etc/passwd")),
    made("link-upwards", "models/link-upwards.yaml", link("../../../../../../etc/hostname")),
    made("link-to-nothing", "models/link-to-nothing.yaml", link("nowhere")),
    made("link-to-itself", "models/link-to-itself.yaml", link("link-to-itself.yaml")),
    made("link-to-a-folder", "models/link-to-a-folder.yaml", link(".")),
    made("link-to-the-root", "models/link-to-the-root", link("/")),
    made("link-to-a-device", "models/link-to-a-device.yaml", link("/dev/zero")),
    made("link-to-input", "models/link-to-input.yaml", link("/dev/stdin")),
    made("link-to-memory", "models/link-to-memory.yaml", link("/proc/self/mem")),
    made("link-in-the-root", "link", link("models")),
    made("hidden-link", "models/.link.yaml", link("/dev/zero")),
    made("pipe", "models/pipe.yaml", os.mkfifo),
    made("pipe-in-the-root", "pipe", os.mkfifo),
    made("socket", "models/socket.yaml", listening),
    made("hard-link", "models/place-hard-link.yaml", linked_twice, ""),
    # content
    made("100-megabytes", "models/place-sparse.yaml", sparse(100 * 2**20), SIZE),
    made("8-exabytes-almost", "models/place-sparse-2.yaml", sparse(2**40), SIZE),
    made("zeros", "models/place-zeros.yaml", sparse(1000), "forbidden-character"),
    made("limit-of-zeros", "models/place-zeros-2.yaml", sparse(256 * 1024), "forbidden-character"),
    made("unreadable", "models/place-unreadable.yaml", unreadable),
    # alone
    file("kind-is-a-file", "models", FILE, alone=True),
    made("kind-is-a-link", "models", link("licenses"), alone=True),
    made("kind-is-a-link-outside", "models", link("/etc"), alone=True),
    made("kind-is-a-loop", "models", link("."), alone=True),
    made("kind-is-a-pipe", "models", os.mkfifo, alone=True),
    made("kind-is-empty", "models", Path.mkdir, "", alone=True),
]
