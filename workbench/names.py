"""Doc in, the same Doc out, with the names that the lexicons know.

`know` runs before the trained recogniser, which builds around the names that
it finds set; `mend` runs behind it and takes back what is no name. A name of
the lexicons counts only where it is not part of a longer one ("the Jordan
Times", "the University of Kabul"), and never as a person. Labels follow the
six kinds of the model: PERSON, NORP, ORG, GPE, LOC and FAC.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workbench import gazetteer, lexicons, places
from workbench.lexicons import phrases
from workbench.sentences import TITLES, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LABELS: Final = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
_UNNAMED_KINDS: Final = frozenset({"diplomat"})
"""Kinds of actors whose names the model's training leaves out."""
_ABBREVIATED: Final = re.compile(r"(?:U\.?S\.?A?|U\.?K|U\.?A\.?E|DRC|USSR|DPRK)\.?$")
"""Countries that as often describe the next word ("U.S. troops"): the recogniser tells the two apart."""
_AMBIGUOUS: Final = frozenset(
    {"Houthi", "Huthi", "Wardak", "Zamzam", "Erez", "Emirates", "Jersey", "Lorenzo Zelaya", "Cocos", "Afar", "Bastar",
     "Baghdad's Tahrir Square", "Tahrir Square in Baghdad", "Cairo's Tahrir Square", "Tahrir Square in Cairo"}
)  # fmt: skip
"""Names that are as often a surname, a people, a company or a word, and those that hold two names."""
_MEMBERS: Final = re.compile(r"(?:ists?|ites|xals|uthis|anis|neros)$")
"""Endings of words for a group's members, which are no name of the group."""
_BORNE: Final = re.compile(r"Salah[aeu\w-]*din\w*$|Salah a[ld]-Din$")
"""A province's name that men bear."""
_SMALL: Final = r"of|the|and|in|for|de|del|di|la|e|i|we|wal|ul|bin|Na|fi"
_NAME_WORD: Final = re.compile(rf"(?:(?:al|el|as|ash|ad|ul|at)-)?[A-Z0-9]\S*$|(?:{_SMALL})$|(?:wal|ul|al)-\S+$|al$")
_CORPS: Final = re.compile(r" (?:army|navy|police|air force|armed forces|security forces)$")
"""Ends of forms that are a name where the text writes them with capitals: the Iraqi Army."""
_LAND: Final = re.compile(
    r"\b(?:Valley|Peninsula|Mountains?|Mount|Delta|Forest|Sea|Lake|Heights|Gorge|Desert|Pass|Plains?|Belt|Corridor|East"
    r"|Africa|Caucasus|Sahel|Balkans|Island|Gulf|Strait|Straits|Triangle|Line|Zone|Lakes|Mediterranean|Bay|Bab)\b"
)
_BUILT: Final = re.compile(
    r"\b(?:Airport|Airfield|Base|Camp|Bridge|Gate|Prison|Mosque|Temple|Crossing|Dam|Mall|Station|Street|Road|Square"
    r"|FOB|Complex|Center|Centre|Ain|Nahr)\b"
)
_BUILT_AT_ITS_END: Final = re.compile(
    r" (?:Airport|Airfield|Air Base|Bridge|Prison|Mosque|Church|Cathedral|Hospital|Checkpoint|Barracks|Stadium|Square"
    r"|Street|Avenue|Boulevard)$"
)
"""Last words by which a longer name is a built place, whatever the recogniser took it for."""
_GOVERNED_NAMES: Final = frozenset({"Gaza", "Gaza Strip", "West Bank"})
_CALENDAR: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?$"
)
_SAYING: Final = frozenset({"said", "says", "told", "added", "tells", "testified"})
_AROUND: Final = 40
"""Characters on either side that show whether a line stands in capitals."""
_TITLE: Final = re.compile(rf"(?:{TITLES})\.?$")
_COMPASS: Final = re.compile(r"(?:north|south|east|west|central)[a-z-]*$")
_CREEDS: Final = re.compile(r"(?:ists?|ites?|contras?|marines?)$")


