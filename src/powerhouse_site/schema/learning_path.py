"""The learning path: stages in order, each with a few chosen courses and tutorials."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Reference
from powerhouse_site.schema.facts import Strict
from powerhouse_site.schema.learning import Topic
from powerhouse_site.schema.values import Many, Name, Prose, Slug

STEP_REFERENCE = Reference("courses", "tutorials", inverse="On the learning path")
"""What a step may name."""


class Step(Strict):
    """A course or tutorial of a stage."""

    entry: Annotated[
        Slug,
        STEP_REFERENCE,
        Field(title="Entry", description="The id of a course or tutorial that can still be had."),
    ]
    why: Annotated[Prose, Field(title="Why", description="Why it was chosen for this stage.", max_length=300)]


class Stage(Strict):
    """A part of the path."""

    id: Annotated[
        Slug, Field(title="Id", description="What other stages and addresses call it.", examples=["foundations"])
    ]
    title: Annotated[Name, Field(title="Title", description="What one learns in it.")]
    reason: Annotated[Prose, Field(title="Reason", description="Why it stands here and holds what it holds.")]
    prerequisites: Annotated[
        Many[Name], Field(title="Prerequisites", description="What one should know before, beside earlier stages.")
    ] = ()
    after: Annotated[Many[Slug], Field(title="After", description="Ids of the stages to take first.")] = ()
    topics: Annotated[
        Many[Topic],
        Field(title="Topics", description="What it is about; its page leads to all that is on them."),
    ] = ()
    steps: Annotated[
        Many[Step], Field(title="Steps", description="Its courses and tutorials, in their order.", min_length=1)
    ]
    next: Annotated[Prose | None, Field(title="Next", description="What comes after it, and for whom.")] = None


class LearningPath(Strict):
    """A way through the courses and tutorials, from foundations to running systems."""

    description: Annotated[Prose, Field(title="Description", description="For whom it is, in a sentence or two.")]
    stages: Annotated[Many[Stage], Field(title="Stages", description="Its parts, in their order.", min_length=1)]
