"""Small entries as YAML texts, and short ways to read them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from powerhouse_site.catalog import Loaded, load_catalog
from powerhouse_site.diagnostics import Diagnostic
from powerhouse_site.loading.document import Finding
from powerhouse_site.loading.parsing import parse
from powerhouse_site.loading.shape import check_shape
from powerhouse_site.loading.source import decode
from powerhouse_site.schema.kinds import KINDS, Kind

MODELS, LICENSES, ACCELERATORS = (
    next(kind for kind in KINDS if kind.name == name) for name in ("models", "licenses", "accelerators")
)

MODEL = """\
name: Pine
description: A small family for examples.
developer: Grove
variants:
  - name: Pine 7B
    parameters: 7B
"""
LICENSE = """\
name: Grove License
description: A license for examples.
text: https://grove.org/license
category: community
reading: full-text
"""
ACCELERATOR = """\
name: A1
description: A card for examples.
vendor: Grove
category: desktop
availability: released
memory_gb: 24
"""
FRAMEWORK = """\
name: Loom
description: A framework for examples.
organization: Grove
status: active
category: finetuning
"""
TOOL = """\
name: Thread
description: A tool for examples.
organization: Grove
status: active
category: local-runtime
"""
MINIMAL = {MODELS: MODEL, LICENSES: LICENSE, ACCELERATORS: ACCELERATOR}


def findings(text: str | bytes, kind: Kind = MODELS) -> list[Finding]:
    """Every problem that a file with this content has by itself."""
    data = text if isinstance(text, bytes) else text.encode()
    decoded, found = decode(data)
    if decoded is None:
        return found
    document, found = parse(decoded.value)
    if document is None:
        return found
    return sorted(found + check_shape(document, kind)[1], key=lambda f: (f.span, f.code.name, f.message))


def summary(found: list[Finding]) -> list[tuple[str, int, int, str]]:
    """The code, line, column and field of each finding."""
    return [(f.code.name, f.span.line, f.span.column, ".".join(map(str, f.path))) for f in found]


def write_catalog(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files`, given by their paths below `root`, and return `root`."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def load(root: Path, files: Mapping[str, str | bytes]) -> Loaded:
    """Write a catalog and read it."""
    return load_catalog(write_catalog(root, files))


def places(diagnostics: Iterable[Diagnostic], root: Path) -> list[str]:
    """Each diagnostic as `models/pine.yaml:1:7 code`."""
    return [
        f"{Path(d.file).relative_to(root).as_posix()}:{d.span.line}:{d.span.column} {d.code.name}" for d in diagnostics
    ]
