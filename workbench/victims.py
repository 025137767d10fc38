"""A word of harm in, the nouns of those to whom it was done out.

By grammar: the object of an active verb, the subject of a passive, what
stands behind "of" of a noun, before "dead", or in apposition; where the parse
has nothing, the words right beside. Whether these are people, and how many,
is asked by `casualties`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import counts, grammar, listings, persons
from workbench.triggers import PERIOD

if TYPE_CHECKING:
    from spacy.tokens import Token

    from workbench.triggers import Trigger


ATTACKS = frozenset(
    {"shoot", "shoot-dead", "assassinate", "massacre", "assault-hand", "beat-to-death", "kidnapping", "killing",
     "execute"}
)  # fmt: skip
"""Attacks whose object is people to whom it happened."""


_WITH = frozenset({"alongside", "along", "together", "with", "besides"})
_STATES = frozenset({"be", "remain", "lie", "stay"})
_GOVERNED = grammar.OBJECT | {"pobj", "attr", "conj", "appos", "nsubj"}
_SUFFER = ("suffer", "sustain", "receiv", "have", "has", "had")
_FIND = frozenset({"find", "count", "recover", "discover", "retrieve", "pull", "see"})


def affected(trigger: Trigger) -> list[Token]:
    """The nouns to which the harm was done, coordinated ones included."""
    token = trigger.token
    told = _left(token) or _numbered(token) or _told_before(trigger)
    if told:
        return told
    if _is_nominal(trigger):
        return _nominal(trigger)
    if trigger.row.id in _STATING:
        return _STATING[trigger.row.id](trigger)
    if trigger.row.id == "shoot" and not _shot_dead(trigger):
        return []
    return _undone(token) + _companions(token)


def _left(token: Token) -> list[Token]:
    """Those of "left four people dead"."""
    verb = token.head
    return grammar.objects(verb) if verb.lemma_.lower() == "leave" and verb is not token else []


_NUMBERED = frozenset({"troop", "people", "soldier", "civilian", "number"})
_NOMINAL = frozenset({"dead", "injury", "detention", "bodies", "wounds"})


def _is_nominal(trigger: Trigger) -> bool:
    """True for a noun of harm, and for a participle that is governed as one ("counted 120 wounded")."""
    token = trigger.token
    counted = token.i > token.sent.start and persons.is_figure(token.doc[token.i - 1])
    if trigger.row.id in _NOMINAL and (counted or token.pos_ not in {"VERB", "AUX"}):
        return True
    if token.pos_ in {"NOUN", "PROPN"} and trigger.row.id in ATTACKS - {"shoot"}:
        return True
    return trigger.row.id == "wound" and ((counted and token.dep_ in _GOVERNED) or _is_amount(token))


def _is_amount(token: Token) -> bool:
    """True for the "wounded" of "dozens of wounded"."""
    of = token.head
    return token.dep_ == "pobj" and of.lower_ == "of" and of.i == token.i - 1 and persons.is_figure(of.head)


def _undone(verb: Token) -> list[Token]:
    """The object of an active verb of harm, the subject of a passive one."""
    acted = grammar.subjects(verb) if grammar.is_passive(verb) else grammar.objects(verb)
    nouns = _own_people(verb) or _behind_copula(verb) or acted
    of = frozenset({"of"})
    lives = [n for noun in nouns if noun.lemma_.lower() == "life" for _, n in grammar.prepositional(noun, of)]
    nouns = lives or [_bearer(noun) for noun in nouns]
    return nouns or (grammar.objects(verb) if verb.dep_ == "conj" else [])


def _undergone(noun: Token) -> list[Token]:
    """Those to whom a deed told by a noun was done: "the murder of six priests", "the mayor's assassination"."""
    of = [n for _, n in grammar.prepositional(noun, frozenset({"of"})) if n.lemma_.lower() not in persons.NOT_PEOPLE]
    if (not of and noun.dep_ == "conj") or any(c.dep_ == "conj" for c in noun.children):
        shared = [*grammar.conjuncts(noun), noun.head]
        of = of or [n for t in shared for _, n in grammar.prepositional(t, frozenset({"of"}))]
    owners = [t for t in noun.lefts if t.dep_ == "poss"]
    return [n for n in (*of, *owners) if persons.is_person(n) or n.ent_type_ == "PERSON" or persons.is_figure(n)]


def _stated(trigger: Trigger) -> list[Token]:
    """Of whom the sentence says that they are victims, in hospital or missing: the number before, or the subject."""
    token = trigger.token
    words = trigger.mention.text.lower()
    first = next(t for t in token.doc[token.sent.start : token.i + 1] if t.idx >= trigger.mention.start)
    if first.i > token.sent.start and words.endswith("condition") and counts.number(first.nbor(-1).text) is not None:
        return [first.nbor(-1)]
    if words.endswith(("wounded", "injured")) and token.i + 1 < token.sent.end and token.nbor(1).pos_ == "NOUN":
        return []
    if words.startswith("of "):
        return listings.parts(first.nbor(-1)) if first.i > first.sent.start else []
    own = grammar.children(first, grammar.SUBJECT | grammar.PASSIVE_SUBJECT)
    if own or first.pos_ == "VERB":
        return own or grammar.subjects(first)
    at = first.head if first.dep_ == "prep" else next((a for a in first.ancestors if a.pos_ in {"VERB", "AUX"}), first)
    return grammar.subjects(at) if at.lemma_.lower() in _STATES else []


def _is_number(token: Token) -> bool:
    return counts.number(token.text) is not None


def _behind_copula(token: Token) -> list[Token]:
    """The people of "also killed in the raid were two soldiers", told behind their verb."""
    if token.tag_ != "VBN" or token.i - token.sent.start > 1:
        return []
    verb = next((t for t in token.doc[token.i + 1 : token.sent.end] if t.lemma_.lower() == "be"), None)
    return [t for t in token.doc[verb.i + 1 : token.sent.end] if persons.is_person(t)][:1] if verb is not None else []


def _told_before(trigger: Trigger) -> list[Token]:
    """The counted people right before a participle that governs nothing: "one officer killed and two hurt"."""
    token = trigger.token
    if trigger.row.id not in {"kill", "wound"} or token.tag_ not in {"VBN", "VBD"} or token.i == token.sent.start:
        return []
    before = token.nbor(-1)
    after = token.nbor(1) if token.i + 1 < token.sent.end else None
    governs = after is not None and after.pos_ in {"DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON"}
    own = grammar.children(token, grammar.OBJECT) or any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    if governs or own or not (persons.is_person(before) or persons.is_figure(before)):
        return []
    doing = token.dep_ in {"ROOT", "ccomp"} and before.dep_ in grammar.SUBJECT
    return [before] if not doing and counts.of(before, singular=persons.is_person(before)) is not None else []


def _own_people(token: Token) -> list[Token]:
    """The people that stand between two coordinated verbs ("four were killed and others wounded"), not the first's."""
    own = grammar.children(token, grammar.SUBJECT | grammar.PASSIVE_SUBJECT)
    if token.dep_ != "conj" or own or not grammar.is_passive(token):
        return []
    if token.head.pos_ in grammar.NOMINAL:
        return [token.head]
    between = token.doc[token.head.i + 1 : token.i]
    return [
        t for t in between if persons.is_person(t) or t.lower_ in persons.OTHERS or counts.number(t.text) is not None
    ][-1:]


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
    """Those killed or held alongside somebody, where the text names or counts them."""
    beside = [
        n for noun in (token, *grammar.children(token, grammar.OBJECT)) for _, n in grammar.prepositional(noun, _WITH)
    ]
    found = [named if (named := _bearer(n)).ent_type_ == "PERSON" else listings.meant(n) for n in beside]
    return [n for n in found if n.ent_type_ == "PERSON" or persons.is_counted(n)]


