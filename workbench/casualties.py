"""A sentence's words of harm in, counted people out.

For each "killed", "wounded", "dead", "toll" the people it happened to are
found by grammar, and where the parse has nothing, by the words right beside
it. Uncounted people ("civilians were killed") give no figure; a named person
or "a child" is one; "no casualties" is none killed and none wounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench import counts, grammar, lexicons
from workbench.records import Quantity
from workbench.triggers import PERIOD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from workbench.acts import Scene
    from workbench.triggers import Trigger

_FIELD = {
    "kill": "killed", "die": "killed", "dead": "killed", "wound": "wounded", "injury": "wounded", "detain": "captured",
    "detention": "captured", "kidnapping": "captured",
}  # fmt: skip
_ATTACKS = frozenset({"shoot", "shoot-dead", "assassinate", "massacre", "assault-hand", "beat-to-death", "kidnapping"})
"""Attacks whose object is people to whom it happened."""
_WITH = frozenset({"alongside", "with", "besides"})
_ALL_FIELDS = ("killed", "wounded")
_OTHERS = frozenset({"other", "others", "more", "people", "person"})
_NOT_PEOPLE = frozenset(
    {"attack", "attacks", "strike", "bomb", "rocket", "toll", "number", "blast", "explosion", "year", "month", "week",
     "day", "death", "injury", "hour", "minute", "kilometer", "mile", "percent", "building", "house", "vehicle"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Harm:
    """People of one count to whom one thing happened."""

    field: str
    noun: Token
    quantity: Quantity
    first: int
    last: int
    """Tokens, first to last, that say who and how many."""
    trigger: Trigger
    subset: bool
    """True where another count of the text already holds these people."""


def read(scene: Scene) -> tuple[Harm, ...]:
    """Every count of people harmed in a sentence, in reading order, each once."""
    found: list[Harm] = []
    for trigger in scene.triggers:
        if trigger.family not in {"harm", "capture"} and trigger.row.id not in _ATTACKS:
            continue
        for harm in _harmed(trigger, scene):
            if not any(h.field == harm.field and h.first <= harm.last and harm.first <= h.last for h in found):
                found.append(harm)
    return tuple(sorted(found, key=lambda h: (h.first, h.field)))


def _harmed(trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    fields = _fields(trigger)
    if _hypothetical(trigger.token):
        return
    nouns = [n for n in _affected(trigger) if n is trigger.token or n.lemma_.lower() not in _NOT_PEOPLE]
    nouns = [n for noun in nouns for n in _enumerated(noun)]
    seen = [h for n in nouns if (h := _counted(n, fields[0], trigger, scene)) is not None]
    if not seen:
        beside = _beside(trigger)
        seen = [h for n in beside if (h := _counted(n, fields[0], trigger, scene)) is not None][:1]
    for harm in seen:
        yield harm
        if len(fields) > 1 and harm.quantity.qualifier == "none":
            yield Harm(fields[1], harm.noun, harm.quantity, harm.first, harm.last, trigger, harm.subset)
        yield from _included(harm, trigger, scene)


def _enumerated(noun: Token) -> list[Token]:
    """A counted noun and the counted people listed right behind it ("six Iraqis, three soldiers and one Briton")."""
    found, at, doc = [noun], noun.i + 1, noun.doc
    while at < noun.sent.end and (doc[at].text == "," or doc[at].lower_ == "and"):
        stretch = at + 1
        while (
            stretch < noun.sent.end
            and (doc[stretch].pos_ in _LISTABLE or doc[stretch].lower_ == "and")
            and not (_person(doc[stretch]) and not _person(doc[min(stretch + 1, len(doc) - 1)]))
        ):
            stretch += 1
        if stretch >= noun.sent.end or not _person(doc[stretch]) or counts.of(doc[stretch]) is None:
            break
        found.append(doc[stretch])
        at = stretch + 1
    return found


_LISTABLE = frozenset({"NUM", "ADJ", "PROPN", "NOUN", "DET"})


def _fields(trigger: Trigger) -> tuple[str, ...]:
    words = trigger.mention.text.lower()
    if words.startswith("casualt"):
        return _ALL_FIELDS
    if words in {"wounded", "injured"} or words.startswith("injur"):
        return ("wounded",)
    if trigger.row.id in {"shoot", "shoot-dead"}:
        return ("killed",)
    return (_FIELD.get(trigger.row.id, "killed"),)


def _hypothetical(token: Token) -> bool:
    """True for harm that has not happened: "could perish", "would kill", "to kill"."""
    verb = token if token.pos_ in {"VERB", "AUX"} else grammar.clause(token)
    words = {c.lower_ for t in (token, verb) for c in t.children if c.dep_ in {"aux", "auxpass"}}
    return bool(words & {"could", "would", "may", "might", "will", "can", "should"}) or (
        "to" in words and token.dep_ in {"xcomp", "advcl", "acl", "relcl"}
    )


def _affected(trigger: Trigger) -> list[Token]:
    """The nouns to which the harm was done, coordinated ones included."""
    token = trigger.token
    if token.head.lemma_.lower() == "leave" and token.head is not token and grammar.objects(token.head):
        return grammar.objects(token.head)
    if token.dep_ == "acl" and token.head.lemma_.lower() in {"troop", "people", "soldier", "civilian", "number"}:
        numbered = _numbered(token)
        if numbered:
            return numbered
    counted = token.i > token.sent.start and counts.number(token.doc[token.i - 1].text) is not None
    nominal = trigger.row.id in {"dead", "injury", "detention"} and (counted or token.pos_ not in {"VERB", "AUX"})
    # "Counted 120 wounded": a participle that is governed as a noun is one.
    if nominal or (counted and trigger.row.id == "wound" and token.dep_ in grammar.OBJECT | {"pobj"}):
        return _nominal(trigger)
    if trigger.row.id == "die":
        return grammar.subjects(token)
    if trigger.row.id == "shoot" and not _shot_dead(trigger):
        return []
    nouns = _own_people(token) or (grammar.subjects(token) if grammar.is_passive(token) else grammar.objects(token))
    lives = [
        n for noun in nouns if noun.lemma_.lower() == "life" for _, n in grammar.prepositional(noun, frozenset({"of"}))
    ]
    nouns = lives or [_bearer(noun) for noun in nouns]
    if not nouns and token.dep_ == "conj":
        nouns = grammar.objects(token)
    return nouns + _companions(token)


def _own_people(token: Token) -> list[Token]:
    """The people that stand between two coordinated verbs ("four were killed and others wounded"), not the first's."""
    if token.dep_ != "conj" or not grammar.is_passive(token):
        return []
    between = token.doc[token.head.i + 1 : token.i]
    return [t for t in between if _person(t) or t.lower_ in _OTHERS or counts.number(t.text) is not None][-1:]


