"""Shares corrected for the machine's errors: worked examples, coverage, and why they are withheld."""

from dataclasses import replace

import numpy as np
import pytest

from rejoinder.agreement.machine import MachineCoding
from rejoinder.agreement.population import Population, name_side
from rejoinder.agreement.prevalence import compute_prevalence, list_coded_sample
from rejoinder.human_coding.model import CodingPass
from tests.support.coding import build_method, build_population, draw_sample, mark_units


def shares(machine: CodingPass, coder: CodingPass, population: Population) -> dict[str, dict[str, object]]:
    statements = {
        unit: {"side": "north" if number % 2 else None, "form": "direct", "speaker_kind": "person"}
        for number, unit in enumerate(sorted(machine.codes))
    }
    coding = MachineCoding(coding=machine, statements=statements, scores={}, thresholds={})
    return {row["side"]: row for row in compute_prevalence(coding, coder, population, ["denial"], build_method())}


def test_corrected_share_adds_what_the_machine_misses_and_takes_off_its_false_alarms() -> None:
    """10 of 100 are marked, 2 of them wrongly; 1 of 10 unmarked ones coded is missed, so 9 of 90: 8 + 9 of 100."""
    machine, ann = draw_sample({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    row = shares(machine, ann, build_population(100, 10))[""]
    assert (row["machine"], row["corrected"], row["n"], row["statements"]) == (0.1, 0.17, 20, 100)
    assert row["low"] < 0.17 < row["high"]


def test_corrected_share_of_one_stratum_is_prediction_powered_inference() -> None:
    """n = 100 of 10,000: lambda is the slope, the share lambda * machine's + mean of what it leaves (PPI++, eq. 5)."""
    machine, ann = draw_sample({"A": (20, 10, 5, 65)}, {"A": 10_000})
    row = shares(machine, ann, build_population(10_000, 2_800))[""]
    y, m = np.repeat([1, 0, 1, 0], [20, 10, 5, 65]), np.repeat([1, 1, 0, 0], [20, 10, 5, 65])
    slope = np.cov(y, m)[0, 1] / m.var(ddof=1)
    value = slope * 0.28 + (y - slope * m).mean()
    error = np.sqrt((1 - 0.01) / 100 * ((y - slope * m).var(ddof=1) + 0.01))
    assert row["tuning"] == round(slope, 4)
    assert row["corrected"] == round(value, 4)
    assert (row["low"], row["high"]) == (
        pytest.approx(value - 1.95996 * error, abs=1e-4),
        pytest.approx(value + 1.95996 * error, abs=1e-4),
    )


def test_machine_that_says_nothing_of_the_coder_is_not_relied_on() -> None:
    machine, ann = draw_sample({"A": (10, 10, 10, 10)}, {"A": 1_000})
    row = shares(machine, ann, build_population(1_000, 900))[""]
    assert (row["tuning"], row["corrected"]) == (0.0, 0.5)


def test_interval_of_a_machine_without_a_seen_error_has_a_width() -> None:
    machine, ann = draw_sample({"A": (5, 0, 0, 95)}, {"A": 10_000})
    row = shares(machine, ann, build_population(10_000, 500))[""]
    assert row["corrected"] == 0.05
    assert row["high"] - row["low"] > 0.03


def test_share_is_given_for_each_of_several_sides() -> None:
    machine, ann = draw_sample({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    sides = Population(
        statements={"": 100, "north": 50, "side unknown": 50},
        marked={("", "denial"): 10, ("north", "denial"): 5, ("side unknown", "denial"): 5},
        fingerprint="",
    )
    rows = shares(machine, ann, sides)
    assert list(rows) == ["", "north", "side unknown"]
    assert [(row["n"], row["statements"]) for row in rows.values()] == [(20, 100), (10, 50), (10, 50)]
    assert rows["north"]["corrected"] == pytest.approx(2 * 0.17 - rows["side unknown"]["corrected"], abs=0.02)


def list_sample(coder: CodingPass, machine: CodingPass, statements: int) -> list[tuple[object, ...]]:
    units = {unit: {"statement_id": unit[0]} for unit in machine.codes}
    coding = MachineCoding(coding=machine, statements=units, scores={}, thresholds={})  # type: ignore[arg-type]
    population = build_population(statements, 1)
    return [tuple(row.values()) for row in list_coded_sample(coding, coder, population, ["denial"], build_method())]


def test_what_corrects_shares_is_listed_with_its_strata_for_other_parts_of_the_corpus() -> None:
    machine, ann = draw_sample({"A": (1, 1, 0, 0), "B": (0, 0, 1, 1)}, {"A": 10, "B": 90})
    assert list_sample(ann, machine, 100) == [
        ("ann", "a000", "denial", "A", 10, True, True),
        ("ann", "a001", "denial", "A", 10, False, True),
        ("ann", "a002", "denial", "B", 90, True, False),
        ("ann", "a003", "denial", "B", 90, False, False),
    ]
    flawed = replace(ann, sample=replace(ann.sample, flaw="rows were skipped"))
    for withheld in (flawed, replace(ann, sample=None)):
        assert list_sample(withheld, machine, 100) == []


@pytest.mark.parametrize(
    ("coder", "statements", "reason"),
    [
        pytest.param(mark_units("ann", *["-"] * 4), 4, "every statement is coded", id="nothing left"),
        pytest.param(mark_units("ann", *["-"] * 4), 9, "were not drawn at random", id="whole articles"),
        pytest.param(
            draw_sample({"A": (1, 1, 0, 0)}, {"A": 9})[1], 9, "2 statement(s) coded, fewer than 4", id="too few"
        ),
        pytest.param(draw_sample({"A": (4, 4, 0, 0)}, {"A": 9}, "a flaw")[1], 9, "withheld: a flaw", id="no sample"),
    ],
)
def test_corrected_share_is_withheld_with_its_reason(coder: CodingPass, statements: int, reason: str) -> None:
    row = shares(CodingPass(name="machine", codes=coder.codes), coder, build_population(statements, 1))[""]
    assert row.get("corrected") is None
    assert reason in str(row["note"])


@pytest.mark.parametrize(
    ("side", "form", "speaker_kind", "name"),
    [
        pytest.param("north", "narrated", "outlet", "north", id="a side"),
        pytest.param("", "narrated", "", "narration", id="narrated"),
        pytest.param(None, "indirect", "outlet", "narration", id="the outlet speaks"),
        pytest.param(None, "direct", "person", "side unknown", id="a speaker"),
    ],
)
def test_what_has_no_side_is_narration_or_unknown(side: str, form: str, speaker_kind: str, name: str) -> None:
    assert name_side(side, form, speaker_kind) == name
