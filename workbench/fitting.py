"""How well an act fits an event that was told before.

A score: what speaks for one happening (kind, day, place, figures, the same
doers, "the attack", nearness) is added up, and what contradicts it forbids.
The weights are ours, set by hand on development articles, none of which is in
the project; each is one line below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.acts import FAMILY

if TYPE_CHECKING:
    from workbench.records import Act, Claim, Days, EventType, Role

ENOUGH = 1.0
"""The score from which an act joins an event; below it the act is an event of its own."""
_CLEAR = 9.0
NEVER = -99.0
COUNTED = ("killed", "wounded", "missing", "captured")


@dataclass(slots=True)
class Draft:
    """An event in the making: the acts and claims gathered so far."""

    acts: list[Act] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def type(self) -> EventType:
        """The first kind that an act proves."""
        return next((a.type for a in self.acts if not a.generic), "other")

    @property
    def role(self) -> Role:
        """The role of the act that was told first."""
        return self.acts[0].role

    @property
    def is_attack(self) -> bool:
        """True where any of the acts is an attack."""
        return any(a.is_attack for a in self.acts)


def act_of(group: list[Claim]) -> Act:
    """The act that the claims of a group speak of; raises ValueError for a claim without one."""
    act = group[0].act
    if act is None:
        raise ValueError("a claim without an act cannot be merged; give it the act it speaks of")
    return act


def main_of(drafts: list[Draft]) -> Draft | None:
    """The story's own event: the first single attack of the body that has happened, or was foiled."""
    singles = [d for d in drafts if d.is_attack and d.role == "main"]
    return min(singles, key=lambda d: (d.acts[0].block == "headline", d.acts[0].passage.start), default=None)


def fit(group: list[Claim], draft: Draft, drafts: list[Draft]) -> float:
    """How well an act fits an event; `NEVER` where the two contradict each other."""
    act = act_of(group)
    if any(a.sentence == act.sentence for a in draft.acts):
        return NEVER
    if act.block == "headline" and draft is not main_of(drafts):
        return NEVER
    if (
        act.role in {"planned", "threat"}
        or draft.role in {"planned", "threat"}
        or not is_open(act)
        or not is_open(draft.acts[0])
    ):
        return _same_plan(group, draft)
    if act.role == "aggregate" or draft.role == "aggregate":
        return _same_series(group, draft, drafts)
    bare = 0.0 if act.introduces or any(_tells_apart(c) for c in group) else 0.5
    types, days, place = _types(act, draft), _days(group, draft), _places(group, draft)
    if NEVER in {types, days, place}:
        return NEVER
    return bare + types + days + place + _counts(group, draft) + _doers(group, draft) + _wording(act, draft, drafts)


def _tells_apart(claim: Claim) -> bool:
    """True for a claim that gives an act a day or a place of its own."""
    return claim.field == "place" or (claim.days is not None and _named_day(claim.days.text) is not None)


def is_open(act: Act) -> bool:
    """True for attacks and harm, whose sentences may belong together; a truce or a troop move is told by its type."""
    return act.type not in {"truce", "troop_move"} and act.rule != "actions:publish" and not is_capture(act)


def is_capture(act: Act) -> bool:
    """True for an arrest or a capture: an act beside the attacks of a story, told by its people."""
    return act.rule in {"actions:detain", "actions:detention"}


def _same_plan(group: list[Claim], draft: Draft) -> float:
    act, first = act_of(group), draft.acts[0]
    if is_capture(act) and is_capture(first):
        return _same_capture(group, draft)
    if (
        act.type != first.type
        or act.role != first.role
        or act.rule == "actions:publish"
        or is_open(act) != is_open(first)
        or is_capture(act) != is_capture(first)
    ):
        return NEVER
    return ENOUGH if act.type in {"truce", "troop_move"} or act.refers_back else NEVER


