"""The file that scripts compute memory with: formats, cards, families, and the coefficients of each size."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any
from zlib import compressobj, decompress

from powerhouse_site.catalog import Catalog
from powerhouse_site.memory import FORMATS, usable_bytes
from powerhouse_site.pages.memory.choices import card_groups
from powerhouse_site.pages.memory.sizes import Size, Sizes, name_within
from powerhouse_site.pages.words import parameter_words
from powerhouse_site.schema.accelerators import AcceleratorCategory, Availability

FILE = "memory/data.json"
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class MemoryData:
    """The file, and a stamp that changes with it. Many pages need the stamp and one the text, so that is compressed.

    Pages ask for `address`. The file bears its stamp as well, so that a page notices when it gets the numbers of
    another day: positions in the list of sizes would not be the same.
    """

    compressed: bytes = field(repr=False)
    stamp: str

    @property
    def text(self) -> str:
        """The text of the file."""
        return f'{{"stamp":"{self.stamp}",{decompress(self.compressed).decode()}\n'

    @property
    def address(self) -> str:
        """Its address below that of the site."""
        return f"{FILE}?{self.stamp}"


def memory_data(catalog: Catalog, sizes: Sizes) -> MemoryData:
    """Gather the numbers of all sizes, in the order of `sizes.all`."""
    compressing, digest = compressobj(1), sha256(b"{")
    compressed = []
    for part in _parts(catalog, sizes):
        data = part.encode()
        digest.update(data)
        compressed.append(compressing.compress(data))
    return MemoryData(compressed=b"".join((*compressed, compressing.flush())), stamp=digest.hexdigest()[:12])


def _parts(catalog: Catalog, sizes: Sizes) -> Iterator[str]:
    """The object of JSON but for its first brace, bit by bit."""
    families = {id: place for place, id in enumerate(dict.fromkeys(size.entry.id for size in sizes.all))}
    head = {
        "formats": [asdict(format) for format in FORMATS.values()],
        "cards": [
            {
                "id": entry.id,
                "name": entry.heading,
                "vendor": card.vendor,
                "gb": card.memory_gb,
                "usable": usable_bytes(card),
                "bandwidth": card.bandwidth_gb_s,
                "unified": card.category is AcceleratorCategory.UNIFIED,
                "announced": card.availability is Availability.ANNOUNCED,
            }
            for group in card_groups(catalog)
            for entry, card in group.cards
        ],
        "families": [[id, catalog.get("models", id).heading] for id in families],
    }
    yield f'{_json(head)[1:-1]},"sizes":['
    for place, size in enumerate(sizes.all):
        yield f"{',' if place else ''}{_json(_size(size, families[size.entry.id]))}"
    yield "]}"


def _size(size: Size, family: int) -> dict[str, Any]:
    return {
        "id": size.id,
        "family": family,
        "also": size.also,
        "short": name_within(size.heading, size.entry.heading),
        "words": parameter_words(size.coefficients.parameters),
        "use": size.use,
        "only": size.only,
        "year": size.model.release_date.year if size.model.release_date else None,
        **size.coefficients._asdict(),
    }
