"""Readings and events in, words for other programs out.

`document` is the public promise `workbench/1`: one JSON object an article,
unknown as null, every claim with the words that prove it. `write` puts
readings or events into a file: JSON Lines, a CSV row an event, or GeoJSON.
Nothing is reworded, rounded or left out to make a table prettier; a cell that
a spreadsheet would run as a formula is made plain text; an event without a
point is never put on a map.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from workbench.records import Article, Attribution, Claim, Days, Event, Munition, Reading, Toll, Values

SCHEMA = "workbench/1"
"""The name of the promise that `document` keeps."""
EVENT_SCHEMA = "workbench-event/1"
"""The same for one event that is written without its article."""

Cell = str | int | float | bool | None

_MENTION = ("kind", "start", "end", "text", "rule")
_PLACE = ("name", "country", "lat", "lon", "precision")
_TOLLS = ("killed", "wounded", "missing", "captured")
_TOLL = ("low", "best", "high", "rule")
_CLAIM = (
    "id", "field", "value", "low", "high", "qualifier", "scope", "group", "speaker", "speaker_kind", "messenger",
    "stance", "attribution", "subset_of", "passage", "block", "rule", "by",
)  # fmt: skip
_NO_DATE = "The article gives no date for this event."
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"}
"""Characters that JSON leaves alone, and at which many programs end a line."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell; source: the OWASP page on CSV injection."""
_BETWEEN = " | "


class ExportError(ValueError):
    """A file that cannot be written: one sentence with its name and the remedy."""


def document(reading: Reading) -> dict[str, object]:
    """A reading in the shape of `workbench/1`: plain dicts and lists; dates as ISO 8601, offsets in code points."""
    return {
        "schema": SCHEMA,
        "article": _article(reading.article),
        "mentions": [_chosen(mention, _MENTION) for mention in reading.mentions],
        "events": [event_object(event) for event in reading.events],
    }


def event_object(event: Event) -> dict[str, object]:
    """One event in the shape of `workbench/1`: its settled values, why they are so, and every claim.

    `set_aside`, the ids of claims that no longer count, is there only where an analyst set one aside; `same_as` only
    where one decided which rows of the history, or events of other articles, it is; the `article` of a passage only
    in an event that several articles tell of.
    """
    return {
        **_chosen(event, ("id", "role", "type", "is_attack", "status")),
        "values": _values(event.values),
        "why": [{"field": w.field, "rule": w.rule, "claim_ids": list(w.claim_ids)} for w in event.why],
        "claims": [_claim(claim) for claim in event.claims],
        **({"set_aside": list(event.set_aside)} if event.set_aside else {}),
        **({"same_as": [_chosen(d, ("other", "same", "of")) for d in event.same_as]} if event.same_as else {}),
    }


def json_line(reading: Reading) -> str:
    """A reading as one line of JSON, without its line end; no character in it ends a line anywhere."""
    return one_line(document(reading))


def write(found: Reading | Event | Iterable[Reading | Event], path: str | Path) -> Path:
    """The path of the file written whole, its kind told by its ending: .jsonl, .csv or .geojson.

    Events that come without their reading leave the article's own columns blank.
    Raises ExportError for another ending, a missing folder or a file that may not be written.
    """
    target = place(path, _RENDERERS)
    kind = target.suffix.lower()
    # The byte-order mark lets Excel read the quotes and accents of a CSV file as they are.
    return put(_RENDERERS[kind](_listed(found)).encode("utf-8-sig" if kind == ".csv" else "utf-8"), target)


def place(path: str | Path, endings: Collection[str]) -> Path:
    """The path of a file to be written; raises ExportError for an ending that is none of these, or a missing folder."""
    target = Path(path)
    if target.suffix.lower() not in endings:
        raise ExportError(f"{target}: give the file an ending that I can write: {', '.join(endings)}.")
    if not target.parent.is_dir():
        raise ExportError(f"{target}: there is no folder {target.parent}; make it first.")
    return target


def put(content: bytes, target: Path) -> Path:
    """The path of a file that is now written whole; raises ExportError where it may not be written.

    A file that was there before is replaced, and stands as it was until the new one is complete.
    """
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        raise ExportError(f"{target}: it cannot be written ({error.strerror}); choose another place.") from error
    return target


def row(event: Event, article: Article | None = None) -> dict[str, Cell]:
    """An event as one flat row, column by column; None is unknown; several names are parted by ` | `."""
    values = event.values
    return {
        "event": event.id,
        "article": event.article,
        **{name: getattr(article, name, None) for name in ("source", "title", "outlet")},
        "published": _iso(article.published) if article else None,
        **_cells(event, ("role", "type", "is_attack", "status")),
        **_date_cells(values.date or Days()),
        "place": values.place.name if values.place else None,
        **_cells(values.place, ("country", "lat", "lon")),
        "place_precision": values.place.precision if values.place else None,
        "perpetrators": _joined(map(attributed, values.perpetrators)),
        "targets": _joined(target.name for target in values.targets),
        "weapons": _joined(map(armed, values.weapons)),
        **{f"{toll}_{part}": getattr(getattr(values, toll), part, None) for toll in _TOLLS for part in _TOLL},
        "interceptors": _joined(map(attributed, values.interceptors)),
        "claims": len(event.claims),
    }


