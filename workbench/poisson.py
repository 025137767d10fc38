"""Counts over days in, rates with exact intervals and their comparison out.

The interval of a rate is Garwood's, from the chi-square distribution
(F. Garwood, Biometrika 28, 1936). Two rates are compared given their sum:
the one count is then binomial, and its Clopper-Pearson interval becomes that
of the ratio (J. Przyborowski and H. Wilenski, Biometrika 31, 1940). Both hold
for few events and for none. They assume that events come one by one and
unconnected; attacks in clusters make the true intervals wider.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scipy import stats

LEVEL = 0.95
"""The share of cases in which an interval holds the true value, if events are unconnected."""
PER = 30
"""The days to which rates refer."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Events in one period and how many that is in 30 days, with the exact 95 % interval."""

    name: str
    first: dt.date
    last: dt.date
    """Both days belong to the period."""
    count: int
    per_30_days: float
    low: float
    high: float

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """One rate against another: how many times as high it is, with the exact 95 % interval."""

    rate: Rate
    against: Rate
    ratio: float | None
    """None where the other period has no event, so that there is nothing to divide by."""
    low: float
    high: float | None
    """None where it has no upper bound."""
    p_value: float
    """Chance of counts at least as far apart if the rates were one: twice the smaller tail, at most 1."""

    @property
    def could_be_chance(self) -> bool:
        """True where the interval holds 1, no difference."""
        return self.low <= 1 and (self.high is None or self.high >= 1)


def rate(name: str, first: dt.date, last: dt.date, count: int) -> Rate:
    """The rate of some events from a first to a last day, both counted; raises ValueError for an empty period."""
    days = (last - first).days + 1
    if days < 1:
        raise ValueError(f"The period {name!r} would end on {last}, before it begins on {first}; give a later end.")
    tail = (1 - LEVEL) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    high = stats.chi2.ppf(1 - tail, 2 * count + 2) / 2
    return Rate(name, first, last, count, PER * count / days, float(PER * low / days), float(PER * high / days))


def compare(one: Rate, other: Rate) -> Comparison:
    """How many times as high as the other the one rate is."""
    total, share = one.count + other.count, one.days / (one.days + other.days)
    if not total:
        return Comparison(one, other, None, 0.0, None, 1.0)
    tails = (stats.binomtest(one.count, total, share, side).pvalue for side in ("less", "greater"))
    bounds = stats.binomtest(one.count, total, share).proportion_ci(LEVEL, "exact")
    longer = other.days / one.days
    return Comparison(
        one, other,
        ratio=one.per_30_days / other.per_30_days if other.count else None,
        low=float(longer * bounds.low / (1 - bounds.low)),
        high=float(longer * bounds.high / (1 - bounds.high)) if other.count else None,
        p_value=min(1.0, 2 * float(min(tails))),
    )  # fmt: skip
