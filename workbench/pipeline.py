"""The order of the house, on one page: an article in, everything read on it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench import claims, events, language, mentions
from workbench.records import Article, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOGETHER = 8
"""Articles parsed in one go: more save no more time, and the first reading would keep a reader waiting."""


def extract(article: Article) -> Reading:
    """The mentions, claims and events of one article.

    Raises language.ModelError where no pipeline loads, TypeError for what `read` has not made an Article of yet.
    """
    if not isinstance(article, Article):
        given = type(article).__name__  # type: ignore[unreachable]  # a notebook has no type checker
        raise TypeError(f"extract reads an Article, not a {given}; make one first: extract(read(page, published=...)).")
    return _read(article, language.parse(article))


def extract_many(articles: Iterable[Article]) -> Iterator[Reading]:
    """The readings of many articles in their order, each as `extract` gives it.

    Articles that come one by one are read one by one; those of a list are parsed a few at a time, which is faster.
    """
    if not isinstance(articles, Sequence):
        yield from map(extract, articles)
        return
    for start in range(0, len(articles), _TOGETHER):
        few = articles[start : start + _TOGETHER]
        yield from map(_read, few, language.parse_together(few))


def _read(article: Article, doc: Any) -> Reading:  # noqa: ANN401 (a spaCy Doc: the library stays out of this room)
    found = mentions.find(doc, article)
    said = claims.read(doc, article, found)
    return Reading(article, found, said, events.merge(said, article.id, article.published))
