"""The scores of held-out statements that come with the tuned network."""

from pathlib import Path

import pytest

from rejoinder.coder.held_out import read_held_out
from rejoinder.coder.validation import evaluate_scores
from rejoinder.encoder import EncoderError

ROWS = """frame,source,score,truth
denial,speeches,0.9,1
victimhood,speeches,0.9,0
denial,wire,0.5,1
denial,wire,0.4,0
denial,wire,0.6,0
"""


def test_scores_are_judged_from_one_half_by_kinds_of_text(tmp_path: Path) -> None:
    (tmp_path / "held_out.csv").write_text(ROWS, encoding="utf-8")
    victimhood, denial = read_held_out(str(tmp_path), ["victimhood", "denial"])
    result = evaluate_scores(denial, 10, 13)
    assert (result["n"], result["positives"], result["threshold"]) == (4, 2, 0.5)
    assert (result["precision"], result["recall"]) == (0.6667, 1.0)
    assert set(denial.topics) == {"speeches", "wire"}
    assert victimhood.truth.sum() == 0


def test_a_network_without_held_out_scores_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"held_out\.csv"):
        next(read_held_out(str(tmp_path), ["denial"]))
