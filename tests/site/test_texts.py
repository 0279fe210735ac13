"""What the built site has for language models and search engines: twins, llms.txt, JSON-LD, badges and cards."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from pyld import jsonld  # type: ignore[import-untyped]

from powerhouse_site.schema.ids import taken_by
from powerhouse_site.schema.kinds import KINDS
from tests.site.building import ELSEWHERE
from tests.site.reading import HERE, Site

VOCABULARY = {"@context": {"@vocab": "https://schema.org/"}}


def links_of(text: str) -> list[str]:
    """Where the links of a Markdown text lead, by a CommonMark parser."""
    blocks = MarkdownIt("commonmark").enable("table").parse(text)
    tokens = (token for block in blocks for token in block.children or [])
    return [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]


def read(site: Site, name: str) -> str:
    return (site.folder / name).read_text(encoding="utf-8")


def exists(site: Site, address: str, base: str) -> bool:
    """Whether an address, as it is written at `base`, is that of a file or a page of the site."""
    path = urlsplit(urljoin(base, address)).path.removeprefix(urlsplit(site.base).path)
    return path in site.files or f"{path.rstrip('/')}/index.html".removeprefix("/") in site.files


@pytest.mark.parametrize("which", ["site", "published"])
def test_llms_txt_follows_the_convention_and_every_address_exists(which: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(which)
    lines = read(site, "llms.txt").splitlines()
    assert lines[0] == "# PowerHouse"
    quote = next(line for line in lines[1:] if line)
    assert quote.startswith("> ")
    sections = re.split(r"^## (.+)$", read(site, "llms.txt"), flags=re.MULTILINE)
    assert sections[1::2] == ["Catalog", "Guides", "Data", "Optional"]
    assert not [line for line in lines if re.match("#{3,} ", line)]
    for listed in sections[2::2]:
        for line in listed.strip().splitlines():
            found = re.fullmatch(r"- \[([^\]]+)\]\(([^)\s]+)\)(?:: (.+))?", line)
            assert found, line
            assert found[2].startswith(ELSEWHERE) == (which == "published"), line
            assert exists(site, found[2], site.base), line
    assert len(links_of(read(site, "llms.txt"))) > len(KINDS) * 2 + 10


def test_every_entry_guide_and_list_has_a_twin_that_its_page_names(root: Path, site: Site) -> None:
    entries = {f"{path.parent.name}/{path.stem}/" for path in (root / "catalog").glob("*/*.yaml")}
    guides = {page for page in site.pages if page.startswith("guides/")}
    assert len(guides) > 4
    for address in entries | guides | {f"{kind.name}/" for kind in KINDS}:
        assert f"{address}index.md" in site.files
        [named] = site.pages[address].all("link", rel="alternate describedby", type_="text/markdown")
        assert named.get("href") == "index.md"
    assert [page for page in ("", "memory/", "status/") if site.pages[page].all("link", type_="text/markdown")] == []


def test_no_id_can_have_the_address_of_what_stands_beside_the_entries(root: Path, site: Site) -> None:
    for kind in KINDS:
        ids = {path.stem for path in (root / "catalog" / kind.name).glob("*.yaml")}
        beside = {item.name for item in (site.folder / kind.name).iterdir()} - ids
        assert {"index.html", "index.md"} <= beside
        assert {name for name in beside if taken_by(kind, name) is None} <= former_ids(root, kind.name)


def former_ids(root: Path, kind: str) -> set[str]:
    """The ids that entries had before, whose addresses lead on."""
    texts = [path.read_text(encoding="utf-8") for path in (root / "catalog" / kind).glob("*.yaml")]
    blocks = [found[0] for text in texts for found in re.finditer(r"^former_ids:\n(?:  - .+\n)+", text, re.MULTILINE)]
    return {item for block in blocks for item in re.findall(r"  - (.+)", block)}


def test_links_of_twins_lead_somewhere(site: Site) -> None:
    seen = 0
    for name in sorted(site.files):
        if name.endswith("/index.md"):
            base = f"{HERE}{name}"
            inside = [a for a in links_of(read(site, name)) if not a.startswith(("http://", "https://"))]
            assert [a for a in inside if not a.startswith("#") and not exists(site, a, base)] == [], name
            seen += len(inside)
    assert seen > 2000


def test_a_twin_tells_what_the_page_tells(site: Site) -> None:
    text = read(site, "models/llama-2/index.md")
    assert text.startswith("# Llama 2\n\nMeta")
    for part in ("18 Jul 2023", "6.738 B", "4,096", "Commercial use: With conditions", "## Evidence", "checked 20"):
        assert part in text
    assert "| [Llama 2 7B](https://huggingface.co/meta-llama/Llama-2-7b-hf) | 6.738 B | 4,096 |" in text
    license_ = read(site, "licenses/llama-2/index.md")
    assert "Train on outputs: No." in license_
    assert "(clause 1.b.v)" in license_


def test_the_full_text_holds_every_entry_and_guide(site: Site) -> None:
    heads = re.findall(r"^# (.+)$", read(site, "llms-full.txt"), re.MULTILINE)
    pages = [name for name in site.files if re.fullmatch(r"(guides|[a-z-]+/[^/]+|guides/[^/]+)/index\.md", name)]
    full = {read(site, name).partition("\n")[0].removeprefix("# ") for name in pages if name.split("/")[0] in NAMES}
    assert full <= set(heads)
    assert len(full) > 600


NAMES = {kind.name for kind in KINDS} | {"guides"}


def test_structured_data_expand_to_the_words_of_schema_org(site: Site, published: Site) -> None:
    jsonld.set_document_loader(lambda url, _: {"contextUrl": None, "documentUrl": url, "document": VOCABULARY})
    entries = [page for page in site.pages.values() if page.all("script", type_="application/ld+json")]
    assert len(entries) > 600
    for page in entries:
        document = json.loads(page.one("script", type_="application/ld+json").text or "")
        assert document["@context"] == "https://schema.org"
        assert "url" not in document, "no address is known"
    by_kind = {page.address.split("/")[0]: page for page in entries}
    assert set(by_kind) == {kind.name for kind in KINDS}
    types = set()
    for page in by_kind.values():
        document = json.loads(page.one("script", type_="application/ld+json").text or "")
        [expanded] = jsonld.expand(document)
        types |= set(expanded["@type"])
        assert expanded["https://schema.org/name"] and expanded["https://schema.org/description"]  # noqa: PT018
    names = ("CreativeWork", "Course", "LearningResource", "SoftwareApplication", "Product")
    assert types == {f"https://schema.org/{name}" for name in names}
    known = json.loads(published.pages["models/llama-2/"].one("script", type_="application/ld+json").text or "")
    assert known["url"] == f"{ELSEWHERE}models/llama-2/"


def test_every_entry_has_a_badge_and_a_card_without_scripts(root: Path, site: Site) -> None:
    entries = [f"{path.parent.name}/{path.stem}" for path in (root / "catalog").glob("*/*.yaml")]
    for entry in entries:
        for name in ("badge", "card"):
            picture = ElementTree.fromstring(read(site, f"{entry}/{name}.svg"))
            tags = {element.tag.rpartition("}")[2] for element in picture.iter()}
            assert tags <= {"svg", "title", "style", "rect", "g", "text"}
            assert not [a for e in picture.iter() for a in e.attrib if a.startswith("on") or a.endswith("href")]
            assert picture.get("aria-label")
    assert "commercial use: with conditions" in read(site, "models/llama-2/badge.svg")
    assert ">24 GB<" in read(site, "accelerators/nvidia-rtx-4090/badge.svg")


def test_entry_pages_name_their_other_forms(site: Site) -> None:
    page = site.pages["licenses/llama-2/"]
    named = {reference.target.removeprefix(HERE) for reference in page.references if reference.element.tag == "a"}
    assert {
        "api/v1/licenses/llama-2.json",
        "licenses/llama-2/index.md",
        "licenses/llama-2/badge.svg",
        "catalog/licenses/llama-2.yaml",
    } <= named
