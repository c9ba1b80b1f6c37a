"""The scorer of whole articles, on worked examples."""

from collections import Counter
from typing import Any

import pytest

from benchmarks.news import MEASURES, count_unit, find_statement, is_same_side, is_same_speaker, place_signs

UNIT: dict[str, Any] = {
    "start": 0,
    "end": 20,
    "form": "indirect",
    "speaker": "Ada Moor",
    "side": "Norland;Sudland",
    "frames": ["denial"],
    "frames_alt": [["denial", "deterrence"]],
    "stances": {"Sudland": -1, "Norland": 0},
}
CODE: dict[str, Any] = {
    "start": 0,
    "end": 20,
    "form": "direct",
    "speaker": "Moor",
    "side": "Sudland",
    "frames": ["denial", "deterrence"],
    "stances": {"Sudland": 1},
}


@pytest.mark.parametrize(
    ("true", "predicted", "same"),
    [
        ("Ada Moor", "Moor", True),
        ("Ada Lund Moor", "Ada", False),
        ("Bo Lund;Ada Moor", "Prime Minister Ada Moor", True),
        ("anonymous: a senior diplomat", "diplomat in Karran", True),
        ("Ada Moor", "", False),
        ("José Núñez", "Jose Nunez", True),
    ],
)
def test_speakers_are_compared_by_the_content_words_of_their_names(true: str, predicted: str, same: bool) -> None:
    assert is_same_speaker(true, predicted) == same


def test_sides_have_short_names_and_alternatives() -> None:
    assert is_same_side("United States;UN", "USA")
    assert is_same_side("Palestinians", "Palestine")
    assert is_same_side("African Union", "AU")
    assert not is_same_side("United States", "")


def test_a_unit_is_compared_with_the_statement_that_overlaps_it_most() -> None:
    statements = [CODE | {"start": 0, "end": 8}, CODE | {"start": 8, "end": 20}]
    assert find_statement(UNIT, statements, range(20)) is statements[1]
    assert find_statement(UNIT | {"start": 30, "end": 40}, statements, range(20))["form"] == "junk"


def test_signs_keep_their_places_when_white_space_changes() -> None:
    assert place_signs("a  b\nc", "a b c") == [0, 1, 1, 2, 3, 4]


def test_counts_of_a_unit() -> None:
    counts = count_unit(UNIT, CODE)
    assert (counts["both"], counts["speaker"], counts["side"], counts["wrong side"]) == (1, 1, 1, 0)
    assert (counts["stances"], counts["stances right"], counts["polar reversed"]) == (2, 0, 1)
    assert (counts["polar given"], counts["polar given right"]) == (1, 0)
    assert MEASURES["frames, macro-F1, strict"][0](counts) == pytest.approx(1 / 4)  # denial 1, the other three 0
    assert MEASURES["frames, macro-F1, lenient"][0](counts) == pytest.approx(2 / 4)  # deterrence is accepted too


def test_a_line_that_is_no_statement_is_right_if_it_is_left_out() -> None:
    assert count_unit(UNIT | {"form": "junk"}, {"form": "junk"}) == Counter({"junk": 1, "junk left out": 1})
    assert count_unit(UNIT | {"form": "junk"}, CODE)["junk left out"] == 0
