"""How a reader looks at the site: in a light or a dark scheme, on a phone or on a wide screen."""

from dataclasses import dataclass
from typing import Literal

import pytest


@dataclass(frozen=True)
class Look:
    """A colour scheme that the system prefers, and the size of a window."""

    scheme: Literal["light", "dark"] = "light"
    width: int = 1440

    @property
    def phone(self) -> bool:
        return self.width < 720

    @property
    def height(self) -> int:
        return 844 if self.phone else 900

    def __str__(self) -> str:
        return f"{self.scheme}-{self.width}"


WIDE = Look()
PHONE = Look(width=390)
DARK = Look("dark")
LOOKS = (WIDE, DARK, PHONE, Look("dark", 390))


def seen(*looks: Look) -> pytest.MarkDecorator:
    """Say which looks a test is about, where it is not about all."""
    return pytest.mark.parametrize("look", looks, indirect=True, ids=str)
