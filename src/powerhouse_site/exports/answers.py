"""The answers of a license, or of the licenses of a model, as lines of Markdown."""

from collections.abc import Iterator

from powerhouse_site.answers import terms_of
from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.marks import Twin, escaped, link, prose
from powerhouse_site.pages.entry.licenses import FIRST_QUESTIONS, Answered, answered
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model


def answer_lines(catalog: Catalog, entry: Entry, twin: Twin) -> Iterator[str]:
    """What a license answers to every question; of a model, what each of its licenses answers to the first ones."""
    if isinstance(entry.facts, License):
        yield from (_line(one) for one in answered(entry))
    if isinstance(entry.facts, Model):
        groups = terms_of(catalog, entry.facts)
        for group in groups:
            names = f" for {', '.join(escaped(variant.name) for variant in group.variants)}" if len(groups) > 1 else ""
            for license in group.licenses:
                answers = "; ".join(f"{a.label}: {a.pill.words}" for a in answered(license, FIRST_QUESTIONS))
                yield f"{link(license.heading, twin.page(license.url))}{names}: {answers}"
            if not group.licenses:
                yield f"No license is established{names}."


def _line(one: Answered) -> str:
    condition = f" {prose(one.answer.condition)}" if one.answer and one.answer.condition else ""
    clause = f" (clause {escaped(one.answer.clause)})" if one.answer and one.answer.clause else ""
    checked = "" if one.verified or one.answer is None else " (unverified)"
    return f"{one.label}: {one.pill.words}.{condition}{clause}{checked}"
