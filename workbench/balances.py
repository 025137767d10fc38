"""A claim on many attacks and the rows of a history beside it in, the verdict, its words and its tables out.

`Totals` is what `reckoning.check_totals` gives. The words name every row that
makes a sum, what is doubtful about it, and where a difference may lie; they
call neither the article nor the history wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from workbench import sums
from workbench.attacks import Span
from workbench.intervals import ONE_DAY
from workbench.records import Claim

Verdict = Literal["agrees", "differs", "cannot be checked"]


@dataclass(frozen=True, slots=True)
class Check:
    """One total of an article beside the sum of the history."""

    event: str
    claim: Claim
    verdict: Verdict
    reason: str | None
    """Why it cannot be checked; None where it can."""
    asked: sums.Asked | None = None
    rows: tuple[sums.Row, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sum(self) -> Span:
        """Low (without the doubtful part of the days), best and high of the rows counted; unknown if unchecked."""
        return sums.total(self.rows) if self.reason is None else Span()

    @property
    def difference(self) -> int | None:
        """How many more the history has (less than 0: fewer) than the claim allows; None where it is unchecked."""
        best, low, high = self.sum.best, self.claim.low, self.claim.high
        if best is None:
            return None
        if low is not None and best < low:
            return best - low
        return best - high if high is not None and best > high else 0

    def of(self, standing: sums.Standing) -> tuple[sums.Row, ...]:
        """The rows that are counted, may belong, or are left out."""
        return tuple(row for row in self.rows if row.standing == standing)

    @property
    def makers(self) -> tuple[sums.Row, ...]:
        """The rows that the sum is made of, those of nobody left aside."""
        return tuple(row for row in self.of("counted") if row.count.best)

    @property
    def verdict_words(self) -> str:
        """The verdict in words: `agrees, the history has 6`, `the history has one fewer (5)`."""
        return _verdict(self)

    @property
    def other_kinds(self) -> str:
        """Those of the sum who are of another kind than the claim says, in words; empty for none."""
        return _others(self)

    @property
    def words(self) -> str:
        """The check in sentences."""
        return _words(self)


@dataclass(frozen=True, slots=True, repr=False)
class Totals:
    """Every total of an article beside the sum of a history."""

    article: str
    checks: tuple[Check, ...]

    @property
    def table(self) -> pd.DataFrame:
        """One row a total: its words, days, claimed figures, sums, verdict, difference and the rows of the sum."""
        return pd.DataFrame([_told(check) for check in self.checks], columns=list(_TABLE)).astype(_TABLE)

    @property
    def rows(self) -> pd.DataFrame:
        """One row for each total and row of the history: its standing, its count and why."""
        told = [
            {
                "claim": check.claim.value, "event": row.event, "date": pd.Timestamp(row.day),
                "standing": row.standing, "low": row.count.low, "best": row.count.best, "high": row.count.high,
                "doubtful": row.is_doubtful, "kinds": _kinds(row.kinds), "why": row.why,
            }
            for check in self.checks for row in check.rows
        ]  # fmt: skip
        return pd.DataFrame(told, columns=list(_ROWS)).astype(_ROWS)

    def __str__(self) -> str:
        return "\n".join(check.words for check in self.checks) or "The article gives no total of attacks or of people."

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return str(self.table._repr_html_())  # type: ignore[operator]  # what a notebook asks a table for


_TABLE = {
    "claim": "object", "field": "object", "since": "datetime64[s]", "until": "datetime64[s]", "claimed_low": "Int64",
    "claimed_high": "Int64", "sum_low": "Int64", "sum_best": "Int64", "sum_high": "Int64", "difference": "Int64",
    "verdict": "object", "rows": "object", "kinds": "object", "reason": "object",
}  # fmt: skip
_ROWS = {
    "claim": "object", "event": "object", "date": "datetime64[s]", "standing": "object", "low": "Int64",
    "best": "Int64", "high": "Int64", "doubtful": "bool", "kinds": "object", "why": "object",
}  # fmt: skip


def _told(check: Check) -> dict[str, object]:
    asked, claim, total = check.asked, check.claim, check.sum
    return {
        "claim": claim.value, "field": asked.field if asked else claim.field,
        "since": pd.Timestamp(asked.start) if asked else None, "until": pd.Timestamp(asked.end) if asked else None,
        "claimed_low": claim.low, "claimed_high": claim.high, "sum_low": total.low, "sum_best": total.best,
        "sum_high": total.high, "difference": check.difference, "verdict": check.verdict,
        "rows": ", ".join(row.event for row in check.makers), "kinds": _kinds(kinds(check).items()),
        "reason": check.reason,
    }  # fmt: skip


def kinds(check: Check) -> Counter[str]:
    """How many of the counted are of which kind, as far as the rows tell."""
    return sum((Counter(dict(row.kinds)) for row in check.makers), Counter())


def _words(check: Check) -> str:
    claim, asked = check.claim, check.asked
    said = f'"{claim.value}"{_harm(claim)}'
    if check.reason is not None or asked is None:
        return f"{said}: cannot be checked, since {check.reason}."
    total = check.sum
    parts = [
        f"{said}, {asked.start:%-d %b %Y} to {_last(asked)}: {_verdict(check)}",
        f"rows of the sum: {_rows(check.makers) or 'none'}" + ("" if _is_sure(total) else f"; {_range(total)}"),
        _others(check), _doubtful(check), _between(check), _beside(check), *check.notes,
    ]  # fmt: skip
    return " ".join(
        f"{part[0].upper()}{part[1:]}." if index else f"{part}." for index, part in enumerate(parts) if part
    )


def _harm(claim: Claim) -> str:
    return f" {claim.field}" if claim.field in {"killed", "wounded"} else ""


def _last(asked: sums.Asked) -> str:
    return f"the eve of {asked.story[0]:%-d %b %Y}" if asked.story else f"{asked.end:%-d %b %Y}"


def _verdict(check: Check) -> str:
    more = check.difference or 0
    if not more:
        return f"agrees, the history has {check.sum.best}"
    return f"the history has {_number(abs(more))} {'more' if more > 0 else 'fewer'} ({check.sum.best})"


def _number(count: int) -> str:
    return "one" if count == 1 else str(count)


def _is_sure(total: Span) -> bool:
    return total.low == total.best == total.high


def _range(total: Span) -> str:
    return f"surely at least {total.low}, " + (
        f"at most {total.high}" if total.high is not None else "with no upper end"
    )


def _others(check: Check) -> str:
    """Those of the sum who are of another kind than the claim says."""
    claim = check.claim
    asked = "contractor" if "contractor" in (claim.value or "") else claim.group
    if asked is None or check.asked is None or check.asked.field != "killed":
        return ""
    other = [
        f"{count} of the {check.sum.best} ({row.event}, {row.day:%-d %b %Y}) is a {_plain(kind)} in the history, while"
        f" the article says {_plain(asked)}"
        for row in check.makers for kind, count in row.kinds if not sums.may_be(kind, asked)
    ]  # fmt: skip
    return "; ".join(other)


def _doubtful(check: Check) -> str:
    rows = [row for row in check.makers if row.is_doubtful]
    asked = check.asked
    if not rows or asked is None:
        return ""
    words = f"{asked.start:%-d %b %Y} and {asked.firm - ONE_DAY:%-d %b %Y}"
    return f"The total may begin on any day between {words}, and these rows lie there: {_rows(rows)}"


def _between(check: Check) -> str:
    """Where a difference may lie: rows that alone make it good, and rows whose own figure is in doubt."""
    more = check.difference or 0
    if not more or check.asked is None:
        return ""
    none = "no row alone accounts for it" if more > 0 else "no row accounts for it; the table may lack one"
    if more > 0:
        alone = [row for row in check.makers if row.count.best == more]
        found = [f"it agrees without one of {_rows(alone)}"] if alone and check.asked.field != "attacks" else []
        found += [f"{row.event} is in doubt itself: {_range(row.count)}" for row in check.makers if _loose(row, -1)]
    else:
        out = [row for row in check.of("left out") if row.count.best and row.why not in _SURELY_NOT]
        found = [f"left out is {_rows([row])}: {row.why}" for row in out]
        found += [f"{row.event} may have up to {row.count.high}" for row in check.makers if _loose(row, 1)]
    return "Where the difference may lie: " + ("; ".join(found) or none)


_SURELY_NOT = frozenset({sums.OUTSIDE, sums.OTHERS})


def _loose(row: sums.Row, side: int) -> bool:
    """True where a row's own lowest (-1) or highest (1) figure is not its best."""
    return (row.count.low if side < 0 else row.count.high) not in {row.count.best, None}


