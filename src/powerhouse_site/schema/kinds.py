"""The table of kinds: a new kind is one more line."""

from dataclasses import dataclass

from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.annotations import Width
from powerhouse_site.schema.courses import Course
from powerhouse_site.schema.deployment_tools import DeploymentTool
from powerhouse_site.schema.facts import Facts, Strict
from powerhouse_site.schema.frameworks import Framework
from powerhouse_site.schema.learning_path import LearningPath
from powerhouse_site.schema.licenses import License
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.tutorials import Tutorial


@dataclass(frozen=True, kw_only=True)
class Format:
    """What a file of the catalog holds. `name` is that of its folder, or of the file itself where there is only one."""

    name: str
    singular: str
    facts: type[Strict]

    @property
    def schema(self) -> str:
        """The address of its JSON Schema below the site's root, and below the documentation's folder."""
        return f"api/v1/schema/{self.name}.json"

    @property
    def one(self) -> str:
        """One of it, with its article: `a model`."""
        return f"{'an' if self.singular[0] in 'aeiou' else 'a'} {self.singular}"


@dataclass(frozen=True, kw_only=True)
class Kind(Format):
    """One kind of entry.

    `name` is its folder under `catalog/`, its address on the site and its key in the data. `tab` is where the header
    leads to it, `lead` the sentence under its title, `filter_hint` what the filter above its table looks in. The rows
    of a `matrix` stay a table on a phone and scroll sideways; other rows become blocks. `items` is the list of an entry
    of which each item can have a row of its own, in a second table that `item` and `item_plural` name. `note` stands
    under the table. `narrower` are folders with tables of some entries, beside the folders of the entries.

    `shows_users` adds a column that counts the entries of other kinds that name an entry. Where `users_kind` names one,
    only those of that kind count, the table opens with what is used most, and the column of evidence waits until a
    reader asks for it. `name_width` is that of the column of names, `name_note` says what stands under each.
    """

    plural: str
    title: str
    tab: str
    lead: str
    filter_hint: str
    facts: type[Facts]
    name_width: Width = Width.WIDE
    name_note: str = ""
    matrix: bool = False
    shows_users: bool = False
    users_kind: str = ""
    note: str = ""
    items: str = ""
    item: str = ""
    item_plural: str = ""
    narrower: tuple[str, ...] = ()


KINDS: tuple[Kind, ...] = (
    Kind(
        name="models",
        singular="model",
        plural="models",
        title="Models",
        tab="Models",
        lead="Open language models with the license answered in words, and values that name their source.",
        filter_hint="Name, developer or license",
        facts=Model,
        items="variants",
        item="variant",
        item_plural="variants",
        narrower=("commercial-use", "research-use"),
    ),
    Kind(
        name="accelerators",
        singular="accelerator",
        plural="accelerators",
        title="Accelerators",
        tab="Will it run?",
        lead="Cards and unified-memory machines by memory and memory bandwidth.",
        filter_hint="Name or vendor",
        facts=Accelerator,
        name_width=Width.WIDEST,
    ),
    Kind(
        name="licenses",
        singular="license",
        plural="licenses",
        title="Licenses",
        tab="Licenses",
        lead="Five questions, one answer each, with the clause behind it. Not legal advice.",
        filter_hint="License name or SPDX id",
        facts=License,
        name_width=Width.WIDEST,
        matrix=True,
        shows_users=True,
        users_kind="models",
        note="“Not established” means that nobody has read the clause yet.",
    ),
    Kind(
        name="frameworks",
        singular="framework",
        plural="frameworks",
        title="Frameworks",
        tab="Tools",
        lead="What trains and fine-tunes models: what each can do, and whether it is alive.",
        filter_hint="Name or capability",
        name_note="status, last release",
        facts=Framework,
        matrix=True,
        shows_users=True,
    ),
    Kind(
        name="deployment-tools",
        singular="deployment tool",
        plural="deployment tools",
        title="Deployment tools",
        tab="Tools",
        lead="What serves models and what applications are built with: what each can do, and whether it is alive.",
        filter_hint="Name or capability",
        name_note="status, last release",
        facts=DeploymentTool,
        matrix=True,
        shows_users=True,
    ),
    Kind(
        name="courses",
        singular="course",
        plural="courses",
        title="Courses",
        tab="Learn",
        lead="Courses by level, length, price and topic.",
        filter_hint="Title, provider or topic",
        facts=Course,
        name_width=Width.WIDEST,
    ),
    Kind(
        name="tutorials",
        singular="tutorial",
        plural="tutorials",
        title="Tutorials",
        tab="Learn",
        lead="Videos, articles, papers, books and codebases to learn from.",
        filter_hint="Title, author or topic",
        facts=Tutorial,
        name_width=Width.WIDEST,
    ),
)

LEARNING_PATH = Format(name="learning-path", singular="learning path", facts=LearningPath)
SINGLE_FILES: tuple[Format, ...] = (LEARNING_PATH,)
"""What stands beside the folders of the kinds, in one file each."""
FORMATS: tuple[Format, ...] = (*KINDS, *SINGLE_FILES)
