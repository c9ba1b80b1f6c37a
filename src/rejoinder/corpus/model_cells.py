"""Statements counted for regressions: those of an article that are alike in all that a model knows of them."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus
from rejoinder.corpus.parts import Grouping, TimeUnit, select_part

Covariate = Grouping | Literal["form"]

_CELLS = """
WITH units AS (
    SELECT statement_id, article_id, {columns} FROM coded JOIN articles USING (article_id) WHERE {kept}
), marked AS (
    SELECT statement_id, {hits} FROM marks GROUP BY statement_id
)
SELECT article_id, {names}, count(*) AS n, {sums}
FROM units LEFT JOIN marked USING (statement_id) GROUP BY ALL ORDER BY ALL"""


def count_model_cells(
    corpus: Corpus, covariates: Sequence[Covariate], frames: Sequence[str], period: TimeUnit
) -> pd.DataFrame:
    """Count statements by article and the values of covariates.

    Args:
        corpus: the corpus.
        covariates: what a model knows of a statement, one at least. A statement that lacks one of them, as one of an
            undated article or by somebody of no known side, is left out.
        frames: the codebook's.
        period: the time unit of periods.

    Returns:
        Columns article_id, one of each covariate, n (statements) and one of each frame, numbered from "0": how many of
        these carry it. Rows by all of them.
    """
    parts = {name: "coded.form" if name == "form" else select_part(name, period) for name in covariates}
    kept = [f"nullif({part}, '') IS NOT NULL" for part in parts.values()]
    kept += [f"coded.side NOT IN ('{NARRATION}', '{UNKNOWN_SIDE}')"] if "side" in parts else []
    query = _CELLS.format(
        columns=", ".join(f'{part} AS "{name}"' for name, part in parts.items()),
        kept=" AND ".join(kept),
        names=", ".join(f'"{name}"' for name in parts),
        hits=", ".join(f'bool_or(frame = $frames[{place}]) AS "{place - 1}"' for place in range(1, len(frames) + 1)),
        sums=", ".join(f'count_if(ifnull("{place}", false))::BIGINT AS "{place}"' for place in range(len(frames))),
    )
    return corpus.query_table(query, frames=list(frames))
