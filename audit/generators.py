"""Other generators than ours: do they make the same site?

Each gets an environment of its own in `.cache/generators`, so that none of them is among the packages of the project.
"""

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.comparison import count, differences

ENVIRONMENTS = Path(".cache") / "generators"


@dataclass(frozen=True)
class Generator:
    """A generator: what is installed for it, taken away again, and how it builds the site at `root` into a folder."""

    name: str
    packages: tuple[str, ...]
    build: Callable[[Path, Path, Path], None]
    without: tuple[str, ...] = ()


def _zensical(root: Path, environment: Path, target: Path) -> None:
    """From the plain folder, which needs no plugin."""
    plain = target.with_name("plain")
    _run([sys.executable, "-m", "powerhouse_site", "prerender", "--output", str(plain)], root)
    _run([str(environment / "bin" / "zensical"), "build", "--clean"], plain)
    (plain / "site").rename(target)


def _properdocs(root: Path, environment: Path, target: Path) -> None:
    """The fork of MkDocs, with our plugin."""
    program = str(environment / "bin" / "properdocs")
    _run([program, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(target)], root)


def _materialx(root: Path, environment: Path, target: Path) -> None:
    """The fork of the theme, with our plugin and templates; its settings differ by the name of the theme alone."""
    settings = root / ".mkdocs-materialx.yml"
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings.write_text(text.replace("\n  name: material\n", "\n  name: materialx\n"), encoding="utf-8")
    try:
        program = str(environment / "bin" / "python")
        words = ["build", "--strict", "--config-file", settings.name, "--site-dir", str(target)]
        _run([program, "-m", "mkdocs", *words], root)
    finally:
        settings.unlink()


GENERATORS = (
    Generator("zensical", ("zensical==0.0.73",), _zensical),
    Generator("properdocs", (".", "properdocs==1.6.7"), _properdocs),
    Generator("materialx", (".", "mkdocs-materialx==10.2.2"), _materialx, without=("mkdocs-material",)),
)


def check(root: Path, site: Path, built: Path) -> list[str]:
    """What differs between `site`, built by MkDocs, and what each generator builds below `built`."""
    problems: list[str] = []
    for generator in GENERATORS:
        environment = _environment(root, generator)
        target = built / generator.name / "site"
        target.parent.mkdir(parents=True)
        generator.build(root, environment, target)
        found = list(differences(site, target))
        print(f"{generator.name}: {count(target)} pages of {count(site)}, {len(found)} differences")
        problems += [f"{generator.name}: {difference}" for difference in found]
    return problems


def _environment(root: Path, generator: Generator) -> Path:
    """The environment of a generator, made anew: its packages are few."""
    environment = root / ENVIRONMENTS / generator.name
    venv.create(environment, clear=True, with_pip=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip"]
    install = [*pip, "install", "--quiet", "--disable-pip-version-check"]
    _run([*install, "--constraint", "constraints.txt", *generator.packages], root)
    if generator.without:  # it holds the files of the other under the same names
        _run([*pip, "uninstall", "--quiet", "--yes", *generator.without], root)
        _run([*install, "--force-reinstall", "--no-deps", generator.packages[-1]], root)
    return environment


def _run(words: Sequence[str], folder: Path) -> None:
    """Run a command; what it prints is shown where it fails."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        words, cwd=folder, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout}")
