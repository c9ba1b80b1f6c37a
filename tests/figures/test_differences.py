"""Differences between groups: their intervals allow for statements of one article being alike."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from rejoinder.corpus import open_corpus
from rejoinder.corpus.differences import count_for_differences
from rejoinder.figures.differences import compute_differences, count_differences, plot_differences, select_sides
from rejoinder.figures.pairs import pair_with_before, pair_with_others
from rejoinder.figures.style import Paper
from tests.support.corpora import as_tuples, invent_corpus
from tests.support.figure_data import EMPTY, code_crowd, invent_coding
from tests.support.figure_text import find_faults
from tests.support.sums import PAIRS, sum_up

LABELS = {"denial": "Denial"}


def compare(n: np.ndarray, k: np.ndarray) -> pd.DataFrame:
    """Each group with all others."""
    return compute_differences(pair_with_others(sum_up(n, k)), "side", LABELS, 5)


def compare_draws(n: np.ndarray, k: np.ndarray) -> pd.DataFrame:
    """The first group with all others in each of many draws, *shape* (draws, articles, groups), each a frame."""
    sums = sum_up(n, k, [str(number) for number in range(len(n))])
    table = compute_differences(pair_with_others(sums), "side", {}, 5)
    return table[table["group"] == "0"]


def test_a_difference_of_independent_statements_has_the_error_of_two_shares() -> None:
    n = np.repeat(np.eye(2, dtype=int), 200, axis=0)  # an article of one statement each
    k = n * (np.arange(400) % 4 == 0)[:, None]
    first = compare(n, k).iloc[0]
    error = np.sqrt(2 * 0.25 * 0.75 / 200)
    assert first["difference"] == 0
    assert first["high"] == pytest.approx(1.97 * error, rel=0.02)


def test_what_articles_share_is_no_error_of_a_difference() -> None:
    """In each article both sides use the frame alike, so their difference is sure although both shares vary."""
    n = np.full((40, 2), 4)
    k = np.repeat(np.arange(40)[:, None] % 5, 2, axis=1)
    table = compare(n, k)
    assert (table["high"] - table["low"]).abs().max() == 0


@pytest.mark.parametrize(
    ("truth", "correlation", "articles"),
    [
        pytest.param((0.0, 0.1), 0.1, 40, id="a side that never does"),
        pytest.param((0.02, 0.05), 0.2, 20, id="rare, of few articles"),
        pytest.param((0.02, 0.05), 0.0, 40, id="rare, statements independent"),
        pytest.param((1.0, 0.93), 0.15, 40, id="a side that always does"),
        pytest.param((0.98, 0.9), 0.1, 40, id="frequent"),
        pytest.param((0.3, 0.2), 0.1, 40, id="neither"),
    ],
)
def test_intervals_near_0_and_1_hold_the_true_difference_as_often_as_they_say(
    truth: tuple[float, float], correlation: float, articles: int
) -> None:
    """1,000 draws of articles with a manner of their own and up to 8 statements by each of two sides."""
    rng = np.random.default_rng(13)
    n = rng.integers(0, 9, (1000, articles, 2))
    chance = np.broadcast_to(truth, n.shape)
    if correlation:
        alike = np.clip(chance, 1e-9, 1 - 1e-9) * (1 / correlation - 1)
        chance = rng.beta(alike, (1 / correlation - 1) - alike)
    table = compare_draws(n, rng.binomial(n, chance))
    held = (table["low"] <= truth[0] - truth[1]) & (truth[0] - truth[1] <= table["high"])
    assert 0.94 < held[table["note"] == ""].mean() < 0.995


def test_intervals_of_differences_hold_the_true_one_as_often_as_they_say() -> None:
    """A side of share .3 against two of .2 in 40 articles with a manner of their own, 1,000 draws."""
    rng = np.random.default_rng(13)
    n = rng.integers(0, 9, (1000, 40, 3))
    manner = rng.beta(4, 4, (1000, 40, 1)) * 2
    table = compare_draws(n, rng.binomial(n, np.clip([0.3, 0.2, 0.2] * manner, 0, 1)))
    assert 0.93 < ((table["low"] <= 0.1) & (table["high"] >= 0.1)).mean() < 0.98


def test_a_period_is_held_against_the_one_before() -> None:
    n = np.zeros((15, 3), int)
    n[np.arange(15), np.arange(15) // 5] = 4
    k = n // np.array([4, 2, 1])
    table = compute_differences(pair_with_before(sum_up(n, k)), "period", LABELS, 5)
    columns = ("group", "reference", "share", "other_share", "difference")
    assert as_tuples(table, *columns) == [("1", "0", 0.5, 0.25, 0.25), ("2", "1", 1.0, 0.5, 0.5)]
    others = compare(n[:10, :2], k[:10, :2])  # of two periods, the second is held against the first in both tables
    assert as_tuples(table.head(1), "low", "high") == as_tuples(others.tail(1), "low", "high")


def test_a_difference_from_few_articles_is_withheld_and_says_why() -> None:
    table = compare(np.array([[3, 0], [3, 0], [0, 4]]), np.zeros((3, 2), int))
    assert table["low"].isna().all()
    assert set(table["note"]) == {"withheld: 1 article(s) of it or of the reference, fewer than 5"}


def test_a_single_group_differs_from_nobody() -> None:
    assert compare(np.full((9, 1), 2), np.ones((9, 1), int)).empty


@pytest.mark.parametrize("by", ["side", "outlet", "period"])
def test_sums_are_those_of_plain_pandas(by: str) -> None:
    datasets = invent_corpus(12, outlets=("Wire", "Post", "Gazette"), days=60, frames=["denial", "talks"])
    with open_corpus(datasets) as corpus:
        table = count_for_differences(corpus, by, ["denial", "talks"], "month")  # type: ignore[arg-type]
    rows = datasets["statements"].to_pandas().merge(datasets["articles"].to_pandas(), on="article_id")
    frames = datasets["frames"].to_pandas().query("frame == 'talks' and decision")
    rows["k"] = rows["statement_id"].isin(frames["statement_id"]).astype(int)
    rows["group"] = {"side": rows["side_x"] if "side_x" in rows else rows["side"], "outlet": rows["outlet"],
        "period": rows["published"].str[:7]}[by]  # fmt: skip
    rows = rows[rows["group"].fillna("") != ""]
    n = rows.pivot_table(index="article_id", columns="group", values="k", aggfunc="size", fill_value=0)
    k = rows.pivot_table(index="article_id", columns="group", values="k", aggfunc="sum", fill_value=0)
    expected = sum_up(n.to_numpy(), k.to_numpy().astype(int))
    got = table[table["frame"] == "talks"].reset_index(drop=True)
    columns = [column for column in expected if column not in ("group", "frame")]
    pd.testing.assert_frame_equal(got[columns].astype(int), expected[columns].astype(int))


def test_the_figure_shows_sides_in_their_order_without_faults(paper: Paper) -> None:
    data = invent_coding(60, frames=4)
    table = select_sides(count_differences(data, paper), data, paper)
    assert list(dict.fromkeys(table["group"])) == ["Norland", "Sudland"]
    assert find_faults(plot_differences(table, paper)) == []


def test_one_article_has_no_figure_of_differences(paper: Paper) -> None:
    for data in (EMPTY, code_crowd(6, 4)):
        assert select_sides(count_differences(data, paper), data, paper).empty


def test_a_frame_that_nobody_uses_has_no_interval_of_a_sure_zero(paper: Paper) -> None:
    n = np.repeat(np.eye(2, dtype=int), 6, axis=0)
    for k in (np.zeros_like(n), n):
        table = compare(n, k)
        assert table["low"].isna().all()
        assert set(table["note"]) == {"withheld: the frame is in no statement, or in all, of it and of the reference"}
    data = invent_coding(60, frames=4)
    of_denial = data.differences["side"]["frame"] == "denial"
    data.differences["side"].loc[of_denial, ["k", "j", *(pair for pair in PAIRS if set(pair) & {"k", "j"})]] = 0
    shown = select_sides(count_differences(data, paper), data, paper)
    assert len(shown) == 2 * 4
    assert shown.loc[shown["frame"] == "denial", "low"].isna().all()
    assert find_faults(plot_differences(shown, paper)) == []


def test_a_coded_sample_adds_corrected_differences_after_the_machines_own(paper: Paper) -> None:
    data = code_crowd(48, 2, articles=6)
    paper = replace(paper, minimum_articles=2, minimum_coded=4)
    table = count_differences(data, paper)
    own, corrected = table[table["coder"] == ""], table[table["coder"] == "pass-1"]
    assert table.index[table["coder"] == ""].max() < corrected.index.min()
    assert (own["coded"] == 0).all()
    assert (corrected["coded"] >= 4).all()
    assert corrected["low"].notna().all()
    of_denial = corrected[(corrected["by"] == "side") & (corrected["frame"] == "denial")]
    assert list(of_denial["group"]) == ["Federation of the Eastern Islands", "Norland", "Sudland"]
    # each pass marks every third statement of a sample that stands for twice as many statements
    assert of_denial["share"].tolist() == pytest.approx([2 / 3] * 3, abs=0.01)
    assert set(select_sides(table, data, paper)["coder"]) == {""}
