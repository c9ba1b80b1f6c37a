"""Dates in any usual form."""

import pytest

from rejoinder.articles import dates


@pytest.mark.parametrize(
    ("value", "day_first", "expected"),
    [
        pytest.param("March 12, 2013 Tuesday", False, "2013-03-12", id="American, with weekday"),
        pytest.param("12 March 2013", False, "2013-03-12", id="British"),
        pytest.param("Sept. 3rd, 2013", False, "2013-09-03", id="abbreviated, ordinal"),
        pytest.param("2013-03-12T23:30:00-08:00", True, "2013-03-12", id="the day that is written, not UTC's"),
        pytest.param("20130312", True, "2013-03-12", id="eight digits"),
        pytest.param("2013/03/04", True, "2013-03-04", id="a year in front is followed by the month"),
        pytest.param("3/4/2013", True, "2013-04-03", id="day first"),
        pytest.param("3/4/2013", False, "2013-03-04", id="month first"),
        pytest.param("12.11.13", True, "2013-11-12", id="two digits of the year"),
        pytest.param("", True, "", id="none"),
        pytest.param("Dienstag, 4. Mai 2021", False, "2021-05-04", id="German"),
        pytest.param("3 de março de 2021", False, "2021-03-03", id="Portuguese"),
        pytest.param("12 juillet 2019", False, "2019-07-12", id="French"),
        pytest.param("3 мая 2021", False, "2021-05-03", id="Russian"),
        pytest.param("2021 年 5 月 3 日", True, "2021-05-03", id="Chinese"),
    ],
)
def test_dates_in_any_usual_form(value: str, day_first: bool, expected: str) -> None:
    assert dates.parse_date(value, day_first) == expected


@pytest.mark.parametrize(
    ("value", "day_first", "message"),
    [
        ("yesterday", False, "'yesterday' is no date"),
        ("March 2013", False, "is no date with day, month and year"),
        ("Monday 10am", False, "is no date with day, month and year"),
        ("31 February 2013", False, "is no date"),
        ("13/4/2013", False, "is no date with the month first; if the day comes first, change 'day_first'"),
        ("4/13/2013", True, "is no date with the day first; if the month comes first, change 'day_first'"),
    ],
)
def test_a_date_that_is_none_is_not_guessed(value: str, day_first: bool, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        dates.parse_date(value, day_first)
