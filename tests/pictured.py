"""Every figure of the workbench, by name, as a function of a history and an event table: one line a figure.

A figure that is added gets its line here, and is then drawn in a real browser by the tests.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from workbench import articles, figures, pipeline, reckoned, reckoning, samples, tables
from workbench.records import Claim, Days, Event, Passage, Place, Toll, Values

DAY = dt.date(2020, 11, 17)

FIGURES = {
    "timeline": lambda history, _events: figures.timeline(history),
    "timeline-with-events": figures.timeline,
    "monthly": lambda history, _events: figures.monthly(history),
    "monthly-by-weapon": lambda history, _events: figures.monthly(history, by="weapon"),
    "killed-with-ranges": lambda history, events: figures.timeline(history, events, counts="killed"),
    "munitions-with-ranges": lambda history, events: figures.timeline(history, events, counts="munitions"),
    "cumulative": lambda history, _events: figures.cumulative(history),
    "calendar": lambda history, _events: figures.calendar(history),
    "blamed": lambda history, _events: figures.blamed(history),
    "gaps": lambda history, _events: figures.gaps(history),
    "rates": lambda history, _events: rates(history, days=None),
    "rates-with-an-end": lambda history, _events: rates(history, days=37),
    "disagreement": lambda _history, _events: voices(),
    "map": lambda history, _events: figures.map(history),
    "map-of-events": lambda _history, events: figures.map(events),
    "totals": lambda _history, _events: reckoned.draw(reckoning.check_totals(story())),
}


def rates(history, days):
    """The rates around the first truce of a history, which ends after some days, or on a day that nobody knows."""
    truce = history[history["type"] == "truce"].iloc[0]
    end = None if days is None else truce["date_start"].date() + dt.timedelta(days=days)
    return figures.rates(history, truce=truce["event"], truce_end=end)


def voices():
    """What voices that do not agree say of one event: bounds, a range, a part of a whole, doubt, a denial."""
    said = [
        _voice("killed", 1, 4, 4, "the army"),
        _voice("killed", 2, 3, 3, "the army", subset_of="c1", scope="in the zone", group="child"),
        _voice("killed", 3, 6, None, "a hospital director in the old town", messenger="a radio station"),
        _voice("killed", 4, 2, 9, "residents", stance="hedged"),
        _voice("killed", 5, 12, 12, "a channel with ties to the group", stance="alleged"),
        _voice("killed", 6, 0, 0, "the ministry", stance="denied"),
        _voice("wounded", 7, None, 30, "the police"),
        _voice("munitions", 8, 4, 4, "Iraq's military", scope="in_zone"),
    ]
    values = Values(date=Days(DAY, DAY, "day"), place=GREEN_ZONE, killed=Toll(4, 4, 6, "most_conservative"))
    event = Event(
        "a1:1", "a1", "main", "rocket_attack", is_attack=True, status="occurred", values=values, claims=tuple(said)
    )
    return figures.disagreement(tables.claims([event]), tables.frame([event]))


def _voice(field, number, low, high, speaker, **more):
    more = {"stance": "asserted", "attribution": None, **more}
    return Claim(
        id=f"c{number}", field=field, value=None, passage=Passage(0, 5, "words"), block="body", rule="counts:number",
        low=low, high=high, speaker=speaker, **more,
    )  # fmt: skip


@cache
def story():
    """A reading of the sample story, which tells of totals."""
    return pipeline.extract(articles.read(samples.sample(), published=dt.date(2020, 11, 17)))


GREEN_ZONE = Place("Green Zone", "IRQ", 33.305, 44.387, "neighbourhood")
TAJI = Place("Camp Taji", "IRQ", 33.524, 44.257, "facility")
BABIL = Place("Babil", "IRQ", 32.5, 44.4, "admin1")


def events():
    """A table of made-up events of an article: single ones, one within a week, one without a day, totals and plans."""
    night, week = dt.date(2020, 11, 17), Days(dt.date(2020, 11, 2), dt.date(2020, 11, 9), "week")
    total = Days(dt.date(2019, 10, 1), None, "multi_year")
    year = Days(dt.date(2020, 1, 1), dt.date(2020, 12, 31), "year")
    return tables.frame([
        _event(1, place=GREEN_ZONE, killed=Toll(1, 1, 1, "single"), wounded=Toll(5, None, 7, "range")),
        _event(2, place=GREEN_ZONE),
        _event(3, place=TAJI, date=week),
        _event(4, place=BABIL, type="bombing"),
        _event(5, date=Days(unresolved="no day is given")),
        _event(6, role="aggregate", date=total, killed=Toll(10, 11, 12, "range")),
        _event(7, role="aggregate", date=year, killed=Toll(3, None, None, "single")),
        _event(8, role="planned", status="planned", date=Days(end=dt.date(2021, 1, 15))),
        _event(9, role="threat", status="threatened", date=Days(night, night, "day"), type="drone_strike"),
    ])  # fmt: skip


def _event(number, *, role="main", status="occurred", type="rocket_attack", date=None, **values):  # noqa: A002
    day = dt.date(2020, 11, 17)
    values = Values(date=date or Days(day, day, "day"), **values)
    about = {"role": role, "type": type, "is_attack": True, "status": status}
    return Event(id=f"a1:{number}", article="a1", values=values, claims=(), **about)
