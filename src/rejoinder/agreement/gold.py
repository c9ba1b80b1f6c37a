"""Coding passes: one file per coder or pass in `seeds/gold`, checked against the statements it codes."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rejoinder.agreement import files
from rejoinder.agreement.files import MACHINE, GoldError

COLUMNS = ("article_id", "sent_id", "text", "speaker", "form", "frames")
FORMS = ("direct", "indirect", "mixed", "narrated")
ANOTHER_CODEBOOK = "coded by another codebook, with the frames "
CUT = "the parser cuts these sentences differently"

Unit = tuple[str, int]  # article_id and sent_id


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
class Sample:
    """How the units of a pass were drawn: at random, without return, within strata of the run's statements.

    Attributes:
        strata: stratum of each unit coded.
        sizes: statements in each stratum, coded or not.
        flaw: why nothing can be said from it about all statements; "" where something can.
    """

    strata: Mapping[Unit, str]
    sizes: Mapping[str, int]
    flaw: str = ""

    @property
    def weights(self) -> dict[Unit, float]:
        """How many statements each unit stands for, in units of their mean, so that n stays the number coded."""
        coded = Counter(self.strata.values())
        mean = sum(self.sizes[stratum] for stratum in coded) / max(len(self.strata), 1)
        return {unit: self.sizes[stratum] / coded[stratum] / mean for unit, stratum in self.strata.items()}


@dataclass(frozen=True, kw_only=True)
class Coding:
    """One coder's codes: the machine's, or a coding pass; `sample` is None where its units were not drawn."""

    name: str
    codes: Mapping[Unit, Code]
    sample: Sample | None = None


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Rows of a coding pass that are not compared, and why."""

    item: str
    reason: str


@dataclass(frozen=True)
class _Row:
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
class Units:
    """The statements that can be coded, to look gold rows up in."""

    texts: Mapping[str, Mapping[int, str]]  # sentence texts by article_id and sent_id
    credits: frozenset[Unit] = field(default_factory=frozenset)

    def find(self, where: str, article_id: str, sent_id: str, text: str) -> Unit | None:
        """The unit a row codes, found by its text, as numbers shift when another parser cuts sentences differently.

        Returns None where the text is the article's, but no longer one sentence of it.

        Raises:
            GoldError: the article holds no such sentence, or another text under its number.
        """
        sentences = self.texts[article_id]
        given = _squeeze(text)
        number = int(sent_id) if sent_id.isdecimal() else -1
        if number in sentences and _squeeze(sentences[number]) == given:
            return article_id, number
        same = [n for n, other in sentences.items() if _squeeze(other) == given]
        if same:
            return article_id, same[0]
        if given and given in _squeeze(" ".join(sentences[n] for n in sorted(sentences))):
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


def read_pass(table: files.Table, units: Units, frames: Sequence[str]) -> tuple[Coding, list[LeftOut]]:
    """A coding pass from the rows of its file, with what it holds beside the articles of this run.

    Columns are those of `COLUMNS` in any order; further ones are the coder's own notes. Frames are separated by
    spaces. An empty speaker or form means "not coded".

    Raises:
        GoldError: a missing column, an unknown sentence, frame or form, an edited text, or a row given twice.
    """
    table.require(COLUMNS)
    rows = [_Row(row.where, *(row.cells[name] for name in COLUMNS)) for row in table.rows]
    left_out = absent(table.path, [row.article_id for row in rows], units)
    foreign = _foreign(rows, frames)
    if foreign:
        left_out.append(LeftOut(item=f"{table.path}: frames", reason=ANOTHER_CODEBOOK + ", ".join(foreign)))
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
        left_out.append(LeftOut(item=f"{table.path}: {cut} row(s)", reason=CUT))
    return Coding(name=table.coder, codes=codes), left_out


def absent(path: str, articles: Iterable[str], units: Units) -> list[LeftOut]:
    """Rows about articles that this run has not, counted by article."""
    counts = Counter(article for article in articles if article not in units.texts)
    reason = "not among the articles of this run"
    return [LeftOut(item=f"{path}: article {a}, {n} row(s)", reason=reason) for a, n in sorted(counts.items())]


def _foreign(rows: Iterable[_Row], frames: Sequence[str]) -> list[str]:
    """The labels of a pass that was coded by another codebook: not one of them is, or resembles, one of ours."""
    used = sorted({label for row in rows for label in row.frames})
    ours = any(label in frames or difflib.get_close_matches(label, frames, n=1) for label in used)
    return [] if ours else used


def _unit(row: _Row, units: Units, codes: Mapping[Unit, Code]) -> Unit | None:
    unit = units.find(row.where, row.article_id, row.sent_id, row.text)
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
    """The text without white space and control characters, which a spreadsheet may change; it leaves the words."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


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


def scores(
    statements: Iterable[Mapping[str, Any]], frames: Iterable[Mapping[str, Any]]
) -> dict[str, dict[Unit, float]]:
    """The machine's scores in [0, 1] by frame and unit, from rows of the statements and frames tables."""
    units = {row["statement_id"]: (row["article_id"], row["sent_id"]) for row in statements}
    made: dict[str, dict[Unit, float]] = {}
    for row in frames:
        if row["statement_id"] in units:
            made.setdefault(row["frame"], {})[units[row["statement_id"]]] = row["score"]
    return made
