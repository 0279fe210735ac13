"""Whether an id can be that of a new entry."""

import re
from collections.abc import Collection

from powerhouse_site.catalog import Loaded
from powerhouse_site.loading.folder import MAX_SLUG
from powerhouse_site.loading.suggestions import slug_of
from powerhouse_site.schema.described import described_fields
from powerhouse_site.schema.ids import taken_by
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.values import SLUG_PATTERN


def id_problem(kind: Kind, slug: str, loaded: Loaded, names: Collection[str]) -> str | None:
    """Why `slug` cannot be a new id among `kind`, whose folder holds files of these `names`; None where it can."""
    return _form_problem(slug) or _taken(kind, slug, names) or _claimed(kind, slug, loaded)


def _form_problem(slug: str) -> str | None:
    if re.fullmatch(SLUG_PATTERN, slug) is None:
        word = slug_of(slug)
        advice = f"did you mean '{word}'?" if word and len(word) <= MAX_SLUG else "an example is 'llama-3.2'"
        return f"'{slug}' is not an id: lower-case letters and digits, joined by single '-' or '.'; {advice}"
    if len(slug) > MAX_SLUG:
        return f"'{slug}' has {len(slug)} characters; an id has at most {MAX_SLUG}"
    return None


def _taken(kind: Kind, slug: str, names: Collection[str]) -> str | None:
    taken = taken_by(kind, slug)
    if taken is not None:
        return f"'{slug}' {taken}; take another one"
    for name in sorted(names):
        if name.casefold() in (f"{slug}.yaml", f"{slug}.yml"):
            return f"{kind.name}/{name} is there already"
    return None


def _claimed(kind: Kind, slug: str, loaded: Loaded) -> str | None:
    """Whether another entry stands in the way: one that had this id, or one that a reference could not tell apart."""
    for entry in loaded.catalog.of(kind.name):
        if slug in entry.facts.former_ids:
            return f"'{slug}' is a former id of '{entry.id}', to which its old address leads; take another one"
    used = {(file.parent.name, file.stem) for file in loaded.files}
    fields = [field for other in loaded.catalog.kinds for field in described_fields(other.facts)]
    groups = {field.reference.kinds for field in fields if field.reference and kind.name in field.reference.kinds}
    for other in sorted({name for group in groups for name in group if name != kind.name}):
        if (other, slug) in used:
            return f"'{slug}' is the id of an entry in {other}, and fields may name entries of both; take another one"
    return None