def _sufferers(token: Token) -> list[Token]:
    """Those who "suffered injuries" or "have gunshot wounds"."""
    verb = token.head
    suffered = token.dep_ in grammar.OBJECT and verb.lower_.startswith(_SUFFER)
    return grammar.subjects(verb) if suffered else []


def _found(trigger: Trigger) -> list[Token]:
    """The bodies that were found or counted; those that are buried or shown count nobody anew."""
    token = trigger.token
    verb = grammar.clause(token)
    if verb.lemma_.lower() not in _FIND or token.dep_ not in grammar.OBJECT | grammar.PASSIVE_SUBJECT | {
        "pobj",
        "nsubj",
    }:
        return []
    return [n for _, n in grammar.prepositional(token, frozenset({"of"})) if persons.is_person(n)] or [token]


def _nominal(trigger: Trigger) -> list[Token]:
    """People behind "deaths of", before "dead", or counted by the noun itself ("no injuries", "22 dead")."""
    token = trigger.token
    words = trigger.mention.text.lower()
    if trigger.row.id in ATTACKS or trigger.row.id == "bodies":
        return _found(trigger) if trigger.row.id == "bodies" else _undergone(token)
    if trigger.row.id == "wounds" or (trigger.row.id == "injury" and _sufferers(token)):
        return _sufferers(token)
    if _is_amount(token):
        return [token.head.head]
    if words.endswith("toll"):
        return _toll(token)
    of = [n for _, n in grammar.prepositional(token, frozenset({"of"}))]
    people = [n for n in of if n.lemma_.lower() not in persons.NOT_PEOPLE]
    if people or trigger.row.id == "detention":
        return people
    return _predicate(token) if words in {"dead", "wounded", "injured"} else [token]


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
    if token.dep_ != "acl" or token.head.lemma_.lower() not in _NUMBERED:
        return []
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
        if persons.is_figure(before):
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
        return listings.parts(token.doc[token.i - 3])
    if preposition.lower_ == "among":
        verb = grammar.clause(token)
        return grammar.subjects(verb)
    return []


def beside(trigger: Trigger) -> list[Token]:
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
        if word.dep_ == "compound" and word.head.i > word.i:
            continue
        if persons.is_person(word) and word.head.lower_ == "of" and persons.is_figure(word.head.head):
            word = word.head.head  # noqa: PLW2901
        if (
            persons.is_person(word)
            or (word.lower_ in persons.OTHERS)
            or (counts.number(word.text) is not None and behind)
        ):
            found.append(word)
    named = [w for w in found if w.pos_ != "NUM" or persons.of_people(w)] or found[:1]
    return named + [w.head for w in named[:1] if w.dep_ == "conj" and persons.is_person(w.head)]


def _of_verb(trigger: Trigger) -> list[Token]:
    """The subjects of "died" and "lost limbs"."""
    return grammar.subjects(trigger.token)


_STATING = {
    "victims": _stated, "hospital": _stated, "missing": _stated, "die": _of_verb,
    "lose-limb": _of_verb,
}  # fmt: skip
"""How the rows are read whose words do not act on an object of their own."""
