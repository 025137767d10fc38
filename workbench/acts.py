"""Doc and mentions in, acts out: what a sentence says happened, before events are told apart.

The triggers of a sentence (verbs and nouns of `lexicons/actions.toml`) are
gathered into acts: one act a happening. What stands behind "since", "after"
or "in retaliation for" is another act than what stands before it; a series
("repeatedly", "a wave of attacks") is an aggregate; what is planned or
threatened has not happened. Acts of different sentences are not joined here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench import actors, frames, grammar, lexicons
from workbench.mentions import words_of
from workbench.records import Act
from workbench.triggers import (
    DEFINITE,
    OPEN,
    Trigger,
    action_class,
    hedge_class,
    is_one_of,
    is_part_of_another,
    is_plural,
    is_series,
    refers_back,
    role,
    status,
)
from workbench.triggers import read as read_triggers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from workbench.records import Article, EventType, Mention

FAMILY: dict[str, str] = {
    "rocket_attack": "fire", "missile_attack": "fire", "shelling": "fire", "drone_strike": "air", "airstrike": "air",
    "bombing": "bomb", "suicide_bombing": "bomb", "shooting": "arms", "armed_clash": "arms", "assault": "arms",
    "arson": "arson", "kidnapping": "kidnapping",
}  # fmt: skip
"""Types that news may use of one and the same attack (as the article scorer groups them)."""

_RANK: tuple[EventType, ...] = (
    "kidnapping", "suicide_bombing", "drone_strike", "airstrike", "missile_attack", "rocket_attack", "shelling",
    "arson", "bombing", "assault", "armed_clash", "shooting",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """An act with the triggers that name it, in one sentence."""

    act: Act
    triggers: tuple[Trigger, ...]
    weapons: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class _Here:
    """A sentence on its page, while its acts are being named."""

    article: Article
    sentence: Span
    index: int
    mentions: tuple[Mention, ...]
    frame: str | None = None
    """What turns the story's words of violence into something else, or None."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the acts it names and the mentions that stand in it."""

    index: int
    sentence: Span
    namings: tuple[Naming, ...]
    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...] = field(default=())
    """All triggers, those of responsibility and defence included."""


def scenes(doc: Doc, article: Article, mentions: tuple[Mention, ...]) -> tuple[Scene, ...]:
    """Every sentence that has mentions, with its acts, in reading order."""
    found: list[Scene] = []
    frame = frames.of(article)
    for index, sentence in enumerate(sentences(doc, article)):
        first, end = sentence.start_char, sentence.end_char
        here = tuple(m for m in mentions if first <= m.start < end)
        block = article.block_at(first)
        if not here or block is None:
            continue
        triggers = tuple(read_triggers(doc, here))
        groups = _grouped(sentence, triggers, here)
        owned = _owned(groups, here)
        at = _Here(article, sentence, index, here, frame)
        namings = tuple(_naming(group, owned[number], at) for number, group in enumerate(groups))
        if found and found[-1].index == index - 1:
            namings = tuple(_carried(naming, found[-1].namings) for naming in namings)
        found.append(Scene(index, sentence, namings, here, triggers))
    return tuple(found)


def _carried(naming: Naming, before: tuple[Naming, ...]) -> Naming:
    """The act, as a total where "they" or "these" of its harm are the many attacks of the sentence before."""
    totals = before and all(told.act.role == "aggregate" for told in before)
    harms = [t.token for t in naming.triggers if t.family == "harm"]
    many = any(noun.lower_ in _MANY for token in harms for noun in grammar.subjects(token))
    if not totals or not many or naming.act.role != "main" or len(harms) < len(naming.triggers):
        return naming
    return replace(naming, act=replace(naming.act, role="aggregate", plural=True))


_MANY = frozenset({"they", "these", "those"})


def sentences(doc: Doc, article: Article) -> Iterator[Span]:
    """The sentences of the parse, those joined that it cut without a full stop inside one block ("Monday evening")."""
    start: int | None = None
    for sentence in doc.sents:
        start = sentence.start if start is None else start
        following = sentence.end
        words = sentence.text.strip()
        cut = following < len(doc) and bool(words) and words[-1] not in _STOPS
        if (
            cut
            and article.block_at(doc[following].idx) == article.block_at(sentence.start_char)
            and doc[following].text.strip()
        ):
            continue
        yield doc[start:following]
        start = None


