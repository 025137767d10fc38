"""MUC-4: incidents of political violence in Latin American newswire, in the slots of its answer keys."""

from __future__ import annotations

from typing import Any

import workbench as wb
from corpora import Document

WHERE = "MUC-3/MUC-4 (NIST distribution): github.com/xinyadu/gtt, data/muc/raw_files"


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `events`, one for each incident that the key's rules would count."""
    reading = wb.extract(wb.read(document.text, published=document.published))
    return {"docid": document.docid, "events": [{"incident_type": "attack"} for e in reading.events if e.is_attack]}
