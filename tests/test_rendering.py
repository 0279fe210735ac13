"""Pages as HTML: escaping, the filters, and what a model's and a license's page look like whole."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
import pytest
from jinja2 import TemplateNotFound, UndefinedError

from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import Catalog
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer, log_share
from powerhouse_site.schema.kinds import KINDS
from tests.conftest import Golden
from tests.site.catalogs import (
    Facts,
    accelerator,
    answer,
    course,
    framework,
    license_,
    load,
    model,
    page,
    source,
    tool,
    tutorial,
    variant,
)
from tests.site.reading import words
from tests.site.test_hostile_entries import FILES as HOSTILE

MODULE = re.compile(r'<script type="module" src="(?:\.\./)*assets/[a-z]+\.js"></script>')
"""What a page runs: a script of ours, and no text of its own."""
PACKAGE: Facts = {"registry": "pypi", "name": "trainer", "version": "1.2", "released": "2024-05"}
REPOSITORY = Addresses(site="https://example.org/", repository="https://example.org/repository")
TINY: dict[str, Facts | str] = {
    "models/tiny": model(
        aliases=["Tiny LM"],
        description="A *small* model, made with `care`; see [its page](https://example.org/tiny).",
        release_date="2023-04",
        architecture="decoder-only",
        experts="dense",
        inputs=["text"],
        outputs=["text"],
        languages=["English", "Deutsch"],
        license="own",
        additional_terms=["free-1.0"],
        license_note="The *weights* only.",
        derived_from=["base"],
        paper={"title": "Tiny <Paper>", "url": "https://example.org/paper?a=1&b=2"},
        weights=[{"title": "All weights", "url": "https://example.org/weights"}],
        demo={"title": "Try it", "url": "https://example.org/demo"},
        context_note="Measured, not stated.",
        variants=[
            variant(
                "Tiny 1B",
                "1.1B",
                context_window=2048,
                context_kind="trained",
                tuning="base",
                checkpoint="https://example.org/tiny-1b",
                shape={"layers": 16, "attention": {"kind": "multi-head", "query_heads": 8}},
            ),
            variant("Tiny 3B", "3B", note="Not `released`.", shape={"layers": 32}),
        ],
        notes=["It has a note with a <tag>."],
        corrections=[
            {
                "field": "license",
                "origin": "MIT, says https://example.org/wrong",
                "now": "`own`",
                "reason": "The file says so.",
                "evidence": "https://example.org/file",
            },
            {"field": "name", "origin": "TINY", "now": "Tiny", "reason": "As it is *spelt*."},
        ],
        sources=[
            source(
                "release_date", "variants", checked="2026-01-02", url="https://example.org/paper", title="The paper"
            ),
            source("license", url="https://example.org/file", note="Read *in part*."),
        ],
    ),
    "models/base": model("Base"),
    "licenses/own": license_(
        "Tiny's Own License",
        category="community",
        steward="Maker",
        reading="partial-text",
        commercial_use=answer(
            "conditional",
            "Up to a *number* of users.",
            clause="2.1",
            threshold={"value": 700_000_000, "unit": "users", "measure": "Monthly."},
        ),
        redistribution=answer("yes"),
        modification=answer("no", "Never."),
        attribution=answer("required"),
        use_restrictions=answer("yes"),
        governing_law="California",
        osi_approved=False,
        sources=[source("commercial_use", "modification", title="The text")],
    ),
    "licenses/free-1.0": license_("Free License", spdx="0BSD", commercial_use=answer("yes")),
    "accelerators/card": accelerator(bandwidth_gb_s=1008.5),
    "frameworks/trainer": framework(
        aliases=["Old Trainer"],
        status="renamed",
        status_note="It went *on*.",
        successor={"title": "Elsewhere", "url": "https://example.org/elsewhere"},
        succeeded_by=["next"],
        repository="https://example.org/trainer",
        license="0BSD OR (Zlib AND 0BSD)",
        license_note="The `docs` apart.",
        language="Python",
        package=PACKAGE,
        hardware=["nvidia", "cpu"],
        hardware_not_supported=["tpu"],
        built_on=["server"],
        alternative_to=["next"],
        backends=["torch"],
        capabilities=["lora", "qlora", "dpo"],
        capabilities_not_supported=["rlhf"],
        sources=[
            source("capabilities.lora", "hardware.nvidia", "license", "status"),
            source("capabilities.lora", url="https://example.org/unread"),
        ],
    ),
    "frameworks/next": framework("Next", built_on=["trainer"], alternative_to=["trainer"]),
    "deployment-tools/server": tool(
        status="archived", integrates_with=["trainer"], interfaces=["python"], quantizations=["four bits"]
    ),
    "courses/course": course(
        authors=["One", "Other"],
        level="beginner",
        level_basis="inferred",
        length={"hours": 12.5, "parts": 8, "unit": "lectures", "pace": "one a week"},
        price="free-audit",
        year="2023",
        year_basis="From *its* page.",
        topics=["fine-tuning", "prompting"],
        spoken=["English"],
        prerequisites="Some `Python`.",
        certificate=True,
        code="https://example.org/course-code",
        status="retired",
        material="videos",
        uses_models=["tiny"],
        uses_tools=["trainer", "server"],
        sources=[source("status", title="The page")],
    ),
    "tutorials/tutorial": tutorial(institution="Institute", uses_tools=["trainer"], length={"hours": 1}),
}


@pytest.fixture
def renderer(root: Path) -> Renderer:
    """The templates of the site, for a site without a repository."""
    return Renderer(root / "templates", Addresses())


@pytest.fixture
def tiny(tmp_path: Path) -> Catalog:
    """A catalog with a model and a license that say something in every place."""
    return load(tmp_path / "catalog", TINY)


def custom(folder: Path, template: str, found: Page) -> str:
    """A page drawn with a template of its own."""
    (folder / "own.html").write_text(template, encoding="utf-8")
    own = replace(found, template="own.html")
    return Renderer(folder, Addresses()).fragment(own)


def parsed(fragment: str) -> Element:
    """The elements of a fragment that breaks no rule of HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parseFragment(fragment, container="article")
    assert parser.errors == []
    return root


