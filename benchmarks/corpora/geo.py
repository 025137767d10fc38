"""Places named in news: where the names stand, and the point that each means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpora import Document
from workbench import language, mentions, surroundings
from workbench.records import Article, Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.records import Mention

WHERE = "GeoVirus, GeoWebNews, TR-News, LGL: github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation"


_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `toponyms`: spans in code points, latitude and longitude in degrees or null.

    These corpora count two things as names of places that the workbench does not: an adjective that describes a noun
    ("Russian" minister), and the place that the name of an institution begins with ("Toronto" Police). Both are given
    without a point.
    """
    whole = (Block("body", 0, len(document.text)),)
    article = Article(document.docid, document.docid, document.text, published=document.published, blocks=whole)
    doc = language.parse(article)
    found = mentions.find(doc, article)
    meant = surroundings.read(document.text, found)
    toponyms = []
    for mention in found:
        point = next(iter(meant.get(mention.start, ())), None) if mention.kind == "place" else None
        end = mention.end if mention.kind == "place" else _end_of_borne(doc, mention)
        if end > mention.start:
            where = {"lat": point and point.lat, "lon": point and point.lon}
            toponyms.append({"start": mention.start, "end": end, **where})
    return {"docid": document.docid, "toponyms": toponyms}


def _end_of_borne(doc: Doc, mention: Mention) -> int:
    """Where the place ends that an actor's name begins with or is the adjective of; its start where there is none."""
    owner = surroundings.borne(mention.text) if mention.kind == "actor" and mention.rule != "pipeline:PERSON" else ""
    words = mentions.words_of(doc, mention)
    if not owner or (owner == mention.text and (not words or words[-1].dep_ not in _MODIFIERS)):
        return mention.start
    return mention.start + mention.text.index(owner) + len(owner)
