"""`llms.txt` by the convention of llmstxt.org, `llms-full.txt`, and the twins that they lead to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from posixpath import relpath

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.exports.markdown import entry_markdown, kind_line, list_markdown
from powerhouse_site.exports.marks import NAME, Twin, link, section
from powerhouse_site.exports.output import Output
from powerhouse_site.exports.written import Written, written_markdown
from powerhouse_site.pages.page import Page
from powerhouse_site.schema.kinds import LEARNING_PATH

_ABOUT = """\
Every model, license, tool, course and accelerator is an entry with sources for its values. Answers of licenses are yes,
with conditions, no, or not established; they are not legal advice. A value that no checked source supports is marked
“unverified”; what is absent is not known. The same entries are served as JSON and CSV.
"""
_FULL = "llms-full.txt"
_ROOT = "\0"
"""Stands in no text of the catalog."""


def text_outputs(
    texts: "EntryTexts", pages: Sequence[Page], written: Sequence[Written], *, summary: str, site: str
) -> Iterator[Output]:
    """A twin of the list of each kind and of every page that was written by hand, and both lists of all that there is.

    `texts` are the twins of entries, which stand in the second one.
    """
    catalog = texts.catalog
    addresses = _addresses(catalog, pages, written)
    for one in written:
        yield Output(f"{one.url}{NAME}", partial(written_markdown, one, addresses, _beside(one.url)))
    for kind in catalog.kinds:
        yield Output(f"{kind.name}/{NAME}", partial(list_markdown, catalog, kind, _beside(f"{kind.name}/")))
    yield Output("llms.txt", partial(llms_text, catalog, written, summary=summary, site=site))
    yield Output(_FULL, partial(_full_text, texts, written, addresses, summary=summary, site=site))


def llms_text(catalog: Catalog, written: Sequence[Written], *, summary: str, site: str) -> str:
    """The list of what is worth reading, each with its address, relative where that of the site is not known."""
    twin = _below(site)
    guides = [page for page in written if page.url.startswith("guides/")]
    others = [page for page in written if page not in guides]
    sections = {
        "Catalog": [kind_line(catalog, kind, twin) for kind in catalog.kinds],
        "Guides": [_written_line(page, twin) for page in guides],
        "Data": [
            f"{link('Index of the data', twin.to('api/v1/index.json'))}: kinds, counts, and the addresses of all files",
            *(
                f"{link(f'{kind.title} as JSON', twin.to(f'api/v1/{kind.name}.json'))}: all {kind.plural} with sources"
                for kind in catalog.kinds
            ),
            f"{link('Changes', twin.to('feeds/changes.xml'))}: an Atom feed of entries added and facts that differ",
        ],
        "Optional": [
            f"{link('Everything in one file', twin.to(_FULL))}: all guides and entries",
            *(
                [f"{link('Learning path', twin.to(f'api/v1/{LEARNING_PATH.name}.json'))}: courses in order"]
                if catalog.path
                else []
            ),
            *(_written_line(page, twin) for page in others),
        ],
    }
    lists = (section(title, lines) for title, lines in sections.items() if lines)
    return "\n".join((f"# PowerHouse\n\n> {summary}\n\n{_ABOUT}", *lists))


class EntryTexts:
    """The twins of all entries.

    `beside` is handed each when the file that holds all of them is drawn, so that a text is made once for both. It is
    made with a mark for the root of the site, which each place fills in.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.beside: Callable[[Output], None] = lambda _: None

    def output(self, entry: Entry) -> Output:
        """The twin of an entry, beside its page."""
        return Output(f"{entry.url}{NAME}", lambda: self._beside(entry, self._text(entry)))

    def all(self, site: str) -> Iterator[str]:
        """The twins of all entries for a place from which `site` leads to the root of the site."""
        for entry in (entry for kind in self.catalog.kinds for entry in self.catalog.of(kind.name)):
            text = self._text(entry)
            self.beside(Output(f"{entry.url}{NAME}", partial(self._beside, entry, text)))
            yield text.replace(_ROOT, site)

    def _text(self, entry: Entry) -> str:
        return entry_markdown(self.catalog, entry, _below(_ROOT))

    @staticmethod
    def _beside(entry: Entry, text: str) -> str:
        return text.replace(_ROOT, "../" * entry.url.count("/"))


def _full_text(
    texts: EntryTexts, written: Sequence[Written], addresses: Mapping[str, str], *, summary: str, site: str
) -> Iterator[str]:
    guides = (written_markdown(page, addresses, _below(site)) for page in written if page.url.startswith("guides/"))
    yield f"# PowerHouse\n\n> {summary}\n\n{_ABOUT}"
    for text in chain(guides, texts.all(site)):
        yield "\n"
        yield text


def _written_line(page: Written, twin: Twin) -> str:
    return f"{link(page.title, twin.page(page.url))}: {page.lead}"


def _addresses(catalog: Catalog, pages: Sequence[Page], written: Sequence[Written]) -> Mapping[str, str]:
    """What links lead to, by the files that they name: the twin of a page, or the page where it has none."""
    others = {f"{page.url}{NAME}": page.url for page in pages if page.entry is None}
    entries = {f"{page.url}index.html": f"{page.url}{NAME}" for page in pages if page.entry is not None}
    lists = {f"{kind.name}/{NAME}": f"{kind.name}/{NAME}" for kind in catalog.kinds}
    return others | entries | lists | {page.source: f"{page.url}{NAME}" for page in written}


def _beside(url: str) -> Twin:
    """Addresses as they are written in a twin that stands in the folder `url`."""
    folder = url.rstrip("/") or "."
    return Twin(lambda address: relpath(address or ".", folder) + ("/" if address[-1:] in ("", "/") else ""))


def _below(site: str) -> Twin:
    return Twin(lambda address: f"{site}{address}")
