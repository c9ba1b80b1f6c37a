"""Figures and tables on disk: always the same bytes for the same content."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from rejoinder import tables
from rejoinder.figures.style import Paper

# No dates and no version of the drawing library: they would change the bytes of an unchanged figure.
_METADATA: dict[str, dict[str, str | None]] = {
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "png": {"Software": None},
}
FORMATS = tuple(_METADATA)

Drawing = Callable[[], Figure]

_HEADS = 60  # letters that the heads of a page's columns of numbers hold side by side

_DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", "[": "{[}", "]": "{]}", "*": "{*}", '"': r"\textquotedbl{}", "…": r"\dots{}",
}  # fmt: skip


def write_figures(folder: Path, drawn: Mapping[str, tuple[pd.DataFrame, Drawing]], paper: Paper) -> None:
    """Draw figures and write them as PDF, SVG and PNG, and the tables they draw as CSV, by their names."""
    for name, (table, drawing) in drawn.items():
        tables.write_text(folder / f"{name}.csv", csv(table))
        _write_figure(folder / name, drawing(), paper)


def _write_figure(stem: Path, figure: Figure, paper: Paper) -> None:
    """Write a figure as PDF, SVG and PNG."""
    figure.draw_without_rendering()
    figure.set_layout_engine(None)  # laid out once, alike in all three files
    with mpl.rc_context({"svg.hashsalt": f"rejoinder {stem.name}"}):
        for ending, metadata in _METADATA.items():
            buffer = io.BytesIO()
            figure.savefig(buffer, format=ending, dpi=paper.dpi, metadata=metadata)
            _write(stem.with_suffix(f".{ending}"), buffer.getvalue())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)


def write_table(stem: Path, parts: Iterable[pd.DataFrame], caption: str, wide: Mapping[str, int], most: int) -> None:
    """Write a table, given in parts, as CSV, LaTeX and Markdown, of which the last two show its first `most` rows.

    `wide` gives columns of long texts their width in millimetres.
    """
    head, total = _write_csv(stem.with_suffix(".csv"), parts, most)
    tables.write_text(stem.with_suffix(".tex"), latex(head, caption, stem.name, wide, total))
    tables.write_text(stem.with_suffix(".md"), markdown(head, caption, stem.name, total))


def _write_csv(path: Path, parts: Iterable[pd.DataFrame], most: int) -> tuple[pd.DataFrame, int]:
    """Write the parts below one header; returns the first `most` rows and how many there are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    kept: list[pd.DataFrame] = []
    total = 0
    with temporary.open("w", encoding="utf-8", newline="") as file:
        for number, part in enumerate(parts):
            part.to_csv(file, index=False, header=not number, lineterminator="\n")
            kept += [part.head(most - total)] if total < most else []
            total += len(part)
    temporary.replace(path)
    return pd.concat(kept), total


def csv(table: pd.DataFrame) -> str:
    """The table as CSV with a header, missing values empty."""
    return str(table.to_csv(index=False, lineterminator="\n"))


def latex(table: pd.DataFrame, caption: str, name: str, wide: Mapping[str, int], total: int) -> str:
    """The table for LaTeX (booktabs, graphicx, longtable); it says how many of `total` rows are left to the CSV."""
    columns = "".join(_column(table, column, wide) for column in table.columns)
    head = " & ".join(_turned_heads(table)) + r" \\"
    lines = [" & ".join(escape(cell) for cell in row) + r" \\" for row in _cells(table)]
    note = _rest(table, name, total)
    if note:
        lines.append(rf"\multicolumn{{{len(table.columns)}}}{{l}}{{{escape(note)}}} \\")
    return "\n".join(
        [
            "% Needs \\usepackage[T1]{fontenc} and the packages booktabs, graphicx and longtable.",
            r"{\footnotesize\setlength{\tabcolsep}{3pt}",
            rf"\begin{{longtable}}{{{columns}}}",
            rf"\caption{{{escape(caption)}}}\label{{tab:{name}}} \\",
            r"\toprule", head, r"\midrule", r"\endfirsthead",
            r"\toprule", head, r"\midrule", r"\endhead",
            *lines,
            r"\bottomrule", r"\end{longtable}}",
        ]
    )  # fmt: skip


def markdown(table: pd.DataFrame, caption: str, name: str, total: int) -> str:
    """The table as GitHub's Markdown under its caption; it says how many of `total` rows are left to the CSV."""
    right = ["---:" if pd.api.types.is_numeric_dtype(table[column]) else "---" for column in table.columns]
    rows = [[_pipe(cell) for cell in row] for row in [_heads(table), *_cells(table)]]
    lines = ["| " + " | ".join(row) + " |" for row in [rows[0], right, *rows[1:]]]
    note = _rest(table, name, total)
    return "\n".join([_pipe(caption), "", *lines, *(["", note] if note else [])])


def escape(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))


def commands(values: Mapping[str, str]) -> str:
    """LaTeX macros for numbers by name; names that come to the same letters are told apart by Roman numerals."""
    used: dict[str, int] = {}
    lines = []
    for name, value in values.items():
        macro = _macro(name)
        used[macro] = used.get(macro, 0) + 1
        lines.append(rf"\newcommand{{\{macro}{'I' * used[macro] if used[macro] > 1 else ''}}}{{{escape(value)}}}")
    return "\n".join(lines)


def _macro(name: str) -> str:
    """The name with digits spelled out and all but letters left out, as macros have letters only."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    spelled = re.sub(r"[0-9]", lambda digit: f" {_DIGITS[int(digit.group())]} ", plain)
    letters = "".join(part[:1].upper() + part[1:] for part in re.findall(r"[A-Za-z]+", spelled))
    return f"rejoinder{letters}"


def _column(table: pd.DataFrame, column: str, wide: Mapping[str, int]) -> str:
    if column in wide:
        return rf"p{{{wide[column]}mm}}"
    return "r" if pd.api.types.is_numeric_dtype(table[column]) else "l"


def _cells(table: pd.DataFrame) -> list[list[str]]:
    """What a reader sees of the rows: numbers to two decimals, which the CSV has in full."""
    return [[_shown(cell) for cell in row] for row in table.itertuples(index=False)]


def _shown(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _heads(table: pd.DataFrame) -> list[str]:
    return [str(column).replace("_", " ") for column in table.columns]


def _turned_heads(table: pd.DataFrame) -> list[str]:
    """Heads for LaTeX; those of numbers stand upright where they would make the table wider than a page."""
    heads = [escape(head) for head in _heads(table)]
    numeric = [pd.api.types.is_numeric_dtype(table[column]) for column in table.columns]
    if sum(len(head) for head, number in zip(heads, numeric, strict=True) if number) <= _HEADS:
        return heads
    return [rf"\rotatebox{{90}}{{{head}}}" if number else head for head, number in zip(heads, numeric, strict=True)]


def _rest(table: pd.DataFrame, name: str, total: int) -> str:
    return f"{total - len(table)} more row(s) in {name}.csv" if len(table) < total else ""


def _pipe(text: str) -> str:
    """Text that Markdown neither takes for a cell's end nor for markup."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))
