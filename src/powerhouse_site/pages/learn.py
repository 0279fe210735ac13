"""The learning path as a page: numbered stages on a rail, with what each course and tutorial asks of the reader."""

from dataclasses import dataclass, replace

from powerhouse_site.catalog import Catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.filters.narrowed import narrowed
from powerhouse_site.pages.page import PageLink
from powerhouse_site.schema.learning import Learning, Level, Price, Topic
from powerhouse_site.schema.learning_path import STEP_REFERENCE, LearningPath, Stage, Step
from powerhouse_site.schema.values import Choice

URL = "learn/"


@dataclass(frozen=True, kw_only=True)
class StepView:
    """A course or tutorial with why it was chosen."""

    entry: Entry
    facts: Learning
    why: str

    @property
    def format(self) -> Choice:
        """What it is made of."""
        chosen: Choice = getattr(self.facts, "format")  # noqa: B009 - courses and tutorials have words of their own
        return chosen

    @property
    def is_free(self) -> bool:
        """Whether it can be followed without paying."""
        return self.facts.price in (Price.FREE, Price.FREE_AUDIT)


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All courses and tutorials on a topic: a link to each table that has some."""

    topic: Topic
    links: tuple[PageLink, ...]


@dataclass(frozen=True, kw_only=True)
class StageView:
    """A stage with its number, the stages to take first, its steps, and what else there is on its topics."""

    number: int
    stage: Stage
    after: tuple[PageLink, ...]
    steps: tuple[StepView, ...]
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, kw_only=True)
class LearnView:
    """Everything that the page of the learning path shows."""

    path: LearningPath
    stages: tuple[StageView, ...]
    levels: tuple[Level, ...]
    courses: int
    tutorials: int

    @property
    def steps(self) -> int:
        """How many courses and tutorials the path has."""
        return sum(len(stage.steps) for stage in self.stages)


def learn_view(catalog: Catalog, path: LearningPath) -> LearnView:
    """Gather the page; every step of a valid catalog leads to a course or tutorial."""
    titles = {stage.id: PageLink(label=stage.title, url=f"{URL}#{stage.id}") for stage in path.stages}
    shelves = _shelves(catalog)
    stages = tuple(
        StageView(
            number=number,
            stage=stage,
            after=tuple(titles[id] for id in stage.after),
            steps=tuple(_step(catalog, step) for step in stage.steps),
            shelves=tuple(shelves[topic] for topic in stage.topics if topic in shelves),
        )
        for number, stage in enumerate(path.stages, start=1)
    )
    used = {step.facts.level for stage in stages for step in stage.steps}
    return LearnView(
        path=path,
        stages=stages,
        levels=tuple(level for level in Level if level in used),
        courses=len(catalog.of("courses")),
        tutorials=len(catalog.of("tutorials")),
    )


def _shelves(catalog: Catalog) -> dict[Topic, Shelf]:
    """What there is on each topic that has anything."""
    links: dict[str, list[PageLink]] = {}
    for kind in (kind for kind in catalog.kinds if kind.name in STEP_REFERENCE.kinds):
        for link in narrowed(catalog, kind.name, *((topic.value, "topics", topic.value) for topic in Topic)):
            words = f"{link.count} {kind.singular if link.count == '1' else kind.plural}"
            links.setdefault(link.label, []).append(replace(link, label=words))
    return {topic: Shelf(topic=topic, links=tuple(links[topic.value])) for topic in Topic if topic.value in links}


def _step(catalog: Catalog, step: Step) -> StepView:
    entry = catalog.find(STEP_REFERENCE, step.entry)
    if not isinstance(entry.facts, Learning):
        raise TypeError(f"{entry.url} is nothing to learn from")
    return StepView(entry=entry, facts=entry.facts, why=step.why)
