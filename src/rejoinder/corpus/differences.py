"""Sums from which differences between the shares of groups are computed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus, format_texts
from rejoinder.corpus.parts import Grouping, TimeUnit, select_part

Marks = Literal["marks", "machine_marks"]  # views of the corpus

_UNITS = """
units AS (
    SELECT statement_id, article_id, {group} AS "group" FROM coded JOIN articles USING (article_id)
    WHERE "group" IS NOT NULL AND {kept}
)"""
_CELLS = f"""
WITH {_UNITS}, sizes AS (
    SELECT article_id, "group", count(*) AS n FROM units WHERE {{chosen}} GROUP BY ALL
), hits AS (
    SELECT article_id, "group", frame, count(*) AS k FROM units JOIN {{marks}} USING (statement_id) GROUP BY ALL
), frames_in_order AS (
    SELECT unnest($frames) AS frame
), cells AS (
    SELECT article_id, "group", frame, n, ifnull(k, 0) AS k
    FROM sizes CROSS JOIN frames_in_order LEFT JOIN hits USING (article_id, "group", frame)
)"""
# Of an article, n and k are of the group, m and j of all others.
_SUMS = """, all_cells AS (
    SELECT article_id, frame, sum(n)::BIGINT AS all_n, sum(k)::BIGINT AS all_k FROM cells GROUP BY ALL
), overall AS (
    SELECT frame, count(*) AS all_articles, sum(all_n)::BIGINT AS all_n, sum(all_k)::BIGINT AS all_k,
        sum(all_n * all_n)::BIGINT AS all_nn, sum(all_k * all_n)::BIGINT AS all_kn, sum(all_k * all_k)::BIGINT AS all_kk
    FROM all_cells GROUP BY ALL
), groups AS (
    SELECT "group", frame, count(*) AS articles, count_if(n < all_n)::BIGINT AS shared_articles, sum(n)::BIGINT AS n,
        sum(k)::BIGINT AS k, sum(n * n)::BIGINT AS nn, sum(k * n)::BIGINT AS kn, sum(k * k)::BIGINT AS kk,
        sum(n * (all_n - n))::BIGINT AS nm, sum(k * (all_n - n))::BIGINT AS km, sum(n * (all_k - k))::BIGINT AS nj,
        sum(k * (all_k - k))::BIGINT AS kj
    FROM cells JOIN all_cells USING (article_id, frame) GROUP BY ALL
)
SELECT "group", frame, articles, n, k, nn, kn, kk, all_articles - articles + shared_articles AS other_articles,
    all_n - n AS m, all_k - k AS j, all_nn - 2 * nm - nn AS mm, all_kn - km - nj - kn AS jm, all_kk - 2 * kj - kk AS jj,
    nm, km, nj, kj, all_articles
FROM groups JOIN overall USING (frame) ORDER BY "group", list_position($frames, frame)"""


def count_for_differences(
    corpus: Corpus, by: Grouping, frames: Sequence[str], unit: TimeUnit | None, marks: Marks = "marks"
) -> pd.DataFrame:
    """Count statements by group and frame, with the sums over articles that the error of a difference comes from.

    Args:
        corpus: the corpus.
        by: what groups are. Of sides, only statements by somebody whose side is known count; undated articles are in no
            period.
        frames: the codebook's, in its order.
        unit: of periods; None where there are none.
        marks: the frames that count: as they stand, or the machine's own.

    Returns:
        Columns group, frame, articles (those with statements of the group), n (statements of the group), k (of these,
        with the frame), and the same of all other groups: other_articles, m, j; sums over articles of the products of
        what an article has: nn, kn, kk, mm, jm, jj, nm, km, nj, kj; all_articles (with statements of any group). Rows
        by group and frame.
    """
    if by == "period" and unit is None:
        return pd.DataFrame(columns=["group", "frame"])
    cells = _CELLS.format(**_select_units(by, unit), marks=marks, chosen="true")
    return corpus.query_table(cells + _SUMS, frames=list(frames))


@dataclass(frozen=True, kw_only=True)
class CodedParts:
    """Where the statements of a coded sample stand, by the machine's own frames.

    Attributes:
        sums: as `count_for_differences` makes them.
        cells: columns article_id, group, frame, n (statements of the group in the article) and k (of these, with the
            frame), of the articles that have coded statements.
        groups: columns statement_id, article_id and group of the coded statements; no row for one of no group.
    """

    sums: pd.DataFrame
    cells: pd.DataFrame
    groups: pd.DataFrame


def find_coded_parts(
    corpus: Corpus, by: Grouping, frames: Sequence[str], unit: TimeUnit | None, statements: Iterable[str]
) -> CodedParts:
    """Find where statements of a coded sample stand.

    Args:
        corpus, by, frames, unit: as in `count_for_differences`.
        statements: ids of the sample's.
    """
    sums = count_for_differences(corpus, by, frames, unit, "machine_marks")
    parts = _select_units(by, unit)
    query = f"WITH {_UNITS} SELECT * FROM units WHERE statement_id IN {{coded}} ORDER BY ALL"
    groups = corpus.query_table(query.format(**parts, coded=format_texts(statements)))
    chosen = f"article_id IN {format_texts(groups['article_id'].unique())}"
    cells = _CELLS.format(**parts, marks="machine_marks", chosen=chosen)
    query = f"{cells} SELECT * FROM cells ORDER BY ALL"
    return CodedParts(sums=sums, cells=corpus.query_table(query, frames=list(frames)), groups=groups)


def _select_units(by: Grouping, unit: TimeUnit | None) -> dict[str, str]:
    kept = f"coded.side NOT IN ('{NARRATION}', '{UNKNOWN_SIDE}')" if by == "side" else "true"
    return {"group": select_part(by, unit or "year"), "kept": kept}
