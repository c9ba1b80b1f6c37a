"""Some of a corpus to read: a sample of its articles, the article with most frames, statements one after the other."""

from collections.abc import Iterator, Sequence

import pandas as pd

from rejoinder.corpus import Corpus


def hashes(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The id of every article and the sha256 of its text, by id."""
    for batch in corpus.batches("SELECT article_id, sha256 FROM articles ORDER BY article_id"):
        yield from zip(batch["article_id"].to_pylist(), batch["sha256"].to_pylist(), strict=True)


def sample(corpus: Corpus, n: int, seed: int, first: Sequence[str]) -> dict[str, int]:
    """Up to `n` articles with their numbers of statements: those of `first`, then others drawn with `seed`.

    The order hangs on the ids alone, so that a corpus that grows keeps most of its sample. An article without
    statements, as one that a stage could not compute, is not drawn.
    """
    query = """
    WITH drawn AS (
        SELECT article_id, article_id NOT IN (SELECT unnest($first)) AS later,
            sha256($seed || '/' || article_id) AS place
        FROM articles SEMI JOIN statements USING (article_id) ORDER BY later, place LIMIT $n
    )
    SELECT article_id, count(statement_id) AS statements
    FROM drawn LEFT JOIN coded USING (article_id) GROUP BY article_id, later, place ORDER BY later, place"""
    found = corpus.ask(query, n=n, seed=str(seed), first=list(first))
    return {row["article_id"]: row["statements"] for row in found}


def most_framed(corpus: Corpus) -> str | None:
    """The article with the most framed statements, the first by id of several; None without statements."""
    query = """
    SELECT article_id, count(*) FILTER (frame IS NOT NULL) AS framed
    FROM coded LEFT JOIN (SELECT DISTINCT statement_id, true AS frame FROM marks) USING (statement_id)
    GROUP BY article_id ORDER BY framed DESC, article_id LIMIT 1"""
    return next((str(row["article_id"]) for row in corpus.ask(query)), None)


def statements(
    corpus: Corpus, frames: Sequence[str], most: int | None = None, article_id: str | None = None
) -> Iterator[pd.DataFrame]:
    """Statements with their codes in order of article and sentence, some at a time: of one article, or all.

    Columns: article_id, title, sent_id, statement_id, text, speaker, side, form, rule, frames (in the given order,
    separated by spaces), frame_rule.
    """
    query = f"""
    WITH chosen AS (
        SELECT * FROM coded WHERE $article IS NULL OR article_id = $article
        ORDER BY article_id, sent_id {"" if most is None else f"LIMIT {int(most)}"}
    ), codes AS (
        SELECT statement_id, string_agg(frame, ' ' ORDER BY list_position($frames, frame)) AS frames,
            string_agg(rule, '; ' ORDER BY frame) AS frame_rule
        FROM marks SEMI JOIN chosen USING (statement_id) GROUP BY statement_id
    )
    SELECT article_id, ifnull(title, '') AS title, sent_id, statement_id, chosen.text, speaker, side, form, rule,
        ifnull(frames, '') AS frames, ifnull(frame_rule, '') AS frame_rule
    FROM chosen LEFT JOIN codes USING (statement_id) LEFT JOIN articles USING (article_id)
    ORDER BY article_id, sent_id"""
    for batch in corpus.batches(query, article=article_id, frames=list(frames)):
        yield batch.to_pandas()
