"""A question and one row of the history in, how that row stands to the question out.

The question is what a total in an article speaks of: days, place, doers, and
the people or attacks counted. A row is counted, may belong, or is left out,
each with the reason. Unknown stays unknown: a row that does not say whom it
killed is never a zero, it may belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from workbench import gazetteer
from workbench.attacks import Attack, Group, Span
from workbench.records import EventType

Field = Literal["killed", "wounded", "attacks"]
Standing = Literal["counted", "may belong", "left out"]
CAMPAIGN = "campaign"
OUTSIDE = "outside of the days"
OTHERS = "killed others"

_KINDS: Mapping[str, frozenset[str]] = {
    "service_member": frozenset({"service_member"}), "contractor": frozenset({"contractor"}),
    "security_force": frozenset({"security_force", "service_member"}), "armed_group": frozenset({"armed_group"}),
    "civilian": frozenset({"civilian", "child", "contractor"}), "child": frozenset({"child"}),
}  # fmt: skip
"""Which kinds of the table a word of an article may stand for."""
_ALIKE: tuple[frozenset[EventType], ...] = (frozenset({"rocket_attack", "shelling"}),)
"""Types that the table does not tell apart: its rocket attacks hold mortar fire."""
_NO_ATTACKS = frozenset({"truce", "troop_move"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a total speaks of; None leaves open."""

    field: Field
    start: dt.date
    firm: dt.date
    """The first day that is surely meant; what lies before it, from `start` on, is the doubtful part."""
    end: dt.date
    nation: str | None = None
    """ISO 3166-1 alpha-3 of the people counted."""
    kind: str | None = None
    type: EventType | None = None
    country: str | None = None
    place: str | None = None
    """A place narrower than a country."""
    doer: str | None = None
    """`campaign`, the ISO 3166-1 alpha-3 code of a state, or None for anybody."""
    story: tuple[dt.date, dt.date] | None = None
    """The days of the story's own attack, where its total does not say that it holds that attack."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the history as it stands to a question."""

    event: str
    day: dt.date
    standing: Standing
    why: str
    count: Span
    """How many of those asked for; unknown sides are None."""
    is_doubtful: bool = False
    """True in the part of the time that the article's words leave open."""
    kinds: tuple[tuple[str, int], ...] = ()
    """Of which kinds the counted are, as far as the row tells."""


def stand(attacks: Iterable[Attack], asked: Asked) -> tuple[Row, ...]:
    """Every row with its standing, in the order given."""
    rows = tuple(attacks)
    table = [attack for attack in rows if attack.origin == "table"]
    coded = any(attack.militia_campaign is not None for attack in rows)
    asked = asked if coded or asked.doer != CAMPAIGN else replace(asked, doer=None)
    return tuple(_row(attack, asked, _repeated(attack, table)) for attack in rows)


def total(rows: Iterable[Row]) -> Span:
    """Low, best and high of the counted rows: low without the doubtful ones, high unknown where one is open."""
    counted = [row for row in rows if row.standing == "counted"]
    highs = [row.count.high for row in counted]
    return Span(
        sum(row.count.low or 0 for row in counted if not row.is_doubtful),
        sum(row.count.best or 0 for row in counted),
        None if None in highs else sum(high for high in highs if high is not None),
    )


def may_be(kind: str, word: str) -> bool:
    """True where a kind of the table may be what a word of an article stands for, or is unknown."""
    return kind == "unknown" or kind in _KINDS.get(word, frozenset({word}))


def _row(attack: Attack, asked: Asked, repeats: Attack | None) -> Row:
    out = _left_out(attack, asked, repeats)
    count, unknown = _count(attack, asked)
    why = out or _unsure(attack, asked) or unknown
    standing: Standing = "left out" if out else "may belong" if why else "counted"
    if standing == "counted" and asked.field == "killed" and count.high == 0 and attack.killed_groups:
        standing, why = "left out", OTHERS
    doubtful = not out and attack.start < asked.firm
    kinds = _kinds(attack, asked) if count.best else ()
    return Row(attack.id, attack.start, standing, why or "", count, doubtful, kinds)


def _left_out(attack: Attack, asked: Asked, repeats: Attack | None) -> str | None:
    """Why a row is surely not meant; None where it is or may be."""
    story, country = asked.story, attack.country
    reasons = (
        (attack.role not in {"main", "background"}, f"no single attack that happened: {attack.role}"),
        (attack.type in _NO_ATTACKS, f"no attack but a {_plain(attack.type)}"),
        (attack.end < asked.start or attack.start > asked.end, OUTSIDE),
        (story is not None and story[0] <= attack.start <= story[1], "on the day of the story, not said to be in it"),
        (repeats is not None, f"read from an article, and may repeat {repeats.id if repeats else ''}"),
        (None not in {asked.country, country} and country != asked.country, f"in {country}, not {asked.country}"),
        (asked.type is not None and not _is_alike(attack.type, asked.type), f"of another type: {_plain(attack.type)}"),
    )
    return (
        next((why for is_out, why in reasons if is_out), None) or _of_others(attack, asked) or _elsewhere(attack, asked)
    )


