"""Offsets in the units of other tools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.exchange.offsets import count_utf16, unify_line_ends


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("ab", [0, 1, 2]),
        ("\U0001f600a", [0, 2, 3]),
        ("e\u0301", [0, 1, 2]),
        ("a\r\nb", [0, 1, 1, 2, 3]),
        ("a\rb", [0, 1, 2, 3]),
        ("\r\r\n", [0, 1, 1, 2]),
        ("", [0]),
    ],
    ids=["plain", "emoji", "combining mark", "CRLF", "CR", "CR before CRLF", "empty"],
)
def test_utf16_units_before_each_character(text: str, units: list[int]) -> None:
    assert list(count_utf16(text)) == units


@given(st.text(alphabet=st.sampled_from("a\r\n\U0001f600é")))
def test_units_are_those_of_the_text_with_unified_line_ends(text: str) -> None:
    sizes = [len(unify_line_ends(text[:end]).encode("utf-16-le")) // 2 for end in range(len(text) + 1)]
    split = [end > 0 and text[end - 1 : end + 1] == "\r\n" for end in range(len(text) + 1)]  # within a line end
    counted = count_utf16(text)
    assert [n for n, inside in zip(counted, split, strict=True) if not inside] == [
        n for n, inside in zip(sizes, split, strict=True) if not inside
    ]
