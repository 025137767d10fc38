"""A sentence's words of harm in, counted people out.

For each "killed", "wounded", "dead", "toll" the people it happened to are
found by grammar, and where the parse has nothing, by the words right beside
it. Uncounted people ("civilians were killed") give no figure; a named person
or "a child" is one; "no casualties" is none killed and none wounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench import counts, grammar, listings, persons, victims
from workbench.records import Quantity
from workbench.triggers import NUMBER_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from workbench.acts import Scene
    from workbench.triggers import Trigger

_FIELD = {
    "kill": "killed", "die": "killed", "dead": "killed", "wound": "wounded", "injury": "wounded", "detain": "captured",
    "detention": "captured", "kidnapping": "captured", "hospital": "wounded", "missing": "missing", "wounds": "wounded",
    "lose-limb": "wounded",
}  # fmt: skip


_ALL_FIELDS = ("killed", "wounded")


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
        if trigger.family not in {"harm", "capture"} and trigger.row.id not in victims.ATTACKS:
            continue
        for harm in _harmed(trigger, scene):
            if not any(h.field == harm.field and h.first <= harm.last and harm.first <= h.last for h in found):
                found.append(harm)
    return tuple(sorted(found, key=lambda h: (h.first, h.field)))


def _harmed(trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    fields = _fields(trigger)
    if _hypothetical(trigger.token) or _of_a_war(trigger, scene):
        return
    nouns = [n for n in victims.affected(trigger) if n is trigger.token or n.lemma_.lower() not in persons.NOT_PEOPLE]
    others = {t.token.i for t in scene.triggers if t.token.tag_ in {"VBN", "VBD"}}
    nouns = [n for noun in nouns for n in listings.names(noun)]
    nouns = [n for noun in nouns for n in listings.enumerated(listings.meant(noun), others)]
    nouns = listings.told_once(nouns + listings.elsewhere(trigger, nouns))
    seen = [h for n in nouns if (h := _counted(n, fields[0], trigger, scene)) is not None]
    if not seen:
        beside = victims.beside(trigger)
        seen = [h for n in beside if (h := _counted(n, fields[0], trigger, scene)) is not None]
        seen = [h for h in seen if h is seen[0] or h.noun == seen[0].noun.head]
    for harm in seen:
        yield harm
        if len(fields) > 1 and harm.quantity.qualifier == "none":
            yield Harm(fields[1], harm.noun, harm.quantity, harm.first, harm.last, trigger, harm.subset)
        yield from _included(harm, trigger, scene)


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


def _counted(noun: Token, field: str, trigger: Trigger, scene: Scene) -> Harm | None:
    """The harm to one noun, or None where nobody is counted by it."""
    count = _count(noun, trigger)
    pronoun = noun.pos_ == "PRON" and noun.lower_ not in {"one", "none", "nobody", "other", "others"} | _NUMBER_PRONOUNS
    if count is None and persons.is_known(noun):
        phrase = grammar.phrase(noun)
        return Harm(field, noun, _ONE, phrase.start, noun.i, trigger, _subset(noun, trigger, scene), known=True)
    if count is None or pronoun or persons.is_age(noun) or (field == "captured" and not persons.is_somebody(noun)):
        return None
    phrase = grammar.phrase(noun)
    first, last = min(count.first, phrase.start), max(count.last, noun.i)
    if any(t.pos_ not in {"DET", "ADJ", "ADV", "ADP"} for t in noun.doc[first : count.first]):
        first = count.first
    while first < count.first and trigger.mention.start <= noun.doc[first].idx < trigger.mention.end:
        first += 1
    return Harm(field, noun, count.quantity, first, last, trigger, _subset(noun, trigger, scene))


_ONE = Quantity(1, 1, "exact")


def _count(noun: Token, trigger: Trigger) -> counts.Count | None:
    """The count of a noun: as it stands before it, one for a named person, its members for a family."""
    if noun.lemma_.lower() in persons.COLLECTIVE:
        return persons.members(noun)
    if trigger.row.id in {"hospital", "bodies"}:
        count = counts.of(noun, singular=False)
        return None if count is not None and count.quantity.low == 1 and noun is trigger.token else count
    listed = noun.dep_ == "conj" and noun.pos_ == "NOUN" and noun.lemma_.lower() not in persons.NOT_PEOPLE
    anybody = trigger.row.id in _UPON_PEOPLE and (listed or persons.is_agentive(noun))
    count = counts.of(
        noun, singular=persons.is_person(noun) or anybody or noun.lower_ in persons.OTHERS or noun is trigger.token
    )
    if count is None and noun.tag_ == "NN" and persons.is_person(noun):
        count = persons.only(noun)
    if count is None and noun.ent_type_ == "PERSON" and noun.tag_ == "NNP":
        return counts.Count(Quantity(1, 1, "exact"), grammar.phrase(noun).start, noun.i)
    return count


_UPON_PEOPLE = frozenset({"kill", "wound", "detain", "kidnapping", "shoot"})
_NUMBER_PRONOUNS = frozenset(
    {"another", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "several"}
)


def _subset(noun: Token, trigger: Trigger, scene: Scene) -> bool:
    """True for "five of the dead", "were among the dead": people whom another count already holds."""
    text = scene.sentence.text.lower()
    among = "among the dead" in text or "among the victims" in text or "among those killed" in text
    of = noun.doc[noun.i + 1 : noun.i + 3].text.lower() in {"of the", "of those", "of them"}
    # "Killing two of the gunmen" counts the two; "two of the gunmen killed" are part of those killed.
    at = trigger.token
    partial = at.lower_ == "dead" and at.i > at.sent.start and at.nbor(-1).lower_ == "the"
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
    for number in doc[harm.last + 1 : max(harm.last + 1, scene.sentence.end - 2)]:
        if number.i in others:
            return
        them = number.nbor(1).lower_ == "of" and number.nbor(2).lower_ in {"them", "whom"}
        if not them or number.nbor(-1).text != "," or counts.number(number.text) is None:
            continue
        count = counts.of(number)
        if count is not None:
            word = next((t for t in doc[number.i + 3 : number.i + 6] if persons.is_person(t)), number)
            yield Harm(harm.field, word, count.quantity, count.first, max(count.last, number.i), trigger, subset=True)
            return


def _listed(at: int, harm: Harm, trigger: Trigger, scene: Scene) -> Iterator[Harm]:
    doc = harm.noun.doc
    for word in doc[at + 1 : scene.sentence.end]:
        if word.pos_ in {"VERB", "AUX"} and word.tag_ not in {"VBN", "VBG"}:
            return
        counted = counts.of(word) if persons.is_person(word) and word.i > at else None
        if counted is not None and counted.first > at:
            first = min(counted.first, grammar.phrase(word).start) if grammar.phrase(word).start > at else counted.first
            yield Harm(harm.field, word, counted.quantity, first, word.i, trigger, subset=True)


def group_of(harm: Harm) -> str | None:
    """The lexicon's group of the people counted (civilian, service_member, child, ...); None where it is not said."""
    row = persons.row_of(harm.noun)
    words = [w for t in harm.noun.doc[harm.first : harm.last + 1] if (w := persons.row_of(t)) is not None]
    groups = [r.fact("group") for r in [*words, *([row] if row else [])]]
    known = [g for g in groups if g and g != "unknown"]
    return known[0] if known else None


def people(harms: Iterable[Harm]) -> frozenset[int]:
    """The tokens that a set of counts already explains."""
    return frozenset(i for h in harms for i in range(h.first, h.last + 1))
