"""Article in, spaCy Doc out: the one room where a language pipeline is loaded.

The Doc has the article's own offsets: `doc[i].idx` is a code point of
`article.text`. Quotes and dashes are normalised one for one, so nothing
moves; a page is parsed block by block, so that no sentence runs from a
headline into the story. Nothing is interpreted here.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from workbench.records import Article

MODEL = Path(__file__).parent / "model"
"""The pipeline that ships with the workbench; its NOTICE says what it was trained on."""

_INFO = "spacy.cli.info"

# One code point for one code point: the parser was trained on straight quotes, no newlines and plain hyphens.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-",
     "—": "-", "―": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\r": " ", "\n": " ", "\t": " ", "\ufeff": " "}
)  # fmt: skip


class ModelError(RuntimeError):
    """The language pipeline cannot be loaded: says which, and what to do."""


def parse(article: Article) -> Doc:
    """The article as one Doc whose token offsets are the article's; raises ModelError where no pipeline loads."""
    nlp = pipeline()
    from spacy.tokens import Doc

    pieces = list(_pieces(article))
    parsed = iter(nlp.pipe([text for text, readable in pieces if readable]))
    docs = [next(parsed) if readable else _gap(nlp, text) for text, readable in pieces]
    if not docs:
        return nlp.make_doc("")
    # The gaps have no tensors, and spaCy joins only Docs that all have one; its stub does not know the argument.
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]


@cache
def pipeline(name: str | None = None) -> Language:
    """The loaded spaCy pipeline: ours, or the one named here or in WORKBENCH_MODEL; raises ModelError."""
    wanted = name or os.environ.get("WORKBENCH_MODEL") or str(MODEL)
    # Our tokenizer is spaCy's own for English (training/assemble_model.py refuses another), so it stands by the time
    # the folder is read; reading it again took a tenth of the loading time.
    known = ["tokenizer"] if wanted == str(MODEL) else []
    _import_spacy()
    import spacy

    try:
        return spacy.load(wanted, exclude=known)
    except OSError as error:
        raise ModelError(
            f"The language pipeline {wanted} cannot be loaded ({error}); reinstall the workbench, "
            "or set WORKBENCH_MODEL to a spaCy English pipeline that is installed."
        ) from error


def _import_spacy() -> None:
    """Nothing: spaCy is imported, without the command line that it loads for one function of its own, `spacy.info`.

    Web clients, templates and a project runner hang on that: 0.3 of the 1.0 s of `import spacy` (3.8.18). A
    stand-in holds the place meanwhile, and is gone after it, so that `spacy.info` and `import spacy.cli` work as ever.
    """
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_INFO)
    vars(stand_in)["info"] = lambda *words, **options: import_module(_INFO).info(*words, **options)
    sys.modules[_INFO] = stand_in
    try:
        # A spaCy that wants more of its command line than that function is imported in full by whoever asks next.
        with suppress(ImportError):
            import_module("spacy")
    finally:
        sys.modules.pop(_INFO, None)


def plain(text: str) -> str:
    """The text with quotes, dashes and line ends as the parser knows them, code point for code point."""
    return text.translate(_PLAIN)


def _pieces(article: Article) -> Iterator[tuple[str, bool]]:
    """Stretches that together are the whole text: blocks to be parsed, and the white space between them."""
    text, at = plain(article.text), 0
    for block in article.blocks:
        if block.start > at:
            yield text[at : block.start], False
        yield text[block.start : block.end], True
        at = block.end
    if at < len(text):
        yield text[at:], False


def _gap(nlp: Language, text: str) -> Doc:
    """White space between blocks as a Doc of one token, with the annotations that joining Docs asks for."""
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab, words=[text], spaces=[False], tags=["_SP"], pos=["SPACE"], morphs=[""], lemmas=[text],
        heads=[0], deps=["dep"], sent_starts=[True],
    )  # fmt: skip
