"""Coding sheets that `rejoinder sheet` drew and people filled in: a row a statement, yes or no a frame."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rejoinder.agreement.gold import ANOTHER_CODEBOOK, CUT_DIFFERENTLY, CodableUnits, list_absent_articles
from rejoinder.human_coding.answers import STANCE, Questions, read_answers
from rejoinder.human_coding.design import DESIGN, FIXED, LEAST, STRATUM, Design
from rejoinder.human_coding.files import ROW, GoldError, GoldFile, GoldRow, read_each_row
from rejoinder.human_coding.model import Code, CodingPass, Sample, SkippedRows, Unit


def read_sheet(
    table: GoldFile,
    units: CodableUnits,
    questions: Questions,
    drawn_from: str,
) -> tuple[CodingPass, list[SkippedRows]]:
    """Read a filled sheet as a coding pass.

    A row with no frame filled in is not coded yet. Form was printed for the coder to read, not coded; so were speaker
    and side in sheets that do not ask for the right ones.

    Args:
        table: the file.
        units: the statements of this run.
        questions: what this run's codebook and actors can ask.
        drawn_from: fingerprint of this run's statements.

    Returns:
        The pass, and its rows that cannot be compared in this run.

    Raises:
        GoldError: a row that is missing or given twice; or the rows that are half filled, hold none of what they may,
            or an edited text.
    """
    design = _read_design(table)
    rows = _number_rows(table, design)
    skipped = list_absent_articles(table.path, [row.cells["article_id"] for row in rows.values()], units)
    if set(design.frames) != set(questions.frames):
        reason = ANOTHER_CODEBOOK + ", ".join(design.frames)
        skipped.append(SkippedRows(item=f"{table.path}: frames", reason=reason))
        return CodingPass(name=table.coder, codes={}), skipped
    questions, uncompared = _select_questions(table, questions)
    skipped += uncompared
    codes: dict[Unit, Code] = {}
    strata: dict[Unit, str] = {}
    empty, lost, recut = [], 0, 0
    contents = read_each_row(
        table.path, rows.values(), lambda row: (read_answers(row, questions), _find_unit(row, units))
    )
    for (number, row), (code, unit) in zip(rows.items(), contents, strict=True):
        if code is None:
            empty.append(number)
        if row.cells["article_id"] not in units.texts:
            lost += 1
        elif unit is None or unit in codes:  # cut otherwise, one sentence can stand under the text of two
            recut += 1
        elif code is not None:
            codes[unit] = code
            strata[unit] = row.cells[STRATUM]
    if empty:
        skipped.append(SkippedRows(item=f"{table.path}: {len(empty)} empty row(s)", reason="not coded yet"))
    if recut:
        skipped.append(SkippedRows(item=f"{table.path}: {recut} row(s)", reason=CUT_DIFFERENTLY))
    flaw = _find_flaw(design, lost + recut, drawn_from, empty, Counter(strata.values()))
    sample = Sample(strata=strata, sizes=design.sizes, flaw=flaw)
    return CodingPass(name=table.coder, codes=codes, sample=sample), skipped


def find_wrong_answers(table: GoldFile, questions: Questions) -> Iterator[GoldError]:
    """Find what is wrong with the answers in a sheet, as long as there are no statements to compare it with.

    Args:
        table: the file.
        questions: what this run's codebook and actors can ask; a side that the sheet shows is known, too.
    """
    try:
        design = _read_design(table)
        rows = _number_rows(table, design)
    except GoldError as error:
        yield error
        return
    if set(design.frames) != set(questions.frames):
        return
    shown = {row.cells["side"] for row in rows.values()} - {""}
    questions, _ = _select_questions(table, replace(questions, sides={*questions.sides, *shown}))
    for row in rows.values():
        try:
            read_answers(row, questions)
        except GoldError as error:
            yield error


def _find_unit(row: GoldRow, units: CodableUnits) -> Unit | None:
    """The unit that a row codes; None where this run has no such article, or cuts its sentences otherwise."""
    article_id, sent_id, text = (row.cells[name] for name in ("article_id", "sent_id", "text"))
    return units.find(row.where, article_id, sent_id, text) if article_id in units.texts else None


def _read_design(table: GoldFile) -> Design:
    """The design of a sheet, the same in all its rows."""
    table.require([*FIXED, STRATUM, DESIGN])
    if not table.rows:
        raise GoldError(f"{table.path}: the sheet has no rows; restore them, or draw the sheet again.")
    first = table.rows[0].cells[DESIGN]
    for row in table.rows:
        if row.cells[DESIGN] != first:
            raise GoldError(
                f"{row.where}: column '{DESIGN}' differs from the rows above; keep each sheet in a file of its own."
            )
    design = Design.parse(table.rows[0].where, first)
    table.require(design.frames)
    return design


def _number_rows(table: GoldFile, design: Design) -> dict[int, GoldRow]:
    """The rows of a sheet by their number, in its order; a spreadsheet may have sorted them otherwise."""
    rows: dict[int, GoldRow] = {}
    for row in table.rows:
        number = int(row.cells[ROW]) if row.cells[ROW].isdecimal() else 0
        if not 1 <= number <= design.rows:
            got = row.cells[ROW]
            raise GoldError(f"{row.where}: '{ROW}' must be 1 to {design.rows}. Got {got!r} instead; restore it.")
        if number in rows:
            raise GoldError(f"{row.where}: row {number} of the sheet is there twice; keep one of the two.")
        if row.cells[STRATUM] not in design.sizes:
            raise GoldError(
                f"{row.where}: '{STRATUM}' must be one of {', '.join(design.sizes)}."
                f" Got {row.cells[STRATUM]!r} instead; restore it."
            )
        rows[number] = row
    missing = [str(number) for number in range(1, design.rows + 1) if number not in rows]
    if missing:
        listed = ", ".join(missing[:5]) + (" and others" if len(missing) > 5 else "")
        raise GoldError(
            f"{table.path}: expected {design.rows} rows, found {len(rows)}: row {listed} of the sheet missing;"
            " restore them, rows that are not coded may stay empty."
        )
    return dict(sorted(rows.items()))


def _select_questions(table: GoldFile, questions: Questions) -> tuple[Questions, list[SkippedRows]]:
    """What a sheet does ask, and its stances that are not compared; where it holds none, stances were not coded."""
    columns = [name for name in table.columns if name.startswith(STANCE) and name not in questions.frames]
    asked = [name.removeprefix(STANCE) for name in columns]
    reason = f"no target of this run's conf/actors, which has {', '.join(questions.targets)}"
    skipped = [
        SkippedRows(item=f"{table.path}: column {STANCE}{target}", reason=reason)
        for target in asked
        if target not in questions.targets
    ]
    known = [target for target in questions.targets if target in asked]
    is_coded = any(row.cells[STANCE + target] for row in table.rows for target in known)
    return replace(questions, targets=known if is_coded else []), skipped


def _find_flaw(design: Design, lost: int, drawn_from: str, empty: Sequence[int], coded: Mapping[str, int]) -> str:
    """Why the rows coded are no random sample of this run's statements; "" where they are.

    The sheet is in random order, so that a coder who stops early leaves a random sample; one who skips rows does not.
    """
    if lost or design.population != drawn_from:
        return "the sheet was drawn from other statements than those of this run; draw a new one"
    first_empty = min(empty, default=design.rows + 1)
    if first_empty <= design.rows - len(empty):
        return f"row {first_empty} is empty, later ones are coded: what a coder skips is no random choice; code it too"
    few = sorted(s for s, size in design.sizes.items() if coded.get(s, 0) < min(LEAST, size))
    return f"fewer than {LEAST} statements coded in {design.describe_strata(few)}; code more rows" if few else ""
