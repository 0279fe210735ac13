"""The name of one kind of problem, how much it weighs, and what its reference page says of it."""

import inspect
import re
import textwrap
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    """How much a problem weighs: errors end a build, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Example:
    """A piece of an entry, or of the catalog folder, as it should not be or as it should be."""

    place: str
    text: str


@dataclass(frozen=True)
class Code:
    """One kind of problem. `doc` is its documentation, from which the reference page is made.

    It holds a sentence on why this is a problem, then the wrong and the right example:

        Why it is a problem.

        Wrong, in catalog/models/example.yaml:

            licence: mit

        Right:

            license: mit

    The right example has a place only where it is another one.
    """

    name: str
    doc: str
    severity: Severity = Severity.ERROR

    @property
    def why(self) -> str:
        """Why it is a problem, in one or two sentences."""
        return self._parts[0]

    @property
    def wrong(self) -> Example:
        """What brings it about."""
        return self._parts[1]

    @property
    def right(self) -> Example:
        """The same, mended."""
        return self._parts[2]

    @cached_property
    def _parts(self) -> tuple[str, Example, Example]:
        match = _DOC.fullmatch(inspect.cleandoc(self.doc))
        if match is None:
            raise ValueError(f"the documentation of '{self.name}' is not a sentence, a wrong and a right example")
        wrong = Example(match["place"], textwrap.dedent(match["wrong"]).strip("\n"))
        right = Example(match["right_place"] or wrong.place, textwrap.dedent(match["right"]).strip("\n"))
        return " ".join(match["why"].split()), wrong, right


_DOC = re.compile(
    r"(?P<why>.+?)\n\n"
    r"Wrong, in (?P<place>[^\n]+):\n\n(?P<wrong>(?:    [^\n]*\n|\n)+)"
    r"Right(?:, in (?P<right_place>[^\n]+))?:\n\n(?P<right>(?:    [^\n]*\n?|\n)+)",
    re.DOTALL,
)
