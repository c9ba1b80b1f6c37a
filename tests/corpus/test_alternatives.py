"""Other ways to count: moved thresholds, what is uncertain, guessed or narrated left out, what weighs the same."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest

from rejoinder.corpus import open_corpus
from rejoinder.corpus.alternatives import Counting, part_sums, sum_by_article
from tests.support.corpora import as_tables, as_tuples

AS_REPORTED = Counting(shift=0, narrated=True, uncertain=True, guessed=True, unit="statement", margin=0.1)


def build_corpus(*lines: str) -> dict[str, pa.Table]:
    """One statement a line: "article | speaker | side | score", then, where they matter, "| what a person decided"."""
    statements, frames = [], []
    for number, line in enumerate(lines, 1):
        article, speaker, side, score, *decided = (cell.strip() for cell in line.split("|"))
        key, form = f"{article}/{number:04d}", "direct" if speaker else "narrated"
        row = {"statement_id": key, "article_id": article, "sent_id": number, "unit": "paragraph", "text": "So it is."}
        row |= {"speaker": speaker or "Wire", "speaker_kind": "person" if speaker else "outlet", "form": form}
        statements.append(row | {"side": side.rstrip("?"), "resolution": "name+home" if "?" in side else "name"})
        decision = decided[0] == "yes" if decided else float(score) >= 0.5
        rule = "corrected: seeds/corrections.csv, line 2" if decided else "cue"
        marks = {"frame": "denial", "score": float(score), "threshold": 0.5, "decision": decision, "rule": rule}
        frames.append({"statement_id": key, "uncertain": False} | marks)
    articles = [{"article_id": name, "title": "T"} for name in sorted({row["article_id"] for row in statements})]
    return as_tables({"articles": articles, "statements": statements, "frames": frames, "stances": []})


def count(counting: Counting, *lines: str, side: str | None = None) -> pd.DataFrame:
    with open_corpus(build_corpus(*lines)) as corpus:
        return part_sums(sum_by_article(corpus, counting), counting, side)


def share(counting: Counting, *lines: str) -> float:
    table = count(counting, *lines)
    return float(table["carried"].sum() / table["weight"].sum())


LINES = (
    "a | Ada | Norland | .9",
    "a | Ada | Norland | .55",
    "a | Bo | Sudland | .45",
    "a | | | .1",
    "b | Cy | Sudland? | .7",
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 3 / 5),
        ({"shift": 0.1}, 2 / 5),
        ({"shift": -0.1}, 4 / 5),
        ({"narrated": False}, 3 / 4),
        ({"uncertain": False}, 2 / 3),  # .55 and .45 are near the threshold of .5
        ({"uncertain": False, "shift": 0.2}, 1 / 4),  # .7 lies on the threshold then
        ({"guessed": False}, 2 / 4),
        ({"unit": "article"}, (2 / 4 + 1) / 2),
        ({"unit": "speaker"}, (1 + 0 + 0 + 1) / 4),
    ],
    ids=str,
)
def test_a_share_is_that_of_what_counts(change: dict[str, object], expected: float) -> None:
    assert share(replace(AS_REPORTED, **change), *LINES) == pytest.approx(expected)  # type: ignore[arg-type]


def test_what_a_person_decided_or_is_withheld_stays_wherever_the_threshold_lies() -> None:
    corrected = ("a | Ada | Norland | .55 | yes", "a | Ada | Norland | .45 | no")
    for shift in (-0.1, 0.1):
        assert share(replace(AS_REPORTED, shift=shift), *corrected) == 1 / 2


def test_a_side_is_told_from_all_other_sides_and_never_from_narration() -> None:
    table = count(AS_REPORTED, *LINES, side="Norland")
    assert as_tuples(table, "article_id", "inside", "weight", "carried") == [
        ("a", False, 1, 0),
        ("a", True, 2, 2),
        ("b", False, 1, 1),
    ]
