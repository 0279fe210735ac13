"""What changed in the facts, read from repositories that are made here, and the feeds of it by a parser of others."""

import subprocess
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from powerhouse_site.addresses import Addresses
from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.exports.feeds import feed_text, feeds_of
from powerhouse_site.exports.output import Stamp
from powerhouse_site.history import history as history_module
from powerhouse_site.history.history import History, Reach, Sort, read_history
from powerhouse_site.pages.changes import changes_view, news_of, reach_words
from powerhouse_site.pages.site import build_pages
from powerhouse_site.rendering import Renderer
from tests.git import commit, git, new_repository
from tests.texts import FRAMEWORK, LICENSE, MODEL

LICENSED = LICENSE + 'commercial_use: {answer: "yes", clause: "1"}\n'
GROWN = MODEL + "    context_window: 4096\nlicense: grove\nrelease_date: 2023-07\n"
SITE = "https://example.org/sub/"


class Repository:
    """A repository with a catalog, and what its history is told to be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog_folder = folder / "catalog"

    def write(self, **files: str | None) -> None:
        """Write entries, named `models__pine`; None takes one away."""
        for name, text in files.items():
            file = self.catalog_folder / f"{name.replace('__', '/').replace('_', '-')}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink() if text is None else file.write_text(text, encoding="utf-8")

    def commit(self, **files: str | None) -> None:
        self.write(**files)
        commit(self.folder, "A change")

    @property
    def catalog(self) -> Catalog:
        loaded = load_catalog(self.catalog_folder)
        assert not loaded.failed, loaded.diagnostics
        return loaded.catalog

    @property
    def history(self) -> History:
        return read_history(self.catalog_folder, self.catalog)

    def told(self) -> list[str]:
        """The news, newest first, a line each."""
        return [
            f"{one.title} " + ("; ".join(f"{f.label}|{f.part}|{f.before}|{f.after}" for f in one.facts) or one.words)
            for one in news_of(self.catalog, self.history)
        ]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a model, its license and a framework, added in one commit."""
    repository = Repository(new_repository(tmp_path / "repository", monkeypatch))
    repository.commit(models__pine=GROWN, licenses__grove=LICENSED, frameworks__loom=FRAMEWORK)
    return repository


def test_entries_are_added_by_kind_and_id(repository: Repository) -> None:
    assert repository.told() == ["Pine added", "Grove License added", "Loom added"]
    assert repository.history.reach is Reach.WHOLE


def test_a_license_answer_a_context_and_a_status_change(repository: Repository) -> None:
    repository.commit(licenses__grove=LICENSED.replace('"yes"', '"no"'))
    repository.commit(models__pine=GROWN.replace("4096", "unbounded"))
    repository.commit(frameworks__loom=FRAMEWORK.replace("active", "archived"))
    assert repository.told()[:3] == [
        "Loom Status||Active|Archived",
        "Pine Context|Pine 7B|4,096|Unbounded",
        "Grove License Commercial use||Yes|No",
    ]


@pytest.mark.parametrize(
    "text",
    [
        GROWN.replace("parameters: 7B", "parameters: 7.0B"),
        GROWN.replace("parameters: 7B", "parameters: 7000000000  # as exactly as that"),
        GROWN.replace("2023-07", '"2023-07"'),
        GROWN.replace("name: Pine\n", "") + "name: 'Pine'\n",
        GROWN.replace("for examples", "for other examples"),
        GROWN.replace("name: Pine 7B", "name: Pine-7B"),
        f"# A comment\n{GROWN}\n\n",
    ],
    ids=["count", "exact count", "quotes", "order", "description", "name of a variant", "comment"],
)
def test_another_form_is_no_change(repository: Repository, text: str) -> None:
    repository.commit(models__pine=text)
    assert len(repository.told()) == 3


