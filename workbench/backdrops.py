"""A sentence that tells when, for those behind it that tell what.

"Last night a joint force searched a house. During the search two men were
killed." The day of the first sentence is that of the act in the second, where
the second comes back to something that the first names, or the first sums up
acts that the second tells singly. Such a day is `inferred`, and its words are
those of the sentence that told it. What somebody said on a day sets no scene.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench import dates, days, grammar
from workbench.mentions import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.records import Claim, Days, Mention
    from workbench.stage import Stage

_REACH = 3
"""Sentences over which a scene stays set."""
_EVERYWHERE = frozenset(
    {"area", "region", "province", "district", "city", "town", "village", "country", "capital", "border", "day", "time",
     "week", "month", "year", "government", "statement", "report", "result", "part", "site", "scene", "war"}
)  # fmt: skip
"""Nouns that any two sentences may share."""
_ANY_SCENE = frozenset({"operation", "incident", "raid", "mission", "engagement", "clash", "fighting", "firefight"})
"""What "the operation" may call any scene."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """The words of time of a sentence, their days, and what the sentence names."""

    paragraph: int
    sentence: int
    words: str
    first: int
    last: int
    days: Days
    rule: str
    things: frozenset[str]
    is_summary: bool
    """True where the sentence sums up acts ("were killed in separate attacks")."""


def inherit(stage: Stage, backdrop: Backdrop | None) -> Iterator[Claim]:
    """The dates that the acts of a sentence take from the scene set before it."""
    beside = backdrop is not None and backdrop.paragraph == _paragraph(stage)
    if backdrop is None or stage.scene.index - backdrop.sentence > _REACH or (backdrop.is_summary and not beside):
        return
    people = _people(stage)
    known = {t.lower_ for t in stage.scene.sentence if t.i in people}
    for naming in stage.scene.namings:
        echoes = {_bare(w) for w in naming.act.echoes if w not in known} - _EVERYWHERE
        if naming.act.role in {"main", "background"} and (backdrop.is_summary or echoes & backdrop.things):
            yield stage.claim(
                "date", backdrop.words, naming.act, backdrop.first, backdrop.last, rule=backdrop.rule,
                days=replace(backdrop.days, basis="inferred"),
            )  # fmt: skip


def after(stage: Stage, said: list[Claim], before: Backdrop | None) -> Backdrop | None:
    """The scene that stands behind a sentence: the one it sets, else the one before."""
    namings = stage.scene.namings
    if namings and not all(n.act.plural or n.act.role == "aggregate" for n in namings):
        return before
    found = next(_days_told(stage, said), None)
    if found is None:
        return before
    mention, told = found
    tokens = words_of(stage.doc, mention)
    return Backdrop(
        _paragraph(stage), stage.scene.index, mention.text, tokens[0].i, tokens[-1].i, told, mention.rule,
        _things(stage), is_summary=bool(namings),
    )  # fmt: skip


def _days_told(stage: Stage, said: list[Claim]) -> Iterator[tuple[Mention, Days]]:
    """The expressions of a sentence that give a day or a night of its main clause."""
    dated = {claim.passage.start for claim in said if claim.field == "date" and claim.passage}
    for mention in stage.scene.mentions:
        tokens = words_of(stage.doc, mention) if mention.kind == "time" else []
        if not tokens or days.of_speech(stage, tokens) or grammar.clause(tokens[0]).dep_ in {"acl", "relcl"}:
            continue
        if stage.scene.namings and mention.start not in dated:
            continue
        told = dates.resolve(mention.text, stage.article.published)
        if told.start and (days.is_known(told) or told.precision == "days_2_6"):
            yield mention, told


def _things(stage: Stage) -> frozenset[str]:
    """What a sentence names that the next may come back to: its nouns and verbs, people apart."""
    people = _people(stage)
    words = [t for t in stage.scene.sentence if t.pos_ in {"NOUN", "VERB"} and t.i not in people]
    return _ANY_SCENE | {_bare(form) for t in words for form in (t.lower_, t.lemma_)}


def _people(stage: Stage) -> frozenset[int]:
    named = (m for m in stage.scene.mentions if m.kind in {"people", "actor", "place"})
    return frozenset(t.i for m in named for t in words_of(stage.doc, m))


def _paragraph(stage: Stage) -> int:
    block = stage.article.block_at(stage.scene.sentence.start_char)
    return block.start if block else 0


def _bare(word: str) -> str:
    return word.lower().rstrip("s")
