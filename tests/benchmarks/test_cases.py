"""The scorer of short cases, on worked examples."""

from typing import Any

import pytest

from benchmarks.cases import is_same_name, is_speaker_right, score

TEXT = "The pier stays shut, Ada Moor said. It rained."
STATEMENTS = [
    {"start": 0, "end": 35, "form": "indirect", "speaker": "Ada Moor", "speaker_kind": "person", "side": "Norland"},
    {"start": 36, "end": 46, "form": "narrated", "speaker": "Wire", "speaker_kind": "outlet", "side": ""},
]
ATTRIBUTIONS = [{"content": [{"start": 0, "end": 19}], "speaker": "Ada Moor"}]
CODED: dict[str, Any] = {"text": TEXT, "statements": STATEMENTS, "attributions": ATTRIBUTIONS}


@pytest.mark.parametrize(
    ("predicted", "true", "same"),
    [
        ("Ada Moor", "Minister Ada Moor", True),
        ("Moor", "Ada Moor", True),
        ("Ada", "Ada Moor", False),
        ("Bo Moor", "Ada Moor", False),
        ("Spokesman", "spokesman", True),
        ("", "Ada Moor", False),
    ],
    ids=["a title counts for nothing", "surname", "first name alone", "other person", "titles only", "nobody"],
)
def test_names_are_the_same_if_one_holds_the_others_words_and_surname(predicted: str, true: str, same: bool) -> None:
    assert is_same_name(predicted, true) == same


@pytest.mark.parametrize(
    ("expected", "right"),
    [
        ({"contains": "pier", "speaker": "Ada Moor"}, True),
        ({"contains": "pier", "speaker": "OUTLET"}, False),
        ({"contains": "rained", "speaker": "OUTLET"}, True),
        ({"contains": "rained", "speaker": ["OUTLET", "Ada Moor"]}, True),
        ({"contains": "rained", "speaker": "Ada Moor"}, False),
        ({"contains": "snowed", "speaker": "OUTLET"}, False),
        ({"contains": "pier", "speaker": "Ada Moor", "content": "The pier stays shut"}, True),
        ({"contains": "pier", "speaker": "Ada Moor", "content": "said"}, False),
        ({"contains": "pier", "speaker": "Ada Moor", "not_content": "stays"}, False),
    ],
    ids=str,
)
def test_an_expectation_is_of_speaker_and_content(expected: dict[str, Any], right: bool) -> None:
    assert is_speaker_right(expected, CODED) == right


def test_a_sentence_that_was_left_out_is_the_outlets() -> None:
    assert is_speaker_right({"contains": "rained", "speaker": "OUTLET"}, CODED | {"statements": STATEMENTS[:1]})


def test_shares_are_by_class_and_sides_where_they_are_asked_for() -> None:
    expectations = [
        {"contains": "pier", "speaker": "Ada Moor", "side": "Norland"},
        {"contains": "rained", "speaker": "Ada Moor", "side": "Norland"},
        {"contains": "rained", "speaker": "OUTLET"},
    ]
    speakers, sides, errors = score([{"id": "c", "class": "order", "expect": expectations}], {"c": CODED})
    assert (speakers, sides) == ({"order": [True, False, True]}, {"order": [True, False]})
    assert errors == ["c: 'rained': expected ('Ada Moor', 'Norland'), got ('narrated', 'Wire', '')"]
