"""Shares of the machine's speakers, sides and stances that a coder calls right: worked examples and coverage."""

import numpy as np
import pytest

from rejoinder.agreement.correctness import NOT_DRAWN, compute_correctness
from rejoinder.agreement.rows import CorrectnessRow
from rejoinder.human_coding.model import Code, CodingPass, Sample
from tests.support.coding import build_method

TARGETS = ("norland", "talks")


def code(speaker: str = "Ada", side: str = "Norland", **stances: str) -> Code:
    given = dict.fromkeys(TARGETS, "neutral") | stances
    return Code(speaker=speaker, form="", frames=frozenset(), side=side, stances=given)


def judge(
    machine: list[Code], coder: list[Code], strata: str = "", sizes: dict[str, int] | None = None, flaw: str = ""
) -> dict[tuple[str, str], CorrectnessRow]:
    """Rows by variable and category."""
    rows = compute_correctness(*build_passes(machine, coder, strata, sizes, flaw), build_method())
    return {(row["variable"], row["category"]): row for row in rows}


def build_passes(
    machine: list[Code], coder: list[Code], strata: str = "", sizes: dict[str, int] | None = None, flaw: str = ""
) -> tuple[CodingPass, CodingPass]:
    """The machine's pass and a coder's; strata are letters, one a unit."""
    units = [(f"a{number:04d}", 1) for number in range(len(machine))]
    sample = Sample(strata=dict(zip(units, strata, strict=False)), sizes=sizes or {}, flaw=flaw) if strata else None
    first = CodingPass(name="machine", codes=dict(zip(units, machine, strict=True)))
    return first, CodingPass(name="ann", codes=dict(zip(units, coder, strict=True)), sample=sample)


def test_right_speakers_count_as_many_statements_as_they_stand_for() -> None:
    """In A (10 statements) 1 of 2 is right, in B (90) all of 3: (5 + 90) of 100."""
    coder = [code(), code("Bo"), code(), code(), code()]
    row = judge([code()] * 5, coder, "AABBB", {"A": 10, "B": 90})["speaker", ""]
    assert (row["n"], row["right"], row["note"]) == (5, 0.95, "")
    assert row["low"] < 0.95 < row["high"]  # type: ignore[operator]


def test_case_and_spaces_make_no_other_side() -> None:
    row = judge([code(side="United  States")], [code(side="united states")])["side", ""]
    assert row["right"] == 1.0


def test_stance_that_either_gives_counts_and_neutral_ones_of_both_do_not() -> None:
    machine = [code(norland="opposes"), code(norland="favours", talks="favours"), code(), code()]
    coder = [code(norland="opposes"), code(norland="opposes"), code(talks="favours"), code()]
    rows = judge(machine, coder)
    assert [(rows["stances", t]["n"], rows["stances", t]["right"]) for t in ("", *TARGETS)] == [
        (4, 0.25), (2, 0.5), (2, 0.0),
    ]  # fmt: skip


def test_without_a_stance_by_either_there_is_no_share() -> None:
    row = judge([code()], [code()])["stances", "talks"]
    assert (row["n"], row["right"], row["note"]) == (0, None, "neither machine nor coder gives a stance")


def test_no_interval_where_statements_were_not_drawn_or_some_were_skipped() -> None:
    assert judge([code()] * 4, [code()] * 4)["speaker", ""]["note"] == NOT_DRAWN
    skipped = judge([code()] * 4, [code()] * 4, "AAAA", {"A": 9}, "row 2 is empty")["speaker", ""]
    assert (skipped["right"], skipped["low"]) == (1.0, None)
    assert skipped["note"] == "statements weigh as many as they stand for; no interval: row 2 is empty"


def test_share_is_that_of_table_agreement_where_rows_were_skipped_as_well() -> None:
    """In A (10 statements) 1 of 2 is right, in B (90) all of 3: (5 + 90) of 100."""
    coder = [code(), code("Bo"), code(), code(), code()]
    for flaw in ("", "row 2 is empty"):
        first, second = build_passes([code()] * 5, coder, "AABBB", {"A": 10, "B": 90}, flaw)
        right = [row["right"] for row in compute_correctness(first, second, build_method())]
        rows = build_method()([(first, second)], ["denial"], 13)
        equal = [r["value"] for r in rows if r["measure"] == "equal" and r["variable"] in ("speaker", "side")]
        assert right[:2] == equal == [0.95, 1.0]


def test_machine_without_a_seen_error_has_an_interval_with_a_width() -> None:
    row = judge([code()] * 50, [code()] * 50, "A" * 50, {"A": 5_000})["side", ""]
    assert (row["right"], row["high"]) == (1.0, 1.0)
    assert 0.9 < row["low"] < 1  # type: ignore[operator]


def test_pass_that_codes_speakers_alone_has_no_row_of_sides_and_stances() -> None:
    coder = [Code(speaker="Ada", form="direct", frames=frozenset())]
    assert list(judge([code()], coder)) == [("speaker", "")]


def test_interval_of_stances_covers_the_true_share_about_as_often_as_it_says() -> None:
    """Of 200 samples of 100 from 2,000 statements in two strata, whose stances are right to different shares."""
    generator = np.random.default_rng(13)
    given = np.r_[np.ones(400, bool), generator.random(1_600) < 0.1]
    right = given & (generator.random(2_000) < np.r_[np.full(400, 0.8), np.full(1_600, 0.3)])
    truth, covered = right.sum() / given.sum(), 0
    for _ in range(200):
        drawn = [*generator.choice(400, 50, replace=False), *(400 + generator.choice(1_600, 50, replace=False))]
        machine = [code(talks="favours") if given[i] else code() for i in drawn]
        coder = [code(talks="favours") if right[i] else code() for i in drawn]
        row = judge(machine, coder, "A" * 50 + "B" * 50, {"A": 400, "B": 1_600})["stances", ""]
        covered += row["low"] <= truth <= row["high"]  # type: ignore[operator]
    assert covered / 200 == pytest.approx(0.95, abs=0.04)
