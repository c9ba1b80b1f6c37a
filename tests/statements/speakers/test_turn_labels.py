"""Labels of turns that give an office: the name in their brackets, or above them."""

import pytest

from rejoinder.statements.speakers import read_gazetteer
from rejoinder.statements.speakers.turn_labels import find_name_of_label, gives_no_name, is_addressed_office
from tests.support.project import ROOT

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


def find_name(above: str, label: str) -> str:
    text = f"{above}\n\n{label}: It leaks."
    start = text.rindex(label)
    return text[slice(*find_name_of_label(text, (start, start + len(label)), GAZETTEER))]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("The Minister for Dams (Ana Lind)", "Ana Lind"),
        ("Minister for Health (Deputy Ana Lind)", "Ana Lind"),
        ("The Permanent Under-Secretary of State for Dams (Ana Lind)", "Ana Lind"),
        ("The Rhea Selt Fund (Ana Lind)", "The Rhea Selt Fund (Ana Lind)"),
        ("The President (Mr. Ian Adler)", "Ian Adler"),
        ("The Chair (Ms. Ana Lind (Selt North, Lab))", "Ana Lind"),
        ("THE MINISTER OF DAMS (ANA LIND)", "ANA LIND"),
        ("THE MINISTER OF DAMS (HON. A. LIND)", "A. LIND"),
        ("Minister for Dams and Locks (Ms Ana Lind) (MP)", "Ana Lind"),
        ("ANA LIND MINISTER OF DAMS OF SELT", "ANA LIND"),
        ("Foreign Ministry Spokesperson Ana Lind", "Foreign Ministry Spokesperson Ana Lind"),
        ("Ana Lind (Karran North)", "Ana Lind (Karran North)"),
        ("Sir Ian Adler (Karran North) (Lab)", "Sir Ian Adler (Karran North) (Lab)"),
        ("The President (South Africa)", "The President (South Africa)"),
        ("Senator Ana Lind (New Karran)", "Senator Ana Lind (New Karran)"),
    ],
)
def test_name_in_brackets(label: str, name: str) -> None:
    assert find_name("Debate", label) == name


@pytest.mark.parametrize(
    ("above", "label", "name"),
    [
        ("Briefing by the Spokesperson, Ana Lind, on Thursday", "Spokesperson", "Ana Lind"),
        ("Remarks by the Minister for Dams, Ana Lind\n", "The Minister", "Ana Lind"),
        ("Briefing of the Ministry", "Spokesperson", "Spokesperson"),
        ("PRESIDENT LIND: It leaks.\n\nPRIME MINISTER ADLER: No.", "THE PRESIDENT", "LIND"),
        ("Briefing by the Spokesperson of the Ministry of Dams\n\nSpokesperson Ana Lind:", "Spokesperson", "Ana Lind"),
        ("The Spokesperson thanked Ana Lind", "Spokesperson", "Spokesperson"),
        ("Briefing by the Spokesperson, Ana Lind, on Thursday", "Adler", "Adler"),
        ("The Chair (Ms. Ana Lind (Selt North, Lab)): Welcome.", "The Chair", "Ana Lind"),
        ("THE MINISTER OF DAMS (HON. A. LIND): No.", "THE MINISTER", "A. LIND"),
        ("Minister for Dams (Ana Lind): No.\n\nMinister for Rain (Ian Adler): Yes.", "The Minister", "Ian Adler"),
        ("The Chair: I call the Minister for Dams, Ana Lind.", "The Minister", "Ana Lind"),
        ("(The Committee met at 9 a.m., Senator Lind presiding.)", "THE CHAIR", "Senator Lind"),
        ("[Ian Adler in the Chair]\n\nANA LIND: No.\n\n[Ana Lind in the Chair]", "The Chair", "Ana Lind"),
        ("[Mr Speaker in the Chair]", "The Speaker", "The Speaker"),
        ("(Senator Lind presiding.)", "The Minister", "The Minister"),
        ("The President: I call the President of Selt, Ana Lind.\n\nAna Lind: Yes.", "The President", "The President"),
    ],
)
def test_name_above(above: str, label: str, name: str) -> None:
    assert find_name(above, label) == name


@pytest.mark.parametrize("label", ["LIND", "Lind", "ANA", "Ana", "AL", "ANA LIND", "ANA LIND, HOST"])
def test_name_in_full(label: str) -> None:
    assert find_name("I'm Ana Lind. Who is Professor Ian Adler?", label) == "Ana Lind"


def test_surname_that_is_a_trade() -> None:
    assert find_name("Hello, Ana Baker.", "BAKER") == "Ana Baker"


def test_first_name_behind_a_title() -> None:
    assert find_name("Who is Professor Ian Adler?", "IAN") == "Ian Adler"


@pytest.mark.parametrize("label", ["Berg", "IB", "Ana Berg", "Ian Adler"])
def test_name_that_is_nowhere_fuller(label: str) -> None:
    assert find_name("Welcome, Ana Lind. Who is Ian Adler?", label) == label


@pytest.mark.parametrize(("label", "expected"), [("Mr Speaker", True), ("Madam Chair", True), ("Mr Adler", False)])
def test_office_of_who_presides(label: str, expected: bool) -> None:
    assert is_addressed_office(label, GAZETTEER) is expected


@pytest.mark.parametrize(
    ("above", "label", "expected"),
    [
        ("Debate", "The Speaker", True),
        ("Debate", "The Acting Chair", True),
        ("Speaker Ana Lind, in the chair", "The Speaker", False),
        ("SPEAKER ANA LIND, in the chair", "The Speaker", False),
        ("Debate", "President", True),
        ("Remarks by President Lind at the dam", "THE PRESIDENT", False),
        ("Debate", "The Minister", False),
        ("Debate", "Speaker Lind", False),
    ],
)
def test_office_of_who_presides_without_a_name(above: str, label: str, expected: bool) -> None:
    text = f"{above}\n\n{label}: Order."
    start = text.rindex(label)
    assert gives_no_name(text, (start, start + len(label)), GAZETTEER) is expected