def _of_others(attack: Attack, asked: Asked) -> str | None:
    side = attack.perpetrator_side
    if asked.doer == CAMPAIGN and attack.militia_campaign is False:
        state = side is not None and side != "armed_group"
        return f"done by the forces of {side}, not the militias" if state else "not of the militias' campaign"
    if asked.doer not in {None, CAMPAIGN, side} and side is not None:
        return f"not done by the forces of {asked.doer}"
    return None


def _elsewhere(attack: Attack, asked: Asked) -> str | None:
    if asked.place is None or attack.place is None or attack.place_precision == "country":
        return None
    told = any(names(asked.place, words) for words in (attack.place, attack.admin1, attack.target))
    return None if told else f"elsewhere: {attack.place}"


def _unsure(attack: Attack, asked: Asked) -> str | None:
    """Why a row may or may not be meant; None where it surely is."""
    if attack.start < asked.start or attack.end > asked.end:
        return "only some of its days are meant"
    if asked.doer == CAMPAIGN and attack.militia_campaign is None:
        return "whether it is of the militias' campaign is not known"
    if asked.doer not in {None, CAMPAIGN} and attack.perpetrator_side is None:
        return "whose fire it was is not known"
    if asked.country and attack.country is None:
        return "its country is not known"
    if asked.place and not any(names(asked.place, words) for words in (attack.place, attack.admin1)):
        return f"may be at {asked.place}"
    return None


def _count(attack: Attack, asked: Asked) -> tuple[Span, str | None]:
    """How many of those asked for, and why that is not known; None where it is."""
    if asked.field == "attacks":
        return Span(1, 1, 1), None
    span = attack.killed if asked.field == "killed" else attack.wounded
    if span == Span():
        return span, f"how many were {asked.field} is not stated"
    if span.best is None:
        return replace(span, low=None) if asked.nation or asked.kind else span, f"no best figure of the {asked.field}"
    if not (asked.nation or asked.kind) or span.high == 0:
        return span, None
    if asked.field == "wounded":
        return Span(None, None, span.high), "who the wounded were is not in the table" if span.best else None
    return _of_group(attack, asked)


def _of_group(attack: Attack, asked: Asked) -> tuple[Span, str | None]:
    """The killed of one group: whoever is in doubt may be of it, and may not."""
    span, best = attack.killed, attack.killed.best or 0
    answers = [(group.count, _is_meant(group, asked, attack.country)) for group in attack.killed_groups]
    meant = sum(count for count, answer in answers if answer)
    open_ = best - sum(count for count, _ in answers) + sum(count for count, answer in answers if answer is None)
    low = max(0, meant - (best - span.low)) if span.low is not None else 0
    high = meant + open_ + span.high - best if span.high is not None else None
    if meant == 0 and open_ > 0:
        return Span(0, None, high), f"who {open_} of its killed were is not known"
    if meant == 0:
        return Span(0, 0, 0), None
    return Span(low, meant, high), None


def _is_meant(group: Group, asked: Asked, country: str | None) -> bool | None:
    """Whether a group is one asked for; None where that is not known."""
    foreign = group.nation == "foreign" and asked.nation != country
    nation = True if asked.nation in {None, group.nation} else None if group.nation == "unknown" or foreign else False
    known = asked.kind is None or group.kind != "unknown"
    kind = None if not known else asked.kind is None or may_be(group.kind, asked.kind)
    return False if False in {nation, kind} else None if None in {nation, kind} else True


def _kinds(attack: Attack, asked: Asked) -> tuple[tuple[str, int], ...]:
    groups = (group for group in attack.killed_groups if _is_meant(group, asked, attack.country))
    return tuple((group.kind, group.count) for group in groups) if asked.field == "killed" else ()


def _repeated(attack: Attack, table: Iterable[Attack]) -> Attack | None:
    """The row of the table that an entry read from an article may be: same country, at most a day apart."""
    if attack.origin == "table":
        return None
    day = dt.timedelta(days=1)
    near = (row for row in table if row.start - day <= attack.end and attack.start <= row.end + day)
    return next((row for row in near if row.country == attack.country and row.type not in _NO_ATTACKS), None)


def _plain(kind: str) -> str:
    return kind.replace("_", " ")


def _is_alike(kind: EventType, other: EventType | None) -> bool:
    return kind == other or any({kind, other} <= alike for alike in _ALIKE)


def names(place: str, words: str | None) -> bool:
    """True where words hold the name of a place, without what stands behind its comma."""
    return words is not None and gazetteer.key(place.partition(",")[0]) in gazetteer.key(words)
