"""An article's text, the machine's mentions and an analyst's changes in, the spans as they now stand out.

Nothing is edited: each operation checks what is asked against the text and
gives the `Change` it comes to, and `apply` gives new marks. Offsets are code
points, so `text[mention.start:mention.end] == mention.text` always. What is
marked is whole words, and where those begin and end is decided here, once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, Self, cast, get_args

from workbench.corrections import CorrectionError, StaleCorrection, read_value, written
from workbench.records import Correction, Mention, MentionKind

KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
"""The kinds of mention in the order of their number keys, 1 to 9."""
ANALYST = "analyst"
"""The rule of a span that an analyst marked, changed or accepted."""
Edge = Literal["start", "end"]

_JOINERS = "_\u00ad\u200c\u200d"
_MODIFIERS = frozenset({*map(chr, range(0xE0020, 0xE0080))})
"""The tags that make a flag of a region; skin tones are found by their category."""
_INVISIBLE = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts that put no blank between words: there each character may be marked by itself."""


class MarkError(CorrectionError):
    """A span that cannot be marked so: one sentence with the words, what is wrong and the remedy."""


@dataclass(frozen=True, slots=True)
class Change:
    """One span as it was and as it is now; None where it was not, or is no longer, marked."""

    part: str
    """`start-end:kind` of the span when it was first marked, by the machine or by an analyst."""
    was: Mention | None
    now: Mention | None

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.part, self.now, self.was)


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a text lie: for snapping, its tokens with the punctuation; for moving, the words alone."""

    token_starts: tuple[int, ...]
    token_ends: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def snapped(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch grown to the whole of every token that it touches; None where it touches none."""
        first, last = bisect_right(self.token_ends, start), bisect_left(self.token_starts, end) - 1
        return (self.token_starts[first], self.token_ends[last]) if first <= last else None

    def moved_start(self, start: int, by: int) -> int | None:
        """The start of a word so many words after a place, before it where `by` is negative; None beyond the text."""
        at = bisect_right(self.starts, start) - 1 + by if by > 0 else bisect_left(self.starts, start) + by
        return self.starts[at] if 0 <= at < len(self.starts) else None

    def moved_end(self, end: int, by: int) -> int | None:
        """The end of a word so many words after a place, before it where `by` is negative; None beyond the text."""
        at = bisect_right(self.ends, end) - 1 + by if by > 0 else bisect_left(self.ends, end) + by
        return self.ends[at] if 0 <= at < len(self.ends) else None


@lru_cache(maxsize=4)
def words(text: str) -> Words:
    """Where the words of a text lie; a word is letters, digits and marks in a row, or one emoji."""
    # Plain numbers only: a tuple for each of a long text's words would set the garbage collector going.
    token_starts, token_ends, starts, ends = list[int](), list[int](), list[int](), list[int]()
    for match in _pattern(text).finditer(text):
        start, end = match.span()
        token_starts.append(start)
        token_ends.append(end)
        if match.lastgroup:
            starts.append(start)
            ends.append(end)
    return Words(tuple(token_starts), tuple(token_ends), tuple(starts), tuple(ends))


