"""The file that scripts compute memory with: formats, cards, families, and the coefficients of each size."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from powerhouse_site.catalog import Catalog
from powerhouse_site.memory import FORMATS, usable_bytes
from powerhouse_site.pages.memory.choices import card_groups
from powerhouse_site.pages.memory.sizes import Sizes, name_within
from powerhouse_site.pages.words import parameter_words
from powerhouse_site.schema.accelerators import AcceleratorCategory, Availability

FILE = "memory/data.json"


@dataclass(frozen=True)
class MemoryData:
    """The text of the file, and a stamp that changes with it.

    Pages ask for `address`. The file bears its stamp as well, so that a page notices when it gets the numbers of
    another day: positions in the list of sizes would not be the same.
    """

    text: str
    stamp: str

    @property
    def address(self) -> str:
        """Its address below that of the site."""
        return f"{FILE}?{self.stamp}"


def memory_data(catalog: Catalog, sizes: Sizes) -> MemoryData:
    """Gather the numbers of all sizes, in the order of `sizes.all`."""
    families = {id: place for place, id in enumerate(dict.fromkeys(size.entry.id for size in sizes.all))}
    data: dict[str, Any] = {
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
        "sizes": [
            {
                "id": size.id,
                "family": families[size.entry.id],
                "also": size.also,
                "short": name_within(size.heading, size.entry.heading),
                "words": parameter_words(size.coefficients.parameters),
                "use": size.use,
                "only": size.only,
                "year": size.model.release_date.year if size.model.release_date else None,
                **asdict(size.coefficients),
            }
            for size in sizes.all
        ],
    }
    stamp = hashlib.sha256(_json(data).encode()).hexdigest()[:12]
    return MemoryData(text=_json({"stamp": stamp, **data}) + "\n", stamp=stamp)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
