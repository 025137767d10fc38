"""A reading in, a page for the terminal out.

One row an event (role, type, when, where, who, killed, wounded) and under it
its claims, each with its figure, its voice and the words that prove it.
Unknown is a dash, never a zero. Words of an article are shown as plain text:
nothing in them can colour, move or command the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from workbench.exports import attributed, span
from workbench.records import Article, Claim, Days, Event, Place, Reading, Toll

UNKNOWN = "–"
_EVENT_WIDTHS = {"role": 10, "type": 12, "when": 17, "where": 18, "who": None, "killed": 7, "wounded": 7}
_CLAIM_WIDTHS = {"field": 11, "claim": 21, "voice": 25, "words": None}
_STANCE_STYLES = {"asserted": "", "hedged": "yellow", "alleged": "yellow", "denied": "red"}
_LONGEST_QUOTE = 200
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the order of what follows; source: Unicode Standard Annex 9."""


def page(reading: Reading) -> RenderableType:
    """A reading as a page: heading, the names of the columns, and every event with its claims."""
    parts: list[RenderableType] = [_heading(reading.article)]
    if not reading.events:
        return Group(*parts, Text("No event found.\n", "dim"))
    parts.append(_grid(_EVENT_WIDTHS, [Text(name, "dim") for name in _EVENT_WIDTHS]))
    for event in reading.events:
        parts += [Rule(style="dim"), _event(event), Padding(_claims(event.claims), (0, 0, 0, 2))]
    return Group(*parts, Text())


def console(*, errors: bool = False) -> Console:
    """A console as wide as the terminal (at most 120 columns), or 100 columns wide in a file or a pipe."""
    found = Console(stderr=errors, highlight=False, emoji=False, markup=False)
    found.width = min(found.width, 120) if found.is_terminal else 100
    return found


def plain(words: str) -> str:
    """Words of an article on one line, with every character that could command a terminal made visible."""
    return " ".join("".join(map(_shown, words)).split())


def _shown(character: str) -> str:
    commands = unicodedata.category(character) == "Cc" and not character.isspace()
    return "\ufffd" if commands or character in _BIDI_CONTROLS else character


def _heading(article: Article) -> RenderableType:
    outlet = article.outlet or UNKNOWN
    published = f"{article.published} ({article.published_basis})" if article.published else f"{UNKNOWN} (unknown)"
    facts = plain(f"{article.source} · outlet {outlet} · published {published}")
    return Group(Text(plain(article.title or article.source), "bold"), Text(facts, "dim"), Text())


def _event(event: Event) -> RenderableType:
    values = event.values
    role = Text(event.role, "bold" if event.role == "main" else "")
    cells = [
        role,
        Text(_kind(event)),
        Text(when(values.date), "" if _dated(values.date) else "yellow"),
        Text(where(values.place)),
        Text(plain("; ".join(map(attributed, values.perpetrators))) or UNKNOWN),
        Text(toll(values.killed)),
        Text(toll(values.wounded)),
    ]
    return _grid(_EVENT_WIDTHS, cells)


def _kind(event: Event) -> str:
    kind = event.type.replace("_", " ")
    return kind if event.status == "occurred" else f"{kind}, {event.status}"


def _dated(days: Days | None) -> bool:
    return days is not None and (days.start is not None or days.end is not None)


def when(days: Days | None) -> str:
    """The days of an event as words, or the reason why no day is known."""
    if days is None:
        return UNKNOWN
    if not _dated(days):
        return f"{UNKNOWN} {plain(days.unresolved or '')}".strip()
    first, last = days.start or "…", days.end or "…"
    spoken = str(first) if first == last else f"{first} to {last}"
    return f"{spoken} {days.time_of_day}" if days.time_of_day else spoken


def where(place: Place | None) -> str:
    """A place and its country (ISO 3166-1 alpha-3) as words."""
    if place is None:
        return UNKNOWN
    return plain(f"{place.name} ({place.country})" if place.country else place.name)


def toll(people: Toll | None) -> str:
    """A settled count with its range where the voices differ: `5`, `5 (4–7)`, `≥4`."""
    if people is None:
        return UNKNOWN
    if people.best is None:
        return _sides(people.low, people.high)
    if people.low == people.best == people.high:
        return str(people.best)
    return f"{people.best} ({_sides(people.low, people.high)})"


def _sides(low: int | None, high: int | None) -> str:
    match low, high:
        case None, None:
            return UNKNOWN
        case _, None:
            return f"≥{low}"
        case None, _:
            return f"≤{high}"
    return str(low) if low == high else f"{low}–{high}"


def _claims(claims: Iterable[Claim]) -> RenderableType:
    table = _columns(_CLAIM_WIDTHS)
    for claim in claims:
        voice = Text(plain(_voice(claim)), _STANCE_STYLES[claim.stance])
        table.add_row(Text(claim.field, "cyan"), Text(plain(_said(claim))), voice, Text(_quote(claim), "italic"))
    return table


def _said(claim: Claim) -> str:
    """What a claim says: its value, its figure, and what narrows the figure."""
    count = span(claim.low, claim.high)
    if count and claim.qualifier == "about":
        count = f"about {count}"
    narrowed = [count, claim.scope and claim.scope.replace("_", " "), claim.group]
    parts = [claim.value if claim.value != count else None, *narrowed]
    return ", ".join(part for part in parts if part) or UNKNOWN


def _voice(claim: Claim) -> str:
    """Who says so, through whom, and how firmly."""
    if claim.by != "machine":
        return f"analyst {claim.by}"
    voice = claim.speaker or "the reporter"
    if claim.messenger:
        voice += f" via {claim.messenger}"
    stance = claim.stance if claim.stance != "asserted" else None
    notes = (stance, claim.attribution, "within another count" if claim.subset_of else None)
    said = ", ".join(note.replace("_", " ") for note in dict.fromkeys(notes) if note)
    return f"{voice} ({said})" if said else voice


def _quote(claim: Claim) -> str:
    if claim.passage is None:
        return UNKNOWN
    words = plain(claim.passage.text)
    return f"“{words}”" if len(words) <= _LONGEST_QUOTE else f"“{words[:_LONGEST_QUOTE].rstrip()} …”"


def _grid(widths: dict[str, int | None], cells: list[Text]) -> Table:
    table = _columns(widths)
    table.add_row(*cells)
    return table


def _columns(widths: dict[str, int | None]) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    for width in widths.values():
        table.add_column(width=width, ratio=None if width else 1, overflow="fold")
    return table
