"""Invented runs for the tests of `rejoinder compare`."""

from collections.abc import Mapping

import pandas as pd

from rejoinder.compare.revisions import CodedRun


def build_row(text: str, article: str = "pier", sent_id: int = 1, **codes: object) -> dict[str, object]:
    """A row of statements.parquet: narrated by the Gazette, without a frame, but for the codes that are named."""
    row = {"article_id": article, "statement_id": f"{article}/{sent_id:04d}", "sent_id": sent_id, "text": text}
    row |= {"speaker": "Gazette", "side": "narration", "form": "narrated"}
    return row | {"frame_denial": 0, "score_denial": 0.1, "stance_talks": None, "favour_talks": float("nan")} | codes


def build_run(name: str, *rows: Mapping[str, object]) -> CodedRun:
    """A run of these rows, as it is read."""
    statements = pd.DataFrame([dict(row) for row in rows])
    statements["stance_talks"] = statements["stance_talks"].fillna("")
    return CodedRun(name=name, statements=statements)