class Marks:
    """The spans of an article: the machine's, and an analyst's changes to them; raises as `apply` does, but for stale.

    A change that was made of another reading stands all the same, and is told in `stale`.
    """

    def __init__(self, text: str, machine: Iterable[Mention], changes: Iterable[Change] = ()) -> None:
        self.text = text
        self._machine = _named(machine)
        self._mentions = dict(self._machine)
        stale: list[Change] = []
        for change in changes:
            self._check(change.now)
            if self._mentions.get(change.part) != change.was:
                stale.append(change)
            _put(self._mentions, change)
        self.stale = tuple(stale)
        """Changes of what the machine now reads otherwise."""

    def __repr__(self) -> str:
        return f"Marks({len(self._mentions)} mentions, {len(self.changes)} changed)"

    def __len__(self) -> int:
        return len(self._mentions)

    @property
    def parts(self) -> Mapping[str, Mention]:
        """Every span that is marked now, by its part."""
        return MappingProxyType(self._mentions)

    @property
    def machine(self) -> Mapping[str, Mention]:
        """Every span as the machine marked it, by its part."""
        return MappingProxyType(self._machine)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every span that is marked now, in reading order, the wider of two that begin together first."""
        return tuple(sorted(self._mentions.values(), key=lambda mention: (mention.start, -mention.end)))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the machine's reading, one change a span: `Marks(text, machine, changes)` is this again."""
        made = (
            Change(part, self._machine.get(part), self._mentions.get(part))
            for part in (*self._machine, *(part for part in self._mentions if part not in self._machine))
        )
        return tuple(change for change in made if change.was != change.now)

    def add(self, start: int, end: int, kind: str) -> Change:
        """The marking of the words that a stretch touches; raises MarkError where none are, or they are marked so."""
        if not 0 <= start < end <= len(self.text):
            raise MarkError(f"Characters {start} to {end} are outside the text of {len(self.text)}; mark words in it.")
        whole = words(self.text).snapped(start, end)
        if whole is None:
            raise MarkError("No words are selected; drag over some, or move to one with the arrow keys.")
        now = self._mention(kind, *whole)
        self._refuse_double(now)
        return Change(_free(now, self._mentions), None, now)

    def delete(self, part: str) -> Change:
        """The unmarking of a span; raises MarkError for one that is not marked."""
        return Change(part, self._marked(part), None)

    def reject(self, part: str) -> Change:
        """The machine's span unmarked; an analyst's own as well."""
        return self.delete(part)

    def accept(self, part: str) -> Change:
        """An analyst's span in place of the machine's very same; raises MarkError where it is an analyst's already."""
        was = self._marked(part)
        if was.rule == ANALYST:
            raise MarkError(f"“{was.text}” is an analyst's mark already; there is nothing to accept.")
        return Change(part, was, replace(was, rule=ANALYST))

    def relabel(self, part: str, kind: str) -> Change:
        """The same words marked as another kind; raises MarkError where they are that already."""
        was = self._marked(part)
        now = self._mention(kind, was.start, was.end)
        self._refuse_double(now)
        return Change(part, was, now)

    def move(self, part: str, edge: Edge, by: int) -> Change:
        """A span with one edge moved by so many words, towards the end of the text where `by` is positive.

        Raises MarkError where no word would be left, or there is none further on.
        """
        was = self._marked(part)
        place = words(self.text)
        start = place.moved_start(was.start, by) if edge == "start" else was.start
        end = place.moved_end(was.end, by) if edge == "end" else was.end
        if start is None or end is None:
            raise MarkError(f"There is no word beyond “{was.text}” on that side.")
        if start >= end:
            raise MarkError(f"“{was.text}” is one word; delete the mark instead of shrinking it.")
        now = self._mention(was.kind, start, end)
        self._refuse_double(now)
        return Change(part, was, now)

    def apply(self, change: Change) -> Self:
        """New marks with one change more.

        Raises StaleCorrection where the span is no longer as it was, MarkError where it does not fit the text.
        """
        present = self._mentions.get(change.part)
        if present != change.was:
            raise StaleCorrection(
                f"This mark was {_words(change.was)}, but it is now {_words(present)}; look at both, then mark again."
            )
        self._check(change.now)
        after = copy(self)
        mentions = dict(self._mentions)
        _put(mentions, change)
        after._mentions = mentions  # noqa: SLF001 (one of its own kind)
        return after

    def _mention(self, kind: str, start: int, end: int) -> Mention:
        return Mention(_kind(kind), start, end, self.text[start:end], ANALYST)

    def _marked(self, part: str) -> Mention:
        if part not in self._mentions:
            raise MarkError("These words are no longer marked; select a mark and try again.")
        return self._mentions[part]

    def _refuse_double(self, now: Mention) -> None:
        for mention in self._mentions.values():
            if (mention.start, mention.end, mention.kind) == (now.start, now.end, now.kind):
                remedy = "nothing changes" if mention.rule == ANALYST else "accept the machine's mark instead"
                raise MarkError(f"“{now.text}” is marked as {now.kind} already; {remedy}.")

    def _check(self, mention: Mention | None) -> None:
        if mention is None:
            return
        _kind(mention.kind)
        if not 0 <= mention.start < mention.end or self.text[mention.start : mention.end] != mention.text:
            raise MarkError(
                f"“{mention.text}” does not stand at characters {mention.start} to {mention.end} of this text; "
                f"mark the words again."
            )


