"""Doc and mentions in, claims out.

A claim is what one voice says about one field of one act, in words that can
be pointed at. Each is read off one sentence; what the sentence does not say
stays None, and nothing here joins two sentences into one story (that is
`events.merge`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench import (
    acts,
    backdrops,
    casualties,
    days,
    munitions,
    participants,
    surroundings,
    triggers,
    voices,
    whereabouts,
)
from workbench.mentions import words_of
from workbench.stage import Stage, naming_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc

    from workbench.acts import Naming
    from workbench.backdrops import Backdrop
    from workbench.records import Article, Claim, Days, Mention


def read(doc: Doc, article: Article, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """Every claim that the readable sentences make, in reading order; each passage is the article's own words."""
    found: list[Claim] = []
    anchor: Days | None = None
    backdrop: Backdrop | None = None
    weapon: str | None = None
    alone: set[str] = set()
    meant = surroundings.read(article.text, mentions, article.dateline)
    named = tuple(m for m in mentions if m.kind == "actor")
    scenes = acts.scenes(doc, article, mentions)
    spoken = voices.read(doc, article, ((scene.sentence, scene.mentions) for scene in scenes))
    for scene, heard in zip(scenes, spoken, strict=True):
        harms = casualties.read(scene) if scene.namings else ()
        stage = Stage(doc, article, scene, heard, acts.aside(scene.sentence, scene.mentions), meant, named, harms)
        said = list(_sentence(stage, anchor, weapon, alone))
        alone |= {c.field for c in said if c.low == 1}
        if not any(c.field == "date" for c in said):
            said += backdrops.inherit(stage, backdrop)
        backdrop = backdrops.after(stage, said, backdrop)
        anchor = next((c.days for c in said if c.days and days.is_known(c.days)), anchor)
        weapon = next((c.value for c in said if c.field in {"munitions", "weapon"}), weapon)
        found += said
    return _numbered(found)


def _sentence(stage: Stage, anchor: Days | None, weapon: str | None, alone: AbstractSet[str]) -> Iterator[Claim]:
    for naming in stage.scene.namings:
        first = words_of(stage.doc, naming.triggers[0].mention)[0].i
        yield stage.claim("act", naming.act.type, naming.act, first, first, rule=naming.act.rule)
        yield from _tallies(stage, naming)
    if stage.scene.namings:
        yield from _casualties(stage, alone)
        yield from munitions.read(stage, weapon)
        yield from days.read(stage, anchor)
        yield from whereabouts.read(stage)
    yield from participants.read(stage)


def _tallies(stage: Stage, naming: Naming) -> Iterator[Claim]:
    """How many attacks a total counts: "12 attacks since March"."""
    for trigger in naming.triggers if naming.act.role == "aggregate" else ():
        count = triggers.tally(trigger)
        if count is not None:
            words = stage.words(stage.doc[count.first : trigger.token.i + 1])
            yield stage.claim(
                "quantity", words, naming.act, count.first, trigger.token.i, low=count.quantity.low,
                high=count.quantity.high, qualifier=count.quantity.qualifier, scope="attacks", rule=trigger.row.rule,
            )  # fmt: skip


def _casualties(stage: Stage, alone: AbstractSet[str]) -> Iterator[Claim]:
    """The people harmed; "him" and "the mayor" are counted where no one person was told of before (`alone`)."""
    last: dict[str, str] = {}
    one = set(alone)
    for harm in stage.harms:
        naming = naming_of(stage, harm.trigger.token)
        if naming is None or (harm.known and harm.field in one):
            continue
        if harm.quantity.low == 1:
            one.add(harm.field)
        words = stage.doc[harm.first : harm.last + 1].text
        claim = stage.claim(
            harm.field, words, naming.act, harm.first, harm.last, low=harm.quantity.low, high=harm.quantity.high,
            qualifier=harm.quantity.qualifier, group=casualties.group_of(harm), rule=harm.trigger.row.rule,
            subset_of=last.get(harm.field, "") if harm.subset else None,
        )  # fmt: skip
        if not harm.subset:
            last[harm.field] = claim.id
        yield claim


def _numbered(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with ids that are unique in the article, subsets tied to the count that holds them."""
    seen: dict[str, int] = {}
    renamed: list[Claim] = []
    for claim in claims:
        seen[claim.id] = seen.get(claim.id, 0) + 1
        suffix = f".{seen[claim.id]}" if seen[claim.id] > 1 else ""
        renamed.append(replace(claim, id=claim.id + suffix))
    return tuple(renamed)
