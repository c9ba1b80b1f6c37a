"""Words counted by part of the corpus: a query for each way to part it, asked of the partitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from rejoinder.corpus import Corpus
from rejoinder.corpus.database import format_texts
from rejoinder.corpus.parts import Grouping, TimeUnit, select_part

Group = Grouping | Literal["frame"]
WordUnit = Literal["lemma", "word"]
# Universal Dependencies' universal tags but for punctuation and symbols, which are no words.
WordClass = Literal[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ", "VERB", "X"
]
REST = "rest"  # the reference that is all other parts; a part may have the same name, but is then no reference

_COLUMNS = {"lemma": "lemma", "word": "form"}  # of data/parses

# What the speaker of a reported statement says in it: the content of the attribution that the statement has its speaker
# from, and of that speaker's others in the same sentence. One without any, as in a speech, is said as a whole. The
# "that" which opens reported speech is the reporter's.
_REPORTED = """(
    SELECT statement_id, flatten(list(content)) AS spans FROM (
        SELECT statement_id, content FROM coded JOIN attributions USING (attribution_id)
        UNION ALL
        SELECT statement_id, content FROM coded JOIN attributions USING (article_id, sent_id)
        WHERE form <> 'narrated' AND attributions.speaker = name_in_article
    ) GROUP BY statement_id
)"""
_IS_REPORTED = """
    AND (spans IS NULL OR len(list_filter(spans, lambda s: s."start" <= p."start" AND p."end" <= s."end")) > 0
        AND NOT (lower(p.form) = 'that' AND upos = 'SCONJ'
            AND list_contains(list_transform(spans, lambda s: s."start"), p."start")))"""

# Steps of counting. A statement lies in one part, with two frames in two; a word is written in small letters where it
# ever is. What is counted by article is counted for some of them at a time: lists do not go to temporary files.
_PREPARE = """
CREATE OR REPLACE TEMP TABLE places AS
    SELECT article_id, sent_id, list(part ORDER BY part) AS parts {spans}
    FROM ({parts}) {reported} WHERE part IS NOT NULL GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW said AS
    SELECT p.article_id, parts, p.{column} AS spelling, upos FROM parses AS p JOIN places USING (article_id, sent_id)
    WHERE upos NOT IN ('PUNCT', 'SYM') {is_said};
CREATE OR REPLACE TEMP TABLE all_counts (word VARCHAR, spelling VARCHAR, n BIGINT, articles BIGINT);
CREATE OR REPLACE TEMP TABLE part_counts (part VARCHAR, word VARCHAR, n BIGINT, articles BIGINT, sole BIGINT);
"""
# `sole` are the parts in which all occurrences in an article lie, and then the number of such articles.
_COUNT = """
CREATE OR REPLACE TEMP TABLE article_parts AS
    SELECT parts, lower(spelling) AS word, article_id, max(spelling) AS spelling, count(*) AS n
    FROM said WHERE hash(article_id) % {rounds} = {round} AND {chosen} GROUP BY parts, word, article_id;
CREATE OR REPLACE TEMP TABLE article_words AS
    SELECT word, max(spelling) AS spelling, sum(n) AS n,
        list_reduce(list(parts), lambda a, b: list_intersect(a, b)) AS sole
    FROM article_parts GROUP BY word, article_id;
INSERT INTO all_counts SELECT word, max(spelling), sum(n), count(*) FROM article_words GROUP BY word;
INSERT INTO part_counts
WITH own AS (
    SELECT part, word, article_id, sum(n) AS n
    FROM (SELECT unnest(parts) AS part, word, article_id, n FROM article_parts) GROUP BY ALL
), sole AS (
    SELECT part, word, count(*) AS sole FROM (SELECT word, unnest(sole) AS part FROM article_words) GROUP BY ALL
)
SELECT part, word, sum(n), count(*), ifnull(any_value(sole), 0)
FROM own LEFT JOIN sole USING (part, word) GROUP BY part, word;
"""
_ADD_UP = """
CREATE OR REPLACE TEMP TABLE all_words AS
    SELECT word, max(spelling) AS spelling, sum(n)::BIGINT AS n, sum(articles)::BIGINT AS articles
    FROM all_counts GROUP BY word;
