"""The order of the house, on one page: an article in, everything read on it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import claims, events, language, mentions
from workbench.records import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.records import Article


def extract(article: Article) -> Reading:
    """The mentions, claims and events of one article; raises language.ModelError where no pipeline loads."""
    doc = language.parse(article)
    found = mentions.find(doc, article)
    said = claims.read(doc, article, found)
    return Reading(article, found, said, events.merge(said, article.id))


def extract_many(articles: Iterable[Article]) -> Iterator[Reading]:
    """The readings of many articles, one at a time and in their order."""
    for article in articles:
        yield extract(article)
