"""Slices of time."""

import pandas as pd

from rejoinder.networks.slices import cut_slices


def cut(*articles: int, most: int = 2, minimum: int = 1) -> list[int]:
    """Slices of days with so many articles."""
    days = pd.DataFrame(
        {"day": [f"2013-03-{n:02d}" for n, _ in enumerate(articles, 1)], "articles": articles}, dtype=object
    )
    return list(cut_slices(days.astype({"articles": int}), most, minimum)["slice"])


def test_slices_hold_about_equal_numbers_of_articles() -> None:
    assert cut(1, 1, 1, 1, 4) == [1, 1, 1, 1, 2]


def test_a_day_is_in_one_slice() -> None:
    assert cut(9, 1, most=4) == [1, 2]


def test_slices_are_fewer_where_articles_are_few() -> None:
    assert cut(2, 2, 2, 2, most=4, minimum=4) == [1, 1, 2, 2]


def test_a_corpus_too_small_for_two_slices_is_one() -> None:
    assert cut(1, 1, 1, most=3, minimum=2) == [1, 1, 1]


def test_without_dates_there_are_no_slices() -> None:
    assert cut() == []