def _same_capture(group: list[Claim], draft: Draft) -> float:
    """Captures told in one story are one where neither days nor places part them."""
    act, first = act_of(group), draft.acts[0]
    if act.role != first.role or act.role == "aggregate":
        return NEVER
    return NEVER if NEVER in {_days(group, draft), _places(group, draft)} else ENOUGH


def _same_series(group: list[Claim], draft: Draft, drafts: list[Draft]) -> float:
    """A series takes up only what points back at it from the next sentence ("those attacks")."""
    act = act_of(group)
    close = 0 <= act.sentence - draft.acts[-1].sentence <= 1
    last = drafts[-1] is draft
    kind = _types(act, draft)
    told_before = close and last and act.refers_back and (act.plural or act.role == "aggregate")
    same_kind = (
        act.plural and not act.generic and draft.type == act.type and (act.refers_back or act.role == "aggregate")
    )
    if draft.role == "aggregate" and kind != NEVER and (told_before or same_kind):
        return _CLEAR if _days(group, draft) != NEVER else NEVER
    return NEVER


def _types(act: Act, draft: Draft) -> float:
    if act.generic or draft.type == "other":
        return 0.0
    if act.type == draft.type:
        return 1.0
    if FAMILY.get(act.type) == FAMILY.get(draft.type):
        return 0.75
    # "The raid, in which two were shot": the noun leaves the kind open, and points back at an abduction as well.
    return -0.5 if act.refers_back and act.rule in {"actions:attack", "actions:ambush"} else NEVER


def _days(group: list[Claim], draft: Draft) -> float:
    """Agreement of the days that both sides give; silence on one side is no contradiction."""
    here = [c.days for c in group if c.days is not None]
    there = [c.days for c in draft.claims if c.days is not None]
    if not here or not there:
        return 0.0
    if any(c.rule == _MOMENTS for c in group):
        return NEVER
    met = [_meet(a, b) for a in here for b in there]
    if True in met:
        return 1.0
    return NEVER if False in met else 0.0


_MOMENTS = "times:moments_from_another"
"""The rule of "hours later": what is told so is another happening than the one it is counted from."""


def _meet(first: Days, second: Days) -> bool | None:
    """Whether two stretches share a day; by their words where no day is known; None where even these do not tell."""
    if first.unresolved or second.unresolved:
        named = [_named_day(d.text) for d in (first, second)]
        return None if None in named else named[0] == named[1]
    a0, a1 = first.start or first.end, first.end or first.start
    b0, b1 = second.start or second.end, second.end or second.start
    return bool(a0 and a1 and b0 and b1 and a0 <= b1 and b0 <= a1)


def _named_day(words: str | None) -> str | None:
    """The weekday, month or "last week" that words of time name, or None where they name nothing."""
    found = _DAY_NAMES.search((words or "").lower())
    return found.group()[:9] if found else None


_DAY_NAMES = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\blast (?:week|month|year)|\byesterday\b|\btoday\b|\b\d{4}\b"
)


_FINE = frozenset({"point", "facility", "neighbourhood", "city", "near_city", "unknown"})


def _places(group: list[Claim], draft: Draft) -> float:
    """Agreement of places: the same name, or not another town; None on one side is no contradiction."""
    here = [c for c in group if c.field == "place"]
    there = [c for c in draft.claims if c.field == "place"]
    if not here or not there:
        return 0.0
    countries = [{c.place.country for c in side if c.place and c.place.country} for side in (here, there)]
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return NEVER
    names = [{(c.value or "").lower().removeprefix("the ") for c in side} for side in (here, there)]
    if names[0] & names[1]:
        return 1.5
    if _neighbours(here, there):
        return 0.5
    towns = [any(_is_town(c) for c in side) for side in (here, there)]
    if all(towns):
        return -1.0 if act_of(group).refers_back else -2.5
    sites = [
        all(not _is_town(c) and (c.place is None or c.place.precision in _FINE) for c in side) for side in (here, there)
    ]
    return -1.0 if all(sites) else 0.0


