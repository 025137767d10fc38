"""The totals of an article beside the sums of a history in, a chart of bars out.

Two bars a total: what the article says, and what the history adds up to, told
apart by the kind of people as far as the rows tell. A whisker runs from the
lowest to the highest sum; where no upper end is known it has none. A total
that cannot be checked is not drawn, and counted below the title.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go

from workbench import balances, paper
from workbench.balances import Check, Totals
from workbench.sums import Row

_SOURCE = "Sources: the article as the workbench read it; data/history/attacks.csv (gaps in its README)."
_SAID, _WIDTH = "the article says", 0.34
_COLOURS = {
    "service_member": "#3b8ec2", "contractor": "#d55e00", "security_force": "#56b4e9", "civilian": "#009e73",
    "child": "#cc79a7", "armed_group": "#8c7ae6", "unknown": "#b5a642", "": "#b5a642",
}  # fmt: skip
_BAR: Mapping[str, Any] = {
    "orientation": "h", "width": _WIDTH, "insidetextanchor": "start", "textangle": 0,
    "insidetextfont": {"color": "#111111"},
}  # fmt: skip
_OVERLAY = {"fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.45, "size": 9, "solidity": 0.2}
_PATTERNS = {"contractor": "/", "child": ".", "unknown": "x", "": ""}


def draw(totals: Totals, *, source: str | None = None) -> go.Figure:
    """Claimed and summed figures of each total; raises ValueError where none can be checked."""
    drawn = [check for check in totals.checks if check.reason is None]
    if not drawn:
        raise ValueError(f"No total of this article can be drawn. {totals}")
    names = [_name(check) for check in drawn]
    widest = max(len(line) for name in names for line in name.split("<br>"))
    shown = paper.figure(
        [_claimed(drawn), *_summed(drawn)], title=_title(drawn), notes=_notes(totals, drawn), source=source or _SOURCE,
        height=40 + 62 * len(drawn), left=int(20 + 6.6 * widest),
    )  # fmt: skip
    shown.update_layout(barmode="stack", bargap=0.1, legend={"traceorder": "normal"})
    shown.update_yaxes(tickvals=list(range(len(drawn))), ticktext=names, range=[len(drawn) - 0.5, -0.5])
    shown.update_xaxes(rangemode="tozero", tickformat="d")
    return shown


def _name(check: Check) -> str:
    harm = f" {check.claim.field}" if check.claim.field != "quantity" else ""
    return "<br>".join(map(escape, textwrap.wrap(f"{check.claim.value or ''}{harm}", 18)))


def _title(drawn: list[Check]) -> str:
    agree = sum(check.verdict == "agrees" for check in drawn)
    return f"Totals of the article that agree with the history: {agree} of {len(drawn)}"


def _notes(totals: Totals, drawn: list[Check]) -> list[str]:
    first, last = (min(c.asked.start for c in drawn if c.asked), max(c.asked.end for c in drawn if c.asked))
    differ = [f"{check.claim.value}: {check.verdict_words}." for check in drawn if check.difference]
    others = [f"{words}." for check in drawn if (words := check.other_kinds)]
    doubtful = any(row.is_doubtful for check in drawn for row in check.makers)
    return [
        f"{first:%-d %b %Y} to {last:%-d %b %Y}, without the day of the story where the article does not count it.",
        "Grey: the article. Colours: the history by kind. Line below: its lowest to highest sum, as far as known."
        + (" The lowest leaves out rows of the days that the article's words leave open." if doubtful else ""),
        *others, *differ,
        paper.tally("Not drawn", {"that cannot be checked": len(totals.checks) - len(drawn)}),
    ]  # fmt: skip


def _claimed(drawn: list[Check]) -> go.Bar:
    figures = [c.claim.low if c.claim.low is not None else c.claim.high for c in drawn]
    bounds = ["at least " if c.claim.high is None else "at most " if c.claim.low is None else "" for c in drawn]
    return go.Bar(
        y=[at - 0.19 for at in range(len(drawn))], x=figures, **_BAR, name=_SAID, marker_color=paper.INK,
        text=[f"{bound}{figure}" for bound, figure in zip(bounds, figures, strict=True)], hoverinfo="skip",
    )  # fmt: skip


def _summed(drawn: list[Check]) -> list[go.Bar]:
    """One trace a kind, the whisker of each sum on the last."""
    parts = [_parts(check) for check in drawn]
    kinds = [kind for kind in _COLOURS if any(kind in part for part in parts)]
    traces = [
        go.Bar(
            y=[at + 0.19 for at in range(len(drawn))], x=[part.get(kind, 0) for part in parts], **_BAR,
            name=paper.plain(kind) or "the history", text=[part.get(kind) or "" for part in parts],
            marker={"color": _COLOURS[kind], "pattern": {"shape": _PATTERNS.get(kind, ""), **_OVERLAY}},
            hovertext=[_hover(check, kind) for check in drawn], hoverinfo="text",
            customdata=[[row.event for row in _rows(check, kind)] for check in drawn],
        )
        for kind in kinds
    ]  # fmt: skip
    return [*traces, _whiskers(drawn)]


def _parts(check: Check) -> dict[str, int]:
    """The sum by kind, what no row tells of under a blank."""
    told = dict(balances.kinds(check))
    rest = (check.sum.best or 0) - sum(told.values())
    return told | ({"": rest} if rest or not told else {})


def _whiskers(drawn: list[Check]) -> go.Scatter:
    sums = [check.sum for check in drawn]
    best = [total.best or 0 for total in sums]
    up = [(total.high if total.high is not None else b) - b for total, b in zip(sums, best, strict=True)]
    down = [b - (total.low or 0) for total, b in zip(sums, best, strict=True)]
    return go.Scatter(
        y=[at + 0.42 for at in range(len(drawn))], x=best, mode="markers", showlegend=False,
        marker={"size": 3, "color": paper.INK}, hoverinfo="skip",
        error_x={"type": "data", "array": up, "arrayminus": down, "color": paper.INK, "thickness": 1.5},
    )  # fmt: skip


def _rows(check: Check, kind: str) -> list[Row]:
    """The rows behind a part of a bar."""
    return [row for row in check.makers if not kind or kind in dict(row.kinds)]


def _hover(check: Check, kind: str) -> str:
    counts = ((row, dict(row.kinds).get(kind, row.count.best)) for row in _rows(check, kind))
    told = [f"{row.event}, {row.day:%-d %b %Y}: {count}" for row, count in counts]
    more = [f"and {len(told) - 12} more"] if len(told) > 12 else []  # noqa: PLR2004 - a hover no longer than a page
    return "<br>".join([f"<b>{paper.plain(kind) or 'rows of the sum'}</b>", *told[:12], *more])
