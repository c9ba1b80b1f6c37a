"""Agreement of coders, two by two: values, their intervals, and why there are none."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from rejoinder import measures
from rejoinder.human_coding.model import Code, CodingPass
from tests.support.coding import FRAMES, build_method, draw_sample, mark_units


def compare(*passes: CodingPass, minimum: int = 20, seed: int = 13) -> dict[tuple[str, ...], dict[str, object]]:
    rows = build_method(minimum_articles=minimum)(combinations(passes, 2), FRAMES, seed)
    return {(r["first"], r["second"], r["variable"], r["category"], r["measure"]): r for r in rows}


@pytest.mark.parametrize(
    ("first", "second", "measure", "note"),
    [
        pytest.param(["-", "-"], ["denial", "-"], "precision", "the first coder marks no unit", id="no marks of first"),
        pytest.param(["denial", "-"], ["-", "-"], "recall", "the second coder marks no unit", id="no marks of second"),
        pytest.param(["-", "-"], ["-", "-"], "f1", "neither coder marks a unit", id="no marks at all"),
        pytest.param(["-", "-"], ["-", "-"], "kappa", "both coders give every unit the same single code", id="kappa"),
        pytest.param(["-", "-"], ["-", "-"], "alpha", "both coders give every unit the same single code", id="alpha"),
    ],
)
def test_undefined_value_is_null_with_its_reason(first: list[str], second: list[str], measure: str, note: str) -> None:
    rows = compare(mark_units("machine", *first), mark_units("ann", *second))[
        "machine", "ann", "frames", "denial", measure
    ]
    assert (rows["value"], rows["note"], rows["low"]) == (None, note, None)


def test_f1_is_zero_not_undefined_where_only_one_coder_marks() -> None:
    rows = compare(mark_units("machine", "-", "-"), mark_units("ann", "denial", "-"))
    assert rows["machine", "ann", "frames", "denial", "f1"]["value"] == 0


def test_units_coded_by_one_coder_alone_do_not_count() -> None:
    rows = compare(mark_units("machine", "denial", "-", "-"), mark_units("ann", "denial", "-"))
    assert rows["machine", "ann", "frames", "denial", "f1"]["n"] == 2


def test_coders_without_a_common_unit_have_no_values() -> None:
    left, right = (
        mark_units("machine", "denial"),
        CodingPass(name="ann", codes={("b", 1): Code(speaker="", form="", frames=frozenset())}),
    )
    rows = compare(left, right)
    assert {(r["n"], r["value"]) for r in rows.values()} == {(0, None)}
    assert {r["note"] for r in rows.values()} == {measures.NOT_CODED}


def test_micro_pools_decisions_and_macro_averages_frames() -> None:
    machine = mark_units("machine", "denial", "denial deterrence", "-", "-")
    ann = mark_units("ann", "denial", "denial", "deterrence", "-")
    rows = compare(machine, ann)
    values = {c: rows["machine", "ann", "frames", c, "f1"]["value"] for c in ("denial", "deterrence", "micro", "macro")}
    assert values == {"denial": 1.0, "deterrence": 0.0, "micro": round(4 / 6, 4), "macro": 0.5}
    assert rows["machine", "ann", "frames", "micro", "f1"]["n"] == 4  # units, not decisions


def test_macro_says_which_frames_it_leaves_out() -> None:
    rows = compare(mark_units("machine", "denial", "-"), mark_units("ann", "denial", "-"))
    macro = rows["machine", "ann", "frames", "macro", "f1"]
    assert (macro["value"], macro["note"]) == (1.0, "mean of 1 of 2 frames, without deterrence")


def test_every_pair_of_coders_is_compared_once() -> None:
    rows = compare(mark_units("machine", "denial"), mark_units("ann", "denial"), mark_units("bo", "-"))
    assert {key[:2] for key in rows} == {("machine", "ann"), ("machine", "bo"), ("ann", "bo")}


def test_speakers_are_equal_whatever_their_case_and_spacing() -> None:
    rows = compare(
        mark_units("machine", "-", "-", speakers="Ada  moor"), mark_units("ann", "-", "-", speakers="Ada Moor")
    )
    assert rows["machine", "ann", "speaker", "", "equal"]["value"] == 1.0
    rows = compare(mark_units("machine", "-", speakers="Moor"), mark_units("ann", "-", speakers="Ada Moor"))
    assert rows["machine", "ann", "speaker", "", "equal"]["value"] == 0.0


def test_form_a_coder_left_open_is_not_compared() -> None:
    ann = CodingPass(name="ann", codes={("a00", 1): Code(speaker="x", form="", frames=frozenset())})
    assert compare(mark_units("machine", "-"), ann)["machine", "ann", "form", "", "kappa"]["n"] == 0


TWENTY = [("denial" if n % 3 else "-") for n in range(40)]


FLAWED = [("denial" if n % 4 else "-") for n in range(40)]


def test_interval_is_withheld_below_the_minimum_of_articles() -> None:
    rows = compare(mark_units("machine", *TWENTY, articles=10), mark_units("ann", *FLAWED, articles=10))
    row = rows["machine", "ann", "frames", "denial", "f1"]
    assert (row["low"], row["high"]) == (None, None)
    assert row["interval_note"] == "withheld: 10 article(s) coded by both, fewer than 20"


def test_interval_is_given_from_the_minimum_of_articles() -> None:
    rows = compare(mark_units("machine", *TWENTY, articles=20), mark_units("ann", *FLAWED, articles=20))
    row = rows["machine", "ann", "frames", "denial", "f1"]
    assert row["low"] < row["value"] < row["high"]
    assert row["interval_note"] == ""


def test_interval_resamples_articles_not_sentences() -> None:
    """Whole articles agree or disagree: 20 articles of 20 sentences then vary more than 400 of one sentence."""
    marks = ["denial"] * 400
    wrong = ["-"] * 80 + ["denial"] * 320
    wide = compare(mark_units("machine", *marks, articles=20), mark_units("ann", *wrong, articles=20))
    narrow = compare(mark_units("machine", *marks, articles=400), mark_units("ann", *wrong, articles=400))
    key = ("machine", "ann", "frames", "denial", "precision")
    assert wide[key]["high"] - wide[key]["low"] > 2 * (narrow[key]["high"] - narrow[key]["low"])


def test_interval_depends_on_the_seed_and_nothing_else() -> None:
    pair = mark_units("machine", *TWENTY, articles=20), mark_units("ann", *FLAWED, articles=20)
    key = ("machine", "ann", "frames", "denial", "kappa")
    assert compare(*pair)[key] == compare(*pair)[key]
    assert compare(*pair)[key]["low"] != compare(*pair, seed=14)[key]["low"]


def test_interval_is_withheld_where_many_resamples_leave_it_undefined() -> None:
    """One mark in one of twenty articles: more than a third of the resamples miss that article."""
    marks = ["denial"] + ["-"] * 39
    rows = compare(mark_units("machine", *marks, articles=20), mark_units("ann", *marks, articles=20))
    row = rows["machine", "ann", "frames", "denial", "f1"]
    assert (row["value"], row["low"]) == (1.0, None)
    assert "of 200 resamples" in str(row["interval_note"])


def test_measures_of_a_stratified_sample_weigh_units_by_what_they_stand_for() -> None:
    """Marked: 10 of 10 drawn, unmarked: 10 of 90, of which the coder marks one; it stands for 9 missed statements."""
    machine, ann = draw_sample({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    rows = compare(machine, ann)
    values = {m: rows["machine", "ann", "frames", "denial", m]["value"] for m in ("precision", "recall", "alpha")}
    assert (values["precision"], values["recall"]) == (0.8, round(8 / 17, 4))
    assert rows["machine", "ann", "frames", "denial", "recall"]["weighted"]
    assert rows["machine", "ann", "frames", "denial", "recall"]["n"] == 20
    every_statement = measures.alpha(np.array([[81.0, 9.0], [2.0, 8.0]]) / 5)  # all 100 statements, n as coded
    assert values["alpha"] == round(float(every_statement), 4)


def test_passes_are_held_against_each_other_unweighted() -> None:
    _, ann = draw_sample({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    bo = replace(ann, name="bo")
    assert not compare(ann, bo)["ann", "bo", "frames", "denial", "f1"]["weighted"]
