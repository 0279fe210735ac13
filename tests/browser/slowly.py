"""The site as it comes over a slow connection: pages in small pieces, between which a browser draws."""

import io
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.browser.site import Handler, serve

PAUSE = 0.015  # as long as a browser shows one picture
LARGEST = 1600  # bytes of a piece
SLOW = 45_000  # bytes: what fills a window; the rest of a long page comes at once


class _Written(Protocol):
    def write(self, data: bytes, /) -> object: ...


class _SlowHandler(Handler):
    def copyfile(self, source: io.BufferedIOBase, outputfile: _Written) -> None:  # type: ignore[override]
        data = source.read()
        start = data.find(b"<main")
        if start < 0:
            outputfile.write(data)
            return
        chance = random.Random(len(data))
        outputfile.write(data[:start])
        time.sleep(10 * PAUSE)  # the styles come meanwhile
        end = min(len(data), start + SLOW)
        while start < end:
            size = chance.randint(50, LARGEST)
            outputfile.write(data[start : start + size])
            start += size
            time.sleep(PAUSE)
        outputfile.write(data[start:])


@contextmanager
def serve_slowly(folder: Path) -> Iterator[str]:
    """Serve a folder so, and give its base address."""
    with serve(folder, _SlowHandler) as base:
        yield base
