"""The scripts of the site as few files: modules that the same pages run become one.

A script that no other imports is an entry, which pages ask for. Modules that are reached from the same entries are a
chunk, linked in the order in which they run; a small one joins another that these entries reach, and more do. What
other chunks take from it is exported; all else stays inside.
Linking goes by text, so modules keep to a simple form: a name is the same wherever it is imported, and no two modules
of a chunk have one in common. What keeps to no such form is refused.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

_IMPORT = re.compile(r'^import \{([\w\s,]+)\} from "(\.[^"?]+)";\n', re.MULTILINE)
_DECLARED = re.compile(r"^(export )?(?:const|let|class|(?:async )?function) (\w+)", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function) )", re.MULTILINE)
_LITTLE = 2500
"""So many characters are not worth a file of their own: asking for it takes longer than reading them."""
_REFUSED = re.compile(r"^(?:import|export|var|await)\b.*|^(?:const|let) [\[{].*|\bimport\(.*", re.MULTILINE)


class LinkError(ValueError):
    """Scripts that cannot be linked, and why."""


@dataclass(frozen=True)
class Module:
    """A script as it is written. `takes` are the names that it imports, by the module that gives them."""

    name: str
    takes: Mapping[str, tuple[str, ...]]
    gives: frozenset[str]
    declares: tuple[str, ...]
    body: str

    @classmethod
    def of(cls, name: str, text: str) -> "Module":
        """Read a script. Raises LinkError for what cannot be linked."""
        takes: dict[str, tuple[str, ...]] = {}
        for words, source in _IMPORT.findall(text):
            names = tuple(words.replace(",", " ").split())
            if "as" in names:
                raise LinkError(f"{name}: a name is imported as another: {words.strip()}")
            takes[normpath(join(dirname(name), source))] = names
        body = _IMPORT.sub("", text)
        declared = _DECLARED.findall(body)
        body = _EXPORT.sub("", body)
        if refused := _REFUSED.search(body):
            raise LinkError(f"{name}: this cannot be linked: {refused[0]}")
        gives = frozenset(each for exported, each in declared if exported)
        return cls(name, takes, gives, tuple(each for _, each in declared), f"{body.strip()}\n")


class Scripts:
    """All scripts of a site by their names, which are their addresses below its root. Raises LinkError.

    `names` are those that are written; `chunks` are the texts that are served. A chunk has the name of the entry in it,
    else that of its first module.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.names = frozenset(texts)
        self._modules = {name: Module.of(name, text) for name, text in sorted(texts.items())}
        self._stamp = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()[:8]
        for module in self._modules.values():
            for source, names in module.takes.items():
                given = self._modules[source].gives if source in self._modules else frozenset()
                if missing := [name for name in names if name not in given]:
                    raise LinkError(f"{module.name}: '{source}' exports no {', '.join(missing)}")
        together = self._together()
        self._chunk_of = {module.name: name for name, modules in together.items() for module in modules}
        self.chunks = {name: self._linked(name, together) for name in together}
        self._addresses = {name: self._asked_for(name) for name in self._modules}

    @classmethod
    def below(cls, folder: Path) -> "Scripts":
        """Read those in `assets/` of the documentation's folder."""
        files = (folder / "assets").rglob("*.js")
        return cls({file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files})

    def addresses(self, entry: str) -> tuple[str, ...]:
        """What a page asks for to run an entry: all that it imports, so that nothing waits in line, and itself at last.

        Addresses bear a stamp: chunks of another day may not export what is asked of them.
        """
        return self._addresses.get(entry, (entry,))

    def _asked_for(self, entry: str) -> tuple[str, ...]:
        chunks = dict.fromkeys(self._chunk_of[module] for module in self._reached(entry))
        return tuple(f"{chunk}?{self._stamp}" for chunk in (*(each for each in chunks if each != entry), entry))

    def _together(self) -> Mapping[str, Sequence[Module]]:
        imported = {source for module in self._modules.values() for source in module.takes}
        users: dict[str, list[str]] = defaultdict(list)
        for entry in self._modules:
            if entry not in imported:
                for module in self._reached(entry):
                    users[module].append(entry)
        if lost := self._modules.keys() - users.keys():
            raise LinkError(f"these import one another in a circle: {', '.join(sorted(lost))}")
        together: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, entries in users.items():
            together[tuple(entries)].append(name)
        for shared in sorted(together, key=len):
            if len(shared) > 1:
                self._join(shared, together)
        return {
            names[0] if names[-1] in imported else names[-1]: [self._modules[name] for name in names]
            for names in together.values()
        }

    def _join(self, entries: tuple[str, ...], together: dict[tuple[str, ...], list[str]]) -> None:
        """Put a chunk of little, which takes nothing from others, into one that all its pages ask for anyway."""
        own = together[entries]
        if sum(len(self._modules[name].body) for name in own) > _LITTLE:
            return
        for others, names in together.items():
            if set(entries) < set(others) and all(self._modules[name].takes.keys() <= {*own, *names} for name in own):
                names.extend(together.pop(entries))
                return

    def _reached(self, entry: str) -> Iterable[str]:
        """What runs with an entry, each module behind all that it imports."""
        found: dict[str, None] = {}

        def visit(name: str, above: tuple[str, ...]) -> None:
            if name in above:
                raise LinkError(f"{name}: it imports itself, by way of '{above[-1]}'")
            if name not in found:
                for source in self._modules[name].takes:
                    visit(source, (*above, name))
                found[name] = None

        visit(entry, ())
        return found

    def _exports(self, modules: Sequence[Module]) -> Sequence[str]:
        """The names that other chunks take from that of `modules`."""
        inside = {module.name for module in modules}
        others = (user for user in self._modules.values() if user.name not in inside)
        return sorted({each for user in others for source in user.takes.keys() & inside for each in user.takes[source]})

    def _linked(self, name: str, together: Mapping[str, Sequence[Module]]) -> str:
        """One text of the modules of a chunk, inside a function.

        What shortens names takes those inside functions only, so chunks give each other values by place: what a chunk
        exports has a short name there, and comes into the function as an argument with the name that its modules use.
        """
        modules = together[name]
        inside = {module.name for module in modules}
        places = {
            (chunk, each): f"_{number}_{place}"
            for number, chunk in enumerate(sorted(together))
            for place, each in enumerate(self._exports(together[chunk]))
        }
        taken: dict[str, dict[str, str]] = defaultdict(dict)
        for module in modules:
            for source in module.takes.keys() - inside:
                chunk = self._chunk_of[source]
                taken[chunk].update((each, places[chunk, each]) for each in module.takes[source])
        known = [*(each for names in taken.values() for each in names), *(n for m in modules for n in m.declares)]
        if twice := {each for each in known if known.count(each) > 1}:
            raise LinkError(f"{name}: several of the modules in it have the name {', '.join(sorted(twice))}")
        folder = dirname(name)
        imports = "".join(
            f'import {{ {", ".join(sorted(names.values()))} }} from "./{relpath(chunk, folder)}?{self._stamp}";\n'
            for chunk, names in sorted(taken.items())
        )
        named = sorted(pair for names in taken.values() for pair in names.items())
        parameters, arguments = (", ".join(pair[at] for pair in named) for at in (0, 1))
        body = "\n".join(module.body for module in modules)
        exports = self._exports(modules)
        if not exports:
            return f"{imports}(({parameters}) => {{\n{body}}})({arguments});\n"
        own = ", ".join(places[name, each] for each in exports)
        given = ", ".join(exports)
        return f"{imports}export const [{own}] = (({parameters}) => {{\n{body}return [{given}];\n}})({arguments});\n"
