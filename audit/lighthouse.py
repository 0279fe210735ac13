"""Lighthouse over a page of each sort, on the phone that it emulates."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.chromium import ARGUMENTS, find

PAGES = (
    "",
    "models/",
    "models/llama-2/",
    "licenses/",
    "deployment-tools/",
    "compare/",
    "memory/",
    "timeline/",
    "guides/fine-tuning/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
JUDGED = CATEGORIES[1:]
"""Performance is a matter of the machine's time, so it is printed and judged by people."""
LEAST = 95
# A page served from this machine without a public address cannot have these.
SKIPPED = ("is-on-https", "redirects-http", "canonical", "robots-txt")


def check(address: str, tools: Path) -> list[str]:
    """Every judged category of every page that scores under LEAST, with the checks that cost it points."""
    browser = find()
    if browser is None:
        return ["Lighthouse: no browser; run `make test` first, which gets one"]
    return [problem for page in PAGES for problem in _check_page(address, page, tools, browser)]


def _check_page(address: str, page: str, tools: Path, browser: str) -> list[str]:
    command = [
        "node",
        str(tools / "lighthouse" / "cli" / "index.js"),
        address + page,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--skip-audits={','.join(SKIPPED)}",
        f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
    ]
    environment = {**os.environ, "CHROME_PATH": browser}
    found = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if found.returncode:
        return [f"Lighthouse could not check /{page}: {found.stderr.strip().splitlines()[-1:]}"]
    report: dict[str, Any] = json.loads(found.stdout)
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    print(f"Lighthouse /{page}: " + ", ".join(f"{name} {score}" for name, score in scores.items()))
    return [
        f"/{page}: {name} {score}: {_lost(report, name)}"
        for name, score in scores.items()
        if name in JUDGED and score < LEAST
    ]


def _lost(report: dict[str, Any], category: str) -> str:
    refs = report["categories"][category]["auditRefs"]
    audits = [report["audits"][ref["id"]] for ref in refs if ref["weight"]]
    failed = [audit for audit in audits if audit["score"] is not None and audit["score"] < 1]
    return "; ".join(f"{audit['title']} {audit.get('displayValue', '')}".strip() for audit in failed)
