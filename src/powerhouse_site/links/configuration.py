"""`[tool.powerhouse.links]` in `pyproject.toml`: everything about a check that can be set for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from powerhouse_site.links.settings import HOSTS, Exclusion, Limits, Network, Politeness, Settings
from powerhouse_site.links.values import (
    ValueReadError,
    choice,
    day,
    flag,
    header,
    host,
    many,
    maybe,
    named,
    network,
    number,
    pattern,
    reads,
    setting,
    table,
    text,
    whole,
)


class ConfigurationError(Exception):
    """A configuration that cannot be used; the text says where and why."""


_seconds = number(0, 3600, above=True)
_per_host, _delay, _method = whole(1, 256), number(0, 60_000), choice("head", "get")


@dataclass(frozen=True, kw_only=True)
class ExclusionTable:
    """Addresses that are not to be checked, why, and until when."""

    pattern: re.Pattern[str] = field(metadata=reads(pattern))
    reason: str = field(metadata=reads(text))
    expires: date = field(metadata=reads(day))


@dataclass(frozen=True, kw_only=True)
class HostTable:
    """What is different for a host."""

    per_host: int | None = setting(None, maybe(_per_host))
    delay: float | None = setting(None, maybe(_delay))
    method: str | None = setting(None, maybe(_method))

    def values(self) -> dict[str, float | str]:
        """What the table sets."""
        delay = None if self.delay is None else self.delay / 1000
        found = {"at_once": self.per_host, "delay": delay, "method": self.method}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """The table. Times are in seconds, but for `delay`, which is in milliseconds as on the command line."""

    state: str = setting(".cache/links.json", text)
    workers: int = setting(64, whole(1, 1024))
    per_host: int = setting(Politeness().at_once, _per_host)
    delay: float = setting(Politeness().delay * 1000, _delay)
    method: str = setting("head", _method)
    confirm_up_to: int = setting(Settings().confirm_up_to, whole(0, 1_000_000))
    budget: float | None = setting(None, maybe(number(0, 1e9, above=True)))
    connect_timeout: float = setting(Limits().connect, _seconds)
    read_timeout: float = setting(Limits().read, _seconds)
    timeout: float = setting(Limits().total, _seconds)
    head_silence: float = setting(Limits().head_silence, _seconds)
    retries: int = setting(Limits().retries, whole(0, 10))
    back_off: float = setting(Limits().back_off, number(0, 600))
    retry_after: float = setting(Limits().retry_after, number(0, 3600))
    max_bytes: int = setting(Limits().body, whole(1024, 64 * 1024 * 1024))
    max_redirects: int = setting(Limits().hops, whole(0, 50))
    fragments: bool = setting(True, flag)
    allow_private: tuple[Network, ...] = setting((), many(network))
    ca_file: str | None = setting(None, maybe(text))
    user_agent: str = setting(Settings().user_agent, header)
    exclude_hosts: tuple[str, ...] = setting((), many(host))
    exclusions: tuple[ExclusionTable, ...] = setting((), many(table(ExclusionTable)))
    hosts: Mapping[str, HostTable] = field(default_factory=dict, metadata=reads(named(table(HostTable), host)))

    def settings(self) -> Settings:
        """The settings that a run works with."""
        return Settings(
            limits=Limits(
                connect=self.connect_timeout,
                read=self.read_timeout,
                total=self.timeout,
                head_silence=self.head_silence,
                hops=self.max_redirects,
                body=self.max_bytes,
                retries=self.retries,
                back_off=self.back_off,
                retry_after=self.retry_after,
            ),
            politeness=Politeness(at_once=self.per_host, delay=self.delay / 1000, method=self.method),
            hosts={**HOSTS, **{host: {**HOSTS.get(host, {}), **table.values()} for host, table in self.hosts.items()}},
            confirm_up_to=self.confirm_up_to,
            workers=self.workers,
            budget=self.budget,
            fragments=self.fragments,
            allow_private=self.allow_private,
            ca_file=self.ca_file,
            exclude_hosts=self.exclude_hosts,
            exclusions=tuple(
                Exclusion(pattern=each.pattern, reason=each.reason, expires=each.expires) for each in self.exclusions
            ),
            user_agent=self.user_agent,
        )


def read_configuration(path: Path, **options: object) -> Configuration:
    """The table in a file, or the defaults where it has none; `options` win. Raises ConfigurationError."""
    import tomllib  # noqa: PLC0415 - most runs that have to be short have no file

    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        found = document.get("tool", {}).get("powerhouse", {}).get("links", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    return configuration(found, str(path), **options)


def configuration(values: object, name: str = "the configuration", **options: object) -> Configuration:
    """The values of a table, with `options` in their place. Raises ConfigurationError."""
    if not isinstance(values, dict):
        raise ConfigurationError(f"{name}: tool.powerhouse.links is no table")
    try:
        return table(Configuration)({**values, **options})
    except ValueReadError as error:
        where = ".".join(("tool.powerhouse.links", *error.path))
        raise ConfigurationError(f"{name}: {where}: {error}") from None
