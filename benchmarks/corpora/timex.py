"""TempEval-3: where the expressions of time are, and what each means as a TIMEX3 value."""

from __future__ import annotations

from typing import Any

from corpora import Document
from workbench import dates
from workbench.records import Days

WHERE = (
    "TempEval-3 (TimeBank, AQUAINT, Platinum) and WikiWars: github.com/jspotter/TempEval-3, github.com/xszhong/syntime"
)


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `timexes`: spans in code points, TIMEX3 value and type."""
    found = dates.find(document.text, lengths=True)
    return {
        "docid": document.docid,
        "timexes": [
            {
                "start": m.start,
                "end": m.end,
                "value": value(dates.resolve(m.text, document.published)),
                "type": "DATE",
            }
            for m in found
        ],
    }


def value(days: Days) -> str | None:
    """The TIMEX3 value of resolved days; None where they are unknown."""
    if days.start is None:
        return None
    forms = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V"}
    return days.start.strftime(forms.get(days.precision, "%Y-%m-%d"))
