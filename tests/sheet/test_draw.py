"""How statements are drawn for a coding sheet."""

import pytest

from rejoinder.sheet.draw import Draw, SheetError
from tests.support.sheets import FRAMES, MARKED


def test_each_stratum_is_drawn_from_and_the_rarest_frame_names_it() -> None:
    order, sizes = Draw(n=9, seed=13)(MARKED, FRAMES)
    assert sorted(sizes.values()) == [2, 4, 6]  # denial with the statement of both, talks, none
    assert order["harbour/0001"] == order["harbour/0002"]
    assert sorted(list(order.values()).count(s) for s in sizes) == [2, 3, 4]


def test_rows_are_shared_half_evenly_half_by_size() -> None:
    """20 / 3 each and 20 by size make 24.8, 8.5 and 6.8; C has but 5, its rest goes to the others."""
    assert Draw(n=40, seed=1).allocate({"A": 1000, "B": 100, "C": 5}) == {"A": 26, "B": 9, "C": 5}


def test_uncertain_statements_get_up_to_half_of_the_rows() -> None:
    assert Draw(n=40, seed=1).allocate({"A": 1000, "B": 100, "C": 50}, first="C") == {"A": 14, "B": 6, "C": 20}
    assert Draw(n=40, seed=1).allocate({"A": 1000, "B": 100, "C": 7}, first="C")["C"] == 7


def test_uncertain_statements_are_a_stratum_whatever_their_frames() -> None:
    uncertain = {"harbour/0001", "harbour/0004", "harbour/0012"}
    order, sizes = Draw(n=12, seed=13)(MARKED, FRAMES, uncertain)
    (stratum,) = {order[statement_id] for statement_id in uncertain}
    assert sizes[stratum] == 3
    assert [key for key, own in order.items() if own == stratum and key not in uncertain] == []


def test_sheet_of_more_rows_than_statements_holds_them_all() -> None:
    assert sum(Draw(n=500, seed=1).allocate({"A": 7, "B": 3}).values()) == 10


def test_sheet_too_small_for_its_strata_is_refused() -> None:
    with pytest.raises(SheetError, match="--n must be at least 6, 2 for each of 3 strata"):
        Draw(n=5, seed=1)(MARKED, FRAMES)


def test_draw_depends_on_the_seed_and_not_on_the_order_of_statements() -> None:
    turned = dict(reversed(MARKED.items()))
    assert Draw(n=8, seed=1)(MARKED, FRAMES) == Draw(n=8, seed=1)(turned, FRAMES)
    assert Draw(n=8, seed=1)(MARKED, FRAMES) != Draw(n=8, seed=2)(MARKED, FRAMES)


def test_every_statement_of_a_stratum_is_drawn_equally_often() -> None:
    counts = dict.fromkeys(MARKED, 0)
    for seed in range(600):
        for statement_id in Draw(n=6, seed=seed)(MARKED, FRAMES)[0]:
            counts[statement_id] += 1
    none = [count for key, count in counts.items() if not MARKED[key]]
    assert max(none) - min(none) < 80  # 200 expected of each, standard deviation 12
