"""Small catalogs, written as YAML and loaded as any other."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from powerhouse_site.catalog import Catalog, load_catalog
from powerhouse_site.entries import Entry
from powerhouse_site.pages.page import Page
from powerhouse_site.pages.site import build_pages
from powerhouse_site.schema.kinds import KINDS, Kind

Facts = dict[str, Any]


def variant(name: str = "Tiny 1B", parameters: str | int = "1B", **more: object) -> Facts:
    return {"name": name, "parameters": parameters, **more}


def model(name: str = "Tiny", **more: object) -> Facts:
    return {"name": name, "description": f"What {name} is.", "developer": "Maker", "variants": [variant()], **more}


def license_(name: str = "Some License", **more: object) -> Facts:
    return {
        "name": name,
        "description": f"What {name} says.",
        "text": "https://example.org/license",
        "category": "permissive",
        "reading": "full-text",
        **more,
    }


def accelerator(name: str = "Card", memory: int = 24, **more: object) -> Facts:
    return {
        "name": name,
        "description": f"What {name} is.",
        "vendor": "Vendor",
        "category": "desktop",
        "memory_gb": memory,
        "availability": "released",
        **more,
    }


def framework(name: str = "Trainer", **more: object) -> Facts:
    return {
        "name": name,
        "description": f"What {name} does.",
        "organization": "Maker",
        "status": "active",
        "category": "finetuning",
        **more,
    }


def tool(name: str = "Server", **more: object) -> Facts:
    return {**framework(name), "category": "inference-engine", **more}


def course(title: str = "Course", **more: object) -> Facts:
    return {
        "title": title,
        "description": f"What {title} teaches.",
        "url": "https://example.org/course",
        "status": "available",
        "provider": "School",
        "format": "course",
        **more,
    }


def tutorial(title: str = "Tutorial", **more: object) -> Facts:
    return {
        "title": title,
        "description": f"What {title} shows.",
        "url": "https://example.org/tutorial",
        "status": "available",
        "format": "article",
        **more,
    }


MAKERS: dict[str, Callable[..., Facts]] = {
    "models": model,
    "accelerators": accelerator,
    "licenses": license_,
    "frameworks": framework,
    "deployment-tools": tool,
    "courses": course,
    "tutorials": tutorial,
}
"""The least that an entry of each kind says, by the name of the kind; the first argument is what it goes by."""


def answer(word: str, condition: str | None = None, **more: object) -> Facts:
    return {"answer": word, **({"condition": condition} if condition else {}), **more}


def source(*supports: str, checked: str = "2026-01-02", url: str = "https://example.org/page", **more: str) -> Facts:
    return {"url": url, "supports": list(supports), "checked": checked, **more}


def write(folder: Path, files: Mapping[str, Facts | str]) -> Path:
    """Write a catalog: facts or text by `kind/id`."""
    for kind in KINDS:
        (folder / kind.name).mkdir(parents=True, exist_ok=True)
    for name, facts in files.items():
        text = facts if isinstance(facts, str) else json.dumps(facts, indent=1, ensure_ascii=False)  # is YAML too
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, files: Mapping[str, Facts | str], kinds: Sequence[Kind] = KINDS) -> Catalog:
    """Write a catalog without mistakes and load it."""
    loaded = load_catalog(write(folder, files), kinds)
    assert not loaded.failed, loaded.diagnostics
    return loaded.catalog


def entry(catalog: Catalog, name: str) -> Entry:
    """An entry by `kind/id`."""
    kind, _, id = name.partition("/")
    return catalog.get(kind, id)


def page(catalog: Catalog, address: str) -> Page:
    """A page by its address."""
    [found] = [page for page in build_pages(catalog) if page.url == address]
    return found
