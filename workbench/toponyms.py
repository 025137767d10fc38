"""Doc and known mentions in, names of places that the recogniser passed over out.

Four signs give a place away: a dateline ("KHOST, Afghanistan (AP) -"), a
word for a place before it ("the village of Dara"), a preposition of place
before a name that the gazetteer has as a town, and the same name taken for a
place elsewhere in the article. It refuses what the recogniser took for a
person or a group, but for the first two signs.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, Final

from workbench import gazetteer, places
from workbench.records import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from workbench.records import Article

RULE: Final = "pipeline:GPE"
"""The rule of such a mention: as the recogniser's own."""
_TOWNS: Final = frozenset({"city", "town", "village", "suburb", "district", "province", "region", "port", "hamlet"})
_AT: Final = frozenset({"in", "near", "outside", "around", "at", "from", "of", "to"})
_SURE: Final = frozenset({"in", "near", "outside", "around"})
_CALENDAR: Final = frozenset(calendar.month_name) | frozenset(calendar.day_name)
_DATELINE: Final = re.compile(
    r"(?:(?<=\n)|(?<=Press )|\A)[ \t]*(?P<place>[A-Z][A-Z.'\u2019 -]*[A-Z])"
    r"(?:,\s(?P<wider>[A-Z][\w. ]{0,30}?))?\s*"
    r"(?:\((?:[A-Z][\w ./-]+)\)\s*(?:--?|[\u2013\u2014\ufffd])|(?:--|[\u2013\u2014])\s)"
)


def described(doc: Doc, article: Article) -> Iterator[Mention]:
    """Names in datelines, and names that the text itself calls places: "the central Ukrainian city of Kryvyi Rih"."""
    for found in _DATELINE.finditer(article.text):
        if places.resolve(found["place"]):
            for part in ("place", "wider") if found["wider"] and places.resolve(found["wider"]) else ("place",):
                yield Mention("place", found.start(part), found.end(part), found[part], RULE)
    for noun in doc:
        if noun.lower_ == "capital" and noun.i and places.resolve(doc[noun.i - 1 : noun.i + 1].text):
            yield _mention(doc[noun.i - 1 : noun.i + 1], article)
        if noun.lower_ not in _TOWNS or noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ != "of":
            continue
        end = noun.i + 2
        while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ in {"PROPN", "NOUN", "ADJ", "X"}:
            end += 1
        if end > noun.i + 2:
            yield _mention(doc[noun.i + 2 : end], article)


def missed(doc: Doc, article: Article, known: list[Mention]) -> Iterator[Mention]:
    """Names of towns behind a preposition of place, and names that are a place elsewhere in the article."""
    named = {m.text for m in known if m.kind == "place" and " " not in m.text and gazetteer.cities(m.text)}
    at = 0
    while at < len(doc):
        end = at
        while end < len(doc) and _is_open_name(doc[end]):
            end += 1
        if end > at and _is_missed(doc[at:end], named):
            yield _mention(doc[at:end], article)
        at = max(end, at + 1)


def _is_missed(span: Span, named: set[str]) -> bool:
    """Whether a run of words with capitals is a name of a town, by what stands before it or elsewhere."""
    if len(span) == 1 and span.text in named:
        return True
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before not in _AT or not _ends(span):
        return False
    found = places.resolve(span.text)[:1]
    return bool(found) and found[0].precision == "city" and (before in _SURE or len(span) > 1 or _is_large(span.text))


def _is_large(name: str) -> bool:
    """Whether a town of the name has people enough to be known behind "of" or "from", where persons stand too."""
    return any(city.is_chief_name and city.people >= _LARGE for city in gazetteer.cities(name))


_LARGE: Final = 15_000


def _is_open_name(word: Token) -> bool:
    """Whether a word is part of a name that nobody has recognised."""
    return word.pos_ == "PROPN" and word.text[:1].isupper() and not word.ent_type_ and word.text not in _CALENDAR


def _ends(span: Span) -> bool:
    """Whether no recognised name follows at once, of which the span would be a part."""
    return span.end == len(span.doc) or not span.doc[span.end].text[:1].isupper()


def _mention(span: Span, article: Article) -> Mention:
    return Mention("place", span.start_char, span.end_char, article.text[span.start_char : span.end_char], RULE)
