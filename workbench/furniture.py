"""A line of a page in, what it is by its own look out.

The looks are rows of `lexicons/furniture.toml` and the names of outlets rows
of `lexicons/outlets.toml`; nothing here knows where on the page a line
stands (that is layout.mark).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast
from urllib.parse import urlsplit

from workbench import lexicons
from workbench.lexicons import Row
from workbench.records import BlockKind

_PLACE = r"[A-Z][\w.’'ʿ`-]*(?:\s(?:[A-Z][\w.’'ʿ`-]*|al|de|del|la|el|of|the|and|in|near|on))*"
_CAPITALS = r"[A-Z][A-Z.’'ʿ`-]+(?:\s?[\s/](?:[A-Z][A-Z.’'ʿ`-]*|al|de|del|la|el|of|the|and|in))*"
_REGION = rf"(?:\s?,\s?{_PLACE}|\s\({_PLACE}\)){{0,3}}"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = (
    r"(?:,?\s?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}"
    r"|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    rf"|{_WEEKDAY})(?:,?\s\d{{4}})?)?"
)
_AGENCY = r"(?:\s?[(/\[](?:[\w .,&’'/-]{2,40})[)/\]])"
_KNOWN_AGENCY = r"\s?[(\[][^()\[\]]{0,20}\b(?:{outlet})\b[^()\[\]]{0,20}[)\]]"
_DASH = r"\s?(?:—|–|―|−|--+|\s-|-(?=\s)|\s_(?=\s)|•|\.\s?[—–-])"
_OPENS = r"(?=\s*[\"“‘'(\[]?[A-Z0-9]|\s*$)"
_DAY = rf"(?:[A-Z][a-z]+\.?\s\d{{1,2}}|\d{{1,2}}\s[A-Z][a-z]+\.?|{_WEEKDAY})"
_BRACKETED_DAY = rf"\s?\((?:{_DAY}(?:[,.]?\s\d{{4}})?)\)"
_TITLED = r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)"
_COUNTED = r"(?:An?|The|At|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|More|Several|Dozens|Police|\d)\b"
# In order: BAGHDAD, Iraq (CNN) -- / Kabul, Jan 5 (Reuters) / Mogadishu, Somalia – / ISLAMABAD: / Kabul: A ... /
# January 5, 2012 (KHARTOUM) – / LONDON, June 5. / a line of its own: NAIROBI, Kenya (Jan. 5, 2012)
_DATELINES = (
    rf"(?P<place>{_CAPITALS}{_REGION}{_WHEN}{_AGENCY}?){_DASH}{_OPENS}",
    rf"(?P<place>{_PLACE}{_REGION}{_WHEN}{_KNOWN_AGENCY})(?:{_DASH}|\s|(?=[A-Z\"“])){_OPENS}",
    rf"(?P<place>{_TITLED}{{0,2}}{_REGION}{_WHEN})(?:\s?(?:—|–|―|--+)|\s-)\s{_OPENS}",
    rf"(?P<place>{_CAPITALS}{_REGION}{_WHEN}{_AGENCY}?)\s?:\s{_OPENS}",
    rf"(?P<place>{_TITLED}?(?:,\s{_PLACE})?{_WHEN})\s?:\s(?={_COUNTED})",
    rf"(?P<place>(?:[A-Z][a-z]+\s\d{{1,2}},?\s\d{{4}}\s)?\({_CAPITALS}\)){_DASH}{_OPENS}",
    rf"(?P<place>{_CAPITALS}{_REGION},\s?{_DAY}(?:,?\s\d{{4}})?{_AGENCY}?)\s?[.:]?(?=\s|$){_OPENS}",
    rf"(?P<place>(?:{_CAPITALS}|{_PLACE}){_REGION}{_BRACKETED_DAY})\s?(?:—|–|―|-+)?\s*$",
)
_LONGEST_DATELINE = 12
_LONGEST_LINE = 900
"""Characters above which a line is prose; also keeps a pasted mass of signs from costing minutes."""
_OPENING, _CLOSING = 240, 120
"""Characters in which a dateline stands, or an agency signs."""
_GLUED = re.compile(
    r"(?P<name>(?:The )?(?:[A-Z][a-z]+ ){0,3}(?:[A-Z][a-z]+?)??(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Star"
    r"|Mail|Telegraph|Chronicle|Examiner|Observer|Express|Guardian|Standard|Mirror|Monitor|Courier|Dispatch|Today"
    r"|Online|Report))(?=[A-Z][a-z]+ )[^.!?]{3,60}$"
)
_NO_PLACE = re.compile(
    r"(?i)(?:update|breaking|exclusive|watch|read|file|video|photos?|live|opinion|analysis|explainer|correction|note"
    r"|editor.s note|factbox|timeline|urgent|related|summary|profile|q&a|by|who|what|why|how|when|where|and|but|or|for"
    r"|it|it.s|is|i|i.m|this|that|these|those|he|she|they|we|you|there|if|as|no|yes|not|in|at|on|from|after"
    r"|the(?! hague)|response|answer|question|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a line is by itself: the kind of its block and the row that says so."""

    kind: BlockKind
    row: Row

    @property
    def ends(self) -> str | None:
        """How surely the story is over here: firm, soft, label or None."""
        return self.row.fact("ends")


