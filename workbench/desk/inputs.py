"""A field's value in, the controls that change it, and the changed value, out.

For each correctable field one function that makes its controls, by name, and
one that reads them. A blank is unknown, never zero. What the controls cannot
say is refused with the field, what is wrong and the remedy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

import ipywidgets as widgets

from workbench import places
from workbench.corrections import CORRECTABLE, CorrectionError
from workbench.records import (
    Attribution,
    AttributionLevel,
    DatePrecision,
    Days,
    Munition,
    Place,
    Target,
    Toll,
)
from workbench.wording import place_words

Controls = dict[str, Any]
"""Widgets by the name under which a form hands them out."""

_PER_GROUP, _PER_WEAPON = 3, 4
_INLINE = {"description_width": "initial"}
_TIMES = ("", "morning", "afternoon", "evening", "night")
_LENGTHS: tuple[tuple[int, DatePrecision], ...] = (
    (6, "days_2_6"), (7, "week"), (31, "month"), (92, "season"), (366, "year"),
)  # fmt: skip
"""How many days a stretch may have for each precision (codes, b.3)."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """How a kind of field is typed in: the controls for a value with names to offer, and the value they say."""

    make: Callable[[Any, tuple[str, ...]], Controls]
    read: Callable[[str, Controls], object]
    per_line: int = 0
    """How many controls an entry of a list has; 0 where the field is no list."""

    def lines(self, controls: Controls) -> list[Any]:
        """The controls as they are laid out: an entry of a list on a line of its own."""
        every = list(controls.values())
        if not self.per_line:
            return every
        lines = [widgets.Box(every[at : at + self.per_line]) for at in range(0, len(every), self.per_line)]
        for line in lines:
            line.add_class("wb-line")
        return lines


def for_field(field: str) -> Inputs:
    """The inputs of a correctable field."""
    return _INPUTS.get(field, _CHOICE) if field != "published" else _PUBLISHED


def _toll_controls(toll: Toll | None, _names: tuple[str, ...]) -> Controls:
    return {part: count_control(part, getattr(toll, part, None)) for part in ("low", "best", "high")}


def _toll_value(field: str, controls: Controls) -> Toll | None:
    low, best, high = (whole(field, controls[part]) for part in ("low", "best", "high"))
    return None if low is best is high is None else Toll(low, best, high, "analyst")


def _days_controls(days: Days | None, _names: tuple[str, ...]) -> Controls:
    days = days or Days()
    times = _TIMES if (days.time_of_day or "") in _TIMES else (*_TIMES, days.time_of_day)
    return {
        "first": widgets.DatePicker(description="First day", value=days.start, style=_INLINE),
        "last": widgets.DatePicker(description="Last day", value=days.end, style=_INLINE),
        "time": widgets.Dropdown(description="Time", options=times, value=days.time_of_day or "", style=_INLINE),
    }


def _days_value(field: str, controls: Controls) -> Days | None:
    first, last = controls["first"].value, controls["last"].value or controls["first"].value
    if first is None and last is None:
        return None
    if first is None:
        raise CorrectionError(f"{field}: a last day without a first one; give the first day too.")
    time = controls["time"].value or None
    return Days(first, last, _precision(first, last, time), "analyst", time)


def _precision(first: dt.date, last: dt.date, time: str | None) -> DatePrecision:
    """The precision of a stretch of days, by its length (codes, b.3)."""
    length = (last - first).days + 1
    if length <= 1:
        return "part_of_day" if time else "day"
    return next((precision for longest, precision in _LENGTHS if length <= longest), "multi_year")


def _place_controls(place: Place | None, names: tuple[str, ...]) -> Controls:
    name = _named("Name", place.name if place else "", names)
    which = widgets.Dropdown(description="Which", options=_meant(place, place.name if place else ""), style=_INLINE)
    which.value = place
    name.observe(lambda change: _offer(which, place, change["new"]), "value")
    return {"name": name, "which": which}


def _offer(which: Any, place: Place | None, name: str) -> None:  # noqa: ANN401 (an untyped widget)
    which.options = _meant(place, name)
    which.index = 0


def _meant(place: Place | None, name: str) -> list[tuple[str, Place | None]]:
    """What a name may mean, as options: the settled place first, then the name alone, then the gazetteer's places."""
    if not name.strip():
        return [("unknown", None)]
    settled = [place] if place and place.name == name else []
    known = [found for found in places.resolve(name) if found not in settled]
    alone = Place(name.strip())
    offered = [*settled, alone, *known] if alone not in settled else [*settled, *known]
    return [(f"{place_words(found)}{' (the name alone)' if found == alone else ''}", found) for found in offered]


def _place_value(_field: str, controls: Controls) -> Place | None:
    chosen: Place | None = controls["which"].value
    return chosen


