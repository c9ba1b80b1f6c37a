"""What the run left out: data/left_out, and the lists that later stages keep within their own output."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from textwrap import shorten
from typing import cast

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus import Corpus
from rejoinder.corpus.counts import UncodedLines
from rejoinder.corrections.model import FRAME, SIDE, SPEAKER, STANCE, Correction, Corrections
from rejoinder.report.exhibits import TableExhibit
from rejoinder.report.records import LeftOutRecord

_EXAMPLE_SIGNS = 100  # of a line that is no statement
_UNANSWERED = """
SELECT stage, reason, count(*) AS n, min(statement_id) AS example FROM unanswered
GROUP BY ALL ORDER BY stage, n DESC, reason
"""


@dataclass(frozen=True, kw_only=True)
class LeftOutList:
    """What was left out.

    Attributes:
        rows: the first of the list.
        total: rows of the whole list.
    """

    rows: Sequence[LeftOutRecord]
    total: int


def list_left_out(
    most: int,
    exhibits: Sequence[TableExhibit],
    statements: int,
    uncoded: Sequence[UncodedLines],
    unused: Sequence[LeftOutRecord] = (),
    unanswered: Sequence[LeftOutRecord] = (),
) -> LeftOutList:
    """List what is left out.

    First come statements that the tables do not hold, then those of which a language model gave no usable answer,
    corrections without effect and lines that are no statement.

    Args:
        most: rows of the list.
        exhibits: the tables that the report shows.
        statements: of the run, in all.
        uncoded: lines that are no statement, by kind.
        unanswered: what a model did not answer, as `list_unanswered` gives it.
        unused: corrections that are about nothing, as `list_unused_corrections` gives them.
    """
    cut = [row for table in exhibits for row in _find_cut(table, statements)]
    cut += unanswered
    cut += unused
    cut += map(_describe_uncoded, uncoded)
    folders = (paths.LEFT_OUT, *sorted(paths.DATA.glob("*/left_out")))
    total = sum(
        tables.read_partition(folder, name).num_rows for folder in folders for name in tables.list_partitions(folder)
    )
    rows = islice(chain(cut, *map(read_left_out, folders)), most)
    return LeftOutList(rows=list(rows), total=total + len(cut))


def read_left_out(folder: Path) -> Iterator[LeftOutRecord]:
    """The rows of one such list; none where there is no list."""
    for name in tables.list_partitions(folder):
        yield from cast("list[LeftOutRecord]", tables.read_partition(folder, name).to_pylist())


def list_unused_corrections(
    corrections: Corrections, matched: Collection[int], codebook: Codebook, actors: Actors
) -> list[LeftOutRecord]:
    """List corrections that set nothing in this run, with the reason.

    Args:
        corrections: of the run.
        matched: lines of those that were found to be about some statement.
        codebook: its frames can be set.
        actors: stances toward their targets can be set.
    """
    codes = {*(FRAME + name for name in codebook.frames), *(STANCE + name for name in actors.targets)}
    known = {SPEAKER, SIDE, *codes}
    reasons = ((one, _explain_unused(one, one.line in matched, one.variable in known)) for one in corrections.all)
    return [
        {"item": f"{paths.CORRECTIONS_FILE}, line {one.line}", "stage": "statements", "reason": reason}
        for one, reason in reasons
        if reason
    ]


def _explain_unused(correction: Correction, is_matched: bool, is_known: bool) -> str:
    if not is_known:
        return f"{correction.variable}: neither a frame of the codebook nor a target of conf/actors"
    if is_matched:
        return ""
    if correction.of_speaker:
        return f"no statement is by {correction.of_speaker!r}, or others correct all of them"
    text = shorten(correction.text, _EXAMPLE_SIGNS, placeholder=" …")
    return f"no statement of article {correction.article_id!r} has the text {text!r}"


def list_unanswered(corpus: Corpus) -> list[LeftOutRecord]:
    """List the statements of which a language model gave no usable answer: a count, with an example, by reason."""
    return [
        {"item": f"{row['n']:,} statement(s), as {row['example']}", "stage": row["stage"], "reason": row["reason"]}
        for row in corpus.query_rows(_UNANSWERED)
    ]


def _describe_uncoded(lines: UncodedLines) -> LeftOutRecord:
    example = shorten(lines.example, _EXAMPLE_SIGNS, placeholder=" …")
    count = "1 line" if lines.n == 1 else f"{lines.n:,} lines"
    return {"item": f"{count}: {example}", "stage": "articles", "reason": f"{lines.kind}: a line that is no statement"}


def _find_cut(table: TableExhibit, statements: int) -> Iterator[LeftOutRecord]:
    """What the table of statements does not hold, where it ends before the last."""
    if table.name == "statements" and table.total < statements:
        reason = f"holds {table.total:,} of {statements:,} statements, the first by article; statements.parquet has all"
        yield {"item": f"{paths.REPORTS}/{table.href}", "stage": "figures", "reason": reason}
