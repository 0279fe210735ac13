"""The stable names of everything that can be wrong with a catalog."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: errors end a build, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Code:
    """The name of one kind of problem, its weight, and why it is a problem."""

    name: str
    why: str
    severity: Severity = Severity.ERROR


# The file and its bytes
BAD_FILE = Code("bad-file", "Only regular, readable files in the folder of a kind are read as entries.")
BAD_FILE_NAME = Code(
    "bad-file-name", "The file name is the entry's id and its address, so it must be a lower-case slug."
)
FILE_TOO_LARGE = Code("file-too-large", "An entry holds one thing's facts; a limit keeps a build from being choked.")
BAD_ENCODING = Code("bad-encoding", "Every file is UTF-8, so that each reader sees the same characters.")
FORBIDDEN_CHARACTER = Code(
    "forbidden-character", "Control and bidirectional characters can make a text look different from what it is."
)

# YAML
YAML_SYNTAX = Code("yaml-syntax", "The text is not YAML, so nothing in the file can be read.")
YAML_FEATURE = Code("yaml-feature", "Anchors, aliases, tags, merge keys and several documents hide what an entry says.")
YAML_DEPTH = Code("yaml-depth", "No entry needs deep nesting, and some parsers crash on it.")
DUPLICATE_KEY = Code("duplicate-key", "Of two values under one key, a reader cannot know which one counts.")
AMBIGUOUS_SCALAR = Code(
    "ambiguous-scalar", "YAML 1.1 and YAML 1.2 read this word differently; quotes make it one thing."
)
EMPTY_VALUE = Code("empty-value", "An unknown value is left out; an empty one would look like a fact.")

# The shape of an entry
UNKNOWN_FIELD = Code("unknown-field", "A field that nobody reads is usually a misspelt one.")
MISSING_FIELD = Code("missing-field", "Without its required fields an entry cannot be shown.")
WRONG_TYPE = Code("wrong-type", "A field holds one type of value, so that it can be sorted, compared and exported.")
INVALID_VALUE = Code("invalid-value", "The value has the right type but breaks a rule of its field.")
INVALID_CHOICE = Code("invalid-choice", "The field takes one of a closed list of words.")
INVALID_DATE = Code("invalid-date", "A date is a day, a month or a year of the calendar.")
INVALID_URL = Code("invalid-url", "Addresses are public http or https pages.")

# The catalog as a whole
DEAD_REFERENCE = Code("dead-reference", "An id that no entry has would be a dead link.")
DUPLICATE_NAME = Code("duplicate-name", "Two entries of a kind under one name cannot be told apart.", Severity.WARNING)
AMBIGUOUS_ID = Code("ambiguous-id", "Where a field may name entries of two kinds, one id must not stand in both.")
FORMER_ID_TAKEN = Code("former-id-taken", "An old address leads to one entry, and not where another one stands.")
UNKNOWN_PATH = Code("unknown-path", "Evidence and corrections name the field they are about.")

CODES = {value.name: value for value in list(globals().values()) if isinstance(value, Code)}
