"""Differences between groups: their intervals allow for statements of one article being alike."""

import numpy as np
import pandas as pd
import pytest

from rejoinder.corpus import open_corpus
from rejoinder.corpus.differences import count_for_differences
from rejoinder.figures.differences import compute_differences, count_differences, plot_differences, select_sides
from rejoinder.figures.style import Paper
from tests.support.corpora import invent_corpus
from tests.support.figure_data import EMPTY, code_crowd, invent_coding
from tests.support.figure_text import find_faults

LABELS = {"denial": "Denial"}


def sum_up(n: np.ndarray, k: np.ndarray) -> pd.DataFrame:
    """What `count_for_differences` makes of counts by article and group, *shape* (articles, groups)."""
    size, hits, rows = n.sum(axis=1), k.sum(axis=1), []
    for group in range(n.shape[1]):
        own, marked = n[:, group], k[:, group]
        row = {"group": str(group), "frame": "denial", "articles": (own > 0).sum(), "n": own.sum(), "k": marked.sum()}
        row |= {"shared_articles": ((own > 0) & (own < size)).sum(), "all_articles": (size > 0).sum()}
        row |= {"nn": own @ own, "kn": marked @ own, "kk": marked @ marked, "n_all_n": own @ size}
        row |= {"k_all_n": marked @ size, "n_all_k": own @ hits, "k_all_k": marked @ hits, "all_n": size.sum()}
        row |= {"all_k": hits.sum(), "all_nn": size @ size, "all_kn": hits @ size, "all_kk": hits @ hits}
        rows.append(row)
    return pd.DataFrame(rows)


def test_a_difference_of_independent_statements_has_the_error_of_two_shares() -> None:
    n = np.repeat(np.eye(2, dtype=int), 200, axis=0)  # an article of one statement each
    k = n * (np.arange(400) % 4 == 0)[:, None]
    first = compute_differences(sum_up(n, k), "side", LABELS, 5).iloc[0]
    error = np.sqrt(2 * 0.25 * 0.75 / 200)
    assert first["difference"] == 0
    assert first["high"] == pytest.approx(1.97 * error, rel=0.02)


def test_what_articles_share_is_no_error_of_a_difference() -> None:
    """In each article both sides use the frame alike, so their difference is sure although both shares vary."""
    n = np.full((40, 2), 4)
    k = np.repeat(np.arange(40)[:, None] % 5, 2, axis=1)
    table = compute_differences(sum_up(n, k), "side", LABELS, 5)
    assert (table["high"] - table["low"]).abs().max() == 0


def test_intervals_of_differences_hold_the_true_one_as_often_as_they_say() -> None:
    """A side of share .3 against two of .2 in 40 articles with a manner of their own, 1,000 draws."""
    rng, held = np.random.default_rng(13), []
    truth = np.array([0.3, 0.2, 0.2])
    for _ in range(1000):
        n = rng.integers(0, 9, (40, 3))
        manner = rng.beta(4, 4, (40, 1)) * 2
        k = rng.binomial(n, np.clip(truth * manner, 0, 1))
        row = compute_differences(sum_up(n, k), "side", LABELS, 5).iloc[0]
        held.append(row["low"] <= 0.1 <= row["high"])
    assert 0.93 < np.mean(held) < 0.97


def test_a_difference_from_few_articles_is_withheld_and_says_why() -> None:
    table = compute_differences(sum_up(np.array([[3, 0], [3, 0], [0, 4]]), np.zeros((3, 2), int)), "side", LABELS, 5)
    assert table["low"].isna().all()
    assert set(table["note"]) == {"withheld: 1 article(s) of it or of the others, fewer than 5"}


def test_a_single_group_differs_from_nobody() -> None:
    assert compute_differences(sum_up(np.full((9, 1), 2), np.ones((9, 1), int)), "side", LABELS, 5).empty


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
        table = compute_differences(sum_up(n, k), "side", LABELS, 5)
        assert table["low"].isna().all()
        assert set(table["note"]) == {"withheld: the frame is in no statement, or in all, of it and of the others"}
    data = invent_coding(60, frames=4)
    data.differences["side"].loc[data.differences["side"]["frame"] == "denial", ["k", "all_k", "kn", "kk"]] = 0
    data.differences["side"].loc[
        data.differences["side"]["frame"] == "denial", ["k_all_n", "n_all_k", "k_all_k", "all_kn", "all_kk"]
    ] = 0
    shown = select_sides(count_differences(data, paper), data, paper)
    assert len(shown) == 2 * 4
    assert shown.loc[shown["frame"] == "denial", "low"].isna().all()
    assert find_faults(plot_differences(shown, paper)) == []
