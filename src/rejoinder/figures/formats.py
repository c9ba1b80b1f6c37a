"""Tables as text: CSV, LaTeX and Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from rejoinder.formats.latex import escape_latex

_HEADS = 60  # letters that the heads of a page's columns of numbers hold side by side


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """A table of the paper.

    Attributes:
        rows: its content.
        caption: one sentence.
        widths: in millimetres, in LaTeX, of the columns that hold long texts.
    """

    rows: pd.DataFrame
    caption: str
    widths: Mapping[str, int] = field(default_factory=dict)


def format_csv(table: pd.DataFrame) -> str:
    """The table as CSV with a header, missing values empty."""
    return str(table.to_csv(index=False, lineterminator="\n"))


def format_latex(table: pd.DataFrame, caption: str, name: str, widths: Mapping[str, int], total: int) -> str:
    """The table for LaTeX, with the packages booktabs, graphicx and longtable.

    Args:
        table: the rows to show.
        caption: one sentence.
        name: of the table's CSV file and label.
        widths: in millimetres, of the columns that hold long texts.
        total: rows in the CSV file; the table says how many of them it leaves out.
    """
    columns = "".join(_align_column(table, column, widths) for column in table.columns)
    head = " & ".join(_turn_heads(table)) + r" \\"
    lines = [" & ".join(escape_latex(cell) for cell in row) + r" \\" for row in _format_cells(table)]
    note = _note_rest(table, name, total)
    if note:
        lines.append(rf"\multicolumn{{{len(table.columns)}}}{{l}}{{{escape_latex(note)}}} \\")
    return "\n".join(
        [
            "% Needs \\usepackage[T1]{fontenc} and the packages booktabs, graphicx and longtable.",
            r"{\footnotesize\setlength{\tabcolsep}{3pt}",
            rf"\begin{{longtable}}{{{columns}}}",
            rf"\caption{{{escape_latex(caption)}}}\label{{tab:{name}}} \\",
            r"\toprule", head, r"\midrule", r"\endfirsthead",
            r"\toprule", head, r"\midrule", r"\endhead",
            *lines,
            r"\bottomrule", r"\end{longtable}}",
        ]
    )  # fmt: skip


def format_markdown(table: pd.DataFrame, caption: str, name: str, total: int) -> str:
    """The table as GitHub's Markdown under its caption.

    Args:
        table: the rows to show.
        caption: one sentence.
        name: of the table's CSV file.
        total: rows in the CSV file; the table says how many of them it leaves out.
    """
    alignment = ["---:" if pd.api.types.is_numeric_dtype(table[column]) else "---" for column in table.columns]
    head, *rows = [[_escape_markdown(cell) for cell in row] for row in [_format_heads(table), *_format_cells(table)]]
    lines = ["| " + " | ".join(row) + " |" for row in [head, alignment, *rows]]
    note = _note_rest(table, name, total)
    return "\n".join([_escape_markdown(caption), "", *lines, *(["", note] if note else [])])


def _escape_markdown(text: str) -> str:
    """Text that Markdown takes neither for a cell's end nor for markup."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _align_column(table: pd.DataFrame, column: str, widths: Mapping[str, int]) -> str:
    if column in widths:
        return rf"p{{{widths[column]}mm}}"
    return "r" if pd.api.types.is_numeric_dtype(table[column]) else "l"


def _format_cells(table: pd.DataFrame) -> list[list[str]]:
    """What a reader sees of the rows: numbers to two decimals, which the CSV has in full."""
    return [[_format_cell(cell) for cell in row] for row in table.itertuples(index=False)]


def _format_cell(cell: Any) -> str:
    if pd.isna(cell):
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _format_heads(table: pd.DataFrame) -> list[str]:
    return [str(column).replace("_", " ") for column in table.columns]


def _turn_heads(table: pd.DataFrame) -> list[str]:
    """Heads for LaTeX; those of numbers stand upright where they would make the table wider than a page."""
    heads = [escape_latex(head) for head in _format_heads(table)]
    numeric = [pd.api.types.is_numeric_dtype(table[column]) for column in table.columns]
    if sum(len(head) for head, number in zip(heads, numeric, strict=True) if number) <= _HEADS:
        return heads
    return [rf"\rotatebox{{90}}{{{head}}}" if number else head for head, number in zip(heads, numeric, strict=True)]


def _note_rest(table: pd.DataFrame, name: str, total: int) -> str:
    return f"{total - len(table)} more row(s) in {name}.csv" if len(table) < total else ""
