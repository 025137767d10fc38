"""A figure with its entries in, a widget out that keeps the mark on the figure and the rows below it in step."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import pandas as pd
import plotly.graph_objects as go
import traitlets

from workbench import paper
from workbench.inspection.entries import entries

_HERE = Path(__file__).parent


class Entries(anywidget.AnyWidget):
    """The list of all rows, and what the chosen ones say; `chosen` are their ids, set from either side."""

    _esm = _HERE / "inspection.js"
    _css = _HERE / "inspection.css"

    labels: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    """Id and words of every row, in the order of the list."""
    shown: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    chosen: traitlets.List[str] = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, found: dict[str, dict[str, Any]]) -> None:
        super().__init__()
        self._found = found
        self.labels = [[event, entry["label"]] for event, entry in found.items()]
        self.observe(lambda _change: self._show(), "chosen")

    def __repr__(self) -> str:
        return f"Entries({paper.counted(len(self._found), 'row')})"

    def _show(self) -> None:
        self.shown = [self._found[event] for event in self.chosen if event in self._found]


class Inspected(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A figure as a widget; `chosen` are the ids of the rows that are shown below it."""

    def __init__(self, figure: go.Figure, found: dict[str, dict[str, Any]]) -> None:
        self.figure = go.FigureWidget(figure)
        self.figure.layout.autosize = True
        self.figure._config = dict(paper.CONFIG)  # noqa: SLF001 (plotly's only door to it)
        self.entries = Entries(found)
        super().__init__([self.figure, self.entries])
        for trace in self.figure.data:
            trace.on_click(self._clicked)
        self.entries.observe(lambda change: self._light(change["new"]), "chosen")

    def __repr__(self) -> str:
        return f"Inspected({paper.counted(len(self.entries.labels), 'row')})"

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the rows that are shown."""
        return tuple(self.entries.chosen)

    def choose(self, events: Iterable[str]) -> None:
        """Nothing: the rows of these ids are shown, and their marks lit."""
        self.entries.chosen = list(events)

    def _clicked(self, trace: Any, points: Any, _state: Any) -> None:  # noqa: ANN401 - plotly publishes no types
        ids = _ids(trace)
        # A mark that stands for no row, such as one of the legend, tells nothing.
        rows = [event for at in points.point_inds if ids for event in ids[at]]
        if rows:
            self.choose(dict.fromkeys(rows))

    def _light(self, events: list[str]) -> None:
        wanted = set(events)
        with self.figure.batch_update():
            for trace in self.figure.data:
                lit = [at for at, ids in enumerate(_ids(trace)) if wanted & set(ids)]
                if trace.customdata is not None:
                    trace.selectedpoints = lit if wanted else None


def inspect(
    figure: go.Figure,
    history: pd.DataFrame,
    events: pd.DataFrame | None = None,
    *,
    claims: pd.DataFrame | None = None,
) -> Inspected:
    """A figure as a widget whose marks, clicked or chosen from a list, show their rows with sources and passages.

    `history` and `events` are the tables that the figure was drawn from, `claims` the passages behind the events
    (`workbench.claim_table`). Every row is on the list, by day, those that are no mark as well.
    """
    rows = paper.together(history.assign(origin=history.get("origin", "article")), events)
    ordered = rows.sort_values("date_start", kind="stable", na_position="last")
    return Inspected(figure, entries(ordered, claims))


def _ids(trace: Any) -> list[list[str]]:  # noqa: ANN401 - plotly publishes no types
    """The ids of the rows behind each point of a trace."""
    held = () if trace.customdata is None else trace.customdata
    return [[str(event) for event in ids] if not isinstance(ids, str) else [ids] for ids in held]
