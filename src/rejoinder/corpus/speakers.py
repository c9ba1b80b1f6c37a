"""Speakers whom a researcher should look at: without a side, with contradicting sides, or with an odd name."""

import pandas as pd
import yaml

from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus

_PRONOUNS = (
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "this", "that", "these", "those",
    "who", "which", "what", "one", "both", "all", "some", "many", "others", "everyone", "everybody", "someone",
    "somebody", "anyone", "nobody", "none",
)  # fmt: skip
_PRONOUN = "pronoun"

# Names in scripts without case are not odd: "only lower case" asks for small letters and no capital.
_TO_CHECK = f"""
WITH sides AS (
    SELECT speaker, side, count(*) AS n, arg_min(statement_id, (article_id, sent_id)) AS statement_id,
        arg_min(text, (article_id, sent_id)) AS example
    FROM coded WHERE speaker <> '' AND side <> '{NARRATION}' GROUP BY ALL
), speakers AS (
    SELECT speaker, sum(n)::BIGINT AS statements, count(*) FILTER (side <> '{UNKNOWN_SIDE}') AS sided,
        bool_or(side = '{UNKNOWN_SIDE}') AS unsided,
        string_agg(format('{{}} ({{}})', side, n), ', ' ORDER BY n DESC, side) AS sides,
        first(statement_id ORDER BY n, side) AS statement_id, first(example ORDER BY n, side) AS example
    FROM sides GROUP BY speaker
), checked AS (
    SELECT *, concat_ws('; ',
        CASE WHEN sided = 0 THEN 'no side' WHEN unsided THEN 'no side in some statements' END,
        CASE WHEN sided > 1 THEN 'contradicting sides' END,
        CASE WHEN lower(speaker) IN {_PRONOUNS} THEN '{_PRONOUN}'
            WHEN NOT regexp_matches(speaker, '\\p{{L}}') THEN 'no letters'
            WHEN regexp_full_match(speaker, '[^\\p{{Lu}}\\s]*\\p{{Ll}}[^\\p{{Lu}}\\s]*') THEN 'common noun'
            WHEN regexp_full_match(speaker, '[^\\p{{Lu}}]*\\p{{Ll}}[^\\p{{Lu}}]*') THEN 'only lower case' END
    ) AS reasons
    FROM speakers
)
SELECT speaker, statements, sides, reasons, statement_id, example FROM checked
WHERE reasons <> '' ORDER BY statements DESC, speaker"""


def find_speakers_to_check(corpus: Corpus) -> pd.DataFrame:
    """Find speakers without a side, with contradicting sides, or whose name is odd; outlets that narrate aside.

    Returns:
        Columns speaker, statements (their number), sides (each with its number of statements), reasons (separated by
        "; "), members (the line for the speaker's side in `conf/actors`, "" for a pronoun), and of their rarest side
        the first statement: statement_id, example (its text). Rows by number of statements, largest first.
    """
    table = corpus.query_table(_TO_CHECK)
    named = ~table["reasons"].str.split("; ").map(lambda reasons: _PRONOUN in reasons)
    lines = [_format_members(speaker) if name else "" for speaker, name in zip(table["speaker"], named, strict=True)]
    table.insert(4, "members", pd.Series(lines, index=table.index, dtype=str))
    return table


def _format_members(speaker: str) -> str:
    """The entry of a side in YAML, quoted where YAML needs it."""
    line = yaml.safe_dump({"members": [speaker]}, default_flow_style=None, allow_unicode=True, width=float("inf"))
    return str(line).strip()
