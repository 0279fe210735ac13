"""The doors of the home page: four columns of links with what stands behind them."""

from dataclasses import dataclass

from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.filters.narrowed import narrowed
from powerhouse_site.pages.learn import URL as LEARN_URL
from powerhouse_site.pages.page import PageLink
from powerhouse_site.pages.reference.origin import CHAPTERS
from powerhouse_site.pages.words import count_words


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
                *narrowed(
                    catalog,
                    "frameworks",
                    ("LoRA", "can", "lora"),
                    ("Preference tuning (DPO)", "can", "dpo"),
                    ("Several machines", "can", "multi-node"),
                ),
                _guide(chapters["Fine Tuning"]),
            ),
        ),
        DoorColumn(
            title="Serve it",
            doors=(
                _all_of(catalog, "deployment-tools"),
                *narrowed(
                    catalog,
                    "deployment-tools",
                    ("Inference engines", "category", "inference-engine"),
                    ("OpenAI-compatible API", "can", "openai-compatible-api"),
                    ("AMD GPUs", "can", "amd-gpu"),
                ),
                PageLink(label="Will it run?", url="memory/", count=_cards(catalog)),
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
