r"""The stable names of everything that can be wrong with a catalog, each with its documentation.

An example is a piece of an entry that is whole otherwise. In examples of files and bytes, a place that ends in `/` is
a folder and each line below it a path in it; `\xE9` stands for one byte.
"""

from powerhouse_site.diagnostics.code import Code, Severity

# The file and its bytes
BAD_FILE = Code(
    "bad-file",
    """
    Only regular, readable files that stand in the folder of a kind and end in .yaml are read as entries. Anything
    else there would be left out silently: a link, a folder, a file with another ending.

    Wrong, in catalog/:

        models/example.yml

    Right:

        models/example.yaml
    """,
)
BAD_FILE_NAME = Code(
    "bad-file-name",
    """
    The file name is the entry's id and its address. It has lower-case letters and digits, joined by single '-' or
    '.', so that it reads the same on every system and two ids never differ by case alone. Addresses of
    other pages, such as 'variants' among models, are taken, and Windows has no file that is called like one of its
    devices: con, prn, aux, nul, com1 to com9, lpt1 to lpt9, with or without an ending.

    Wrong, in catalog/:

        models/Example_2.yaml

    Right:

        models/example-2.yaml
    """,
)
FILE_TOO_LARGE = Code(
    "file-too-large",
    """
    An entry holds the facts of one thing. The limit of 256 KiB, many times what the largest entry needs, keeps a
    single file from choking a build.

    Wrong, in catalog/models/example.yaml:

        # 262,145 bytes or more

    Right:

        # one thing's facts
    """,
)
BAD_ENCODING = Code(
    "bad-encoding",
    """
    Every file is UTF-8, so that each reader sees the same characters. A byte order mark is accepted.

    Wrong, in catalog/models/example.yaml:

        developer: Universit\\xE9

    Right:

        developer: Université
    """,
)
FORBIDDEN_CHARACTER = Code(
    "forbidden-character",
    """
    Control, invisible and direction-changing characters can make a text look different from what it is. They are
    refused also where they are written as an escape.

    Wrong, in catalog/models/example.yaml:

        developer: "Example\\u202E Lab"

    Right:

        developer: Example Lab
    """,
)

# YAML
YAML_SYNTAX = Code(
    "yaml-syntax",
    """
    The text is not YAML, so nothing in the file can be read. The place is where the parser could not go on; what has
    to change stands there or in the line above.

    Wrong, in catalog/models/example.yaml:

        developer: Example: a lab

    Right:

        developer: "Example: a lab"
    """,
)
YAML_FEATURE = Code(
    "yaml-feature",
    """
    Anchors, aliases, merge keys, tags, directives and several documents in one file hide what an entry says from its
    readers, and let a small file grow without bound.

    Wrong, in catalog/models/example.yaml:

        license: &terms mit
        additional_terms:
          - *terms

    Right:

        license: mit
    """,
)
YAML_DEPTH = Code(
    "yaml-depth",
    """
    No field is nested more than a few levels deep, and some parsers crash on deep nesting. The limit is 20.

    Wrong, in catalog/models/example.yaml:

        languages: [[[[[[[[[[[[[[[[[[[[[English]]]]]]]]]]]]]]]]]]]]]

    Right:

        languages: [English]
    """,
)
DUPLICATE_KEY = Code(
    "duplicate-key",
    """
    Of two values under one key, a reader cannot know which one counts, and parsers disagree.

    Wrong, in catalog/models/example.yaml:

        license: mit
        license: apache-2.0

    Right:

        license: apache-2.0
    """,
)
AMBIGUOUS_SCALAR = Code(
    "ambiguous-scalar",
    """
    YAML 1.1 and YAML 1.2 read this word differently: 'no' is a word in one and false in the other, 012 is twelve or
    ten, 1:30 is text or ninety. Quotes make it one thing.

    Wrong, in catalog/models/example.yaml:

        languages: [en, no]

    Right:

        languages: [en, 'no']
    """,
)
EMPTY_VALUE = Code(
    "empty-value",
    """
    A value that is not known is left out. An empty one would look like a fact.

    Wrong, in catalog/models/example.yaml:

        release_date:

    Right:

        release_date: 2023-07
    """,
)

# The shape of an entry
UNKNOWN_FIELD = Code(
    "unknown-field",
    """
    A field that nobody reads is usually a misspelt one.

    Wrong, in catalog/models/example.yaml:

        licence: mit

    Right:

        license: mit
    """,
)
MISSING_FIELD = Code(
    "missing-field",
    """
    Without its required fields an entry cannot be shown. The reference of each kind says which those are.

    Wrong, in catalog/models/example.yaml:

        variants:
          - name: Example 7B

    Right:

        variants:
          - name: Example 7B
            parameters: 6.74B
    """,
)
WRONG_TYPE = Code(
    "wrong-type",
    """
    A field holds one type of value, so that it can be sorted, compared and exported.

    Wrong, in catalog/models/example.yaml:

        languages: English

    Right:

        languages:
          - English
    """,
)
INVALID_VALUE = Code(
    "invalid-value",
    """
    The value has the right type and breaks a rule of its field: a length, a range, a form.

    Wrong, in catalog/models/example.yaml:

        variants:
          - name: Example 7B
            parameters: 7 billion

    Right:

        variants:
          - name: Example 7B
            parameters: 7B
    """,
)
INVALID_CHOICE = Code(
    "invalid-choice",
    """
    The field takes one of a closed list of words, so that readers can filter by it.

    Wrong, in catalog/models/example.yaml:

        architecture: decoder

    Right:

        architecture: decoder-only
    """,
)
INVALID_DATE = Code(
    "invalid-date",
    """
    A date is a day, a month or a year of the calendar, as precisely as it is known. It may lie a month ahead, for
    what is announced, and no further.

    Wrong, in catalog/models/example.yaml:

        release_date: 2023-02-30

    Right:

        release_date: 2023-02
    """,
)
INVALID_URL = Code(
    "invalid-url",
    """
    Addresses lead every reader to a public page: http or https, a host with a name, no user name or password, no
    spaces.

    Wrong, in catalog/models/example.yaml:

        code:
          title: example/model
          url: hhttps://github.com/example/model

    Right:

        code:
          title: example/model
          url: https://github.com/example/model
    """,
)

