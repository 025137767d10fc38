"""Events of several articles in, one event for each attack out, as far as an analyst said which are one.

`matching.retellings` suggests which events are one attack, and
`matching.decide` keeps an analyst's word on it; here the word is carried out.
What comes out has every claim of every article, each with the article it
stands in, and values settled anew from all of them. Nobody's word, nothing
gathered: an event without one comes out as it came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from workbench.records import Claim, Decision, Event, Passage, Reading
from workbench.restructuring import united


class GatheringError(ValueError):
    """Decisions that contradict each other: one sentence with the events and the remedy."""


def gather(readings: Iterable[Reading | Event]) -> tuple[Event, ...]:
    """The events, those that an analyst accepted as one attack gathered into one, where the first of them stood.

    It has the id, article, type, role and status of the first that is the main event of its article and says what
    kind of attack it was; corrections are made on the events before they are gathered. An acceptance of an event that
    is not among these is left as it is. Raises GatheringError where an event of the one attack was refused as
    another, or two of them were accepted as different rows of the history.
    """
    parts = (part.events if isinstance(part, Reading) else (part,) for part in readings)
    events = {event.id: event for some in parts for event in some}
    return tuple(_gathered([events[name] for name in group]) for group in _groups(events.values()))


def _groups(events: Iterable[Event]) -> list[list[str]]:
    """The ids of events that are one attack, in the order of the first; an id by itself for each other."""
    home: dict[str, list[str]] = {event.id: [event.id] for event in events}
    accepted = [(event.id, one.other) for event in events for one in event.same_as if one.same and one.other in home]
    for one, other in accepted:
        if home[one] is not home[other]:
            order = list(home)
            joined = sorted((*home[one], *home[other]), key=order.index)
            home |= dict.fromkeys(joined, joined)
    return [group for name, group in home.items() if group[0] == name]


def _gathered(group: Sequence[Event]) -> Event:
    if len(group) == 1:
        return group[0]
    _refuse_contradictions(group)
    home, *others = sorted(map(_with_articles, group), key=lambda event: (event.role != "main", event.type == "other"))
    return reduce(united, others, home)


def _refuse_contradictions(group: Sequence[Event]) -> None:
    """Nothing; raises GatheringError where what was decided on events of one attack cannot be true together."""
    names = {event.id for event in group}
    decided = [(event.id, one) for event in group for one in event.same_as]
    refused = next(((name, one.other) for name, one in decided if not one.same and one.other in names), None)
    if refused:
        raise GatheringError(
            f"{refused[0]} was refused as {refused[1]}, but other decisions make them one; take one of these back."
        )
    rows = _rows(one for _, one in decided)
    if len(rows) > 1:
        raise GatheringError(
            f"{' and '.join(sorted(names))} are one attack by decision, but were accepted as the rows "
            f"{' and '.join(rows)}; take one of the decisions back."
        )


def _rows(decisions: Iterable[Decision]) -> list[str]:
    return list(dict.fromkeys(one.other for one in decisions if one.same and one.of == "row"))


def _with_articles(event: Event) -> Event:
    """The event with its article named in every passage of its claims."""
    return replace(event, claims=tuple(_placed(claim, event.article) for claim in event.claims))


def _placed(claim: Claim, article: str) -> Claim:
    act = replace(claim.act, passage=_named(claim.act.passage, article)) if claim.act else None
    return replace(claim, act=act, passage=_named(claim.passage, article) if claim.passage else None)


def _named(passage: Passage, article: str) -> Passage:
    return replace(passage, article=passage.article or article)
