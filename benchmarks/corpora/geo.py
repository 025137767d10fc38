"""Places named in news: where the names stand, and the point that each means."""

from __future__ import annotations

from typing import Any

from corpora import Document
from workbench import language, mentions, surroundings
from workbench.records import Article, Block

WHERE = "GeoVirus, GeoWebNews, TR-News, LGL: github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation"


def predict(document: Document) -> dict[str, Any]:
    """`docid` and `toponyms`: spans in code points, latitude and longitude in degrees or null."""
    whole = (Block("body", 0, len(document.text)),)
    article = Article(document.docid, document.docid, document.text, published=document.published, blocks=whole)
    found = mentions.find(language.parse(article), article)
    meant = surroundings.read(document.text, found)
    toponyms = []
    for mention in (mention for mention in found if mention.kind == "place"):
        point = next(iter(meant[mention.start]), None)
        toponyms.append(
            {"start": mention.start, "end": mention.end, "lat": point and point.lat, "lon": point and point.lon}
        )
    return {"docid": document.docid, "toponyms": toponyms}
