"""What our reading says, in the words of each corpus: one module a corpus, one function `predict` in each.

A module turns a `Document` into the prediction that the corpus's scorer takes and says in `WHERE` how the public
gets the corpus. What a corpus has decided for itself (which incidents count, how a day is written) is translated
here; what a story says is read by the workbench alone, and a rule that reads better belongs there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The input of one document: its text and day of publication, and nothing that a coder added."""

    docid: str
    text: str
    published: dt.date | None
