"""Differences corrected by a coded sample: what they come to, and how often their intervals hold the truth."""

import numpy as np
import pandas as pd
import pytest

from rejoinder.corpus.differences import CodedParts
from rejoinder.figures.corrected_differences import correct_differences
from rejoinder.figures.pairs import pair_with_before, pair_with_others
from tests.support.sums import sum_up

Coded = tuple[CodedParts, pd.DataFrame]


def draw_coded(rng: np.random.Generator, truth: tuple[float, float], articles: int, coded: int, hits: float) -> Coded:
    """Articles with a manner of their own, up to 10 statements by each of two sides, of which some are coded.

    The machine finds the share `hits` of the frames and gives 5 % of the others the frame as well; the sample is
    stratified by what it gave.
    """
    n = rng.integers(0, 11, (articles, 2))
    mean = np.broadcast_to(truth, n.shape)
    chance = rng.beta(8 * mean, 8 * (1 - mean))
    article, side = (index.repeat(n.ravel()) for index in (a.ravel() for a in np.indices(n.shape)))
    true = rng.random(len(article)) < chance[article, side]
    machine = rng.random(len(article)) < np.where(true, hits, 0.05)
    k = np.zeros_like(n)
    np.add.at(k, (article, side), machine)
    rows = np.concatenate([rng.permutation(np.flatnonzero(machine == mark))[: coded // 2] for mark in (False, True)])
    sample = pd.DataFrame({"statement_id": rows, "frame": "denial", "truth": true[rows], "machine": machine[rows]})
    sample = sample.assign(
        stratum=machine[rows].astype(str), size=np.where(machine[rows], machine.sum(), (~machine).sum())
    )
    groups = pd.DataFrame({"statement_id": rows, "article_id": article[rows], "group": side[rows].astype(str)})
    cells = pd.DataFrame({"article_id": np.arange(articles).repeat(2), "group": ["0", "1"] * articles})
    cells = cells.assign(frame="denial", n=n.ravel(), k=k.ravel()).query("n > 0")
    return CodedParts(sums=sum_up(n, k), cells=cells[cells["article_id"].isin(article[rows])], groups=groups), sample


@pytest.mark.parametrize(
    ("truth", "hits"),
    [
        pytest.param((0.3, 0.15), 0.8, id="a fair machine"),
        pytest.param((0.3, 0.15), 0.3, id="a poor machine"),
        pytest.param((0.04, 0.08), 0.8, id="a rare frame"),
    ],
)
def test_corrected_intervals_hold_the_true_difference_of_the_articles_like(
    truth: tuple[float, float], hits: float
) -> None:
    """100 draws of articles, machine and sample; the machine's own difference is wrong by its errors."""
    rng, estimates, machine = np.random.default_rng(13), [], []
    for _ in range(100):
        parts, sample = draw_coded(rng, truth, 80, 200, hits)
        pairs = pair_with_others(parts.sums).head(1)
        machine.append(float((pairs["k"] / pairs["n"] - pairs["j"] / pairs["m"]).iloc[0]))
        estimates.append(correct_differences(pairs, parts, sample, 10, with_others=True).iloc[0])
    table = pd.DataFrame(estimates)
    true = truth[0] - truth[1]
    assert table["difference"].mean() == pytest.approx(true, abs=0.02)
    assert abs(np.mean(machine) - true) > abs(table["difference"].mean() - true)
    assert 0.9 < ((table["low"] <= true) & (true <= table["high"])).mean() <= 1


def test_where_every_statement_is_coded_only_articles_vary() -> None:
    """The machine errs, and the difference is that of the truth with its error by linearisation."""
    parts, sample = draw_coded(np.random.default_rng(5), (0.3, 0.2), 60, 10_000, 0.8)
    row = correct_differences(pair_with_others(parts.sums).head(1), parts, sample, 10, with_others=True).iloc[0]
    coded = sample.merge(parts.groups, on="statement_id").assign(one=1)
    n, k = (
        coded.pivot_table(index="article_id", columns="group", values=value, aggfunc="sum", fill_value=0).to_numpy(int)
        for value in ("one", "truth")
    )
    p, q = k.sum(axis=0) / n.sum(axis=0)
    scores = (k[:, 0] - p * n[:, 0]) / n[:, 0].sum() - (k[:, 1] - q * n[:, 1]) / n[:, 1].sum()
    error = np.sqrt(len(n) / (len(n) - 1) * (scores**2).sum())
    assert row["difference"] == pytest.approx(p - q, abs=1e-9)
    assert row["high"] - row["difference"] == pytest.approx(2.0 * error, rel=0.02)


def test_two_periods_are_the_same_pair_held_against_others_or_the_one_before() -> None:
    parts, sample = draw_coded(np.random.default_rng(5), (0.3, 0.2), 60, 200, 0.8)
    others = correct_differences(pair_with_others(parts.sums).tail(1), parts, sample, 10, with_others=True)
    before = pair_with_others(parts.sums).tail(1).assign(reference="0")
    columns = ["coded", "share", "other_share", "difference", "low", "high"]
    same = correct_differences(before, parts, sample, 10, with_others=False)
    pd.testing.assert_frame_equal(others[columns], same[columns])
    assert pair_with_before(parts.sums)["reference"].tolist() == ["0"]


def test_a_group_with_few_coded_statements_is_left_out() -> None:
    parts, sample = draw_coded(np.random.default_rng(5), (0.3, 0.2), 60, 60, 0.8)
    pairs = pair_with_others(parts.sums)
    assert len(correct_differences(pairs, parts, sample, 10, with_others=True)) == 2
    assert correct_differences(pairs, parts, sample, 50, with_others=True).empty
