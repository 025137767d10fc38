"""How the key words a filler: the stretches of text that a noun may stand for, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

_TITLES = frozenset(
    {"mr", "mrs", "dr", "msgr", "col", "gen", "lt", "maj", "capt", "sgt", "fr", "rev", "general", "colonel", "major",
     "captain", "lieutenant", "sergeant", "president", "minister", "senator", "deputy", "father", "mayor", "judge",
     "governor", "attorney", "doctor", "ambassador", "monsignor", "bishop", "archbishop", "rector", "vice", "prime",
     "defense", "justice", "congressman", "engineer", "professor", "priest", "commander", "former", "jesuit", "leader",
     "second", "first", "corporal", "private", "brigadier", "admiral", "candidate", "director", "representative",
     "magistrate", "councilman", "secretary", "chief", "journalist", "comrade", "don", "interior", "foreign", "mister",
     "presidential"}
)  # fmt: skip


def tidy(words: str) -> str:
    """Words with one space between them and no quotation marks or brackets at their ends."""
    return re.sub(r"\s+", " ", words).strip(" \"'(),.;:")


def name(noun: Token) -> str | None:
    """The full name of a person, without titles; None where no person is named."""
    doc = noun.doc
    if noun.ent_type_ != "PERSON" and noun.pos_ != "PROPN":
        return None
    start = end = noun.i
    while start > 0 and _goes_on(doc[start - 1]):
        start -= 1
    while end + 1 < len(doc) and _goes_on(doc[end + 1]):
        end += 1
    while start < end and (doc[start].lower_.rstrip(".") in _TITLES or not doc[start].text[:1].isupper()):
        start += 1
    while end > start and not doc[end].text[:1].isupper():
        end -= 1
    return tidy(doc[start : end + 1].text)


def _goes_on(token: Token) -> bool:
    named = token.pos_ == "PROPN" or token.ent_type_ == "PERSON"
    return (token.text[:1].isupper() and named and token.tag_ != "POS" and token.text.isalpha()) or token.lower_ in {
        "de", "la", "del", "y"} or bool(re.fullmatch(r"[A-Z]\.|[A-Z][a-z]{1,3}\.", token.text))  # fmt: skip


def bare(noun: Token) -> str:
    """The noun phrase without its article: "three dynamite charges"."""
    return tidy(_from_first(grammar.phrase(noun)).text)


def core(noun: Token) -> str:
    """The noun phrase without article and count: "dynamite charges"."""
    span = _from_first(grammar.phrase(noun))
    while len(span) > 1 and (span[0].pos_ == "NUM" or span[0].like_num or span[0].lower_ in _LOOSE):
        span = span[1:]
    return tidy(span.text)


def short(noun: Token) -> str:
    """The noun with the nouns that stand right before it: "dynamite charges" of "powerful dynamite charges"."""
    start = noun.i
    while start > 0 and noun.doc[start - 1].dep_ == "compound" and noun.doc[start - 1].head.i >= start:
        start -= 1
    return tidy(noun.doc[start : noun.i + 1].text)


def full(noun: Token) -> str:
    """The noun phrase with the phrase behind it: "group of armed men"."""
    return tidy(_from_first(grammar.full_phrase(noun)).text)


_LOOSE = frozenset(
    {
        "several",
        "some",
        "many",
        "about",
        "at",
        "least",
        "approximately",
        "other",
        "various",
        "few",
        "alleged",
        "suspected",
    }
)


def _from_first(span: Span) -> Span:
    while len(span) > 1 and (span[0].pos_ in {"DET", "PUNCT"} or span[0].tag_ in {"PRP$", "CC", "DT"}):
        span = span[1:]
    return span


def all_of(noun: Token) -> Iterator[tuple[str, str]]:
    """Every way to word a noun, by its name."""
    person = name(noun)
    if person:
        yield "name", person
    yield from (
        ("bare", bare(noun)),
        ("core", core(noun)),
        ("short", short(noun)),
        ("head", tidy(noun.text)),
        ("full", full(noun)),
    )


def features(role: str, way: str, ways: dict[str, str]) -> list[str]:
    """What speaks for and against one way to word a noun in a role."""
    words = ways[way].split()
    last, opening = (words[-1].lower(), words[0].lower()) if words else ("", "")
    capitals = all(w[:1].isupper() for w in words if w not in {"de", "la", "of"})
    same = "+".join(sorted(name for name, other in ways.items() if other == ways[way]))
    said = [
        f"{role} {way}", f"{role} first={opening}", f"{role} {way} words={min(len(words), 5)}",
        f"{role} {way} capitals={capitals}", f"{role} head={last} {way}", f"{role} named={'name' in ways} {way}",
        f"{role} same={same}", f"{role} longer by={len(words) - len(ways['head'].split())}",
        f"{role} digits={any(c.isdigit() for c in ways[way])}", *(f"{role} in={w.lower()}" for w in words[1:-1]),
    ]  # fmt: skip
    behind = ways["full"][len(ways["bare"]) :].split()[:1]
    if way == "full" and behind:
        said += [f"{role} behind={behind[0].lower()}", f"{role} behind {ways['head'].lower()}"]
    return said