def _bearer(noun: Token) -> Token:
    """The person named by a noun in apposition: "Ali Hassan, the commander killed in the raid"."""
    if noun.tag_ != "NN":
        return noun
    beside = [noun.head] if noun.dep_ == "appos" else []
    beside += [child for child in noun.children if child.dep_ == "appos"]
    return next((other for other in beside if other.ent_type_ == "PERSON"), noun)


def _shot_dead(trigger: Trigger) -> bool:
    return any(w in trigger.mention.text.lower() for w in ("dead", "down"))


def _companions(token: Token) -> list[Token]:
    """Those killed alongside somebody, where the text names them."""
    return [named for _, n in grammar.prepositional(token, _WITH) if (named := _bearer(n)).ent_type_ == "PERSON"]


def _nominal(trigger: Trigger) -> list[Token]:
    """People behind "deaths of", before "dead", or counted by the noun itself ("no injuries", "22 dead")."""
    token = trigger.token
    of = [n for _, n in grammar.prepositional(token, frozenset({"of"}))]
    people = [n for n in of if n.lemma_.lower() not in _NOT_PEOPLE]
    words = trigger.mention.text.lower()
    if (people and not words.endswith("toll")) or trigger.row.id == "detention":
        return people
    if words.endswith("toll") or words == "toll":
        return _toll(token)
    if words in {"dead", "wounded", "injured"}:
        return _predicate(token)
    return [token]


def _toll(token: Token) -> list[Token]:
    """The number that a toll is said to be, reach, or rise to; that of a year or a campaign is of no single act."""
    if PERIOD.search(token.doc[token.i : token.sent.end].text.lower()):
        return []
    verb = token.head if token.head.pos_ in {"VERB", "AUX"} else grammar.clause(token)
    ahead = [
        t for t in token.doc[token.i : token.sent.end] if counts.number(t.text) is not None and t.ent_type_ != "DATE"
    ]
    linked = {t.i for t in verb.subtree}
    return [t for t in ahead if t.i in linked][:1]


