r"""Addresses of public pages: http or https, a host with a public name, nothing that hides where they lead.

What a host is called decides, not what it resolves to. A number is no name, whatever network it lies in; so every way
of writing 127.0.0.1 is refused. Characters that a browser turns into others before it looks a host up (full-width
digits and dots, circled letters, the long s) are in no class below. The ends of names are ASCII or of another script
than Latin, so that none can stand for `local` or `test`.
"""

import re
from typing import Annotated

from pydantic import StringConstraints
from pydantic_core import PydanticCustomError

from powerhouse_site.schema.forms import SPACES, Form

PRIVATE_ENDINGS = (
    *("local", "localhost", "localdomain", "internal", "intranet", "lan", "home", "corp", "arpa"),
    *("test", "invalid", "example", "onion"),
)
"""Last labels that never lead to a public page: RFC 6761, 6762, 7686 and 8375, and names of private networks."""


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


_LATIN = r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
_OTHER_SCRIPTS = (
    r"\u0391-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0620-\u064a"
    r"\u0900-\u0963\u0966-\u10ff\u1780-\u17d3\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
_NOT_IN_ADDRESSES = SPACES + r"\x00-\x20\x7f-\x9f<>\x22\x5c\x5e\x60{|}"
_LETTER = rf"A-Za-z0-9_{_LATIN}{_OTHER_SCRIPTS}"
_LABEL = rf"[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?"
_PRIVATE = "|".join(_any_case(word) for word in PRIVATE_ENDINGS)
_ENDING = (
    rf"(?!(?:{_PRIVATE})\.?(?:[:/?#]|$))"
    rf"(?:[A-Za-z]{{2,63}}|[Xx][Nn]--[A-Za-z0-9-]{{0,58}}[A-Za-z0-9]|[{_OTHER_SCRIPTS}]{{1,63}})"
)
_HOST = rf"(?:{_LABEL}\.)+{_ENDING}\.?"
_PORT = r"(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"

_BAD_CHARACTER = re.compile(rf"[{_NOT_IN_ADDRESSES}]")
_MISTYPED_SCHEME = re.compile(r"(?=[^:;/]*[Tt])(?=[^:;/]*[Pp])([HhTtPpSs]{3,9})(?:[:;]+/*|/{2,})(?=.)")
_NAMED = re.compile(rf"(?:{_HOST})(?::{_PORT})?(?:[/?#].*)?")
_NUMERIC = re.compile(r"\[.*|(?:.*\.)?(?:0[Xx][0-9A-Fa-f]*|[0-9]+)\.?")


def _problem(text: str) -> tuple[str, str]:
    """What is wrong with a text that is no address, and what to do; the expression has decided that it is none."""
    if text != text.strip():
        return "begins or ends with a space", "remove it"
    if _BAD_CHARACTER.search(text):
        return "has a character that no address may have", "percent-encode it"
    scheme, separator, rest = text.partition("://")
    if not separator or scheme not in ("http", "https"):
        return "is not an http or https address", _scheme_help(text)
    return _problem_of_host(re.split(r"[/?#]", rest, maxsplit=1)[0])


def _problem_of_host(authority: str) -> tuple[str, str]:
    if "@" in authority:
        return "carries a user name or password", "remove what stands before the @"
    host, colon, port = authority.partition(":")
    if _NUMERIC.fullmatch(host):
        return "names a host by its number", "name the host, not its number"
    if colon and not re.fullmatch(_PORT, port):
        return "has no proper port", "write a number up to 65535 after the colon, or remove it"
    if re.search(r"(?:^|\.)-|-(?:\.|$)", host):
        return f"has a host that cannot be ('{host}')", "no part of it begins or ends with a hyphen"
    if not re.search(r"[^\x00-\x7f]", host):
        return f"has no public host ('{host}')", "name a page that every reader can open"
    return f"has a host that cannot be read ('{host}')", "write its ASCII form, which begins with xn--"


def _scheme_help(text: str) -> str:
    mistyped = _MISTYPED_SCHEME.match(text)
    if mistyped:
        secure = "s" if "s" in mistyped[1].lower() else ""
        return f"did you mean 'http{secure}://{text[mistyped.end() :]}'?"
    named = text.lstrip("/:")
    return f"did you mean 'https://{named}'?" if _NAMED.fullmatch(named) else "begin with https://"


def _refusal(text: str) -> PydanticCustomError:
    problem, advice = _problem(text)
    return PydanticCustomError("url", "{text} {problem}", {"text": repr(text), "problem": problem, "help": advice})


FORM = Form(
    rf"https?://{_HOST}(?::{_PORT})?(?:[/?#][^{_NOT_IN_ADDRESSES}]*)?",
    "An address begins with https:// or http:// and a public host, and has no spaces, quotes, brackets or passwords.",
    _refusal,
)

Url = Annotated[str, StringConstraints(min_length=1, max_length=2000), FORM]
"""The address of a public page."""
