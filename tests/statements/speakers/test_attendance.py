"""Who is at a meeting: the places that a list of who attends gives."""

import pytest

from rejoinder.statements.speakers import read_gazetteer
from rejoinder.statements.speakers.attendance import find_in_attendance, find_who_presides
from tests.support.project import ROOT

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")
TOWNS = (
    "PRESENT (Arica, Chile): Ana Lind (Mayor, in the chair), Ian Adler\nPRESENT (Tacna, Peru): Iris Maro\n\nIt leaks."
)
WITNESSES = "Witnesses: Ms Ana Lind, Dam Ltd, Arica, Chile; Dr Ian Adler, State Department for Dams"


@pytest.mark.parametrize(
    ("text", "surname", "country"),
    [
        (TOWNS, "Lind", "Chile"),
        (TOWNS, "Maro", "Peru"),
        (TOWNS, "Tolk", ""),
        (WITNESSES, "Lind", "Chile"),
        (WITNESSES, "LIND", "Chile"),
        (WITNESSES, "Adler", ""),
        ("Present: Ana Lind, Ian Adler, Chile", "Lind", ""),
        ("Those present: Ana Lind; Ian Adler, Chile", "Adler", ""),
    ],
)
def test_place_beside_a_name(text: str, surname: str, country: str) -> None:
    assert find_in_attendance(text, surname, GAZETTEER) == country


def test_who_is_in_the_chair_of_minutes() -> None:
    start, end = find_who_presides(TOWNS, len(TOWNS), GAZETTEER) or (0, 0)
    assert TOWNS[start:end] == "Ana Lind"
