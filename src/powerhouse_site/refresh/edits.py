"""New values for fields of an entry's text; comments and everything else stay."""

from collections.abc import Mapping

from powerhouse_site.formatting.form import format_text
from powerhouse_site.formatting.reading import read_tree
from powerhouse_site.formatting.tree import Collection, Entry, Scalar
from powerhouse_site.formatting.writing import write_tree
from powerhouse_site.loading.parsing import parse
from powerhouse_site.schema.kinds import Kind

Path = tuple[str | int, ...]


class EditError(Exception):
    """The text cannot take the values."""


def set_texts(text: str, kind: Kind, values: Mapping[Path, str]) -> str:
    """The canonical form of `text` with `values` at their paths; each path leads to a mapping that is there.

    Raises EditError where the text has problems, or would say more than that after the edit.
    """
    document, findings = parse(text)
    if document is None or findings:
        raise EditError("the file has problems of its own")
    tree = read_tree(text)
    expected = document.value
    for path, value in values.items():
        _entry_at(tree.root, path).value = Scalar(value, is_text=True)
        owner = expected
        for step in path[:-1]:
            owner = owner[step]
        owner[path[-1]] = value
    written, findings = format_text(write_tree(tree), kind)
    if written is None:
        raise EditError("the new values cannot be written")
    reread, findings = parse(written)
    if reread is None or findings or reread.value != expected:
        raise EditError("the new values cannot be written")
    return written


def _entry_at(root: Collection, path: Path) -> Entry:
    """The entry at `path`; the last key is made where it is missing."""
    owner = root
    for step in path[:-1]:
        value = _find(owner, step).value
        if not isinstance(value, Collection):
            raise EditError(f"there is no mapping at {'.'.join(map(str, path[:-1]))}")
        owner = value
    try:
        return _find(owner, path[-1])
    except EditError:
        made = Entry(str(path[-1]), Scalar(""))
        owner.entries.append(made)
        return made


def _find(owner: Collection, step: str | int) -> Entry:
    if isinstance(step, int):
        if owner.is_mapping or step >= len(owner.entries):
            raise EditError(f"there is no item {step}")
        return owner.entries[step]
    for entry in owner.entries:
        if entry.key == step:
            return entry
    raise EditError(f"there is no '{step}'")
