"""A key in, the lines of a shipped file that begin with it out.

The files are plain text, sorted by the bytes of their keys, mapped into
memory and halved until the line is found: a question costs some twenty
comparisons, and a file of millions of letters costs nothing to open. It
refuses to load a file whole.
"""

from __future__ import annotations

import mmap
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def lines(file: str, wanted: str) -> list[str]:
    """What stands after a key and a tab, for each line of a sorted file that begins with them."""
    if not wanted:
        return []
    shelf, prefix = _shelf(file), f"{wanted}\t".encode("utf-8", "surrogatepass")
    at = _first(shelf, prefix)
    found = []
    while shelf[at : at + len(prefix)] == prefix:
        end = shelf.find(b"\n", at)
        found.append(shelf[at + len(prefix) : end].decode("utf-8"))
        at = end + 1
    return found


def line(file: str, start: int) -> str:
    """The line of a file that begins at a byte."""
    shelf = _shelf(file)
    return shelf[start : shelf.find(b"\n", start)].decode("utf-8")


def _first(shelf: mmap.mmap, prefix: bytes) -> int:
    """Where the first line begins that does not come before a prefix; the end of the file if all do."""
    low, high = 0, len(shelf)
    while low < high:
        middle = shelf.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = shelf.find(b"\n", middle) + 1
        if shelf[middle:end] < prefix:
            low = end
        else:
            high = middle
    return low


@cache
def _shelf(file: str) -> mmap.mmap:
    with (_FOLDER / file).open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
