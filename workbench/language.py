"""Article in, spaCy Doc out: the one room where a language pipeline is loaded.

The Doc has the article's own offsets: `doc[i].idx` is a code point of
`article.text`. Quotes and dashes are normalised one for one, so nothing
moves; a page is parsed block by block, so that no sentence runs from a
headline into the story. Nothing is interpreted here.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from workbench import names, predicates, roles, sentences, tails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from workbench.records import Article

MODEL = Path(__file__).parent / "model"
"""The pipeline that ships with the workbench; its NOTICE says what it was trained on."""

_INFO = "spacy.cli.info"
_LOG = logging.getLogger("workbench")

_OWN: tuple[tuple[str, Callable[[Doc], Doc], str | None, bool], ...] = (
    ("workbench_sentences", sentences.divide, "parser", True),
    ("workbench_names", names.know, "ner", True),
    ("workbench_mended_names", names.mend, "ner", False),
    ("workbench_roles", roles.house, None, False),
    ("workbench_clear_roles", roles.renamed, None, False),
    ("workbench_universal_roles", roles.universal, None, False),
    ("workbench_predicates", predicates.raise_verbs, None, False),
    ("workbench_tails", tails.tie, None, False),
)
"""What we add to any pipeline: a component's name and function, the pipe that it stands by, and whether before it.

Those without a pipe come last: official pipelines name parts of speech and lemmas only behind their parser.
"""

# One code point for one code point: the parser was trained on straight quotes, no newlines and plain hyphens.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-",
     "—": "-", "―": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\r": " ", "\n": " ", "\t": " ", "\ufeff": " "}
)  # fmt: skip


class ModelError(RuntimeError):
    """The language pipeline cannot be loaded: says which, and what to do."""


def parse(article: Article) -> Doc:
    """The article as one Doc whose token offsets are the article's; raises ModelError where no pipeline loads."""
    return next(parse_together([article]))


def parse_together(articles: Sequence[Article]) -> Iterator[Doc]:
    """The Docs of several articles, in their order: what `parse` gives of each, for less time than one by one."""
    nlp = pipeline()
    pieces = [list(_pieces(article)) for article in articles]
    blocks = [(text, written) for those in pieces for text, written in those if written is not None]
    parsed = iter(nlp.pipe([_unread(nlp, text, written) for text, written in blocks]))
    for those in pieces:
        yield _joined(nlp, [_gap(nlp, text) if written is None else _read(next(parsed)) for text, written in those])


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    if not docs:
        return nlp.make_doc("")
    # The gaps have no tensors, and spaCy joins only Docs that all have one; its stub does not know the argument.
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]


@cache
def pipeline(name: str | None = None) -> Language:
    """The loaded spaCy pipeline: ours, or the one named here or in WORKBENCH_MODEL; raises ModelError."""
    wanted = name or os.environ.get("WORKBENCH_MODEL") or str(MODEL)
    # Our tokenizer is spaCy's own for English (training/assemble.py refuses another), so it stands by the time
    # the folder is read; reading it again took a tenth of the loading time.
    known = ["tokenizer"] if wanted == str(MODEL) else []
    _import_spacy()
    import spacy
    from thinc.api import use_ops

    try:
        # Numpy multiplies matrices: BLIS, spaCy's choice, falls back to plain C on processors that it does not know.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(wanted, exclude=known)
    except OSError as error:
        raise ModelError(
            f"The language pipeline {wanted} cannot be loaded ({error}); reinstall the workbench, "
            "or set WORKBENCH_MODEL to a spaCy English pipeline that is installed."
        ) from error
    gap = None if known else lacks(nlp)
    if gap:
        _LOG.warning(gap)
    return _completed(nlp)


