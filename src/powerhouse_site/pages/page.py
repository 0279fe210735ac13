"""A page of the site, before it is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from powerhouse_site.entries import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchRecord:
    """What the search index holds of a page: one short record.

    The title and the text are shown; a page is also found by the rest. `kind` is what the text begins with. `names` are
    as good as the title, `parts` are names of what is inside, `words` are single facts. Of equally good pages the one
    with the later `date` comes first.
    """

    title: str
    text: str
    kind: str = ""
    by: str = ""
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLink:
    """A link to another page of the site, with the count of what stands behind it."""

    label: str
    url: str
    count: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page: its address below the site's root, what the browser calls it, and what its template draws.

    `url` is empty for home and ends with a slash otherwise. `tab` is the tab that leads to it. `nav_title` is its name
    in the navigation, None for pages that stay out of it, as those of entries do. `entry` is what an entry page shows.
    `files` are what its script fetches beside its data, by the names that they have beside it.

    What costs something is gathered when it is asked for and not kept, so that no site is held in memory, and the live
    preview gathers no page that nobody looks at.
    """

    url: str
    title: str
    template: str
    gather: Callable[[], object]
    describe: Callable[[], str]
    tab: str = ""
    nav_title: str | None = None
    entry: Entry | None = None
    record: Callable[[], SearchRecord] | None = None
    export: Callable[[], str] | None = None
    files: Mapping[str, Callable[[], str]] = field(default_factory=dict)

    @property
    def view(self) -> object:
        """What its template draws."""
        return self.gather()

    @property
    def description(self) -> str:
        """What it is about, in a sentence."""
        return self.describe()

    @property
    def search(self) -> SearchRecord | None:
        """What search finds it by, None for a page that search does not find."""
        return self.record() if self.record is not None else None

    @property
    def data(self) -> str | None:
        """The JSON that its script fetches, as `data.json` beside it."""
        return self.export() if self.export is not None else None

    @property
    def is_reference(self) -> bool:
        """Whether it is made for contributors, and so stands behind what was written for them by hand."""
        return self.url.startswith(("reference/", "status/", "changes/"))

    def link_to(self, url: str) -> str:
        """The relative address of another page, file or fragment below the site's root."""
        return "../" * self.url.count("/") + url or "./"
