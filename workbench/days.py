"""Which act a date belongs to, and what it is counted from.

An expression of time is bound to its act by the grammar, not by distance: the
day on which somebody spoke, that of another happening in the sentence, and a
distance in time from it are not the day of the act.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from workbench import dates, grammar
from workbench.mentions import words_of
from workbench.stage import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from workbench.acts import Naming
    from workbench.records import Claim, Days, Mention
    from workbench.stage import Stage

_SINGLE = frozenset({"minute", "part_of_day", "day"})
_RELEASED = frozenset({"release", "post", "publish", "issue", "broadcast", "air", "publicise", "publicize"})
_DISTANCE = re.compile(r"\b(?:hours?|minutes?|moments?|seconds?)\b.*\b(?:before|after|later|earlier|ago|previously)\b")


def read(stage: Stage, anchor: Days | None) -> Iterator[Claim]:
    """The dates of the acts of a sentence; `anchor` is the day of the event told before."""
    for mention in stage.scene.mentions:
        tokens = words_of(stage.doc, mention) if mention.kind == "time" else []
        if not tokens or _of_speech(stage, tokens) or _is_distance(mention.text) or _leads_on(stage, tokens[-1]):
            continue
        naming = nearest(stage, tokens[0])
        if naming is None or _of_something_else(stage, tokens[0]) or _open_ended(mention.text, naming):
            continue
        tense: Literal["past", "future"] = "future" if naming.act.role in {"planned", "threat"} else "past"
        known = _anchor(stage, mention) or anchor
        days = dates.resolve(mention.text, stage.article.published, tense=tense, anchor=known)
        yield stage.claim("date", mention.text, naming.act, tokens[0].i, tokens[-1].i, days=days, rule=mention.rule)


def _anchor(stage: Stage, mention: Mention) -> Days | None:
    """The day that the sentence named before ("said Saturday that ... the day before"), if there is one."""
    earlier = [m for m in stage.scene.mentions if m.kind == "time" and m.end <= mention.start]
    known = [day for m in earlier if is_known(day := dates.resolve(m.text, stage.article.published))]
    return known[-1] if known else None


def is_known(days: Days) -> bool:
    """True for a single day, which a later sentence can count from."""
    return days.precision in _SINGLE and days.start is not None


def _of_something_else(stage: Stage, token: Token) -> bool:
    """True for the date of a clause that speaks of another thing ("elections set for January 30")."""
    head = grammar.clause(token)
    triggers = {t.token.i for n in stage.scene.namings for t in n.triggers}
    aggregate = any(n.act.role == "aggregate" for n in stage.scene.namings) and token.lower_ in {"since", "from"}
    if aggregate or head.dep_ not in {"acl", "relcl"} or head.i in triggers or head.head.i in triggers:
        return False
    return not triggers & {t.i for t in head.subtree}


def _is_distance(words: str) -> bool:
    """True for a distance from another happening that gives no day ("less than an hour before", "days after")."""
    text = words.lower()
    return bool(_DISTANCE.search(text)) or text.split()[0] in {
        "days",
        "weeks",
        "months",
        "years",
        "hours",
        "minutes",
        "moments",
    }


def _leads_on(stage: Stage, last: Token) -> bool:
    """True for "two days after the raid": it dates something else, from the raid."""
    if last.lower_ not in {"after", "before"} or last.i + 1 >= stage.scene.sentence.end:
        return False
    return stage.doc[last.i + 1].pos_ != "PUNCT"


def _open_ended(words: str, naming: Naming) -> bool:
    """True for "before Sunday" told of what has happened: it bounds the telling, not the day of the act."""
    return words.split(maxsplit=1)[0].lower() in {"before", "until", "after"} and naming.act.role not in {
        "planned",
        "threat",
    }


def _of_speech(stage: Stage, tokens: list[Token]) -> bool:
    """True where the words say when somebody spoke: right behind or before a reporting verb."""
    first = stage.doc[tokens[0].i - 1] if tokens[0].i else None
    released = first is not None and first.lemma_.lower() in _RELEASED
    feast = (
        first is not None
        and first.pos_ == "PROPN"
        and first.i >= stage.scene.sentence.start
        and tokens[0].pos_ == "PROPN"
    )
    if released or (feast and len(tokens) == 1 and first is not None and first.dep_ == "compound"):
        return True
    verbs = {v.verb for v in stage.heard if v.verb >= 0}
    return any(0 <= tokens[0].i - v - 1 <= 1 or 0 <= v - tokens[-1].i - 1 <= 0 for v in verbs)
