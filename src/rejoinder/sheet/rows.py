"""The columns and rows of a coding sheet."""

from collections.abc import Iterator, Mapping, Sequence

from rejoinder.agreement.rows import CodedStatement
from rejoinder.human_coding.answers import CORRECT_SIDE, CORRECT_SPEAKER, NO, STANCE, YES
from rejoinder.human_coding.design import DESIGN, FIXED, STRATUM, Design
from rejoinder.human_coding.files import ROW

_CONTEXT = 2  # sentences before a statement


def list_columns(frames: Sequence[str], targets: Sequence[str], codes: bool) -> list[str]:
    """List the sheet's columns in order: what to read, what to fill in, the machine's codes, how it was drawn.

    Args:
        frames: names of the codebook's frames.
        targets: names of what stances are taken toward.
        codes: whether the machine's codes are shown.
    """
    machine = [f"machine_{frame}" for frame in frames] if codes else []
    stances = [STANCE + target for target in targets]
    return [*FIXED, CORRECT_SPEAKER, CORRECT_SIDE, *frames, *stances, "note", *machine, STRATUM, DESIGN]


def build_rows(
    drawn: Mapping[str, str],
    design: Design,
    statements: Mapping[str, CodedStatement],
    contexts: Mapping[str, str],
    marked: Mapping[str, frozenset[str]] | None,
) -> Iterator[dict[str, str | int]]:
    """Build the rows of a sheet, with nothing filled in; mappings are by statement_id.

    Args:
        drawn: stratum of each statement drawn, in order of the rows.
        design: how they were drawn.
        statements: rows of the statements table.
        contexts: sentences before each statement.
        marked: the machine's frames of each statement; None to hide them.

    Yields:
        Cells by column; a column that is missing is empty.
    """
    for number, (statement_id, stratum) in enumerate(drawn.items(), 1):
        statement = statements[statement_id]
        row: dict[str, str | int] = {
            ROW: number,
            "article_id": statement["article_id"],
            "sent_id": statement["sent_id"],
            "context": contexts[statement_id],
            "text": statement["text"],
            "speaker": statement["speaker"] or "",
            "side": statement["side"] or "",
            "form": statement["form"] or "",
            STRATUM: stratum,
            DESIGN: str(design),
        }
        if marked is not None:
            row |= {f"machine_{f}": YES if f in marked[statement_id] else NO for f in design.frames}
        yield row


def collect_contexts(statements: Sequence[CodedStatement]) -> dict[str, str]:
    """Join the sentences before each statement of its article, up to two, by statement_id.

    Args:
        statements: all statements of some articles, in order of the text.
    """
    contexts = {}
    for number, statement in enumerate(statements):
        before = statements[max(number - _CONTEXT, 0) : number]
        texts = [s["text"] for s in before if s["article_id"] == statement["article_id"]]
        contexts[statement["statement_id"]] = " ".join(texts)
    return contexts
