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
from workbench.triggers import NUMBER_OF, PERIOD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from spacy.tokens import Doc, Token

    from workbench.acts import Scene
    from workbench.triggers import Trigger

_FIELD = {
    "kill": "killed", "die": "killed", "dead": "killed", "wound": "wounded", "injury": "wounded", "detain": "captured",
    "detention": "captured", "kidnapping": "captured", "hospital": "wounded", "missing": "missing", "wounds": "wounded",
    "lose-limb": "wounded",
}  # fmt: skip
_ATTACKS = frozenset({
    "shoot", "shoot-dead", "assassinate", "massacre", "assault-hand", "beat-to-death", "kidnapping", "killing", "execute",
})  # fmt: skip
"""Attacks whose object is people to whom it happened."""
_WITH = frozenset({"alongside", "along", "together", "with", "besides"})
_ALL = frozenset({"all", "both"})
_AT = frozenset({"at", "in", "on", "near", "outside", "inside"})
_STATES = frozenset({"be", "remain", "lie", "stay"})
_ALL_FIELDS = ("killed", "wounded")
_OTHERS = frozenset({"other", "others", "more", "people", "person"})
_NOT_PEOPLE = frozenset(
    {"attack", "attacks", "strike", "bomb", "rocket", "toll", "number", "blast", "explosion", "year", "month", "week",
     "day", "death", "injury", "hour", "minute", "kilometer", "mile", "percent", "building", "house", "vehicle", "body",
     "tiger", "panther", "computer", "helicopter", "trailer", "tanker", "tractor", "motor", "reactor", "container",
     "bunker", "tower", "shelter", "power", "corner", "center", "river", "border", "sector", "career", "summer"}
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
    known: bool = False
    """True for "the mayor" and "him": one person, of whom the text may have told before."""


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
    if _hypothetical(trigger.token) or _of_a_war(trigger, scene):
        return
    nouns = [n for n in _affected(trigger) if n is trigger.token or n.lemma_.lower() not in _NOT_PEOPLE]
    others = {t.token.i for t in scene.triggers if t.token.tag_ in {"VBN", "VBD"}}
    nouns = [n for noun in nouns for n in _names(noun)]
    nouns = [n for noun in nouns for n in _enumerated(_meant(noun), others)]
    nouns += _elsewhere(trigger, nouns)
    seen = [h for n in nouns if (h := _counted(n, fields[0], trigger, scene)) is not None]
    if not seen:
        beside = _beside(trigger)
        seen = [h for n in beside if (h := _counted(n, fields[0], trigger, scene)) is not None]
        seen = [h for h in seen if h is seen[0] or h.noun == seen[0].noun.head]
    for harm in seen:
        yield harm
        if len(fields) > 1 and harm.quantity.qualifier == "none":
            yield Harm(fields[1], harm.noun, harm.quantity, harm.first, harm.last, trigger, harm.subset)
        yield from _included(harm, trigger, scene)


def _enumerated(noun: Token, others: Collection[int] = ()) -> list[Token]:
    """A counted noun and the counted people listed right behind it ("six Iraqis, three soldiers and one Briton").

    People with a word of harm of their own behind them ("and two soldiers wounded") are not listed.
    """
    found, at, doc = [noun], noun.i + 1, noun.doc
    if not (_person(noun) or noun.pos_ == "PROPN" or counts.number(noun.text) is not None):
        return found
    while at < noun.sent.end and (doc[at].text == "," or doc[at].lower_ == "and"):
        item = _item(doc, at + 1)
        if item is None:
            at = _behind_apposition(found[-1], at)
            continue
        if found[-1].pos_ == "PROPN" and doc[at].text == "," and doc[at + 1].lower_ in {"a", "an", "the"}:
            at = item.i + 1
            continue
        if item.i + 1 in others or (item.i + 2 in others and doc[item.i + 1].pos_ == "AUX"):
            break
        found.append(item)
        at = item.i + 1
    return found


def _names(noun: Token) -> list[Token]:
    """The names behind an uncounted plural ("the brothers Ali and Omar Hassan"), else the noun itself."""
    if noun.tag_ != "NNS" or counts.of(noun) is not None:
        return [noun]
    named = [c for c in noun.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.i - noun.i <= _NAME]
    return [n for head in named for n in grammar.conjuncts(head)] or [noun]


_NAME = 4
"""How many words behind a plural the first of its names may end."""


def _item(doc: Doc, start: int) -> Token | None:
    """The counted people, or the name, that a list goes on with at a position; None where it does not."""
    end = doc[start].sent.end if start < len(doc) else start
    stretch = start + 1 if start < end and doc[start].lower_ == "and" else start
    while stretch < end and (doc[stretch].pos_ in _LISTABLE or doc[stretch].dep_ in {"amod", "poss"}):
        following = doc[min(stretch + 1, len(doc) - 1)]
        if doc[stretch].pos_ in grammar.NOMINAL and following.pos_ not in {"NOUN", "PROPN", "NUM"}:
            break
        stretch += 1
    if stretch >= end:
        return None
    word = doc[stretch]
    if word.i + 1 < end and doc[word.i + 1].tag_ in {"VBD", "VBZ", "VBP"} and doc[word.i + 1].pos_ == "VERB":
        return None
    if word.ent_type_ == "PERSON":
        return word
    human = _person(word) or (word.tag_ == "NN" and doc[stretch - 1].lower_ in {"a", "an"} and stretch > start)
    if human and (counts.of(word) is not None or _only(word) is not None):
        return word
    return word if _of_people(word) and counts.of(word) is not None else None


def _behind_apposition(noun: Token, at: int) -> int:
    """Where a list goes on behind "NAME, rector of the university," and "NAME, 34,"; the end where it does not."""
    doc, end = noun.doc, noun.sent.end
    if noun.pos_ != "PROPN" or doc[at].text != ",":
        return end
    for token in doc[at + 1 : min(end, at + 12)]:
        if token.text == ",":
            return int(token.i)
        if token.pos_ in {"VERB", "AUX"}:
            return end
    return end


_LISTABLE = frozenset({"NUM", "ADJ", "PROPN", "NOUN", "DET"})


def _fields(trigger: Trigger) -> tuple[str, ...]:
    words = trigger.mention.text.lower()
    if words.startswith("casualt"):
        return _ALL_FIELDS
    if words.endswith(("wounded", "injured")) or words.startswith("injur"):
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


def _of_a_war(trigger: Trigger, scene: Scene) -> bool:
    """True for "the number of soldiers killed has risen to 200": a running total, unless of a named attack."""
    token = trigger.token
    before = token.doc[max(token.sent.start, token.i - 8) : token.i].text
    if token.dep_ != "acl" or not NUMBER_OF.search(before):
        return False
    attacks = {t.token.i for t in scene.triggers if t.family == "attack"}
    return not any(t.i in attacks for t in token.subtree)


def _affected(trigger: Trigger) -> list[Token]:
    """The nouns to which the harm was done, coordinated ones included."""
    token = trigger.token
    if token.head.lemma_.lower() == "leave" and token.head is not token and grammar.objects(token.head):
        return grammar.objects(token.head)
    if token.dep_ == "acl" and token.head.lemma_.lower() in {"troop", "people", "soldier", "civilian", "number"}:
        numbered = _numbered(token)
        if numbered:
            return numbered
    beside = _told_before(trigger)
    if beside is not None:
        return [beside]
    counted = token.i > token.sent.start and _is_figure(token.doc[token.i - 1])
    nominal = trigger.row.id in {"dead", "injury", "detention", "bodies", "wounds"} and (
        counted or token.pos_ not in {"VERB", "AUX"}
    )
    # "Counted 120 wounded": a participle that is governed as a noun is one.
    if nominal or (counted and trigger.row.id == "wound" and token.dep_ in _GOVERNED):
        return _nominal(trigger)
    if trigger.row.id == "wound" and token.dep_ == "pobj" and token.head.lower_ == "of" and _is_figure(token.head.head):
        return [token.head.head]
    if token.pos_ in {"NOUN", "PROPN"} and trigger.row.id in _ATTACKS - {"shoot"}:
        return _undergone(token)
    if trigger.row.id in {"victims", "hospital", "missing"}:
        return _stated(trigger)
    if trigger.row.id == "to-death":
        return _beaten(token.head.head if token.head.head.pos_ in {"VERB", "AUX"} else token.head)
    if trigger.row.id in {"die", "lose-limb"}:
        return grammar.subjects(token)
    if trigger.row.id == "shoot" and not _shot_dead(trigger):
        return []
    nouns = (
        _own_people(token)
        or _behind_copula(token)
        or (grammar.subjects(token) if grammar.is_passive(token) else grammar.objects(token))
    )
    lives = [
        n for noun in nouns if noun.lemma_.lower() == "life" for _, n in grammar.prepositional(noun, frozenset({"of"}))
    ]
    nouns = lives or [_bearer(noun) for noun in nouns]
    if not nouns and token.dep_ == "conj":
        nouns = grammar.objects(token)
    return nouns + _companions(token)


def _behind_copula(token: Token) -> list[Token]:
    """The people of "also killed in the raid were two soldiers", told behind their verb."""
    if token.tag_ != "VBN" or token.i - token.sent.start > 1:
        return []
    verb = next((t for t in token.doc[token.i + 1 : token.sent.end] if t.lemma_.lower() == "be"), None)
    return [t for t in token.doc[verb.i + 1 : token.sent.end] if _person(t)][:1] if verb is not None else []


_GOVERNED = grammar.OBJECT | {"pobj", "attr", "conj", "appos", "nsubj"}
_VAGUE = frozenset({"several", "dozens", "scores", "hundreds", "many", "another", "others"})


def _is_figure(token: Token) -> bool:
    """True for a number and for a word that stands for one ("several", "dozens")."""
    return counts.number(token.text) is not None or token.lower_ in _VAGUE


def _told_before(trigger: Trigger) -> Token | None:
    """The counted people right before a participle that governs nothing: "one officer killed and two hurt"."""
    token = trigger.token
    if trigger.row.id not in {"kill", "wound"} or token.tag_ not in {"VBN", "VBD"} or token.i == token.sent.start:
        return None
    before = token.nbor(-1)
    after = token.nbor(1) if token.i + 1 < token.sent.end else None
    governs = after is not None and after.pos_ in {"DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON"}
    own = grammar.children(token, grammar.OBJECT) or any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    if governs or own or not (_person(before) or _is_figure(before)):
        return None
    doing = token.dep_ in {"ROOT", "ccomp"} and before.dep_ in grammar.SUBJECT
    return before if not doing and counts.of(before, singular=_person(before)) is not None else None


def _own_people(token: Token) -> list[Token]:
    """The people that stand between two coordinated verbs ("four were killed and others wounded"), not the first's."""
    own = grammar.children(token, grammar.SUBJECT | grammar.PASSIVE_SUBJECT)
    if token.dep_ != "conj" or own or not grammar.is_passive(token):
        return []
    if token.head.pos_ in grammar.NOMINAL:
        return [token.head]
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
    """Those killed or held alongside somebody, where the text names or counts them."""
    beside = [
        n for noun in (token, *grammar.children(token, grammar.OBJECT)) for _, n in grammar.prepositional(noun, _WITH)
    ]
    found = [named if (named := _bearer(n)).ent_type_ == "PERSON" else _meant(n) for n in beside]
    return [n for n in found if n.ent_type_ == "PERSON" or _is_counted(n)]


def _is_counted(noun: Token) -> bool:
    """True for people with a count of their own, and for "three of his men"."""
    count = counts.of(noun, singular=_person(noun))
    return count is not None and (_person(noun) or _of_people(noun))


def _of_people(count: Token) -> bool:
    """True for the "three" of "three of his men"."""
    return any(_person(n) for _, n in grammar.prepositional(count, frozenset({"of"})))


def _undergone(noun: Token) -> list[Token]:
    """Those to whom a deed told by a noun was done: "the murder of six priests", "the mayor's assassination"."""
    of = [n for _, n in grammar.prepositional(noun, frozenset({"of"})) if n.lemma_.lower() not in _NOT_PEOPLE]
    if (not of and noun.dep_ == "conj") or any(c.dep_ == "conj" for c in noun.children):
        shared = [*grammar.conjuncts(noun), noun.head]
        of = of or [n for t in shared for _, n in grammar.prepositional(t, frozenset({"of"}))]
    owners = [t for t in noun.lefts if t.dep_ == "poss"]
    return [n for n in (*of, *owners) if _person(n) or n.ent_type_ == "PERSON" or _is_figure(n)]


def _stated(trigger: Trigger) -> list[Token]:
    """Of whom the sentence says that they are victims, in hospital or missing: the number before, or the subject."""
    token = trigger.token
    words = trigger.mention.text.lower()
    first = next(t for t in token.doc[token.sent.start : token.i + 1] if t.idx >= trigger.mention.start)
    if first.i > token.sent.start and words.startswith("in ") and counts.number(first.nbor(-1).text) is not None:
        return [first.nbor(-1)]
    if words.endswith(("wounded", "injured")) and token.i + 1 < token.sent.end and token.nbor(1).pos_ == "NOUN":
        return []
    if words.startswith("of "):
        return _parts(first.nbor(-1)) if first.i > first.sent.start else []
    own = grammar.children(first, grammar.SUBJECT | grammar.PASSIVE_SUBJECT)
    if own or first.pos_ == "VERB":
        return own or grammar.subjects(first)
    at = first.head if first.dep_ == "prep" else next((a for a in first.ancestors if a.pos_ in {"VERB", "AUX"}), first)
    return grammar.subjects(at) if at.lemma_.lower() in _STATES else []


_AMOUNTS = frozenset({"number", "handful", "couple", "group", "total", "dozen", "score", "hundred"})


def _parts(number: Token) -> list[Token]:
    """The number before "of the dead", with that of "twelve of the dead were nurses and ten were patients"."""
    if counts.of(number) is None:
        return []
    verbs = grammar.conjuncts(grammar.clause(number))[1:]
    more = [t for verb in verbs for t in grammar.children(verb, grammar.SUBJECT)]
    return [number, *(t for t in more if counts.number(t.text) is not None)]


def _meant(noun: Token) -> Token:
    """The people that a word stands for, else the word itself.

    "A number of insurgents" are insurgents; "all" and "both" are those counted before ("ten gunmen were inside and
    all were killed").
    """
    if noun.lemma_.lower() in _AMOUNTS:
        return next((n for _, n in grammar.prepositional(noun, frozenset({"of"})) if _person(n)), noun)
    if noun.lower_ in {"who", "that"} and noun.head.dep_ == "relcl":
        return noun.head.head
    if noun.lower_ not in _ALL or noun.dep_ not in grammar.SUBJECT | grammar.PASSIVE_SUBJECT:
        return noun
    earlier = reversed(noun.doc[noun.sent.start : noun.i])
    return next((t for t in earlier if _person(t) and counts.of(t, singular=False) is not None), noun)


def _elsewhere(trigger: Trigger, nouns: list[Token]) -> list[Token]:
    """The bare numbers of the same harm in other places: "four people died at the gate, two in the yard"."""
    if not nouns or trigger.row.id not in {"die", "kill", "wound"} or counts.of(nouns[-1]) is None:
        return []
    found, doc = [], trigger.token.doc
    end = trigger.token.sent.end
    for at in range(max(trigger.token.i, nouns[-1].i) + 1, end - 2):
        opened = doc[at].text in {",", ";"} or doc[at].lower_ == "and"
        number = doc[at + 1]
        if opened and number.i + 1 < end and doc[at + 2].lower_ in _AT and counts.number(number.text) is not None:
            found.append(number)
    return [n for n in found if counts.of(n) is not None and n.ent_type_ not in {"DATE", "TIME"}]


def _beaten(verb: Token) -> list[Token]:
    """Those whom a verb brings "to death"."""
    return grammar.subjects(verb) if grammar.is_passive(verb) else grammar.objects(verb)


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
    return [n for _, n in grammar.prepositional(token, frozenset({"of"})) if _person(n)] or [token]


_SUFFER = ("suffer", "sustain", "receiv", "have", "has", "had")
_FIND = frozenset({"find", "count", "recover", "discover", "retrieve", "pull", "see"})


def _nominal(trigger: Trigger) -> list[Token]:
    """People behind "deaths of", before "dead", or counted by the noun itself ("no injuries", "22 dead")."""
    token = trigger.token
    if trigger.row.id == "bodies":
        return _found(trigger)
    if trigger.row.id in {"wounds", "injury"} and (sufferers := _sufferers(token)):
        return sufferers
    if trigger.row.id == "wounds":
        return []
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
        if _is_figure(before):
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
        return _parts(token.doc[token.i - 3])
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
        if word.dep_ == "compound" and word.head.i > word.i:
            continue
        if _person(word) and word.head.lower_ == "of" and _is_figure(word.head.head):
            word = word.head.head  # noqa: PLW2901
        if _person(word) or (word.lower_ in _OTHERS) or (counts.number(word.text) is not None and behind):
            found.append(word)
    named = [w for w in found if w.pos_ != "NUM" or _of_people(w)] or found[:1]
    return named + [w.head for w in named[:1] if w.dep_ == "conj" and _person(w.head)]


def _person(token: Token) -> bool:
    return _people_row(token) is not None


def _people_row(token: Token) -> lexicons.Row | None:
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


_RANKS_BELOW = frozenset({"sub", "vice", "ex", "co", "mid", "senior"})
"""First parts that leave the second one a person ("sub-commander"), as "anti-" does not."""


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
    if count is None and _is_known(noun):
        phrase = grammar.phrase(noun)
        return Harm(field, noun, _ONE, phrase.start, noun.i, trigger, _subset(noun, trigger, scene), known=True)
    if count is None or pronoun or _is_age(noun) or (field == "captured" and not _is_somebody(noun)):
        return None
    phrase = grammar.phrase(noun)
    first, last = min(count.first, phrase.start), max(count.last, noun.i)
    if any(t.pos_ not in {"DET", "ADJ", "ADV", "ADP"} for t in noun.doc[first : count.first]):
        first = count.first
    while first < count.first and trigger.mention.start <= noun.doc[first].idx < trigger.mention.end:
        first += 1
    return Harm(field, noun, count.quantity, first, last, trigger, _subset(noun, trigger, scene))


_ONE = Quantity(1, 1, "exact")


def _is_known(noun: Token) -> bool:
    """True for "him" and for "the mayor": one person that the text points at."""
    if noun.lower_ in _SINGLE_PRONOUNS:
        return True
    return noun.tag_ == "NN" and _person(noun) and any(t.lower_ == "the" and t.dep_ == "det" for t in noun.lefts)


_SINGLE_PRONOUNS = frozenset({"he", "she", "him", "her", "his"})


def _is_somebody(noun: Token) -> bool:
    """True for people, a name or a bare count of them: a captured town or weapon is none."""
    known = _person(noun) or noun.ent_type_ == "PERSON" or noun.lower_ in _OTHERS | _INJURED
    return known or counts.number(noun.text) is not None or _of_people(noun)


_INJURED = frozenset({"wounded", "injured"})


def _count(noun: Token, trigger: Trigger) -> counts.Count | None:
    """The count of a noun: as it stands before it, one for a named person, its members for a family."""
    if noun.lemma_.lower() in _COLLECTIVE:
        return _members(noun)
    if trigger.row.id in {"hospital", "bodies"}:
        count = counts.of(noun, singular=False)
        return None if count is not None and count.quantity.low == 1 and noun is trigger.token else count
    listed = noun.dep_ == "conj" and noun.pos_ == "NOUN" and noun.lemma_.lower() not in _NOT_PEOPLE
    anybody = trigger.row.id in _UPON_PEOPLE and (listed or _is_agentive(noun))
    count = counts.of(noun, singular=_person(noun) or anybody or noun.lower_ in _OTHERS or noun is trigger.token)
    if count is None and noun.tag_ == "NN" and _person(noun):
        count = _only(noun)
    if count is None and noun.ent_type_ == "PERSON" and noun.tag_ == "NNP":
        return counts.Count(Quantity(1, 1, "exact"), grammar.phrase(noun).start, noun.i)
    return count


_UPON_PEOPLE = frozenset({"kill", "wound", "detain", "kidnapping", "shoot"})


def _is_agentive(noun: Token) -> bool:
    """True for a noun that its ending or its "who" makes a person, where no list has it ("a helper", "a passer-by")."""
    whose = any(c.dep_ == "relcl" and any(t.lower_ in {"who", "whom", "whose"} for t in c.subtree) for c in noun.rights)
    made = noun.lower_.endswith(("er", "or", "ist", "man", "woman", "ian", "ee", "eer", "ler")) and len(noun.text) > 5
    return noun.pos_ == "NOUN" and (whose or (made and noun.lemma_.lower() not in _NOT_PEOPLE))


def _only(noun: Token) -> counts.Count | None:
    """One, for "his driver" and for the bare title of "rebel commander, Omar Aziz"; None for a person told of before."""
    phrase = grammar.phrase(noun)
    owned = any(t.dep_ == "poss" for t in noun.lefts)
    titled = any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in noun.rights)
    bare = not any(t.dep_ in {"det", "nummod", "poss"} for t in noun.lefts)
    return counts.Count(Quantity(1, 1, "exact"), phrase.start, noun.i) if owned or (titled and bare) else None


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
    # "Killing two of the gunmen" counts the two; "two of the gunmen killed" are part of those killed.
    before = trigger.token.doc[trigger.token.i - 1] if trigger.token.i else None
    partial = trigger.row.id == "dead" and before is not None and before.lower_ == "the"
    done = partial or (
        of and (trigger.token.pos_ == "NOUN" or trigger.token.dep_ in {"acl", "relcl"} or trigger.row.id == "dead")
    )
    return bool(among or done or trigger.row.id in {"victims", "hospital"}) and trigger.family == "harm"


def _included(harm: Harm, trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    """The counts behind "including" and "among them", inside the count of a harm."""
    doc = harm.noun.doc
    yield from _of_them(harm, trigger, scene)
    for at in range(harm.last + 1, min(harm.last + 9, scene.sentence.end)):
        if doc[at].pos_ in {"VERB", "AUX"} and doc[at].lower_ != "including":
            return
        if doc[at].lower_ in {"including", "among"}:
            yield from _listed(at, harm, trigger, scene)
            return


def _of_them(harm: Harm, trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    """The "six of them children" behind "17 people were killed"."""
    doc = harm.noun.doc
    others = {t.token.i for t in scene.triggers} - {trigger.token.i}
    for number in doc[harm.last + 1 : scene.sentence.end - 2]:
        if number.i in others:
            return
        them = number.nbor(1).lower_ == "of" and number.nbor(2).lower_ in {"them", "whom"}
        if not them or number.nbor(-1).text != "," or counts.number(number.text) is None:
            continue
        count = counts.of(number)
        if count is not None:
            word = next((t for t in doc[number.i + 3 : number.i + 6] if _person(t)), number)
            yield Harm(harm.field, word, count.quantity, count.first, max(count.last, number.i), trigger, subset=True)
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
