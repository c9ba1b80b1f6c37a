"""Whether scores of frames are probabilities, on worked examples."""

from typing import Any

from benchmarks.news import FRAMES
from benchmarks.reliability import judge_scores, report
from rejoinder.agreement import Agreement

METHOD = Agreement(minimum_articles=2, minimum_coded=2, resamples=20, level=0.95, bins=2, examples=0)
TEXT = "We deny it. We sang."


def build_unit(start: int, end: int, form: str, *frames: str) -> dict[str, Any]:
    return {"start": start, "end": end, "form": form, "frames": list(frames)}


def build_statement(start: int, end: int, denial: float) -> dict[str, Any]:
    return {"start": start, "end": end, "form": "direct", "scores": dict.fromkeys(FRAMES, 0.0) | {"denial": denial}}


UNITS = [build_unit(0, 11, "direct", "denial"), build_unit(12, 20, "direct"), build_unit(0, 3, "junk")]
CODES = {"a": {"text": TEXT, "statements": [build_statement(0, 11, 0.9), build_statement(12, 20, 0.1)]}}


def test_scores_are_paired_with_the_units_that_their_statements_overlap() -> None:
    everything, *by_frame = judge_scores([{"doc_id": "a", "text": TEXT, "units": UNITS}], CODES)
    (denial,) = [judged for judged in by_frame if judged.frame == "denial"]
    assert (denial.scores.tolist(), denial.truth.tolist()) == ([0.9, 0.1], [1, 0])
    assert len(everything.scores) == 2 * len(FRAMES)


def test_the_report_has_bins_and_errors() -> None:
    judged = list(judge_scores([{"doc_id": "a", "text": TEXT, "units": UNITS}], CODES))
    lines = list(report(judged, METHOD))
    assert lines[0].split() == ["n", "score", "share"]
    assert any(line.startswith("denial") and "calibration error 0.1" in line for line in lines)