_STOPS = frozenset(".!?\"':;")


_HAVING = frozenset({"has", "have", "had"})
"""Behind these words "since" is an adverb ("has since died") and tells nothing apart."""


def aside(sentence: Span, mentions: Iterable[Mention]) -> tuple[frozenset[int], ...]:
    """The token positions behind each "since", "after", "in retaliation for": told as another act than the rest."""
    found = []
    mentions = tuple(mentions)
    for mention in mentions:
        if mention.kind != "hedge" or hedge_class(mention) != "origin" or is_part_of_another(mention, mentions):
            continue
        tokens = words_of(sentence.doc, mention)
        adverb = bool(tokens) and tokens[0].i > 0 and tokens[0].nbor(-1).lower_ in _HAVING
        scope = _scope(tokens[0], tokens[-1], sentence) if tokens and not adverb else frozenset()
        if scope and not _is_cause(mention, scope, sentence, mentions):
            found.append(scope)
    return tuple(scope for scope in found if scope)


def _is_cause(mention: Mention, scope: frozenset[int], sentence: Span, mentions: tuple[Mention, ...]) -> bool:
    """True for the "after" of "ten people died after a bomb exploded": the one attack of the sentence, and its dead."""
    timed = any(m.kind == "time" and m.start <= mention.start < m.end for m in mentions)
    if timed or mention.text.lower() not in {"after", "following"}:
        return False
    attacks = [m for m in mentions if m.kind == "action" and action_class(m) == "attack"]
    return not any(t.i not in scope for m in attacks for t in words_of(sentence.doc, m)[:1])


def _scope(first: Token, last: Token, sentence: Span) -> frozenset[int]:
    """From the cue to the end of what it governs, by grammar; to the next comma where the parse says nothing."""
    top = first.head if first.dep_ in {"mark", "advmod", "prep", "case", "dep"} and first.dep_ != "prep" else first
    governed = {t.i for t in top.subtree if t.i >= first.i}
    if len(governed) <= last.i - first.i + 1 or top.dep_ == "ROOT":
        comma = next((t.i for t in sentence.doc[last.i : sentence.end] if t.text in {",", ";"}), sentence.end)
        governed = set(range(first.i, comma))
    return frozenset(governed)


