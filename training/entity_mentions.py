"""What is a name in the mentions of GUM and re3d, which mark descriptions ("the army's chief") as well.

GUM has the sentence's tree: the name is the proper nouns around the mention's
head. re3d has only offsets: the name is what is written as one. A description
is left out; a name inside it is marked by the corpus as a mention of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from entity_types import PLACE, are_peoples, is_country, is_demonym, is_title
from spacy.tokens import Doc, Span, Token
from treebanks import Row

_NAMES: Final = frozenset({"NNP", "NNPS"})
_GUM: Final = {"person": "PERSON", "organization": "ORG", "place": PLACE}
_RE3D: Final = {"Organisation": "ORG", "Location": PLACE, "Person": "PERSON", "Nationality": "NORP"}
_LINKING: Final = frozenset({
    "of", "the", "and", "for", "in", "al", "bin", "de", "on", "el", "ul", "ad", "ibn", "abu", "von", "van", "to",
})  # fmt: skip
"""Words that a name may have inside in small letters."""
_POINTING: Final = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "he",
    "she", "they", "we", "i", "it", "you", "who", "which",
})  # fmt: skip
"""Words that begin a description and no name."""


def names_in(words: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of the names in a GUM sentence; one headed by a common noun has none."""
    for start, end, kind, link in _mentions(words):
        found = _name_in(words, start, end, _GUM[kind], linked=bool(link)) if kind in _GUM else None
        if found:
            yield found


def _mentions(words: Sequence[Row]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, type and link of the mentions whose brackets, in the last column, begin and end in a sentence."""
    waiting: defaultdict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for at, word in enumerate(words):
        marked = re.search(r"Entity=([^|]*)", word.misc)
        for opens, inside, closes in re.findall(r"(\()?([^()]+)(\))?", marked[1]) if marked else []:
            parts = inside.split("-")
            if opens:
                waiting[parts[0]].append((at, parts))
            if closes and waiting[parts[0]]:
                start, told = waiting[parts[0]].pop()
                yield start, at + 1, told[1], "-".join(told[7:])


def _name_in(words: Sequence[Row], start: int, end: int, label: str, *, linked: bool) -> tuple[int, int, str] | None:
    """Start, end and label of the name around the head of a mention, or None."""
    head = next((at for at in range(start, end) if not start <= words[at].head < end), None)
    if head is None or words[head].xpos not in _NAMES:
        return None
    first, last = _begin(words, start, head), _end(words, head, end, of=linked, joined=linked and label != "PERSON")
    if label == "PERSON" and are_peoples([word.form for word in words[first:last]]):
        return first, last, "NORP"
    if label == "PERSON" and words[head].xpos == "NNPS":
        return first, last, "ORG" if linked and not is_demonym(words[head].form) else "NORP"
    if label == "PERSON" and (is_title(words[head].form) or words[head].form.lower() == "god"):
        return None
    return first, last, label


def _begin(words: Sequence[Row], start: int, head: int) -> int:
    """Where the proper nouns before a head begin; a hyphen or number between two of them is theirs."""
    at = head
    while at > start and (
        words[at - 1].xpos in _NAMES
        or (words[at - 1].xpos in {"HYPH", "CD"} and at - 2 >= start and words[at - 2].xpos in _NAMES)
    ):
        at -= 1
    return at


def _end(words: Sequence[Row], head: int, end: int, *, of: bool, joined: bool) -> int:
    """Where the proper nouns after a head end, with "of the" or a bare "of" or "and" between them if wanted."""
    at = head + 1
    while at < end and (
        words[at].xpos in _NAMES | {"CD", "HYPH"}
        or (joined and words[at].form in {"of", "and", "for"} and _is_name(words, at + 1, end))
        or (of and words[at].form in {"of", "for"} and _is_the(words, at + 1, end) and _is_name(words, at + 2, end))
    ):
        at += 1
    while words[at - 1].xpos == "HYPH":
        at -= 1
    return at


def _is_name(words: Sequence[Row], at: int, end: int) -> bool:
    return at < end and words[at].xpos in _NAMES


def _is_the(words: Sequence[Row], at: int, end: int) -> bool:
    return at < end and words[at].form == "the"


def marked_name(doc: Doc, row: Mapping[str, Any]) -> Span | None:
    """The span of a re3d row, or None where it is no type of ours, offsets and text disagree, or it describes."""
    if row["type"] not in _RE3D or doc.text[row["begin"] : row["end"]] != row["value"]:
        return None
    whole = doc.char_span(row["begin"], row["end"], alignment_mode="expand")
    if whole is None:
        return None
    start = next((token.i for token in whole if token.lower_ not in _POINTING), whole.end)
    core = doc[start : whole.end]
    label = _RE3D[row["type"]]
    if not _is_written_as_name(core) or _is_description(core, label):
        return None
    return Span(doc, core.start, core.end, _re3d_label(core, label))


def _lettered(core: Span) -> list[Token]:
    return [token for token in core if token.is_alpha or "-" in token.text or "." in token.text]


def _is_written_as_name(core: Span) -> bool:
    """Whether first and last word have a capital, and what lies between too, small linking words apart."""
    words = _lettered(core)
    if not words or not words[0].text[0].isupper() or not words[-1].text[0].isupper():
        return False
    return all(word.text[0].isupper() or word.text[0].isdigit() or word.lower_ in _LINKING for word in words)


def _is_description(core: Span, label: str) -> bool:
    """Whether the one capital is a sentence's or a title's, or a person is told by what he is of."""
    words = _lettered(core)
    if len(words) == 1 and label == "ORG":
        return words[0].is_title and _opens_sentence(words[0]) and f" {words[0].lower_}" in core.doc.text
    if len(words) == 1 and label == "PERSON":
        return is_title(words[0].text)
    return label == "PERSON" and any(token.lower_ in {"of", "for"} for token in core)


def _opens_sentence(word: Token) -> bool:
    return word.i > 0 and word.nbor(-1).text in {".", "\n", "\n\n", '"', "”"}


def _are_all_peoples(core: Span) -> bool:
    return are_peoples([token.text for token in core])


def _re3d_label(core: Span, label: str) -> str:
    if label in {"ORG", "PERSON"} and _are_all_peoples(core):
        return "NORP"
    return PLACE if label == "ORG" and is_country(core.text) else label