def attributed(by_whom: Attribution) -> str:
    """A perpetrator with how firmly it is one and who says so, as words."""
    level = by_whom.attribution.replace("_", " ")
    return f"{by_whom.name} ({level}, by {by_whom.by})" if by_whom.by else f"{by_whom.name} ({level})"


def armed(weapon: Munition) -> str:
    """A kind of weapon with the count the voices give, as words; no count where none is given."""
    count = span(weapon.low, weapon.high)
    return f"{weapon.kind} ({count})" if count else weapon.kind


def span(low: int | None, high: int | None) -> str | None:
    """A count as words: `4`, `4 to 7`, `at least 4`, `at most 12`; None where both sides are open."""
    match low, high:
        case None, None:
            return None
        case _, None:
            return f"at least {low}"
        case None, _:
            return f"at most {high}"
    return str(low) if low == high else f"{low} to {high}"


def _article(article: Article) -> dict[str, object]:
    return {
        **_chosen(article, ("id", "source", "title", "outlet")),
        "byline": list(article.byline),
        "dateline": article.dateline,
        "published": _iso(article.published),
        **_chosen(article, ("published_basis", "developing")),
        "blocks": [_chosen(block, ("kind", "start", "end")) for block in article.blocks],
    }


def _values(values: Values) -> dict[str, object]:
    return {
        "date": _date(values.date),
        "place": _chosen(values.place, _PLACE) if values.place else None,
        "perpetrators": [_attribution(group) for group in values.perpetrators],
        "targets": [{"name": target.name} for target in values.targets],
        "weapons": [_chosen(weapon, ("kind", "low", "best", "high")) for weapon in values.weapons],
        **{name: _toll(getattr(values, name)) for name in _TOLLS},
        "interceptors": [_attribution(group) for group in values.interceptors],
    }


def _date(days: Days | None) -> dict[str, object]:
    if days is None or (days.start is None and days.end is None):
        return {"unresolved": (days and days.unresolved) or _NO_DATE}
    known = _chosen(days, ("precision", "basis", "time_of_day", "text"))
    return {"start": _iso(days.start), "end": _iso(days.end), **known}


def _toll(toll: Toll | None) -> dict[str, object] | None:
    return _chosen(toll, _TOLL) if toll else None


def _attribution(group: Attribution) -> dict[str, object]:
    return _chosen(group, ("name", "attribution", "by"))


def _claim(claim: Claim) -> dict[str, object]:
    words = claim.passage
    named = ("start", "end", "text", *(("article",) if words and words.article else ()))
    return {**_chosen(claim, _CLAIM), "passage": _chosen(words, named) if words else None}


def _chosen(record: object, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}


def _cells(record: object, names: Iterable[str]) -> dict[str, Cell]:
    return {name: getattr(record, name, None) for name in names}


def _date_cells(days: Days) -> dict[str, Cell]:
    known = days.start is not None or days.end is not None
    return {
        "date_start": _iso(days.start),
        "date_end": _iso(days.end),
        "date_precision": days.precision if known else None,
        "date_basis": days.basis if known else None,
        "time_of_day": days.time_of_day,
        "date_unresolved": None if known else (days.unresolved or _NO_DATE),
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _joined(names: Iterable[str]) -> str | None:
    return _BETWEEN.join(names) or None


def _listed(found: Reading | Event | Iterable[Reading | Event]) -> list[Reading | Event]:
    listed = [found] if isinstance(found, Reading | Event) else list(found)
    for item in listed:
        if not isinstance(item, Reading | Event):
            raise ExportError(f"Only readings and events can be written, not {type(item).__name__}.")
    return listed


def _rows(found: list[Reading | Event]) -> Iterator[dict[str, Cell]]:
    for item in found:
        if isinstance(item, Reading):
            yield from (row(event, item.article) for event in item.events)
        else:
            yield row(item)


def one_line(content: Mapping[str, object]) -> str:
    """JSON that no program breaks into two lines."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


def _json_lines(found: list[Reading | Event]) -> str:
    lines = (
        json_line(item)
        if isinstance(item, Reading)
        else one_line({"schema": EVENT_SCHEMA, "article": item.article, **event_object(item)})
        for item in found
    )
    return "".join(f"{line}\n" for line in lines)


def _comma_separated(found: list[Reading | Event]) -> str:
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(sheet, _COLUMNS)
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in cells.items()} for cells in _rows(found))
    return sheet.getvalue()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return str(cell).lower()
    if not isinstance(cell, str):
        return cell
    return _BETWEEN.join(f"'{part}" if part.startswith(_FORMULA_STARTS) else part for part in cell.split(_BETWEEN))


def _map_features(found: list[Reading | Event]) -> str:
    features = [_feature(cells) for cells in _rows(found) if cells["lat"] is not None and cells["lon"] is not None]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False) + "\n"


def _feature(cells: dict[str, Cell]) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [cells.pop("lon"), cells.pop("lat")]}
    return {"type": "Feature", "id": cells["event"], "geometry": point, "properties": cells}


# Read off an empty event, so that the heading of an empty file cannot drift from the rows of a full one.
_COLUMNS = tuple(row(Event("", "", "main", "other", is_attack=False, status="occurred", values=Values(), claims=())))
_RENDERERS: dict[str, Callable[[list[Reading | Event]], str]] = {
    ".jsonl": _json_lines,
    ".csv": _comma_separated,
    ".geojson": _map_features,
}
