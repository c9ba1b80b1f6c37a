"""Forms of names, and when two can be one person's."""

import pytest

from rejoinder.statements.speakers.names import (
    build_acronym,
    has_letters_of,
    is_acronym,
    is_initial,
    is_same_person,
    strip_initials,
    write_name_small,
)


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Ivo Tarn", "Ivo Tarn", True),
        ("Don Tarn", "Donald Tarn", True),
        ("Al Tarn", "Albert Tarn", False),
        ("Ivo Tarn", "Tarn", True),
        ("Ivo Tarn", "Ada Tarn", False),
        ("Ivo Tarn", "Ivo Mora", False),
        ("van der Meer", "Jan van der Meer", True),
    ],
    ids=["equal", "short form", "too short a form", "surname", "first names differ", "surnames differ", "particles"],
)
def test_one_persons_names(name: str, other: str, same: bool) -> None:
    assert is_same_person(tuple(name.split()), tuple(other.split())) is same
    assert is_same_person(tuple(other.split()), tuple(name.split())) is same


def test_initials_and_suffixes_are_no_part_of_the_name() -> None:
    assert strip_initials(("Ivo", "Q.", "Tarn", "Jr.")) == ("Ivo", "Tarn")
    assert strip_initials(("J.", "R.")) == ("J.", "R.")


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [("MOTRA", "Ministry of Trade", True), ("M.o.T.", "Ministry of Trade", True), ("ENG", "Lumen Club", False)],
)
def test_letters_of_an_acronym(acronym: str, name: str, expected: bool) -> None:
    assert has_letters_of(acronym, name) is expected


def test_acronyms() -> None:
    assert build_acronym(("Democratic", "National", "Committee")) == "DNC"
    assert build_acronym(("Committee",)) == ""
    assert [is_acronym(form) for form in ("DNC", "I.R.S.", "Tarn", "A")] == [True, True, False, False]
    assert [is_initial(form) for form in ("J.", "J", "Jo")] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "small"),
    [
        ("O'NEIL", "O'Neil"),
        ("IVO MCCALL", "Ivo McCall"),
        ("JFK", "JFK"),
        ("J. R. LI", "J. R. LI"),
        ("@ADA_TARN", "@ADA_TARN"),
        ("US AMBASSADOR TARN III", "US Ambassador Tarn III"),
        ("Ada Tarn", "Ada Tarn"),
    ],
)
def test_a_persons_name_in_capitals_is_written_small_unless_it_is_initials(name: str, small: str) -> None:
    assert write_name_small(name) == small
