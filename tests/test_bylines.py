"""Names come out of bylines and closing notes; titles, places and editors do not."""

from __future__ import annotations

import pytest

from workbench import bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Writer", ("Ana Writer",)),
        ("By Ana Writer and Jo Reporter, CNN", ("Ana Writer", "Jo Reporter")),
        ("By Associated Press", ("Associated Press",)),
        ("By RFE/RL", ("RFE/RL",)),
        ("Ana Writer, Associated Press", ("Ana Writer",)),
        ("Ana Writer in Testville and agencies", ("Ana Writer",)),
        ("By Abu al Example in Testville", ("Abu al Example",)),
        ("By Ana Writer | Nov 17, 2020", ("Ana Writer",)),
        ("From our own correspondent", ()),
    ],
)
def test_a_byline_gives_its_names(line, names):
    assert bylines.authors([line]) == names


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("Ana Writer in Otherville contributed to this report.", ("Ana Writer",)),
        (
            "Associated Press writers Ana Writer in Otherville and Jo Reporter contributed to this report.",
            ("Ana Writer", "Jo Reporter"),
        ),
        ("(Reporting by Ana Writer, Jo Reporter; Editing by Kim Desk)", ("Ana Writer", "Jo Reporter")),
        ("Additional reporting by Ana Writer in Otherville", ("Ana Writer",)),
        (
            "CNN's Kim Example reported from Otherville. Lee Sample contributed to this report.",
            ("Kim Example", "Lee Sample"),
        ),
        ("Staff writer Ana Writer contributed to this report.", ("Ana Writer",)),
        ("Editing by Kim Desk", ()),
    ],
)
def test_a_note_gives_those_who_reported(note, names):
    assert bylines.contributors([note]) == names
