"""What a coder wrote into one row of a sheet: frames, the right speaker and side, stances."""

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rejoinder.human_coding.files import GoldError, GoldRow
from rejoinder.human_coding.model import NEUTRAL, NO_SIDE, STANCES, Code

YES, NO = "yes", "no"
CORRECT_SPEAKER, CORRECT_SIDE, STANCE = "correct_speaker", "correct_side", "stance_"  # the last before a target's name

_TICK = "x"
_MEANINGS = {"yes": YES, "1": YES, _TICK: YES, "no": NO, "0": NO, "": ""}


@dataclass(frozen=True)
class Questions:
    """What the rows of a sheet can ask.

    Attributes:
        frames: names of the codebook's frames.
        sides: what a side can be called; empty where sides are not checked.
        targets: names of what stances are taken toward.
    """

    frames: Sequence[str]
    sides: Collection[str] = ()
    targets: Sequence[str] = ()


def read_answers(row: GoldRow, questions: Questions) -> Code | None:
    """Read a row of a sheet.

    Speaker and side are those that the coder wrote, else those that the sheet shows, which the coder let stand. A
    sheet that does not ask for them has none. A target without a stance is one that the statement takes none toward.

    Args:
        row: its cells.
        questions: what the sheet asks.

    Returns:
        The codes; None where nothing was filled in.

    Raises:
        GoldError: half filled, or a cell that holds none of what it may.
    """
    frames = _read_frames(row, questions.frames)
    side = _read_side(row, questions.sides)
    stances = {target: _read_stance(row, target) for target in questions.targets}
    if frames is None:
        filled = [row.cells.get(CORRECT_SPEAKER), row.cells.get(CORRECT_SIDE), *stances.values()]
        if any(cell and cell != NEUTRAL for cell in filled):
            raise GoldError(f"{row.where}: half filled: no answer for any frame; answer {NO} where it has none.")
        return None
    speaker = row.cells[CORRECT_SPEAKER] or row.cells["speaker"] if CORRECT_SPEAKER in row.cells else ""
    columns = {CORRECT_SPEAKER: "speaker", CORRECT_SIDE: "side"} | {STANCE + t: STANCE + t for t in questions.targets}
    written = frozenset(variable for column, variable in columns.items() if row.cells.get(column))
    return Code(speaker=speaker, form="", frames=frames, side=side, stances=stances, written=written)


def _read_frames(row: GoldRow, frames: Sequence[str]) -> frozenset[str] | None:
    """The frames a coder said yes to; None where no cell is filled in. Beside a tick, empty cells are a no."""
    for frame in frames:
        if row.cells[frame].casefold() not in _MEANINGS:
            raise GoldError(
                f"{row.where}: frame {frame!r} must be {YES} or {NO} (or 1 or 0, or {_TICK} for {YES})."
                f" Got {row.cells[frame]!r} instead; correct it."
            )
    answers = {frame: _MEANINGS[row.cells[frame].casefold()] for frame in frames}
    open_frames = [frame for frame, answer in answers.items() if not answer]
    is_ticked = any(row.cells[frame].casefold() == _TICK for frame in frames)
    if open_frames and len(open_frames) < len(frames) and not is_ticked:
        raise GoldError(
            f"{row.where}: half filled: no answer for {', '.join(open_frames)};"
            " answer every frame, or none where the row is not coded."
        )
    marked = frozenset(frame for frame, answer in answers.items() if answer == YES)
    return None if len(open_frames) == len(frames) else marked


def _read_side(row: GoldRow, sides: Collection[str]) -> str:
    if CORRECT_SIDE not in row.cells:
        return ""
    written = row.cells[CORRECT_SIDE]
    if not written:
        return row.cells["side"] or NO_SIDE
    names = {name.casefold(): name for name in (*sides, NO_SIDE)}
    if sides and written.casefold() not in names:
        nearest = difflib.get_close_matches(written, [*sides, NO_SIDE], n=1)
        meant = f"; did you mean {nearest[0]!r}?" if nearest else f"; write {NO_SIDE!r} for none."
        raise GoldError(
            f"{row.where}: {CORRECT_SIDE!r} must be a side of conf/actors or a country. Got {written!r} instead{meant}"
        )
    return names.get(written.casefold(), written)


def _read_stance(row: GoldRow, target: str) -> str:
    written = row.cells[STANCE + target].casefold()
    if written not in ("", *STANCES):
        raise GoldError(
            f"{row.where}: {STANCE + target!r} must be one of {', '.join(STANCES)}, or empty."
            f" Got {row.cells[STANCE + target]!r} instead; correct it."
        )
    return written or NEUTRAL
