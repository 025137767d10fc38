"""The log of an article in, the steps that one analyst can undo or redo next out.

A step is what was committed in one go: merging two events is one, however
many entries it has. Nothing is remembered beside the log, so a desk opened
again tomorrow undoes what was done today.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from workbench.ledger import LogEntry

Step = tuple[LogEntry, ...]
"""The entries of one commit, in their order."""


def undoable(log: Iterable[LogEntry], analyst: str) -> Step | None:
    """The analyst's last step that is in force; None where there is none."""
    done, _ = _stacks(log, analyst)
    return done[-1] if done else None


def redoable(log: Iterable[LogEntry], analyst: str) -> Step | None:
    """The entries by which the analyst last took a step back, with nothing done since; None where there are none."""
    _, undone = _stacks(log, analyst)
    return undone[-1][0] if undone else None


def _stacks(log: Iterable[LogEntry], analyst: str) -> tuple[list[Step], list[tuple[Step, Step]]]:
    """The steps in force, and those taken back as (the taking back, the step), the latest last."""
    done: list[Step] = []
    undone: list[tuple[Step, Step]] = []
    own = (entry for entry in log if entry.who == analyst)
    for _, entries in groupby(own, key=lambda entry: (entry.when, entry.undoes is None)):
        step = tuple(entries)
        taken = {entry.undoes for entry in step}
        redone = next((pair for pair in undone if taken == {entry.seq for entry in pair[0]}), None)
        reversed_step = next((one for one in done if taken == {entry.seq for entry in one}), None)
        if redone is not None:
            undone.remove(redone)
            done.append(redone[1])
        elif reversed_step is not None:
            done.remove(reversed_step)
            undone.append((step, reversed_step))
        elif taken == {None}:
            done.append(step)
            undone.clear()
    return done, undone
