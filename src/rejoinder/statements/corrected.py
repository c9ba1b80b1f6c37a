"""Statements with the speakers and sides that `seeds/corrections.csv` gives them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rejoinder import schema
from rejoinder.corrections.apply import CorrectionRow
from rejoinder.corrections.matching import find_sentence, normalise_name
from rejoinder.corrections.model import NO_SIDE, OUTLET, SIDE, SPEAKER, Correction
from rejoinder.statements.rows import SpeakerColumns, StatementRow

RESOLUTION = "correction"

Chosen = dict[str, Correction]  # by variable


@dataclass(frozen=True)
class StatementCorrector:
    """Corrects the statements of one article.

    Attributes:
        outlet: who speaks where nobody else does.
        read_speaker: what a name that the article does not know says of its bearer.
    """

    outlet: SpeakerColumns
    read_speaker: Callable[[str], SpeakerColumns]

    def __call__(
        self, rows: Sequence[StatementRow], corrections: Sequence[Correction]
    ) -> tuple[list[StatementRow], list[CorrectionRow]]:
        """Correct an article's statements.

        What is said of one statement goes before what is said of all of a speaker's. A speaker's side is looked up by
        the machine's name for the speaker and, before it, by the corrected one.

        Args:
            rows: the article's, as the machine made them.
            corrections: those that can be about it.

        Returns:
            The statements, and each correction of each of them, those of frames and stances as well.
        """
        own = _match_statements(rows, corrections)
        wide = [correction for correction in corrections if correction.of_speaker]
        corrected, applied = [], []
        for row in rows:
            chosen: Chosen = {}
            if row["unit"] in schema.CODED_KINDS:
                chosen = _choose_by_speaker(row["speaker"], wide) | own.get(row["sent_id"], {})
                if SPEAKER in chosen:
                    named = _choose_by_speaker(chosen[SPEAKER].value, wide) | own.get(row["sent_id"], {})
                    chosen = chosen | {SIDE: named[SIDE]} if SIDE in named else chosen
            corrected.append(self._correct(row, chosen, rows))
            applied += [_build_row(row, variable, correction) for variable, correction in chosen.items()]
        return corrected, applied

    def _correct(self, row: StatementRow, chosen: Chosen, rows: Sequence[StatementRow]) -> StatementRow:
        corrected = row.copy()
        if SPEAKER in chosen and normalise_name(chosen[SPEAKER].value) != normalise_name(row["speaker"]):
            corrected.update(self._find_speaker(chosen[SPEAKER].value, rows))  # type: ignore[typeddict-item]
            if corrected["speaker_kind"] == "outlet":
                corrected["form"], corrected["attribution_id"] = "narrated", None
            elif row["form"] == "narrated":
                corrected["form"] = "indirect"
        if SIDE in chosen:
            side = chosen[SIDE].value
            corrected["side"] = "" if normalise_name(side) == NO_SIDE else side
        if corrected != row:
            corrected["resolution"] = RESOLUTION
        return corrected

    def _find_speaker(self, name: str, rows: Iterable[StatementRow]) -> SpeakerColumns:
        """What the article knows of a speaker of this name, else what the name itself says."""
        if normalise_name(name) in (*OUTLET, normalise_name(self.outlet["speaker"])):
            return self.outlet
        for row in rows:
            if normalise_name(row["speaker"]) == normalise_name(name):
                return {key: row[key] for key in SpeakerColumns.__annotations__}  # type: ignore[literal-required, return-value]
        return self.read_speaker(name)


def _match_statements(rows: Sequence[StatementRow], corrections: Iterable[Correction]) -> dict[int, Chosen]:
    """Corrections of single statements, by the statement's number."""
    sentences = [(row["sent_id"], row["text"]) for row in rows if row["unit"] in schema.CODED_KINDS]
    matched: dict[int, Chosen] = {}
    for correction in corrections:
        number = find_sentence(correction.text, correction.sent_id, sentences) if correction.text else None
        if number is not None:
            matched.setdefault(number, {}).setdefault(correction.variable, correction)
    return matched


def _choose_by_speaker(name: str, wide: Iterable[Correction]) -> Chosen:
    """Corrections of all statements of a speaker; one of an article goes before one of all articles."""
    ours = [correction for correction in wide if normalise_name(correction.of_speaker) == normalise_name(name)]
    return {correction.variable: correction for correction in sorted(ours, key=lambda c: bool(c.article_id))}


def _build_row(row: StatementRow, variable: str, correction: Correction) -> CorrectionRow:
    return {
        "statement_id": row["statement_id"],
        "variable": variable,
        "line": correction.line,
        "value": correction.value,
    }
