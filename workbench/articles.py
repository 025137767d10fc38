"""A page in, an Article out: its text untouched, its blocks told apart.

Takes pasted text, a file, the code of a web page, or bytes; gives the words
as they were read, with what the page says of its title, outlet, authors and
day of publication. Nothing is fetched and no date is guessed: where the page
prints none, `published` is None. What is no page of English is refused.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from workbench import bylines, furniture, layout, pages, paragraphs, publication, webpages
from workbench.layout import Piece
from workbench.pages import ArticleError
from workbench.records import Article, Block, BlockKind, PublishedBasis
from workbench.webpages import Web

__all__ = ["ArticleError", "read"]


@dataclass(frozen=True, slots=True)
class _Part:
    """A block with the words it holds, and for a dateline the words without its dash."""

    block: Block
    words: str


def read(
    source: str | Path | bytes,
    *,
    published: dt.date | str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """The article that a source holds: a Path or the name of a file, pasted text or web page code, or bytes.

    A str that names no file is the text itself, unless it is one line that can only be a file's name. `published` is
    the analyst's own day, as a date or `YYYY-MM-DD`, and outranks what the page says. `url` is where the page was
    found: never fetched, it tells the outlet and, failing a date on the page, the date. `name` is what to call the
    source in messages and in `Article.source`.

    Raises ArticleError for a file that cannot be read, an empty, binary or foreign text, and a day that is none.
    """
    day = _analysts_day(published)
    page = pages.take(source, name)
    web = webpages.extract(page.markup) if page.markup else None
    if page.markup and web is None:
        raise ArticleError(f"{page.source}: no story was found in the web page; paste its text instead.")
    text = web.text if web else page.text
    pages.check_story(text, page.source)
    pieces = layout.mark(paragraphs.split(text), title=web.title if web else None, captions=web.captions if web else ())
    opening = next((piece for piece in pieces if piece.kind == "body"), None)
    parts = [part for piece in pieces for part in _parts(text, piece, opens_story=piece is opening)]
    published_on, basis = _published(day, web, _printed(pieces, parts), url)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:12],
        source=page.source,
        text=text,
        title=_first_words(parts, "headline"),
        outlet=_outlet(web, url, pieces, parts),
        byline=(web.authors if web else ()) or bylines.authors(_lines(pieces, layout.BYLINES)),
        contributors=bylines.contributors(_notes(pieces)),
        dateline=_first_words(parts, "dateline"),
        published=published_on,
        published_basis=basis,
        developing=any(piece.look and piece.look.row.fact("developing") for piece in pieces),
        blocks=tuple(part.block for part in parts),
    )


def _analysts_day(published: dt.date | str | None) -> dt.date | None:
    if published is None:
        return None
    if isinstance(published, dt.datetime):
        published = published.date()
    if isinstance(published, str):
        try:
            published = dt.date.fromisoformat(published.strip())
        except ValueError:
            raise ArticleError(f"published={published!r} is no day; write it as YYYY-MM-DD.") from None
    if not isinstance(published, dt.date):
        raise ArticleError(f"published={published!r} is no day; give a date or write it as YYYY-MM-DD.")
    if not publication.in_reach(published.year):
        raise ArticleError(f"published={published}: no news story is of the year {published.year}; check the year.")
    return published


def _published(
    day: dt.date | None, web: Web | None, printed: dt.date | None, url: str | None
) -> tuple[dt.date | None, PublishedBasis]:
    """The day of publication and what it rests on: the analyst, else metadata, else the page, else its address."""
    ranked: tuple[tuple[dt.date | None, PublishedBasis], ...] = (
        (day, "analyst"),
        (web.published if web else None, "metadata"),
        (printed, "page"),
        (publication.from_url(url) if url else None, "url"),
    )
    return next(((found, basis) for found, basis in ranked if found), (None, "unknown"))


def _printed(pieces: Sequence[Piece], parts: Sequence[_Part]) -> dt.date | None:
    """The day that the page prints outside its story; lines under headlines of other stories are theirs."""
    own: list[publication.Printed] = []
    for piece in pieces:
        if piece.kind == "related_headline":
            break
        own += piece.printed
        if piece.kind == "credit" and not piece.printed:
            own += publication.dates(piece.paragraph.text)
    own += [date for part in parts if part.block.kind == "dateline" for date in publication.dates(part.words)]
    printed = next((date.day for date in sorted(own, key=lambda date: date.update)), None)
    return printed or _numbered_day(pieces, parts)


def _numbered_day(pieces: Sequence[Piece], parts: Sequence[_Part]) -> dt.date | None:
    """The day of a release that prints it without a year and carries a number which begins with year and month."""
    head = [piece.paragraph.text for piece in pieces if piece.kind != "body"]
    number = next((found for words in head if (found := publication.numbered(words))), None)
    if number is None:
        return None
    dated = [part.words for part in parts if part.block.kind == "dateline"]
    dated += [words for words in head if publication.opens_with_day(words)]
    return next((day for words in dated if (day := publication.completed(words, number))), None)


def _parts(text: str, piece: Piece, *, opens_story: bool) -> Iterator[_Part]:
    """The blocks that a paragraph falls into: a body may open with a dateline and close with an agency's name."""
    start, end = piece.paragraph.start, piece.paragraph.end
    if piece.kind != "body":
        yield _part(text, piece.kind, start, end)
        return
    raw = text[start:end]
    if opens_story and (lead := furniture.dateline(raw)):
        yield _Part(_part(text, "dateline", start, start + lead.end()).block, _plain(lead["place"]))
        start += lead.end()
    elif opens_story and (lead := furniture.opening_agency(raw)):
        yield _part(text, "credit", start, start + lead.end())
        start += lead.end()
    close = furniture.closing_agency(text[start:end])
    body_end = start + close.start() if close else end
    if text[start:body_end].strip():
        yield _part(text, "body", start, body_end)
    if close:
        yield _part(text, "credit", body_end, end)