def know(doc: Doc) -> Doc:
    """The Doc with the names of the lexicons among its entities, wherever they stand for themselves."""
    text = text_of(doc)
    found: list[Span] = []
    for start, end, label in phrases.find(text, _index()):
        span = doc.char_span(start, end, label=label)
        free = span is not None and not any(token.ent_iob_ in {"B", "I"} for token in span)
        if span is not None and free and _stands_alone(span, text):
            found.append(span)
    if found:
        doc.set_ents(found, default="unmodified")
    return doc


def mend(doc: Doc) -> Doc:
    """The Doc whose entities are rid of what is no name, and of titles and small words around names."""
    before = list(doc.ents)
    after = [mended for entity in before if (mended := _mended(entity)) is not None]
    if any(new is not old for new, old in zip(after, before, strict=False)) or len(after) != len(before):
        doc.set_ents(after)
    return doc


@cache
def _index() -> phrases.Index:
    """The proper names of the lexicons under their labels; what has none only hides the shorter names in it."""
    return phrases.index(_labelled().items())


@cache
def _labelled() -> dict[str, str]:
    """Every proper name of the lexicons with its label, empty where its rows do not settle one; places go first."""
    rows = [(form, row) for lexicon in ("places", "actors") for row in lexicons.load(lexicon) for form in row.forms]
    labels: dict[str, str] = {}
    for words, row in rows:
        form = _capitalised(words) if _CORPS.search(words) else words
        if _is_proper(form):
            labels.setdefault(form, _label(row, form))
    for country in gazetteer.countries():
        label = "GPE" if country.code.isalpha() else ""
        for name in country.names + country.parts:
            if not _ABBREVIATED.match(name):
                labels.setdefault(name, "" if name in _AMBIGUOUS else label)
    return labels


