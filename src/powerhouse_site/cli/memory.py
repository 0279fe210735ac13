"""`powerhouse memory`: what a model takes, and which accelerators hold it."""

from collections.abc import Sequence
from pathlib import Path

import click

from powerhouse_site.catalog import Loaded, load_catalog
from powerhouse_site.cli.paths import catalog_option, relative_name
from powerhouse_site.diagnostics import REPORTS, Severity, Summary
from powerhouse_site.loading.suggestions import suggest
from powerhouse_site.memory import FORMATS, GIB, Load, estimate
from powerhouse_site.memory.formats import Format, format_id
from powerhouse_site.memory.rows import Row, rows_as_json, rows_as_text
from powerhouse_site.schema.accelerators import Accelerator
from powerhouse_site.schema.models import Model
from powerhouse_site.schema.values import MAX_COUNT
from powerhouse_site.schema.variants import Variant

_REPORTS = {"text": rows_as_text, "json": rows_as_json}
_MOST = 1_000_000


def _formats(_context: click.Context, _option: click.Parameter, words: Sequence[str]) -> Sequence[Format]:
    """The formats of the words, each once; their case and other usual names do not matter."""
    found: dict[str, Format] = {}
    for word in words:
        id = format_id(word)
        if id not in FORMATS:
            near = suggest(id, FORMATS)
            advice = f"did you mean '{near}'?" if near else f"known are {', '.join(FORMATS)}"
            raise click.BadParameter(f"'{word}' is no weight format; {advice}")
        found[id] = FORMATS[id]
    return list(found.values()) or list(FORMATS.values())


def _bandwidth(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    if value is None or 0 < value <= _MOST:
        return value
    raise click.BadParameter(f"{value} is no number above 0 and up to {_MOST:,}")


class _MemoryCommand(click.Command):
    """A command whose `--precision` takes several formats in a row as well."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each further format."""
        spread: list[str] = []
        for word in args:
            if len(spread) > 1 and spread[-2] == "--precision" and format_id(word) in FORMATS:
                spread.append("--precision")
            spread.append(word)
        return super().parse_args(ctx, spread)


@click.command(cls=_MemoryCommand, epilog=f"Weight formats: {', '.join(FORMATS)}.")
@click.argument("model")
@catalog_option
@click.option("--variant", "variant_name", metavar="NAME", help="One variant by its name, instead of all.")
@click.option(
    "--precision",
    "formats",
    callback=_formats,
    multiple=True,
    metavar="P",
    help="A weight format, as often as needed, instead of all.",
)
@click.option(
    "--context",
    "tokens",
    type=click.IntRange(1, MAX_COUNT),
    metavar="N",
    help="Tokens of each sequence; 8192 if left out, or the whole context where it is shorter.",
)
@click.option(
    "--batch", type=click.IntRange(1, _MOST), default=1, show_default=True, metavar="N", help="Sequences at once."
)
@click.option(
    "--kv-precision",
    "kv_bits",
    type=click.Choice(["16", "8"]),
    default="16",
    show_default=True,
    help="Bits of an element of the KV cache.",
)
@click.option(
    "--cards",
    type=click.IntRange(1, _MOST),
    default=1,
    show_default=True,
    metavar="N",
    help="Cards of a kind, over which weights and cache are divided evenly.",
)
@click.option(
    "--offload",
    "system_gib",
    type=click.IntRange(1, _MOST),
    metavar="GB",
    help="Memory of the system, in GiB, for the layers that do not fit on the cards.",
)
@click.option(
    "--offload-bandwidth",
    "system_gb_s",
    type=float,
    callback=_bandwidth,
    metavar="GB/S",
    help="Bandwidth of that memory, for the upper bound of speed; with --offload only.",
)
@click.option(
    "--format", "report", type=click.Choice(list(_REPORTS)), default="text", show_default=True, help="How to print it."
)
@click.pass_context
def memory(
    context: click.Context,
    model: str,
    catalog: Path,
    variant_name: str | None,
    formats: Sequence[Format],
    tokens: int | None,
    batch: int,
    kv_bits: str,
    cards: int,
    system_gib: int | None,
    system_gb_s: float | None,
    report: str,
) -> None:
    """Work out the memory that a model takes: weights, KV cache, overhead and total, and which accelerators hold it.

    MODEL is the id of a family, such as llama-3.1. A figure that cannot be known is left out, with the reason.
    """
    if system_gb_s is not None and system_gib is None:
        raise click.UsageError("--offload-bandwidth needs --offload")
    loaded = load_catalog(catalog)
    facts = _model(context, loaded, model)
    variants = _variants(facts, variant_name)
    load = Load(context=tokens, batch=batch, kv_bits=int(kv_bits), cards=cards)
    accelerators = {e.id: e.facts for e in loaded.catalog.of("accelerators") if isinstance(e.facts, Accelerator)}
    system = None if system_gib is None else system_gib * GIB
    rows = [
        Row(model, estimate(facts, variant, format, load), accelerators, system, system_gb_s)
        for variant in variants
        for format in formats
    ]
    click.echo(_REPORTS[report](rows), nl=False)
    broken = [file for file in loaded.files if file.parent.name == "accelerators" and file.stem not in accelerators]
    if broken:
        click.echo(f"left out, as powerhouse validate explains: {', '.join(file.stem for file in broken)}", err=True)
    context.exit(1 if broken else 0)


def _model(context: click.Context, loaded: Loaded, id: str) -> Model:
    """The family of that id. Prints the problems of its file and exits with 1 where it cannot be read."""
    entries = {entry.id: entry.facts for entry in loaded.catalog.of("models") if isinstance(entry.facts, Model)}
    if id in entries:
        return entries[id]
    file = next((file for file in loaded.files if file.parent.name == "models" and file.stem == id), None)
    if file is not None:
        problems = [d for d in loaded.diagnostics if d.file == file.as_posix() and d.severity is Severity.ERROR]
        click.echo(REPORTS["text"](problems, Summary.of(problems, 1)), nl=False, err=True)
        click.echo(f"{relative_name(file.as_posix())} has errors", err=True)
        context.exit(1)
    names = {name.lower(): known for known, facts in entries.items() for name in (facts.name, *facts.aliases)}
    names |= {known: known for known in entries}
    near = suggest(id, names)
    raise click.BadParameter(
        f"'{id}' is no model of the catalog{_did_you_mean(names[near] if near else None)}", param_hint="MODEL"
    )


def _variants(model: Model, name: str | None) -> Sequence[Variant]:
    if name is None:
        return model.variants
    by_name = {variant.name.lower(): variant for variant in model.variants}
    if name.lower() in by_name:
        return [by_name[name.lower()]]
    near = suggest(name, by_name)
    advice = _did_you_mean(by_name[near].name) if near else f"; it has {', '.join(v.name for v in model.variants)}"
    raise click.BadParameter(f"'{name}' is no variant of {model.name}{advice}", param_hint="--variant")


def _did_you_mean(word: str | None) -> str:
    return f"; did you mean '{word}'?" if word else ""
