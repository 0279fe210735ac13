"""Numbers, dates and counts in the words that readers see, and names in the words of addresses."""

import re
import unicodedata
from collections.abc import Callable

from powerhouse_site.schema.models import Range
from powerhouse_site.schema.values import PartialDate

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))
_KIBI = 1024


def date_words(date: PartialDate) -> str:
    """`18 Jul 2023`, `Jul 2023` or `2023`."""
    parts = [str(date.year)]
    if date.month:
        parts.insert(0, _MONTHS[date.month - 1])
    if date.day:
        parts.insert(0, str(date.day))
    return " ".join(parts)


def month_words(date: PartialDate) -> str:
    """`Jul 2023` or `2023`, for where the day would say nothing more."""
    return f"{_MONTHS[date.month - 1]} {date.year}" if date.month else str(date.year)


def parameter_words(parameters: int) -> str:
    """`6.7 B`, `124 M`: two significant digits, three from 100 on."""
    number, unit = _scaled(parameters)
    return f"{number} {unit}".rstrip()


def exact_parameter_words(parameters: int) -> str:
    """`6.738 B`: as precisely as it is known, up to four significant digits."""
    number, unit = _in_unit(parameters, lambda value: f"{value:.4g}")
    return f"{number} {unit}".rstrip()


def range_words(sizes: Range) -> str:
    """`6.7, 13, 69 B` for up to three sizes of one unit, `70 M to 12 B` for more."""
    scaled = [_scaled(value) for value in sizes.values]
    if len({unit for _, unit in scaled}) == 1 and len(scaled) <= 3:
        return f"{', '.join(dict.fromkeys(number for number, _ in scaled))} {scaled[0][1]}"
    (low, low_unit), (high, high_unit) = scaled[0], scaled[-1]
    return f"{low} to {high} {high_unit}" if low_unit == high_unit else f"{low} {low_unit} to {high} {high_unit}"


def token_words(tokens: int) -> str:
    """`4k` for 4,096, `128k` for 131,072 and for 128,000, `1M`; other numbers with thousands separated."""
    for base in (1000, _KIBI):
        if tokens >= base * base and tokens % (base * base) == 0:
            return f"{tokens // base**2}M"
        if tokens >= base and tokens % base == 0:
            return f"{tokens // base}k"
    return f"{tokens:,}"


def limit_words(number: float, unit: str = "") -> str:
    """A limit of a range, to two significant digits or whole: `0.014`, `2,800` of a unit, the year `2019`."""
    return f"{number:.2g}" if number < 10 else f"{number:,.0f}" if unit else f"{number:.0f}"


_ENDING = re.compile(r"(?<=\w{8})(?=ment\b|tion\b|able\b|ability\b)")


def breakable(text: str) -> str:
    """The text with soft hyphens before the endings of long words; few browsers have hyphenation of their own."""
    return _ENDING.sub("\u00ad", text)


def slug(text: str) -> str:
    """A text as it stands in addresses: `mistral-ai` for `Mistral AI`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.+]+", "-", plain).strip("-") or "x" + text.encode().hex()


def count_words(number: int, one: str, many: str) -> str:
    """`1 model`, `31 models`."""
    return f"{number:,} {one if number == 1 else many}"


def _scaled(parameters: int) -> tuple[str, str]:
    return _in_unit(parameters, lambda value: f"{value:.0f}" if value >= 9.95 else f"{value:.1f}".removesuffix(".0"))


def _in_unit(number: int, write: Callable[[float], str]) -> tuple[str, str]:
    """The number in the largest unit that it has at least one of, once it is rounded: 999.7 million are `1 B`."""
    for size, unit in _UNITS:
        if number >= size or write(number / size * 1000) == "1000":
            return write(max(1.0, number / size)), unit
    return str(number), ""
