"""Which act a date belongs to, and what it is counted from.

An expression of time is bound to its act by the grammar, not by distance: the
day on which somebody spoke, that of another happening in the sentence, and a
distance in time from it are not the day of the act. Where a sentence of acts
names no day, one that set the scene before it may (`scenes.Setting`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from workbench import dates, grammar, lexicons
from workbench.mentions import words_of
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from workbench.acts import Naming
    from workbench.records import Claim, Days, Mention
    from workbench.stage import Stage

_SINGLE = frozenset({"minute", "part_of_day", "day"})
_DISTANCE = re.compile(r"\b(?:hours?|minutes?|moments?|seconds?)\b.*\b(?:before|after|later|earlier|ago|previously)\b")
_PLACE_BEFORE = re.compile(r"\s*(?:(?:[A-Z][\w.'’-]*|of|de|del|la|al|el)[\s,/(]+){0,6}")
_DASH_BEHIND = re.compile(r"\)?,?\s*(?:\([^()\n]{1,40}\)\s*)?(?:--|—|–|-)\s")
_LENGTHS = frozenset({"days", "weeks", "months", "years", "hours", "minutes", "moments"})
_PRESENT = frozenset({"VBZ", "VBP"})
_STATES = frozenset({"based", "located", "known", "named", "called", "wanted", "linked", "suspected", "accused"})
"""Participles that say what somebody is, at no time in particular."""
_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "each", "every"})
_PARTITIVE = frozenset(
    {"series", "wave", "string", "spate", "number", "pair", "kind", "act", "site", "scene", "result"}
)
"""Nouns that stand for what their "of" names."""
_OTHER_TIME = frozenset({"before", "after", "until", "because", "if", "unless"})
_BEHIND_SPEECH = 1
"""The words that may stand between a verb of speaking and the day of it."""


def read(stage: Stage, anchor: Days | None) -> Iterator[Claim]:
    """The dates of the acts of a sentence; `anchor` is the day of the event told before."""
    for mention in stage.scene.mentions:
        tokens = words_of(stage.doc, mention) if mention.kind == "time" else []
        if not tokens or of_speech(stage, tokens) or _leads_on(stage, tokens[-1]) or is_dateline(stage, mention):
            continue
        naming = _dated(stage, tokens)
        if naming is None or _of_something_else(stage, tokens) or _open_ended(mention, naming):
            continue
        known = _anchor(stage, mention) or anchor
        if _is_distance(mention.text) and known is None:
            continue
        tense: Literal["past", "future"] = "future" if naming.act.role in {"planned", "threat"} else "past"
        days = dates.resolve(mention.text, stage.article.published, tense=tense, anchor=known)
        if not (_is_distance(mention.text) and days.start is None):
            yield stage.claim("date", mention.text, naming.act, tokens[0].i, tokens[-1].i, days=days, rule=mention.rule)


def is_dateline(stage: Stage, mention: Mention) -> bool:
    """True for the day that opens a dispatch, with or without its place: "14 July 2022 - ", "BASRA (July 14) -"."""
    text = stage.article.text
    before = text[stage.scene.sentence.start_char : mention.start]
    return bool(_PLACE_BEFORE.fullmatch(before) and _DASH_BEHIND.match(text, mention.end))


def _anchor(stage: Stage, mention: Mention) -> Days | None:
    """The day that the sentence named before ("said Saturday that ... the day before"), if there is one."""
    earlier = [m for m in stage.scene.mentions if m.kind == "time" and m.end <= mention.start]
    known = [day for m in earlier if is_known(day := dates.resolve(m.text, stage.article.published))]
    return known[-1] if known else None


def is_known(days: Days) -> bool:
    """True for a single day, which a later sentence can count from."""
    return days.precision in _SINGLE and days.start is not None


def _is_distance(words: str) -> bool:
    """True for a distance from another happening that gives no day of its own ("hours later", "days after")."""
    text = words.lower()
    return bool(_DISTANCE.search(text)) or text.split()[0] in _LENGTHS


def _leads_on(stage: Stage, last: Token) -> bool:
    """True for "two days after the raid": it dates something else, from the raid."""
    if last.lower_ not in {"after", "before"} or last.i + 1 >= stage.scene.sentence.end:
        return False
    return stage.doc[last.i + 1].pos_ != "PUNCT"


def _open_ended(mention: Mention, naming: Naming) -> bool:
    """True for "before Sunday" told of what has happened: it bounds the telling, not the day of the act."""
    first = mention.text.split(maxsplit=1)[0].lower()
    bounds = mention.rule == "times:deadline" or first == "after"
    return bounds and first in {"before", "until", "till", "after"} and naming.act.role not in {"planned", "threat"}


# The day of something else


def of_speech(stage: Stage, tokens: list[Token]) -> bool:
    """True where the words say when somebody spoke, or published: by the grammar, or right beside such a verb."""
    first, last = tokens[0].i, tokens[-1].i
    told = _verbs_of_speech(stage)
    verb = grammar.clause(tokens[0]).i
    if verb in told and verb < first and not any(verb < t < first for t in _triggers(stage)):
        return True
    if any(_spoken_first(stage, tokens, v) for v in told):
        return True
    before = stage.doc[first - 1] if first > stage.scene.sentence.start else None
    if before is not None and (before.lemma_.lower() in _RELEASED or _is_name_of_day(stage, before, tokens)):
        return True
    return any(0 <= first - v - 1 <= _BEHIND_SPEECH or v == last + 1 for v in told)


def _verbs_of_speech(stage: Stage) -> set[int]:
    named = (m for m in stage.scene.mentions if m.kind == "report")
    verbs = {
        t.i for m in named for t in words_of(stage.doc, m)[:1] if t.pos_ == "VERB" and t.dep_ not in {"amod", "acl"}
    }
    return verbs | {v.verb for v in stage.heard if v.verb >= 0}


def _spoken_first(stage: Stage, tokens: list[Token], verb: int) -> bool:
    """True for the first of two days, the verb between them ("Today the army said that they struck on Sunday")."""
    first, last = tokens[0].i, tokens[-1].i
    if verb <= last or any(first < t < verb for t in _triggers(stage)):
        return False
    spans = (words_of(stage.doc, m) for m in stage.scene.mentions if m.kind == "time")
    return any(words and words[0].i > verb for words in spans) and any(t > verb for t in _triggers(stage))


def _is_name_of_day(stage: Stage, before: Token, tokens: list[Token]) -> bool:
    """True for the weekday in a name ("Ashura Monday"); behind a place ("in Basra Monday") it is a date."""
    glued = before.pos_ == "PROPN" and before.dep_ == "compound" and before.head == tokens[0]
    named = (m for m in stage.scene.mentions if m.kind in {"place", "actor"})
    return glued and len(tokens) == 1 and not any(m.start <= before.idx < m.end for m in named)


def _of_something_else(stage: Stage, tokens: list[Token]) -> bool:
    """True for the date of a happening that is none of the acts of the sentence ("elections set for January 30")."""
    if any(n.act.role == "aggregate" for n in stage.scene.namings) and tokens[0].lower_ in {"since", "from"}:
        return False
    return _of_occasion(stage, tokens) or _of_clause(stage, tokens)


def _of_occasion(stage: Stage, tokens: list[Token]) -> bool:
    """True where the date belongs to a noun such as "the vote on Sunday", "Sunday's vote"."""
    triggers, inside = _triggers(stage), {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside), tokens[0])
    above = root.head.head if root.head.pos_ == "ADP" else root.head
    return above.pos_ == "NOUN" and above.i not in triggers and above.lemma_.lower() in _other_happenings("noun")


def _of_clause(stage: Stage, tokens: list[Token]) -> bool:
    """True where the date stands in a clause of its own thing, or with a verb that answers the act."""
    triggers, verb = _triggers(stage), grammar.clause(tokens[0])
    while verb.dep_ in {"xcomp", "pcomp"} and verb.i not in triggers and verb.head != verb:
        verb = grammar.clause(verb.head)
    if verb.i in triggers:
        return False
    if verb.lemma_.lower() in _other_happenings("verb"):
        return True
    return _is_apart(verb) and verb.head.i not in triggers and not triggers & {t.i for t in verb.subtree}


def _is_apart(verb: Token) -> bool:
    """True for a clause that tells of another time or thing than the one above it; not "that houses troops"."""
    if verb.dep_ in {"acl", "relcl"}:
        if verb.lemma_.lower() in _STATES or verb.lower_ in _STATES:
            return False
        return verb.tag_ not in _PRESENT or bool(grammar.children(verb, frozenset({"xcomp"})))
    if verb.dep_ == "advcl":
        return any(child.lower_ in _OTHER_TIME for child in verb.children)
    return verb.dep_ == "conj" and bool(grammar.children(verb, grammar.SUBJECT | grammar.PASSIVE_SUBJECT))


def _dated(stage: Stage, tokens: list[Token]) -> Naming | None:
    """The act that the clause of a date tells of: the nearest, and none where each is only spoken of in it.

    "A court on Monday read a letter about the murder" dates the reading; a noun deep in its clause has a day of its
    own. What stands in the same noun phrase as the date, or in a clause under it, is dated by it.
    """
    naming = nearest(stage, tokens[0])
    if naming is None:
        return None
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside] or tokens[:1]
    own = {a.i for t in roots for a in _nouns_above(t)}
    verbs = [grammar.clause(t) for t in roots]
    if any(verb.i in inside for verb in verbs):
        # The parse cut the words of time off as a sentence of their own: nothing to go by but nearness.
        return naming
    told = (t.token.i in own or any(_tells_of(verb, t.token) for verb in verbs) for t in naming.triggers)
    return naming if any(told) else None


def _nouns_above(token: Token) -> Iterator[Token]:
    """What a token depends on, up to and with its clause's head."""
    end = grammar.clause(token)
    while token not in {end, token.head}:
        token = token.head
        yield token


