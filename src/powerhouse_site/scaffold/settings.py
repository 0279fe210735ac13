"""`FIELD=VALUE` as values of an entry: the field decides whether a word is text or a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from powerhouse_site.formatting.tree import Scalar
from powerhouse_site.loading.document import Path
from powerhouse_site.loading.parsing import MAX_DEPTH
from powerhouse_site.loading.scalars import ScalarError, plain_value
from powerhouse_site.schema.facts import model_in

Values = dict[str, Any]
"""Field names with scalars, lists and further mappings."""
_COMMA = re.compile(r",(?! )")
_MOST_ITEMS = 200


class SettingError(Exception):
    """A setting that cannot be made; its text tells why, and what could be meant."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A field by its path, such as `("variants", 0, "parameters")`, and the text that it is set to."""

    path: Path
    text: str

    @property
    def field(self) -> str:
        """The path as it is written: `variants.0.parameters`."""
        return ".".join(map(str, self.path))


def parse_settings(words: Sequence[str]) -> list[Setting]:
    """Read `FIELD=VALUE`; raises SettingError."""
    settings = []
    for word in words:
        field, sign, text = word.partition("=")
        steps = field.split(".")
        if not sign or not all(steps) or len(steps) > MAX_DEPTH:
            raise SettingError(f"'{word}' is not of the form FIELD=VALUE, such as name=Example or variants.0.name=A")
        settings.append(Setting(tuple(int(s) if re.fullmatch("[0-9]{1,9}", s) else s for s in steps), text))
    return settings


def values_of(settings: Sequence[Setting], model: type[BaseModel]) -> Values:
    """The values that `settings` give the fields of `model`; whether they are right is checked later.

    A field that takes a list is given it at commas without a space behind them, or by several settings; what is set at
    a position of a list is taken whole.
    """
    values: Values = {}
    for setting in settings:
        _place(values, setting, model)
    return values


def _place(values: Values, setting: Setting, model: type[BaseModel]) -> None:
    annotation = _annotation_at(model, setting.path)
    _check_positions(setting, model)
    owner: Any = values
    for step, following in zip(setting.path, setting.path[1:], strict=False):
        owner = _step_into(owner, step, [] if isinstance(following, int) else {}, setting)
    last = setting.path[-1]
    item = item_of(annotation)
    if isinstance(last, str) and item is not None:
        items = _step_into(owner, last, [], setting)
        items += (typed(part, item) for part in _COMMA.split(setting.text))
    else:
        before = _step_into(owner, last, scalar := typed(setting.text, annotation), setting)
        if before is not scalar:
            raise SettingError(f"'{setting.field}' is set twice")


def _check_positions(setting: Setting, model: type[BaseModel]) -> None:
    """Refuse a path that goes on behind a list without saying with which of its items."""
    for length in range(1, len(setting.path)):
        is_list = item_of(_annotation_at(model, setting.path[:length])) is not None
        if is_list and isinstance(setting.path[length], str):
            before, behind = (".".join(map(str, part)) for part in (setting.path[:length], setting.path[length:]))
            raise SettingError(f"'{before}' is a list; write '{before}.0.{behind}' for its first item")


def _step_into(owner: Any, step: str | int, empty: Any, setting: Setting) -> Any:
    """What `owner` holds at `step`, which is `empty` where nothing is there yet."""
    if isinstance(owner, dict) and isinstance(step, str):
        found = owner.setdefault(step, empty)
    elif isinstance(owner, list) and isinstance(step, int):
        if step > len(owner) or step >= _MOST_ITEMS:
            raise SettingError(f"'{setting.field}': the next position of that list is {len(owner)}")
        if step == len(owner):
            owner.append(empty)
        found = owner[step]
    else:
        raise SettingError(f"'{setting.field}' does not go together with what is set before it")
    if type(found) is not type(empty):
        raise SettingError(f"'{setting.field}' does not go together with what is set before it")
    return found


def typed(text: str, annotation: Any) -> Scalar:
    """The text as text where the field takes it, else as the number or truth value that it spells."""
    try:
        other = plain_value(text)
    except ScalarError:
        return Scalar(text)
    if annotation is None or isinstance(other, str) or model_in(annotation) is not None:
        return Scalar(text)
    as_text, as_other = _try(annotation, text), _try(annotation, other)
    if as_other.errors:
        is_text = not as_text.errors or "string_type" in as_other.errors
    else:
        is_text = not as_text.errors and as_text.value != as_other.value
    return Scalar(text, is_text)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a field makes of a value, or the types of the errors."""

    value: Any = None
    errors: frozenset[str] = frozenset()


def _try(annotation: Any, value: Any) -> _Trial:
    try:
        return _Trial(TypeAdapter(annotation, config=ConfigDict(strict=True)).validate_python(value))
    except ValidationError as error:
        return _Trial(errors=frozenset(detail["type"] for detail in error.errors()))


def _annotation_at(model: type[BaseModel], path: Path) -> Any:
    """The type at `path`, or None for a path that the schema does not know."""
    annotation: Any = model
    for step in path:
        if isinstance(step, int):
            annotation = item_of(annotation)
        else:
            owner = model_in(annotation)
            info = owner.model_fields.get(step) if owner else None
            annotation = Annotated[info.annotation, *info.metadata] if info and info.metadata else None
            annotation = info.annotation if info and annotation is None else annotation
        if annotation is None:
            return None
    return annotation


def item_of(annotation: Any) -> Any:
    """The type of the items where `annotation` is that of a list, else None."""
    return next((get_args(part)[0] for part in _parts(annotation) if get_origin(part) is tuple), None)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not tuple:
        for part in get_args(annotation):
            yield from _parts(part)
