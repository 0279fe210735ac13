"""Lighthouse over a page of each sort, on the phone that it emulates."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.chromium import ARGUMENTS, find

FAST = ("", "models/llama-2/", "compare/", "timeline/", "guides/fine-tuning/")
"""Pages that are judged by their performance too; that of the others is printed."""
PAGES = (*FAST, "models/", "memory/", "licenses/", "deployment-tools/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
ROUNDS = 3
"""Performance is a matter of the machine's time as well, so a page may try as often, and its best counts."""
# A page served from this machine without a public address cannot have these.
SKIPPED = ("is-on-https", "redirects-http", "canonical", "robots-txt")


def check(address: str, tools: Path) -> list[str]:
    """Every judged category of every page that scores under LEAST, with the checks that cost it points."""
    browser = find()
    if browser is None:
        return ["Lighthouse: no browser; run `make test` first, which gets one"]
    return [problem for page in PAGES for problem in _check_page(address, page, tools, browser)]


def _check_page(address: str, page: str, tools: Path, browser: str) -> list[str]:
    judged = CATEGORIES if page in FAST else CATEGORIES[1:]
    best: dict[str, Any] = {}
    for _ in range(ROUNDS if page in FAST else 1):
        report = _report(address + page, tools, browser)
        if isinstance(report, str):
            return [f"Lighthouse could not check /{page}: {report}"]
        best = max(best, report, key=lambda each: _scores(each).get("performance", -1))
        if _scores(best)["performance"] >= LEAST:
            break
    scores = _scores(best)
    print(f"Lighthouse /{page}: " + ", ".join(f"{name} {score}" for name, score in scores.items()))
    return [f"/{page}: {name} {scores[name]}: {_lost(best, name)}" for name in judged if scores[name] < LEAST]


def _report(url: str, tools: Path, browser: str) -> dict[str, Any] | str:
    """What it finds, or why it finds nothing."""
    command = [
        "node",
        str(tools / "lighthouse" / "cli" / "index.js"),
        url,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--skip-audits={','.join(SKIPPED)}",
        f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": browser}
    found = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if found.returncode:
        return found.stderr.strip().rpartition("\n")[2]
    report: dict[str, Any] = json.loads(found.stdout)
    return report


def _scores(report: dict[str, Any]) -> dict[str, int]:
    categories = report.get("categories", {})
    return {name: round(categories[name]["score"] * 100) for name in CATEGORIES if name in categories}


def _lost(report: dict[str, Any], category: str) -> str:
    refs = report["categories"][category]["auditRefs"]
    audits = [report["audits"][ref["id"]] for ref in refs if ref["weight"]]
    failed = [audit for audit in audits if audit["score"] is not None and audit["score"] < 1]
    return "; ".join(f"{audit['title']} {audit.get('displayValue', '')}".strip() for audit in failed)