def test_a_difference_that_rounding_would_hide_is_told_in_full(repository: Repository) -> None:
    repository.commit(models__pine=GROWN.replace("7B\n    context", "20.07B\n    context"))
    repository.commit(models__pine=GROWN.replace("7B\n    context", "20070000001\n    context"))
    assert repository.told()[0] == "Pine Parameters|Pine 7B|20,070,000,000|20,070,000,001"


def test_a_rename_is_no_change(repository: Repository) -> None:
    repository.commit(models__pine=None, models__scots_pine=GROWN)
    assert repository.told() == ["Pine added", "Grove License added", "Loom added"]


def test_a_rename_with_a_change_tells_of_the_change(repository: Repository) -> None:
    text = GROWN.replace("4096", "8192") + "former_ids: [pine]\n"
    repository.commit(models__pine=None, models__scots_pine=text)
    assert repository.told()[0] == "Pine Context|Pine 7B|4,096|8,192"
    assert repository.told()[1:] == ["Pine added", "Grove License added", "Loom added"]
    assert {event.id for r in repository.history.revisions for event in r.events} == {"scots-pine", "grove", "loom"}


def test_what_came_and_went(repository: Repository) -> None:
    more = GROWN + "    \n"
    repository.commit(models__pine=more.replace("    \n", "").replace("license: grove\n", ""))
    repository.commit(
        models__pine=GROWN.replace("variants:\n", "variants:\n  - name: Pine 1B\n    parameters: 1B\n"),
        frameworks__loom=None,
    )
    assert repository.told()[:3] == [
        "Pine License|||Grove License; Variants|||Pine 1B",
        "loom taken out",
        "Pine License||Grove License|",
    ]


def test_members_of_a_list_come_and_go_whatever_their_order(repository: Repository) -> None:
    repository.commit(frameworks__loom=FRAMEWORK + "hardware: [nvidia, amd]\n")
    repository.commit(frameworks__loom=FRAMEWORK + "hardware: [amd, nvidia]\n")
    repository.commit(frameworks__loom=FRAMEWORK + "hardware: [amd, cpu]\n")
    assert repository.told()[:2] == ["Loom Hardware||NVIDIA GPU|CPU", "Loom Hardware|||NVIDIA GPU, AMD GPU"]


def test_a_merge_tells_once_what_it_brought(repository: Repository) -> None:
    git(repository.folder, "checkout", "--quiet", "-b", "side")
    repository.commit(models__pine=GROWN.replace("4096", "8192"))
    repository.commit(models__pine=GROWN.replace("4096", "16384"))
    git(repository.folder, "checkout", "--quiet", "-")
    git(repository.folder, "merge", "--quiet", "--no-ff", "--no-edit", "side")
    assert repository.told()[0] == "Pine Context|Pine 7B|4,096|16,384"
    assert len(repository.told()) == 4


def test_many_at_once_are_one(repository: Repository) -> None:
    trees = {f"models__tree{n}": MODEL.replace("Pine", f"Tree {n}") for n in range(30)}
    repository.commit(**trees)
    assert repository.told()[0] == "30 models added"
    [many, *_] = news_of(repository.catalog, repository.history)
    assert (many.entry, len(many.entries)) == (None, 10)


def test_too_many_to_compare_are_left_alone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_module, "MOST_IN_A_COMMIT", 0)
    repository.commit(models__pine=GROWN.replace("4096", "8192"))
    assert [r.uncompared for r in repository.history.revisions] == [1, 0]
    assert len(repository.told()) == 3


def test_a_long_history_is_cut_and_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for context in ("8192", "16384", "32768"):
        repository.commit(models__pine=GROWN.replace("4096", context))
    monkeypatch.setattr(history_module, "MOST_IN_ALL", 2)
    assert repository.told() == ["Pine Context|Pine 7B|16,384|32,768", "Pine Context|Pine 7B|8,192|16,384"]
    assert repository.history.reach is Reach.LONG
    assert reach_words(repository.history).endswith("is left out.")


