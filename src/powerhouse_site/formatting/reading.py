"""A YAML text as a tree that holds its comments.

A comment beside something belongs to it. A comment on a line of its own belongs to the entry below it, and moves with
it; where it is indented deeper than that entry, it stays below the last entry of the block that it is indented like.
Comments above the first entry that a blank line parts from it are the head of the file.
"""

import re
from bisect import bisect_left

from powerhouse_site.formatting.anchors import Anchor, Frame, Reader, read_anchors
from powerhouse_site.formatting.comments import Comment, scan
from powerhouse_site.formatting.tree import Tree


def read_tree(text: str) -> Tree:
    """The tree of a text that `parse` accepts without findings and whose value is a mapping."""
    found = scan(text)
    return _Placing(text, read_anchors(text, iter(found.dashes))).place(found.comments)


class _Placing:
    """Ties comments to entries."""

    def __init__(self, text: str, reader: Reader) -> None:
        self._text = text
        self._frames = reader.frames
        self._anchors = reader.anchors
        self._starts = [anchor.start for anchor in reader.anchors]
        self._frame_starts = [frame.start for frame in reader.frames]
        self._gap: tuple[int, int] = (-1, 0)
        """The anchor that the comment before stood behind, and the column that comments there do not go beyond."""

    def place(self, comments: tuple[Comment, ...]) -> Tree:
        """The tree with all `comments` in it."""
        root = self._frames[0]
        first: list[Comment] = []
        for comment in comments:
            behind = bisect_left(self._starts, comment.index)
            if not behind:
                first.append(comment)
            elif comment.beside:
                self._place_beside(comment, self._anchors[behind - 1])
            else:
                self._place_alone(comment, behind)
        head, above = self._split(first)
        if self._anchors:
            self._anchors[0].entry.above[:0] = above
        else:
            root.collection.below[:0] = [*head, *above]
            head = []
        return Tree(head, root.collection)

    def _split(self, first: list[Comment]) -> tuple[list[str], list[str]]:
        """The comments before the first entry as head of the file and comments of that entry."""
        ends = [*(comment.index for comment in first[1:]), self._starts[0] if self._starts else len(self._text)]
        parted = [
            number
            for number, (comment, end) in enumerate(zip(first, ends, strict=False), start=1)
            if re.search(r"\n[ \t]*\n", self._text[comment.end : end])
        ]
        cut = parted[-1] if parted else 0
        texts = [comment.text for comment in first]
        return texts[:cut], texts[cut:]

    def _place_beside(self, comment: Comment, anchor: Anchor) -> None:
        while 0 <= anchor.frame.end <= comment.index:
            if anchor.frame.owner is None:
                anchor.frame.collection.below.append(comment.text)
                return
            anchor = anchor.frame.owner
        anchor.entry.beside.append(comment.text)

    def _place_alone(self, comment: Comment, behind: int) -> None:
        last = self._anchors[behind - 1]
        following = self._anchors[behind] if behind < len(self._anchors) else None
        if last.value_is_leaf and last.value_start > comment.index:
            last.entry.above.append(comment.text)
            return
        brackets = self._brackets_around(comment)
        if brackets is None:
            self._place_in_block(comment, behind, last, following)
        elif following is not None and following.start < brackets.end:
            following.entry.above.append(comment.text)
        elif brackets.collection.entries or brackets.owner is None:
            brackets.collection.below.append(comment.text)
        else:
            brackets.owner.entry.above.append(comment.text)

    def _brackets_around(self, comment: Comment) -> Frame | None:
        """The innermost collection in brackets that the comment stands in: the last one begun, or one around it."""
        last = self._frames[bisect_left(self._frame_starts, comment.index) - 1]
        return next((frame for frame in last.up() if frame.is_flow and frame.end > comment.index), None)

    def _place_in_block(self, comment: Comment, behind: int, last: Anchor, following: Anchor | None) -> None:
        column = min(comment.column, self._gap[1]) if self._gap[0] == behind else comment.column
        self._gap = (behind, column)
        kept = list(following.frame.up()) if following else []
        if following is None or column > following.column:
            for frame in last.frame.up():
                if not frame.is_flow and frame.column <= column and all(frame is not other for other in kept):
                    frame.collection.below.append(comment.text)
                    return
        if following is None:
            self._frames[0].collection.below.append(comment.text)
        else:
            following.entry.above.append(comment.text)
