"""A noun that acts in, the names of who that is out: a group, a force, armed people, a state, or nobody.

A pronoun, "the group" and "its fighters" are named only where a voice or the
story says whose they are; a weapon, an act or a man of whom nothing is told
names nobody. How firmly somebody is named is for `perpetrators`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench import actors, antecedents, counts, gazetteer, grammar, lexicons, places, voices
from workbench.mentions import words_of
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from workbench.records import Mention
    from workbench.stage import Stage
    from workbench.triggers import Trigger
    from workbench.voices import Voice

NOBODY = frozenset({"no", "nobody", "none", "neither"})
_SELF = frozenset({"he", "she", "it", "they", "we", "group", "movement", "organisation", "organization", "fighters"})
_ARMED = frozenset({"armed_group", "military", "police_security", "government", "security_force", "service_member"})
_STATE_ARMS = frozenset({"airstrike", "drone_strike", "shelling", "missile_attack", "rocket_attack", "other"})
_DISTANT = frozenset({"suspected", "alleged", "presumed", "purported", "apparent", "accused"})
_WEAPON_WORDS = frozenset(form for row in lexicons.load("weapons") for form in row.forms)


@dataclass(frozen=True, slots=True)
class Doer:
    """A perpetrator's name with the words that give it."""

    name: str
    words: Span
    by_itself: bool = False
    """True where its own spokesman says so ("his group carried out the attack")."""
    suspected: bool = False
    """True where the doers are only said to be of it."""


def name(stage: Stage, noun: Token, trigger: Trigger) -> Iterator[Doer]:
    """The names of a doer and their words: a group, a force, armed people, or the state whose arms they are."""
    phrase = grammar.phrase(noun)
    if noun.lower_ in NOBODY or phrase[0].lower_ in NOBODY:
        return
    named = _called(stage, noun) or _beside(noun)
    if named is not None:
        yield named
        return
    nameless = noun.lower_ in _SELF and len(phrase) <= _HIS_GROUP and not grammar.prepositional(noun, _OF)
    if noun.pos_ == "PRON" or nameless:
        itself = _themselves(stage, noun) or by_name(stage, noun)
        yield from [itself] if itself else []
        return
    describes = noun.i < trigger.token.i and noun.dep_ in {"compound", "amod", "poss", "nmod"}
    words = trimmed(noun.doc[noun.left_edge.i : noun.i + 1] if describes else _with_group(noun, phrase))
    state = _state(stage, noun, words, trigger)
    found = Doer(state, words) if state is not None else _force(stage, noun, words, trigger)
    if found is not None:
        yield found
        yield from _suspected_of(stage, noun)


def by_name(stage: Stage, noun: Token) -> Doer | None:
    """A group, a force or armed people under the name that the sentence, or for "the group" the story, gives."""
    if noun.pos_ == "PRON":
        return None
    named = _called(stage, noun) or _beside(noun)
    if named is not None:
        return named
    phrase = grammar.phrase(noun)
    if noun.lower_ in antecedents.GROUP and len(phrase) <= _HIS_GROUP and not grammar.prepositional(noun, _OF):
        name = antecedents.group_before(noun, stage.named)
        return Doer(name, phrase) if name else None
    if noun.pos_ not in {"NOUN", "PROPN"} or phrase[0].lower_ in NOBODY:
        return None
    words = trimmed(_with_group(noun, phrase))
    return Doer(stage.words(words), words) if len(words) and acts_by_force(stage, noun, words) else None


def anybody(stage: Stage, noun: Token) -> Doer | None:
    """People of any kind, armed or not, whom somebody accuses by a common noun: "strike supporters"."""
    if noun.pos_ != "NOUN" or noun.lower_ not in _people() | _ANYBODY:
        return None
    words = trimmed(grammar.phrase(noun))
    return Doer(stage.words(words), words) if len(words) > 1 or noun.lower_ not in _ANYBODY else None


def _with_group(noun: Token, phrase: Span) -> Span:
    """The phrase with the group that somebody is of: "members of the Shining Path"."""
    of = [n for _, n in grammar.prepositional(noun, frozenset({"of"}))]
    if not of or noun.lemma_.lower() not in _PART or of[0].i < noun.i:
        return phrase
    return noun.doc[phrase.start : (of[-1] if of[-1].i - noun.i < _HIS_PART else of[0]).i + 1]


_HIS_PART = 9
"""How many tokens behind "members" the last of the groups may stand."""


_PART = frozenset(
    {"member", "fighter", "militant", "element", "unit", "cell", "wing", "faction", "commando", "group", "squad",
     "column", "band", "gunman", "guerrilla", "rebel", "soldier", "troop", "agent", "supporter", "follower", "gang",
     "patrol", "contingent", "party", "team", "battalion", "force"}
)  # fmt: skip
"""Nouns whose "of" names whom they belong to."""


