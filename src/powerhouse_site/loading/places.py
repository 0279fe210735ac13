"""Where the keys and values of a YAML text stand. Few texts are ever asked, so one that is asked is read again.

Most that are asked are asked several times in a row, so the last one is remembered.
"""

from functools import lru_cache

import yaml

from powerhouse_site.loading.document import Node
from powerhouse_site.loading.scalars import without_forbidden


@lru_cache(maxsize=1)
def read_places(text: str) -> Node:
    """The places in a text that `parse` makes a document of; of a key that stands twice, that of the first."""
    top = Node(yaml.Event())
    around = [top]
    key: tuple[str, Node] | None = None
    parser = yaml.CLoader(text)
    while not isinstance(event := parser.get_event(), yaml.DocumentEndEvent):
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop().end_mark = event.end_mark
        if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            continue
        owner, node = around[-1], Node(event)
        if not owner.is_mapping:
            owner.children[len(owner.children)] = node
        elif key is None and isinstance(event, yaml.ScalarEvent):
            key = name_of(event), node
        elif key is not None:
            name, owner_key = key
            if owner.keys.setdefault(name, owner_key) is owner_key:
                owner.children[name] = node
            key = None
        if isinstance(event, yaml.CollectionStartEvent):
            around.append(node)
    return top.children[0]


def name_of(key: yaml.ScalarEvent) -> str:
    """The text of a key. Only in double quotes can characters stand that nobody sees, written as escapes."""
    return without_forbidden(key.value) if key.style == '"' else key.value