def _grouped(sentence: Span, triggers: tuple[Trigger, ...], mentions: tuple[Mention, ...]) -> list[list[Trigger]]:
    """The triggers of a sentence by act: attacks first, then harm with the attack that did it, then the rest."""
    asides = aside(sentence, mentions)
    groups: list[list[Trigger]] = []
    for trigger in (t for t in triggers if t.family == "attack"):
        above = trigger.token.head if trigger.token.dep_ == "acl" else None
        home = next((g for g in groups if any(t.token == above for t in g)), None)
        home = home or next((g for g in groups if all(_one_act(trigger, t, asides, mentions) for t in g)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    for trigger in (t for t in triggers if t.family == "harm"):
        near = [g for g in groups if _side(trigger.token, asides) == _side(g[0].token, asides)]
        near = [g for g in near if not any(is_series(t, mentions) for t in g)] or near
        if near:
            min(near, key=lambda g: min(_distance(trigger.token, t.token) for t in g)).append(trigger)
        else:
            groups.append([trigger])
    for family in ("capture", "truce", "troop_move", "publication"):
        same = [t for t in triggers if t.family == family]
        if same:
            groups.append(same)
    return groups


def _distance(first: Token, second: Token) -> float:
    return grammar.path(first, second) + abs(first.i - second.i) / 100


def _side(token: Token, asides: tuple[frozenset[int], ...]) -> tuple[bool, ...]:
    return tuple(token.i in scope for scope in asides)


def _one_act(
    first: Trigger, second: Trigger, asides: tuple[frozenset[int], ...], mentions: tuple[Mention, ...]
) -> bool:
    """True where two attack triggers of one sentence name the same act."""
    if _side(first.token, asides) != _side(second.token, asides):
        return False
    if is_series(first, mentions) != is_series(second, mentions):
        return False
    families = [_family(t, mentions) for t in (first, second)]
    if _another(first.token) or _another(second.token):
        return False
    if None in families or families[0] == families[1]:
        return True
    return not _own_subjects(first.token, second.token)


def _another(token: Token) -> bool:
    """True where the verb's own subject is "another", "a second": a thing of its own."""
    own = grammar.children(token, grammar.SUBJECT | grammar.PASSIVE_SUBJECT) if token.pos_ == "VERB" else []
    return any(t.lower_ in {"another", "second", "third"} for noun in own for t in grammar.phrase(noun))


def _own_subjects(first: Token, second: Token) -> bool:
    """True where the two stand in different clauses that each have a subject of their own."""
    clauses = [grammar.clause(first), grammar.clause(second)]
    if clauses[0] == clauses[1]:
        return False
    both = grammar.SUBJECT | grammar.PASSIVE_SUBJECT
    return all(grammar.children(c, both) for c in clauses)


def _family(trigger: Trigger, mentions: tuple[Mention, ...]) -> str | None:
    kind = trigger.row.fact("type") or _weapon_type(_own_weapons((trigger,), mentions))
    return FAMILY.get(kind or "")


def _own_weapons(triggers: Sequence[Trigger], mentions: Iterable[Mention]) -> list[Mention]:
    """The weapons that the words of an act name: within it, its subject, its object, its means."""
    found = []
    shields = [m for m in mentions if m.kind == "action" and action_class(m) == "defence"]
    for mention in mentions:
        shielded = any(s.start <= mention.start < s.end for s in shields)
        if mention.kind != "weapon" or shielded or _is_denied(triggers[0].token.doc, mention):
            continue
        for trigger in triggers:
            tokens = words_of(trigger.token.doc, mention)
            inside = trigger.mention.start <= mention.start < trigger.mention.end
            if tokens and (inside or grammar.path(tokens[-1], trigger.token) <= 3):  # noqa: PLR2004
                found.append(mention)
                break
    return found


def _is_denied(doc: Doc, weapon: Mention) -> bool:
    """True for a weapon that was not there: "no shots were fired"."""
    tokens = words_of(doc, weapon)
    return bool(tokens) and grammar.phrase(tokens[-1])[0].lower_ == "no"


def _owned(groups: list[list[Trigger]], mentions: tuple[Mention, ...]) -> list[list[Mention]]:
    """For each act of a sentence, the weapons that are nearer to it than to any other."""
    owned: list[list[Mention]] = [[] for _ in groups]
    claimed = [_own_weapons(g, mentions) if g[0].family in OPEN else [] for g in groups]
    for mention in dict.fromkeys(m for weapons in claimed for m in weapons):
        rivals = [n for n, weapons in enumerate(claimed) if mention in weapons]
        token = words_of(groups[0][0].token.doc, mention)[-1]
        owned[min(rivals, key=lambda n: min(_distance(token, t.token) for t in groups[n]))].append(mention)
    return owned


def _weapon_type(weapons: Iterable[Mention]) -> EventType | None:
    rows = [lexicons.by_rule("weapons")[m.rule] for m in weapons]
    typed = sorted((int(r.facts["rank"]), r.facts["type"]) for r in rows if r.fact("type"))
    return typed[0][1] if typed else None  # type: ignore[return-value]


def _naming(group: list[Trigger], owned: list[Mention], here: _Here) -> Naming:
    first = min(group, key=lambda t: (t.family == "harm", t.mention.start))
    arms = [m for m in here.mentions if m.kind == "weapon" and not _is_denied(here.sentence.doc, m)]
    attacks = {m.start for m in here.mentions if m.kind == "action" and action_class(m) == "attack"}
    only = arms if len(arms) == 1 and len(attacks) <= 1 and first.family in OPEN else []
    weapons = owned or only
    kind, attack = _type(group, weapons)
    attack = attack and here.frame is None
    block = here.article.block_at(here.sentence.start_char)
    act = Act(
        id=f"a{first.mention.start}", type=kind, is_attack=attack, role=role(group, here.mentions),
        status=status(group, here.mentions), passage=here.article.passage(first.mention.start, first.mention.end),
        sentence=here.index, paragraph=block.start if block else 0, block=block.kind if block else "body",
        refers_back=refers_back(first), introduces=_introduces(first, weapons, here.mentions),
        plural=is_plural(first.token), echoes=_echoes(here.sentence), generic=kind == "other", rule=first.mention.rule,
    )  # fmt: skip
    return Naming(act, tuple(group), tuple(weapons))


def _echoes(sentence: Span) -> tuple[str, ...]:
    known = [
        t
        for t in sentence
        if t.pos_ == "NOUN" and any(c.lower_ in DEFINITE for c in t.lefts if c.dep_ in {"det", "poss"})
    ]
    return tuple(dict.fromkeys(t.lower_ for t in known))


def _type(group: list[Trigger], weapons: list[Mention]) -> tuple[EventType, bool]:
    """The kind that the words of an act prove, and whether it is an attack."""
    families = {t.family for t in group}
    if not families & OPEN:
        return group[0].row.facts["type"], False  # type: ignore[return-value]
    outer = [t for t in group if not _relative(t, group)] or group
    named = {t.row.fact("type") for t in outer} - {None}
    armed = _weapon_type(weapons)
    if armed and not named & {"airstrike", "drone_strike", "kidnapping", "arson"}:
        named.add(armed)
    elif named == {"arson"} and armed in _FIRE_FROM_AFAR:
        # "Drones struck a depot, setting two tanks on fire": the fire is what the weapon did.
        named = {armed}
    kind: EventType = next((k for k in _RANK if k in named), "other")
    harmless = "attack" not in families and all(_nobody(t.token) for t in group)
    return kind, "attack" in families or ((bool(weapons) or _armed_subject(group)) and not harmless)


_FIRE_FROM_AFAR = frozenset(
    {"bombing", "suicide_bombing", "drone_strike", "airstrike", "missile_attack", "rocket_attack", "shelling"}
)


def _nobody(verb: Token) -> bool:
    """True for harm that nobody came to or did: "nobody was hurt", "we do not kill"."""
    if grammar.children(verb, frozenset({"neg"})):
        return True
    doers = [*grammar.children(verb, grammar.SUBJECT), *grammar.children(verb, grammar.PASSIVE_SUBJECT)]
    return any(grammar.phrase(noun)[0].lower_ in {"no", "nobody", "none", "neither"} for noun in doers)


def _relative(trigger: Trigger, group: list[Trigger]) -> bool:
    """True for a trigger in a relative clause that only says more of somebody ("insurgents who were shooting")."""
    head = grammar.clause(trigger.token)
    return head.dep_ == "relcl" and any(
        t.family == "attack" and grammar.clause(t.token) != head for t in group if t is not trigger
    )


def _armed_subject(group: list[Trigger]) -> bool:
    """True where somebody armed does the harm: "gunmen killed four people" is an attack, "the quake killed" is not."""
    for trigger in group:
        if trigger.token.pos_ not in {"VERB", "AUX"} or trigger.row.id == "hospital":
            continue
        doers = grammar.agents(trigger.token)
        if not grammar.is_passive(trigger.token) and trigger.row.id in {"kill", "wound"}:
            doers += grammar.subjects(trigger.token)
        if any(_is_armed(noun) for noun in doers):
            return True
    return False


def _is_armed(noun: Token) -> bool:
    words = grammar.phrase(noun).text
    return (actors.kind_of(words) or "") in {"armed_group", "military", "police_security"}


def _introduces(trigger: Trigger, weapons: list[Mention], mentions: tuple[Mention, ...]) -> bool:
    """True for "a bombing", "when a bomb exploded", "separately ...": the words open another happening."""
    noun = trigger.token
    apart = [m for m in mentions if m.kind == "hedge" and hedge_class(m) == "apart"]
    if any(m.start <= trigger.mention.start and m.start - noun.sent.start_char < _OPENING for m in apart):
        return True
    if any(noun.i in scope for scope in aside(noun.sent, mentions)) and not refers_back(trigger):
        return True
    if noun.pos_ in {"NOUN", "PROPN"} and trigger.family == "harm":
        return False
    if noun.pos_ in {"NOUN", "PROPN"}:
        return grammar.phrase(noun)[0].lower_ in _NEW or is_one_of(noun)
    heads = [words_of(noun.doc, m)[-1] for m in weapons if words_of(noun.doc, m)]
    return any(grammar.phrase(head)[0].lower_ in _NEW for head in heads) and not _retells(noun.sent)


def _retells(sentence: Span) -> bool:
    """True for "In the mayor's version, a drone hit the roof": another voice on what has been told already."""
    opening = sentence[0]
    return opening.lower_ in {"in", "by"} and any(t.lemma_.lower() in _TELLINGS for t in opening.children)


_TELLINGS = frozenset({"version", "account", "telling"})


_NEW = frozenset({"a", "an", "another", "one"})
_OPENING = 30
"""How many characters into a sentence "separately" and its like may stand to open another happening."""