def _numbered(token: Token) -> list[Token]:
    """The figure of "the number of troops killed now stands at 1,270"."""
    if not any(t.lower_ == "number" for t in token.doc[max(token.sent.start, token.i - 8) : token.i]):
        return []
    numbers = [t for t in token.doc[token.i : token.sent.end] if counts.number(t.text) is not None]
    reached = [t for t in numbers if t.dep_ == "pobj" and t.head.lower_ in {"to", "at"}]
    return (reached or numbers)[:1]


def _predicate(token: Token) -> list[Token]:
    """Whose death "dead" states: a number right before it, the object of "left", or the subject of "were"."""
    doc = token.doc
    if token.i > token.sent.start:
        before = doc[token.i - 1]
        if counts.number(before.text) is not None or before.lower_ in {
            "several",
            "dozens",
            "scores",
            "many",
            "another",
            "others",
        }:
            return [before]
        if before.pos_ in {"NOUN", "PROPN"} and token.dep_ != "amod":
            return [before]
    if doc[token.i - 1].lower_ == "the" and token.i >= token.sent.start + 2:
        return _among(token)
    if token.head.pos_ in {"VERB", "AUX"}:
        return grammar.subjects(token.head)
    return []


def _among(token: Token) -> list[Token]:
    """Those who "were among the dead", or the "three of the dead"."""
    preposition = token.doc[token.i - 2]
    if (
        preposition.lower_ == "of"
        and token.i - 3 >= token.sent.start
        and counts.number(token.doc[token.i - 3].text) is not None
    ):
        return [token.doc[token.i - 3]]
    if preposition.lower_ == "among":
        verb = grammar.clause(token)
        return grammar.subjects(verb)
    return []


def _beside(trigger: Trigger) -> list[Token]:
    """Counted people right before a passive or a noun of harm, or right behind an active verb, by position alone."""
    token = trigger.token
    verbal = token.pos_ in {"VERB", "AUX"} and trigger.row.id != "die"
    if trigger.row.id not in {"kill", "wound", "die", "detain", "kidnapping"}:
        return []
    behind = verbal and not grammar.is_passive(token)
    window = (
        token.doc[token.i + 1 : min(token.sent.end, token.i + 9)]
        if behind
        else reversed(token.doc[max(token.sent.start, token.i - 9) : token.i])
    )
    found = []
    for word in window:
        if word.text in {",", ";", ":"} or (word.pos_ == "VERB" and not behind):
            break
        if _person(word) or (word.lower_ in _OTHERS) or (counts.number(word.text) is not None and behind):
            found.append(word)
    return [w for w in found if w.pos_ != "NUM"] or found[:1]


def _person(token: Token) -> bool:
    return _people_row(token) is not None


def _people_row(token: Token) -> lexicons.Row | None:
    """The people row whose form ends in this word, the longest first; None where the word is not people."""
    for words, row in _people_index().get(token.lower_, ()):
        here = token.doc[max(0, token.i - len(words) + 1) : token.i + 1]
        hyphened = here.start > 0 and token.doc[here.start - 1].text == "-"
        if tuple(t.lower_ for t in here) == words and not hyphened:
            return row
    return None


@cache
def _people_index() -> dict[str, list[tuple[tuple[str, ...], lexicons.Row]]]:
    """Forms of people by their last word, longest first; rows of voices only ("ministry") are left out."""
    table: dict[str, list[tuple[tuple[str, ...], lexicons.Row]]] = {}
    for row in lexicons.load("people"):
        # "Two soldiers dead": the word tells what happened to people, so the count is of the soldiers.
        for form in set(row.forms) - {"dead"} if row.fact("group") else ():
            words = tuple(form.lower().split())
            table.setdefault(words[-1], []).append((words, row))
    return {last: sorted(forms, key=lambda f: -len(f[0])) for last, forms in table.items()}


