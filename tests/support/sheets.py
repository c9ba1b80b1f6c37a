"""A coding sheet of twelve statements for tests: drawn, answered, written as CSV."""

import csv
import io
from typing import Any

from rejoinder.codebook import Codebook, Frame
from rejoinder.human_coding.answers import Questions
from rejoinder.human_coding.design import Design
from rejoinder.sheet import Draw
from rejoinder.sheet.rows import build_rows, collect_contexts, list_columns

FRAMES = ("denial", "talks")
TARGETS = {"norland": "Norland", "talks_at_sea": "talks at sea"}
QUESTIONS = Questions(FRAMES, ("Norland", "Sudland"), tuple(TARGETS))
BOOK = Codebook(
    unit="One sentence.",
    source="made up",
    frames={f: Frame(label=f, definition="So.", include=["a"], exclude=["b"], examples=["c"]) for f in FRAMES},
)
TEXTS = {n: f"Sentence {n} of the harbour." for n in range(1, 13)}
TEXTS[2], TEXTS[3] = "=1+1 is what the port owes.", 'He said, "no, never" – and left.'
STATEMENTS = [
    {"statement_id": f"harbour/{n:04d}", "article_id": "harbour", "sent_id": n, "unit": "paragraph", "text": text,
     "speaker": None if n % 2 else "Ada Moor", "side": "Norland", "form": "direct",
     "speaker_kind": "person"}
    for n, text in TEXTS.items()
]  # fmt: skip  # fmt: skip
# denial is the rarer frame: statement 1 carries both
MARKED = {s["statement_id"]: frozenset[str]() for s in STATEMENTS}
MARKED |= {f"harbour/{n:04d}": frozenset({"talks"}) for n in (4, 5, 6, 7)}
MARKED |= {"harbour/0001": frozenset(FRAMES), "harbour/0002": frozenset({"denial"})}
POPULATION = "0123456789abcdef"


def draw_rows(n: int = 12, seed: int = 13, codes: bool = False) -> list[dict[str, Any]]:
    """Rows of a sheet of `n` statements, as they are written."""
    order, sizes = Draw(n=n, seed=seed)(MARKED, FRAMES)
    design = Design(
        rows=len(order), seed=seed, sizes=sizes, frames=FRAMES, population=POPULATION, kinds=("denial", "none", "talks")
    )
    by_id = {s["statement_id"]: s for s in STATEMENTS}
    cells = build_rows(order, design, by_id, collect_contexts(STATEMENTS), MARKED if codes else None)
    return [dict.fromkeys(list_columns(FRAMES, tuple(TARGETS), codes), "") | row for row in cells]


def answer(rows: list[dict[str, Any]], *marks: str) -> list[dict[str, Any]]:
    """The rows with yes for the frames of each mark, "-" for none, "" for a row left empty."""
    return [
        row | {frame: ("yes" if frame in mark.split() else "no") if mark else "" for frame in FRAMES}
        for row, mark in zip(rows, marks, strict=True)
    ]


def format_csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
