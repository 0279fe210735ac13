"""A cell where entries stand side by side: the same values as in tables and on the pages of entries, as data."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from powerhouse_site.pages.cells.cell import Cell
from powerhouse_site.pages.cells.pills import Pill
from powerhouse_site.prose import prose_text
from powerhouse_site.schema.facts import Link

CITED = 3
"""How many sources are cited beside a value, at most; the page of the entry has the others."""


class Run(NamedTuple):
    """A piece of what a cell says. `url` is that of a page of the site or of another one; empty for mere words."""

    text: str
    url: str = ""
    verified: bool = True

    @property
    def data(self) -> object:
        """The piece as JSON: words, or words with their address and whether they are unverified."""
        if self.verified:
            return [self.text, self.url] if self.url else self.text
        return [self.text, self.url, 1]


class ComparedCell(NamedTuple):
    """What a cell says. `sign` is the form and the tone of its sign: `pill yes`, `sign no`, `mark some`.

    `note` is its second line. `cites` are numbers of sources on the page at `base`, the entry's own where it is empty.
    `number` is what it is better or worse by, `plain` what an export holds where that is not the words.
    """

    runs: tuple[Run, ...]
    sign: str = ""
    note: str = ""
    cites: tuple[int, ...] = ()
    base: str = ""
    number: float | None = None
    plain: str = ""

    @property
    def data(self) -> object:
        """The cell as JSON; what is empty is left out, and a cell of mere words is a text."""
        runs = [run.data for run in self.runs]
        words = runs[0] if len(runs) == 1 and isinstance(runs[0], str) else runs
        more = {
            "sign": self.sign,
            "note": self.note,
            "cites": self.cites,
            "base": self.base,
            "number": self.number,
            "plain": self.plain,
        }
        told = {name: value for name, value in more.items() if value not in ("", (), None)}
        return {"words": words, **told} if told or not isinstance(words, str) else words


def compared_cell(cell: Cell, *, number: bool = False) -> ComparedCell:
    """A drawn cell as data, with the number that it is sorted by where that is asked for."""
    told = cell.sort if number and isinstance(cell.sort, int | float) else None
    cites = cell.cites[:CITED]
    if cell.drawing not in _SAYS:
        sign = f"sign {cell.value}" if cell.drawing == "mark" else ""
        return _plain(cell.text, sign, cites, cell.verified, told)
    said = _SAYS[cell.drawing](cell)
    return ComparedCell(
        runs=said.runs if cell.verified else tuple([run._replace(verified=False) for run in said.runs]),
        sign=said.sign,
        note=said.note,
        cites=said.cites[:CITED] or cites,
        number=told,
        plain=said.plain,
    )


def compared_answer(pill: Pill, condition: str | None, clause: str | None) -> ComparedCell:
    """An answer with the condition in one sentence and its clause."""
    place = f"§{clause}" if clause and clause[0].isdigit() else f"({clause})" if clause else ""
    parts = (prose_text(condition) if condition else "", place)
    return ComparedCell(runs=(Run(text=pill.words),), sign=f"pill {pill.tone}", note=" ".join(filter(None, parts)))


@lru_cache(1024)
def _plain(text: str, sign: str, cites: tuple[int, ...], verified: bool, number: float | None) -> ComparedCell:
    """A cell of mere words. Many are the same."""
    return ComparedCell(runs=(Run(text=text, verified=verified),), sign=sign, cites=cites, number=number)


def _prose(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=(Run(text=prose_text(cell.text)),))


def _unit(unit: str) -> Callable[[Cell], ComparedCell]:
    return lambda cell: ComparedCell(runs=(Run(text=f"{cell.text} {unit}"),))


def _date(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=(Run(text=cell.text),), plain=str(cell.value))


def _choices(cell: Cell) -> ComparedCell:
    cites = dict.fromkeys(cite for member in cell.value for cite in member.cites)
    runs = listed([Run(text=member.label, verified=member.verified) for member in cell.value])
    return ComparedCell(runs=runs, cites=tuple(cites))


def _spdx(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=tuple(_spdx_runs(cell)))


def _spdx_runs(cell: Cell) -> Iterator[Run]:
    after = [word for word, _ in cell.value[1:]]
    for (word, entry), following in zip(cell.value, [*after, ")"], strict=True):
        yield Run(text=word, url=entry.url if entry else "")
        if word != "(" and following != ")":
            yield Run(text=" ")


def _url(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=(Run(text=cell.value.split("://", 1)[1], url=cell.value),), plain=cell.value)


def _link(cell: Cell) -> ComparedCell:
    return _of_links([cell.value])


def _links(cell: Cell) -> ComparedCell:
    return _of_links(cell.value)


def _of_links(links: Sequence[Link]) -> ComparedCell:
    runs = listed([Run(text=link.title, url=link.url) for link in links])
    return ComparedCell(runs=runs, plain=" ".join(link.url for link in links))


def _references(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=listed([Run(text=entry.heading, url=entry.url) for entry in cell.value]))


def _license(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=listed([Run(text=e.heading, url=e.url) for e in cell.value.licenses]))


def _answer(cell: Cell) -> ComparedCell:
    return compared_answer(*cell.value)


def _parameters(cell: Cell) -> ComparedCell:
    return ComparedCell(runs=(Run(text=cell.value.words),), note=cell.value.active)


def _context(cell: Cell) -> ComparedCell:
    words = f"{cell.value.tokens:,}" if cell.value.tokens else cell.text
    return ComparedCell(runs=(Run(text=words),), note=cell.value.meaning)


def _evidence(cell: Cell) -> ComparedCell:
    tone = "yes" if cell.value.complete else "some" if cell.value.verified else "none"
    return ComparedCell(runs=(Run(text="Unverified" if tone == "none" else cell.text),), sign=f"mark {tone}")


def listed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Pieces with commas between them."""
    return tuple(piece for run in runs for piece in (Run(text=", "), run))[1:]


_SAYS: dict[str, Callable[[Cell], ComparedCell]] = {
    "prose": _prose,
    "memory": _unit("GB"),
    "bandwidth": _unit("GB/s"),
    "date": _date,
    "choices": _choices,
    "spdx": _spdx,
    "url": _url,
    "link": _link,
    "links": _links,
    "references": _references,
    "answer": _answer,
    "license": _license,
    "parameters": _parameters,
    "context": _context,
    "evidence": _evidence,
}
"""What a drawing says, by its name; any other says its text."""