def _capitalised(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def _is_proper(words: str) -> bool:
    """Whether a form is written as a name throughout, without an owner or a common noun."""
    if "'s " in words and places.country_of(words.partition("'s ")[0]):
        return False
    first, *_, last = [*words.split(), *words.split()]
    capitals = all(any(sign.isupper() or sign.isdigit() for sign in word) for word in (first, last))
    return capitals and all(map(_NAME_WORD.match, words.split()))


def _label(row: lexicons.Row, words: str) -> str:
    """What kind of name a form of a row is, empty where the row does not settle it."""
    if words in _AMBIGUOUS:
        return ""
    kind = row.facts["kind"]
    if row.lexicon == "places":
        return _label_of_place(kind, words)
    members = " " not in words and _MEMBERS.search(words)
    return "" if kind in _UNNAMED_KINDS or members or words.endswith("Ministry") else "ORG"


def _label_of_place(kind: str, words: str) -> str:
    if words in _GOVERNED_NAMES:
        return "GPE"
    if kind in {"facility", "neighbourhood"} and " " in words and _BUILT.search(words):
        return "FAC"
    if kind in {"region", "water_air", "neighbourhood", "facility"} and _LAND.search(words):
        return "LOC"
    governed = kind in {"town", "admin1", "admin2", "neighbourhood"} and not _BORNE.match(words)
    return "GPE" if governed else ""


def _stands_alone(span: Span, text: str) -> bool:
    """Whether a name is not part of a longer one and, being one word, not the speaker of the next verb."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    capitals = text[max(0, span.start_char - _AROUND) : span.end_char + _AROUND].isupper()
    if capitals and (span.start_char or span.end_char < len(text)):
        return all(token is None or _is_common(token) for token in (before, after))
    if before is not None and _joins(before, capitals=capitals):
        return False
    if span.label_ != "ORG" and _named_for(doc, span.start):
        return False
    if after is not None and _joins(after, capitals=capitals):
        return False
    person = len(span) == 1 and span.label_ == "GPE" and after is not None and after.lower_ in _SAYING
    return not person


def _joins(token: Token, *, capitals: bool) -> bool:
    """Whether a neighbour may belong to a longer name: another word with a capital, or a hyphen or stroke."""
    word = token.text
    if word in {"-", "/", "&"}:
        return True
    if not word[:1].isupper() or capitals:
        return False
    return not (token.is_stop or _CALENDAR.match(word) or _is_deed(word.lower()))


def _named_for(doc: Doc, start: int) -> bool:
    """Whether something with a capital is "of" or "for" the name: the University of, the Bank of."""
    at = start - 1
    if at and doc[at].lower_ == "the":
        at -= 1
    return at > 0 and doc[at].lower_ in {"of", "for", "&"} and doc[at - 1].text[:1].isupper()


def _is_common(token: Token) -> bool:
    """Whether a word in capitals is a common one: a sign, a figure, a function word, or in a lexicon of words."""
    word = token.lower_
    return not token.is_alpha or token.is_stop or word in _nouns() or word in _others() or _is_deed(word)


def _is_deed(word: str) -> bool:
    """Whether a word is an action of the lexicon, whatever its ending."""
    deeds = _deeds()
    return word in deeds or any(
        word.endswith(ending) and (word[: -len(ending)] in deeds or word[: -len(ending)] + "e" in deeds)
        for ending in ("s", "es", "ed", "ing")
    )


def _mended(entity: Span) -> Span | None:
    """An entity as it should be: itself, retyped or trimmed; None for what is no name."""
    if entity.label_ not in _LABELS:
        return entity
    row = _rows().get(entity.text)
    if row is not None:
        label = row.fact("label")
        return (entity if label == entity.label_ else _as(entity, label)) if label else None
    if _is_people_of_a_country(entity.text):
        return entity if entity.label_ == "NORP" else _as(entity, "NORP")
    if (len(entity) == 1 and _is_no_name(entity)) or _COMPASS.match(entity.text):
        return None
    if _BUILT_AT_ITS_END.search(entity.text) and entity.label_ != "FAC":
        entity = _as(entity, "FAC")
    trimmed = _without_edges(entity)
    return trimmed if trimmed is None or trimmed.label_ == "ORG" else _retyped(trimmed)


def _as(span: Span, label: str) -> Span:
    return span.doc.char_span(span.start_char, span.end_char, label=label) or span


def _is_people_of_a_country(word: str) -> bool:
    """Whether a word is a country's adjective or people ("Briton") and not its name."""
    return gazetteer.country_code(word) is not None and gazetteer.country_named(word) is None


def _is_no_name(entity: Span) -> bool:
    """Whether an entity of one word is a plain noun for arms or people."""
    word, token = entity[0].lower_, entity[0]
    if word in _weapons():
        return True
    if word not in _nouns() or entity.label_ == "NORP" or _CREEDS.search(word):
        return False
    if entity.label_ == "PERSON":
        return word.endswith(("s", "men")) or word in {"militia", "police"}
    opens = token.is_sent_start or not token.i or token.nbor(-1).text in {'"', "“"}
    return entity.label_ != "ORG" or bool(opens) or token.is_lower


def _without_edges(entity: Span) -> Span | None:
    """An entity without "the" before it, titles before a person, and the sign of the owner behind it."""
    doc, start, end = entity.doc, entity.start, entity.end
    while start < end and _is_edge(doc[start], entity):
        start += 1
    while end > start and doc[end - 1].text in {"'s", "’s"}:
        end -= 1
    if start == end:
        return None
    return entity if (start, end) == (entity.start, entity.end) else _as(doc[start:end], entity.label_)


def _is_edge(token: Token, entity: Span) -> bool:
    if token.text == "the":
        return True
    titled = _TITLE.match(token.text) or (token.i > entity.start and token.text == ".")
    return entity.label_ == "PERSON" and bool(titled)


def _retyped(entity: Span) -> Span:
    """An entity that is exactly an actor of the lexicon as the organisation that it is."""
    return _as(entity, "ORG") if _labelled().get(entity.text) == "ORG" else entity


@cache
def _rows() -> dict[str, lexicons.Row]:
    return {form: row for row in lexicons.load("names") for form in row.forms}


@cache
def _weapons() -> frozenset[str]:
    return frozenset(form for row in lexicons.load("weapons") for form in row.forms)


@cache
def _nouns() -> frozenset[str]:
    """Words for people that are nobody's name."""
    rows = lexicons.load("people")
    return frozenset(form for row in rows if row.fact("group") for form in row.forms)


@cache
def _others() -> frozenset[str]:
    return _weapons() | frozenset(form for row in lexicons.load("people") for form in row.forms)


@cache
def _deeds() -> frozenset[str]:
    return frozenset(form for row in lexicons.load("actions") for form in row.forms)
