"""Golden cases as text: `cards("counts")` reads cards/counts.md.

A card is a title, a dot, what is given, a dot, what is expected, a dot; the
dots stand alone on their lines. Words before a title are for the reader of
the file. A file without cards, or one that ends inside a card, is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "cards"


def cards(name: str) -> list:
    """The cards of one file as (given, expected), each under its title; raises ValueError for a broken file."""
    return [pytest.param(given, expected, id=title) for title, given, expected in told(name)]


def told(name: str) -> list[tuple[str, str, str]]:
    """(title, given, expected) of every card of a file, in its order."""
    found = list(read((FOLDER / f"{name}.md").read_text(encoding="utf-8"), f"{name}.md"))
    titles = [title for title, _, _ in found]
    twice = sorted({title for title in titles if titles.count(title) > 1})
    if not found or twice:
        raise ValueError(f"{name}.md: {'two cards are titled ' + repr(twice[0]) if twice else 'there is no card'}.")
    return found


def read(text: str, file: str = "card") -> Iterator[tuple[str, str, str]]:
    """(title, given, expected) of the cards in a text; raises ValueError where one is not finished or not named."""
    parts = [[]]
    for line in text.splitlines():
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) % 3 != 1 or (len(parts) > 1 and any(line.strip() for line in parts[-1])):
        raise ValueError(f"{file}: the last card is not finished; it ends with a third dot.")
    for at in range(0, len(parts) - 1, 3):
        before, given, expected = parts[at : at + 3]
        title = next((line for line in reversed(before) if line.strip()), "").strip()
        if not title or title.startswith("#"):
            raise ValueError(f"{file}: card {at // 3 + 1} has no title on a line of its own before its first dot.")
        yield title, "\n".join(given).strip(), "\n".join(expected).strip()