CREATE OR REPLACE TEMP TABLE part_words AS
    SELECT part, word, sum(n)::BIGINT AS n, sum(articles)::BIGINT AS articles, sum(sole)::BIGINT AS sole
    FROM part_counts GROUP BY part, word;
"""
_ROUND_TOKENS = 4_000_000  # of the articles that are counted at a time
_SIZES = """
SELECT part, count(*) AS words FROM (SELECT unnest(parts) AS part FROM said) GROUP BY part
UNION ALL SELECT NULL, count(*) FROM said
ORDER BY words DESC, part"""


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


@dataclass(frozen=True, kw_only=True)
class WordSizes:
    """Numbers of words.

    Attributes:
        parts: of each part, the largest first, then by name.
        total: of all parts together, where a statement that is in two of them counts once.
    """

    parts: Mapping[str, int]
    total: int

    def count_reference(self, part: str, reference: str) -> int:
        """The words of what a part is held against: another part, or `REST`."""
        return self.total - self.parts[part] if reference == REST else self.parts[reference]


def count_words(corpus: Corpus, group: Group, scope: WordScope) -> WordSizes:
    """Count the words of every part, for `compare_words` to read.

    Args:
        corpus: with the tables `parses` and `attributions`.
        group: what the corpus is parted by.
        scope: what is counted.

    Returns:
        The words of each part and of all. Statements that are in no part, as those of an article without outlet, are
        not counted. One with two frames is in both their parts, and once in all.
    """
    prepare = _PREPARE.format(
        parts=_select_parts(group, scope.period),
        column=_COLUMNS[scope.unit],
        spans=", spans" if scope.reported_only else "",
        reported=f"LEFT JOIN {_REPORTED} USING (statement_id)" if scope.reported_only else "",
        is_said=_IS_REPORTED if scope.reported_only else "",
    )
    corpus.connection.execute(prepare)
    chosen = f"upos IN {format_texts(scope.upos)}" if scope.upos else "true"
    rounds = 1 + corpus.query_rows("SELECT count(*) AS n FROM parses")[0]["n"] // _ROUND_TOKENS
    for number in range(rounds):
        corpus.connection.execute(_COUNT.format(chosen=chosen, rounds=rounds, round=number))
    corpus.connection.execute(_ADD_UP)
    sizes = corpus.query_rows(_SIZES)
    parts = {row["part"]: row["words"] for row in sizes if row["part"] is not None}
    return WordSizes(parts=parts, total=next(row["words"] for row in sizes if row["part"] is None))


def _select_parts(group: Group, period: TimeUnit) -> str:
    """The part of each statement in SQL, null for none; a row for each of several."""
    if group == "frame":
        return "SELECT *, frame AS part FROM marked"
    return f"SELECT coded.*, {select_part(group, period)} AS part FROM coded JOIN articles USING (article_id)"


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
    SELECT word, a.n - ifnull(own.n, 0) AS n, a.articles - ifnull(own.sole, 0) AS articles
    FROM all_words AS a LEFT JOIN own USING (word)"""
    named = "SELECT word, n, articles FROM part_words WHERE part = $reference"
    query = f"""
    WITH own AS (SELECT * FROM part_words WHERE part = $part), reference AS ({rest if reference == REST else named})
    SELECT spelling AS term, ifnull(own.n, 0) AS count, ifnull(reference.n, 0) AS reference_count,
        ifnull(own.articles, 0) AS articles, ifnull(reference.articles, 0) AS reference_articles
    FROM own FULL JOIN reference USING (word) JOIN all_words USING (word)
    WHERE ifnull(own.n, 0) + ifnull(reference.n, 0) >= $minimum ORDER BY term"""
    values = {} if reference == REST else {"reference": reference}
    return corpus.query_table(query, part=part, minimum=minimum, **values)
