"""A site of 10,000 entries against plain Jinja, which draws the same pages, and a bare Material site with as many."""

import gzip
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks import large
from benchmarks.figure import Figure
from benchmarks.process import Cost, alternate, peak, run
from benchmarks.site import write_bare, write_twins
from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import load_catalog
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer

_FRAME = "<!doctype html><title>{title}</title><body>{content}</body>"


_ROUNDS = 3
"""Builds that are held against the yardstick, in turn with it: a machine may be half as fast a minute later."""


def figures(root: Path, place: Path) -> Iterator[Figure]:
    """Build everything; the whole takes some ten minutes."""
    built, site = large.site(root, place)
    repository = large.repository(root, place)
    build = [sys.executable, "-m", "mkdocs", "build", "--site-dir"]
    plain = [sys.executable, "-m", "benchmarks.scale", str(repository)]
    drawn = run([*plain, str(place / "plain")], root)
    yield Figure(
        what=f"building {large.ENTRIES:,} entries, in processor time to plain Jinja",
        value=site.cpu / drawn.cpu,
        unit="times",
        goal=3,
        beside=f"{site.cpu:.0f} s against {drawn.cpu:.0f} s; on the clock {site.wall:.0f} s and {drawn.wall:.0f} s",
    )
    yield Figure(
        what="memory of that build",
        value=peak([*build, str(place / "watched")], repository),
        unit="MB",
        goal=400,
        below=True,
        beside=f"Jinja {peak([*plain, str(place / 'plain-watched')], root)} MB",
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
    fresh = map(str, count())
    ours, bare = alternate(
        _ROUNDS,
        lambda: run([*build, str(place / "again" / next(fresh))], repository),
        lambda: run([*build, str(place / "bare-sites" / next(fresh))], place / "bare"),
    )
    yield _beside(ours, bare, "as many pages of their words alone, tables and links left out", 1)
    write_twins(place / "twins", built)
    twins = run([*build, str(place / "twins-site")], place / "twins")
    yield _beside(ours, twins, "the Markdown twins of pages, tables and links included", None)


def _beside(ours: Cost, bare: Cost, what: str, goal: float | None) -> Figure:
    return Figure(
        what=f"building it, on the clock to bare Material with {what}",
        value=ours.wall / bare.wall,
        unit="times",
        goal=goal,
        beside=f"{ours.wall:.0f} s against {bare.wall:.0f} s; of processor {ours.cpu:.0f} s and {bare.cpu:.0f} s",
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
