"""A site of 10,000 entries against plain Jinja, which draws the same pages, and a bare Material site with as many."""

import gzip
import sys
import tempfile
from pathlib import Path
from shutil import copy2, copytree

from benchmarks.catalogs import write
from benchmarks.process import run
from benchmarks.site import write_bare
from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import load_catalog
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer

ENTRIES = 10_000
_FRAME = "<!doctype html><title>{title}</title><body>{content}</body>"


def report(root: Path) -> str:
    """Build each once: they take minutes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        prepare(root, place / "ours", ENTRIES)
        build = [sys.executable, "-m", "mkdocs", "build", "--site-dir"]
        site = run([*build, str(place / "site")], place / "ours")
        words = [sys.executable, "-m", "benchmarks.scale", str(place / "ours"), str(place / "plain")]
        plain = run(words, root)
        pages = sorted((place / "site").rglob("index.html"))
        largest = max(len(gzip.compress(page.read_bytes(), 6)) for page in pages)
        write_bare(place / "bare", pages)
        bare = run([*build, str(place / "bare" / "site")], place / "bare")
    return (
        f"scale: {ENTRIES:,} entries, {len(pages):,} pages in {site.cpu:.0f} s of processor; "
        f"{site.cpu / plain.cpu:.2f} times plain Jinja (goal: at most 3), "
        f"{site.cpu / bare.cpu:.2f} times bare Material (goal: at most 1); "
        f"memory {site.peak} MB (goal: under 400), plain Jinja {plain.peak} MB; "
        f"the largest page is {largest / 1000:.0f} KB compressed (goal: under 500)"
    )


def prepare(root: Path, folder: Path, entries: int) -> None:
    """A repository with a catalog of so many entries."""
    for name in ("docs", "templates"):
        copytree(root / name, folder / name)
    copy2(root / "mkdocs.yml", folder)
    write(root / "catalog", folder / "catalog", entries)
    copy2(root / "catalog" / "learning-path.yaml", folder / "catalog")


def draw(folder: Path, target: Path) -> None:
    """The yardstick: read the catalog, draw every page in a frame of one line, and write it."""
    renderer = Renderer(folder / "templates", Addresses())
    for page in build_pages(load_catalog(folder / "catalog").catalog):
        file = target / page.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_FRAME.format(title=page.title, content=renderer.fragment(page)), encoding="utf-8")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
