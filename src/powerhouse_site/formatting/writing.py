"""A tree as text: block style, two spaces a level, lists indented below their key.

There are no blank lines but one below the head. A comment beside something stands two spaces behind it. Where no line
is left for a comment to stand beside, it moves above: beside the dash of a mapping in a list, for example.
"""

from powerhouse_site.formatting.spelling import spell, spell_on_one_line
from powerhouse_site.formatting.tree import Collection, Entry, Scalar, Tree

_LONGEST_KEY = 1000
"""YAML wants the colon within 1,024 characters, or else a sign before the key."""


def write_tree(tree: Tree) -> str:
    """The text of `tree`, which ends with one line feed."""
    root = tree.root
    body = _lines(root, 0) if root.entries else ["[]" if not root.is_mapping else "{}", *root.below]
    return "\n".join([*tree.head, *([""] if tree.head else []), *body]) + "\n"


def _lines(collection: Collection, indent: int) -> list[str]:
    lines: list[str] = []
    for entry in collection.entries:
        lines += _entry(entry, indent)
    return lines + _indented(collection.below, indent)


def _entry(entry: Entry, indent: int) -> list[str]:
    value = entry.value
    above, beside = [*entry.above, *entry.beside[:-1]], entry.beside[-1:]
    body: list[str] = []
    start = " " * indent + "-"
    if entry.key is not None:
        key = spell_on_one_line(entry.key)
        start = " " * indent + f"{key}:"
        if len(key) > _LONGEST_KEY:
            body, start = [" " * indent + f"? {key}"], " " * indent + ":"
    if isinstance(value, Scalar):
        body += _scalar(value, start, indent, beside)
    elif not value.entries:
        above += value.below
        body.append(_joined(start, "{}" if value.is_mapping else "[]", *beside))
    elif entry.key is not None:
        body += [_joined(start, "", *beside), *_lines(value, indent + 2)]
    else:
        nested = _lines(value, indent + 2)
        first = next(number for number, line in enumerate(nested) if not line.lstrip().startswith("#"))
        above += [*beside, *(line.lstrip() for line in nested[:first])]
        body += [f"{start} {nested[first].lstrip()}", *nested[first + 1 :]]
    return _indented(above, indent) + body


def _scalar(value: Scalar, start: str, indent: int, beside: list[str]) -> list[str]:
    lines = spell(value.spelling, len(start) + 1, indent + 2) if value.is_text else [value.spelling]
    marked = 0 if lines[0] in ("|", "|-") else -1
    lines[0] = _joined(start, lines[0])
    lines[marked] = "  ".join([lines[marked], *beside])
    return lines


def _joined(start: str, value: str, *beside: str) -> str:
    return "  ".join([f"{start} {value}" if value else start, *beside])


def _indented(comments: list[str], indent: int) -> list[str]:
    return [" " * indent + comment for comment in comments]
