"""Specification curves: what is drawn of the results in seeds/multiverse, and when they are left aside."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rejoinder import paths
from rejoinder.figures.data import FigureData
from rejoinder.figures.specification_curve import Curves, plot_specification_curve, read_curves, select_numbers
from rejoinder.figures.style import Paper
from tests.support.curves import GRID, invent_curves
from tests.support.figure_data import invent_coding
from tests.support.figure_text import find_faults

DATA = invent_coding(60, frames=4)


@pytest.mark.parametrize(("frames", "of_sides"), [(4, False), (4, True), (10, False), (10, True)])
def test_curves_of_any_codebook_are_drawn_without_faults(frames: int, of_sides: bool, paper: Paper) -> None:
    data = invent_coding(20, frames=frames)
    curves = invent_curves(data)
    table = select_numbers(curves, data, paper, of_sides)
    assert find_faults(plot_specification_curve(table, curves.numbers, paper)) == []


def test_choices_that_move_nothing_and_numbers_that_are_withheld_are_not_drawn(paper: Paper) -> None:
    table = select_numbers(invent_curves(DATA), DATA, paper, of_sides=True)
    assert "choice_near copies" not in table
    assert "Withheld" not in set(table["side"])
    assert table.groupby(["side", "frame"])["preferred"].sum().eq(1).all()


def test_curves_that_no_number_has_a_decomposition_of_show_all_choices(paper: Paper) -> None:
    curves = invent_curves(DATA)
    curves = Curves(curves.estimates, curves.numbers.assign(most=""), curves.choices.assign(with_others=np.nan))
    table = select_numbers(curves, DATA, paper, of_sides=True)
    assert set(GRID) <= set(table)
    assert find_faults(plot_specification_curve(table, curves.numbers, paper)) == []


def test_sides_that_the_page_has_no_room_for_are_left_to_the_table(paper: Paper) -> None:
    table = select_numbers(invent_curves(DATA, sides=9), DATA, paper, of_sides=True)
    assert 1 <= table["side"].nunique() < 9


def write_results(data: FigureData, curves: Curves) -> None:
    parts = {"estimates": curves.estimates, "numbers": curves.numbers, "choices": curves.choices}
    paths.MULTIVERSE.mkdir(parents=True)
    for name, table in (parts | {"counted": data.sides_frames}).items():
        table.to_csv(paths.MULTIVERSE / f"{name}.csv", index=False)


def test_results_of_another_coding_are_left_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_curves(DATA) is None
    curves = invent_curves(DATA)
    write_results(DATA, curves)
    read = read_curves(DATA)
    assert read is not None
    assert read.estimates["choice_threshold"].unique().tolist() == ["0", "-0.1", "+0.1"]
    pd.testing.assert_frame_equal(read.numbers, curves.numbers, check_dtype=False)
    assert read_curves(invent_coding(59, frames=4)) is None
