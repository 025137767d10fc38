"""Forms with their rules and a text in, the stretches where a form stands out.

A form is found as whole words. Every capital of the form must be a capital in
the text; its small letters may stand as capitals, so that headlines and wire
copy in capitals are read too. Accents, curly quotes and line breaks inside a
form make no difference. The longest form wins and stretches never overlap.
It refuses compounds that turn a name into a description ("Iran-backed").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*")
_COMPOUND = re.compile(r"-(?:[a-z]|[A-Z]+(?:ED|LED|RUN|MADE|BORN|STYLE)\b)")
_PREFIXED = re.compile(r"(?<!\w)(?:[a-z]\w*|ANTI|PRO|EX|NON|AL|EL|Al|El|Anti|Pro|Ex|Non|Post|Pre)-$")
_PLAIN_MARKS = str.maketrans("\u2018\u2019\u02bc\u0060\u00b4\u2010\u2011\u2013\u2014", "'''''----")
_ENGLISH_IN_CAPITALS = frozenset({"IS", "US", "WHO", "LET", "MEND", "ETA", "UN"})
_NEIGHBOURHOOD = 40
_LONGEST_PREFIX = 16


class Form(NamedTuple):
    """A form split at its spaces, and the rule it stands for; an empty rule only hides what it covers."""

    pieces: tuple[str, ...]
    rule: str


class Stretch(NamedTuple):
    """Where a form stands: code points `start` to `end`, and the rule it stands for."""

    start: int
    end: int
    rule: str


Index = Mapping[str, tuple[Form, ...]]
"""Forms by their first word in small letters, longest first."""


def index(forms: Iterable[tuple[str, str]]) -> Index:
    """Forms ready to be found, from (form, rule) pairs."""
    shelves: dict[str, list[Form]] = {}
    for form, rule in forms:
        plain = folded(form)
        first = _WORD.match(plain)
        if first is None:
            raise ValueError(f"The form {form!r} of {rule!r} must begin with a letter or digit.")
        shelves.setdefault(first.group().lower(), []).append(Form(tuple(plain.split()), rule))
    return {word: tuple(sorted(shelf, key=_length, reverse=True)) for word, shelf in shelves.items()}


def find(text: str, forms: Index) -> Iterator[Stretch]:
    """The stretches where a form stands, in reading order; forms with an empty rule hide what they cover."""
    plain = folded(text)
    low = _small(plain)
    reached = 0
    for word in _WORD.finditer(low):
        if word.start() < reached or word.group() not in forms:
            continue
        match = next(_standing(plain, low, word.start(), forms[word.group()]), None)
        if match is not None:
            reached = match.end
            if match.rule:
                yield match


def folded(text: str) -> str:
    """The text with accents dropped and quotes and dashes made plain, code point for code point."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _bare(c) for c in text.translate(_PLAIN_MARKS))


def _bare(character: str) -> str:
    first = unicodedata.normalize("NFKD", character)[0]
    return first if first.isalnum() else character


def _small(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[0] for c in text)


def _length(form: Form) -> int:
    return sum(map(len, form.pieces)) + len(form.pieces)


def _standing(plain: str, low: str, start: int, shelf: tuple[Form, ...]) -> Iterator[Stretch]:
    for form in shelf:
        end = _end(plain, low, start, form.pieces)
        if end is not None and _whole(plain, start, end) and not _mere_word(plain, start, end):
            yield Stretch(start, end, form.rule)


def _end(plain: str, low: str, start: int, pieces: tuple[str, ...]) -> int | None:
    """Where the pieces end when they stand at `start`, or None."""
    at = start
    for number, piece in enumerate(pieces):
        if number:
            gap = _GAP.match(plain, at)
            if gap is None or gap.end() == at:
                return None
            at = gap.end()
        if not low.startswith(piece.lower(), at) or not _capitals_kept(piece, plain[at : at + len(piece)]):
            return None
        at += len(piece)
    return at


def _capitals_kept(piece: str, words: str) -> bool:
    return all(there.isupper() for asked, there in zip(piece, words, strict=True) if asked.isupper())


def _whole(plain: str, start: int, end: int) -> bool:
    """Whether no letter, and no hyphen that makes a description of the name, touches the stretch."""
    before, after = plain[max(0, start - _LONGEST_PREFIX) : start], plain[end : end + 1]
    if before[-1:].isalnum() or before.endswith("_") or (after.isalnum() or after == "_"):
        return False
    return not (_PREFIXED.search(before) or _COMPOUND.match(plain, end))


def _mere_word(plain: str, start: int, end: int) -> bool:
    """Whether a short name is more likely an English word, because everything around it is in capitals."""
    if plain[start:end] not in _ENGLISH_IN_CAPITALS:
        return False
    around = plain[max(0, start - _NEIGHBOURHOOD) : end + _NEIGHBOURHOOD]
    return around.isupper()
