"""Figures and tables on disk: always the same bytes for the same content."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from rejoinder import tables
from rejoinder.figures.formats import format_csv, format_latex, format_markdown
from rejoinder.figures.style import Paper

# No dates and no version of the drawing library: they would change the bytes of an unchanged figure.
_METADATA: dict[str, dict[str, str | None]] = {
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "png": {"Software": None},
}


def write_figure(stem: Path, table: pd.DataFrame, figure: Figure, paper: Paper) -> None:
    """Write a figure as PDF, SVG and PNG, and the table it draws as CSV.

    Args:
        stem: of the files, without an ending.
        table: what the figure draws.
        figure: as `plot_...` drew it.
        paper: resolution of the PNG.
    """
    tables.write_text(stem.with_suffix(".csv"), format_csv(table))
    figure.draw_without_rendering()
    figure.set_layout_engine(None)  # laid out once, alike in all three files
    with mpl.rc_context({"svg.hashsalt": f"rejoinder {stem.name}"}):
        for ending, metadata in _METADATA.items():
            buffer = io.BytesIO()
            figure.savefig(buffer, format=ending, dpi=paper.dpi, metadata=metadata)
            _write_bytes(stem.with_suffix(f".{ending}"), buffer.getvalue())


def _write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)


def write_table(stem: Path, parts: Iterable[pd.DataFrame], caption: str, widths: Mapping[str, int], most: int) -> None:
    """Write a table as CSV, LaTeX and Markdown.

    Args:
        stem: of the files, without an ending.
        parts: of the table, one below the other.
        caption: one sentence.
        widths: in millimetres, of the columns that hold long texts.
        most: rows that LaTeX and Markdown show, the first; the CSV has all.
    """
    head, total = _write_csv(stem.with_suffix(".csv"), parts, most)
    tables.write_text(stem.with_suffix(".tex"), format_latex(head, caption, stem.name, widths, total))
    tables.write_text(stem.with_suffix(".md"), format_markdown(head, caption, stem.name, total))


def _write_csv(path: Path, parts: Iterable[pd.DataFrame], most: int) -> tuple[pd.DataFrame, int]:
    """Write the parts below one header; returns the first `most` rows and how many there are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    heads: list[pd.DataFrame] = []
    total = 0
    with temporary.open("w", encoding="utf-8", newline="") as file:
        for number, part in enumerate(parts):
            part.to_csv(file, index=False, header=not number, lineterminator="\n")
            if total < most:
                heads.append(part.head(most - total))
            total += len(part)
    temporary.replace(path)
    return pd.concat(heads), total
