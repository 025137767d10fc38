"""What the language pipeline reads in sentences of conflict news, set beside what a person read there.

The sentences lie in cards/english/, a file a construction. A card's sentence
goes through the house's own preparation and the pipeline; what is expected of
it is a line an arc, `child < head : role` with the role where it is clear,
`word < ROOT` for the root and `word#2` for the second word of that form, then
a line a name, `ORG Kataib Hezbollah`, or `no names`. Arcs are some of the
sentence's, names are all of them. A card that could not prove anything is
refused with its file, its title and the line.

    python tests/english_scoring.py

prints the shares of each construction and every miss.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, TypeVar

from cards import FOLDER, told
from parsed import english

from workbench import language

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

ROOT = "ROOT"
NO_NAMES = "no names"
LABELS = frozenset({"PERSON", "NORP", "GPE", "LOC", "FAC", "ORG"})
ROLES = frozenset({
    "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp",
    "compound", "conj", "dobj", "expl", "mark", "neg", "npadvmod", "nsubj", "nsubjpass", "nummod", "pcomp", "pobj",
    "poss", "prep", "prt", "relcl", "xcomp",
})  # fmt: skip
Told = TypeVar("Told")
_ARC = re.compile(r"(?P<child>\S+) < (?P<head>\S+)(?: : (?P<role>\S+))?")
_NUMBERED = re.compile(r"(?P<words>.+?)(?:#(?P<number>[1-9]\d*))?")


@dataclass(frozen=True)
class Arc:
    """A word and what it hangs on, as positions of tokens; a root hangs on itself, an unclear role is None."""

    child: int
    head: int
    role: str | None


@dataclass(frozen=True)
class Name:
    """A name as the characters that it covers, and its kind."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Card:
    """A sentence as the parser gets it, some of its arcs and all of its names."""

    construction: str
    title: str
    text: str
    arcs: tuple[Arc, ...]
    names: frozenset[Name]


