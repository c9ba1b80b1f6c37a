"""The scorer of stances, on worked examples."""

import numpy as np
import pytest

from benchmarks.stances import count_confusions, f1, report

GOLD, CODED = np.array([-1, -1, 0, 1, 1]), np.array([-1, 0, 0, 1, -1])


def test_confusions_are_counted_gold_by_coded() -> None:
    assert count_confusions(GOLD, CODED).tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 1]]


def test_f1_of_each_stance_is_0_where_it_is_never_used() -> None:
    counts = count_confusions(GOLD, CODED)
    assert f1(counts) == pytest.approx([1 / 2, 2 / 3, 2 / 3])
    assert f1(np.zeros((3, 3))).tolist() == [0, 0, 0]


def test_report_gives_macro_f1_accuracy_and_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    report(GOLD, CODED, np.zeros(5, dtype=np.int64))  # one sentence: every resample is the corpus
    lines = {
        line.rpartition("[")[0].rsplit(maxsplit=1)[0].strip(): line.split()
        for line in capsys.readouterr().out.splitlines()
    }
    assert lines["macro-F1"][1:4] == ["0.611", "[0.611,", "0.611]"]
    assert lines["accuracy"][1] == "0.600"
    assert lines["F1 opposes"][-1] == "2"
