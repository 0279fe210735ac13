"""The answers of a license, question by question."""

from dataclasses import dataclass

from powerhouse_site.answers import answer_of
from powerhouse_site.entries import Entry
from powerhouse_site.evidence import evidence_of
from powerhouse_site.pages.pills import Pill, pill_of
from powerhouse_site.schema.annotations import described_fields
from powerhouse_site.schema.licenses import QUESTIONS, Answer, License

FIRST_QUESTIONS = QUESTIONS[:5]
"""The questions that readers ask first; a license page answers all of them."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question with the answer of one license, None where it is not established."""

    label: str
    question: str
    answer: Answer | None
    cites: tuple[int, ...]
    verified: bool

    @property
    def pill(self) -> Pill:
        """The answer as a pill."""
        return pill_of(self.answer)


def answered(entry: Entry, questions: tuple[str, ...] = QUESTIONS) -> tuple[Answered, ...]:
    """The answers of a license entry to `questions`, in their order."""
    fields = {field.path: field for field in described_fields(License)}
    evidence = evidence_of(entry)
    return tuple(
        Answered(
            label=fields[name].label,
            question=fields[name].help,
            answer=answer_of(entry, name),
            cites=evidence.cites(name),
            verified=evidence.is_verified(name),
        )
        for name in questions
    )