@dataclass(frozen=True, slots=True)
class History:
    """The changes that undo and redo go back and forth through, without end; each step gives the history after it."""

    past: tuple[Change, ...] = ()
    future: tuple[Change, ...] = ()

    def made(self, change: Change) -> History:
        """The history after a change: what was undone before can no longer be redone."""
        return History((*self.past, change))

    def undo(self, keep: Callable[[Change], object]) -> tuple[Change, History]:
        """The last change reversed, once `keep` has taken it; raises MarkError without one, and as `keep` does."""
        if not self.past:
            raise MarkError("There is nothing to undo.")
        *before, last = self.past
        keep(last.reversed())
        return last.reversed(), History(tuple(before), (*self.future, last))

    def redo(self, keep: Callable[[Change], object]) -> tuple[Change, History]:
        """The change that was undone last, once `keep` has taken it anew; raises as `undo` does."""
        if not self.future:
            raise MarkError("There is nothing to redo.")
        *later, nearest = self.future
        keep(nearest)
        return nearest, History((*self.past, nearest), tuple(later))


def correction(change: Change, *, article: str, by: str) -> Correction:
    """A change as the store keeps it."""
    return Correction(
        article, "", "mention", written(change.was), written(change.now), "annotation", by=by, part=change.part
    )


def changes(corrections: Iterable[Correction]) -> tuple[Change, ...]:
    """The changes among corrections in force, in the order they were made; raises CorrectionError for a broken one."""
    return tuple(
        Change(made.part or "", _read(made.was), _read(made.now)) for made in corrections if made.field == "mention"
    )


def readable(told: str) -> str:
    """A sentence of the log in an analyst's words: each mention in it that is canonical JSON is named instead."""
    decoder, said, at = json.JSONDecoder(), "", 0
    while (start := told.find('{"end":', at)) >= 0:
        try:
            _, end = decoder.raw_decode(told, start)
            said += told[at:start] + _words(_read(told[start:end]))
        except ValueError:
            end = start + 1
            said += told[at:end]
        at = end
    return said + told[at:]


def _read(text: str | None) -> Mention | None:
    return cast("Mention | None", read_value("mention", text))


def _put(mentions: dict[str, Mention], change: Change) -> None:
    """Nothing: the mapping holds the span as a change leaves it."""
    if change.now is None:
        mentions.pop(change.part, None)
    else:
        mentions[change.part] = change.now


def _named(machine: Iterable[Mention]) -> dict[str, Mention]:
    named: dict[str, Mention] = {}
    for mention in machine:
        named[_free(mention, named)] = mention
    return named


def _free(mention: Mention, taken: Container[str]) -> str:
    """The part that a span gets: its place and kind, with #2 and so on where that is taken."""
    name = part = f"{mention.start}-{mention.end}:{mention.kind}"
    number = 1
    while part in taken:
        number += 1
        part = f"{name}#{number}"
    return part


def _kind(kind: str) -> MentionKind:
    if kind not in KINDS:
        raise MarkError(f"{kind!r} is no kind of mention; use one of {', '.join(KINDS)}.")
    return kind


def _words(mention: Mention | None) -> str:
    return f"{mention.kind} “{mention.text}” ({mention.rule})" if mention else "unmarked"


def _pattern(text: str) -> re.Pattern[str]:
    """What matches the tokens of a text, of just the characters that it has; `view.js` spells the same with classes."""
    of = {character: unicodedata.category(character) for character in set(text)}
    marks = {one for one, category in of.items() if category[0] == "M"}
    unspaced = {one for one in of if any(low <= ord(one) <= high for low, high in _UNSPACED)} - marks
    letters = {one for one, category in of.items() if category[0] in "LN" or one in _JOINERS} - unspaced | marks
    signs = {one for one, category in of.items() if category == "So"}
    trail = f"{_of(marks | {one for one in of if of[one] == 'Sk' or one in _MODIFIERS})}*"
    emoji = f"{_of(signs)}{trail}(?:\u200d{_of(signs)}{trail})*"
    flag = "[\U0001f1e6-\U0001f1ff]{2}"
    blank = {one for one in of if one.isspace() or one in _INVISIBLE}
    other = _of(set(of) - blank)
    return re.compile(f"(?P<word>{_of(unspaced)}{_of(marks)}*|{_of(letters)}+|{flag}|{emoji})|{other}{_of(marks)}*")


def _of(characters: set[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]" if characters else "(?!)"
