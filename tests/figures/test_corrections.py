"""What corrections changed, counted."""

import pandas as pd

from rejoinder.figures.corrections import CorrectedRows, count_corrections


def build(speakers: list[str], decisions: list[bool], stances: dict[int, str]) -> dict[str, pd.DataFrame]:
    keys = [f"h/{number:04d}" for number in range(1, len(speakers) + 1)]
    stance_rows = [{"statement_id": keys[n - 1], "target": "port", "label": label} for n, label in stances.items()]
    return {
        "statements": pd.DataFrame({"statement_id": keys, "speaker": speakers, "side": [None] * len(keys)}),
        "frames": pd.DataFrame({"statement_id": keys, "frame": "denial", "decision": decisions}),
        "stances": pd.DataFrame(stance_rows, columns=["statement_id", "target", "label"]),
    }


def test_values_are_counted_with_the_lines_that_set_them() -> None:
    machine = build(["Lind", "Lind", "Bo"], [False, False, True], {3: "opposes"})
    standing = build(["Ana Lind", "Ana Lind", "Bo"], [False, True, True], {1: "favours"})
    applied = pd.DataFrame(
        [
            ("h/0001", "speaker", 4),
            ("h/0002", "speaker", 2),
            ("h/0002", "frame_denial", 9),
            ("h/0003", "frame_denial", 9),
        ],
        columns=["statement_id", "variable", "line"],
    )
    assert count_corrections(CorrectedRows(machine, standing, applied)).values.tolist() == [
        ["frame_denial", "no", "yes", 1, "9"],
        ["speaker", "Lind", "Ana Lind", 2, "2, 4"],
        ["stance_port", "neutral", "favours", 1, ""],
        ["stance_port", "opposes", "neutral", 1, ""],
    ]


def test_without_corrections_there_are_no_rows() -> None:
    nothing = build([], [], {})
    applied = pd.DataFrame(columns=["statement_id", "variable", "line"])
    assert count_corrections(CorrectedRows(nothing, nothing, applied)).empty
