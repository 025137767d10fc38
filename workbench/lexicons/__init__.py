"""Lexicon files in, rows out.

A rule of the workbench is a row in a file beside this one: TOML with
`[[row]]` tables, or CSV whose first lines may be `#` comments. Every row has
an `id`, the `forms` it fires on, a sentence that it `fires` on and one on
which it stays `silent`; what else a row says is kept in `facts`. A row that
lacks one of these is refused with its file and place.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NEEDED = ("id", "forms", "fires", "silent")


class LexiconError(ValueError):
    """A lexicon that cannot be used: names the file, the row and the remedy."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: what it fires on, its two proving sentences, and its facts."""

    lexicon: str
    id: str
    forms: tuple[str, ...]
    fires: str
    silent: str
    facts: Mapping[str, str]

    @property
    def rule(self) -> str:
        """The name under which findings cite this row."""
        return f"{self.lexicon}:{self.id}"

    def fact(self, name: str) -> str | None:
        """A fact of the row, or None where the row is silent on it."""
        return self.facts.get(name) or None


@cache
def load(name: str) -> tuple[Row, ...]:
    """The rows of a shipped lexicon, in file order; raises LexiconError for a bad file."""
    folder = files(__name__)
    for suffix, read in ((".toml", _toml), (".csv", _csv)):
        path = folder / f"{name}{suffix}"
        if path.is_file():
            return parse(name, read(path.read_text(encoding="utf-8")), f"{name}{suffix}")
    raise LexiconError(f"There is no lexicon named {name!r} in workbench/lexicons.")


@cache
def by_rule(name: str) -> Mapping[str, Row]:
    """The rows of a lexicon by the name that findings cite."""
    return MappingProxyType({row.rule: row for row in load(name)})


def parse(name: str, raw: list[dict[str, object]], file: str) -> tuple[Row, ...]:
    """Rows from what a file held; raises LexiconError with the place of the first fault."""
    rows: list[Row] = []
    seen: set[str] = set()
    for number, entry in enumerate(raw, start=1):
        missing = [key for key in _NEEDED if not entry.get(key)]
        if missing:
            raise LexiconError(f"{file}, row {number} ({entry.get('id', 'no id')}): give it {', '.join(missing)}.")
        row = _row(name, entry)
        if row.id in seen:
            raise LexiconError(f"{file}, row {number}: the id {row.id!r} is taken; give it another.")
        seen.add(row.id)
        rows.append(row)
    return tuple(rows)


def _row(name: str, entry: Mapping[str, object]) -> Row:
    forms = entry["forms"]
    words = forms if isinstance(forms, list) else str(forms).split("|")
    facts = {key: _fact(value) for key, value in entry.items() if key not in _NEEDED}
    return Row(
        lexicon=name,
        id=str(entry["id"]),
        forms=tuple(str(word).strip() for word in words if str(word).strip()),
        fires=str(entry["fires"]),
        silent=str(entry["silent"]),
        facts=MappingProxyType(facts),
    )


def _fact(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _toml(text: str) -> list[dict[str, object]]:
    return list(tomllib.loads(text).get("row", []))


def _csv(text: str) -> list[dict[str, object]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [dict(entry) for entry in csv.DictReader(lines)]