class TestGolden:
    def test_a_model(self, tiny: Catalog, renderer: Renderer, golden: Golden) -> None:
        golden.check("pages/model.html", renderer.fragment(page(tiny, "models/tiny/")))

    def test_a_license(self, tiny: Catalog, root: Path, golden: Golden) -> None:
        renderer = Renderer(root / "templates", REPOSITORY)
        golden.check("pages/license.html", renderer.fragment(page(tiny, "licenses/own/")))

    def test_a_framework(self, tiny: Catalog, renderer: Renderer, golden: Golden) -> None:
        golden.check("pages/framework.html", renderer.fragment(page(tiny, "frameworks/trainer/")))

    def test_a_course(self, tiny: Catalog, renderer: Renderer, golden: Golden) -> None:
        golden.check("pages/course.html", renderer.fragment(page(tiny, "courses/course/")))


class TestTemplates:
    def test_every_page_is_drawn_and_well_formed(self, tiny: Catalog, renderer: Renderer) -> None:
        for found in build_pages(tiny):
            root = parsed(renderer.fragment(found))
            assert len(list(root.iter("h1"))) == 1, found.url

    def test_so_is_every_page_of_an_empty_catalog(self, tmp_path: Path, renderer: Renderer) -> None:
        for found in build_pages(load(tmp_path, {})):
            parsed(renderer.fragment(found))

    def test_the_same_page_is_drawn_the_same(self, tiny: Catalog, root: Path) -> None:
        one, other = (Renderer(root / "templates", Addresses()) for _ in range(2))
        for found in build_pages(tiny):
            assert one.fragment(found) == other.fragment(found) == one.fragment(found)

    @pytest.mark.parametrize(
        "mistake", ["{{ nothing }}", "{{ view.nothing }}", "{{ page.tilte }}", "{{ addresses.x }}"]
    )
    def test_an_unknown_name_is_an_error(self, tmp_path: Path, tiny: Catalog, mistake: str) -> None:
        with pytest.raises(UndefinedError):
            custom(tmp_path, mistake, page(tiny, "models/tiny/"))

    def test_so_is_a_missing_template(self, tmp_path: Path, tiny: Catalog) -> None:
        with pytest.raises(TemplateNotFound):
            Renderer(tmp_path, Addresses()).fragment(page(tiny, "models/tiny/"))

    def test_a_template_gets_the_page_its_view_and_addresses(self, tmp_path: Path, tiny: Catalog) -> None:
        template = "{{ page.title }}|{{ view.entry.id }}|{{ to('licenses/own/') }}|{{ addresses.edit('x') or 'none' }}"
        assert custom(tmp_path, template, page(tiny, "models/tiny/")) == "Tiny|tiny|../../licenses/own/|none"


