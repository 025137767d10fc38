"""Paragraphs of a page in, the kind of each out.

A page has a head (masthead, headlines, byline, date, pictures), a story, and
a tail (headlines of other stories). Where the look of a line does not settle
what it is, its neighbours do. In doubt a sentence stays in the story: body
text dropped cannot be read by any later room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench import furniture, prose, publication
from workbench.furniture import Look
from workbench.paragraphs import Paragraph
from workbench.publication import Printed
from workbench.records import BlockKind

BYLINES = frozenset({"byline", "name-line"})
"""The rows of furniture.toml that name authors."""
_LABELS_PICTURE = re.compile(r"(?i)(?:image|media|video|photo|picture) caption\W*$")
_LEAST_HEADLINE = 4
"""Words below which a line over the story is rather the name of a section."""
_LONGEST_STOPPED_HEADLINE = 18
_LONGEST_DECK, _LONGEST_LOOSE_DECK = 45, 30
_RETOLD = 0.4
"""The share of a deck's longer words that the first sentence of the story tells again."""
_LONGEST_CAPTION = 60
_LONGEST_HEADING = 8
_LONGEST_LINK = 25
_MOSTLY = 0.6
_LONGEST_LIST = 30
"""Lines of the longest list of links within a story."""
_CLOSING = range(5, 21)
"""Words of a headline of another story, for a page that closes with several."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with its kind, the row that settled it, and the dates it prints (empty for prose)."""

    paragraph: Paragraph
    kind: BlockKind
    look: Look | None = None
    printed: tuple[Printed, ...] = ()


def mark(
    paragraphs: Sequence[Paragraph], *, title: str | None = None, captions: Sequence[str] = ()
) -> tuple[Piece, ...]:
    """The kind of every paragraph, in order; `title` and `captions` are what a web page says of itself."""
    page = _Page(paragraphs, title, captions)
    return tuple(
        Piece(paragraph, page.kind(index), page.looks[index], page.printed[index])
        for index, paragraph in enumerate(paragraphs)
    )


