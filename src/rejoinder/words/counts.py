"""Words counted by part of the corpus: a query for each way to part it, asked of the partitions."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from rejoinder.corpus import Corpus
from rejoinder.corpus.counts import TIME_UNITS, TimeUnit
from rejoinder.corpus.database import format_texts

Group = Literal["side", "frame", "outlet", "period", "genre"]
WordUnit = Literal["lemma", "word"]
# Universal Dependencies' universal tags but for punctuation and symbols, which are no words.
WordClass = Literal[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ", "VERB", "X"
]
REST = "rest"  # the reference that is all other parts

_COLUMNS = {"lemma": "lemma", "word": "form"}  # of data/parses
_OF_ARTICLES = "SELECT statement_id, {} AS part FROM coded JOIN articles USING (article_id)"

# What the speaker of a reported statement says in it: the content of the attribution that the statement has its speaker
# from, and of that speaker's others in the same sentence. One without any, as in a speech, is said as a whole. The
# "that" which opens reported speech is the reporter's.
_REPORTED_VIEW = """
CREATE OR REPLACE TEMP VIEW reported AS
    SELECT statement_id, flatten(list(content)) AS spans FROM (
        SELECT statement_id, content FROM coded JOIN attributions USING (attribution_id)
        UNION ALL
        SELECT statement_id, content FROM coded JOIN attributions USING (article_id, sent_id)
        WHERE form <> 'narrated' AND attributions.speaker = name_in_article
    ) GROUP BY statement_id
"""
_IS_REPORTED = """
    AND (spans IS NULL OR len(list_filter(spans, lambda s: s."start" <= p."start" AND p."end" <= s."end")) > 0
        AND NOT (lower(p.form) = 'that' AND upos = 'SCONJ'
            AND list_contains(list_transform(spans, lambda s: s."start"), p."start")))"""

# Each word of each part and, where part is null, of all together. `sole` is the number of articles in which all
# occurrences are in the part. A word is written in small letters where it ever is.
_WORD_COUNTS = """
CREATE OR REPLACE TEMP TABLE word_counts AS
WITH memberships AS (
    SELECT DISTINCT statement_id, unnest([part, NULL]) AS part FROM ({parts}) WHERE part IS NOT NULL
), by_article AS (
    SELECT part, lower(p.{column}) AS word, p.article_id, max(p.{column}) AS spelling,
        count(*) AS every, count(*) FILTER ({chosen}) AS n
    FROM parses AS p JOIN coded USING (article_id, sent_id) JOIN memberships USING (statement_id) {scope}
    WHERE upos NOT IN ('PUNCT', 'SYM') {is_said}
    GROUP BY ALL
)
SELECT part, word, max(spelling) AS spelling, sum(every)::BIGINT AS every, sum(n)::BIGINT AS n,
    count(*) FILTER (n > 0) AS articles, count(*) FILTER (n > 0 AND n = total) AS sole
FROM by_article LEFT JOIN (SELECT word, article_id, n AS total FROM by_article WHERE part IS NULL)
    USING (word, article_id)
GROUP BY part, word
"""
_OF_PART = "SELECT word, spelling, n, articles, sole FROM word_counts WHERE part = "


@dataclass(frozen=True, kw_only=True)
class WordScope:
    """What is counted as a word, and where.

    Attributes:
        unit: lemmas, or words as they are written; capitals aside.
        upos: parts of speech that are counted; all where empty. Sizes are of all words in any case.
        reported_only: whether of reported statements only what is said counts, not who says it and that it is said.
        period: the time unit that periods are of.
    """

    unit: WordUnit
    upos: tuple[WordClass, ...]
    reported_only: bool
    period: TimeUnit


def count_words(corpus: Corpus, group: Group, scope: WordScope) -> dict[str, int]:
    """Count the words of every part, for `compare_words` to read.

    Args:
        corpus: with the tables `parses` and `attributions`.
        group: what the corpus is parted by.
        scope: what is counted.

    Returns:
        The number of words of each part, the largest first, then by name; under `REST` that of all parts together.
        Statements that are in no part, as those of an article without outlet, are not counted. One with two frames is
        in both their parts, and once in all.
    """
    if scope.reported_only:
        corpus.connection.execute(_REPORTED_VIEW)
    query = _WORD_COUNTS.format(
        parts=_select_parts(group, scope.period),
        column=_COLUMNS[scope.unit],
        chosen=f"upos IN {format_texts(scope.upos)}" if scope.upos else "true",
        scope="LEFT JOIN reported USING (statement_id)" if scope.reported_only else "",
        is_said=_IS_REPORTED if scope.reported_only else "",
    )
    corpus.connection.execute(query)
    sizes = corpus.query_rows(
        "SELECT part, sum(every)::BIGINT AS words FROM word_counts GROUP BY part ORDER BY words DESC, part"
    )
    parts = {row["part"]: row["words"] for row in sizes if row["part"] is not None}
    return parts | {REST: sum(row["words"] for row in sizes if row["part"] is None)}


def _select_parts(group: Group, period: TimeUnit) -> str:
    """The part of each statement in SQL, null for none; a row for each of several."""
    return {
        "side": "SELECT statement_id, side AS part FROM coded",
        "frame": "SELECT statement_id, frame AS part FROM marked",
        "outlet": _OF_ARTICLES.format("nullif(outlet, '')"),
        "period": _OF_ARTICLES.format(f"nullif(published, '')[:{TIME_UNITS[period]}]"),
        "genre": _OF_ARTICLES.format("ifnull(nullif(genre, ''), 'news')"),
    }[group]


def compare_words(corpus: Corpus, part: str, reference: str, minimum: int) -> pd.DataFrame:
    """Read how often each word is in one part and in its reference, as `count_words` counted them last.

    Args:
        corpus: the same.
        part: one of the parts.
        reference: another, or `REST` for all others together.
        minimum: how often a word must be in both together.

    Returns:
        Columns term, count, reference_count, articles and reference_articles (in how many articles of each it is); rows
        by term.
    """
    rest = """
    SELECT word, a.spelling, a.n - ifnull(p.n, 0) AS n, a.articles - ifnull(p.sole, 0) AS articles
    FROM (SELECT * FROM word_counts WHERE part IS NULL) AS a LEFT JOIN own AS p USING (word)"""
    query = f"""
    WITH own AS ({_OF_PART} $part), reference AS ({rest if reference == REST else f"{_OF_PART} $reference"})
    SELECT ifnull(greatest(own.spelling, reference.spelling), ifnull(own.spelling, reference.spelling)) AS term,
        ifnull(own.n, 0) AS count, ifnull(reference.n, 0) AS reference_count,
        ifnull(own.articles, 0) AS articles, ifnull(reference.articles, 0) AS reference_articles
    FROM own FULL JOIN reference USING (word)
    WHERE ifnull(own.n, 0) + ifnull(reference.n, 0) >= $minimum ORDER BY term"""
    values = {} if reference == REST else {"reference": reference}
    return corpus.query_table(query, part=part, minimum=minimum, **values)
