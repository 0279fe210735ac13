"""The order of keys: that of the schema, unknown keys behind the known ones in the order that they are in."""

from functools import cache

from pydantic import BaseModel

from powerhouse_site.formatting.tree import Collection
from powerhouse_site.schema.facts import field_order, model_in


def sort_keys(collection: Collection, model: type[BaseModel] | None) -> None:
    """Sort the keys of `collection`, whose fields are those of `model`, and of all that it holds.

    The items of a list are of the same model as the list; None is for what the schema does not know.
    """
    ranks = _ranks(model) if model and collection.is_mapping else {}
    if ranks:
        collection.entries.sort(key=lambda entry: ranks.get(entry.key or "", len(ranks)))
    for entry in collection.entries:
        if isinstance(entry.value, Collection):
            sort_keys(entry.value, _nested(model, entry.key) if model and entry.key is not None else model)


@cache
def _ranks(model: type[BaseModel]) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(field_order(model))}


@cache
def _nested(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    info = model.model_fields.get(name)
    return model_in(info.annotation) if info else None
