"""A reading in, a desk to correct it at out: text and evidence left, fields, claims and forms right.

The room is not called `review`, after its verb, because a package of that name would hide `workbench.review`.
"""

from __future__ import annotations

from workbench.desk.desk import Review
from workbench.matching import History
from workbench.records import Reading
from workbench.store import Store

__all__ = ["Review", "review"]


def review(
    reading: Reading, *, store: Store | None = None, analyst: str = "analyst", history: History = None
) -> Review:
    """The desk of a reading, as a widget; corrections go to the store, which keeps the reading too.

    Without a store they live as long as the desk, and it says so. `analyst` is the name they are made under.
    `history` is the table, or its file, in which rows are suggested for an event; None is the shipped one.
    """
    from workbench import pipeline

    return Review(reading, store=store, analyst=analyst, extract=pipeline.extract, history=history)
