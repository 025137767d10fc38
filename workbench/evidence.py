"""Two attacks in, what speaks for and against their being one out, sentence by sentence.

Each sentence has a weight, and all weights can be read: they were set by
hand, so that day and place carry most and neither is enough alone, and
checked on the shipped table and the sample articles; none is fitted. What one
side leaves open is no evidence. Days, countries or kinds of attack that
exclude each other end the comparison: then there is nothing to suggest.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from workbench import actors, places
from workbench.attacks import Attack, Span
from workbench.records import EventType, Place, PlacePrecision

FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset({"rocket_attack", "missile_attack", "shelling"}),
    frozenset({"bombing", "suicide_bombing"}),
    frozenset({"drone_strike", "airstrike"}),
    frozenset({"drone_strike", "rocket_attack"}),
    frozenset({"missile_attack", "airstrike"}),
    frozenset({"shooting", "armed_clash", "assault"}),
)
"""Types that two reports of one attack mix up: a rocket is called a missile or a mortar round, and so on."""

_BY_WEAPON: tuple[tuple[str, EventType], ...] = (
    ("rocket", "rocket_attack"), ("missile", "missile_attack"), ("mortar", "shelling"), ("drone", "drone_strike"),
    ("bomb", "bombing"), ("explosive", "bombing"), ("gun", "shooting"), ("rifle", "shooting"),
)  # fmt: skip
"""The kind of an attack that a text only calls an attack, by the weapon it names."""

_REACH: dict[PlacePrecision, float] = {
    "point": 3, "facility": 5, "neighbourhood": 5, "city": 20, "near_city": 30,
}  # fmt: skip
"""Kilometres that a point of a precision may be off; a point of any other precision stands in and is no evidence."""
_FINE = frozenset({"point", "facility", "neighbourhood"})
_WIDE = frozenset({"admin1", "admin2", "multi_admin1", "country", "water_air"})
_NO_ATTACK = frozenset({"truce", "troop_move"})
_ASIDE = re.compile(r"\([^)]*\)")
_EARTH = 6371.0

ALIKE = 85
"""From which likeness of 100 (`token_set_ratio` of RapidFuzz) two names are told as one, spelt differently."""
_NO_NAME = frozenset(
    {"province", "governorate", "district", "area", "region", "near", "the", "of", "in", "at", "on", "highway", "road",
     "outside", "and", "city", "north", "south", "east", "west", "not", "given", "place"}
)  # fmt: skip

_NIGHT = frozenset({"night", "evening", "overnight"})
_HOUR = re.compile(r"(\d{1,2}):\d\d")
_DUSK, _DAWN = 18, 6
_WEEK, _MONTH = 7, 31
FARTHEST = 2
"""Days that a day worked out from loose words (`day_approx`) may be off; no two attacks are weighed over more."""

_SAME_DAY, _SAME_WEEK, _SAME_MONTH, _OVER_MIDNIGHT, _NEXT_DAY = 3.0, 2.0, 1.0, 0.5, -1.0
_SITE, _TOWN, _COUNTRY, _ELSEWHERE, _UNLIKE = 3.0, 1.5, 0.5, -4.0, -0.5
_KIND, _KIN, _OTHER_KIND = 1.0, 0.5, -1.0
_ACTOR, _OTHER_ACTOR = 1.0, -0.5
_COUNT, _NO_CONFLICT, _OTHER_COUNT, _NONE_AND_SOME = 1.0, 0.25, -0.5, -1.0
_ARMS, _OTHER_ARMS, _TARGET = 0.5, -0.5, 0.5


About = Literal["day", "kind", "place", "actor", "people", "more"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence on whether two attacks are one; above zero it speaks for it, below against it."""

    words: str
    weight: float
    about: About = "more"
    """What it is on, where it is enough to tell one attack from others: the same day, kind or place, the name of an
    actor, or a number of people; `more` for all else."""


