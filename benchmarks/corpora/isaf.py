"""ISAF press releases: one coded event each, in twelve fields."""

from __future__ import annotations

from typing import Any

import workbench as wb
from corpora import Document

WHERE = (
    "ISAF press releases (CC BY-SA 4.0): github.com/strickvl/isafpr_finetune, data/isaf_press_releases_ft_test.jsonl"
)


def predict(document: Document) -> dict[str, Any]:
    """`docid` and the coded fields of the release."""
    reading = wb.extract(wb.read(document.text, published=document.published))
    attacks = [event for event in reading.events if event.is_attack]
    killed = sum(e.values.killed.low or 0 for e in attacks if e.values.killed)
    captured = sum(e.values.captured.low or 0 for e in attacks if e.values.captured)
    return {
        "docid": document.docid,
        "min_killed": killed,
        "min_captured": captured,
        "killq": killed > 0,
        "captureq": captured > 0,
    }