class TestEscaping:
    def test_every_value_is_escaped(self, tmp_path: Path) -> None:
        hostile = Page(url="", title="<b>'\"&{{ 1 }}", template="own.html", gather=lambda: None, describe=str)
        assert custom(tmp_path, "{{ page.title }}", hostile) == "&lt;b&gt;&#39;&#34;&amp;{{ 1 }}"

    def test_no_template_lets_a_text_out(self, tmp_path: Path, renderer: Renderer) -> None:
        catalog = load(tmp_path, HOSTILE)
        for found in build_pages(catalog):
            fragment = MODULE.sub("", renderer.fragment(found))
            root = parsed(fragment)
            tags = {element.tag for element in root.iter()}
            marks = {"b"} if found.is_reference else set()  # the reference marks the kind that it is about
            assert not tags & ({"img", "b", "title", "textarea"} - marks), found.url
            ours = r"(\.\./)*assets/([a-z]+/)?[a-z]+\.js"
            modules = [e for e in root.iter("script") if re.fullmatch(ours, e.get("src", ""))]
            data = root.findall(".//script[@type='application/ld+json']")
            assert not any("<" in (one.text or "") for one in data), found.url
            assert fragment.count("<script") == len(modules) + len(data), found.url
            assert not any(words(module) for module in modules), found.url
            assert not any(name.startswith("on") for e in root.iter() for name in e.attrib), found.url
            assert {a.get("href", "").split(":")[0] for a in root.iter("a") if ":" in a.get("href", "")} <= {"https"}
            if found.entry:
                assert "{{ 7*7 }}" in words(root), found.url

    def test_no_template_marks_a_value_as_safe(self, root: Path) -> None:
        """What comes from the catalog passes the one filter that escapes and draws marks."""
        ours = [p for p in (root / "templates").rglob("*.html") if "theme" not in p.relative_to(root).parts]
        assert len(ours) > 8
        for path in ours:
            text = path.read_text(encoding="utf-8")
            assert "safe" not in text, path.name
            assert "autoescape" not in text, path.name

    def test_texts_have_marks_and_nothing_more(self, tmp_path: Path) -> None:
        text = (
            "*a* `b` [c](https://example.org/?x=1&y=2) <i>d</i> **e** "
            "[f](javascript:g) ![h](https://example.org/h.png) # i"
        )
        found = page(load(tmp_path / "catalog", {"models/tiny": model(description=text)}), "models/tiny/")
        drawn = custom(tmp_path, "{{ view.facts.description | prose }}", found)
        assert drawn == (
            '<em>a</em> <code>b</code> <a href="https://example.org/?x=1&amp;y=2">c</a> &lt;i&gt;d&lt;/i&gt; '
            '<strong>e</strong> [f](javascript:g) !<a href="https://example.org/h.png">h</a> # i'
        )
        assert custom(tmp_path, "{{ view.facts.description | plain }}", found) == (
            "a b c &lt;i&gt;d&lt;/i&gt; e [f](javascript:g) !h # i"
        )

    def test_names_are_shown_as_they_were_typed(self, tmp_path: Path, renderer: Renderer) -> None:
        """Marks are drawn in texts; names are plain."""
        name = "*A* `b` [c](https://example.org/c)"
        everywhere: Facts = {
            "description": "Plain.",
            "aliases": [name],
            "links": [{"title": name, "url": "https://example.org/d"}],
            "origin": [{"table": "courses", "row": name}],
            "sources": [source("description", title=name)],
        }
        tool_: Facts = {**everywhere, "organization": name, "language": name, "package": PACKAGE | {"name": name}}
        learning: Facts = {**everywhere, "authors": [name], "material": name, "spoken": [name]}
        learning |= {"length": {"parts": 2, "unit": name, "pace": name}}
        files: dict[str, Facts | str] = {
            "models/x": model(name, **everywhere, developer=name, languages=[name], variants=[variant(name)]),
            "accelerators/x": accelerator(name, **everywhere | {"vendor": name}),
            "licenses/x": license_(name, **everywhere, steward=name, version=name, governing_law=name),
            "frameworks/x": framework(name, **tool_),
            "deployment-tools/y": tool(name, **tool_, quantizations=[name]),
            "courses/x": course(name, **learning, provider=name),
            "tutorials/x": tutorial(name, **learning, institution=name),
        }
        assert {address.split("/")[0] for address in files} == {kind.name for kind in KINDS}
        for found in build_pages(load(tmp_path, files)):
            root = parsed(renderer.fragment(found))
            drawn = [words(e) for tag in ("em", "code") for e in root.iter(tag)]
            assert not [text for text in drawn if text in ("A", "b")], found.url
            assert drawn == [] or found.is_reference or found.url == "memory/", "others have no code of their own"
            assert "https://example.org/c" not in [a.get("href") for a in root.iter("a")], found.url
            assert name in words(root) or found.entry is None, found.url


