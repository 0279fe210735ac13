"""The whole site against a bare Material site with as many pages and about as much text on each."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.process import alternate, peak, run

ROUNDS = 3
_CONFIGURATION = """\
site_name: Bare
theme: {name: material, font: false}
plugins: [search]
validation: {nav: {omitted_files: ignore}}
not_in_nav: "*"
nav: [index.md]
"""


def figures(root: Path, place: Path) -> Iterator[Figure]:
    """Build both in turn and compare."""
    ours, bare = place / "ours", place / "bare-of-ours"
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
    run([*build, str(ours)], root)
    pages = sorted(ours.rglob("index.html"))
    write_bare(bare, pages)
    site, yardstick = alternate(
        ROUNDS, lambda: run([*build, str(ours)], root), lambda: run([*build, str(bare / "site")], bare)
    )
    yield Figure(
        what=f"a strict build of the catalog, {len(pages)} pages",
        value=site.wall,
        unit="s",
        goal=15,
        below=True,
        beside=f"{site.cpu:.1f} s of processor, {peak([*build, str(ours)], root)} MB",
    )
    files = sum(path.is_file() for path in ours.rglob("*"))
    yield Figure(
        what="the same to bare Material with as many pages, which has neither data nor pictures",
        value=site.wall / yardstick.wall,
        unit="times",
        beside=f"{yardstick.wall:.2f} s ({yardstick.cpu:.2f} s of processor); ours are {files:,} files",
    )


def write_bare(folder: Path, pages: list[Path]) -> None:
    """Write a Markdown page for each of our pages, with the words that stand on it."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIGURATION)
    for number, page in enumerate(pages):
        name = "index" if number == 0 else f"page-{number}"
        (docs / f"{name}.md").write_text(f"# Page {number}\n\n{_markdown_of(page.read_text(encoding='utf-8'))}\n")


def write_twins(folder: Path, site: Path) -> None:
    """Write the twins of our pages as the pages of a bare site, in the same folders, so that their links lead on."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(f"{_CONFIGURATION}markdown_extensions: [tables]\n")
    (folder / "docs" / "index.md").write_text("# Home\n")
    for twin in sorted(site.rglob("*/index.md")):
        target = folder / "docs" / twin.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(twin.read_bytes())


def _markdown_of(html: str) -> str:
    article = html.partition("<article")[2].partition("</article>")[0]
    rows = [
        re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr.*?</tr>|<p.*?</p>|<dd.*?</dd>", article, re.DOTALL)
    ]
    return "\n\n".join(re.sub(r"[^\w .,;:()-]+", " ", re.sub(r"\s+", " ", row)).strip() for row in rows)