def test_what_was_compared_is_kept_and_what_is_broken_made_anew(repository: Repository, tmp_path: Path) -> None:
    repository.commit(models__pine=GROWN.replace("4096", "8192"))
    store = tmp_path / "cache" / "history.json"
    first = read_history(repository.catalog_folder, repository.catalog, store)
    kept = store.read_bytes()
    assert b"8192" in kept
    store.write_bytes(kept.replace(b"8192", b"9999"))
    second = read_history(repository.catalog_folder, repository.catalog, store)
    assert second.revisions[0].events[0].changes[0].after == ("9999",), "it is read"
    for broken in (b"", b"[]", b'{"x": 1}', kept[:-5], kept.replace(b"[[", b"[")):
        store.write_bytes(broken)
        assert read_history(repository.catalog_folder, repository.catalog, store) == first


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    for context in ("8192", "16384"):
        repository.commit(models__pine=GROWN.replace("4096", context))
    shallow = Repository(tmp_path / "shallow")
    git(tmp_path, "clone", "--quiet", "--depth", "2", repository.folder.as_uri(), str(shallow.folder))
    assert shallow.told() == ["Pine Context|Pine 7B|8,192|16,384"]
    assert shallow.history.reach is Reach.SHALLOW
    assert "shallow clone" in reach_words(shallow.history)
    for feed in feeds_of(shallow.catalog, shallow.history):
        assert "shallow clone" in feedparser.parse(feed_text(feed, site="", stamp=Stamp())).feed.subtitle


def test_without_a_repository_it_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["rm", "-rf", str(repository.folder / ".git")], check=True)
    assert (repository.told(), repository.history.reach) == ([], Reach.NONE)
    assert reach_words(repository.history) == "What changed cannot be told: the catalog is in no git repository."
    monkeypatch.setenv("PATH", "/nowhere")
    assert reach_words(repository.history) == "What changed cannot be told: git is not installed."
    for feed in feeds_of(repository.catalog, repository.history):
        parsed = feedparser.parse(feed_text(feed, site=SITE, stamp=Stamp(time=1_700_000_000)))
        assert (parsed.bozo, parsed.entries, parsed.feed.updated) == (False, [], "2023-11-14T22:13:20Z")
        assert "git is not installed" in parsed.feed.subtitle


def test_without_a_commit_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(new_repository(tmp_path / "repository", monkeypatch))
    repository.write(models__pine=MODEL)
    assert reach_words(repository.history) == "What changed cannot be told: nothing is committed yet."


def test_nothing_of_the_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho ran >> {trace}\n")
    program.chmod(0o755)
    repository.commit(models__pine=GROWN.replace("4096", "8192"))
    settings = ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "diff.yaml.textconv", "filter.x.smudge")
    for name in settings:
        git(repository.folder, "config", name, str(program))
    git(repository.folder, "config", "log.showSignature", "true")
    (repository.folder / ".git" / "info" / "attributes").write_text("*.yaml diff=yaml filter=x\n")
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (repository.folder / ".git" / "hooks").mkdir(exist_ok=True)
        (repository.folder / ".git" / "hooks" / hook).symlink_to(program)
    assert repository.told()[0] == "Pine Context|Pine 7B|4,096|8,192"
    assert not trace.exists()


def test_broken_and_strange_files_of_the_past_are_passed_over(repository: Repository) -> None:
    good = GROWN.replace("4096", "8192")
    for text in ("a: [", "- 1\n", "x: &a 1\n", "\x00", "name: 1\nvariants: {a: 1}\nrelease_date: [[]]\n", good):
        repository.commit(models__pine=text) if text == good else None
        (repository.catalog_folder / "models" / "pine.yaml").write_text(text)
        commit(repository.folder, "A change")
    (repository.catalog_folder / "notes.txt").write_text("a stray")
    commit(repository.folder, "A stray")
    (repository.catalog_folder / "notes.txt").unlink()
    told = repository.told()
    assert told[-3:] == ["Pine added", "Grove License added", "Loom added"]
    assert all(line.startswith("Pine ") for line in told[:-3])


