"""Incident Workbench: read news of political violence into claims, and keep who says so.

The verbs and the nouns, nothing else. A verb imports what it needs when it
is first called, so that `import workbench` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from workbench.records import (
    Act,
    Article,
    Attribution,
    Block,
    Claim,
    Correction,
    Days,
    Decision,
    Event,
    Mention,
    Munition,
    Passage,
    Place,
    Quantity,
    Reading,
    Target,
    Toll,
    Values,
    Why,
)

if TYPE_CHECKING:
    from workbench.articles import read
    from workbench.corrections import apply as correct
    from workbench.desk import review
    from workbench.events import merge
    from workbench.exports import write as export
    from workbench.figures import (
        blamed,
        calendar,
        cumulative,
        disagreement,
        gaps,
        map,  # noqa: A004
        monthly,
        rates,
        timeline,
        truce_rates,
    )
    from workbench.gathering import gather
    from workbench.inspection import inspect
    from workbench.markup import page as annotate
    from workbench.matching import decide, duplicates, matches, retellings
    from workbench.pictures import write as picture
    from workbench.pipeline import extract, extract_many
    from workbench.reckoned import draw as chart_totals
    from workbench.reckoning import check_totals
    from workbench.reports import write as report
    from workbench.samples import sample
    from workbench.scoring import score
    from workbench.store import open  # noqa: A004
    from workbench.tables import blocks as block_table
    from workbench.tables import claims as claim_table
    from workbench.tables import frame as table
    from workbench.tables import history
    from workbench.tables import mentions as mention_table

_DOORS = {
    "read": "articles.read",
    "extract": "pipeline.extract",
    "extract_many": "pipeline.extract_many",
    "merge": "events.merge",
    "correct": "corrections.apply",
    "open": "store.open",
    "review": "desk.review",
    "table": "tables.frame",
    "block_table": "tables.blocks",
    "mention_table": "tables.mentions",
    "claim_table": "tables.claims",
    "history": "tables.history",
    "matches": "matching.matches",
    "duplicates": "matching.duplicates",
    "retellings": "matching.retellings",
    "decide": "matching.decide",
    "gather": "gathering.gather",
    "check_totals": "reckoning.check_totals",
    "chart_totals": "reckoned.draw",
    "timeline": "figures.timeline",
    "monthly": "figures.monthly",
    "cumulative": "figures.cumulative",
    "calendar": "figures.calendar",
    "blamed": "figures.blamed",
    "gaps": "figures.gaps",
    "rates": "figures.rates",
    "truce_rates": "figures.truce_rates",
    "disagreement": "figures.disagreement",
    "map": "figures.map",
    "inspect": "inspection.inspect",
    "annotate": "markup.page",
    "export": "exports.write",
    "picture": "pictures.write",
    "report": "reports.write",
    "sample": "samples.sample",
    "score": "scoring.score",
}
"""The public verbs, and the room and door behind each."""

__version__ = "0.5.0"

__all__ = [
    "Act", "Article", "Attribution", "Block", "Claim", "Correction", "Days", "Decision", "Event", "Mention",
    "Munition", "Passage", "Place", "Quantity", "Reading", "Target", "Toll", "Values", "Why",
    "annotate", "blamed", "block_table", "calendar", "chart_totals", "check_totals", "claim_table", "correct",
    "cumulative", "decide", "disagreement", "duplicates", "export", "extract", "extract_many", "gaps", "gather",
    "history", "inspect", "map", "matches", "mention_table", "merge", "monthly", "open", "picture", "rates",
    "read", "report", "retellings", "review", "sample", "score", "table", "timeline", "truce_rates",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a verb of any signature
    door = _DOORS.get(name)
    if door is None:
        raise AttributeError(f"workbench has no verb or noun named {name!r}; it has {', '.join(__all__)}.")
    room, verb = door.split(".")
    return getattr(import_module(f"workbench.{room}"), verb)