# What others have set down
UNKNOWN_LICENSE = Code(
    "unknown-license",
    """
    The license of a program is written as an SPDX expression, so that it means one text and can be linked and
    filtered.

    Wrong, in catalog/frameworks/example.yaml:

        license: Apache 2.0

    Right:

        license: Apache-2.0
    """,
)

# The catalog as a whole
DEAD_REFERENCE = Code(
    "dead-reference",
    """
    An id that no entry has would be a dead link.

    Wrong, in catalog/models/example.yaml:

        license: no-such-license

    Right:

        license: mit
    """,
)
DUPLICATE_NAME = Code(
    "duplicate-name",
    """
    Two entries of a kind under one name cannot be told apart.

    Wrong, in catalog/models/example.yaml:

        name: Neighbor

    Right:

        name: Neighbor 2
    """,
    Severity.WARNING,
)
DUPLICATE_ADDRESS = Code(
    "duplicate-address",
    """
    The same repository, page or checkpoint in two entries is often one thing entered twice. Where both are right, one
    of them names the part that is its own.

    Wrong, in catalog/models/example.yaml:

        variants:
          - name: Example 7B
            parameters: 7B
            checkpoint: https://example.org/neighbor/

    Right:

        variants:
          - name: Example 7B
            parameters: 7B
            checkpoint: https://example.org/example/
    """,
    Severity.WARNING,
)
REPEATED_ITEM = Code(
    "repeated-item",
    """
    What stands in a list twice is shown twice, and means no more for it. The parts of an entry, such as the variants
    of a model, are told apart by their names, so two that are called alike cannot be.

    Wrong, in catalog/models/example.yaml:

        outputs:
          - text
          - text

    Right:

        outputs:
          - text
    """,
    Severity.WARNING,
)
UNEVEN_HEADS = Code(
    "uneven-heads",
    """
    Each head of keys and values serves a group of query heads, and the groups of a layer are equal. So the number of
    KV heads divides that of query heads; where it does not, one of the two is wrong, and memory worked out from it too.

    Wrong, in catalog/models/example.yaml:

        variants:
          - name: Example 7B
            parameters: 7B
            shape:
              attention:
                kind: grouped-query
                query_heads: 32
                kv_heads: 6

    Right:

        variants:
          - name: Example 7B
            parameters: 7B
            shape:
              attention:
                kind: grouped-query
                query_heads: 32
                kv_heads: 8
    """,
)
AMBIGUOUS_ID = Code(
    "ambiguous-id",
    """
    Where a field may name entries of two kinds, one id must not stand in both.

    Wrong, in catalog/:

        deployment-tools/example.yaml
        frameworks/example.yaml

    Right:

        deployment-tools/example-server.yaml
        frameworks/example.yaml
    """,
)
FORMER_ID_TAKEN = Code(
    "former-id-taken",
    """
    An old address leads to one entry, and not where another one stands.

    Wrong, in catalog/models/example.yaml:

        former_ids:
          - neighbor

    Right:

        former_ids:
          - example-1
    """,
)
UNKNOWN_PATH = Code(
    "unknown-path",
    """
    Evidence and corrections name the field that they are about, as a dotted path without list positions.

    Wrong, in catalog/models/example.yaml:

        sources:
          - url: https://example.org/card
            checked: 2026-01-31
            supports:
              - variants.0.parameter

    Right:

        sources:
          - url: https://example.org/card
            checked: 2026-01-31
            supports:
              - variants.parameters
    """,
)

# Upkeep: reported by `powerhouse validate --strict` only
STALE_FACT = Code(
    "stale-fact",
    """
    Licenses change, pages move, tools end. A fact that nobody has looked at for a year needs a second look.

    Wrong, in catalog/models/example.yaml:

        sources:
          - url: https://example.org/card
            checked: 2020-01-31
            supports:
              - variants.parameters

    Right:

        sources:
          - url: https://example.org/card
            checked: 2026-01-31
            supports:
              - variants.parameters
    """,
    Severity.WARNING,
)
STALE_STATUS = Code(
    "stale-status",
    """
    A tool that is called active and has had no release for 18 months may have ended without anybody saying so.

    Wrong, in catalog/frameworks/example.yaml:

        status: active
        package:
          registry: pypi
          name: example
          released: 2020-01

    Right:

        status: dormant
        package:
          registry: pypi
          name: example
          released: 2020-01
    """,
    Severity.WARNING,
)

CODES = {value.name: value for value in list(globals().values()) if isinstance(value, Code)}