class _Page:
    """The looks of a page's paragraphs, and where its headline, its story and its tail begin."""

    def __init__(self, paragraphs: Sequence[Paragraph], title: str | None, captions: Sequence[str]) -> None:
        outlets = furniture.outlet_pattern()
        self.texts = [each.text for each in paragraphs]
        self.words = [each.words for each in paragraphs]
        self.captions = frozenset(captions)
        self.printed = [publication.line(text, outlets) for text in self.texts]
        self.undated = [publication.is_undated_line(text, outlets) for text in self.texts]
        self.outlets = [furniture.outlet(text) for text in self.texts]
        self.glued = [furniture.glued_outlet(text) for text in self.texts]
        self.looks = [furniture.look(text) for text in self.texts]
        self._drop_looks_that_need_a_headline()
        self.plain = [self._is_plain(index) for index in range(len(self.texts))]
        self.story = next((i for i in range(len(self.texts)) if self._may_open(i)), len(self.texts))
        self.title = self._title(title)
        self.story = self._after_decks()
        self.tail = self._tail()

    def kind(self, index: int) -> BlockKind:
        """What a paragraph is."""
        if self._is_title(index):
            return "headline"
        if self.texts[index] in self.captions:
            return "caption"
        if not self.plain[index]:
            return self._kind_by_look(index)
        if index >= self.tail:
            return "related_headline"
        return self._kind_in_head(index) if index < self.story else self._kind_in_story(index)

    def _drop_looks_that_need_a_headline(self) -> None:
        """A line of names is a byline only under a headline: a headline in capitals may look the same."""
        headed = False
        for index, found in enumerate(self.looks):
            if found and found.row.fact("below_headline") and not headed:
                self.looks[index] = None
            headed = headed or (self._is_plain(index) and self.words[index] >= _LEAST_HEADLINE)

    def _is_plain(self, index: int) -> bool:
        """Whether the look of a paragraph leaves open what it is."""
        marks = (self.looks, self.printed, self.undated, self.outlets, self.glued)
        return not any(mark[index] for mark in marks) and self.texts[index] not in self.captions

    def _may_open(self, index: int) -> bool:
        """Whether a paragraph may belong to the story."""
        text = self.texts[index]
        opens = prose.is_sentence(text) or prose.opens_with_dateline(text)
        return self.plain[index] and opens and not self._is_picture(index)

    def _is_picture(self, index: int) -> bool:
        """Whether a plain paragraph is a caption: announced as one, printed twice over, or a dated scene."""
        text = self.texts[index]
        if index and _LABELS_PICTURE.match(self.texts[index - 1]):
            return True
        twin = text in self.texts[max(0, index - 1) : index] + self.texts[index + 1 : index + 2]
        return (twin and prose.is_sentence(text) and self.words[index] < _LONGEST_CAPTION) or prose.is_scene(text)

    def _row(self, index: int) -> str | None:
        found = self.looks[index]
        return found.row.id if found else None

    def _title(self, known: str | None) -> int | None:
        """The paragraph with the headline, None for a page without one."""
        if known:
            return next((index for index, text in enumerate(self.texts) if text == known), None)
        head = [index for index in range(self.story) if self.plain[index] and not self._is_picture(index)]
        if len(self.texts) > 1:
            sized = [index for index in head if self.words[index] >= _LEAST_HEADLINE]
            sized = sized or [index for index in head if self.words[index] > 1]
            if sized:
                return sized[0]
        return self.story if self._opens_with_a_headline(self.story) else None

    def _opens_with_a_headline(self, index: int) -> bool:
        """Whether the first prose is a headline that ends in a full stop: short, and a byline or date is next."""
        if index + 2 >= len(self.texts) or self.words[index] > _LONGEST_STOPPED_HEADLINE:
            return False
        return bool(self.printed[index + 1]) or self._row(index + 1) in BYLINES

    def _after_decks(self) -> int:
        """Where the story begins once the sentences that only extend the headline are set aside."""
        opening = (
            index
            for index in range(self.story, len(self.texts))
            if index != self.title and self._may_open(index) and not self._is_deck(index)
        )
        return next(opening, self.story)

    def _is_deck(self, index: int) -> bool:
        """Whether a sentence extends the headline: a byline, a date or a picture parts it from the story."""
        text = self.texts[index]
        if self.title is None or index < self.title or self.words[index] > _LONGEST_DECK:
            return False
        if prose.ends_in_a_voice(text) or prose.opens_with_dateline(text):
            return False
        following = next((i for i in range(index + 1, len(self.texts)) if self._may_open(i)), index + 1)
        between = range(index + 1, following)
        if any(self.printed[i] or self._row(i) in BYLINES for i in between):
            return True
        short = self.words[index] <= _LONGEST_LOOSE_DECK
        return bool(between) and short and prose.shared(text, self.texts[following]) >= _RETOLD

    def _tail(self) -> int:
        """Where the story is over and only headlines of other stories follow; the page's length if it never is."""
        for index in range(self.story + 1, len(self.texts)):
            found = self.looks[index]
            if found and found.ends and self._is_over(index + 1, found.ends):
                return index + 1
        return self._closing_headlines()

    def _is_over(self, start: int, ends: str) -> bool:
        """Whether what follows a mark of the end is not, for its greater part, more of the story."""
        rest = [self.texts[index] for index in range(start, len(self.texts)) if self.plain[index]]
        reports = [text for text in rest if prose.is_report(text)]
        if not rest or 3 * len(reports) >= len(rest):
            return False
        if ends == "label":
            return not prose.is_report(rest[-1])
        return ends == "firm" or 2 * sum(not prose.is_sentence(text) for text in rest) >= len(rest)

    def _closing_headlines(self) -> int:
        """The start of a page's last lines, where two or more of them are headlines and nothing else follows."""
        start = len(self.texts)
        while start > self.story + 1 and self._is_closing_headline(start - 1):
            start -= 1
        return start if len(self.texts) - start > 1 else len(self.texts)

    def _is_closing_headline(self, index: int) -> bool:
        return self.plain[index] and self.words[index] in _CLOSING and not prose.ends_as_prose(self.texts[index])

    def _is_title(self, index: int) -> bool:
        return self.title is not None and _bare(self.texts[index]) == _bare(self.texts[self.title])

    def _kind_by_look(self, index: int) -> BlockKind:
        found, outlet = self.looks[index], self.outlets[index]
        if self.printed[index] or self.undated[index] or self.glued[index]:
            return "credit" if found and found.kind == "credit" else "masthead"
        if outlet:
            return "credit" if outlet.fact("agency") and index > (self.title or 0) else "masthead"
        if found is None or (found.kind == "masthead" and index > self.story):
            return "other"
        return found.kind

    def _kind_in_head(self, index: int) -> BlockKind:
        text, words = self.texts[index], self.words[index]
        if self._is_picture(index):
            return "caption"
        if self.title is None:
            return "masthead" if self.story < len(self.texts) else "body"
        if index < self.title:
            return "masthead"
        if words >= _LEAST_HEADLINE and prose.starts_with_article(text) and not prose.is_sentence(text):
            return "caption"
        return "headline" if words >= _LEAST_HEADLINE or (words > 1 and text.isupper()) else "other"

    def _kind_in_story(self, index: int) -> BlockKind:
        text, words = self.texts[index], self.words[index]
        if index == self.story:
            return "body"
        if self._is_picture(index):
            return "caption"
        if self._is_under_label(index):
            return "inline_link"
        return self._kind_of_line(index, is_heading=words <= _LONGEST_HEADING and not text.endswith((".", "!")))

    def _kind_of_line(self, index: int, *, is_heading: bool) -> BlockKind:
        text = self.texts[index]
        stopped = prose.is_sentence(text) and not (is_heading and text.endswith("?"))
        if stopped or self._carries_on(index):
            return "body"
        if is_heading or self.words[index] <= _LONGEST_HEADING:
            return "other"
        return "inline_link" if self.words[index] <= _LONGEST_LINK and prose.capital_share(text) > _MOSTLY else "body"

    def _carries_on(self, index: int) -> bool:
        """Whether a line without a stop still belongs to the story: an item of a list, or a page cut short."""
        above = self.texts[index - 1]
        return above.endswith(":") or prose.is_item(self.texts[index]) or index == len(self.texts) - 1

    def _is_under_label(self, index: int) -> bool:
        """Whether a line is one of the links listed under a heading such as `Read more` within the story."""
        for above in range(index, max(self.story, index - _LONGEST_LIST), -1):
            found = self.looks[above]
            if found and found.ends:
                return found.ends == "label"
            if not prose.is_link_text(self.texts[above]) and self._row(above) != "site-controls":
                return False
        return False


def _bare(words: str) -> str:
    return words.casefold().strip(" .")