def _group_controls(groups: tuple[Attribution, ...], names: tuple[str, ...]) -> Controls:
    controls: Controls = {}
    for number, group in enumerate((*groups, None)):
        controls[f"name{number}"] = _named("Name", group.name if group else "", names)
        controls[f"attribution{number}"] = widgets.Dropdown(
            description="Is",
            options=[(level.replace("_", " "), level) for level in get_args(AttributionLevel)],
            value=group.attribution if group else "alleged",
            style=_INLINE,
        )
        controls[f"by{number}"] = _text("Says", (group.by or "") if group else "", "who says so")
    return controls


def _group_value(_field: str, controls: Controls) -> tuple[Attribution, ...]:
    rows = range(len(controls) // _PER_GROUP)
    return tuple(
        Attribution(name, controls[f"attribution{row}"].value, controls[f"by{row}"].value.strip() or None)
        for row in rows
        if (name := controls[f"name{row}"].value.strip())
    )


def _target_controls(targets: tuple[Target, ...], _names: tuple[str, ...]) -> Controls:
    lines = "\n".join(target.name for target in targets)
    return {"names": widgets.Textarea(value=lines, rows=len(targets) + 1, placeholder="one a line")}


def _target_value(_field: str, controls: Controls) -> tuple[Target, ...]:
    return tuple(Target(line.strip()) for line in controls["names"].value.split("\n") if line.strip())


def _weapon_controls(weapons: tuple[Munition, ...], names: tuple[str, ...]) -> Controls:
    controls: Controls = {}
    for number, weapon in enumerate((*weapons, None)):
        controls[f"kind{number}"] = _named("Kind", weapon.kind if weapon else "", names)
        counts = {part: getattr(weapon, part, None) for part in ("low", "best", "high")}
        controls |= {f"{part}{number}": count_control(part, count) for part, count in counts.items()}
    return controls


def _weapon_value(field: str, controls: Controls) -> tuple[Munition, ...]:
    return tuple(
        Munition(kind, *(whole(field, controls[f"{part}{row}"]) for part in ("low", "best", "high")))
        for row in range(len(controls) // _PER_WEAPON)
        if (kind := controls[f"kind{row}"].value.strip())
    )


def _choice_controls(value: str, names: tuple[str, ...]) -> Controls:
    options = [(name.replace("_", " "), name) for name in names]
    return {"choice": widgets.Dropdown(options=options, value=value)}


def _choice_value(_field: str, controls: Controls) -> str:
    chosen: str = controls["choice"].value
    return chosen


def _published_controls(day: dt.date | None, _names: tuple[str, ...]) -> Controls:
    return {"day": widgets.DatePicker(description="Published on", value=day, style=_INLINE)}


def _published_value(_field: str, controls: Controls) -> dt.date | None:
    day: dt.date | None = controls["day"].value
    return day


_TOLL = Inputs(_toll_controls, _toll_value)
_CHOICE = Inputs(_choice_controls, _choice_value)
_PUBLISHED = Inputs(_published_controls, _published_value)
_INPUTS = {
    **dict.fromkeys(("killed", "wounded", "missing", "captured"), _TOLL),
    "date": Inputs(_days_controls, _days_value),
    "place": Inputs(_place_controls, _place_value),
    "perpetrators": Inputs(_group_controls, _group_value, _PER_GROUP),
    "targets": Inputs(_target_controls, _target_value),
    "weapons": Inputs(_weapon_controls, _weapon_value, _PER_WEAPON),
}


def choices(field: str) -> tuple[str, ...]:
    """The words that a field of fixed choices may have; () for any other field."""
    return get_args(CORRECTABLE[field].kind) if field in ("type", "role", "status") else ()


def _text(label: str, value: str, hint: str = "") -> Any:  # noqa: ANN401 (ipywidgets has no types)
    return widgets.Text(description=label, value=value, placeholder=hint, style=_INLINE)


def count_control(label: str, value: int | None) -> Any:  # noqa: ANN401
    """A control for a whole number, blank where it is unknown."""
    control = _text(label.capitalize(), "" if value is None else str(value), "unknown")
    control.add_class("wb-count")
    return control


def _named(label: str, value: str, names: Iterable[str]) -> Any:  # noqa: ANN401
    offered = tuple(dict.fromkeys(name for name in names if name))
    return widgets.Combobox(description=label, value=value, options=offered, ensure_option=False, style=_INLINE)


def whole(field: str, control: Any) -> int | None:  # noqa: ANN401
    """The whole number that a control says, None where it is blank; raises CorrectionError for anything else."""
    written = control.value.strip()
    if not written:
        return None
    if not (written.isascii() and written.lstrip("-").isdigit()):
        raise CorrectionError(
            f"{field}: {control.description.lower()}: {written!r} is no whole number; write digits, or leave it blank."
        )
    return int(written)
