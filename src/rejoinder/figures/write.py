"""Figures and tables on disk: always the same bytes for the same content."""

import io
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
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


def write_table(stem: Path, table: pd.DataFrame, caption: str, widths: Mapping[str, int], most: int) -> None:
    """Write a table as CSV, LaTeX and Markdown.

    Args:
        stem: of the files, without an ending.
        table: all rows.
        caption: one sentence.
        widths: in millimetres, of the columns that hold long texts.
        most: rows that LaTeX and Markdown show, the first; the CSV has all.
    """
    tables.write_text(stem.with_suffix(".csv"), format_csv(table))
    write_page(stem, table.head(most), caption, widths, len(table))


def write_page(stem: Path, head: pd.DataFrame, caption: str, widths: Mapping[str, int], total: int) -> None:
    """Write the first rows of a table, of `total`, as LaTeX and Markdown; the other arguments are `write_table`'s."""
    tables.write_text(stem.with_suffix(".tex"), format_latex(head, caption, stem.name, widths, total))
    tables.write_text(stem.with_suffix(".md"), format_markdown(head, caption, stem.name, total))


def write_batches(stem: Path, batches: Iterator[pa.RecordBatch], most: int) -> int:
    """Write rows that may be too many to hold as Parquet, and the first `most` of them as CSV, null as an empty cell.

    Returns:
        The number of rows in the CSV.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    parquet, csv = (stem.with_name(f".{stem.name}.{ending}.part") for ending in ("parquet", "csv"))
    first = next(batches)
    with pq.ParquetWriter(parquet, first.schema, compression="zstd") as writer:
        for batch in chain([first], batches):
            writer.write_batch(batch)
    rows = 0
    with csv.open("w", encoding="utf-8", newline="") as file:
        file.write(format_csv(first.slice(0, 0).to_pandas()))
        for batch in pq.ParquetFile(parquet).iter_batches():
            part = batch.slice(0, most - rows).to_pandas(integer_object_nulls=True)
            part.to_csv(file, index=False, header=False, lineterminator="\n")
            rows += len(part)
            if rows == most:
                break
    parquet.replace(stem.with_suffix(".parquet"))
    csv.replace(stem.with_suffix(".csv"))
    return rows


def read_head(path: Path, columns: list[str], rows: int) -> pd.DataFrame:
    """Read some columns of the first rows of a Parquet file."""
    file = pq.ParquetFile(path)
    batches = file.iter_batches(batch_size=rows, columns=columns)
    head: pd.DataFrame = next(batches, file.schema_arrow.empty_table().select(columns)).to_pandas()
    return head
