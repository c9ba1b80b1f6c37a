"""Coding passes: one file per coder or pass in `seeds/gold`, checked against the statements it codes."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rejoinder import schema
from rejoinder.agreement.rows import CodedStatement
from rejoinder.corrections.matching import find_sentence, squeeze_text
from rejoinder.human_coding.files import GoldError, GoldFile
from rejoinder.human_coding.model import FORMS, Code, CodingPass, SkippedRows, Unit

COLUMNS = ("article_id", "sent_id", "text", "speaker", "form", "frames")
ANOTHER_CODEBOOK = "coded by another codebook, with the frames "
CUT_DIFFERENTLY = "the parser cuts these sentences differently"


@dataclass(frozen=True)
class _PassRow:
    """A line of a pass; `where` names file and line."""

    where: str
    article_id: str
    sent_id: str
    text: str
    speaker: str
    form: str
    labels: str

    @property
    def frames(self) -> list[str]:
        return self.labels.split()


@dataclass(frozen=True)
class CodableUnits:
    """The statements that can be coded, to look gold rows up in.

    Attributes:
        texts: texts of sentences by article_id and sent_id.
        uncoded: lines that are no statement (by-lines, captions), which are never coded.
    """

    texts: Mapping[str, Mapping[int, str]]
    uncoded: frozenset[Unit] = field(default_factory=frozenset)

    def find(self, where: str, article_id: str, sent_id: str, text: str) -> Unit | None:
        """Find the unit that a row codes, by its text: another parser may number sentences differently.

        Args:
            where: file and line of the row, for errors.
            article_id: the article, one of `texts`.
            sent_id: number of the sentence, as written.
            text: of the sentence, as written.

        Returns:
            The unit; None where the text is the article's, but no longer one sentence of it.

        Raises:
            GoldError: the article holds no such sentence, or another text under its number.
        """
        sentences = self.texts[article_id]
        squeezed = squeeze_text(text)
        number = int(sent_id) if sent_id.isdecimal() else -1
        match = find_sentence(text, sent_id, sentences.items())
        if match is not None:
            return article_id, match
        if squeezed and squeezed in squeeze_text(" ".join(sentences[n] for n in sorted(sentences))):
            return None
        if number not in sentences:
            raise GoldError(
                f"{where}: article {article_id!r} has no sentence {sent_id!r} (it has"
                f" {min(sentences)} to {max(sentences)}) and none with this text; correct sent_id and text."
            )
        raise GoldError(
            f"{where}: the text was edited: expected {sentences[number]!r} as in data/statements,"
            f" got {text!r}; restore it."
        )


def list_codable_units(statements: Iterable[CodedStatement]) -> CodableUnits:
    """List the units of rows of the statements table."""
    texts: dict[str, dict[int, str]] = {}
    uncoded = set()
    for row in statements:
        texts.setdefault(row["article_id"], {})[row["sent_id"]] = row["text"]
        if row["unit"] not in schema.CODED_KINDS:
            uncoded.add((row["article_id"], row["sent_id"]))
    return CodableUnits(texts, frozenset(uncoded))


def read_pass(table: GoldFile, units: CodableUnits, frames: Sequence[str]) -> tuple[CodingPass, list[SkippedRows]]:
    """Read a coding pass from the rows of its file.

    Columns are those of `COLUMNS` in any order; further ones are the coder's own notes. Frames are separated by
    spaces. An empty speaker or form means "not coded".

    Args:
        table: the file.
        units: the statements of this run.
        frames: names of the codebook's frames.

    Returns:
        The pass, and its rows that cannot be compared in this run.

    Raises:
        GoldError: a missing column, an unknown sentence, frame or form, an edited text, or a row given twice.
    """
    rows = _read_rows(table)
    skipped = list_absent_articles(table.path, [row.article_id for row in rows], units)
    foreign = _list_foreign_frames(rows, frames)
    if foreign:
        skipped.append(SkippedRows(item=f"{table.path}: frames", reason=ANOTHER_CODEBOOK + ", ".join(foreign)))
    codes: dict[Unit, Code] = {}
    recut = 0
    for row in rows:
        if row.article_id in units.texts:
            unit = _find_unit(row, units, codes)
            _check_labels(row, frames if not foreign else row.frames)
            if unit is None:
                recut += 1
            else:
                marked = None if foreign else frozenset(row.frames)
                codes[unit] = Code(speaker=row.speaker, form=row.form, frames=marked)
    if recut:
        skipped.append(SkippedRows(item=f"{table.path}: {recut} row(s)", reason=CUT_DIFFERENTLY))
    return CodingPass(name=table.coder, codes=codes), skipped


def find_wrong_rows(table: GoldFile, frames: Sequence[str]) -> Iterator[GoldError]:
    """Find what is wrong with the frames and forms of a pass, as long as there are no statements to compare it with.

    Args:
        table: the file.
        frames: names of the codebook's frames; a pass that was coded by another codebook may have others.
    """
    try:
        rows = _read_rows(table)
    except GoldError as error:
        yield error
        return
    foreign = _list_foreign_frames(rows, frames)
    for row in rows:
        try:
            _check_labels(row, frames if not foreign else row.frames)
        except GoldError as error:
            yield error


def _read_rows(table: GoldFile) -> list[_PassRow]:
    table.require(COLUMNS)
    return [_PassRow(row.where, *(row.cells[name] for name in COLUMNS)) for row in table.rows]


def list_absent_articles(path: str, articles: Iterable[str], units: CodableUnits) -> list[SkippedRows]:
    """List articles that this run lacks, with their numbers of rows.

    Args:
        path: of the file of coding.
        articles: article_id of each of its rows.
        units: the statements of this run.
    """
    counts = Counter(article for article in articles if article not in units.texts)
    reason = "not among the articles of this run"
    return [SkippedRows(item=f"{path}: article {a}, {n} row(s)", reason=reason) for a, n in sorted(counts.items())]


def _list_foreign_frames(rows: Iterable[_PassRow], frames: Sequence[str]) -> list[str]:
    """The labels of a pass that was coded by another codebook: not one of them is, or resembles, one of ours."""
    used = sorted({label for row in rows for label in row.frames})
    ours = any(label in frames or difflib.get_close_matches(label, frames, n=1) for label in used)
    return [] if ours else used


def _find_unit(row: _PassRow, units: CodableUnits, codes: Mapping[Unit, Code]) -> Unit | None:
    unit = units.find(row.where, row.article_id, row.sent_id, row.text)
    if unit in units.uncoded:
        raise GoldError(
            f"{row.where}: {row.text!r} is no statement (a by-line, a caption), and never coded; remove the row."
        )
    if unit in codes:
        raise GoldError(f"{row.where}: the sentence {row.text!r} is coded twice; keep one of the rows.")
    return unit


def _check_labels(row: _PassRow, frames: Sequence[str]) -> None:
    for label in row.frames:
        if label not in frames:
            raise GoldError(
                f"{row.where}: frame {label!r} is not in the codebook, which has {', '.join(frames)};"
                " correct it and separate frames by spaces."
            )
    if row.form and row.form not in FORMS:
        raise GoldError(f"{row.where}: form must be one of {', '.join(FORMS)}. Got {row.form!r} instead.")