def _counted(noun: Token, field: str, trigger: Trigger, scene: Scene) -> Harm | None:
    """The harm to one noun, or None where nobody is counted by it."""
    count = _count(noun, trigger)
    pronoun = noun.pos_ == "PRON" and noun.lower_ not in {"one", "none", "nobody", "other", "others"} | _NUMBER_PRONOUNS
    if count is None or pronoun or _is_age(noun) or (field == "captured" and not _is_somebody(noun)):
        return None
    phrase = grammar.phrase(noun)
    first, last = min(count.first, phrase.start), max(count.last, noun.i)
    while first < count.first and trigger.mention.start <= noun.doc[first].idx < trigger.mention.end:
        first += 1
    return Harm(field, noun, count.quantity, first, last, trigger, _subset(noun, trigger, scene))


def _is_somebody(noun: Token) -> bool:
    """True for people, a name or a bare count of them: a captured town or weapon is none."""
    return _person(noun) or noun.ent_type_ == "PERSON" or noun.lower_ in _OTHERS or counts.number(noun.text) is not None


def _count(noun: Token, trigger: Trigger) -> counts.Count | None:
    """The count of a noun: as it stands before it, one for a named person, its members for a family."""
    if noun.lemma_.lower() in _COLLECTIVE:
        return _members(noun)
    count = counts.of(noun, singular=_person(noun) or noun.lower_ in _OTHERS or noun is trigger.token)
    if count is None and noun.ent_type_ == "PERSON" and noun.tag_ == "NNP":
        return counts.Count(Quantity(1, 1, "exact"), grammar.phrase(noun).start, noun.i)
    return count


_COLLECTIVE = frozenset({"family", "couple", "crew", "team", "group", "household", "crowd"})


def _members(noun: Token) -> counts.Count | None:
    """How many "a family of five" is; None for a family that nobody counts."""
    numbers = [n for _, n in grammar.prepositional(noun, frozenset({"of"})) if counts.number(n.text) is not None]
    return counts.of(numbers[0]) if numbers else None


def _is_age(noun: Token) -> bool:
    """True for the bare number of "Ali Hassan, 34, and his brother"."""
    if counts.number(noun.text) is None or not 0 < noun.i < len(noun.doc) - 1:
        return False
    return noun.doc[noun.i - 1].text == "," and noun.doc[noun.i + 1].text in {",", "."}


_NUMBER_PRONOUNS = frozenset(
    {"another", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "several"}
)


def _subset(noun: Token, trigger: Trigger, scene: Scene) -> bool:
    """True for "five of the dead", "were among the dead": people whom another count already holds."""
    text = scene.sentence.text.lower()
    among = "among the dead" in text or "among the victims" in text or "among those killed" in text
    of = noun.doc[noun.i + 1 : noun.i + 3].text.lower() in {"of the", "of those", "of them"}
    return bool(among or of) and trigger.family == "harm"


def _included(harm: Harm, trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    """The counts behind "including" and "among them", inside the count of a harm."""
    doc = harm.noun.doc
    for at in range(harm.last + 1, min(harm.last + 9, scene.sentence.end)):
        if doc[at].pos_ in {"VERB", "AUX"} and doc[at].lower_ != "including":
            return
        if doc[at].lower_ in {"including", "among"}:
            yield from _listed(at, harm, trigger, scene)
            return


def _listed(at: int, harm: Harm, trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    doc = harm.noun.doc
    for word in doc[at + 1 : scene.sentence.end]:
        if word.pos_ in {"VERB", "AUX"} and word.tag_ not in {"VBN", "VBG"}:
            return
        counted = counts.of(word) if _person(word) and word.i > at else None
        if counted is not None and counted.first > at:
            first = min(counted.first, grammar.phrase(word).start) if grammar.phrase(word).start > at else counted.first
            yield Harm(harm.field, word, counted.quantity, first, word.i, trigger, subset=True)


def group_of(harm: Harm) -> str | None:
    """The lexicon's group of the people counted (civilian, service_member, child, ...); None where it is not said."""
    row = _people_row(harm.noun)
    words = [w for t in harm.noun.doc[harm.first : harm.last + 1] if (w := _people_row(t)) is not None]
    groups = [r.fact("group") for r in [*words, *([row] if row else [])]]
    known = [g for g in groups if g and g != "unknown"]
    return known[0] if known else None


def people(harms: Iterable[Harm]) -> frozenset[int]:
    """The tokens that a set of counts already explains."""
    return frozenset(i for h in harms for i in range(h.first, h.last + 1))
