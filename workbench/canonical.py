"""A record in, its one canonical JSON text out; and back.

Keys are sorted, blanks left out, dates ISO 8601; a field that is unknown or
empty is left out too, so that a field added to a record later does not change
the texts written before. Reading back is strict: a key that the record does
not have, a missing one or a value of another type is refused with its place.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class CanonicalError(ValueError):
    """A text that is no such record: one sentence with the place in it and what is expected there."""


def text(value: object) -> str | None:
    """Canonical JSON of a record, a tuple of records or a plain value; None for None and for an empty tuple."""
    plain = _plain(value)
    if plain is None or plain == []:
        return None
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def value(kind: type[T], written: str) -> T:
    """The record, tuple or plain value of a kind that a JSON text spells; raises CanonicalError otherwise."""
    try:
        data = json.loads(written, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise CanonicalError(f"this is no JSON at character {error.pos}: {written[:60]!r}") from error
    fitted: T = _fitted(kind, data, "")
    return fitted


def _plain(value: object) -> Any:  # noqa: ANN401 (JSON has no narrower type)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {name: part for name, part in fields.items() if part is not None and part != []}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _no_constant(name: str) -> None:
    raise CanonicalError(f"{name} is no number")


def _fitted(kind: Any, data: Any, place: str) -> Any:  # noqa: ANN401 (a type hint and JSON have no narrower type)
    """Data as a value of the type that a hint spells; `place` is the path of keys that leads to it."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(kind) if part is not type(None)]
        return None if data is None else _fitted(inner[0], data, place)
    if origin is Literal:
        return _chosen(get_args(kind), data, place)
    if origin is tuple:
        return _listed(get_args(kind)[0], data, place)
    if dataclasses.is_dataclass(kind):
        return _record(kind, data, place)
    return _day(data, place) if kind is dt.date else _scalar(kind, data, place)


def _chosen(choices: tuple[str, ...], data: Any, place: str) -> Any:  # noqa: ANN401
    if data not in choices:
        raise CanonicalError(f"{_at(place)}{data!r} is unknown; use one of {', '.join(choices)}")
    return data


def _listed(kind: Any, data: Any, place: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(data, list):
        raise CanonicalError(f"{_at(place)}a list is expected, not {data!r}")
    return tuple(_fitted(kind, part, f"{place}[{index}]") for index, part in enumerate(data))


def _record(kind: Any, data: Any, place: str) -> Any:  # noqa: ANN401
    if not isinstance(data, dict):
        raise CanonicalError(f"{_at(place)}an object is expected, not {data!r}")
    hints = _hints(kind)
    unknown = sorted(set(data) - set(hints))
    if unknown:
        raise CanonicalError(f"{_at(place)}there is no key {unknown[0]!r}; the keys are {', '.join(hints)}")
    parts = {name: _fitted(hints[name], part, f"{place}.{name}".lstrip(".")) for name, part in data.items()}
    return kind(**_empty(kind, set(parts), place), **parts)


def _empty(kind: Any, given: set[str], place: str) -> dict[str, Any]:  # noqa: ANN401
    """What stands for the fields that a text leaves out; raises CanonicalError for one that may not be unknown."""
    absent: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        hint = _hints(kind)[field.name]
        if field.name in given or field.default is not dataclasses.MISSING:
            continue
        if get_origin(hint) is not tuple and type(None) not in get_args(hint):
            raise CanonicalError(f"{_at(place)}the key {field.name!r} is missing; add it")
        absent[field.name] = () if get_origin(hint) is tuple else None
    return absent


def _day(data: Any, place: str) -> dt.date:  # noqa: ANN401
    try:
        return dt.date.fromisoformat(data)
    except (TypeError, ValueError) as error:
        raise CanonicalError(f"{_at(place)}{data!r} is no day; write it as YYYY-MM-DD, such as 2020-11-17") from error


def _scalar(kind: Any, data: Any, place: str) -> Any:  # noqa: ANN401
    whole_for_float = kind is float and type(data) is int
    if type(data) is not kind and not whole_for_float:
        raise CanonicalError(f"{_at(place)}{_NAMES.get(kind, str(kind))} is expected, not {data!r}")
    return kind(data)


def _at(place: str) -> str:
    return f"{place}: " if place else ""


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    return get_type_hints(kind)


_NAMES = {int: "a whole number", float: "a number", str: "words in quotes", bool: "true or false"}
