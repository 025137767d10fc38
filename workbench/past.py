"""Past attacks and the events of articles in, one history out.

An event joins as an entry of its own only if it is one attack that happened
on known days: an aggregate ("since late 2019, ten people") or a plan is no
attack to count. One that an analyst accepted as a row of the table is that
row, told by one more article, and is never counted beside it. Nothing here
merges by itself: `matching` suggests, and a person decides.

The room is not called history: a module of that name would hide the verb
`workbench.history`, which gives the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.attacks import Attack, HistoryError, Span, load
from workbench.gathering import gather
from workbench.records import Attribution, Event, Toll

__all__ = ["Attack", "HistoryError", "Span", "accepted", "from_event", "in_words", "join", "load"]


def join(attacks: Iterable[Attack], events: Iterable[Event]) -> tuple[Attack, ...]:
    """The attacks by date, and among them each event that is one past attack on known days.

    An event that an analyst accepted as one of the attacks is told by it: its article is one more of the sources.
    One that was refused, or not decided on, is an entry of its own; events accepted as one attack are one entry.
    Raises GatheringError where decisions contradict each other.
    """
    known = {attack.id: attack for attack in attacks}
    for event in gather(events):
        row = known.get(accepted(event) or "")
        if row is not None:
            known[row.id] = _told_by(row, event)
        elif (read := from_event(event)) is not None:
            known.setdefault(read.id, read)
    return tuple(sorted(known.values(), key=lambda attack: (attack.start, attack.origin, attack.id)))


def accepted(event: Event) -> str | None:
    """The id of the row of the history that an analyst accepted an event as; None where there is none."""
    return next((decision.other for decision in event.same_as if decision.same and decision.of == "row"), None)


def articles(event: Event) -> tuple[str, ...]:
    """The ids of the articles that the claims of an event stand in, its own first."""
    named = (claim.passage.article for claim in event.claims if claim.passage is not None)
    return tuple(dict.fromkeys((event.article, *(name for name in named if name is not None))))


def _told_by(row: Attack, event: Event) -> Attack:
    fresh = (source for source in map(_source, articles(event)) if source not in row.sources)
    return replace(row, sources=(*row.sources, *fresh), told_by=tuple(dict.fromkeys((*row.told_by, event.id))))


def _source(article: str) -> str:
    return f"article {article}"


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
        sources=tuple(map(_source, articles(event))), origin="article", role=event.role, time_of_day=days.time_of_day,
    )  # fmt: skip


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