def weigh(one: Attack, other: Attack) -> tuple[Evidence, ...] | None:
    """What speaks for and against two attacks being one; None where days, countries or kinds exclude it.

    Weights are the same in either order of the two.
    """
    found: list[Evidence] = []
    for compared in (_days, _kinds, _places):
        told = compared(one, other)
        if told is None:
            return None
        found += told
    counts = (("killed", one.killed, other.killed), ("wounded", one.wounded, other.wounded))
    found += [evidence for name, ours, theirs in counts for evidence in _people(name, ours, theirs)]
    return (*found, *_actors(one, other), *_arms(one, other), *_targets(one, other))


def gap(one: Attack, other: Attack) -> int:
    """Days between two attacks: 0 where they share one, 1 from one day to the next."""
    return max((one.start - other.end).days, (other.start - one.end).days, 0)


def allowance(one: Attack, other: Attack) -> int:
    """The longest gap, in days, over which two attacks can be one."""
    return FARTHEST if _is_loose(one) or _is_loose(other) else 1


def _days(one: Attack, other: Attack) -> list[Evidence] | None:
    apart, loose = gap(one, other), _is_loose(one) or _is_loose(other)
    days = " and ".join(_span_of_days(side) for side in (one, other))
    if apart > allowance(one, other):
        return None
    if apart == 0:
        return _shared(one, other, loose=loose)
    if loose:
        return [Evidence(f"{days}: one of the two is worked out from loose words.", _SAME_MONTH)]
    if _over_midnight(one, other):
        return [Evidence(f"{days}: two reports may date one night to either side of midnight.", _OVER_MIDNIGHT, "day")]
    if {_hours(one), _hours(other)} & {"day"} or _hours(one) == _hours(other) == "late":
        return None
    return [Evidence(f"{days}: one day apart, and neither is known to be a night's attack.", _NEXT_DAY)]


def _shared(one: Attack, other: Attack, *, loose: bool) -> list[Evidence]:
    longest = max((side.end - side.start).days + 1 for side in (one, other))
    if longest == 1 and not loose:
        found = [Evidence(f"Both on {one.start}.", _SAME_DAY, "day")]
    else:
        weight = _SAME_WEEK if longest <= _WEEK else _SAME_MONTH if longest <= _MONTH else 0.0
        found = [Evidence(f"{_span_of_days(one)} and {_span_of_days(other)} can be one day.", weight)]
    if {_hours(one), _hours(other)} == {"day", "late"}:
        found.append(Evidence(f"One is told in the {one.time_of_day}, one in the {other.time_of_day}.", _NEXT_DAY))
    return found


def _is_loose(attack: Attack) -> bool:
    return attack.date_precision == "day_approx"


def _span_of_days(attack: Attack) -> str:
    days = f"{attack.start}" if attack.start == attack.end else f"{attack.start} to {attack.end}"
    about = f"about {days}" if _is_loose(attack) else days
    return f"{about} ({attack.time_of_day})" if attack.time_of_day else about


def _over_midnight(one: Attack, other: Attack) -> bool:
    first, second = sorted((one, other), key=lambda side: side.start)
    evening = _hours(first) == "late" and _hours(second) in {None, "early"}
    return evening or (_hours(second) == "early" and _hours(first) is None)


def _hours(attack: Attack) -> str | None:
    """late, early (before dawn) or day, as far as the time of day says; None for "morning", which may be any."""
    told = attack.time_of_day
    clock = _HOUR.match(told or "")
    if clock:
        hour = int(clock[1])
        return "late" if hour >= _DUSK else "early" if hour < _DAWN else "day"
    return "late" if told in _NIGHT else "day" if told in {"afternoon", "noon", "midday"} else None


def _kinds(one: Attack, other: Attack) -> list[Evidence] | None:
    kinds, told = {one.type, other.type}, {_kind(one), _kind(other)}
    if len(kinds) > 1 and kinds & _NO_ATTACK:
        return None
    words = " and ".join(sorted(kind.replace("_", " ") for kind in told))
    if len(kinds) == 1 and "other" not in kinds:
        return [Evidence(f"Both are told as {words}.", _KIND, "kind")]
    if "other" in told:
        return []
    if any(told <= family for family in FAMILIES) or len(told) == 1:
        return [
            Evidence(f"{words.capitalize()}: reports mix the two up.", _KIN, "kind")
            if len(told) > 1
            else _by_arms(words)
        ]
    return [Evidence(f"The weapon of one speaks of another kind: {words}.", _OTHER_KIND)] if "other" in kinds else None


