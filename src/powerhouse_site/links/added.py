"""Which addresses a change adds."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from powerhouse_site.links.collect.found import Found
from powerhouse_site.links.collect.texts import in_text


def added_urls(
    found: Iterable[tuple[Path, Found]], changed: Collection[Path], old_text: Callable[[Path], str | None]
) -> frozenset[str]:
    """The addresses that stand in `found` now and stood nowhere before.

    `changed` are the resolved paths of files that differ, also of those that are gone, `old_text` what each was.
    """
    before: set[str] = set()
    for path in changed:
        text = old_text(path)
        if text is not None:
            before.update(each.url for each in in_text(path, text, path.as_posix()))
    now: set[str] = set()
    for path, each in found:
        (now if path in changed else before).add(each.url)
    return frozenset(now - before)