def test_feeds_are_read_by_a_parser_of_others(repository: Repository) -> None:
    evil = LICENSED.replace("Grove License", "<script>alert(1)</script> & 'Grove'")
    repository.commit(licenses__grove=evil)
    repository.commit(licenses__grove=evil.replace('"yes"', "conditional, condition: Below 5 users."))
    repository.commit(models__pine=GROWN.replace("4096", "8192"))
    repository.commit(frameworks__loom=FRAMEWORK.replace("active", "dormant"))
    repository.commit(models__pine=f"# form\n{GROWN.replace('4096', '8192')}")
    feeds = {feed.name: feed for feed in feeds_of(repository.catalog, repository.history)}
    assert set(feeds) == {"new", "changes", *(kind.name for kind in repository.catalog.kinds)}
    parsed = {name: feedparser.parse(feed_text(feed, site=SITE, stamp=Stamp())) for name, feed in feeds.items()}
    for name, one in parsed.items():
        assert (one.bozo, one.version) == (False, "atom10")
        assert {"id", "title", "updated", "subtitle", "author", "link"} <= set(one.feed)
        assert [link.href for link in one.feed.links if link.rel == "self"] == [f"{SITE}feeds/{name}.xml"]
    titles = [entry.title for entry in parsed["changes"].entries]
    assert titles[:3] == ["Loom: Status", "Pine: Context", "<script>alert(1)</script> & 'Grove': Commercial use"]
    assert len(titles) == 6
    [answer] = [e for e in parsed["licenses"].entries if "Commercial use" in e.title]
    assert answer.content[0].value.endswith("Commercial use: <del>Yes</del> <strong>With conditions</strong></li></ul>")
    assert answer.link == f"{SITE}licenses/grove/"
    assert [e.title for e in parsed["new"].entries] == [
        "Pine added",
        answer.title.split(":")[0] + " added",
        "Loom added",
    ]
    ids = [entry.id for entry in parsed["changes"].entries]
    assert len(set(ids)) == len(ids)
    assert all(entry.updated_parsed and entry.link.startswith(SITE) for entry in parsed["changes"].entries)
    again = feedparser.parse(feed_text(feeds["changes"], site="", stamp=Stamp()))
    assert [entry.id for entry in again.entries] == ids, "names stay the same wherever the site stands"


def test_the_page_escapes_and_names_what_it_tells(repository: Repository, root: Path) -> None:
    repository.commit(licenses__grove=LICENSED.replace("Grove License", "<b>Grove</b>").replace('"yes"', '"no"'))
    pages = {page.url: page for page in build_pages(repository.catalog, repository.history)}
    html = Renderer(root / "templates", Addresses()).fragment(pages["changes/"])
    assert "&lt;b&gt;Grove&lt;/b&gt;" in html
    assert "<b>Grove</b>" not in html
    assert "<del>Yes</del> <strong>No</strong>" in html
    view = changes_view(repository.catalog, repository.history)
    assert [feed.url for feed in view.feeds][:2] == ["feeds/changes.xml", "feeds/new.xml"]
    assert [one.sort for one in view.days[0][1]] == [Sort.CHANGED, Sort.ADDED, Sort.ADDED, Sort.ADDED]


def test_what_was_added_one_by_one_is_one_item_of_the_page(repository: Repository) -> None:
    others = {f"licenses__{name}": LICENSED.replace("Grove", name) for name in ("ash", "oak", "gone")}
    repository.commit(**others)
    repository.commit(licenses__gone=None)
    view = changes_view(repository.catalog, repository.history)
    items = [(one.title, one.sort, len(one.entries), one.others) for one in view.days[0][1]]
    assert items[:2] == [("gone", Sort.REMOVED, 0, 1), ("3 licenses", Sort.ADDED, 2, 1)]
    assert [one.sort for one in news_of(repository.catalog, repository.history)].count(Sort.ADDED) == 6
