"""Package indexes, asked over HTTP with limits on time and size."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests

from powerhouse_site.refresh.releases import Release, last_of_npm, last_of_simple
from powerhouse_site.schema.tools import Package, Registry

_SECONDS = 20
_MAX_BYTES = 64 * 1024 * 1024
_SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"


class UnreachableError(Exception):
    """The index gave no answer at all."""


class NoAnswerError(Exception):
    """The index answered, but not with a last release; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Indexes:
    """The address of the index of each registry that this machine is set up for, empty where there is none."""

    pypi: str
    npm: str

    def last_release(self, package: Package, session: requests.Session) -> Release:
        """Ask for a package. Raises UnreachableError or NoAnswerError."""
        if package.registry is Registry.NPM:
            if not self.npm:
                raise NoAnswerError("npm is not installed, so its registry is not known")
            release = last_of_npm(_get(session, f"{self.npm.rstrip('/')}/{quote(package.name, safe='@')}", "*/*"))
        else:
            release = last_of_simple(_get(session, f"{self.pypi.rstrip('/')}/{quote(package.name)}/", _SIMPLE_JSON))
        if release is None:
            raise NoAnswerError("no final release whose day the index tells")
        return release


def pypi_index() -> str:
    """The index that pip on this machine installs from: its environment, its configuration, or else its default."""
    pip = (sys.executable, "-m", "pip", "config", "get")
    default = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    return (
        os.environ.get("PIP_INDEX_URL")
        or _answer(*pip, "install.index-url")
        or _answer(*pip, "global.index-url")
        or _answer(sys.executable, "-c", default)
    )


def npm_registry() -> str:
    """The registry that npm on this machine installs from; empty without npm."""
    return _answer("npm", "config", "get", "registry")


def _answer(*command: str) -> str:
    """The last line that a command prints, if it is an address."""
    try:
        found = subprocess.run(  # noqa: S603 - fixed words
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    line = found.stdout.strip().rpartition("\n")[2]
    return line if line.startswith(("https://", "http://")) else ""


def _get(session: requests.Session, url: str, accept: str) -> dict[str, Any]:
    try:
        with session.get(url, headers={"Accept": accept}, timeout=_SECONDS, stream=True) as response:
            if response.status_code == requests.codes.not_found:
                raise NoAnswerError("the index has no such package")
            if not response.ok:
                raise NoAnswerError(f"the index answered with status {response.status_code}")
            data = b""
            for part in response.iter_content(1 << 20):
                data += part
                if len(data) > _MAX_BYTES:
                    raise NoAnswerError("the answer of the index is too large")
    except (requests.ConnectionError, requests.Timeout) as error:
        raise UnreachableError from error
    except requests.RequestException as error:
        raise NoAnswerError(f"the index cannot be asked: {type(error).__name__}") from error
    try:
        document = json.loads(data)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise NoAnswerError("the index does not answer in JSON")
    return document
