"""A history that nobody lived: made-up attacks of every kind a figure meets, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random

from workbench.attacks import Attack, Span

_FIRST = dt.date(2010, 1, 1)
_DAYS = 4380
_KINDS = {
    "rocket_attack": 40, "bombing": 25, "drone_strike": 12, "shooting": 10, "airstrike": 6, "missile_attack": 4,
    "truce": 1,
}  # fmt: skip
_PRECISIONS = {"facility": 40, "neighbourhood": 20, "city": 25, "admin1": 10, "country": 4, "unknown": 1}
_GROUPS = ("the Harbour Brigade", "Company of the Mountain", "unknown gunmen", "the River Front", None, None)
_PLACES = 120


def attacks(number: int = 10_000, *, seed: int = 6) -> tuple[Attack, ...]:
    """Made-up attacks by day: bursts and calm, single days and spans, counts known, open and unknown."""
    dice = random.Random(seed)  # noqa: S311 (made-up attacks, no secrets)
    places = [_place(dice, at) for at in range(_PLACES)]
    days = sorted(int(_DAYS * dice.betavariate(2.2, 1.4)) for _ in range(number))
    return tuple(_attack(dice, at, _FIRST + dt.timedelta(days=day), dice.choice(places)) for at, day in enumerate(days))


def _place(dice: random.Random, at: int) -> dict[str, object]:
    precision = _chosen(dice, _PRECISIONS)
    name = "".join(dice.choice(("ba", "den", "kor", "li", "mur", "ris", "ta", "ven")) for _ in range(3)).capitalize()
    if precision in {"country", "unknown"}:
        return {"place": "Iraq" if precision == "country" else None, "country": "IRQ", "place_precision": precision}
    lat, lon = round(30.5 + 6 * dice.random(), 3), round(41 + 6 * dice.random(), 3)
    return {
        "place": f"{name} {at}", "country": "IRQ", "admin1": f"Province {at % 12}", "lat": lat, "lon": lon,
        "place_precision": precision,
    }  # fmt: skip


def _attack(dice: random.Random, at: int, day: dt.date, place: dict[str, object]) -> Attack:
    kind = _chosen(dice, _KINDS)
    is_span = dice.random() < 0.01
    return Attack(
        f"M-{at:05}", day, day + dt.timedelta(days=dice.randint(2, 20) if is_span else 0), kind,
        "days_2_6" if is_span else "day_approx" if dice.random() < 0.05 else "day",
        attributed_to=dice.choice(_GROUPS), claimed_by=dice.choice(_GROUPS), target="a convoy", weapon="rockets",
        killed=_count(dice), wounded=_count(dice), munitions=_count(dice), sources=(f"Made-up Daily ({day}) https://example.org/{at}",),
        confidence=dice.choice(("high", "medium", "low")), **place,
    )  # fmt: skip


def _count(dice: random.Random) -> Span:
    low = int(dice.expovariate(0.5))
    return dice.choice((Span(low, low, low), Span(low, None, low + 3), Span(low, None, None), Span(), Span(0, 0, 0)))


def _chosen(dice: random.Random, weights: dict[str, int]) -> str:
    return dice.choices(list(weights), weights=list(weights.values()))[0]
