"""Rows of the corpus: one valid entry of each kind, what is changed in it, and the right answer to that."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

ID = "%ID%"
"""Stands for the row's id in the texts below, so that no two rows share a name or an address."""

MODEL = f"""\
name: Pine {ID}
aliases:
  - Pinus {ID}
former_ids:
  - old-{ID}
description: A small family for examples.
developer: Grove
release_date: 2023-07-18
architecture: decoder-only
experts: dense
inputs:
  - text
outputs: [text]
languages:
  - English
license: grove
additional_terms:
  - terms
license_note: Ask first.
derived_from:
  - ancestor
superseded_by: successor
paper:
  title: Of Pines
  url: https://example.org/paper
context_note: As stated.
variants:
  - name: Pine 7B
    parameters: 6.74B
    active_parameters: 3B
    context_window: 4096
    context_kind: trained
    tuning: base
    checkpoint: https://example.org/{ID}/7b
    note: Without embeddings.
    shape:
      layers: 32
      tied_embeddings: false
      attention:
        kind: multi-head
        query_heads: 32
        mixer: none of them
        compressed_layers:
          - layers: 4
            ratio: 2
  - name: Pine 70B
    parameters: 70B
links:
  - title: More of Pines
    url: https://example.org/more
notes:
  - Trees grow slowly.
origin:
  - table: commercial-models
    row: PINE
corrections:
  - field: name
    origin: Pinie
    now: Pine
    reason: A slip of the pen.
    evidence: https://example.org/slip
sources:
  - title: Of Pines, page 3
    url: https://example.org/evidence
    checked: 2023-07-19
    supports:
      - release_date
      - variants.parameters
    note: Printed twice.
"""
DEVELOPER_LINE = MODEL[: MODEL.index("developer: ")].count("\n") + 1
LICENSE = f"""\
name: License {ID}
description: A license for examples.
spdx: Grove-{ID}
steward: Grove Foundation
version: 2.0, of spring
text: https://example.org/license
category: community
osi_approved: true
reading: full-text
commercial_use:
  answer: conditional
  condition: Ask the trees.
  clause: 1.b
  threshold:
    value: 700
    unit: trees
    measure: Counted in spring.
attribution:
  answer: required
use_restrictions:
  answer: 'no'
governing_law: of the forest
"""
ACCELERATOR = f"""\
name: Card {ID}
description: A card for examples.
vendor: Grove
category: desktop
memory_gb: 24
bandwidth_gb_s: 1008.5
availability: released
"""
FRAMEWORK = f"""\
name: Loom {ID}
description: A framework for examples.
organization: Grove
status: active
status_note: Seen in spring.
succeeded_by:
  - thread
successor:
  title: Spindle
  url: https://example.org/spindle
repository: https://example.org/{ID}/code
homepage: https://example.org/home
documentation: https://example.org/guide
license: Apache-2.0 OR MIT
license_note: All of it.
language: Python
package:
  registry: pypi
  name: loom
  version: 1.2.3
  released: 2023-07
category: finetuning
backends:
  - torch
capabilities:
  - lora
hardware:
  - cpu
"""
TOOL = f"""\
name: Needle {ID}
description: A tool for examples.
organization: Grove
status: active
category: local-runtime
interfaces:
  - rest
weight_formats:
  - gguf
quantizations:
  - four bits
built_on:
  - thread
"""
COURSE = f"""\
title: Of Trees {ID}
authors:
  - A. Forester
description: A course for examples.
url: https://example.org/{ID}/course
level: beginner
length:
  hours: 12.5
  parts: 3
  unit: lessons
  pace: one a week
price: free
year: 2023
year_basis: Printed below.
topics:
  - foundations
spoken:
  - English
prerequisites: Some botany.
certificate: false
status: available
status_note: Seen in spring.
provider: Grove School
format: course
material: videos
uses_models:
  - ancestor
"""
TUTORIAL = f"""\
title: Of Leaves {ID}
description: A tutorial for examples.
url: https://example.org/{ID}/tutorial
status: available
institution: Grove
format: article
code: https://example.org/leaves
"""
BASES = {
    "models": MODEL,
    "licenses": LICENSE,
    "accelerators": ACCELERATOR,
    "frameworks": FRAMEWORK,
    "deployment-tools": TOOL,
    "courses": COURSE,
    "tutorials": TUTORIAL,
}
KIND_OF = {text: kind for kind, text in BASES.items()}