def _by_arms(words: str) -> Evidence:
    return Evidence(f"One names no kind; its weapon is that of a {words}, as which the other is told.", _KIN, "kind")


def _kind(attack: Attack) -> EventType:
    """The type of an attack, or what its weapon says of it where a text only calls it an attack."""
    if attack.type != "other":
        return attack.type
    armed = (attack.weapon or "").lower()
    return next((kind for word, kind in _BY_WEAPON if word in armed), "other")


def _places(one: Attack, other: Attack) -> list[Evidence] | None:
    known = one.country and other.country
    if known and one.country != other.country:
        return None
    found = _points(one, other) or _names(one, other)
    if found is None and known:
        found = Evidence(f"Both in {one.country}.", _COUNTRY)
    return [found] if found else []


def _points(one: Attack, other: Attack) -> Evidence | None:
    """What the points say; None where a side has none, or one that only stands in for a province."""
    ours, theirs = one.place_precision, other.place_precision
    far = distance(one, other)
    if far is None or ours not in _REACH or theirs not in _REACH:
        return None
    both = f"{one.place} and {other.place}"
    if far > _REACH[ours] + _REACH[theirs]:
        return Evidence(f"{both} lie {far:.0f} km apart.", _ELSEWHERE)
    if {ours, theirs} <= _FINE:
        return Evidence(f"{both} lie {far:.0f} km apart, which is one place at their precision.", _SITE, "place")
    return Evidence(f"{both} lie {far:.0f} km apart, and one of them is no nearer than its town.", _TOWN, "place")