@dataclass(frozen=True)
class Score:
    """Arcs whose head is right, those that name a role and have it, and names right, made up and missed."""

    heads_right: int = 0
    heads: int = 0
    roles_right: int = 0
    roles: int = 0
    names_right: int = 0
    names_made_up: int = 0
    names_missed: int = 0

    def __add__(self, other: Score) -> Score:
        """The score over the sentences of both."""
        return Score(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def shares(self) -> dict[str, float]:
        """Heads and roles as right among those told, names as F1; where nothing is told, nothing is wrong."""
        names = 2 * self.names_right + self.names_made_up + self.names_missed
        return {
            "heads": _share(self.heads_right, self.heads),
            "roles": _share(self.roles_right, self.roles),
            "entities": _share(2 * self.names_right, names),
        }

    @property
    def per_cent(self) -> dict[str, int]:
        """The shares as a floor pins them: in whole per cent, rounded down."""
        return {name: math.floor(100 * share) for name, share in self.shares.items()}


def _share(right: int, among: int) -> float:
    return right / among if among else 1.0


def constructions() -> tuple[str, ...]:
    """The constructions that there is a file of cards for, sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / "english").glob("*.md")))


def cards_of(construction: str) -> tuple[Card, ...]:
    """The cards of one construction, in their order; raises ValueError for one that is not well formed."""
    return tuple(card(construction, *parts) for parts in told(f"english/{construction}"))


def card(construction: str, title: str, given: str, expected: str) -> Card:
    """The card that its parts spell; raises ValueError naming file, card and line where one does not."""
    text, lines = language.plain(given), expected.splitlines()
    arcs = [line for line in lines if " < " in line]
    names = [line for line in lines if " < " not in line]
    place = f"{construction}.md, {title!r}"
    if "\n" in given.strip() or not given.strip():
        raise ValueError(f"{place}: a card is one sentence on one line.")
    if not arcs or not names or lines != [*arcs, *names]:
        raise ValueError(f"{place}: arcs come first, one at least, then the names or `{NO_NAMES}`.")
    doc = english()(text)
    told_arcs = tuple(_told(_arc, doc, line, place) for line in arcs)
    told_names = () if names == [NO_NAMES] else tuple(_told(_name, doc, line, place) for line in names)
    _refuse_twice(arcs, [arc.child for arc in told_arcs], place)
    _refuse_twice(names, [at for name in told_names for at in range(name.start, name.end)], place)
    return Card(construction, title, text, told_arcs, frozenset(told_names))


def _told(reader: Callable[[Doc, str], Told], doc: Doc, line: str, place: str) -> Told:
    """What a line tells of a sentence; its error says where the line stands."""
    try:
        return reader(doc, line)
    except ValueError as error:
        raise ValueError(f"{place}, {line!r}: {error}") from error


def _arc(doc: Doc, line: str) -> Arc:
    found = _ARC.fullmatch(line)
    if found is None:
        raise ValueError("an arc reads `child < head` or `child < head : role`.")
    role = found["role"]
    if role is not None and role not in ROLES:
        raise ValueError(f"{role} is no role.")
    words = [(token.i, token.text) for token in doc]
    child = _numbered(found["child"], words)
    if found["head"] == ROOT:
        if role is not None:
            raise ValueError("a root has no other role.")
        return Arc(child, child, ROOT)
    head = _numbered(found["head"], words)
    if head == child:
        raise ValueError(f"a word hangs on another, or on {ROOT}.")
    return Arc(child, head, role)


def _name(doc: Doc, line: str) -> Name:
    label, _, words = line.partition(" ")
    if label not in LABELS or not words:
        raise ValueError(f"a name reads `LABEL words`, and a label is one of {', '.join(sorted(LABELS))}.")
    written = words.partition("#")[0]
    places = [found.start() for found in re.finditer(re.escape(written), doc.text)]
    spans = [(at, written) for at in places if doc.char_span(at, at + len(written)) is not None]
    start = _numbered(words, spans)
    return Name(start, start + len(written), label)


def _numbered(wanted: str, there: Iterable[tuple[int, str]]) -> int:
    """The place of a form, by its number where there are several; raises ValueError where that names none, or two."""
    found = _NUMBERED.fullmatch(wanted)
    words, number = (found["words"], found["number"]) if found else (wanted, None)
    places = [place for place, form in there if form == words]
    if not places:
        raise ValueError(f"{words!r} is no word of the sentence.")
    if number is None and len(places) > 1:
        raise ValueError(f"{words!r} is there {len(places)} times; say which, as in `{words}#2`.")
    if int(number or 1) > len(places):
        raise ValueError(f"{words!r} is not there {number} times.")
    return places[int(number or 1) - 1]


def _refuse_twice(lines: list[str], places: list[int], where: str) -> None:
    """Nothing; raises ValueError where two lines tell the head of one word, or two names share a word."""
    if len(places) != len(set(places)):
        raise ValueError(f"{where}: two of the lines {', '.join(map(repr, lines))} tell of one word.")


def score(card: Card, doc: Doc) -> Score:
    """The score of one reading of a card's sentence."""
    read = _read(doc)
    roles = [arc for arc in card.arcs if arc.role not in {None, ROOT}]
    return Score(
        heads_right=sum(doc[arc.child].head.i == arc.head for arc in card.arcs),
        heads=len(card.arcs),
        roles_right=sum(doc[arc.child].dep_ == arc.role for arc in roles),
        roles=len(roles),
        names_right=len(card.names & read),
        names_made_up=len(read - card.names),
        names_missed=len(card.names - read),
    )


def misses(card: Card, doc: Doc) -> Iterator[str]:
    """A line for every arc and name that was read otherwise than the card tells it."""
    for arc in card.arcs:
        token = doc[arc.child]
        if token.head.i != arc.head or (arc.role is not None and token.dep_ != arc.role):
            yield f"{_drawn(token, doc[arc.head], arc.role)}, not {_drawn(token, token.head, token.dep_)}"
    read = _read(doc)
    for kind, names in (("missed", card.names - read), ("made up", read - card.names)):
        for name in sorted(names, key=lambda name: name.start):
            yield f"{kind}: {name.label} {doc.text[name.start : name.end]}"


def _drawn(token: Token, head: Token, role: str | None) -> str:
    target = ROOT if head.i == token.i else head.text
    return f"{token.text} < {target}" + (f" : {role}" if role not in {None, ROOT} else "")


def _read(doc: Doc) -> frozenset[Name]:
    return frozenset(Name(span.start_char, span.end_char, span.label_) for span in doc.ents if span.label_ in LABELS)


def readings(nlp: Language, construction: str) -> list[tuple[Card, Doc]]:
    """The cards of one construction, each with what the pipeline reads in it."""
    found = cards_of(construction)
    return list(zip(found, nlp.pipe([card.text for card in found]), strict=True))


def total(read: Iterable[tuple[Card, Doc]]) -> Score:
    """The score of several readings."""
    return sum((score(card, doc) for card, doc in read), Score())


def raised(pinned: dict[str, int], reached: dict[str, int]) -> dict[str, int]:
    """The floors after a better score: a share may only rise."""
    return {name: max(pinned.get(name, 0), share) for name, share in reached.items()}


def main() -> None:
    """Print every miss, then a line a construction and one for all of them."""
    nlp = language.pipeline()
    read = {construction: readings(nlp, construction) for construction in constructions()}
    for construction, pairs in read.items():
        for card, doc in pairs:
            for miss in misses(card, doc):
                sys.stdout.write(f"{construction} | {card.text}\n    {miss}\n")
    sys.stdout.write(f"{'':14}cards  heads  roles  entities  right  made up  missed\n")
    read["all"] = [pair for pairs in read.values() for pair in pairs]
    for name, pairs in read.items():
        sys.stdout.write(_line(name, pairs) + "\n")


def _line(name: str, pairs: list[tuple[Card, Doc]]) -> str:
    reached = total(pairs)
    heads, roles, entities = reached.shares.values()
    names = f"{reached.names_right:7}{reached.names_made_up:9}{reached.names_missed:8}"
    return f"{name:14}{len(pairs):5}{heads:7.1%}{roles:7.1%}{entities:10.1%}{names}"


if __name__ == "__main__":
    main()
