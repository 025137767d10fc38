"""What speaks for and against an incident of the key, and for a noun as a filler of one of its roles, in plain words.

Everything here is said of the workbench's own reading (its acts, claims and events) and of the parse; `weights.json`,
made by `training/incidents.py`, says how much each is worth. A feature is a short sentence such as `claim=killed` or
`act=kidnapping:nsubjpass`, so that a decision can be read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from workbench import actors, gazetteer, grammar, lexicons

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from workbench.records import Claim, Event

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDesc", "Weapon")
_FAR = 5
_PATH = 4


@dataclass(slots=True)
class Told:
    """A dispatch as read: its parse, its events, and where the words of each event stand."""

    doc: Doc
    events: tuple[Event, ...]
    published: dt.date | None
    header: str = ""
    sentence_of: list[int] = field(default_factory=list)
    """The ordinal of the sentence of every token."""
    acts: list[list[Token]] = field(default_factory=list)
    """For each event, the tokens that name its acts."""
    rules: list[list[str]] = field(default_factory=list)
    claims_at: dict[int, list[tuple[int, Claim, bool]]] = field(default_factory=dict)
    """For a token, the claims whose passage it stands in: event, claim, whether it is the passage's head."""


def told(doc: Doc, events: tuple[Event, ...], published: dt.date | None, header: str) -> Told:
    """The dispatch with its tables filled."""
    story = Told(doc, events, published, header)
    for number, sentence in enumerate(doc.sents):
        story.sentence_of += [number] * len(sentence)
    for number, event in enumerate(events):
        named: dict[int, str] = {}
        for claim in event.claims:
            if claim.act is not None:
                at = _token(doc, claim.act.passage.start, claim.act.passage.end)
                if at is not None:
                    named[at.root.i] = claim.act.rule
            span = _token(doc, claim.passage.start, claim.passage.end) if claim.passage else None
            for token in span or ():
                story.claims_at.setdefault(token.i, []).append((number, claim, token == span.root))
        story.acts.append([doc[i] for i in named])
        story.rules.append(list(named.values()))
    return story


