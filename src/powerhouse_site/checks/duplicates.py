"""What stands in two entries and can be true of one only: names, addresses, former ids."""

from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import BaseModel

from powerhouse_site.checks.references import Ids
from powerhouse_site.diagnostics import codes as c
from powerhouse_site.entries import Entry, LoadedFile
from powerhouse_site.loading.document import Finding, Path
from powerhouse_site.loading.wording import shorten
from powerhouse_site.schema.described import Described, declared_fields
from powerhouse_site.schema.facts import field_order
from powerhouse_site.schema.ids import taken_by
from powerhouse_site.schema.kinds import Kind
from powerhouse_site.schema.urls import FORM


def duplicate_names(files: Sequence[LoadedFile]) -> Iterator[tuple[LoadedFile, Finding]]:
    """Entries of a kind that go by the name of another one, at the later of the two."""
    seen: dict[tuple[str, str], LoadedFile] = {}
    for file in files:
        if file.entry is None or file.document is None:
            continue
        key = (file.kind.name, file.entry.heading.casefold())
        first = seen.setdefault(key, file)
        if first is not file:
            field = _heading_field(file.entry)
            message = f"'{file.entry.heading}' is also what {first.path.name} goes by"
            finding = Finding(
                file.document.value_span((field,)),
                c.DUPLICATE_NAME,
                message,
                "tell them apart by version or maker",
                (field,),
            )
            yield file, finding


def _heading_field(entry: Entry) -> str:
    """The field that gives the entry its heading."""
    fields = field_order(type(entry.facts))
    return next((name for name in fields if getattr(entry.facts, name) == entry.heading), fields[0])


def duplicate_addresses(files: Sequence[LoadedFile]) -> Iterator[tuple[LoadedFile, Finding]]:
    """Repositories, pages and checkpoints that another entry names as its own, at the later of the two."""
    seen: dict[str, LoadedFile] = {}
    for file in files:
        if file.document is None:
            continue
        for field in _addresses(file.kind.facts):
            for path, url in field.values(file.document.value):
                if not isinstance(url, str) or not FORM.matches(url):
                    continue  # the shape check reports it
                first = seen.setdefault(_same_page(url), file)
                if first is not file:
                    message = f"'{shorten(url)}' is also an address of {first.kind.name}/{first.path.name}"
                    advice = "if they are one thing, keep one entry; else give the address of the part that is its own"
                    yield file, Finding(file.document.value_span(path), c.DUPLICATE_ADDRESS, message, advice, path)


@cache
def _addresses(facts: type[BaseModel]) -> tuple[Described, ...]:
    return tuple(field for field in declared_fields(facts) if field.main_address)


def _same_page(url: str) -> str:
    """What two addresses of one page have in common, such as with and without `www.` or a slash at the end."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    same = f"{host.lower().removeprefix('www.')}{slash}{path}"
    return same.rstrip("/").removesuffix(".git") if rest else scheme


def taken_former_ids(files: Sequence[LoadedFile], ids: Ids) -> Iterator[tuple[LoadedFile, Finding]]:
    """Former ids that are ids today, former ids of two entries, or addresses of other pages."""
    claimed: dict[tuple[str, str], LoadedFile] = {}
    for file in files:
        if file.entry is None or file.document is None:
            continue
        for index, former in enumerate(file.entry.facts.former_ids):
            first = claimed.setdefault((file.kind.name, former), file)
            advice = "remove it from one of the two"
            taken = taken_by(file.kind, former) if isinstance(file.kind, Kind) else None
            if taken is not None:
                message = f"'{former}' {taken}, so it cannot lead here"
                advice = "remove it"
            elif former in ids[file.kind.name]:
                message = f"'{former}' is the id of an entry today, so its address cannot lead here"
            elif first is not file:
                message = f"'{former}' is also a former id of {first.path.name}"
            else:
                continue
            path: Path = ("former_ids", index)
            span = file.document.value_span(path)
            yield file, Finding(span, c.FORMER_ID_TAKEN, message, advice, path)
