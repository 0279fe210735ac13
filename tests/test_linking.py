"""Scripts become few files: which modules become one, what their text is, and what cannot be linked."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from powerhouse_site.linking import LinkError, Scripts

SCRIPTS = {
    "assets/one.js": 'import { shared, twice } from "./parts/shared.js";\nimport { mine } from "./parts/mine.js";\n\n'
    "log(shared, mine(2), twice);\n",
    "assets/other.js": 'import { shared } from "./parts/shared.js";\n\nlog(shared);\n',
    "assets/alone.js": "log(0);\n",
    "assets/parts/mine.js": 'import {\n  twice,\n} from "./shared.js";\n\n'
    "export function mine(x) {\n  return twice(x);\n}\n",
    "assets/parts/shared.js": 'import { base } from "./base.js";\n\nexport const shared = base + 1;\n'
    "export const twice = (x) => 2 * x;\nconst unseen = 1;\n",
    "assets/parts/base.js": "export const base = 1;\n",
}


def linked(**changed: str) -> Scripts:
    """The scripts above, some of them changed."""
    return Scripts(SCRIPTS | {f"assets/{name.replace('_', '/')}.js": text for name, text in changed.items()})


def names(scripts: Scripts, entry: str) -> list[str]:
    return [address.partition("?")[0] for address in scripts.addresses(entry)]


def test_modules_that_the_same_pages_run_are_one_file() -> None:
    assert set(linked().chunks) == {"assets/one.js", "assets/other.js", "assets/alone.js", "assets/parts/base.js"}


def test_a_small_file_joins_one_that_all_its_pages_ask_for() -> None:
    """`own` is of two of the three entries that `base` is of, and needs nothing else."""
    texts = {f"assets/{name}.js": 'import { base } from "./base.js";\nlog(base);\n' for name in "abc"} | {
        f"assets/{name}.js": 'import { own } from "./own.js";\nimport { base } from "./base.js";\nlog(own, base);\n'
        for name in "ab"
    }
    texts |= {"assets/base.js": "export const base = 1;\n", "assets/own.js": "export const own = 2;\n"}
    assert set(Scripts(texts).chunks) == {"assets/a.js", "assets/b.js", "assets/c.js", "assets/base.js"}
    assert names(Scripts(texts), "assets/a.js") == ["assets/base.js", "assets/a.js"]

    large = texts | {"assets/own.js": f"export const own = 2;\nlog({'1 + ' * 1000}1);\n"}
    assert "assets/own.js" in Scripts(large).chunks
    taking = 'import { base } from "./base.js";\nimport { far } from "./far.js";\nexport const own = base + far;\n'
    others = {"assets/d.js": 'import { far } from "./far.js";\nlog(far);\n', "assets/far.js": "export const far = 3;\n"}
    assert "assets/own.js" in Scripts(texts | others | {"assets/own.js": taking}).chunks, "it takes from two others"


def test_a_page_asks_for_what_an_entry_needs_before_it() -> None:
    assert names(linked(), "assets/one.js") == ["assets/parts/base.js", "assets/one.js"]
    assert names(linked(), "assets/alone.js") == ["assets/alone.js"]


def test_what_is_unknown_is_asked_for_as_it_is() -> None:
    assert Scripts({}).addresses("assets/one.js") == ("assets/one.js",)


def test_a_chunk_exports_what_others_take_and_nothing_else() -> None:
    text = linked().chunks["assets/parts/base.js"]
    assert text.startswith("export const [_3_0, _3_1] = (() => {\n")
    assert text.endswith("return [shared, twice];\n})();\n")
    assert text.index("base = 1") < text.index("base + 1"), "a module stands behind what it imports"


def test_a_chunk_takes_from_others_once_what_several_of_its_modules_do() -> None:
    text = linked().chunks["assets/one.js"]
    assert re.match(r'import \{ _3_0, _3_1 \} from "\./parts/base\.js\?\w{8}";\n\(\(shared, twice\) => \{\n', text)
    assert text.endswith("})(_3_0, _3_1);\n")
    assert text.count("import") == 1


def test_the_stamp_is_that_of_all_texts() -> None:
    def stamps(scripts: Scripts) -> set[str]:
        texts = " ".join(scripts.chunks.values()) + " ".join(scripts.addresses("assets/one.js"))
        return set(re.findall(r"\.js\?(\w+)", texts))

    assert len(stamps(linked())) == 1
    assert stamps(linked()) == stamps(linked())
    assert not stamps(linked()) & stamps(linked(alone="log(1);\n"))


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node to run them")
def test_linked_scripts_do_what_the_written_ones_do(tmp_path: Path) -> None:
    scripts = linked()
    outputs = []
    for folder, texts in ((tmp_path / "written", SCRIPTS), (tmp_path / "linked", scripts.chunks)):
        for name, text in texts.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("globalThis.log = (...all) => console.log(String(all));\n" + text, encoding="utf-8")
        (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        run = [["node", str(folder / "assets" / entry)] for entry in ("one.js", "other.js", "alone.js")]
        outputs.append([subprocess.run(each, capture_output=True, text=True, check=True).stdout for each in run])
    assert outputs[0] == outputs[1]
    assert outputs[0][1:] == ["2\n", "0\n"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import { shared as own } from "./parts/shared.js";\n', "imported as another: shared as own"),
        ('import * as all from "./parts/shared.js";\n', "cannot be linked: import * as all"),
        ('import "./parts/shared.js";\n', "cannot be linked: import"),
        ('import { gone } from "./parts/shared.js";\n', "'assets/parts/shared.js' exports no gone"),
        ('import { unseen } from "./parts/shared.js";\n', "exports no unseen"),
        ('import { gone } from "./gone.js";\n', "'assets/gone.js' exports no gone"),
        ("export default 1;\n", "cannot be linked: export default 1"),
        ("const a = 1;\nexport { a };\n", "cannot be linked: export { a }"),
        ("const { a } = b;\n", "cannot be linked: const { a } = b"),
        ("var a = 1;\n", "cannot be linked: var a"),
        ("await a;\n", "cannot be linked: await a"),
        ('run(() => import("./other.js"));\n', "cannot be linked: import("),
    ],
)
def test_what_cannot_be_linked_is_refused(text: str, words: str) -> None:
    with pytest.raises(LinkError, match=re.escape(words)) as raised:
        linked(alone=text)
    assert str(raised.value).startswith("assets/alone.js: ")


def test_two_modules_of_a_chunk_have_no_name_in_common() -> None:
    with pytest.raises(LinkError, match=r"assets/one\.js: several of the modules in it have the name mine"):
        linked(one=f"{SCRIPTS['assets/one.js']}function mine() {{}}\n")
    with pytest.raises(LinkError, match=r"have the name shared"):
        linked(parts_mine=f"{SCRIPTS['assets/parts/mine.js']}const shared = 1;\n")


def test_a_circle_is_refused() -> None:
    taken = 'import { shared } from "./shared.js";\nexport const base = shared;\n'
    with pytest.raises(LinkError, match="imports itself, by way of"):
        linked(parts_base=taken)
    with pytest.raises(LinkError, match=r"in a circle: assets/a\.js, assets/b\.js"):
        Scripts(
            {f"assets/{a}.js": f'import {{ {b} }} from "./{b}.js";\nexport const {a} = 1;\n' for a, b in ("ab", "ba")}
        )
