"""Text in, expressions of time out: the rows of `times.toml`, compiled and looked for.

A row is found anywhere in a text, longer and earlier finds first; what one tier of
rows found stands as a single sign in the text that the next tier reads. Nothing here
knows what an expression means.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from workbench import lexicons
from workbench.lexicons import Row

_SLOT = re.compile(r"\{(?:([a-z_]+):)?([a-z_]+)\}")
_SPACE = r"(?:\s[^\S\n]*)"
_EDGES = r"(?<![\w$£€])(?<![0-9][.,:/])(?:{})(?!\w)(?![.,:/][0-9])"
_SIGNS = re.compile("[\ue000-\uf8ff]")
_WORD = re.compile(r"\w+")
_CUT = "\0"
_REACH = 45


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files(lexicons) / "times.toml").read_text(encoding="utf-8"))


@cache
def rows() -> tuple[Row, ...]:
    """The rows that find days, then those that find lengths."""
    return (*lexicons.load("times"), *lexicons.parse("times", _file()["length"], "times.toml"))


@cache
def _tables() -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, str]]:
    """The tables of words and the named patterns of times.toml."""
    raw = _file()
    words = {name: {word: str(value) for word, value in table.items()} for name, table in raw["words"].items()}
    return words, raw["patterns"]


def entry(table: str, word: str) -> str:
    """What a table says of a word, whatever its case; raises KeyError for a word that it lacks."""
    return {key.lower(): value for key, value in _tables()[0][table].items()}[word.lower()]


@cache
def _slot(name: str) -> str:
    """The expression that {name} stands for: words of a table, a pattern, or the sign of a row."""
    words, patterns = _tables()
    if name in words:
        return "|".join(map(_literal, sorted(words[name], key=len, reverse=True)))
    return _expanded(patterns[name], set()) if name in patterns else _sign(name)


def _literal(word: str) -> str:
    escaped = _SPACE.join(map(re.escape, word.split(" ")))
    return escaped if word == word.lower() else f"(?-i:{escaped})"


def _sign(name: str) -> str:
    """The private-use character that stands for what the row of that id found."""
    return chr(0xE000 + [row.id for row in rows()].index(name))


def _expanded(form: str, names: set[str]) -> str:
    """A form with its slots filled; the first slot under each of the names is captured."""

    def fill(slot: re.Match[str]) -> str:
        name, words = slot[1] or slot[2], _slot(slot[2])
        if name in names:
            names.discard(name)
            return f"(?P<{name}>{words})"
        # One sign needs no group round it: most of what a row of a later tier is made of, and half its time to compile.
        return words if _SIGNS.fullmatch(words) else f"(?:{words})"

    return _SLOT.sub(fill, form.replace(" ", _SPACE))


@cache
def _apart(form: str) -> re.Pattern[str]:
    """A form compiled to take one match apart: every slot is caught under its name."""
    names = {slot[1] or slot[2] for slot in _SLOT.finditer(form)}
    return re.compile(_expanded(form, names), re.IGNORECASE)


@dataclass(frozen=True)
class _Rule:
    """A row to be found anywhere, compiled when it is first looked for."""

    row: Row
    sign: str
    is_length: bool

    @cached_property
    def _needs(self) -> tuple[str, ...]:
        return tuple((self.row.fact("needs") or "").split("|"))

    def may_stand_in(self, text: str) -> bool:
        """False where a text in small letters lacks all that the row needs."""
        return any(need in text for need in self._needs)

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """All forms of the row at once; nothing is caught."""
        loose = "|".join(_expanded(form, set()) for form in self.row.forms)
        return re.compile(_EDGES.format(loose), re.IGNORECASE)


@cache
def _tiers() -> tuple[tuple[_Rule, ...], ...]:
    tiers: dict[int, list[_Rule]] = {}
    for order, row in enumerate(rows()):
        rule = _Rule(row, _sign(row.id), is_length=order >= len(lexicons.load("times")))
        tiers.setdefault(int(row.fact("tier") or 1), []).append(rule)
    return tuple(tuple(tiers[tier]) for tier in sorted(tiers))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a row recognised, `start` to `end` of the text, with what its slots caught."""

    start: int
    end: int
    row: Row
    words: Mapping[str, str]
    pieces: Mapping[str, Piece]
    spans: Mapping[str, tuple[int, int]]
    """Where each slot caught what it caught."""

    def value(self, table: str) -> str | None:
        """What the table says of the word caught under its name; None where none was caught."""
        return entry(table, self.words[table]) if table in self.words else None

    def number(self, table: str, otherwise: int | None = None) -> int | None:
        """The value as a number."""
        value = self.value(table)
        return otherwise if value is None else int(value)

    def count(self) -> int:
        """The number of units that the words count; one where they give none."""
        word = self.words.get("count", "1")
        return int(word) if word.isdecimal() else int(entry("number", word))