def _beside(noun: Token) -> Doer | None:
    """The name that stands beside a group without one: "a rebel group, the National Liberation Army"."""
    if noun.pos_ != "NOUN" or noun.lower_ not in antecedents.GROUP | {"organisations", "groups", "militia", "army"}:
        return None
    for other in grammar.children(noun, frozenset({"appos"})):
        if other.pos_ == "PROPN" and other.i > noun.i:
            words = trimmed(grammar.phrase(other))
            return Doer(words.text, words)
    return None


def _suspected_of(stage: Stage, noun: Token) -> Iterator[Doer]:
    """The group that "gunmen believed to belong to it" are said to be of, which is alleged and no more."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in _BELIEVED:
            low, high = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
            for mention in stage.scene.mentions:
                if mention.kind == "actor" and low <= mention.start < high and _is_armed(mention):
                    tokens = words_of(noun.doc, mention)
                    yield Doer(mention.text, noun.doc[tokens[0].i : tokens[-1].i + 1], suspected=True)


_BELIEVED = frozenset(
    {"believe", "suspect", "think", "say", "allege", "identify", "presume", "claim", "link", "belong", "affiliate",
     "report", "tie", "ally", "associate"}
)  # fmt: skip


def _is_armed(mention: Mention) -> bool:
    kind = actors.kind_of(mention.text)
    return kind in _ARMED or (kind is None and mention.rule == "pipeline:ORG")


_OF = frozenset({"of"})
_HIS_GROUP = 2
"""The length of "his group", "the movement": words for a group that do not name it."""


def _force(stage: Stage, noun: Token, words: Span, trigger: Trigger) -> Doer | None:
    """Armed people or a group by name; "a Taliban bomber" gives the Taliban, and an act or a day gives nobody."""
    if any(m.kind in {"action", "time"} and m.start <= noun.idx < m.end for m in stage.scene.mentions):
        inside = [m for m in stage.scene.mentions if m.kind == "actor" and words[0].idx <= m.start < words[-1].idx]
        return Doer(inside[0].text, words) if inside and noun.lemma_.lower() == "bomber" else None
    if (
        is_weapon(noun)
        or noun.lemma_.lower() in _CRAFT
        or words.text.lower() in {"terrorist", "criminal"}
        or words[0].lower_ in NOBODY
    ):
        return None
    if acts_by_force(stage, noun, words):
        return Doer(stage.words(words), words)
    if not _is_person(noun, trigger):
        return None
    described = noun.doc[words.start : grammar.full_phrase(noun).end] if noun.lower_ in _ANYBODY else words
    return Doer(stage.words(described), described)


_CRAFT = frozenset(
    {"jet", "aircraft", "plane", "warplane", "helicopter", "gunship", "drone", "vessel", "warship", "boat"}
)
"""What carries arms and belongs to somebody who is not named."""


def _is_person(noun: Token, trigger: Trigger) -> bool:
    """True for "two men", "unidentified persons" that do what only an attacker does."""
    if noun.pos_ != "NOUN" or noun.ent_type_ in _NOT_PERSONS:
        return False
    if noun.lower_ not in _ANYBODY:
        return trigger.family == "attack" and noun.lower_ in _people()
    # "Two men" tells nothing; "two hooded men", "a man with a knife" does.
    told = any(child.dep_ in {"amod", "acl", "relcl", "prep", "compound"} for child in noun.children)
    return told and trigger.row.id not in {"suicide-attack", "explode"}


_NOT_PERSONS = frozenset({"GPE", "LOC", "FAC", "DATE"})
_ANYBODY = frozenset(
    {"man", "men", "woman", "women", "person", "persons", "individual", "individuals", "assailant", "assailants",
     "stranger", "strangers", "youth", "youths", "subject", "subjects", "attackers", "attacker", "people"}
)  # fmt: skip
"""Nouns for somebody of whom nothing is known, whom news makes the doer of a killing."""


@cache
def _people() -> frozenset[str]:
    return frozenset(form for row in lexicons.load("people") if row.fact("group") for form in row.forms)


def _called(stage: Stage, noun: Token) -> Doer | None:
    """The group of "a group called Ashab al-Kahaf", under its name."""
    behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if behind is None or behind.lemma_.lower() not in {"call", "name", "know", "dub"}:
        return None
    limit = noun.idx + len(noun) + _NAMING
    named = [m for m in stage.scene.mentions if m.kind == "actor" and behind.idx < m.start < limit]
    if not named:
        proper = [t for t in noun.doc[behind.i + 1 : behind.i + 5] if t.pos_ == "PROPN"]
        return Doer(grammar.phrase(proper[-1]).text, grammar.phrase(proper[-1])) if proper else None
    return Doer(named[0].text, noun.doc[words_of(noun.doc, named[0])[0].i : words_of(noun.doc, named[0])[-1].i + 1])


def _themselves(stage: Stage, noun: Token) -> Doer | None:
    """The group behind "his group carried out the attack", where its own spokesman says so."""
    voice = voices.speaking(stage.heard, noun)
    if voice.speaker is None or voice.speaker.lower() in antecedents.PRONOUNS:
        return None
    if voice.stance == "denied" and noun.lower_ in _ITSELF:
        return Doer(voice.speaker, grammar.phrase(noun))
    named = actors.find(voice.speaker) or _calling_itself(stage, voice.speaker)
    if not _speaks_of_itself(noun, voice) and not (named and actors.kind_of(named[0].text) == "armed_group"):
        return None
    return Doer(named[0].text if named else voice.speaker, grammar.phrase(noun), by_itself=True)


def _speaks_of_itself(noun: Token, voice: Voice) -> bool:
    """True where a pronoun can mean the speaker: "they" of officials are others, "it" of an army is the army."""
    if noun.lower_ in {"he", "she"}:
        return False
    if voice.kind == "armed_group":
        return True
    body = voice.kind in {"military", "police_security"} or (voice.kind == "unnamed" and voice.speaker is not None)
    return body and noun.lower_ in {"it", "we"}


_ITSELF = frozenset({"it", "they", "we"})


def _calling_itself(stage: Stage, speaker: str) -> tuple[Mention, ...]:
    """The actor named right behind a speaker: "a splinter group calling itself the Real IRA"."""
    text = stage.scene.sentence.text
    at = text.find(speaker)
    return actors.find(text[at + len(speaker) :][:_NAMING]) if at >= 0 else ()


_NAMING = 40
"""How many characters behind a speaker its name may begin."""


def trimmed(span: Span) -> Span:
    """A noun phrase without article, count and words of distance ("at least ten suspected")."""
    start = span.start
    drop = {
        "the",
        "a",
        "an",
        "some",
        "at",
        "least",
        "more",
        "than",
        "several",
        "dozens",
        "of",
        "about",
        "two",
        "other",
        "another",
    }
    while start < span.end - 1 and (
        span.doc[start].tag_ in {"WRB", "IN", "WDT", "PRP$", "CC"}
        or span.doc[start].lower_ in drop | _DISTANT
        or counts.number(span.doc[start].text) is not None
        or span.doc[start].is_punct
    ):
        start += 1
    end = span.end
    while end > start + 1 and span.doc[end - 1].tag_ == "POS":
        end -= 1
    return span.doc[start:end]


def _state(stage: Stage, noun: Token, span: Span, trigger: Trigger) -> str | None:
    """The country behind "Israeli warplanes" or "U.S. airstrikes", for arms that a state commands."""
    naming = nearest(stage, trigger.token)
    if naming is None or naming.act.type not in _STATE_ARMS:
        return None
    armed = is_weapon(noun) or noun.lemma_.lower() in {
        "force",
        "military",
        "army",
        "plane",
        "aircraft",
        "jet",
        "helicopter",
        "navy",
    }
    modifier = noun.dep_ in {"amod", "compound", "poss", "nmod"} and noun.i < trigger.token.i
    if not armed and not modifier and noun.pos_ != "PROPN":
        return None
    for token in reversed(list(span)):
        name = _country(token.text)
        if name is not None and (armed or token == noun):
            return name
    return None


def _country(word: str) -> str | None:
    """The name of the country that a word or adjective stands for ("Israeli"), or None."""
    code = places.country_of(word)
    return next((c.names[0] for c in gazetteer.countries() if c.code == code), None) if code else None


def is_weapon(noun: Token) -> bool:
    """True for a word of the weapon lexicon."""
    return noun.lower_ in _WEAPON_WORDS or noun.lemma_.lower() in _WEAPON_WORDS


def acts_by_force(stage: Stage, noun: Token, span: Span) -> bool:
    """True where the doer is an armed group, a force, armed people, or a name that the page uses of an actor."""
    kind = actors.kind_of(span.text)
    if kind is None and noun.lemma_.lower() in _PART:
        of = [n for _, n in grammar.prepositional(noun, frozenset({"of"}))]
        kinds = {actors.kind_of(grammar.phrase(n).text) for n in of}
        kind = next((k for k in kinds if k in _ARMED), None)
        if of and of[0].lower_ in _ANYBODY | _people():
            return True
    if kind is not None:
        return kind in _ARMED
    if noun.ent_type_ in {"GPE", "LOC", "FAC"}:
        return False
    start, end = span[0].idx, span[-1].idx + len(span[-1])
    named = [m for m in stage.scene.mentions if m.kind == "actor" and m.start < end and start < m.end]
    return any(not m.rule.startswith("pipeline:NORP") for m in named) and noun.pos_ == "PROPN"