def _token(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand")


def of_event(story: Told, number: int) -> list[str]:
    """What can be said of an event that bears on its being an incident of the key."""
    event = story.events[number]
    said = [
        f"type={event.type}",
        f"role={event.role}",
        f"status={event.status}",
        f"acts={min(4, len(story.acts[number]))}",
    ]
    said += [f"rule={r}" for r in set(story.rules[number])]
    first = min((t.i for t in story.acts[number]), default=0)
    at = story.sentence_of[first] if story.sentence_of else 0
    said += [f"sentence={_band(at, (0, 1, 4, 9))}"]
    fields = {c.field for c in event.claims}
    said += [f"has={f}" for f in fields] + [
        f"lacks={f}" for f in {"place", "date", "perpetrator", "killed", "target"} - fields
    ]
    groups = {c.group for c in event.claims if c.group}
    said += [f"group={g}" for g in groups] + [f"type={event.type} group={g}" for g in groups]
    said += [f"type={event.type} role={event.role}", f"events={min(6, len(story.events))}"]
    said += _age(event, story.published)
    said += [f"kind={w}" for w in story.header.lower().split()[:12]]
    generic = all(c.act is None or c.act.generic for c in event.claims)
    said += [f"generic={generic}", f"plural={any(c.act is not None and c.act.plural for c in event.claims)}"]
    doers = [c for c in event.claims if c.field == "perpetrator"]
    said += [f"doer={actors.kind_of(c.value or '')}" for c in doers]
    words = {
        t.lemma_.lower()
        for a in story.acts[number]
        for t in a.sent
        if t.pos_ in {"NOUN", "VERB", "ADJ", "ADV", "PROPN"}
    }
    said += [f"word={w}" for w in words]
    for act in story.acts[number]:
        said += [
            f"act={act.lemma_.lower()} {act.tag_}",
            f"act={act.lemma_.lower()} {act.dep_}",
            f"tag={act.tag_} {act.dep_}",
        ]
        said += [f"under={a.lemma_.lower()}" for a in list(act.ancestors)[:2]]
        said += [f"det={c.lower_}" for c in act.children if c.dep_ in {"det", "amod", "neg", "aux"}]
    return list(dict.fromkeys(said))


def _band(number: int, edges: tuple[int, ...]) -> str:
    """The stretch that a number lies in: "up to 7" of the edges 1, 7 and 31."""
    return next((f"up to {edge}" for edge in edges if number <= edge), f"over {edges[-1]}")


def _age(event: Event, published: dt.date | None) -> Iterator[str]:
    day = event.values.date
    end = (day.end or day.start) if day else None
    if not published or not end:
        yield "age=unknown"
        return
    yield f"age={_band((published - end).days, (-1, 1, 7, 31, 62))}"
    yield f"precision={day.precision if day else ''}"


@dataclass(slots=True)
class Filler:
    """A noun that may fill a role of an event."""

    noun: Token
    event: int
    features: list[str]


def fillers(story: Told) -> list[Filler]:
    """Every noun that may fill a role, with the event that its sentence tells of."""
    found = []
    by_sentence = _events_by_sentence(story)
    tally = Counter(t.lemma_.lower() for t in story.doc)
    for token in story.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or _inside_a_longer(token):
            continue
        events, distance = _nearest(by_sentence, story.sentence_of[token.i])
        found += [Filler(token, event, _of_filler(story, token, event, distance, tally)) for event in events]
    return found


def _inside_a_longer(token: Token) -> bool:
    """True for a word that only narrows the next: "bomb" of "bomb attack" is still asked, as arms go by it."""
    if token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"}:
        named = token.ent_type_ in {"PERSON", "ORG", "NORP"} and token.head.ent_type_ != token.ent_type_
        return not (weapon(token) or named or actors.kind_of(token.text) == "armed_group")
    return False


def _events_by_sentence(story: Told) -> dict[int, list[int]]:
    table: dict[int, list[int]] = {}
    for number, acts in enumerate(story.acts):
        for act in acts:
            here = table.setdefault(story.sentence_of[act.i], [])
            if number not in here:
                here.append(number)
    return table


def _nearest(by_sentence: dict[int, list[int]], at: int) -> tuple[list[int], int]:
    """The events of a sentence; failing these, those of the last sentence before it that has some, then of the next."""
    for distance in range(_FAR):
        if at - distance in by_sentence:
            return by_sentence[at - distance], distance
    after = [n for n in by_sentence if 0 < n - at <= 2]  # noqa: PLR2004
    return (by_sentence[min(after)], min(after) - at + 10) if after else ([], 0)


@cache
def _people() -> dict[str, str]:
    return {f.split()[-1]: row.fact("group") or "voice" for row in lexicons.load("people") for f in row.forms}


@cache
def _weapons() -> dict[str, str]:
    return {f.split()[-1]: row.facts["kind"] for row in lexicons.load("weapons") for f in row.forms}


def weapon(token: Token) -> str | None:
    """The kind of arms that a word names, or None."""
    return _weapons().get(token.lower_) or _weapons().get(token.lemma_.lower())


def person(token: Token) -> str | None:
    """The group of people that a word names, or None."""
    return _people().get(token.lower_)


@cache
def _nationality() -> frozenset[str]:
    return frozenset(a for c in gazetteer.countries() for a in c.adjectives)


def _of_filler(story: Told, noun: Token, event: int, distance: int, tally: Counter[str]) -> list[str]:
    told_of = story.events[event]
    head, kind = noun.lemma_.lower(), told_of.type
    phrase = grammar.phrase(noun)
    name = noun.ent_type_ or noun.pos_
    actor = actors.kind_of(phrase.text)
    classed = f"{person(noun) or ''}/{weapon(noun) or ''}/{actor or ''}/{name}"
    said = [
        f"noun={head}",
        f"class={classed}",
        f"name={name}",
        f"person={person(noun)}",
        f"weapon={weapon(noun)}",
        f"actor={actor}",
    ]
    said += [f"dep={noun.dep_}", f"distance={distance}", f"type={kind}", f"type={kind} class={classed}"]
    said += [f"role={told_of.role}", f"status={told_of.status}", f"last={noun.lower_[-3:]}"]
    governed = _governor(noun)
    said += [f"by={governed}", f"by={governed} class={classed}", f"by={governed.split()[0]} class={classed}"]
    said += [f"mod={t.lower_}" for t in phrase[:-1]][:6] + ([f"first={phrase[0].lower_}"] if len(phrase) > 1 else [])
    said += [f"nation={any(t.text in _nationality() for t in phrase)}", f"times={min(4, tally[head])}"]
    claimed = {
        (c.field if n == event else f"other {c.field}", is_head) for n, c, is_head in story.claims_at.get(noun.i, ())
    }
    said += [f"claim={f}{'' if h else ' inside'}" for f, h in claimed]
    said += [f"claim={f} class={classed}" for f, h in claimed if h]
    said += [f"no claim class={classed}"] if not any(h for _, h in claimed) else []
    said += _ties(story, noun, event)
    at = story.sentence_of[noun.i]
    said += [f"sentence={min(at, 6)}"]
    for side, i in (("before", phrase.start - 1), ("after", noun.i + 1)):
        if 0 <= i < len(noun.doc):
            said.append(f"{side}={noun.doc[i].lower_}")
    if noun.dep_ in {"conj", "appos"}:
        said.append(f"{noun.dep_} of={story_class(noun.head)}")
    for child in noun.children:
        if child.dep_ in {"prep", "relcl", "acl", "appos"}:
            said.append(f"child={child.dep_} {child.lemma_.lower()}")
            said += [
                f"{child.lower_}={t.lemma_.lower()}"
                for t in child.children
                if child.dep_ == "prep" and t.dep_ == "pobj"
            ]
    return list(dict.fromkeys(said))


def story_class(token: Token) -> str:
    """What a noun is: people, arms, an actor or a kind of name."""
    return f"{person(token) or ''}/{weapon(token) or ''}/{token.ent_type_ or token.pos_}"


def _governor(noun: Token) -> str:
    """The role of a noun and the word that gives it, through lists and "group of"."""
    token = noun
    for _ in range(4):
        if token.dep_ in {"conj", "appos"} and token.head is not token:
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _GROUPS:
            token = token.head.head
        else:
            break
    above = token.head
    if token.dep_ == "pobj":
        return f"{above.lower_} {above.head.lemma_.lower()}"
    if above.pos_ in {"VERB", "AUX"} and token.dep_ in {"nsubj", "nsubjpass"} and above.tag_ == "VBN":
        return f"{token.dep_} {above.lemma_.lower()}"
    return f"{token.dep_} {above.lemma_.lower()}"


_GROUPS = frozenset(
    {"group", "number", "band", "hundreds", "dozens", "thousands", "gang", "members", "member", "column"}
)


def _ties(story: Told, noun: Token, event: int) -> Iterator[str]:
    """How the noun hangs on the acts of its event in its sentence."""
    here = story.sentence_of[noun.i]
    near = [
        (grammar.path(noun, a), a, r)
        for a, r in zip(story.acts[event], story.rules[event], strict=True)
        if story.sentence_of[a.i] == here
    ]
    if not near:
        yield "path=none"
        return
    length, act, rule = min(near, key=lambda n: (n[0], abs(n[1].i - noun.i)))
    side = "left" if noun.i < act.i else "right"
    yield f"path={min(length, 7)} {side}"
    yield f"rule={rule} {side}"
    if length <= _PATH:
        way = _way(noun, act)
        yield f"way={way}"
        yield f"way={way} rule={rule}"
        yield f"way={way} verb={act.lemma_.lower()}"
        yield f"way={way} class={story_class(noun)}"


def _way(noun: Token, act: Token) -> str:
    """The arcs from a noun up and down to an act."""
    above = [noun, *noun.ancestors]
    common = next((t for t in [act, *act.ancestors] if t in above), None)
    if common is None:
        return "none"
    up = [t.dep_ + (f"({t.head.lower_})" if t.dep_ == "pobj" else "") for t in above[: above.index(common)]]
    below = [act, *act.ancestors]
    down = [t.dep_ for t in below[: below.index(common)]]
    passive = "p" if grammar.is_passive(act) and act.pos_ in {"VERB", "AUX"} else ""
    return ">".join(up) + "^" + "<".join(down) + passive