def distance(one: Attack, other: Attack) -> float | None:
    """Kilometres between the points of two attacks on a sphere; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(one.lon - other.lon) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def _names(one: Attack, other: Attack) -> Evidence | None:
    """What the names of places say; None where a side names none, or only its country."""
    if not (one.place and other.place) or "country" in {one.place_precision, other.place_precision}:
        return None
    fine = {one.place_precision, other.place_precision} <= _FINE
    if _alike(one.place, other.place):
        weight = _SITE if fine else _TOWN
        return Evidence(f"{one.place} and {other.place} are told by like names.", weight, "place")
    ours, theirs = _province(one), _province(other)
    if ours and theirs:
        if not _alike(ours, theirs):
            return Evidence(f"One is in {ours}, one in {theirs}.", _ELSEWHERE)
        if {one.place_precision, other.place_precision} & _WIDE:
            return Evidence(f"Both are in {ours}, and one is told no nearer.", _TOWN, "place")
    return Evidence(f"{one.place} and {other.place} are not told by like names.", _UNLIKE)


def _province(attack: Attack) -> str | None:
    return attack.admin1 or (attack.place if attack.place_precision == "admin1" else None)


def _alike(one: str, other: str) -> bool:
    """True for two names of a place that the lexicon knows as one, or that are spelt alike but for plain words.

    A name begins with what it is nearest to, so that in "Camp Taji, Baghdad" only the camp has to be told by the other.
    """
    ours, theirs = _parts(one), _parts(other)
    if any(_spelt_alike(ours[0], part) for part in theirs) or any(_spelt_alike(theirs[0], part) for part in ours):
        return True
    known = {place.source if place else None for place in (_resolved(one), _resolved(other))}
    return len(known) == 1 and None not in known


def _resolved(name: str) -> Place | None:
    return next(iter(places.resolve(name)), None)


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[,;:/()|]", name) if _told_apart(part)] or [name]


def _told_apart(name: str) -> str:
    """The words of a name that tell it from others, in lower case."""
    words = re.findall(r"[^\W_][\w'’]*", name.lower())
    return " ".join(word for word in words if word not in _NO_NAME)


def _people(name: str, ours: Span, theirs: Span) -> list[Evidence]:
    """What two counts of people say; nothing where a side states none."""
    one, other = _sides(ours), _sides(theirs)
    if one is None or other is None:
        return []
    words = f"{name}: {_counted(ours)} and {_counted(theirs)}"
    if one[0] <= other[1] and other[0] <= one[1]:
        firm = one[0] > 0 and other[0] > 0
        return [Evidence(f"{words}, which agree.", _COUNT if firm else _NO_CONFLICT, "people" if firm else "more")]
    nobody = one[1] == 0 or other[1] == 0
    return [Evidence(f"{words}, which differ.", _NONE_AND_SOME if nobody else _OTHER_COUNT)]


def _sides(count: Span) -> tuple[float, float] | None:
    """The lowest and highest count that is stated; an open side is 0 or infinite; None where none is."""
    known = [number for number in (count.low, count.best, count.high) if number is not None]
    if not known:
        return None
    low = count.low if count.low is not None else count.best if count.high is None else 0
    high = count.high if count.high is not None else count.best if count.low is None else math.inf
    return (low or 0, math.inf if high is None else high)


def _counted(count: Span) -> str:
    if count.low is None and count.high is None:
        return f"{count.best}"
    if count.low == count.high:
        return f"{count.low}"
    if count.low is None:
        return f"at most {count.high}"
    return f"at least {count.low}" if count.high is None else f"{count.low} to {count.high}"


def _actors(one: Attack, other: Attack) -> list[Evidence]:
    """What the names of those blamed or claiming say; words that name nobody ("militia") say nothing."""
    ours, theirs = _named(one), _named(other)
    if not ours or not theirs:
        return []
    shared = next(((a, b) for a in ours for b in theirs if _one_actor(a, b)), None)
    if shared is None:
        return [Evidence(f"Other actors are named: {', '.join(ours)}; {', '.join(theirs)}.", _OTHER_ACTOR)]
    names = shared[0] if shared[0] == shared[1] else f"{shared[0]} and {shared[1]}"
    return [Evidence(f"Both name {names}, blamed or claiming.", _ACTOR, "actor")]


def _named(attack: Attack) -> tuple[str, ...]:
    words = (_ASIDE.sub("", words) for words in (attack.attributed_to, attack.claimed_by) if words)
    parts = (part.strip(" '") for told in words for part in re.split(r"[;/]", told))
    return tuple(dict.fromkeys(part for part in parts if any(letter.isupper() for letter in part[:1])))


def _one_actor(one: str, other: str) -> bool:
    if _spelt_alike(one, other):
        return True
    ours, theirs = ({row.id for row in actors.resolve(name)} for name in (one, other))
    return bool(ours & theirs)


def _arms(one: Attack, other: Attack) -> list[Evidence]:
    """What the counts of weapons say; for air strikes a table counts the sites hit, which is no such count."""
    ours, theirs = _sides(one.munitions), _sides(other.munitions)
    if ours is None or theirs is None or "airstrike" in {one.type, other.type}:
        return []
    words = f"weapons: {_counted(one.munitions)} and {_counted(other.munitions)}"
    if ours[0] <= theirs[1] and theirs[0] <= ours[1]:
        return [Evidence(f"{words}, which agree.", _ARMS if min(ours[0], theirs[0]) > 1 else _NO_CONFLICT)]
    return [Evidence(f"{words}, which differ.", _OTHER_ARMS)]


def _targets(one: Attack, other: Attack) -> list[Evidence]:
    ours, theirs = ((side.target or "").split("; ") if side.target else [] for side in (one, other))
    shared = next(((a, b) for a in ours for b in theirs if _spelt_alike(a, b)), None)
    return [Evidence(f"Aimed at or hit: {shared[0]}; {shared[1]}.", _TARGET)] if shared else []


def _spelt_alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(_told_apart(one), _told_apart(other)) >= ALIKE
