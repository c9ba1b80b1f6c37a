"""Shares of two runs side by side."""

import pytest

from rejoinder.compare.shares import ALL, compare_shares
from tests.support.coding import build_method
from tests.support.runs import build_row, build_run


def build_articles(name: str, marks: str, **codes: object) -> object:
    """A run with an article a letter: x carries denial, the others do not."""
    return build_run(
        name, *(build_row("So.", article=f"a{n:03d}", frame_denial=int(m == "x"), **codes) for n, m in enumerate(marks))
    )


def test_shares_stand_side_by_side_with_their_difference_and_its_interval() -> None:
    before, after = build_articles("old", "x..." * 10), build_articles("new", "xx.." * 10)
    table = compare_shares(before, after, [], build_method(minimum_articles=20), seed=1)
    row = table[table["side"] == ALL].iloc[0]
    assert (row["n_before"], row["before"], row["after"], row["difference"]) == (40, 0.25, 0.5, 0.25)
    assert row["before_low"] < 0.25 < row["before_high"]
    # the articles that did not change are the same in both runs, so the difference is surer than either share
    assert 0 < row["difference_low"] < 0.25 < row["difference_high"]
    assert row["difference_high"] - row["difference_low"] < row["after_high"] - row["after_low"]


def test_two_runs_that_agree_differ_by_nothing_whatever_is_drawn() -> None:
    run = build_articles("old", "x..x" * 10)
    row = compare_shares(run, run, [], build_method(minimum_articles=20), seed=1).iloc[0]
    assert (row["difference"], row["difference_low"], row["difference_high"]) == (0, 0, 0)


def test_intervals_of_few_articles_are_withheld_with_the_reason() -> None:
    row = compare_shares(
        build_articles("old", "x."), build_articles("new", ".."), [], build_method(minimum_articles=20), seed=1
    ).iloc[0]
    assert row["note"] == "withheld: 2 article(s), fewer than 20"
    assert row[["before_low", "difference_high"]].isna().all()


def test_a_frame_that_one_codebook_lacks_has_no_share_there() -> None:
    other = build_run("new", build_row("So.") | {"frame_talks": 1, "score_talks": 0.9})
    table = compare_shares(build_run("old", build_row("So.")), other, [], build_method(), seed=1)
    row = table[(table["side"] == ALL) & (table["frame"] == "talks")].iloc[0]
    assert row["after"] == 1
    assert row[["before", "difference"]].isna().all()


def test_sides_of_conf_have_rows_of_their_own_and_other_countries_share_one() -> None:
    rows = [build_row("So.", article=f"a{n}", side=side) for n, side in enumerate(["Norland", "Sudland", "Westland"])]
    run = build_run("old", *rows)
    table = compare_shares(run, run, ["Norland"], build_method(), seed=1)
    assert dict(zip(table["side"], table["n_before"], strict=True)) == {ALL: 3, "Norland": 1, "third party": 2}


@pytest.mark.parametrize("at_once", [1, 7])
def test_many_articles_are_drawn_a_few_resamples_at_a_time(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.compare.shares._DRAWN_AT_ONCE", 40 * at_once)
    before, after = build_articles("old", "x..." * 10), build_articles("new", "xx.." * 10)
    row = compare_shares(before, after, [], build_method(minimum_articles=20), seed=1).iloc[0]
    assert row["before_low"] < 0.25 < row["before_high"]
