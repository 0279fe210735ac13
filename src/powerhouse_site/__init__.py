"""PowerHouse: a structured catalog of open language models, rendered as a static site."""

__version__ = "0.1.0"
