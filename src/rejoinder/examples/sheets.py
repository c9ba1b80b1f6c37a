"""Training statements that people coded in sheets, and which statements cannot be learned from."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypedDict

from rejoinder.codebook import Codebook
from rejoinder.examples.lines import TrainingStatement
from rejoinder.human_coding.answers import Questions, read_answers
from rejoinder.human_coding.code_names import unify_signs
from rejoinder.human_coding.design import DESIGN, FIXED, Design
from rejoinder.human_coding.files import GoldFile, read_each_row
from rejoinder.human_coding.marked_texts import MarkedFile
from rejoinder.human_coding.model import NO_SIDE

_MOST_SIGNS = 80  # of a statement that is listed


class LeftOutRow(TypedDict):
    """A row of what was left out."""

    item: str
    stage: str
    reason: str


def read_sheets(files: Iterable[GoldFile], codebook: Codebook) -> tuple[dict[str, TrainingStatement], list[LeftOutRow]]:
    """Read the statements that filled sheets hold.

    Args:
        files: the sheets, whole or some of their rows.
        codebook: by whose frames they are coded.

    Returns:
        Statements by example_id, with the article as topic; and rows that are not coded, or by another codebook.

    Raises:
        GoldError: no such sheet, or rows that are half filled.
    """
    statements: dict[str, TrainingStatement] = {}
    left_out: list[LeftOutRow] = []
    for file in files:
        file.require([*FIXED, DESIGN])
        frames = Design.parse(file.rows[0].where, file.rows[0].cells[DESIGN]).frames if file.rows else ()
        if set(frames) != set(codebook.frames):
            reason = f"coded by another codebook, with the frames {', '.join(frames)}"
            left_out.append(_build_left_out(f"{file.path}: {len(file.rows)} row(s)", reason))
            continue
        file.require(frames)
        coded = {
            f"sheets/{file.coder}/{number:04d}": statement
            for number, statement in enumerate(_read_rows(file, codebook), 1)
            if statement
        }
        if len(coded) < len(file.rows):
            item = f"{file.path}: {len(file.rows) - len(coded)} empty row(s)"
            left_out.append(_build_left_out(item, "not coded yet"))
        statements |= coded
    return statements, left_out


def list_marked(file: MarkedFile) -> LeftOutRow:
    """List a file of another tool among the sheets: nothing is learned from it."""
    item = f"{file.path}: {len(file.texts)} text(s)"
    return _build_left_out(item, "coded in another tool: only sheets are learned from; put it into seeds/gold")


def _read_rows(file: GoldFile, codebook: Codebook) -> Iterator[TrainingStatement | None]:
    """The statement of each row, None where it is not coded yet."""
    questions = Questions(frames=list(codebook.frames))
    codes = read_each_row(file.path, file.rows, lambda row: read_answers(row, questions))
    for row, code in zip(file.rows, codes, strict=True):
        if code is None or code.frames is None:
            yield None
            continue
        side = code.side or row.cells["side"]
        yield TrainingStatement(
            text=row.cells["text"],
            frames=[frame for frame in codebook.frames if frame in code.frames],
            topic=row.cells["article_id"],
            side="" if side == NO_SIDE else side,
            context=row.cells["context"],
            note=row.where,
        )


def leave_out(
    statements: Mapping[str, TrainingStatement], gold: Collection[str], marked: str = ""
) -> tuple[dict[str, TrainingStatement], list[LeftOutRow]]:
    """Leave out statements that agreement is measured on, and those that were coded in two ways.

    Args:
        statements: by example_id; one that was coded twice in the same way is used once.
        gold: statements that agreement is measured on, squeezed.
        marked: longer texts that it is measured on, squeezed, with signs as `unify_signs` has them.

    Returns:
        The statements that stay, and a row for each other.
    """
    codings: dict[str, dict[str, TrainingStatement]] = {}
    for example_id, statement in statements.items():
        codings.setdefault(statement.squeezed, {})[example_id] = statement
    kept: dict[str, TrainingStatement] = {}
    left_out: list[LeftOutRow] = []
    for text, same in codings.items():
        first, *others = same
        if text in gold or unify_signs(text) in marked:
            left_out += [_leave_out(key, same, "in seeds/gold, too: agreement is measured on it") for key in same]
        elif len({frozenset(statement.frames) for statement in same.values()}) > 1:
            reason = f"coded in two ways in {', '.join(same)}: agree on one"
            left_out += [_leave_out(key, same, reason) for key in same]
        else:
            kept[first] = same[first]
            left_out += [_leave_out(key, same, f"coded in the same way in {first}, and used once") for key in others]
    return kept, left_out


def _leave_out(example_id: str, statements: Mapping[str, TrainingStatement], reason: str) -> LeftOutRow:
    return _build_left_out(f"{example_id}: {statements[example_id].text[:_MOST_SIGNS]}", reason)


def _build_left_out(item: str, reason: str) -> LeftOutRow:
    return LeftOutRow(item=f"training statement {item}", stage="examples", reason=reason)
