"""The table of statements for other programs: one row a statement with all its codes, and what each column holds."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from rejoinder import schema
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus.database import NARRATION, UNKNOWN_SIDE, Corpus, format_texts
from rejoinder.corpus.parts import GENRE

# what fits on a page
PRINTED_COLUMNS = ["statement_id", "text", "speaker", "side", "form", "frames", "uncertain", "rule", "frames_rule"]
_TEXT, _NUMBER, _WHOLE, _FLAG = "text", "number", "whole number", "0 or 1"


class Variable(NamedTuple):
    """A column of the table.

    Attributes:
        name: of the column.
        query: what it holds, in SQL.
        type: text, number, whole number, or "0 or 1" (no or yes).
        values: which there can be, or their range; "" for any.
        meaning: in a sentence, and what an empty cell says.
    """

    name: str
    query: str
    type: str
    values: str
    meaning: str


# fmt: off
# Of a row of `coded`, joined to its article.
_STATEMENT_VARIABLES = (
    Variable("statement_id", "statement_id", _TEXT, "", "Key of the row, as in data/ and in the report"),
    Variable("article_id", "article_id", _TEXT, "", "The article"),
    Variable("title", "title", _TEXT, "", "Title of the article"),
    Variable("outlet", "outlet", _TEXT, "", "Newspaper or agency of the article; empty where not known"),
    Variable("published", "published", _TEXT, "YYYY-MM-DD", "Date of the article; empty where not known"),
    Variable("genre", GENRE, _TEXT, "news, transcript, speech", "Kind of article"),
    Variable("sent_id", "sent_id", _WHOLE, "from 1", "Place of the statement in its article"),
    Variable("unit", "unit", _TEXT, ", ".join(schema.CODED_KINDS), "Part of the article that the statement is in"),
    Variable("start", "start", _WHOLE, "from 0", "Offset of its first character in the article's text"),
    Variable("end", '"end"', _WHOLE, "from 1", "Offset after its last character"),
    Variable("text", "text", _TEXT, "", "The statement: one sentence"),
    Variable("form", "form", _TEXT, "direct, indirect, mixed, narrated", "Quoted, reported, both, or the outlet's own"),
    Variable("speaker", "speaker", _TEXT, "", "Who says it, by one name in all articles; where narrated, the outlet"),
    Variable("speaker_in_article", "name_in_article", _TEXT, "", "What this article calls the speaker"),
    Variable("speaker_kind", "speaker_kind", _TEXT,
        "person, organisation, country, group, anonymous, outlet, unknown", "What the speaker is"),
    Variable("role", "role", _TEXT, "", "Office of the speaker; empty where none is named"),
    Variable("organisation", "organisation", _TEXT, "", "Body that the speaker speaks for; empty where none is named"),
    Variable("side", "side", _TEXT, f"sides of conf/actors, other countries, {UNKNOWN_SIDE}, {NARRATION}",
        "Side of the speaker"),
    Variable("side_guessed", "is_guess::TINYINT", _FLAG, "0, 1",
        "Whether this article only hints at the side, by its country or context"),
    Variable("resolution", "resolution", _TEXT, "", "Rule that told who is meant by the words that name the speaker"),
    Variable("rule", "rule", _TEXT, "", "Rule that found who says it"),
    Variable("attribution_id", "attribution_id", _TEXT, "", "Row of data/attributions; empty where narrated"),
)
_IN_FRAME_ORDER = "ORDER BY list_position($frames, frame)"
_IN_TARGET_ORDER = "ORDER BY list_position($targets, target)"
# Aggregates of a statement's rows of data/frames and data/stances.
_FRAME_VARIABLES = (
    Variable("frames", f"string_agg(frame, ' ' {_IN_FRAME_ORDER}) FILTER (decision)",
        _TEXT, "names of frames", "Frames that it carries, separated by spaces; empty for none"),
    Variable("uncertain", f"string_agg(frame, ' ' {_IN_FRAME_ORDER}) FILTER (uncertain)",
        _TEXT, "names of frames", "Frames of which it is uncertain whether it carries them; empty for none"),
    Variable("frames_rule", f"string_agg(frame || ': ' || rule, '; ' {_IN_FRAME_ORDER}) FILTER (decision)",
        _TEXT, "", "Words, cues and features behind the frames that it carries"),
)
_STANCE_VARIABLES = (
    Variable("stances_rule", f"string_agg(target || ': ' || rule, '; ' {_IN_TARGET_ORDER})",
        _TEXT, "", "What is behind its stances; empty where it has none"),
)


def _describe_frame(number: int, name: str, label: str, definition: str) -> Iterator[Variable]:
    row = f"FILTER (frame = $frames[{number}])"
    yield Variable(f"frame_{name}", f"max(decision::TINYINT) {row}", _FLAG, "0, 1", f"{label}: {definition}")
    yield Variable(f"score_{name}", f"max(score) {row}", _NUMBER, "0 to 1", f"Score behind frame_{name}")
    yield Variable(f"uncertain_{name}", f"max(ifnull(uncertain, false)::TINYINT) {row}", _FLAG, "0, 1",
        f"Whether frame_{name} is uncertain, as its score is near the threshold")


def _describe_target(number: int, name: str, label: str) -> Iterator[Variable]:
    row = f"FILTER (target = $targets[{number}])"
    yield Variable(f"stance_{name}", f"max(label) {row}", _TEXT, "opposes, neutral, favours",
        f"The speaker's stance toward {label}; empty where the statement does not speak of it")
    yield Variable(f"favour_{name}", f"max(score) {row}", _NUMBER, "-1 to 1",
        f"Score behind stance_{name}, from opposition to favour")
    yield Variable(f"implied_{name}", f"max(ifnull(implied, false)::TINYINT) {row}", _FLAG, "0, 1",
        f"Whether the sentence does not name the target of stance_{name}, which is a guess then")
# fmt: on


def _list_frame_variables(codebook: Codebook) -> list[Variable]:
    frames = enumerate(codebook.frames.items(), 1)
    each = [v for n, (name, frame) in frames for v in _describe_frame(n, name, frame.label, frame.definition)]
    return [*_FRAME_VARIABLES, *each]


def _list_stance_variables(actors: Actors) -> list[Variable]:
    targets = enumerate(actors.targets.items(), 1)
    each = [v for n, (name, target) in targets for v in _describe_target(n, name, target.label)]
    return [*_STANCE_VARIABLES, *each]


def list_variables(codebook: Codebook, actors: Actors) -> pd.DataFrame:
    """Describe the columns of `read_statements`, in their order.

    Returns:
        Columns name, type, values, meaning.
    """
    variables = [*_STATEMENT_VARIABLES, *_list_frame_variables(codebook), *_list_stance_variables(actors)]
    return pd.DataFrame(variables, columns=Variable._fields).drop(columns="query")


def read_statements(
    corpus: Corpus, codebook: Codebook, actors: Actors, articles: Sequence[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Read statements with all their codes, by date, article (2 before 10) and sentence.

    Args:
        corpus: the corpus.
        codebook: its frames.
        actors: the targets of stances.
        articles: ids of those to read, None for all.

    Yields:
        Columns as `list_variables` describes them, null where a cell is empty, up to 10,000 rows at a time.
    """
    of_frames, of_stances = _list_frame_variables(codebook), _list_stance_variables(actors)
    query = f"""
    WITH chosen AS (
        SELECT coded.*, title, outlet, published, genre
        FROM coded LEFT JOIN articles USING (article_id)
        {"" if articles is None else f"WHERE article_id IN {format_texts(articles)}"}
    ), framed AS (
        SELECT statement_id AS framed_id, {_select(of_frames, "frame")}
        FROM frames SEMI JOIN chosen USING (statement_id) GROUP BY statement_id
    ), targeted AS (
        SELECT statement_id AS targeted_id, {_select(of_stances, "stance")}
        FROM stances SEMI JOIN chosen USING (statement_id) GROUP BY statement_id
    )
    SELECT {_select(_STATEMENT_VARIABLES, "statement")}, framed.* EXCLUDE (framed_id), targeted.* EXCLUDE (targeted_id)
    FROM chosen LEFT JOIN framed ON statement_id = framed_id LEFT JOIN targeted ON statement_id = targeted_id
    ORDER BY ifnull(published, ''), {pad_numbers("article_id")}, article_id, sent_id"""
    frames, targets = list(codebook.frames), list(actors.targets)
    names = [variable.name for variable in (*_STATEMENT_VARIABLES, *of_frames, *of_stances)]
    for batch in corpus.query_batches(query, frames=frames, targets=targets):
        yield batch.rename_columns(names)


def pad_numbers(column: str) -> str:
    """A text in SQL whose numbers have 20 digits, so that they are in order."""
    zeros = "0" * 20
    return rf"regexp_replace(regexp_replace({column}, '(\d+)', '{zeros}\1', 'g'), '\d*(\d{{20}})', '\1', 'g')"


def _select(variables: Sequence[Variable], prefix: str) -> str:
    """The columns in SQL, numbered, as names in SQL are one in capitals and small letters; an empty text is null."""
    queries = (f"nullif({v.query}, '')" if v.type == _TEXT else v.query for v in variables)
    return ", ".join(f"{query} AS {prefix}_{number}" for number, query in enumerate(queries))