def _tells_of(verb: Token, trigger: Token) -> bool:
    """True where an act is the clause of a verb, an argument of it, or told in a clause that carries it on."""
    if verb in trigger.subtree:
        return True
    at, depth = trigger, 0
    while at not in {verb, at.head}:
        depth += at.dep_ == "pobj" and at.head.head.pos_ in grammar.NOMINAL and not _is_part(at.head.head)
        if depth > 1 or (depth and _is_told_before(trigger)) or at.dep_ == "relcl":
            return False
        at = at.head
        if at.pos_ == "VERB" and at.lemma_.lower() in _other_happenings("verb"):
            return False
    return at == verb or verb.dep_ != "ROOT"


def _is_part(noun: Token) -> bool:
    """True for a noun or a number that stands for what its "of" names: "a series of raids", "one of the raids"."""
    return noun.like_num or noun.lemma_ in _PARTITIVE


def _is_told_before(noun: Token) -> bool:
    """True for "the murder", "their murder": an act that the reader knows of."""
    return noun.pos_ == "NOUN" and any(c.dep_ in {"det", "poss"} and c.lower_ not in _INDEFINITE for c in noun.children)


def _triggers(stage: Stage) -> set[int]:
    return {t.token.i for n in stage.scene.namings for t in n.triggers}


@cache
def _other_happenings(kind: str) -> frozenset[str]:
    """The nouns of other happenings, or the verbs that answer an act on a later day."""
    return frozenset(form for row in lexicons.load("happenings") if row.facts["class"] == kind for form in row.forms)


_RELEASED = frozenset({"release", "post", "publish", "issue", "broadcast", "air", "publicise", "publicize"})
