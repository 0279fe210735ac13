"""The canonical form of an entry's text, checked to say what it said before."""

import json
import re

from powerhouse_site.formatting.comments import scan
from powerhouse_site.formatting.order import sort_keys
from powerhouse_site.formatting.reading import read_tree
from powerhouse_site.formatting.tree import Tree
from powerhouse_site.formatting.writing import write_tree
from powerhouse_site.loading.document import Document, Finding
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.loading.source import decode
from powerhouse_site.schema.kinds import Format, Kind

_MODELINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=")


class FormattingError(Exception):
    """A fault of the formatter: what it would write does not say what the text says."""


def modeline(kind: Format) -> str:
    """The first line of each file, which tells editors where its JSON Schema is."""
    return f"# yaml-language-server: $schema={'../../' if isinstance(kind, Kind) else '../'}docs/{kind.schema}"


def format_text(text: str, kind: Format) -> tuple[str | None, list[Finding]]:
    """The canonical form of `text`; None, with the reasons, where it cannot be read as a mapping of fields.

    Raises FormattingError rather than return a text that reads differently or lacks a comment.
    """
    document, findings = parse(text)
    if document is None or findings:
        return None, findings
    if not isinstance(document.value, dict):
        return None, check_shape(document, kind)[1]
    tree = read_tree(text)
    _drop_modelines(tree)
    sort_keys(tree.root, kind.facts)
    _drop_modelines(tree)  # the entry that is first now may have brought one
    written = write_entry(tree, kind)
    findings = _check(text, document, written)
    return (None if findings else written), findings


def write_entry(tree: Tree, kind: Format) -> str:
    """The text of `tree` with the line for editors above it."""
    return f"{modeline(kind)}\n{write_tree(tree)}"


def _drop_modelines(tree: Tree) -> None:
    """Take lines for editors out of the comments at the top, which may be those of another kind."""
    tops = [tree.head, tree.root.entries[0].above if tree.root.entries else tree.root.below]
    for top in tops:
        top[:] = [comment for comment in top if not _MODELINE.match(comment)]


def _check(before: str, document: Document, after: str) -> list[Finding]:
    """What a reader of `after` would be told, such as that it has become too large."""
    text, findings = decode(after.encode())
    if text is None:
        return findings
    reread, findings = parse(text.value)
    if reread is None or findings or _comparable(reread) != _comparable(document):
        raise FormattingError("the formatted text would not read the same")
    if _comments(after) != _comments(before):
        raise FormattingError("the formatted text would lack a comment")
    return []


def _comparable(document: Document) -> str:
    """The value in a form in which 1, 1.0 and true differ and the order of keys does not count."""
    return json.dumps(document.value, sort_keys=True)


def _comments(text: str) -> list[str]:
    return sorted(comment.text for comment in scan(text).comments if not _MODELINE.match(comment.text))
