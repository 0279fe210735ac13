"""Styles of the theme: what no page has a use for goes, and nothing else does."""

import pytest

from powerhouse_site.plugin.used_styles import only_used


@pytest.mark.parametrize(
    ("theme", "kept"),
    [
        (".md-header,.md-banner{color:red}", ".md-header,.md-banner{color:red}"),
        (".md-typeset .admonition{color:red}", ""),
        (".md-typeset .admonition,.md-typeset p{color:red}", ".md-typeset p{color:red}"),
        (".md-typeset p:not(.admonition){color:red}", ".md-typeset p:not(.admonition){color:red}"),
        (".md-typeset .infos,.md-tabsize{color:red}", ".md-typeset .infos,.md-tabsize{color:red}"),
        ("[dir=ltr] .md-nav{left:0}[dir=rtl] .md-nav{right:0}", "[dir=ltr] .md-nav{left:0}"),
        (
            "[data-md-color-primary=red]{--a:b}[data-md-color-primary=custom]{c:d}",
            "[data-md-color-primary=custom]{c:d}",
        ),
        ("@media print{.md-top{a:b}}", ""),
        ("@media print{.md-top{a:b}.md-main{c:d}}", "@media print{.md-main{c:d}}"),
        ("@supports (a:b){.md-version__list{a:b}}", ""),
        ("@keyframes tip{0%{top:0}to{top:1px}}", "@keyframes tip{0%{top:0}to{top:1px}}"),
        ('.md-main:before{content:"a,b{;}.admonition"}', '.md-main:before{content:"a,b{;}.admonition"}'),
    ],
)
def test_what_can_match_stays(theme: str, kept: str) -> None:
    assert only_used(theme, "") == kept


def test_variables_that_nothing_names_go() -> None:
    theme = (
        ":root{--md-a:1;--md-b:var(--md-a);--md-c:url('data:image/svg+xml;charset=utf-8,<svg/>');--md-d:4;--other:5}"
        ".md-main{top:var(--md-d)}@media print{:root{--md-e:6;--md-d:7}}.md-tabs{left:var(--md-b)}"
    )
    kept = ":root{--md-d:4;--other:5}.md-main{top:var(--md-d)}@media print{:root{--md-d:7}}"
    assert only_used(theme, "") == kept, "nor those that only such a one names"
    assert "--md-a:1;--md-b:var(--md-a)" in only_used(theme, ".own{top:var( --md-b)}"), "ours may name them"
