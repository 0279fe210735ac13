"""Courses: what one follows from beginning to end."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, Facet
from powerhouse_site.schema.learning import Learning
from powerhouse_site.schema.values import Choice, Name


class CourseFormat(Choice):
    """What it is made of."""

    COURSE = "course", "Course"
    VIDEO = "video", "Video"
    SLIDES = "slides", "Slides"
    REPOSITORY = "repository", "Repository", "lessons and code in a repository"
    CATALOG = "catalog", "Catalog", "a list of courses"


class Course(Learning):
    """A course, or one lecture of it."""

    provider: Annotated[Name, Field(title="Provider", description="Who offers it.", examples=["Stanford University"])]
    format: Annotated[
        CourseFormat,
        Field(title="Format", description="What it is made of."),
        Column(rank=10, cell="choice", facet=Facet.CHOICE),
    ]
    material: Annotated[
        Name | None,
        Field(title="Material", description="Its parts in a few words.", examples=["videos and notebooks"]),
    ] = None

    @property
    def byline(self) -> str:
        """Who offers it."""
        return self.provider
