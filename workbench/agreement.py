"""A coded attack and events in, whether they can be one and what of them agrees out.

An attack is found by an event whose kind, country and days contradict nothing,
each event finds one at most, and the likeliest pair is made first. Names agree
where half of the shorter one's words stand in the longer; days where they meet.
Nothing here counts, and nothing looks at how a reading came about.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from workbench import lexicons
from workbench.codings import CodedAttack, CodedCount, is_reporter
from workbench.records import Claim, Days, Event

_KINDS = (
    {"rocket_attack", "missile_attack", "shelling"},
    {"drone_strike", "airstrike"},
    {"bombing", "suicide_bombing"},
    {"shooting", "armed_clash", "assault"},
)
"""Types that a story may tell of one attack, as it knows less or more of it."""
_EMPTY = frozenset({"the", "a", "an", "of", "in", "for", "and", "said", "s", "who", "from", "to"})
_SLACK = dt.timedelta(days=1)
_SAME_EVENT = 100.0


def pairs(coded: Sequence[CodedAttack], read: Sequence[Event]) -> list[tuple[CodedAttack, Event]]:
    """Coded attacks with the events that find them, the likeliest first, each once."""
    likely = [(likeness(c, e), -i, -j) for i, c in enumerate(coded) for j, e in enumerate(read) if may_be_one(c, e)]
    found: list[tuple[CodedAttack, Event]] = []
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(likely, reverse=True):
        if not {("coded", i), ("read", j)} & taken:
            taken |= {("coded", i), ("read", j)}
            found.append((coded[-i], read[-j]))
    return found


def may_be_one(coded: CodedAttack, event: Event) -> bool:
    """True where kind, country and days (give or take one) contradict nothing, or where a store says it is the same."""
    place = event.values.place
    lands = place is None or place.country is None or coded.country is None or place.country == coded.country
    days_meet = meeting(coded, event.values.date, slack=_SLACK)
    return coded.id == event.id or (_kinds_meet(coded, event.type) and lands and days_meet is not False)


def _kinds_meet(coded: CodedAttack, kind: str) -> bool:
    meant = set(coded.types)
    return bool({kind, "other"} & meant) or kind == "other" or any(kind in f and f & meant for f in _KINDS)


def likeness(coded: CodedAttack, event: Event) -> float:
    """How much speaks for a coded attack and an event being one: kind, days, place, figures and words."""
    same_place = words(event.values.place.name if event.values.place else "") & words(coded.place)
    counts = {(f, c.low, c.high) for f in ("killed", "wounded") for c in getattr(coded, f)}
    figures = {(c.field, c.low, c.high) for c in harm(event)} & counts
    evidence = {word for passage in coded.passages for word in words(passage.text)}
    spoken = {word for claim in event.claims if claim.passage for word in words(claim.passage.text)}
    return (
        2 * (event.type == coded.types[0]) + 2 * (meeting(coded, event.values.date, slack=_SLACK) is True)
        + 2 * bool(same_place) + len(figures) + len(evidence & spoken) / 100 + _SAME_EVENT * (coded.id == event.id)
    )  # fmt: skip


def harm(event: Event) -> list[Claim]:
    """The claims on people killed and wounded that nobody denies."""
    return [c for c in event.claims if c.field in {"killed", "wounded"} and c.stance != "denied" and c.by == "machine"]


def meeting(coded: CodedAttack, days: Days | None, *, slack: dt.timedelta = dt.timedelta(0)) -> bool | None:
    """Whether the days meet, give or take some; None where one of them is not known."""
    if days is None or days.unresolved or coded.first_day is None or coded.last_day is None:
        return None
    begins, ends = days.start or days.end, days.end or days.start
    if begins is None or ends is None:
        return None
    return begins - slack <= coded.last_day and coded.first_day - slack <= ends


def same_days(coded: CodedAttack, days: Days) -> bool:
    """Whether the days meet and those read are no vaguer, by more than a day, than those coded."""
    if coded.first_day is None or coded.last_day is None or meeting(coded, days) is not True:
        return False
    begins, ends = days.start or days.end, days.end or days.start
    return begins is not None and ends is not None and ends - begins <= coded.last_day - coded.first_day + _SLACK


def alike(first: str | None, second: str | None) -> bool:
    """True where half of the shorter name's words stand in the other."""
    one, other = words(first), words(second)
    return len(one & other) * 2 >= min(len(one), len(other)) > 0


def same_voice(coded: CodedCount, claim: Claim) -> bool:
    """True where a claim has one of the coded voices; an unnamed voice is the reporter's."""
    return any(
        is_reporter(voice) == is_reporter(claim.speaker) and (is_reporter(voice) or alike(voice, claim.speaker))
        for voice in coded.voices or ()
    )


def words(text: str | None) -> set[str]:
    """The words of a name in small letters, without those that say nothing."""
    plain = unicodedata.normalize("NFKD", (text or "").lower())
    return {w for w in "".join(c if c.isalnum() else " " for c in plain).split() if w not in _EMPTY}


def same_arm(first: str, second: str) -> bool:
    """True where two names of weapons are of one kind for the lexicon, or share their words."""
    return weapon_kind(first) == weapon_kind(second) or alike(first, second)


@cache
def weapon_kind(name: str) -> str:
    """The lexicon's kind of the longest of its forms that stands in a weapon's name; the name where none does."""
    spoken = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in name.lower()).split())} "
    rows: Iterable[tuple[str, str]] = (
        (form.replace("-", " "), row.facts["kind"]) for row in lexicons.load("weapons") for form in row.forms
    )
    standing = [(len(form), kind) for form, kind in rows if f" {form} " in spoken or f" {form}s " in spoken]
    return max(standing)[1] if standing else name.lower()
