"""Doc and mentions in, claims out.

A claim is what one voice says about one field of one act, in words that can
be pointed at. Each is read off one sentence; what the sentence does not say
stays None, and nothing here joins two sentences into one story (that is
`events.merge`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from workbench import acts, casualties, counts, dates, grammar, lexicons, participants, places, voices
from workbench.mentions import words_of
from workbench.stage import Stage, naming_of, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from workbench.acts import Naming
    from workbench.records import Article, Claim, Days, Mention

_IN = frozenset({"in", "inside", "within", "on", "into", "at"})
_OUT = frozenset({"outside", "near", "beyond", "around", "beside"})
_LOCATIVE = (
    _IN
    | _OUT
    | {"across", "throughout", "between", "outside", "north", "south", "east", "west", "of", "along", "through", "over"}
)
_WIDE = frozenset({"in", "inside", "across", "into", "throughout", "within"})
_CLIMB = 5
_DAYS = frozenset({"minute", "part_of_day", "day"})
_DISTANCE = re.compile(r"\b(?:hours?|minutes?|moments?|seconds?)\b.*\b(?:before|after|later|earlier|ago|previously)\b")
_LAUNCHED = frozenset({"fire", "launch", "lob", "hurl", "throw"})


def read(doc: Doc, article: Article, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """Every claim that the readable sentences make, in reading order; each passage is the article's own words."""
    found: list[Claim] = []
    anchor: Days | None = None
    weapon: str | None = None
    countries = _countries(article, mentions)
    named = tuple(m for m in mentions if m.kind == "actor")
    scenes = acts.scenes(doc, article, mentions)
    spoken = voices.read(doc, article, ((scene.sentence, scene.mentions) for scene in scenes))
    for scene, heard in zip(scenes, spoken, strict=True):
        stage = Stage(doc, article, scene, heard, acts.aside(scene.sentence, scene.mentions), countries, named)
        said = list(_sentence(stage, anchor, weapon))
        anchor = next((c.days for c in said if c.days and c.days.precision in _DAYS and c.days.start), anchor)
        weapon = next((c.value for c in said if c.field in {"munitions", "weapon"}), weapon)
        found += said
    return _numbered(found)


def _sentence(stage: Stage, anchor: Days | None, weapon: str | None) -> Iterator[Claim]:
    for naming in stage.scene.namings:
        first = words_of(stage.doc, naming.triggers[0].mention)[0].i
        yield stage.claim("act", naming.act.type, naming.act, first, first, rule=naming.act.rule)
    if stage.scene.namings:
        yield from _casualties(stage)
        yield from _munitions(stage, weapon)
        yield from _when(stage, anchor)
        yield from _where(stage)
    yield from participants.read(stage)


