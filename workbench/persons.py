"""A token in, whether it speaks of people out, and how many one person's wording counts.

The words for people are `lexicons/people.toml`; where no row has a word, its
ending or its "who" may still make it a person. Nothing here asks what
happened to them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbench import counts, grammar, lexicons
from workbench.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token


OTHERS = frozenset({"other", "others", "more", "people", "person"})


NOT_PEOPLE = frozenset(
    {"attack", "attacks", "strike", "bomb", "rocket", "toll", "number", "blast", "explosion", "year", "month", "week",
     "day", "death", "injury", "hour", "minute", "kilometer", "mile", "percent", "building", "house", "vehicle", "body",
     "tiger", "panther", "computer", "helicopter", "trailer", "tanker", "tractor", "motor", "reactor", "container",
     "bunker", "tower", "shelter", "power", "corner", "center", "river", "border", "sector", "career", "summer"}
)  # fmt: skip


_VAGUE = frozenset({"several", "dozens", "scores", "hundreds", "many", "another", "others"})
_RANKS_BELOW = frozenset({"sub", "vice", "ex", "co", "mid", "senior"})
"""First parts that leave the second one a person ("sub-commander"), as "anti-" does not."""


def is_person(token: Token) -> bool:
    """True for a word that a row of the people lexicon ends in."""
    return row_of(token) is not None


def row_of(token: Token) -> lexicons.Row | None:
    """The people row whose form ends in this word, the longest first; None where the word is not people."""
    for words, row in _people_index().get(token.lower_, ()):
        here = token.doc[max(0, token.i - len(words) + 1) : token.i + 1]
        hyphened = (
            here.start > 1
            and token.doc[here.start - 1].text == "-"
            and token.doc[here.start - 2].lower_ not in _RANKS_BELOW
        )
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


def is_figure(token: Token) -> bool:
    """True for a number and for a word that stands for one ("several", "dozens")."""
    return counts.number(token.text) is not None or token.lower_ in _VAGUE


def of_people(count: Token) -> bool:
    """True for the "three" of "three of his men"."""
    return any(is_person(n) for _, n in grammar.prepositional(count, frozenset({"of"})))


def is_counted(noun: Token) -> bool:
    """True for people with a count of their own, and for "three of his men"."""
    count = counts.of(noun, singular=is_person(noun))
    return count is not None and (is_person(noun) or of_people(noun))


_INJURED = frozenset({"wounded", "injured"})


def is_somebody(noun: Token) -> bool:
    """True for people, a name or a bare count of them: a captured town or weapon is none."""
    known = is_person(noun) or noun.ent_type_ == "PERSON" or noun.lower_ in OTHERS | _INJURED
    return known or counts.number(noun.text) is not None or of_people(noun)


def is_agentive(noun: Token) -> bool:
    """True for a noun that its ending or its "who" makes a person, where no list has it ("a helper", "a passer-by")."""
    whose = any(c.dep_ == "relcl" and any(t.lower_ in {"who", "whom", "whose"} for t in c.subtree) for c in noun.rights)
    made = noun.lower_.endswith(("er", "or", "ist", "man", "ian", "ee")) and len(noun.text) > _SHORT
    return noun.pos_ == "NOUN" and (whose or (made and noun.lemma_.lower() not in NOT_PEOPLE))


_SINGLE_PRONOUNS = frozenset({"he", "she", "him", "her", "his"})


def is_known(noun: Token) -> bool:
    """True for "him" and for "the mayor": one person that the text points at."""
    if noun.lower_ in _SINGLE_PRONOUNS:
        return True
    return noun.tag_ == "NN" and is_person(noun) and any(t.lower_ == "the" and t.dep_ == "det" for t in noun.lefts)


_SHORT = 5
"""The longest word whose ending says nothing ("river")."""


def only(noun: Token) -> counts.Count | None:
    """One, for "his driver" and the bare title of "rebel commander, Omar Aziz"; None for a person told of before."""
    phrase = grammar.phrase(noun)
    owned = any(t.dep_ == "poss" for t in noun.lefts)
    titled = any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in noun.rights)
    bare = not any(t.dep_ in {"det", "nummod", "poss"} for t in noun.lefts)
    return counts.Count(Quantity(1, 1, "exact"), phrase.start, noun.i) if owned or (titled and bare) else None


COLLECTIVE = frozenset({"family", "couple", "crew", "team", "group", "household", "crowd"})


def members(noun: Token) -> counts.Count | None:
    """How many "a family of five" is; None for a family that nobody counts."""
    numbers = [n for _, n in grammar.prepositional(noun, frozenset({"of"})) if counts.number(n.text) is not None]
    return counts.of(numbers[0]) if numbers else None


def is_age(noun: Token) -> bool:
    """True for the bare number of "Ali Hassan, 34, and his brother"."""
    if counts.number(noun.text) is None or not 0 < noun.i < len(noun.doc) - 1:
        return False
    return noun.doc[noun.i - 1].text == "," and noun.doc[noun.i + 1].text in {",", "."}
