"""The doors of the home page: four columns of links with what stands behind them."""

from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.learn import URL as LEARN_URL
from powerhouse_site.pages.newest import date_of, newest_of
from powerhouse_site.pages.origin import CHAPTERS
from powerhouse_site.pages.page import PageLink
from powerhouse_site.pages.words import count_words, date_words


@dataclass(frozen=True, kw_only=True)
class DoorColumn:
    """A column of doors under one heading."""

    title: str
    doors: tuple[PageLink, ...]


def door_columns(catalog: Catalog, *, commercial: int) -> tuple[DoorColumn, ...]:
    """The doors to choosing, training, serving and learning; `commercial` models may be used commercially."""
    models = len(catalog.of("models"))
    chapters = dict(CHAPTERS)
    return (
        DoorColumn(
            title="Choose a model",
            doors=(
                _all_of(catalog, "models"),
                PageLink(label="For commercial use", url="models/commercial-use/", count=f"{commercial:,}"),
                PageLink(label="For research use", url="models/research-use/", count=f"{models - commercial:,}"),
                PageLink(label="Licenses answered", url="licenses/", count=f"{len(catalog.of('licenses')):,}"),
                PageLink(label="Accelerators", url="accelerators/", count=f"{len(catalog.of('accelerators')):,}"),
            ),
        ),
        DoorColumn(
            title="Train or fine-tune",
            doors=(
                _all_of(catalog, "frameworks"),
                *_newest(catalog, "frameworks"),
                _guide(chapters["Fine Tuning"]),
                _guide(chapters["When to perform"]),
            ),
        ),
        DoorColumn(
            title="Serve it",
            doors=(
                _all_of(catalog, "deployment-tools"),
                *_newest(catalog, "deployment-tools"),
                PageLink(label="Will it run?", url="memory/", count=_cards(catalog)),
                _guide(chapters["Prompt Engineering"]),
                _guide(chapters["What I am learning"]),
            ),
        ),
        DoorColumn(
            title="Learn how",
            doors=(
                *_path(catalog),
                _all_of(catalog, "courses"),
                _all_of(catalog, "tutorials"),
                PageLink(label="All guides", url="guides/", count=f"{len(CHAPTERS)}"),
                PageLink(label="Status of the catalog", url="status/", count=_sources(catalog)),
            ),
        ),
    )


def _all_of(catalog: Catalog, name: str) -> PageLink:
    kind = next(kind for kind in catalog.kinds if kind.name == name)
    return PageLink(label=f"All {kind.plural}", url=f"{name}/", count=f"{len(catalog.of(name)):,}")


def _cards(catalog: Catalog) -> str:
    return count_words(len(catalog.of("accelerators")), "card", "cards")


def _sources(catalog: Catalog) -> str:
    number = sum(len(entry.facts.sources) for kind in catalog.kinds for entry in catalog.of(kind.name))
    return count_words(number, "source", "sources")


def _path(catalog: Catalog) -> list[PageLink]:
    """The learning path, where there is one."""
    if catalog.path is None:
        return []
    return [
        PageLink(label="Learning path", url=LEARN_URL, count=count_words(len(catalog.path.stages), "stage", "stages"))
    ]


def _guide(link: PageLink) -> PageLink:
    return PageLink(label=link.label, url=link.url, count="guide")


def _newest(catalog: Catalog, name: str) -> list[PageLink]:
    """What was released last, if that is known."""
    return [
        PageLink(label=f"Newest release: {entry.heading}", url=entry.url, count=date_words(date))
        for entry in newest_of(catalog, name)
        if (date := date_of(entry)) is not None
    ]
