"""Times in, the words for them out."""

from __future__ import annotations

import statistics


def told(milliseconds: list[float]) -> str:
    """The median and range of measured times."""
    low, high = min(milliseconds), max(milliseconds)
    return f"{statistics.median(milliseconds):6.0f} ms   ({low:.0f} to {high:.0f} over {len(milliseconds)} runs)"