def _beside(check: Check) -> str:
    """The rows that may belong, those with a figure by name, and how many were left out for what."""
    may = [row for row in check.of("may belong") if row.count.high != 0]
    named = [f"{row.event} ({row.why})" for row in may if row.count != Span()]
    silent = len(may) - len(named)
    out: dict[str, list[str]] = {}
    for row in check.of("left out"):
        out.setdefault(row.why, []).append(row.event)
    told = [
        f"may belong: {few(named)}" if named else "",
        f"{silent} row{'s' if silent > 1 else ''} may hold more, since they do not say how many" if silent else "",
        f"left out: {'; '.join(_left(why, rows) for why, rows in out.items())}" if out else "",
    ]  # fmt: skip
    return ". ".join(part[0].upper() + part[1:] for part in told if part)


def _left(why: str, rows: list[str]) -> str:
    """How many rows were left out for one reason, and which, unless they are many or of no interest."""
    named = f" ({', '.join(rows)})" if len(rows) <= _FEW and why not in _SURELY_NOT else ""
    return f"{len(rows)} {why}{named}"


_FEW, _MANY = 5, 20


def few(names: Sequence[str]) -> str:
    """Names one after the other; of very many the first, and how many more there are."""
    more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
    return ", ".join(names[:_MANY]) + more


def _rows(rows: Iterable[sums.Row]) -> str:
    return few([f"{row.event} ({row.day:%-d %b %Y}, {row.count.best})" for row in rows])


def _kinds(found: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{_plain(kind)} {count}" for kind, count in found)


def _plain(kind: str) -> str:
    return kind.replace("_", " ")
