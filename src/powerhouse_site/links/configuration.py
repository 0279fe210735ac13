"""`[tool.powerhouse.links]` in `pyproject.toml`: everything about a check that can be set for good."""

import datetime
import ipaddress
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from powerhouse_site.links.settings import HOSTS, Exclusion, Limits, Network, Politeness, Settings


class ConfigurationError(Exception):
    """A configuration that cannot be used; the text says where and why."""


def network(text: object) -> Network:
    """A network in CIDR notation, or one address; raises ValueError."""
    return ipaddress.ip_network(str(text).strip("[]"), strict=False)


def _pattern(text: object) -> re.Pattern[str]:
    try:
        return re.compile(str(text))
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None


def _day(value: object) -> object:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


Seconds = Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]
_Network = Annotated[Network, BeforeValidator(network)]
_Host = Annotated[str, Field(min_length=1), AfterValidator(str.lower)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _Exclusion(_Strict):
    pattern: Annotated[re.Pattern[str], BeforeValidator(_pattern)]
    reason: Annotated[str, Field(min_length=1)]
    expires: Annotated[datetime.date, BeforeValidator(_day)]


class _HostTable(_Strict):
    per_host: Annotated[int, Field(ge=1, le=256)] | None = None
    delay: Annotated[float, Field(ge=0, le=60_000)] | None = None
    method: Literal["head", "get"] | None = None

    def values(self) -> dict[str, float | str]:
        """What the table sets."""
        found: dict[str, float | str] = {}
        if self.per_host is not None:
            found["at_once"] = self.per_host
        if self.delay is not None:
            found["delay"] = self.delay / 1000
        if self.method is not None:
            found["method"] = self.method
        return found


class Configuration(_Strict):
    """The table. Times are in seconds, but for `delay`, which is in milliseconds as on the command line."""

    state: str = ".cache/links.json"
    workers: Annotated[int, Field(ge=1, le=1024)] = 64
    per_host: Annotated[int, Field(ge=1, le=256)] = Politeness().at_once
    delay: Annotated[float, Field(ge=0, le=60_000)] = Politeness().delay * 1000
    method: Literal["head", "get"] = "head"
    get_up_to: Annotated[int, Field(ge=0, le=1_000_000)] = Settings().get_up_to
    budget: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    connect_timeout: Seconds = Limits().connect
    read_timeout: Seconds = Limits().read
    timeout: Seconds = Limits().total
    head_silence: Seconds = Limits().head_silence
    retries: Annotated[int, Field(ge=0, le=10)] = Limits().retries
    back_off: Annotated[float, Field(ge=0, le=600)] = Limits().back_off
    retry_after: Annotated[float, Field(ge=0, le=3600)] = Limits().retry_after
    max_bytes: Annotated[int, Field(ge=1024, le=64 * 1024 * 1024)] = Limits().body
    max_redirects: Annotated[int, Field(ge=0, le=50)] = Limits().hops
    fragments: bool = True
    allow_private: tuple[_Network, ...] = ()
    ca_file: str | None = None
    user_agent: Annotated[str, Field(min_length=1, pattern=r"^[\x20-\x7e]+$")] = Settings().user_agent
    exclude_hosts: tuple[_Host, ...] = ()
    exclusions: tuple[_Exclusion, ...] = ()
    hosts: dict[_Host, _HostTable] = Field(default_factory=dict)

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
            get_up_to=self.get_up_to,
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
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        table = document.get("tool", {}).get("powerhouse", {}).get("links", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    return configuration(table, str(path), **options)


def configuration(table: object, name: str = "the configuration", **options: object) -> Configuration:
    """The values of a table, with `options` in their place. Raises ConfigurationError."""
    if not isinstance(table, dict):
        raise ConfigurationError(f"{name}: tool.powerhouse.links is no table")
    try:
        return Configuration.model_validate({**table, **options})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ConfigurationError(f"{name}: tool.powerhouse.links.{where}: {first['msg']}") from None
