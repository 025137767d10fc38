"""Attacks made by hand, and whatever attacks Hypothesis makes of a few days, places and names."""

import datetime as dt

from hypothesis import strategies as st

from workbench.attacks import Attack, Span

DAY = dt.date(2020, 11, 17)
GREEN_ZONE = {
    "place": "Green Zone, Baghdad", "admin1": "Baghdad", "country": "IRQ", "lat": 33.305, "lon": 44.387,
    "place_precision": "neighbourhood",
}  # fmt: skip
TAJI = {
    "place": "Camp Taji", "admin1": "Baghdad", "country": "IRQ", "lat": 33.524, "lon": 44.257,
    "place_precision": "facility",
}  # fmt: skip
BABIL = {"place": "Babil province", "country": "IRQ", "place_precision": "admin1"}
SOMEWHERE = {"place_precision": "unknown"}


def attack(name="1", day=DAY, *, last=None, kind="rocket_attack", precision="day", where=GREEN_ZONE, **more):
    return Attack(id=name, start=day, end=last or day, type=kind, date_precision=precision, **where, **more)


def _counts():
    low, more = st.none() | st.integers(0, 4), st.none() | st.integers(0, 4)
    return st.builds(lambda a, b: Span(a, None, None if a is None or b is None else a + b), low, more)


attacks = st.builds(
    lambda start, length, **more: attack(
        "1", DAY + dt.timedelta(start), last=DAY + dt.timedelta(start + length), **more
    ),
    st.integers(0, 6),
    st.sampled_from([0, 0, 0, 1, 30]),
    kind=st.sampled_from(["rocket_attack", "shelling", "drone_strike", "bombing", "other", "truce"]),
    precision=st.sampled_from(["day", "day", "day_approx"]),
    where=st.sampled_from([GREEN_ZONE, TAJI, BABIL, SOMEWHERE, {"country": "SYR", "place": "Albu Kamal"}]),
    time_of_day=st.sampled_from([None, "night", "morning", "afternoon", "01:00", "22:30"]),
    weapon=st.sampled_from([None, "rockets", "roadside bomb"]),
    attributed_to=st.sampled_from([None, "Kataib Hezbollah (alleged by the U.S.)", "militia", "Blue Front"]),
    claimed_by=st.sampled_from([None, "Ashab al-Kahf", "Ashab al-Kahaf (claimed it)"]),
    target=st.sampled_from([None, "U.S. Embassy; convoy", "a supply convoy"]),
    munitions=_counts(),
    killed=_counts(),
    wounded=_counts(),
)
"""Attacks within a week of each other, often at one place."""
