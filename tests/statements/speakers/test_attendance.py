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
        ("Witnesses: Jordan Smith, Dam Club; Ian Adler, River Trust", "Smith", ""),
        ("Witnesses: Smith, Jordan; Adler, Ian", "Smith", ""),
        ("Witnesses: Ana Lind, China Institute; Ian Adler, River Trust", "Lind", ""),
        ("Witnesses: Ian Adler, Ministry of Dams, Peru; Ana Lind, Dam Club, Chile.", "Lind", "Chile"),
        ("Witnesses: Ian Adler, Ministry of Dams, Peru; Ana Lind, Dam Club, Chile.", "Dams", ""),
        ("Those present: Ana Lind; Ian Adler, Chile", "Adler", ""),
    ],
)
def test_place_beside_a_name(text: str, surname: str, country: str) -> None:
    assert find_in_attendance(text, surname, GAZETTEER) == country


@pytest.mark.parametrize("word", ["A" * 40_000, "A " * 20_000, "A." * 20_000, "A’" * 20_000])
def test_who_presides_is_found_in_time_in_a_word_without_end(word: str) -> None:
    assert find_who_presides(word, len(word), GAZETTEER) is None


def test_who_is_in_the_chair_of_minutes() -> None:
    start, end = find_who_presides(TOWNS, len(TOWNS), GAZETTEER) or (0, 0)
    assert TOWNS[start:end] == "Ana Lind"
