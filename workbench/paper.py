"""The look that every figure shares, and what it may draw and say.

Figures are drawn on transparent paper, in greys and colours that read on a
light page as on a dark one. Importing this room switches off two buttons of
plotly for every figure shown after it: the upload to a cloud service, which
plotly offers by default and which would send an analyst's data away, and its
logo.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

CONFIG: Mapping[str, Any] = {"showSendToCloud": False, "displaylogo": False, "responsive": True}
"""How a figure is shown; pass it on when you write a page: `figure.write_html(path, config=dict(CONFIG))`."""

INK = "#7b7b7b"
"""A grey with a contrast above 4 to 1 on white as on Lab's dark page."""
GRID = "rgba(128,128,128,0.22)"
BLUE, ORANGE = "#3b8ec2", "#e0701a"
COLOURS: tuple[str, ...] = (
    "#3b8ec2", "#e69f00", "#cc79a7", "#009e73", "#d55e00", "#56b4e9", "#8c7ae6", "#b5a642", "#7b7b7b",
)  # fmt: skip
"""After Okabe and Ito: apart for the common kinds of colour blindness."""

_SOURCES = {
    "table": "data/history/attacks.csv (method and gaps in the README beside it)",
    "article": "articles as the workbench read them, which may be wrong",
}

MANY = 2000
"""From here on marks are drawn by the graphics card, or panning stutters."""

_TITLE, _LINE = 58, 84
"""Letters in a line of the title and of the words below it: they fit on a page 640 pixels wide."""
_LINE_HEIGHT, _ENTRY_HEIGHT = 17, 19
_NARROW, _LETTER_WIDTH, _SYMBOL = 626, 5.6, 46
"""Pixels across of a narrow page, of a letter in the legend, about, and of the sign before an entry of it."""
_AXIS = 24
"""Pixels of the words below the axis of an `across`."""
_ADDRESS = re.compile(r"https?://\S+")


def _quieten() -> None:
    for name in list(pio.renderers):
        renderer = pio.renderers[name]
        if hasattr(renderer, "config"):
            renderer.config = dict(CONFIG)


_quieten()


def figure(
    traces: Iterable[Any], *, title: str, notes: Iterable[str], source: str, height: int, left: int = 12,
    across: str = "",
) -> go.Figure:  # fmt: skip
    """A figure with a title that states what it shows, lines of notes below it, and its source at the foot.

    `height` is that of the drawing in pixels; the words above and below it are added. `left` is the room for the
    names of lanes, also in pixels; `across` says what the horizontal axis counts, where it is no date.
    """
    heads = [f"<b style='font-size:15px'>{escape(line)}</b>" for line in textwrap.wrap(title, _TITLE)]
    lines = [escape(line) for note in notes for line in textwrap.wrap(note, _LINE)]
    foot = [escape(line) for line in textwrap.wrap(source, _LINE)]
    drawn = go.Figure(list(traces))
    below = _AXIS if across else 0
    legend = 22 + below + _ENTRY_HEIGHT * _legend_lines(drawn, left)
    head, feet = 44 + _LINE_HEIGHT * len(heads + lines), legend + 30 + _LINE_HEIGHT * len(foot)
    drawn.update_layout(
        template=go.layout.Template(), paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        font={"color": INK, "size": 12, "family": "system-ui, sans-serif"},
        height=height + head + feet, margin={"l": left, "r": 14, "t": head, "b": feet},
        legend={"orientation": "h", "x": 0, "y": -(32 + below) / height, "yanchor": "top", "itemsizing": "constant"},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": INK, "activecolor": BLUE},
        hoverlabel={"align": "left", "bgcolor": "#2b2b2b", "font": {"color": "#f2f2f2"}},
    )  # fmt: skip
    axis = {"gridcolor": GRID, "zeroline": False, "linecolor": GRID, "title": {"standoff": 6, "font": {"size": 12}}}
    # Days at the very corner would stand on the zero of the other axis.
    drawn.update_xaxes(axis, ticklabelstandoff=6).update_yaxes(axis)
    if across:
        drawn.update_xaxes(title={"text": across})
    _write(drawn, "<br>".join([*heads, *lines]), left=left, yanchor="bottom", y=1, yshift=6, font={"size": 12})
    _write(drawn, "<br>".join(foot), left=left, yanchor="top", y=0, yshift=-legend - 22, font={"size": 11})
    return drawn


