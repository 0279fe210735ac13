"""What every kind of entry has: a description, its evidence, its corrections and its history."""

from functools import cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from powerhouse_site.schema.values import Choice, Day, Many, Name, Prose, Slug, Url


def _refuse_none(schema: Any) -> None:
    """Take None away from what the fields of a model's core schema accept."""
    while schema["type"] != "model-fields":
        schema = schema["schema"]
    for field in schema["fields"].values():
        default = field["schema"]
        if default["type"] == "default" and default["schema"]["type"] == "nullable":
            default["schema"] = default["schema"]["schema"]


_GIVEN: dict[frozenset[str], set[str]] = {}
"""Sets of names, each once; nobody changes one, since entries are frozen."""


class Strict(BaseModel):
    """A frozen value that takes no unknown field and converts no type. `noun` is what messages call it.

    A field that may be absent is None then, but None cannot be written: in YAML it is an empty value, which says
    nothing.
    """

    noun: ClassVar[str] = ""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=False)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ARG002 - pydantic passes it
        """Share what pydantic remembers of the fields that were given: it takes a third of the memory of an entry."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Make the fields refuse None."""
        schema = handler(source)
        _refuse_none(handler.resolve_ref_schema(schema))
        return schema


class Link(Strict):
    """A page with the title that it goes by."""

    title: Annotated[Name, Field(title="Title", description="The title of the page, as it is printed there.")]
    url: Annotated[Url, Field(title="Address", description="The address of the page.")]


class Source(Strict):
    """Evidence: a public page and the fields that it supports."""

    title: Annotated[
        Name | None,
        Field(title="Source", description="What the page is, such as 'meta-llama/llama-models, README.md'."),
    ] = None
    url: Annotated[Url, Field(title="Address", description="Where the evidence can be read; primary sources first.")]
    checked: Annotated[
        Day,
        Field(title="Checked", description="The day on which the page was seen to say so.", examples=["2026-08-21"]),
    ]
    supports: Annotated[
        Many[Name],
        Field(
            title="Supports",
            description="The fields that the page bears out, as dotted paths without list positions.",
            examples=[["release_date", "variants.parameters"]],
            min_length=1,
        ),
    ]
    note: Annotated[Prose | None, Field(title="Note", description="What a reader of the source should know.")] = None


class Correction(Strict):
    """What the origin list of 2023 said wrongly, and what is right."""

    field: Annotated[
        Name,
        Field(
            title="Field",
            description="The field that the origin had wrong, as a dotted path.",
            examples=["release_date"],
        ),
    ]
    origin: Annotated[
        Prose, Field(title="Origin", description="What the origin said, word for word; a wrong address stays text.")
    ]
    now: Annotated[Prose, Field(title="Now", description="What is right.")]
    reason: Annotated[Prose, Field(title="Why", description="Why the origin was wrong.")]
    evidence: Annotated[
        Url | None, Field(title="Evidence", description="Where the right value can be seen; best one of the sources.")
    ] = None


class OriginTable(Choice):
    """The tables of the README that this catalog grew out of."""

    RESEARCH = "research-models", "Open Source LLM Space for Research Use"
    COMMERCIAL = "commercial-models", "Open Source LLM Space for Commercial Use"
    FRAMEWORKS = "frameworks", "LLM Training Frameworks"
    DEPLOYMENT = "deployment-tools", "Effective Deployment Strategies for Language Models"
    COURSES = "courses", "Courses about LLM"
    TUTORIALS = "tutorials", "Tutorials about LLM"
    CODEBASES = "codebases", "Codebase Mastery: Building with Perfection with In-Depth Articles"


class OriginRow(Strict):
    """A row of the origin README that lives on in this entry."""

    table: Annotated[OriginTable, Field(title="Table", description="The table that the row stood in.")]
    row: Annotated[Name, Field(title="Row", description="The first cell of the row, word for word.")]


class Facts(Strict):
    """What all kinds share. The file's folder is the kind and its name is the id, so neither is a field."""

    aliases: Annotated[
        Many[Name],
        Field(title="Also known as", description="Other names that readers search for, former names included."),
    ] = ()
    former_ids: Annotated[
        Many[Slug], Field(title="Former ids", description="Earlier file names; their addresses lead to this entry.")
    ] = ()
    description: Annotated[
        Prose,
        Field(
            title="Description",
            description="One or two plain sentences that say what distinguishes it.",
            max_length=400,
        ),
    ]
    links: Annotated[Many[Link], Field(title="Further links", description="Other pages worth a reader's time.")] = ()
    notes: Annotated[
        Many[Prose], Field(title="Notes", description="What a reader should know and no field holds.")
    ] = ()
    origin: Annotated[
        Many[OriginRow], Field(title="Origin rows", description="Rows of the origin README that live on here.")
    ] = ()
    corrections: Annotated[
        Many[Correction], Field(title="Corrections", description="What the origin said wrongly, and what is right.")
    ] = ()
    sources: Annotated[
        Many[Source],
        Field(title="Evidence", description="Where the values come from. Without a source they show as unverified."),
    ] = ()

    @property
    def heading(self) -> str:
        """The words that the entry goes by: its name, or its title."""
        given = vars(self)  # to ask for a field that there is none of takes long
        return str(given.get("name") or given.get("title", ""))

    @property
    def byline(self) -> str:
        """The small line under the heading, such as who made it; empty where nothing stands there."""
        return ""

    @property
    def ended(self) -> bool:
        """Whether it is no longer kept up or offered; it is then struck through, not gone."""
        return False


@cache
def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The canonical order of the keys of `model`: what it goes by, the kind's own fields, then the evidence."""
    names = list(model.model_fields)
    if not issubclass(model, Facts):
        return tuple(names)
    first = [name for name in ("name", "title", "aliases", "former_ids", "description") if name in names]
    last = [name for name in ("links", "notes", "origin", "corrections", "sources") if name in names]
    own = [name for name in names if name not in first and name not in last]
    return (*first, *own, *last)


def required_fields(model: type[BaseModel]) -> list[str]:
    """The names of the fields that an entry cannot do without, in canonical order."""
    fields: dict[str, Any] = model.model_fields
    return [name for name in field_order(model) if fields[name].is_required()]


def model_in(annotation: object) -> type[BaseModel] | None:
    """The first model that the type of a field speaks of, such as that of the items of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part))), None)
