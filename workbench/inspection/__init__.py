"""A figure and the tables it was drawn from in, the figure as a widget out: a mark that is clicked shows its rows.

Every mark of a figure carries the ids of its rows as `customdata`. Below the
figure stands what the rows say, with their sources as links and, for an event
read from an article, the passages of its claims. The list beside it leads to
the same by keyboard, to the rows that are no mark as well. Words are handed to
the page as text, and only addresses of http and https become links.

The room is not called `inspect`, after its verb, because a package of that
name would hide `workbench.inspect`.
"""

from __future__ import annotations

from workbench.inspection.entries import entries
from workbench.inspection.inspected import Inspected, inspect

__all__ = ["Inspected", "entries", "inspect"]
