"""The code of a web page in, its story and what it says about itself out.

The story is found by trafilatura and the date by htmldate, both offline; the
byline, the printed date and the picture captions, which trafilatura leaves
out, are taken from the page's own elements. Scripts and styles never pass.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, TypeAlias

_Element: TypeAlias = Any
"""An element of the parsed page; lxml publishes no types."""
_SPACE = re.compile(r"\s+")
_LONGEST_NOTE = 120
_NOTE_CLASSES = re.compile(r"(?i)\b(byline|author|dateline|timestamp|pub-?date|publish(ed|date)?|date)\b")
_NEVER_TEXT = ("style", "noscript", "template")
_NO_NOTE = frozenset({"html", "head", "body", "meta", "link", "title"})
_OTHER_STORIES = ("aside", "nav", "footer")


@dataclass(frozen=True, slots=True)
class Web:
    """A web page's story as text, and its title, outlet, authors, day of publication and captions."""

    text: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: dt.date | None
    captions: tuple[str, ...]


def extract(markup: str) -> Web | None:
    """The story of a web page, its title first and blank lines between paragraphs; None where none is found."""
    import trafilatura
    from htmldate import find_date

    tree = _tree(markup)
    found: Any = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False)
    if tree is None or found is None or not found.text:
        return None
    day = find_date(copy.deepcopy(tree), original_date=True, extensive_search=False)
    # Scripts are dropped only once the date is read, since some of them state it.
    _drop(tree, ("script",))
    title, captions = _one_line(found.title), _captions(tree)
    return Web(
        text="\n\n".join(_paragraphs(tree, title, _lines(found.text), captions)),
        title=title,
        outlet=_one_line(found.sitename),
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        published=dt.date.fromisoformat(day) if day else None,
        captions=captions,
    )


def _tree(markup: str) -> _Element | None:
    """The page without its code, save scripts, and without its lists of other stories."""
    import trafilatura

    tree: _Element | None = trafilatura.load_html(markup)
    if tree is not None:
        _drop(tree, (*_NEVER_TEXT, *_OTHER_STORIES))
    return tree


def _drop(tree: _Element, tags: tuple[str, ...]) -> None:
    for element in list(tree.iter(*tags)):
        if element.getparent() is not None:
            element.drop_tree()


def _one_line(words: str | None) -> str | None:
    return _SPACE.sub(" ", words).strip() or None if words else None


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := _SPACE.sub(" ", raw).strip().removeprefix("- "))]


def _captions(tree: _Element) -> tuple[str, ...]:
    return tuple(words for caption in tree.iter("figcaption") if (words := _one_line(caption.text_content())))


def _paragraphs(tree: _Element, title: str | None, lines: list[str], captions: tuple[str, ...]) -> list[str]:
    """Title, byline and date as printed, then the story with each caption before the paragraph that follows it."""
    notes = _notes(tree)
    story = [line for line in lines if line not in {title, *captions, *notes}]
    return ([title] if title else []) + notes + _with_captions(tree, story)


def _notes(tree: _Element) -> list[str]:
    """The byline and the date as the page prints them, in page order."""
    notes: list[str] = []
    for element in tree.iter():
        words = _one_line(element.text_content()) if _is_note(element) else None
        if words and len(words) <= _LONGEST_NOTE and not any(words in note for note in notes):
            notes.append(words)
    return notes


def _is_note(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NO_NOTE:
        return False
    names = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return element.tag == "time" or bool(_NOTE_CLASSES.search(names))


def _with_captions(tree: _Element, story: list[str]) -> list[str]:
    placed: list[str] = []
    waiting: list[str] = []
    left = list(story)
    for element in tree.iter("figcaption", "p", "h2", "h3", "h4", "li", "blockquote"):
        words = _one_line(element.text_content()) or ""
        if element.tag == "figcaption" and words:
            waiting.append(words)
        elif words in left:
            cut = left.index(words)
            placed += [*left[:cut], *waiting, words]
            left, waiting = left[cut + 1 :], []
    return placed + left + waiting
