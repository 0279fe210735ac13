"""A small repository: an entry or two of each kind, all that a site has, and a build of it in a sixth of the time.

For whatever the size of the catalog is not the point of. The pages that are written by hand are their headings alone,
since they name entries of the real catalog and make most of the rest of a build.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.site.building import copy
from tests.site.catalogs import (
    Facts,
    accelerator,
    answer,
    course,
    framework,
    license_,
    model,
    source,
    tool,
    tutorial,
    write,
)

PATH = """\
description: How to begin.
stages:
  - id: first
    title: Start
    reason: Know it.
    steps:
      - entry: taught
        why: It is short.
"""
FILES: Mapping[str, Facts] = {
    "models/old": model("Old", license="own", sources=[source("variants.parameters")], release_date="2023-01"),
    "models/new": model("New", license="own", derived_from=["old"], variants=[{"name": "New 1B", "parameters": "1B"}]),
    "licenses/own": license_("Own", commercial_use=answer("yes"), former_ids=["was"]),
    "accelerators/card": accelerator(),
    "frameworks/trainer": framework(),
    "deployment-tools/server": tool(alternative_to=["other"]),
    "deployment-tools/other": tool("Other"),
    "courses/taught": course("Taught", url="https://example.org/taught", uses_models=["old"]),
    "tutorials/shown": tutorial("Shown", url="https://example.org/shown", uses_tools=["server"]),
}
"""The entries by `kind/id`."""


def small(root: Path, target: Path, more: Mapping[str, Facts | str] | None = None) -> Path:
    """The repository at `root` with this catalog, and `more` entries, which may take the place of these."""
    folder = copy(root, target, ("mkdocs.yml", "docs", "templates"))
    for page in (folder / "docs").rglob("*.md"):
        headings = re.findall(r"\A# .*|^##+ .*", page.read_text(encoding="utf-8"), re.MULTILINE)
        page.write_text("\n\n".join(headings), encoding="utf-8")
    write(folder / "catalog", {**FILES, **(more or {})})
    (folder / "catalog/learning-path.yaml").write_text(PATH, encoding="utf-8")
    return folder
