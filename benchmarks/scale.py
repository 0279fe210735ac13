"""A site of 10,000 entries against plain Jinja, which draws the same pages, and a bare Material site with as many."""

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import large
from benchmarks.figure import Figure
from benchmarks.process import Cost, run
from benchmarks.site import write_bare, write_twins
from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import load_catalog
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer

_FRAME = "<!doctype html><title>{title}</title><body>{content}</body>"


def figures(root: Path, place: Path) -> Iterator[Figure]:
    """Build each once: they take minutes."""
    built, site = large.site(root, place)
    repository = large.repository(root, place)
    plain = run([sys.executable, "-m", "benchmarks.scale", str(repository), str(place / "plain")], root)
    yield Figure(
        what=f"building {large.ENTRIES:,} entries, in processor time to plain Jinja",
        value=site.cpu / plain.cpu,
        unit="times",
        goal=3,
        beside=f"{site.cpu:.0f} s against {plain.cpu:.0f} s; on the clock {site.wall:.0f} s and {plain.wall:.0f} s",
    )
    yield Figure(
        what="memory of that build", value=site.peak, unit="MB", goal=400, below=True, beside=f"Jinja {plain.peak} MB"
    )
    pages = sorted(built.rglob("index.html"))
    largest = max(pages, key=lambda page: page.stat().st_size)
    yield Figure(
        what=f"the largest of its {len(pages):,} pages, compressed",
        value=len(gzip.compress(largest.read_bytes(), 6)) / 1000,
        unit="KB",
        goal=500,
        below=True,
        beside=f"/{largest.parent.relative_to(built).as_posix()}/",
    )
    write_bare(place / "bare", pages)
    yield _to_bare(site, place / "bare", "as many pages of their words alone, tables and links left out", 1)
    write_twins(place / "twins", built)
    yield _to_bare(site, place / "twins", "the Markdown twins of pages, tables and links included", None)


def _to_bare(site: Cost, folder: Path, what: str, goal: float | None) -> Figure:
    bare = run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder / "site")], folder)
    return Figure(
        what=f"building it, on the clock to bare Material with {what}",
        value=site.wall / bare.wall,
        unit="times",
        goal=goal,
        beside=f"{site.wall:.0f} s against {bare.wall:.0f} s; of processor {site.cpu:.0f} s and {bare.cpu:.0f} s",
    )


def draw(folder: Path, target: Path) -> None:
    """The yardstick: read the catalog, draw every page in a frame of one line, and write it."""
    renderer = Renderer(folder / "templates", Addresses())
    for page in build_pages(load_catalog(folder / "catalog").catalog):
        file = target / page.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_FRAME.format(title=page.title, content=renderer.fragment(page)), encoding="utf-8")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