@dataclass(frozen=True, slots=True)
class _Line:
    """A text with signs in it; `begins` says where each character begins in the original."""

    text: str
    begins: list[int]
    pieces: Mapping[int, Piece]
    """By where they begin in the original."""

    def after(self, tier: Iterable[_Rule]) -> _Line:
        """The line with the finds of one more tier standing as signs."""
        text, begins, pieces = self.text, self.begins, dict(self.pieces)
        for start, end, rule in reversed(self._longest(tier)):
            pieces[begins[start]] = self._piece(rule, start, end)
            text = text[:start] + rule.sign + text[end:]
            begins = begins[: start + 1] + begins[end:]
        return _Line(text, begins, pieces)

    def _longest(self, tier: Iterable[_Rule]) -> list[tuple[int, int, _Rule]]:
        small = self.text.lower()
        hits = sorted(
            (match.start(), -match.end(), order, rule)
            for order, rule in enumerate(tier)
            if rule.may_stand_in(small)
            for match in rule.anywhere.finditer(self.text)
        )
        chosen: list[tuple[int, int, _Rule]] = []
        for start, negative_end, _, rule in hits:
            if not chosen or start >= chosen[-1][1]:
                chosen.append((start, -negative_end, rule))
        return chosen

    def _piece(self, rule: _Rule, start: int, end: int) -> Piece:
        forms = map(_apart, rule.row.forms)
        match = next(match for form in forms if (match := form.fullmatch(self.text, start, end)))
        caught = {name: word for name, word in match.groupdict().items() if word is not None}
        signs = [name for name, word in caught.items() if _SIGNS.fullmatch(word)]
        pieces = {name: self.pieces[self.begins[match.start(name)]] for name in signs}
        words = {name: word for name, word in caught.items() if name not in pieces}
        spans = {name: (self.begins[match.start(name)], self.begins[match.end(name)]) for name in caught}
        return Piece(self.begins[start], self.begins[end], rule.row, words, pieces, spans)


@cache
def _cues() -> frozenset[str]:
    """The words without one of which, or a figure, no row fires."""
    tables = _tables()[0]
    last_words = (key.split()[-1] for name in tables["cues"] for key in tables[name])
    return frozenset(word.lower().strip(".") for word in (*last_words, *tables["cue"]))


def _near_cues(text: str) -> _Line:
    """The text with all that stands far from any cue cut out, since most of a story tells no time."""
    kept: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        if word[0][0].isdecimal() or word[0].lower() in _cues():
            start, end = max(0, word.start() - _REACH), min(len(text), word.end() + _REACH)
            if kept and start <= kept[-1][1]:
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((start, end))
    begins = [begin for start, end in kept for begin in range(start, end + 1)]
    return _Line("".join(text[start:end] + _CUT for start, end in kept), [*begins, len(text)], {})


def recognised(text: str, *, lengths: bool) -> list[Piece]:
    """What the rows recognise in a text, tier after tier."""
    line = _near_cues(_SIGNS.sub(" ", text))
    for tier in _tiers():
        line = line.after(rule for rule in tier if lengths or not rule.is_length)
    return [line.pieces[line.begins[sign.start()]] for sign in _SIGNS.finditer(line.text)]


def alone(words: str) -> Piece | None:
    """The one expression that words are, also a bare "March" or "2011"; None for anything else or more."""
    for phrase in (words, f"in {words}"):
        found = recognised(phrase, lengths=True)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(phrase)):
            return found[0]
    return None