def _part(text: str, kind: BlockKind, start: int, end: int) -> _Part:
    """A block trimmed of the white space at its ends."""
    raw = text[start:end]
    start, end = start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())
    return _Part(Block(kind, start, end), _plain(text[start:end]))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _first_words(parts: Iterable[_Part], kind: BlockKind) -> str | None:
    return next((part.words for part in parts if part.block.kind == kind), None)


def _outlet(web: Web | None, url: str | None, pieces: Sequence[Piece], parts: Sequence[_Part]) -> str | None:
    """The outlet that the page names: in its metadata, its address, its masthead, or failing these its credits."""
    if web and web.outlet:
        return web.outlet
    rows = [furniture.outlet_of_url(url) if url else None]
    mastheads = [part.words for part in parts if part.block.kind == "masthead"]
    rows += [furniture.outlet(words) for words in mastheads]
    lead = [part.words for part in parts if part.block.kind == "dateline"]
    signed = _lines(pieces, layout.BYLINES)
    rows += [
        row for row in map(furniture.outlet_named, _lines(pieces, {"source-line"})) if row and not row.fact("agency")
    ]
    signed += [part.words for part in parts if part.block.kind == "credit" and furniture.outlet(part.words)]
    rows += [furniture.outlet_named(words) for words in (*lead, *signed)]
    names = [row.fact("name") for row in rows if row] + [furniture.glued_outlet(words) for words in mastheads]
    return next((name for name in names if name), None)


def _lines(pieces: Sequence[Piece], rows: AbstractSet[str]) -> list[str]:
    """The lines that some rows of furniture.toml settled."""
    return [piece.paragraph.text for piece in pieces if piece.look and piece.look.row.id in rows]


def _notes(pieces: Sequence[Piece]) -> list[str]:
    return [piece.paragraph.text for piece in pieces if piece.kind == "contributor_note"]