def _countries(article: Article, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The countries that an article names, most often named first: where its small places are looked for."""
    tally: dict[str, int] = {}
    named = [m.text for m in mentions if m.kind in {"place", "actor"}] + (
        [article.dateline] if article.dateline else []
    )
    for words in named:
        code = places.country_of(words)
        if code is not None:
            tally[code] = tally.get(code, 0) + 1
    return tuple(sorted(tally, key=lambda c: -tally[c]))


def _casualties(stage: Stage) -> Iterator[Claim]:
    last: dict[str, str] = {}
    for harm in casualties.read(stage.scene):
        naming = naming_of(stage, harm.trigger.token)
        if naming is None:
            continue
        words = stage.doc[harm.first : harm.last + 1].text
        claim = stage.claim(
            harm.field, words, naming.act, harm.first, harm.last, low=harm.quantity.low, high=harm.quantity.high,
            qualifier=harm.quantity.qualifier, group=casualties.group_of(harm), rule=harm.trigger.row.rule,
            subset_of=last.get(harm.field, "") if harm.subset else None,
        )  # fmt: skip
        if not harm.subset:
            last[harm.field] = claim.id
        yield claim


def _munitions(stage: Stage, weapon: str | None) -> Iterator[Claim]:
    """Weapons with how many of them; "three more landed" counts the weapon of the sentence before."""
    rows = lexicons.by_rule("weapons")
    seen: set[int] = set()
    for mention in stage.scene.mentions:
        if mention.kind != "weapon":
            continue
        tokens = words_of(stage.doc, mention)
        naming = next((n for n in stage.scene.namings if mention in n.weapons), None)
        if not tokens or naming is None or tokens[-1].i in seen:
            continue
        seen |= {t.i for t in tokens}
        kind = rows[mention.rule].facts["kind"]
        yield from _munition(stage, naming, tokens, kind, mention.rule)
    yield from _elliptical(stage, weapon)


def _munition(stage: Stage, naming: Naming, tokens: list[Token], kind: str, rule: str) -> Iterator[Claim]:
    noun = tokens[-1]
    counted = counts.of(noun) if noun.dep_ != "compound" and noun.pos_ in {"NOUN", "PROPN"} else None
    if counted is None or counted.quantity.qualifier == "none":
        yield stage.claim("weapon", kind, naming.act, tokens[0].i, noun.i, rule=rule)
        return
    scope = _scope(noun, naming)
    yield stage.claim(
        "munitions", kind, naming.act, counted.first, noun.i, low=counted.quantity.low, high=counted.quantity.high,
        qualifier=counted.quantity.qualifier, scope=scope, rule=rule,
    )  # fmt: skip


def _scope(noun: Token, naming: Naming) -> str | None:
    """launched, in_zone, out_of_zone or impacted, by the verb of the act and its preposition."""
    verbs = [t.token for t in naming.triggers if t.token.pos_ in {"VERB", "AUX"}]
    if not verbs:
        return None
    verb = min(verbs, key=lambda v: grammar.path(v, noun))
    if verb.lemma_.lower() in _LAUNCHED:
        return "launched"
    if grammar.prepositional(verb, _OUT) or verb.lemma_.lower() == "miss":
        return "out_of_zone"
    struck = any(target.ent_type_ in {"GPE", "LOC", "FAC"} for target in grammar.objects(verb))
    if struck or grammar.prepositional(verb, _IN) or grammar.prepositional(noun, _IN):
        return "in_zone"
    return "impacted"


def _elliptical(stage: Stage, weapon: str | None) -> Iterator[Claim]:
    """A count ("three more landed outside") without a noun, as the subject of a verb of landing."""
    if weapon is None:
        return
    for naming in stage.scene.namings:
        for trigger in naming.triggers:
            if trigger.row.fact("needs") != "weapon-subject" or naming.weapons:
                continue
            numeral = next(
                (t for t in stage.scene.sentence[: trigger.token.i - stage.scene.sentence.start] if t.like_num), None
            )
            counted = counts.of(numeral) if numeral is not None else None
            if counted is not None:
                yield stage.claim(
                    "munitions", weapon, naming.act, counted.first, trigger.token.i - 1, low=counted.quantity.low,
                    high=counted.quantity.high, qualifier=counted.quantity.qualifier,
                    scope=_scope(numeral or trigger.token, naming),
                    rule=trigger.row.rule,
                )  # fmt: skip


def _when(stage: Stage, anchor: Days | None) -> Iterator[Claim]:
    """Dates of acts; the day on which somebody spoke is not one."""
    for mention in stage.scene.mentions:
        tokens = words_of(stage.doc, mention) if mention.kind == "time" else []
        if not tokens or _of_speech(stage, tokens) or _is_distance(mention.text) or _leads_on(stage, tokens[-1]):
            continue
        naming = nearest(stage, tokens[0])
        if naming is None or _of_something_else(stage, tokens[0]) or _open_ended(mention.text, naming):
            continue
        tense: Literal["past", "future"] = "future" if naming.act.role in {"planned", "threat"} else "past"
        days = dates.resolve(
            mention.text, stage.article.published, tense=tense, anchor=_anchor(stage, mention) or anchor
        )
        yield stage.claim("date", mention.text, naming.act, tokens[0].i, tokens[-1].i, days=days, rule=mention.rule)


_RELEASED = frozenset({"release", "post", "publish", "issue", "broadcast", "air", "publicise", "publicize"})


def _anchor(stage: Stage, mention: Mention) -> Days | None:
    """The day that the sentence named before ("said Saturday that ... the day before"), if there is one."""
    earlier = [m for m in stage.scene.mentions if m.kind == "time" and m.end <= mention.start]
    known = [d for m in earlier if (d := dates.resolve(m.text, stage.article.published)).precision in _DAYS and d.start]
    return known[-1] if known else None


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


def _where(stage: Stage) -> Iterator[Claim]:
    for mention in stage.scene.mentions:
        tokens = words_of(stage.doc, mention) if mention.kind == "place" else []
        if not tokens or not _is_setting(stage, tokens) or _of_speakers(stage, tokens[-1]):
            continue
        naming = nearest(stage, tokens[-1])
        found = places.resolve(mention.text, context=stage.countries)
        if naming is None or _far(tokens[-1], naming, wide=places.country_of(mention.text) is not None):
            continue
        place = replace(found[0], candidates=tuple(f"{p.name}, {p.country}" for p in found[1:4])) if found else None
        yield stage.claim("place", mention.text, naming.act, tokens[0].i, tokens[-1].i, place=place, rule=mention.rule)


def _far(token: Token, naming: Naming, *, wide: bool) -> bool:
    """True where too much stands between a place and the words of an act for it to be the act's own."""
    return min(grammar.path(token, t.token) for t in naming.triggers) > (6 if wide else 7)


def _of_speakers(stage: Stage, token: Token) -> bool:
    """True for the place where somebody spoke ("told reporters in Geneva")."""
    verbs = {v.verb for v in stage.heard if v.verb >= 0}
    above = token.head.head if token.dep_ == "pobj" else token.head
    return above.i in verbs or (
        above.dep_ == "dobj" and above.head.i in verbs and above.lemma_ in {"reporter", "journalist"}
    )


def _is_setting(stage: Stage, tokens: list[Token]) -> bool:
    """True where a place is where something happened: behind a preposition of place, or itself attacked."""
    verbs = {t.token.i for n in stage.scene.namings for t in n.triggers if n.act.is_attack}
    return _set_at(
        tokens[-1], verbs, wide=places.country_of(stage.doc[tokens[0].i : tokens[-1].i + 1].text) is not None
    )


def _set_at(head: Token, verbs: set[int], *, wide: bool) -> bool:
    """Climbs from a name through apposition, coordination and "the centre of" to what ties it to the sentence."""
    for _ in range(_CLIMB):
        above = head.head
        tied = _tie(head, verbs, wide=wide)
        if tied is not None:
            return tied
        head = above.head if head.dep_ == "pobj" else above
    return False


def _tie(head: Token, verbs: set[int], *, wide: bool) -> bool | None:
    """Whether a noun's role makes it a setting; None where the noun above it has to be asked."""
    role, above = head.dep_, head.head
    if role == "pobj":
        if above.lower_ == "to" and above.head.lower_ in {"close", "next", "adjacent"}:
            return True
        linking = above.lower_ in _LINKING and above.head is not above and above.head.pos_ in grammar.NOMINAL
        return True if above.lower_ in (_WIDE if wide else _LOCATIVE) else None if linking else False
    if role == "nsubj" and above.lemma_.lower() == "come":
        return any(c.lower_ == "under" for c in above.children)
    if role in grammar.OBJECT | grammar.PASSIVE_SUBJECT:
        return above.i in verbs and not (wide and above.lemma_ == "target")
    if role in _WITHIN_NOUN and above.pos_ in grammar.NOMINAL:
        return False if wide and role in _DESCRIBING else None
    return role == "npadvmod"


_LINKING = frozenset({"of", "to", "between", "and"})
_DESCRIBING = frozenset({"compound", "amod", "nmod", "poss"})
_WITHIN_NOUN = _DESCRIBING | {"appos", "conj", "npadvmod", "dep"}


def _numbered(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with ids that are unique in the article, subsets tied to the count that holds them."""
    seen: dict[str, int] = {}
    renamed: list[Claim] = []
    for claim in claims:
        seen[claim.id] = seen.get(claim.id, 0) + 1
        suffix = f".{seen[claim.id]}" if seen[claim.id] > 1 else ""
        renamed.append(replace(claim, id=claim.id + suffix))
    return tuple(renamed)