_SMALL_MODEL = "description: A neighbor.\ndeveloper: Grove\nvariants:\n  - name: One\n    parameters: 1B\n"
_SMALL_LICENSE = "description: A neighbor.\ntext: https://example.org/text\ncategory: permissive\nreading: name-only\n"
NEIGHBORS = {
    "models/ancestor.yaml": f"name: Ancestor\n{_SMALL_MODEL}",
    "models/successor.yaml": f"name: Successor\n{_SMALL_MODEL}",
    "licenses/grove.yaml": f"name: Neighboring license\n{_SMALL_LICENSE}",
    "licenses/terms.yaml": f"name: Neighboring terms\n{_SMALL_LICENSE}",
    "deployment-tools/thread.yaml": (
        "name: Thread\ndescription: A neighbor.\norganization: Grove\nstatus: active\ncategory: local-runtime\n"
    ),
}
"""What the entries above refer to."""

Problem = tuple[str, int]
"""A code and the line that it names."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A file of the corpus. Without `problems` it is accepted.

    `marks` is the text that the caret of the first problem stands under, `help` its advice; None where the row does
    not say. `heading` and `lead` are what the page of an accepted entry says at its top, to the letter, and `shown` a
    text that stands somewhere on it.
    """

    id: str
    kind: str
    data: bytes
    problems: tuple[Problem, ...] = ()
    marks: str | None = None
    help: str | None = None
    heading: str | None = None
    lead: str | None = None
    shown: str | None = None

    @property
    def is_published(self) -> bool:
        """Whether the site is asked how it comes out."""
        return bool(self.heading or self.lead or self.shown)


def swap(  # noqa: PLR0913 - a row of the table has as many columns
    id: str,
    old: str,
    new: str,
    *codes: str,
    base: str = MODEL,
    at: int = 0,
    marks: str | None = None,
    help: str | None = None,
) -> Row:
    """A valid entry in which `old` is `new`; the problems, if any, are `at` lines below the line where it begins.

    A code that ends in `@` and a number is expected in that line instead.
    """
    assert base.count(old) == 1, f"{id}: '{old}' stands {base.count(old)} times in the entry"
    line = base[: base.index(old)].count("\n") + 1 + at
    return Row(
        id=id,
        kind=KIND_OF[base],
        data=base.replace(old, new).replace(ID, id).encode(),
        problems=tuple(_problem(code, line) for code in codes),
        marks=marks,
        help=help,
    )


def add(id: str, text: str, *codes: str, base: str = MODEL, at: int = 0, marks: str | None = None) -> Row:
    """A valid entry with `text` below it."""
    line = base.count("\n") + 1 + at
    data = (base + text).replace(ID, id).encode()
    problems = tuple(_problem(code, line) for code in codes)
    return Row(id=id, kind=KIND_OF[base], data=data, problems=problems, marks=marks)


def whole(
    id: str, data: bytes | str, *codes: str, kind: str = "models", line: int = 1, marks: str | None = None
) -> Row:
    """A file of which nothing but `data` is given."""
    written = data if isinstance(data, bytes) else data.encode()
    return Row(id=id, kind=kind, data=written, problems=tuple(_problem(code, line) for code in codes), marks=marks)


def recoded(id: str, change: Callable[[str], bytes], *codes: str, line: int = 1, base: str = MODEL) -> Row:
    """A valid entry, written in bytes in another way."""
    return whole(id, change(base.replace(ID, id)), *codes, kind=KIND_OF[base], line=line)


def quoted(text: str) -> str:
    """A text in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def _problem(code: str, line: int) -> Problem:
    match = re.fullmatch(r"(.+)@(\d+)", code)
    return (match[1], int(match[2])) if match else (code, line)
