"""Tutorials: videos, posts, papers, books, notebooks and codebases to learn from."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, Facet
from powerhouse_site.schema.learning import Learning
from powerhouse_site.schema.values import Choice, Name


class TutorialFormat(Choice):
    """What it is."""

    VIDEO = "video", "Video"
    SLIDES = "slides", "Slides"
    ARTICLE = "article", "Article"
    PAPER = "paper", "Paper"
    BOOK = "book", "Book"
    NOTEBOOK = "notebook", "Notebook"
    GUIDE = "guide", "Guide", "a site or repository of many short texts"
    COURSE = "course", "Course chapter"
    CODEBASE = "codebase", "Codebase", "code to read and run"


class Tutorial(Learning):
    """One thing to watch, read or run."""

    institution: Annotated[
        Name | None,
        Field(title="Where", description="The institution, conference or publisher that it belongs to."),
    ] = None
    format: Annotated[
        TutorialFormat,
        Field(title="Format", description="What it is."),
        Column(rank=10, cell="choice", facet=Facet.CHOICE),
    ]
    material: Annotated[
        Name | None,
        Field(title="Material", description="Its parts in a few words.", examples=["article with notebook"]),
    ] = None

    @property
    def byline(self) -> str:
        """Its authors, or else where it belongs."""
        return ", ".join(self.authors) or self.institution or ""
