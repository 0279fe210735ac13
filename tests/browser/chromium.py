"""The browser of the browser tests: where it is, and how `make test` gets one where there is none.

Run as a script it makes sure that there is one, or says why there is not and still exits with 0: the tests then report
themselves as skipped, and fail where CI is set.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a Chromium: the one named by POWERHOUSE_BROWSER, the system's, or Playwright's own."""
    named = os.environ.get("POWERHOUSE_BROWSER")
    if named:
        return named if Path(named).is_file() else None
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    return path if Path(path).is_file() else None


def get() -> str | None:
    """Find a browser, or install one: as root on Debian from the package manager, else by Playwright's download."""
    found = find()
    if found:
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        commands = [
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
        ]
    else:
        commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for command in commands:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment).returncode:
            break
    return find()


if __name__ == "__main__":
    browser = get()
    print(f"browser: {browser}" if browser else "browser: none could be had; the browser tests will be skipped")
