"""Claims in, events out.

Acts that different sentences name are joined into one event where kind, days,
place and counts allow it and the wording asks for it ("the attack"); what
contradicts stays apart. No claim is dropped for disagreeing: an event keeps
every voice, and its values are settled from them (`settling.settle`). Totals
of many attacks, plans and threats are events of their own and are never
joined with a single attack.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench import settling
from workbench.fitting import COUNTED, ENOUGH, NEVER, TELLING, Draft, act_of, fit, is_capture, is_open, main_of
from workbench.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.records import Claim, Role


def merge(claims: Iterable[Claim], article: str = "", published: dt.date | None = None) -> tuple[Event, ...]:
    """The events that the claims of one article tell of, the main one first, then in reading order.

    `article` is the id that event ids begin with; what happened two months before `published` or earlier (a verdict,
    an anniversary) is background, however much the story says of it. Claims of acts that turn out to be no political
    violence (a death toll without an attack) belong to no event.
    """
    by_act: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.act is not None:
            by_act.setdefault(claim.act.id, []).append(claim)
    groups = sorted(by_act.values(), key=lambda g: (act_of(g).block == "headline", act_of(g).passage.start))
    drafts: list[Draft] = []
    for group in groups:
        _place_in(group, drafts)
    attacks = any(d.is_attack for d in drafts)
    kept = [d for d in drafts if _is_event(d, attacks=attacks)]
    main = main_of([d for d in kept if not _is_old(d, published)])
    events = [_event(d, article, "main" if d is main else _settled_role(d)) for d in kept]
    return tuple(sorted(events, key=lambda e: (e.role != "main", _first(e))))


def _is_old(draft: Draft, published: dt.date | None) -> bool:
    """True where every day that the claims give lies two months before publication or earlier."""
    last = [c.days.end or c.days.start for c in draft.claims if c.days is not None]
    known = [day for day in last if day is not None]
    return published is not None and bool(known) and max(known) < published - _NEWS


_NEWS = dt.timedelta(days=61)
"""How long after it happened an act is still the news of a story: the two months of MUC-4's task document."""


def _first(event: Event) -> int:
    return min((c.passage.start for c in event.claims if c.passage is not None), default=0)


def _is_event(draft: Draft, *, attacks: bool) -> bool:
    """True for attacks and what is told beside them; a death toll is one only in a story that has an attack."""
    if all(a.rule in _ANSWERABLE for a in draft.acts):
        return False
    if draft.is_attack:
        return draft.acts[0].block != "headline" or len(draft.acts) > 1 or draft.role == "main"
    if draft.role == "aggregate" and attacks:
        return any(c.field in COUNTED and c.low is not None for c in draft.claims)
    if is_capture(draft.acts[0]):
        return draft.role != "planned" and any(c.field == "captured" for c in draft.claims)
    return draft.acts[0].type in {"truce", "troop_move"} or draft.acts[0].rule == "actions:publish"


_ANSWERABLE = frozenset({"actions:blame", "actions:responsible", "actions:responsibility"})
"""Rows that say who answers for an act: without an act told beside them, ministers blame and banks are responsible."""


def _settled_role(draft: Draft) -> Role:
    return "background" if draft.role == "main" else draft.role


def _place_in(group: list[Claim], drafts: list[Draft]) -> None:
    """Add the claims of one act to the event they belong to, or begin a new one."""
    act = act_of(group)
    scored = [(fit(group, draft, drafts), index) for index, draft in enumerate(drafts)]
    best = max(scored, default=(NEVER, -1))
    if best[0] >= ENOUGH:
        home = drafts[best[1]]
        home.acts.append(act)
        home.claims += _new(group, home)
        return
    if act.block == "headline" and any(d.is_attack for d in drafts):
        return
    drafts.append(Draft([act], list(group)))


def _new(group: list[Claim], home: Draft) -> list[Claim]:
    """The claims that say something new: a headline only repeats, and one voice says one figure once."""
    told = any(a.block != "headline" for a in home.acts)
    known = {_figure(c) for c in home.claims if c.field in COUNTED}
    fresh = []
    for claim in group:
        repeats = claim.block == "headline" and told and (claim.field not in COUNTED or _told(claim, home))
        same = claim.field in COUNTED and _figure(claim) in known
        if not repeats and not same:
            fresh.append(claim)
    return fresh


def _told(claim: Claim, home: Draft) -> bool:
    """True where some voice of the story gives the headline's figure."""
    return any((c.field, c.low) == (claim.field, claim.low) for c in home.claims)


def _figure(claim: Claim) -> tuple[object, ...]:
    """What makes two counts one: field, figure and voice, and for ones and twos the word for the people as well."""
    noun = (claim.value or "").split()[-1:] if (claim.low or 0) < TELLING else None
    return claim.field, claim.low, claim.high, claim.speaker, noun and noun[0]


def _event(draft: Draft, article: str, role: Role) -> Event:
    told = [a.passage.start for a in draft.acts if a.block != "headline"]
    start = min(told or [a.passage.start for a in draft.acts])
    claims = _subsets_tied(sorted(draft.claims, key=lambda c: c.passage.start if c.passage else 0))
    status = draft.acts[0].status
    values, why = settling.settle(claims)
    return Event(
        id=f"{article}:{start}", article=article, role=role,
        type=draft.type if is_open(draft.acts[0]) else draft.acts[0].type,
        is_attack=draft.is_attack, status=status, values=values, claims=claims, why=why,
    )  # fmt: skip


def _subsets_tied(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with "five of the dead" tied to the fullest count of the event that can hold them."""
    tied = []
    for claim in claims:
        if claim.subset_of == "":
            whole = [
                c for c in claims if c.field == claim.field and c.subset_of is None and (c.low or 0) >= (claim.low or 0)
            ]
            best = max(whole, key=lambda c: c.low or 0, default=None)
            claim = replace(claim, subset_of=best.id if best is not None else None)  # noqa: PLW2901
        tied.append(claim)
    return tuple(tied)
