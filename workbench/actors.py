"""Words for who acts or speaks in, suggestions of who that is out.

`find` points at the names of the actor lexicon in a text; `resolve` suggests
rows that some words may name, each with its source; `kind_of` says what kind
of voice some words are. A suggestion is never a merge: a group that somebody
calls a front for another keeps its own row, and two rows that share a name
are both handed out. It refuses to name an actor from a description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench import gazetteer, lexicons
from workbench.gazetteer import wordings
from workbench.lexicons import phrases
from workbench.records import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GENERIC: Final = "generic"
_ANONYMOUS: Final = "anonymous"
_BREAK: Final = re.compile(
    r"\s+(?P<word>of|in|inside|within|at|for|from|with|to|on|near|who|which|that|linked|close|loyal|tied|affiliated"
    r"|allied|speaking|familiar)\b",
    re.IGNORECASE,
)
_GENERAL: Final = re.compile(r"(?:Gen\.|General)\s+[A-Z][a-z]")
"""A rank that the people lexicon leaves out, since "general" says many other things."""
_BELONGING: Final = frozenset({"of", "in", "inside", "within", "at", "from"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row of the actor lexicon that some words may name: a suggestion with its source, never a merge."""

    id: str
    canonical: str
    kind: str
    """armed_group, military, police_security, government, diplomat, international, ngo or affiliated_channel."""
    country: str | None
    """ISO3 of where it is rooted; None for many countries."""
    source: str
    note: str | None
    """What to know before taking the suggestion, such as who links the actor to another."""


class _Voice(NamedTuple):
    start: int
    end: int
    kind: str
    is_weak: bool
    """Whether it gives way to any other voice that the words name."""


def find(text: str) -> tuple[Mention, ...]:
    """Names of the actor lexicon in a text (rule `actors:id`), in reading order, longest match, whole words.

    Offsets are code points into `text`. Compounds such as "Taliban-held" are descriptions and pass unfound.
    """
    return tuple(
        Mention("actor", at.start, at.end, text[at.start : at.end], at.rule) for at in phrases.find(text, _names())
    )


def resolve(words: str) -> tuple[Suggestion, ...]:
    """The actors that words may name, in lexicon order; those named inside the words where the whole is no name."""
    name = wordings.cleaned(words)
    rows = _by_key().get(gazetteer.key(name), ())
    if rows:
        return tuple(map(_suggestion, rows))
    known = lexicons.by_rule("actors")
    return tuple(dict.fromkeys(_suggestion(known[at.rule]) for at in phrases.find(name, _names())))


def kind_of(words: str) -> str | None:
    """The kind of voice that words are (codes of speaker_kind), or None where they do not say.

    The words before the first "of", "for", "linked to" and so on decide, and of those the last that is not
    weak ("official", "spokesman", "source"). Source: the rows of actors.csv and people.toml.
    """
    name = wordings.cleaned(words)
    voices = _voices(name)
    turn = next((b for b in _BREAK.finditer(name) if not any(v.start <= b.start() < v.end for v in voices)), None)
    cut = turn.start() if turn else len(name)
    head = [voice for voice in voices if voice.start < cut]
    tail = [voice for voice in voices if voice.start > cut]
    strong = _last_strong(head)
    if strong or not head:
        return strong or ("military" if _GENERAL.match(name) else None) or _government_of(name)
    if turn and (head[-1].kind != _ANONYMOUS or turn["word"].lower() in _BELONGING):
        strong = _last_strong(tail) or _government_of(name[turn.end() :])
    return strong or _first_plain(reversed(head))


def _last_strong(voices: Sequence[_Voice]) -> str | None:
    return next((voice.kind for voice in reversed(voices) if not voice.is_weak), None)


def _first_plain(voices: Iterable[_Voice]) -> str | None:
    return next((voice.kind for voice in voices if voice.kind != _GENERIC), None)


def _government_of(name: str) -> str | None:
    """Government, where the words are a country's name and nothing else."""
    return "government" if gazetteer.country_named(wordings.cleaned(name)) else None


def _voices(name: str) -> list[_Voice]:
    """The voices that the words name, in reading order; people who are not cited have none."""
    found = []
    for at in phrases.find(name, _names_and_nouns()):
        row = lexicons.by_rule(at.rule.partition(":")[0])[at.rule]
        kind = row.fact("voice") if row.lexicon == "people" else row.fact("kind")
        if kind:
            found.append(_Voice(at.start, at.end, kind, row.fact("weak") is not None))
    return found


def _suggestion(row: lexicons.Row) -> Suggestion:
    return Suggestion(
        id=row.id,
        canonical=row.facts["canonical"],
        kind=row.facts["kind"],
        country=row.fact("country"),
        source=f"{row.rule} ({row.facts['source']})",
        note=row.fact("note"),
    )


@cache
def _names() -> phrases.Index:
    return phrases.index((form, row.rule) for row in lexicons.load("actors") for form in row.forms)


@cache
def _names_and_nouns() -> phrases.Index:
    """Names of actors and nouns for people; names come first, so that they win on equal length."""
    rows = (*lexicons.load("actors"), *lexicons.load("people"))
    return phrases.index((form, row.rule) for row in rows for form in row.forms)


@cache
def _by_key() -> dict[str, tuple[lexicons.Row, ...]]:
    shelves: dict[str, list[lexicons.Row]] = {}
    for row in lexicons.load("actors"):
        for key in dict.fromkeys(map(gazetteer.key, (*row.forms, row.facts["canonical"]))):
            shelves.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in shelves.items()}
