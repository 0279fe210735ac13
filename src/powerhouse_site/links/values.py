"""What a value of the configuration may be: readers that turn it into what it means, or say what it should be.

They stand in for the models that read the catalog, since those take a third of a second to load.
"""

import datetime
import ipaddress
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, field, fields
from typing import Any, TypeVar

from powerhouse_site.links.settings import Network

T = TypeVar("T")
Reader = Callable[[Any], T]
"""From a value as TOML or the command line gives it to what it means; raises ValueError."""


class ValueReadError(ValueError):
    """A value that is none; `path` leads to it, the text says what it should be."""

    def __init__(self, path: Sequence[str], text: str) -> None:
        super().__init__(text)
        self.path = tuple(path)


def reads(read: Reader[Any]) -> Mapping[str, Reader[Any]]:
    """The metadata of a field of a table: what reads it."""
    return {"read": read}


def setting(default: T, read: Reader[T]) -> T:
    """A field of a table that need not be there."""
    made: T = field(default=default, metadata=reads(read))
    return made


def table(of: type[T]) -> Reader[T]:
    """A table whose names are the fields of a frozen dataclass, each with a reader in its metadata."""

    def read(value: Any) -> T:
        if not isinstance(value, Mapping):
            raise ValueReadError([], "a table is expected")
        known = {each.name: each for each in fields(of)}  # type: ignore[arg-type] # there is no bound for dataclasses
        for name in value:
            if name not in known:
                raise ValueReadError([name], "there is no such setting")
        found = {name: _inside(name, known[name].metadata["read"], each) for name, each in value.items()}
        for name, each in known.items():
            if name not in found and each.default is MISSING and each.default_factory is MISSING:
                raise ValueReadError([name], "it is missing")
        return of(**found)

    return read


def named(read: Reader[T], name: Reader[str]) -> Reader[Mapping[str, T]]:
    """A table of any names."""

    def read_all(value: Any) -> Mapping[str, T]:
        if not isinstance(value, Mapping):
            raise ValueReadError([], "a table is expected")
        return {_inside(key, name, key): _inside(key, read, each) for key, each in value.items()}

    return read_all


def many(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list."""

    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise ValueReadError([], "a list is expected")
        return tuple(_inside(str(number), read, each) for number, each in enumerate(value))

    return read_all


def maybe(read: Reader[T]) -> Reader[T | None]:
    """A value that has no default; it cannot be set to nothing."""
    return read


def whole(least: int, most: int) -> Reader[int]:
    """A whole number."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most} is expected")
        return value

    return read


def number(least: float, most: float, *, above: bool = False) -> Reader[float]:
    """A number; with `above` it is more than the least."""
    words = f"{'more than ' if above else ''}{least:g} {'and at most' if above else 'to'} {most:g}"

    def read(value: Any) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not is_number or not least <= value <= most or (above and value == least):
            raise ValueError(f"a number {'' if above else 'from '}{words} is expected")
        return float(value)

    return read


def choice(*words: str) -> Reader[str]:
    """One of some words."""

    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)} is expected")
        return str(value)

    return read


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueReadError([], "true or false is expected")
    return value


def text(value: Any) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is expected")
    return value


def header(value: Any) -> str:
    """A text that can stand in the head of a request."""
    if not re.fullmatch(r"[\x20-\x7e]+", text(value)):
        raise ValueError("plain letters on one line are expected")
    return text(value)


def host(value: Any) -> str:
    """The name of a host."""
    return text(value).strip().lower().removesuffix(".")


def network(value: Any) -> Network:
    """A network in CIDR notation, or one address."""
    try:
        return ipaddress.ip_network(text(value).strip("[]"), strict=False)
    except ValueError:
        raise ValueError(f"an address or a network such as 10.1.0.0/16 is expected, not '{value}'") from None


def pattern(value: Any) -> re.Pattern[str]:
    """A regular expression."""
    try:
        return re.compile(text(value))
    except re.error as error:
        raise ValueError(f"a regular expression is expected: {error}") from None


def day(value: Any) -> datetime.date:
    """A day, as TOML or a text has it."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.date.fromisoformat(text(value))
    except ValueError:
        raise ValueError("a day such as 2027-05-25 is expected") from None


def _inside(name: str, read: Reader[T], value: Any) -> T:
    """Read a value that stands under a name, which leads to what is wrong in it."""
    try:
        return read(value)
    except ValueReadError as error:
        raise ValueReadError([name, *error.path], str(error)) from None
    except ValueError as error:
        raise ValueReadError([name], str(error)) from None
