"""The canonical form of an entry's YAML: key order, quoting and wrapping, with every comment kept.

Comments are placed by positions of the parser's own tokens and the text is written anew from values, rather than by a
round-trip parser: the order of keys, the wrapping and the law that nothing is lost are then ours to state and to check.
"""

from powerhouse_site.formatting.form import FormattingError, format_text

__all__ = ["FormattingError", "format_text"]