def look(words: str) -> Look | None:
    """What a line is by its own look, None where it may be prose or a headline."""
    if len(words) > _LONGEST_LINE:
        return None
    count = words.count(" ") + 1
    for row, patterns in _looks():
        if count <= int(row.fact("most") or 400) and any(pattern.search(words) for pattern in patterns):
            return Look(cast("BlockKind", row.facts["kind"]), row)
    return None


def outlet(words: str) -> Row | None:
    """The outlet whose name, at most followed by its glued motto or its section, is the line."""
    match = _outlet_line().match(words) if len(words) <= _LONGEST_LINE else None
    return _outlet_names()[match["name"]] if match else None


def glued_outlet(words: str) -> str | None:
    """The name before a motto glued to it, for an outlet without a row: `The Daily ExampleTruth In Print`."""
    match = _GLUED.match(words) if len(words) <= _LONGEST_LINE else None
    return match["name"] if match else None


def outlet_named(words: str) -> Row | None:
    """The first outlet or agency that some words name; case counts."""
    match = outlet_pattern().search(words)
    return _outlet_names()[match.group()] if match else None


def outlet_of_url(url: str) -> Row | None:
    """The outlet that an address belongs to."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    for row in lexicons.load("outlets"):
        if any(
            host == domain or host.endswith(f".{domain}") for domain in (row.fact("domains") or "").split("|") if domain
        ):
            return row
    return None


@cache
def outlet_pattern() -> re.Pattern[str]:
    """Any name of outlets.toml as a whole word."""
    return re.compile(rf"(?<!\w)(?:{_any_outlet()})(?!\w)")


def dateline(raw: str) -> re.Match[str] | None:
    """The dateline that opens a paragraph, dash included; its group `place` has the words without the dash."""
    if _NO_PLACE.match(raw):
        return None
    matches = (pattern.match(raw, 0, _OPENING) for pattern in _datelines())
    return next((match for match in matches if match and _is_short(match["place"])), None)


def opening_agency(raw: str) -> re.Match[str] | None:
    """The bracketed outlet, with its day and dash, that opens a paragraph which names no place: `(CNN) -- `."""
    return re.match(
        rf"(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}} )?\((?:{_any_outlet()})\)(?:\s?(?:—|–|-+))?(?=\s*[A-Z\"“‘'\d])", raw
    )


def closing_agency(raw: str) -> re.Match[str] | None:
    """The agency that signs the end of a paragraph: `(AFP)`, `[Reuters]` or `— AP`."""
    return _closing().search(raw, max(0, len(raw) - _CLOSING))


@cache
def _closing() -> re.Pattern[str]:
    names = _any_outlet()
    return re.compile(rf"(?<=[.!?”\"’'])\s*(?:[(\[](?:{names})[)\]]|(?:—|–|--?)\s?(?:{names}))\.?$")


@cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("{outlet}", _any_outlet())) for pattern in _DATELINES)


def _is_short(place: str) -> bool:
    return len(place.split()) <= _LONGEST_DATELINE


@cache
def _looks() -> tuple[tuple[Row, tuple[re.Pattern[str], ...]], ...]:
    names = _any_outlet()
    return tuple(
        (row, tuple(re.compile(form.replace("{outlet}", names)) for form in row.forms))
        for row in lexicons.load("furniture")
    )


@cache
def _outlet_names() -> dict[str, Row]:
    return {form: row for row in lexicons.load("outlets") for form in row.forms}


@cache
def _any_outlet() -> str:
    return "|".join(re.escape(name) for name in sorted(_outlet_names(), key=len, reverse=True))


@cache
def _outlet_line() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{_any_outlet()})(?:$|(?<=[a-z])(?=[A-Z]).{{0,60}}$|\W{{1,3}}(?:News|World|Middle East|Africa|Asia"
        rf"|Online|Live|International|Home|Logo|logo|English)\W*$|\.(?:com|org|net|co\.uk)$)"
    )