def _legend_lines(drawn: go.Figure, left: int) -> int:
    """How many lines the legend takes on a narrow page, where its entries stand in columns of one width."""
    names = [str(trace.name) for trace in drawn.data if trace.name and trace.showlegend is not False]
    wide = max((_SYMBOL + _LETTER_WIDTH * len(name) for name in names), default=1)
    return -(-len(names) // max(1, int((_NARROW - left) / wide)))


def together(history: pd.DataFrame, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """One table of the history's rows and, as `origin` article, the rows of an event table that it lacks.

    An event that an analyst accepted as a row (`history_row`) is no row of its own: its article is one more source.
    """
    # A table of past attacks says no status: it tells of what happened.
    rows = [history.assign(status=history["status"].fillna("occurred") if "status" in history else "occurred")]
    if events is not None:
        accepted = events["history_row"].isin(history["event"]) if "history_row" in events else events["event"].isna()
        rows = [_sourced(rows[0], events[accepted])]
        rows.append(events[~accepted & ~events["event"].isin(history["event"])].assign(origin="article"))
    return pd.concat([part for part in rows if len(part)] or rows[:1], ignore_index=True)


def _sourced(history: pd.DataFrame, accepted: pd.DataFrame) -> pd.DataFrame:
    """The history with the articles of the events that are accepted as its rows among their sources."""
    fresh: dict[str, list[str]] = {}
    for article, row in zip(accepted["article"], accepted["history_row"], strict=True):
        fresh.setdefault(row, []).append(f"article {article}")
    if not fresh:
        return history
    named = zip(history["event"], history["sources"], strict=True)
    parts = ((cell.split("; ") if isinstance(cell, str) else [], fresh.get(row, [])) for row, cell in named)
    told = ["; ".join(dict.fromkeys([*old, *more])) or None for old, more in parts]
    return history.assign(sources=pd.Series(told, index=history.index, dtype="object"))


def happened(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that tell of one attack, truce or move that happened: no aggregate, plan, threat, comment or denial."""
    once = rows["role"].isin(["main", "background"]) & rows["status"].isin(["occurred", "foiled"])
    return rows[once & (rows["is_attack"].astype(bool) | (rows["type"] != "other"))]


def countable(history: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """The attacks of a history table that a figure may count or sum, and how many rows it may not, by reason.

    A total, a plan or a denial is no attack, and an entry read from an article may repeat a row of the table.
    """
    rows = together(history.assign(origin=history.get("origin", "article")))
    once = happened(rows)
    attacks = once[once["is_attack"].astype(bool)]
    table = attacks[attacks["origin"] == "table"]
    return table, {
        "told as a total, plan, threat, comment or denial": len(rows) - len(once),
        "no attack (a truce or a troop move)": len(once) - len(attacks),
        "read from articles, which may repeat a row": len(attacks) - len(table),
    }


def stated(rows: pd.DataFrame) -> pd.Series[Any]:
    """Killed and wounded together as far as stated: best figure, else the lowest; unknown where neither is."""
    killed = rows["killed_best"].fillna(rows["killed_low"])
    wounded = rows["wounded_best"].fillna(rows["wounded_low"])
    return killed.add(wounded, fill_value=0)


def source_of(rows: pd.DataFrame) -> str:
    """The line that names where some rows come from: the shipped history, articles, or both."""
    named = rows["dataset"] if "dataset" in rows else pd.Series(index=rows.index, dtype="object")
    origins = set(rows["origin"][named.isna()])
    words = [words for origin, words in _SOURCES.items() if origin in origins]
    projects = [f"{name}, as downloaded (its terms say what may be passed on)" for name in sorted(set(named.dropna()))]
    return f"Source: {'; '.join([*words, *projects]) or 'no rows'}."


def plain(name: str) -> str:
    """A code as words: `rocket_attack` as `rocket attack`."""
    return name.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 attack`, `2 attacks`."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def tally(what: str, counts: Mapping[str, int]) -> str:
    """A sentence of what was left out and how many: `Not drawn: 1 without a place.`; empty if nothing was."""
    told = "; ".join(f"{number} {why}" for why, number in counts.items() if number)
    return f"{what}: {told}." if told else ""


def spread(low: Any, best: Any, high: Any) -> str:  # noqa: ANN401 - cells of a table, each a number or unknown
    """A count in words: `4 to 7, best 5`, `at least 4`, `not stated`."""
    least, middle, most = (None if pd.isna(side) else int(side) for side in (low, best, high))
    if least is None and most is None:
        return "not stated" if middle is None else f"about {middle}"
    if least == most:
        return str(least)
    told = f"at most {most}" if least is None else f"at least {least}" if most is None else f"{least} to {most}"
    return told if middle is None else f"{told}, best {middle}"


def day(start: Any, end: Any) -> str:  # noqa: ANN401 - cells of a table, each a day or unknown
    """One or two days in words; an open side says so."""
    if pd.isna(start) and pd.isna(end):
        return "day not known"
    if pd.isna(end):
        return f"from {start:%-d %b %Y}, end open"
    if pd.isna(start):
        return f"until {end:%-d %b %Y}, start open"
    return f"{start:%-d %b %Y}" if start == end else f"{start:%-d %b %Y} to {end:%-d %b %Y}"


def span(rows: pd.DataFrame) -> str:
    """The days of some rows as the end of a title, in one piece on a narrow page; empty where none is known."""
    first, last = rows["date_start"].min(), rows["date_end"].max()
    if pd.isna(first) or pd.isna(last):
        return ""
    return f": {day(first, last)}".replace(" ", "\u00a0").replace(":\u00a0", ": ")


def ids(rows: pd.DataFrame) -> list[list[str]]:
    """The id of each row as the rows that its own mark stands for, by which `inspection` finds them."""
    return [[str(event)] for event in rows["event"]]


def hover(row: Mapping[Any, Any]) -> str:
    """What a mark says when pointed at: place, days, counts with their range, voices, sources; all as plain text."""
    facts = {
        "": f"{plain(row['type'])}, {day(row['date_start'], row['date_end'])} ({plain(row['date_precision'])})",
        "munitions": _munitions(row),
        "killed": spread(row["killed_low"], row["killed_best"], row["killed_high"]),
        "wounded": spread(row["wounded_low"], row["wounded_best"], row["wounded_high"]),
        "blamed": _known(row, "attributed_to"), "claimed by": _known(row, "claimed_by"),
        "who": _known(row, "perpetrators"), "confidence": _known(row, "confidence"),
        "sources": _ADDRESS.sub("", _known(row, "sources")).strip(), "read from": _known(row, "title"),
    }  # fmt: skip
    told = [f"{name}: {fact}" if name else fact for name, fact in facts.items() if fact]
    lines = [escape(line) for fact in told for line in textwrap.wrap(fact, 72)]
    return "<br>".join([f"<b>{escape(_known(row, 'place') or 'place not known')}</b>", *lines])


def _munitions(row: Mapping[Any, Any]) -> str:
    told = spread(*(row.get(f"munitions_{side}") for side in ("low", "best", "high")))
    return "" if told == "not stated" else told


def _known(row: Mapping[Any, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None or pd.isna(value) else str(value)


def _write(drawn: go.Figure, words: str, *, left: int, **where: Any) -> None:  # noqa: ANN401 - plotly has no types
    """Words in the margin, from the left edge of the figure."""
    drawn.add_annotation(
        text=words, showarrow=False, align="left", xref="paper", xanchor="left", x=0, xshift=12 - left, yref="paper",
        **where,
    )  # fmt: skip
