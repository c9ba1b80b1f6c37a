"""Sums from which differences between the shares of groups are computed."""

import pandas as pd

from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus
from rejoinder.corpus.parts import Grouping, TimeUnit, select_part

_CELLS = """
WITH units AS (
    SELECT statement_id, article_id, {group} AS "group" FROM coded JOIN articles USING (article_id)
    WHERE "group" IS NOT NULL AND {kept}
), sizes AS (
    SELECT article_id, "group", count(*) AS n FROM units GROUP BY ALL
), hits AS (
    SELECT article_id, "group", frame, count(*) AS k FROM units JOIN marks USING (statement_id) GROUP BY ALL
), all_sizes AS (
    SELECT article_id, sum(n)::BIGINT AS all_n FROM sizes GROUP BY ALL
), all_hits AS (
    SELECT article_id, frame, sum(k)::BIGINT AS all_k FROM hits GROUP BY ALL
), frames_in_order AS (
    SELECT unnest($frames) AS frame
), cells AS (
    SELECT "group", frame, n, ifnull(k, 0) AS k, all_n, ifnull(all_k, 0) AS all_k
    FROM sizes JOIN all_sizes USING (article_id) CROSS JOIN frames_in_order
    LEFT JOIN hits USING (article_id, "group", frame) LEFT JOIN all_hits USING (article_id, frame)
), overall AS (
    SELECT frame, count(*) AS all_articles, sum(all_n)::BIGINT AS all_n, sum(ifnull(all_k, 0))::BIGINT AS all_k,
        sum(all_n * all_n)::BIGINT AS all_nn, sum(ifnull(all_k, 0) * all_n)::BIGINT AS all_kn,
        sum(ifnull(all_k, 0) * ifnull(all_k, 0))::BIGINT AS all_kk
    FROM all_sizes CROSS JOIN frames_in_order LEFT JOIN all_hits USING (article_id, frame) GROUP BY ALL
), groups AS (
    SELECT "group", frame, count(*) AS articles, count_if(n < all_n)::BIGINT AS shared_articles, sum(n)::BIGINT AS n,
        sum(k)::BIGINT AS k, sum(n * n)::BIGINT AS nn, sum(k * n)::BIGINT AS kn, sum(k * k)::BIGINT AS kk,
        sum(n * all_n)::BIGINT AS n_all_n, sum(k * all_n)::BIGINT AS k_all_n, sum(n * all_k)::BIGINT AS n_all_k,
        sum(k * all_k)::BIGINT AS k_all_k
    FROM cells GROUP BY ALL
)
SELECT groups.*, overall.* EXCLUDE (frame) FROM groups JOIN overall USING (frame)
ORDER BY "group", list_position($frames, frame)"""


def count_for_differences(corpus: Corpus, by: Grouping, frames: list[str], unit: TimeUnit | None) -> pd.DataFrame:
    """Count statements by group and frame, with the sums over articles that the error of a difference comes from.

    Args:
        corpus: the corpus.
        by: what groups are. Of sides, only statements by somebody whose side is known count; undated articles are in no
            period.
        frames: the codebook's, in its order.
        unit: of periods; None where there are none.

    Returns:
        Columns group, frame, articles (those with statements of the group), shared_articles (of these, those with other
        statements, too), and sums over articles of what an article has: n (statements of the group), k (of these, with
        the frame), all_n and all_k (the same of all groups), and of their products: nn, kn, kk, n_all_n, k_all_n,
        n_all_k, k_all_k, all_nn, all_kn, all_kk; all_articles. Rows by group and frame.
    """
    if by == "period" and unit is None:
        return pd.DataFrame(columns=["group", "frame"])
    group = select_part(by, unit or "year")
    kept = f"coded.side NOT IN ('{NARRATION}', '{UNKNOWN_SIDE}')" if by == "side" else "true"
    return corpus.query_table(_CELLS.format(group=group, kept=kept), frames=frames)
