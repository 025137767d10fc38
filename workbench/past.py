"""Past attacks and the events of articles in, one history out.

An event joins as an entry of its own only if it is one attack that happened
on known days: an aggregate ("since late 2019, ten people") or a plan is no
attack to count. Nothing here merges: `matches` only proposes which row of
the table an event may be, with its reasons, and a person decides.

The room is not called history: a module of that name would hide the verb
`workbench.history`, which gives the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.attacks import Attack, HistoryError, Span, load
from workbench.records import Attribution, Event, EventType, Toll

__all__ = ["Attack", "HistoryError", "Match", "Span", "from_event", "in_words", "join", "load", "matches"]

_FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset({"rocket_attack", "missile_attack", "shelling"}),
    frozenset({"bombing", "suicide_bombing"}),
    frozenset({"drone_strike", "airstrike"}),
    frozenset({"shooting", "armed_clash", "assault"}),
)
"""Types that two reports of one attack mix up: a rocket is called a missile or a mortar round, and so on."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the history that an event of an article may be, and why; a person decides."""

    attack: Attack
    because: tuple[str, ...]


def join(attacks: Iterable[Attack], events: Iterable[Event]) -> tuple[Attack, ...]:
    """The attacks, then each event that is one past attack on known days as an entry of its own, by date."""
    read = (attack for event in events if (attack := from_event(event)) is not None)
    return tuple(sorted((*attacks, *read), key=lambda attack: (attack.start, attack.origin, attack.id)))


def from_event(event: Event) -> Attack | None:
    """An event as an entry of the history, or None if it is an aggregate, a plan, a denial or has no known days."""
    values, days = event.values, event.values.date
    single = event.role in {"main", "background"} and event.status in {"occurred", "foiled"}
    if not (single and event.is_attack and days and days.start and days.end):
        return None
    blamed = (who for who in values.perpetrators if who.attribution in {"confirmed", "alleged"})
    claimed = (who for who in values.perpetrators if who.attribution in {"self_claimed", "claimed_via_third_party"})
    place = values.place
    return Attack(
        id=event.id, start=days.start, end=days.end, type=event.type, date_precision=days.precision,
        place=place.name if place else None, country=place.country if place else None,
        lat=place.lat if place else None, lon=place.lon if place else None,
        place_precision=place.precision if place else "unknown",
        weapon=_listed(arm.kind for arm in values.weapons), munitions=_munitions(event),
        attributed_to=_listed(map(in_words, blamed)), claimed_by=_listed(map(in_words, claimed)),
        target=_listed(target.name for target in values.targets),
        killed=_span(values.killed), wounded=_span(values.wounded),
        sources=(f"article {event.article}",), origin="article", role=event.role,
    )  # fmt: skip


def matches(attacks: Iterable[Attack], event: Event) -> tuple[Match, ...]:
    """Rows of the table that an event may be: same country and family of type, days within one of the event's."""
    read = from_event(event)
    if read is None or read.country is None:
        return ()
    found = (Match(attack, _because(attack, read)) for attack in attacks if _may_be_one(attack, read))
    return tuple(sorted(found, key=lambda match: (abs(match.attack.start - read.start), match.attack.id)))


def in_words(who: Attribution) -> str:
    """A perpetrator with how firmly it is one and who says so, as `name (claimed, passed on by ...)`."""
    voice = who.by or "the reporter"
    said = {
        "confirmed": f"confirmed, says {voice}",
        "self_claimed": "claimed it" + (f", says {who.by}" if who.by and who.by != who.name else ""),
        "claimed_via_third_party": f"claimed, passed on by {voice}",
        "alleged": f"alleged by {voice}",
        "denied": f"denied by {voice}",
    }
    return f"{who.name} ({said[who.attribution]})"


def _listed(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _span(toll: Toll | None) -> Span:
    return Span(toll.low, toll.best, toll.high) if toll else Span()


def _munitions(event: Event) -> Span:
    """The count of the only kind of weapon; counts of several kinds are not added up."""
    arms = event.values.weapons
    return Span(arms[0].low, arms[0].best, arms[0].high) if len(arms) == 1 else Span()


def _may_be_one(attack: Attack, read: Attack) -> bool:
    day = dt.timedelta(days=1)
    near = attack.start - day <= read.end and read.start <= attack.end + day
    return near and attack.country == read.country and _family(attack.type) == _family(read.type)


def _family(kind: EventType) -> frozenset[EventType]:
    return next((family for family in _FAMILIES if kind in family), frozenset({kind}))


def _because(attack: Attack, read: Attack) -> tuple[str, ...]:
    shared = attack.start <= read.end and read.start <= attack.end
    days = f"{attack.start:%Y-%m-%d} is " + ("a day of the event" if shared else "one day from the event")
    kind = attack.type.replace("_", " ")
    types = f"both are a {kind}" if attack.type == read.type else f"a {kind} is often told as a {read.type}"
    where = f"{attack.place or 'no place'} in the table, {read.place or 'no place'} in the article"
    return (days, types.replace("_", " "), f"both in {attack.country}: {where}")