def _is_town(claim: Claim) -> bool:
    """True for a city, and for a name that the recogniser takes for a town and no gazetteer knows."""
    if claim.place is None or claim.place.precision == "unknown":
        return claim.rule == "pipeline:GPE" and (claim.value or "").split()[-1].lower() not in _SITES
    return claim.place.precision in {"city", "near_city"}


_SITES = frozenset(
    {"gate", "church", "street", "square", "market", "camp", "base", "airport", "bridge", "mosque", "school",
     "university", "hospital", "prison", "station", "road", "avenue", "hotel", "embassy", "checkpoint", "barracks",
     "house", "centre", "center", "port", "border", "crossing", "neighbourhood", "neighborhood", "district", "suburb"}
)  # fmt: skip
"""Last words of names that the recogniser may take for towns, and that lie in one."""


def _neighbours(here: list[Claim], there: list[Claim]) -> bool:
    """True where a place of either side lies within about 25 km of one of the other (a quarter of a degree)."""
    points = [
        [(c.place.lat, c.place.lon) for c in side if c.place and c.place.lat is not None] for side in (here, there)
    ]
    return any(
        abs((a or 0) - (c or 0)) < _NEAR and abs((b or 0) - (d or 0)) < _NEAR
        for a, b in points[0]
        for c, d in points[1]
    )


_NEAR = 0.25


def _counts(group: list[Claim], draft: Draft) -> float:
    """Agreement of figures: a shared count of dead or wounded ties, a different one of the same voice parts."""
    score = 0.0
    for name in ("killed", "wounded"):
        here = {(c.low, c.high) for c in group if c.field == name and c.subset_of is None and c.low}
        there = {(c.low, c.high) for c in draft.claims if c.field == name and c.subset_of is None and c.low}
        if any((low or 0) >= TELLING for low, _ in here & there):
            score += 1.5
        elif here and there and max(low or 0 for low, _ in here) > max(low or 0 for low, _ in there):
            score -= 1.5
    return score


TELLING = 3
"""The least count that two reports of one event may be known by: many attacks kill one or two."""


def _doers(group: list[Claim], draft: Draft) -> float:
    """Agreement of perpetrators: "the Hamas attack" is no event of which only somebody else is named."""
    here, there = (_proper_names(side) for side in (group, draft.claims))
    if not here or not there:
        return 0.0
    return 0.5 if here & there else -1.0


def _proper_names(claims: list[Claim]) -> set[str]:
    """The capitalised words of the perpetrators; "gunmen" and "criminals" may be anybody."""
    values = [c.value or "" for c in claims if c.field == "perpetrator"]
    return {word for value in values for word in value.split() if any(letter.isupper() for letter in word)}


def _wording(act: Act, draft: Draft, drafts: list[Draft]) -> float:
    """What the words ask for: "the attack" points back, mostly at what was told last; a verb alone hardly does."""
    distance = act.sentence - draft.acts[-1].sentence
    last = draft is drafts[-1]
    beside = distance <= 1 and act.paragraph == draft.acts[-1].paragraph
    near = 1.25 if beside else 0.75 if distance <= 1 else 0.25 if last else 0.0
    if act.introduces:
        return near - 2.5
    if act.block == "headline":
        return 1.0
    if _echoes(act, draft):
        near += 1.0
    if not act.is_attack:
        return 1.0 + near
    if act.refers_back:
        return 1.25 + near + (0.6 if draft is main_of(drafts) and not beside else 0.0)
    return near + (0.25 if distance <= 1 else 0.0) - (0.5 if act.plural else 0.0)


def _echoes(act: Act, draft: Draft) -> bool:
    """True where the sentence speaks of "the bus" and the event already has a bus."""
    known = {w for c in draft.claims if c.field in _NAMED for w in (c.value or "").lower().split()}
    return bool(known & set(act.echoes))


_NAMED = frozenset({"target", "weapon", "munitions", "perpetrator", "place"})
