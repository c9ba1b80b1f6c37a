"""Speakers whom a researcher should look at: without a side, with contradicting sides, odd, merged, or doubtful."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import yaml

from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus

_PRONOUNS = (
    "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "this", "that", "these", "those",
    "who", "which", "what", "one", "both", "all", "some", "many", "others", "everyone", "everybody", "someone",
    "somebody", "anyone", "nobody", "none",
)  # fmt: skip
_PRONOUN, _MERGED, _DOUBTFUL = "pronoun", "merged across articles", "may be somebody else"

_COLUMNS = ["speaker", "statements", "sides", "reasons", "names", "may_be", "line", "statement_id", "example"]

# Names in scripts without case are not odd: "only lower case" asks for small letters and no capital.
_TO_CHECK = f"""
WITH names AS (
    SELECT speaker, side, name_in_article AS name, CASE WHEN is_settled THEN speaker ELSE name END AS taken_as,
        count(*) AS n,
        arg_min(statement_id, (article_id, sent_id)) AS statement_id, arg_min(text, (article_id, sent_id)) AS example
    FROM coded WHERE speaker <> '' AND side <> '{NARRATION}' GROUP BY ALL
), sides AS (
    SELECT speaker, string_agg(format('{{}} ({{}})', side, n), ', ' ORDER BY n DESC, side) AS sides,
        count(*) FILTER (side <> '{UNKNOWN_SIDE}') AS sided, bool_or(side = '{UNKNOWN_SIDE}') AS unsided
    FROM (SELECT speaker, side, sum(n)::BIGINT AS n FROM names GROUP BY ALL) GROUP BY speaker
), forms AS (
    SELECT speaker, list(name ORDER BY n DESC, name) AS names,
        count(DISTINCT lower(strip_accents(taken_as))) AS different
    FROM (SELECT speaker, name, taken_as, sum(n)::BIGINT AS n FROM names GROUP BY ALL) GROUP BY speaker
), examples AS (
    SELECT speaker, sum(n)::BIGINT AS statements, first(statement_id ORDER BY n, side, name) AS statement_id,
        first(example ORDER BY n, side, name) AS example
    FROM names GROUP BY speaker
), doubts AS (
    SELECT identity AS speaker, min(may_be) AS may_be FROM identities WHERE may_be <> '' GROUP BY identity
), checked AS (
    SELECT *, concat_ws('; ',
        CASE WHEN sided = 0 THEN 'no side' WHEN unsided THEN 'no side in some statements' END,
        CASE WHEN sided > 1 THEN 'contradicting sides' END,
        CASE WHEN different > 1 THEN '{_MERGED}' END,
        CASE WHEN may_be IS NOT NULL THEN '{_DOUBTFUL}' END,
        CASE WHEN lower(names[1]) IN {_PRONOUNS} THEN '{_PRONOUN}'
            WHEN NOT regexp_matches(names[1], '\\p{{L}}') THEN 'no letters'
            WHEN regexp_full_match(names[1], '[^\\p{{Lu}}\\s]*\\p{{Ll}}[^\\p{{Lu}}\\s]*') THEN 'common noun'
            WHEN regexp_full_match(names[1], '[^\\p{{Lu}}]*\\p{{Ll}}[^\\p{{Lu}}]*') THEN 'only lower case' END
    ) AS reasons
    FROM sides JOIN forms USING (speaker) JOIN examples USING (speaker) LEFT JOIN doubts USING (speaker)
)
SELECT speaker, statements, sides, reasons, names, ifnull(may_be, '') AS may_be, statement_id, example FROM checked
WHERE reasons <> '' ORDER BY statements DESC, speaker"""


def find_speakers_to_check(corpus: Corpus) -> pd.DataFrame:
    """Find speakers whose side, name or merging across articles is in doubt; outlets that narrate aside.

    Names that an alias of `conf/actors` merges are in no doubt.

    Returns:
        Columns speaker, statements (their number), sides (each with its number of statements), reasons (separated by
        "; "), names (those that articles give, where they are several), may_be (whom else the name may mean), line (for
        `conf/actors`, see `_write_line`), and of their rarest side and name the first statement: statement_id,
        example (its text). Rows by number of statements, largest first.
    """
    rows = corpus.query_rows(_TO_CHECK)
    for row in rows:
        row["line"] = _write_line(row["reasons"].split("; "), row["names"], row["may_be"])
        row["names"] = "; ".join(row["names"]) if len(row["names"]) > 1 else ""
    return pd.DataFrame(rows, columns=_COLUMNS)


def _write_line(reasons: Collection[str], names: Sequence[str], may_be: str) -> str:
    """The line of `conf/actors` that settles a speaker, in YAML.

    Returns:
        For a name that may mean somebody else the alias that says so; for one that has been merged and is in order
        else, the aliases that keep its names apart; for others the member of a side; nothing for a pronoun.
    """
    if _PRONOUN in reasons:
        return ""
    if may_be:
        return _format_yaml({"aliases": {may_be.split("; ")[0]: [names[0]]}})
    if list(reasons) == [_MERGED]:
        return _format_yaml({"aliases": {name: [] for name in names}})
    return _format_yaml({"members": [max(names, key=lambda name: len(name.split()))]})


def _format_yaml(entry: Mapping[str, object]) -> str:
    """One line, quoted where YAML needs it."""
    line = str(
        yaml.safe_dump(dict(entry), default_flow_style=True, allow_unicode=True, width=float("inf"), sort_keys=False)
    )
    return line.strip().removeprefix("{").removesuffix("}")
