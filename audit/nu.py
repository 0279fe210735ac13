"""The Nu HTML checker over every page of the built site."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

# What Material's own templates and scripts bring along; each is in its markup, not in ours.
NOT_OURS = (
    "Attribute “autocomplete” is only allowed when the input type is",  # the checkboxes behind drawer and search
    "Bad value “” for attribute “tabindex” on element “label”",  # the sections of its navigation
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control",  # contents
)


def check(site: Path, tools: Path) -> list[str]:
    """Every error of ours as a line `page:line: message`, the same message on many pages once with their number."""
    jar = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = sorted(site.rglob("*.html"))
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always"]
    found = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(found.stderr)["messages"]
    first: dict[str, str] = {}
    number: Counter[str] = Counter()
    for message in messages:
        text = message["message"]
        if any(words in text for words in NOT_OURS):
            continue
        page = Path(message["url"].removeprefix("file:")).relative_to(site)
        first.setdefault(text, f"{page}:{message.get('lastLine', 1)}: {text} [{message.get('extract', '').strip()}]")
        number[text] += 1
    print(f"Nu HTML checker: {len(pages)} pages, {sum(number.values())} errors")
    return [f"{line} ({number[text]} times)" for text, line in first.items()]
