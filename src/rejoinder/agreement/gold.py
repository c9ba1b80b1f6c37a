"""Coding passes: one CSV file per coder or pass in `seeds/gold`, checked against the statements it codes."""

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

COLUMNS = ("article_id", "sent_id", "text", "speaker", "form", "frames")
FORMS = ("direct", "indirect", "mixed", "narrated")
MACHINE = "machine"  # name of the machine's own coding

Unit = tuple[str, int]  # article_id and sent_id


class GoldError(ValueError):
    """A coding pass that cannot be used: one sentence with file, line, what was expected and what to do."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """What one coder gave one unit.

    Attributes:
        speaker: as written; "" where the coder left it open.
        form: one of `FORMS`, "" likewise.
        frames: names of frames; None where the unit was not coded by this codebook.
    """

    speaker: str
    form: str
    frames: frozenset[str] | None


@dataclass(frozen=True, kw_only=True)
class Coding:
    """One coder's codes: the machine's, or a coding pass."""

    name: str
    codes: Mapping[Unit, Code]


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Rows of a coding pass that are not compared, and why."""

    item: str
    reason: str


@dataclass(frozen=True)
class _Row:
    """A line of a pass: `line` is where it begins in the file, from 1."""

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
class Units:
    """The statements that can be coded, to look gold rows up in."""

    texts: Mapping[str, Mapping[int, str]]  # sentence texts by article_id and sent_id
    credits: frozenset[Unit] = field(default_factory=frozenset)

    def find(self, row: _Row) -> Unit | None:
        """The unit a row codes, found by its text, as numbers shift when another parser cuts sentences differently.

        Returns None where the text is the article's, but no longer one sentence of it.

        Raises:
            GoldError: the article holds no such sentence, or another text under its number.
        """
        sentences = self.texts[row.article_id]
        text = _squeeze(row.text)
        number = int(row.sent_id) if row.sent_id.isdecimal() else -1
        if number in sentences and _squeeze(sentences[number]) == text:
            return row.article_id, number
        same = [n for n, other in sentences.items() if _squeeze(other) == text]
        if same:
            return row.article_id, same[0]
        if text and text in _squeeze(" ".join(sentences[n] for n in sorted(sentences))):
            return None
        if number not in sentences:
            raise GoldError(
                f"{row.where}: article {row.article_id!r} has no sentence {row.sent_id!r} (it has"
                f" {min(sentences)} to {max(sentences)}) and none with this text; correct sent_id and text."
            )
        raise GoldError(
            f"{row.where}: the text was edited: expected {sentences[number]!r} as in data/statements,"
            f" got {row.text!r}; restore it."
        )


def read_pass(path: str, content: bytes, units: Units, frames: Sequence[str]) -> tuple[Coding, list[LeftOut]]:
    """A coding pass from the bytes of its file, with what it holds beside the articles of this run.

    Columns are those of `COLUMNS` in any order; further ones are the coder's own notes. Frames are separated by
    spaces. An empty speaker or form means "not coded".

    Raises:
        GoldError: a missing column, an unknown sentence, frame or form, an edited text, or a row given twice.
    """
    rows = list(_rows(path, content))
    name = path.rsplit("/", 1)[-1].removesuffix(".csv")
    if name == MACHINE:
        raise GoldError(f"{path}: a coding pass cannot be called {name!r}; rename the file.")
    left_out = _absent(path, rows, units)
    foreign = _foreign(rows, frames)
    if foreign:
        listed = ", ".join(foreign)
        left_out.append(LeftOut(item=f"{path}: frames", reason=f"coded by another codebook, with the frames {listed}"))
    codes: dict[Unit, Code] = {}
    cut = 0
    for row in rows:
        if row.article_id in units.texts:
            unit = _unit(row, units, codes)
            _check(row, frames if not foreign else row.frames)
            if unit is None:
                cut += 1
            else:
                marked = None if foreign else frozenset(row.frames)
                codes[unit] = Code(speaker=row.speaker, form=row.form, frames=marked)
    if cut:
        left_out.append(LeftOut(item=f"{path}: {cut} row(s)", reason="the parser cuts these sentences differently"))
    return Coding(name=name, codes=codes), left_out


def articles(path: str, content: bytes) -> set[str]:
    """The article_ids a pass names."""
    return {row.article_id for row in _rows(path, content)}


def _rows(path: str, content: bytes) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: expected UTF-8, got byte {error.start} that is not; save it as UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise GoldError(
            f"{path}, line 1: expected the columns {', '.join(COLUMNS)}, found no {', '.join(missing)}; add them."
        )
    line = reader.line_num + 1
    for record in reader:
        where, line = f"{path}, line {line}", reader.line_num + 1
        if None in record or None in record.values():
            raise GoldError(
                f"{where}: expected {len(reader.fieldnames or ())} cells, got more or fewer; quote texts with commas."
            )
        cells = [str(record[name]).strip() for name in COLUMNS]
        yield _Row(where, *cells)


def _absent(path: str, rows: Iterable[_Row], units: Units) -> list[LeftOut]:
    counts: dict[str, int] = {}
    for row in rows:
        if row.article_id not in units.texts:
            counts[row.article_id] = counts.get(row.article_id, 0) + 1
    reason = "not among the articles of this run"
    return [LeftOut(item=f"{path}: article {a}, {n} row(s)", reason=reason) for a, n in sorted(counts.items())]


def _foreign(rows: Iterable[_Row], frames: Sequence[str]) -> list[str]:
    """The labels of a pass that was coded by another codebook: not one of them is, or resembles, one of ours."""
    used = sorted({label for row in rows for label in row.frames})
    ours = any(label in frames or difflib.get_close_matches(label, frames, n=1) for label in used)
    return [] if ours else used


def _unit(row: _Row, units: Units, codes: Mapping[Unit, Code]) -> Unit | None:
    unit = units.find(row)
    if unit in units.credits:
        raise GoldError(f"{row.where}: {row.text!r} is a credit line, which is never coded; remove the row.")
    if unit in codes:
        raise GoldError(f"{row.where}: the sentence {row.text!r} is coded twice; keep one of the rows.")
    return unit


def _check(row: _Row, frames: Sequence[str]) -> None:
    for label in row.frames:
        if label not in frames:
            raise GoldError(
                f"{row.where}: frame {label!r} is not in the codebook, which has {', '.join(frames)};"
                " correct it and separate frames by spaces."
            )
    if row.form and row.form not in FORMS:
        raise GoldError(f"{row.where}: form must be one of {', '.join(FORMS)}. Got {row.form!r} instead.")


def _squeeze(text: str) -> str:
    """The text without white space: a spreadsheet may change a line break or a double space, not the words."""
    return "".join(text.split())


def machine(statements: Iterable[Mapping[str, Any]], frames: Iterable[Mapping[str, Any]]) -> Coding:
    """The machine's own codes, from rows of the statements and frames tables; credit lines have none."""
    marked: dict[str, set[str]] = {}
    for row in frames:
        found = marked.setdefault(row["statement_id"], set())
        if row["decision"]:
            found.add(row["frame"])
    codes = {
        (row["article_id"], row["sent_id"]): Code(
            speaker=row["speaker"] or "",
            form=row["form"] or "",
            frames=frozenset(marked[row["statement_id"]]) if row["statement_id"] in marked else None,
        )
        for row in statements
        if row["unit"] != "credit"
    }
    return Coding(name=MACHINE, codes=codes)
