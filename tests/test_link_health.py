"""The link report as readers see it."""

import json
from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.addresses import Addresses
from powerhouse_site.links.verdicts import Verdict
from powerhouse_site.pages.health.links import NO_REPORT, LinkReportError, read_link_report
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer
from tests.site.catalogs import load, model, source

COPY = "https://web.archive.org/web/2023/https://grove.org/dead"


def result(name: str, verdict: str, reason: str, **more: Any) -> dict[str, Any]:
    place = {"file": "catalog/models/pine.yaml", "line": 1, "column": 1, "field": "sources.0.url"}
    url = f"https://grove.org/{name}"
    checked = "2026-03-04T05:06:07Z"
    return {"url": url, "verdict": verdict, "reason": reason, "checked_at": checked, "locations": [place]} | more


RESULTS = [
    result("fine", "ok", "ok"),
    result("dead", "broken", "not-found", failing=True, archived=COPY),
    result("shaky", "broken", "refused", failing=False),
    result("unsure", "uncertain", "forbidden"),
    result("moved", "redirected", "permanent-redirect", target="https://grove.org/new?a=1&b=2"),
    result("away", "redirected", "temporary-redirect", target=None),
    result("trap", "redirected", "permanent-redirect", target="javascript:alert(1)"),
]


def write(folder: Path, document: object) -> Path:
    path = folder / "report.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def report(results: list[dict[str, Any]] = RESULTS, **more: Any) -> dict[str, Any]:
    return {"schema": 1, "summary": {"offline": False}, "results": results} | more


def test_only_what_is_certain_is_marked(tmp_path: Path) -> None:
    health = read_link_report(write(tmp_path, report()))
    assert str(health.date) == "2026-03-04"
    assert health.total == len(RESULTS)
    assert health.counts[Verdict.REDIRECTED] == 3
    assert sorted(health.marks) == ["https://grove.org/dead", "https://grove.org/moved"]
    assert health.marks["https://grove.org/dead"].copy == COPY
    assert health.marks["https://grove.org/moved"].target == "https://grove.org/new?a=1&b=2"
    assert health.dead[0].pages == ("models/pine/",)


def test_without_a_report_nothing_is_marked(tmp_path: Path) -> None:
    assert read_link_report(tmp_path / "none.json") is NO_REPORT
    assert read_link_report(write(tmp_path, report([], summary={"offline": True}))) is NO_REPORT


@pytest.mark.parametrize(
    "document",
    ["", "{", "[]", "null", "[" * 5000, {}, report(schema=2), report([{"url": 1}]), report([result("x", "odd", "ok")])],
    ids=range(9),
)
def test_what_is_no_report_is_told(tmp_path: Path, document: object) -> None:
    with pytest.raises(LinkReportError, match=r"report\.json"):
        read_link_report(write(tmp_path, document))


def test_pages_show_the_marks(root: Path, tmp_path: Path) -> None:
    sources = [source("variants.parameters", url=each["url"]) for each in RESULTS]
    catalog = load(tmp_path, {"models/pine": model(sources=sources)})
    health = read_link_report(write(tmp_path, report()))
    pages = {page.url: page for page in build_pages(catalog)}
    marked = Renderer(root / "templates", Addresses(), links=health)
    plain = Renderer(root / "templates", Addresses())
    html = marked.fragment(pages["models/pine/"])
    assert html.count("dead link") == 1
    assert f'<a href="{COPY}"' in html
    assert html.count("moved: ") == 1
    assert '<a href="https://grove.org/new?a=1&amp;b=2"' in html
    assert "ph-linkmark" not in plain.fragment(pages["models/pine/"])
    status = marked.fragment(pages["status/"])
    assert 'id="links"' in status
    assert "7 outbound links, last checked 4 Mar 2026" in " ".join(status.split())
    assert '<a href="../models/pine/">models/pine</a>' in status
    assert 'id="links"' not in plain.fragment(pages["status/"])