def model_name() -> str:
    """The name and version of the pipeline that reads here; raises ModelError where another than ours does not load."""
    meta = pipeline().meta if os.environ.get("WORKBENCH_MODEL") else json.loads((MODEL / "meta.json").read_bytes())
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _completed(nlp: Language) -> Language:
    """The pipeline with our own components wherever the pipe that they stand by is there."""
    from spacy.language import Language

    turned = _roles(_labels(nlp))
    for name, component, neighbour, is_before in _OWN:
        Language.component(name, func=component)
        if name.endswith("_roles") and name != turned:
            continue
        if neighbour is None:
            nlp.add_pipe(name, last=True)
        elif neighbour in nlp.pipe_names:
            nlp.add_pipe(name, before=neighbour if is_before else None, after=None if is_before else neighbour)
    return nlp


def _roles(labels: list[str]) -> str | None:
    """Which component turns a parser's labels into ours; None where it has no others."""
    if not labels:
        return "workbench_roles"
    if roles.is_universal(labels):
        return "workbench_universal_roles"
    return None if roles.LABELS.issuperset(labels) else "workbench_clear_roles"


def _labels(nlp: Language) -> list[str]:
    """The grammatical roles that the pipeline's parser says it may name."""
    parsers = [name for name in nlp.pipe_names if "token.dep" in nlp.get_pipe_meta(name).assigns]
    return [label for name in parsers for label in nlp.pipe_labels.get(name, [])]


def lacks(nlp: Language) -> str | None:
    """What a pipeline does not say of a sentence and the rooms would miss, in one sentence; None where it says all.

    Raises ModelError where no story can be read with it: another language, no grammar, no parts of speech.
    """
    if nlp.lang != "en":
        raise ModelError(f"The pipeline {_name(nlp)} reads {nlp.lang!r}, not English; {_REMEDY}")
    doc = nlp(_PROBE)
    for annotation, what in _NEEDED.items():
        if not doc.has_annotation(annotation):
            raise ModelError(f"The pipeline {_name(nlp)} finds no {what}, and no story can be read so; {_REMEDY}")
    if not any(token.tag_.startswith("VB") for token in doc) or not any(token.dep_ in _SUBJECTS for token in doc):
        raise ModelError(f"The pipeline {_name(nlp)} names tags or roles in a way that is not known here; {_REMEDY}")
    missing = [what for annotation, what in _WANTED.items() if not doc.has_annotation(annotation)]
    return f"The pipeline {_name(nlp)} finds no {' and no '.join(missing)}: expect gaps." if missing else None


_PROBE = "The army fired two rockets at Baghdad."
_NEEDED = {"DEP": "grammatical roles", "POS": "parts of speech", "TAG": "tags of words"}
_WANTED = {"LEMMA": "dictionary forms of words", "ENT_IOB": "names beyond those that the lexicons know"}
_SUBJECTS = frozenset({"nsubj"})
"""What ClearNLP and UD both call the army in the probe; Penn tags, which English pipelines have, call the verb VBD."""
_REMEDY = "set WORKBENCH_MODEL to a spaCy English pipeline that does, or unset it for ours."


def _name(nlp: Language) -> str:
    return f"{nlp.lang}_{nlp.meta.get('name', 'pipeline')}"


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


def _pieces(article: Article) -> Iterator[tuple[str, str | None]]:
    """Stretches that together are the whole text: plain, and as they are written; None for space between blocks."""
    text, at = plain(article.text), 0
    for block in article.blocks:
        if block.start > at:
            yield text[at : block.start], None
        yield text[block.start : block.end], article.text[block.start : block.end]
        at = block.end
    if at < len(text):
        yield text[at:], None


def _unread(nlp: Language, text: str, written: str) -> Doc:
    """A block cut into tokens, with the line ends that its plain text no longer has."""
    doc = nlp.make_doc(text)
    doc.user_data[sentences.WRITTEN] = written
    return doc


def _read(doc: Doc) -> Doc:
    """A parsed block without what only the pipeline had to know."""
    doc.user_data.pop(sentences.WRITTEN, None)
    return doc


def _gap(nlp: Language, text: str) -> Doc:
    """White space between blocks as a Doc of one token, with the annotations that joining Docs asks for."""
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab, words=[text], spaces=[False], tags=["_SP"], pos=["SPACE"], morphs=[""], lemmas=[text],
        heads=[0], deps=["dep"], sent_starts=[True],
    )  # fmt: skip
