"""The six entity types, out of the coarser ones that open corpora mark: PERSON ORG GPE LOC FAC NORP.

The corpora know only "location", and disagree on whether a nationality is a
name. So the name itself decides: its last word, a country's name, a demonym.
The words are in entity_words.toml beside this file; country names come from
pycountry (ISO 3166-1) when the training files are made. Nothing is read here
when an article is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import pycountry
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

Place = Literal["GPE", "LOC", "FAC"]

PLACE: Final = "PLACE"
"""The label of a place that has not been told apart yet; `settled` leaves none of these."""

_FILE: Final = Path(__file__).with_name("entity_words.toml")
_POSSESSIVES: Final = ("'s", "'")


def _lists(path: Path) -> dict[str, frozenset[str]]:
    """The word lists by name; raises SystemExit naming the file that is not there."""
    if not path.is_file():
        raise SystemExit(f"{path} is not there; take it from the project's repository, it belongs beside this script.")
    return {name: frozenset(table["words"]) for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words)))


def _official_countries() -> Iterator[str]:
    """Every name that ISO 3166-1 has for a country."""
    for country in pycountry.countries:
        for kind in ("name", "common_name", "official_name"):
            if hasattr(country, kind):
                yield str(getattr(country, kind)).lower()


_WORDS: Final = _lists(_FILE)
_COUNTRIES: Final = _WORDS["countries"].union(_official_countries())
_DEMONYMS: Final = _WORDS["demonyms"]
_TITLES: Final = _WORDS["titles"]
_FACILITY: Final = re.compile(rf"\b(?:{_any_of(_WORDS['facilities'])})$")
_LAND: Final = re.compile(rf"\b(?:{_any_of(_WORDS['lands'])})$|^(?:{_any_of(_WORDS['openings'])}) ")


def is_country(name: str) -> bool:
    """Whether a name as it is written is a country's; with an article only where the country's own name has it."""
    return name.lower() in _COUNTRIES


def is_demonym(word: str) -> bool:
    """Whether a word is a people's, a faith's or a leaning's name or adjective, in singular or plural."""
    low = word.lower()
    return bool({low, low.removesuffix("s"), low.removesuffix("es")} & _DEMONYMS)


def are_peoples(words: Iterable[str], joints: Sequence[str] = ()) -> bool:
    """Whether every word is a demonym, or one of the signs that may join two."""
    return all(is_demonym(word) or word in joints for word in words)


def is_title(word: str) -> bool:
    """Whether a word can stand before a person's name without being part of it."""
    return word.lower() in _TITLES


def place_type(name: str) -> Place:
    """The type of a place by its name alone: what is neither built nor land is taken to be governed."""
    whole = name.lower().strip()
    bare = whole.removeprefix("the ")
    if not _COUNTRIES.isdisjoint((whole, bare)):
        return "GPE"
    if bare in _WORDS["regions"]:
        return "LOC"
    if bare in _WORDS["territories"]:
        return "GPE"
    if _FACILITY.search(bare):
        return "FAC"
    return "LOC" if _LAND.search(bare) else "GPE"


def settled(doc: Doc, marked: Iterable[Span]) -> Doc:
    """The Doc with entities of the six types: the marked spans trimmed and typed, and every unmarked demonym."""
    spans = [span for mark in marked for span in _typed(doc, mark)]
    taken = {at for span in spans for at in range(span.start, span.end)}
    peoples = [Span(doc, t.i, t.i + 1, "NORP") for t in doc if t.i not in taken and _is_people(t.text)]
    doc.set_ents(filter_spans([*spans, *peoples]))
    return doc


def _is_people(word: str) -> bool:
    return word[0].isupper() and is_demonym(word)


def _typed(doc: Doc, mark: Span) -> Iterator[Span]:
    """What a marked span becomes: one entity, none, or several where commas part the places of an address."""
    start, end = _trimmed(doc, mark)
    if start >= end:
        return
    label = place_type(doc[start:end].text) if mark.label_ == PLACE else mark.label_
    if label != "GPE":
        yield Span(doc, start, end, label)
    elif any(token.text == "," for token in doc[start:end]):
        yield from (Span(doc, a, b, place_type(doc[a:b].text)) for a, b in _between_commas(doc, start, end))
    else:
        yield Span(doc, start, end, "NORP" if end - start == 1 and is_demonym(doc[start].text) else "GPE")


def _trimmed(doc: Doc, mark: Span) -> tuple[int, int]:
    """Start and end without titles (of persons), articles (of organisations) and what trails behind either."""
    start, end = mark.start, mark.end
    if mark.label_ == "PERSON":
        while start < end and _precedes_name(doc, start, end):
            start += 1
        return start, _without_trailing(doc, start, end, (*_POSSESSIVES, ",", "."))
    if mark.label_ == "ORG":
        start += end - start > 1 and doc[start].lower_ in {"the", "a", "an"}
        return start, _without_trailing(doc, start, end, (*_POSSESSIVES, ","))
    return start, end


def _precedes_name(doc: Doc, at: int, end: int) -> bool:
    word = doc[at].text
    return is_title(word) or word == "the" or (at + 1 < end and is_demonym(word))


def _without_trailing(doc: Doc, start: int, end: int, trailing: Sequence[str]) -> int:
    while end > start and doc[end - 1].text in trailing:
        end -= 1
    return end


def _between_commas(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a span that commas part, as token positions."""
    edges = [start - 1, *(at for at in range(start, end) if doc[at].text == ","), end]
    return ((a + 1, b) for a, b in pairwise(edges) if b > a + 1)
