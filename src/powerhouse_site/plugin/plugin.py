"""The hooks that MkDocs calls, in the order in which it calls them."""

import gc
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from powerhouse_site.addresses import Addresses
from powerhouse_site.clock import commit_time
from powerhouse_site.entries import Entry
from powerhouse_site.exports.written import Written
from powerhouse_site.forks import cores
from powerhouse_site.pages.navigation import navigation
from powerhouse_site.pages.page import Page
from powerhouse_site.plugin import (
    crew,
    frames,
    outputs,
    policy,
    preview,
    scripts,
    search,
    sources,
    styles,
    tree,
    written,
)
from powerhouse_site.plugin.kept import Kept
from powerhouse_site.plugin.live import Built, Live, application
from powerhouse_site.plugin.problems import problem_list
from powerhouse_site.plugin.watching import Watcher
from powerhouse_site.revisions import head

_BUILD_DELAY = 0.03
"""Seconds without a change after which a rebuild begins."""


class PowerHouseOptions(Config):
    """The options of the plugin in `mkdocs.yml`."""

    catalog = options.Type(str, default="catalog")
    templates = options.Type(str, default="templates")
    link_report = options.Optional(options.Type(str))


class PowerHousePlugin(BasePlugin[PowerHouseOptions]):
    """Adds the pages of the catalog to a MkDocs site."""

    def __init__(self) -> None:
        self._serving = False
        self._site = sources.EMPTY
        self._commit: str | None = None
        self._written: tuple[Written, ...] = ()
        self._style: str | None = None
        self._kept = Kept()
        self._navigation: Navigation | None = None
        self._frames: frames.Frames | None = None
        self._crew = crew.Crew(1)
        self._built: Built | None = None
        self._live = Live(self._read, self._watched)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Remember whether this is a live preview. A plugin with this hook lives on between rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the catalog, set the site's address, and put the pages into the navigation."""
        gc.disable()  # a build makes many objects and little waste: collecting takes a third of its time
        if not self._serving:
            gc.unfreeze()  # what an earlier build of this process has left
        if self._serving:
            self._live.begin(config)
        self._commit = head(_root(config))
        self._read(config)
        gc.freeze()  # what was read stays and has no waste in it: nobody need look for any
        if self._site.addresses.site and not self._serving:
            config.site_url = self._site.addresses.site
        config.nav = navigation(self._site.pages, config.nav or [])
        return config

    def _read(self, config: MkDocsConfig) -> sources.Site:
        root = _root(config)
        time = commit_time(root, os.environ)
        if time is not None:
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(time))
        report = self.config.link_report
        site = sources.read_site(
            sources.Inputs(
                catalog=root / self.config.catalog,
                templates=root / self.config.templates,
                scripts=scripts.read(config),
                link_report=root / report if report else None,
            ),
            Addresses.from_environment(os.environ),
            time,
            previous=sources.Previous(self._site, self._kept) if self._serving else None,
        )
        self._site = replace(site, commit=self._commit, written=self._written, summary=config.site_description or "")
        return self._site

    def _around(self, page: Page, entry: Entry, content: str) -> str:
        """The page of an entry in the theme's frame, which is known once the theme is."""
        if self._frames is None:
            raise PluginError("a page was drawn before the theme was there")
        return self._frames.around(page, entry, content)

    def _watched(self, config: MkDocsConfig) -> list[Path]:
        """What MkDocs builds from, beside the catalog."""
        custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        return [Path(config.docs_dir), Path(config.config_file_path), *custom]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for each page, the YAML of each entry and what programs read; link scripts and styles."""
        self._written = outputs.written_pages(files)
        self._site = replace(self._site, written=self._written)
        self._crew = crew.Crew(cores())
        drawings = tree.Drawings(self._site, self._around)
        for file in tree.files(self._site, config):
            if written := files.src_uris.get(file.src_uri):
                files.remove(written)
            files.append(file)
        files = tree.SiteFiles(files, drawings, config, None if self._serving else self._crew)
        scripts.link(files, scripts.read(config), short=not self._serving)
        self._style = styles.combine(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs passes them by name
        """Remember the navigation for the frames of the entry pages."""
        self._navigation = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs passes them by name
        """Tell the theme about a page of the catalog; its content comes later and never passes through Markdown."""
        ours = self._site.by_source.get(page.file.src_uri)
        if ours is not None:
            frames.describe(page, ours)
        else:
            page.meta.update(twin=page.file.generated_by is None)
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs passes them by name
        """Leave the content of a page of the catalog for later."""
        ours = self._site.by_source.get(page.file.src_uri)
        if ours is None:
            return written.scrolled_tables(policy.without_styles(html))
        frames.set_title_anchor(page)
        return ""

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs passes them by name
        nav: Navigation,  # noqa: ARG002 - as above
    ) -> TemplateContext:
        """Draw a page of the catalog right before it is written, so that one at a time is held in memory."""
        self._crew.begin()
        ours = self._site.by_source.get(page.file.src_uri)
        if ours is not None and not self._serving:
            page.content = "".join(self._crew.tending(self._site.renderer.parts(ours)))
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs passes them by name
        """Forget what was drawn."""
        if page.file.src_uri in self._site.by_source:
            page.content = ""
            if not self._serving:
                crew.collect()
        return output

    @event_priority(50)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Draw the entry pages into the theme's frames."""
        if self._serving:
            preview.guard(env, config, self._kept)
        env.globals.update(
            site=self._site, addresses=self._site.addresses, problem_list=problem_list, style=self._style
        )
        bare = policy.bare_frames(env, config, files)
        env.globals.update(policy=policy.policy(bare, preview=self._serving))
        if self._navigation is not None:
            self._built = Built(config, env, files, self._navigation)
        if self._built is not None and not self._serving:
            self._frames = frames.Frames(env, config, files, self._built.nav)
            crew.collect()
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the site map the addresses of the entry pages, which are no documents to MkDocs."""
        self._crew.begin()
        if template_name == "sitemap.xml":
            context["entry_urls"] = [f"{config.site_url}{page.url}" for page in self._site.pages if page.entry]  # type: ignore[typeddict-unknown-key] # templates take further names
        return context

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """See that all is drawn, and hand records to search, which takes memory while it has them.

        In the live preview, draw pages from now on when they are asked for.
        """
        self._crew.finish()
        if not self._serving:
            search.add_records(self._site.pages, config)
        if self._serving and self._built is not None:
            self._live.built(self._built, self._site)
        gc.freeze()  # what was built stays, or goes with the process: to look through it for waste may take seconds
        self._built = self._navigation = self._frames = None
        gc.enable()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Leave nothing running, and collect waste again, also where the build has failed."""
        self._crew.leave()
        gc.enable()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], object]
    ) -> LiveReloadServer:
        """Rebuild when the catalog or a template changes, and draw what browsers ask for."""
        if self._serving:
            server.unwatch(config.docs_dir)
            server.observer = Watcher(server.observer)  # type: ignore[assignment] # does what the server asks of it
            server.watch(config.docs_dir)
            server.build_delay = _BUILD_DELAY
            server.builder = partial(self._live.rebuild, builder)
            server.set_app(application(server.serve_request, self._live, server.mount_path))
        for folder in (self.config.catalog, self.config.templates):
            server.watch(str(_root(config) / folder))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()
