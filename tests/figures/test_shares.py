"""Intervals of shares hold what they say, and are withheld where articles are few."""

import numpy as np
import pandas as pd
import pytest

from rejoinder.figures.shares import compute_shares, pool_groups
from tests.support.corpora import as_tuples


def grouped(k: list[int], n: list[int], group: str = "g", frame: str = "denial") -> pd.DataFrame:
    """What `count_by_group` makes of articles with so many statements with the frame, of so many."""
    with_frame, size = np.array(k), np.array(n)
    sums = {"count": with_frame.sum(), "kk": (with_frame**2).sum(), "kn": (with_frame * size).sum()}
    row = {"group": group, "articles": len(n), "n": size.sum(), "nn": (size**2).sum(), "frame": frame}
    return pd.DataFrame([row | sums])


def test_interval_of_articles_of_one_statement_is_wilsons() -> None:
    table = compute_shares(grouped([1] * 10 + [0] * 30, [1] * 40), {"denial": "Denial"}, 5)
    assert as_tuples(table, "share", "note") == [(0.25, "")]
    assert as_tuples(table, "low", "high")[0] == pytest.approx((0.1419, 0.4019), abs=1e-4)


def test_interval_is_wider_where_statements_of_an_article_agree() -> None:
    alike = compute_shares(grouped([8] * 5 + [0] * 5, [8] * 10), {"denial": "Denial"}, 5)
    mixed = compute_shares(grouped([4] * 10, [8] * 10), {"denial": "Denial"}, 5)
    widths = [float((table["high"] - table["low"]).iloc[0]) for table in (alike, mixed)]
    assert widths[0] > 2.5 * widths[1]


def test_interval_of_a_frame_that_is_never_given_reaches_beyond_zero() -> None:
    table = compute_shares(grouped([4, 4, 1, 0, 0], [8] * 5), {"denial": "Denial", "deterrence": "Deterrence"}, 5)
    assert table.loc[table["frame"] == "deterrence", "low"].item() == 0
    assert table.loc[table["frame"] == "deterrence", "high"].item() > 0.1


def test_interval_from_few_articles_is_withheld_and_says_why() -> None:
    table = compute_shares(grouped([4] * 4, [8] * 4), {"denial": "Denial"}, 5)
    assert as_tuples(table, "share", "note") == [(0.5, "withheld: 4 article(s), fewer than 5")]
    assert table["low"].isna().all()


def test_intervals_hold_the_true_share_as_often_as_they_say() -> None:
    """Five periods of 25 articles, 8 statements each, true shares of 5 to 25 %, clustered by article."""
    rng, held = np.random.default_rng(13), []
    truth = {"denial": 0.05, "deterrence": 0.25}
    for _ in range(300):
        chances = {frame: rng.beta(2 * share, 2 * (1 - share), (5, 25)) for frame, share in truth.items()}
        counts = {frame: rng.binomial(8, chance) for frame, chance in chances.items()}
        parts = [grouped(list(k), [8] * 25, str(g), f) for f, many in counts.items() for g, k in enumerate(many)]
        table = compute_shares(pd.concat(parts), dict.fromkeys(truth, ""), 5)
        true = table["frame"].map(truth)
        held.append(((table["low"] <= true) & (true <= table["high"])).mean())
    assert 0.93 < np.mean(held) < 0.97


def test_pooled_groups_add_up_their_articles_statements_and_frames() -> None:
    parts = pd.concat([grouped([1, 2], [4, 4], "a"), grouped([3], [9], "b"), grouped([0], [5], "c")])
    table = pool_groups(parts, {"a": "a", "b": "others (2)", "c": "others (2)"})
    assert as_tuples(table, "group", "articles", "n", "nn", "count", "kk", "kn") == [
        ("a", 2, 8, 32, 3, 5, 12), ("others (2)", 2, 14, 106, 3, 9, 27),
    ]  # fmt: skip