class TestActions:
    def links(self, root: Path, addresses: Addresses, catalog: Catalog) -> dict[str, str]:
        fragment = parsed(Renderer(root / "templates", addresses).fragment(page(catalog, "accelerators/card/")))
        [actions] = [e for e in fragment.iter("div") if e.get("class") == "ph-actions"]
        return {words(link): link.attrib["href"] for link in actions.iter("a")}

    def test_with_a_repository(self, root: Path, tiny: Catalog) -> None:
        links = self.links(root, REPOSITORY, tiny)
        assert links["Edit this entry"] == "https://example.org/repository/edit/main/catalog/accelerators/card.yaml"
        assert links["Report a wrong fact"] == (
            "https://example.org/repository/issues/new"
            "?template=report-a-wrong-fact.yml&title=Wrong+fact%3A+Card&entry=catalog%2Faccelerators%2Fcard.yaml"
        )

    def test_without_one(self, root: Path, tiny: Catalog) -> None:
        assert self.links(root, Addresses(), tiny) == {"Report a wrong fact": "../../contributing/#correct-a-fact"}


class TestLogShare:
    @pytest.mark.parametrize(
        ("value", "low", "high", "share"),
        [
            (10, 1, 100, 50.0),
            (1, 1, 100, 0.0),
            (100, 1, 100, 100.0),
            (1_000, 1, 100, 100.0),
            (0.5, 1, 100, 0.0),
            (2, 1, 8, 33.33),
        ],
    )
    def test_it_is_where_a_value_stands(self, value: float, low: float, high: float, share: float) -> None:
        assert log_share(value, low, high) == share

    @pytest.mark.parametrize(("value", "low", "high"), [(5, 5, 5), (5, 10, 1), (5, 0, 10), (0, 0, 0), (5, -1, 10)])
    def test_without_a_scale_it_is_nothing(self, value: float, low: float, high: float) -> None:
        assert log_share(value, low, high) == 0.0
