"""What stands twice in one list of an entry, where it can be meant once only."""

from collections.abc import Iterator, Mapping
from types import NoneType

from powerhouse_site.diagnostics import codes as c
from powerhouse_site.loading.document import Document, Finding, Path
from powerhouse_site.loading.wording import shorten

_NAME = "name"
"""The field by which the items of a list are told apart."""
_SINGLE = (str, int, float, NoneType)
_PLAIN = frozenset(_SINGLE)
"""Most values are of just these types: to look a type up is faster than to ask what a value is an instance of."""
_NOTHING: Mapping[str, object] = {}
_Named = list[tuple[Path, str]]


def repeated_items(document: Document) -> Iterator[Finding]:
    """Words that a list holds a second time, and items of a list that have the name of an earlier one; each once."""
    for words, advice in _lists(document.value, ()) if _any(document.value) else ():
        if len({word for _, word in words}) == len(words):
            continue
        first: dict[str, Path] = {}
        told: set[str] = set()
        for path, word in words:
            earlier = first.setdefault(word, path)
            if earlier is not path and word not in told:
                told.add(word)
                line = document.value_span(earlier).line
                message = f"'{shorten(word)}' stands in this list already, in line {line}"
                yield Finding(document.value_span(path), c.REPEATED_ITEM, message, advice, path)


def _any(value: object) -> bool:
    """Whether a list in a value holds something twice: nearly all files are done with here."""
    waiting = [value]
    for one in waiting:
        held = one if isinstance(one, (list, tuple)) else _fields(one).values()
        below = [inner for inner in held if type(inner) not in _PLAIN]
        if held is one and len(held) > 1:
            words = [inner for inner in held if isinstance(inner, str)]
            names = [name for inner in below if isinstance(name := _fields(inner).get(_NAME), str)]
            if len(set(words)) < len(words) or len(set(names)) < len(names):
                return True
        waiting += below
    return False


def _lists(value: object, path: Path) -> Iterator[tuple[_Named, str]]:
    """The words of each list below a value, and the names of its items, with what to do about two that are alike.

    The value is that of a document: plain, or the facts that have taken its place.
    """
    if isinstance(value, list | tuple):
        yield [((*path, i), one) for i, one in enumerate(value) if isinstance(one, str)], "keep one of the two"
        names = (((*path, i, _NAME), _fields(one).get(_NAME)) for i, one in enumerate(value))
        yield [(place, name) for place, name in names if isinstance(name, str)], "tell them apart by name"
        for index, inner in enumerate(value):
            yield from _lists(inner, (*path, index))
    for key, inner in _fields(value).items():
        yield from _lists(inner, (*path, key))


def _fields(value: object) -> Mapping[str, object]:
    """What a mapping or facts hold; nothing of anything else. To ask whether these are facts would take longer."""
    if type(value) in _PLAIN:
        return _NOTHING
    if isinstance(value, dict):
        return value
    return _NOTHING if isinstance(value, _SINGLE) else getattr(value, "__dict__", _NOTHING)
