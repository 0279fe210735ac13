"""The Markdown twin of a page that was written by hand: its source, with links that lead to other twins."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from powerhouse_site.exports.marks import Twin

_TITLE = re.compile(r"^# (.+?)(?: *\{[^}]*\})?$", re.MULTILINE)
_LINK = re.compile(r"(\]\()([^)\s]+)(?=[)\s])")
_FENCE = re.compile(r"(^(```+|~~~+).*?^\2[ \t]*$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A page that was written by hand: its file below the documentation's folder, its address, its Markdown."""

    source: str
    url: str
    text: str

    @property
    def title(self) -> str:
        """Its first heading."""
        found = _TITLE.search(self.text)
        return found[1] if found else self.url.strip("/")

    @property
    def lead(self) -> str:
        """Its first sentence, without links."""
        below = self.text[found.end() :] if (found := _TITLE.search(self.text)) else self.text
        paragraph = " ".join(below.strip().partition("\n\n")[0].split())
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", paragraph)
        return re.split(r"(?<=\.) ", plain, maxsplit=1)[0]


def written_markdown(page: Written, addresses: Mapping[str, str], twin: Twin) -> str:
    """The text of a page with its links written anew; `addresses` are those of pages or their twins, by their files."""
    parts = _FENCE.split(page.text)  # text, fenced block, its fence, text ...
    return "".join(
        part if index % 3 == 1 else _LINK.sub(lambda found: f"{found[1]}{_to(found[2], page, addresses, twin)}", part)
        for index, part in enumerate(parts)
        if index % 3 != 2
    )


def _to(target: str, page: Written, addresses: Mapping[str, str], twin: Twin) -> str:
    split = urlsplit(target)
    if split.scheme or split.netloc or not split.path or split.path.startswith("/"):
        return target
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), split.path))
    return twin.to(addresses.get(file, file)) + (f"#{split.fragment}" if split.fragment else "")
