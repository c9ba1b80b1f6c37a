"""Tables and numbers as CSV, LaTeX and Markdown: no character of a cell breaks them."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from rejoinder.figures.formats import format_csv, format_latex, format_markdown
from rejoinder.figures.numbers import format_macros
from rejoinder.figures.write import read_head, write_batches, write_table
from tests.support.figure_data import LABELS

TABLE = pd.DataFrame({"the_id": ["a_1", "b"], "text": ['50 % & "more" {$x^2~#\\}', None], "share": [0.12345, None]})


def test_latex_prints_every_character_as_it_is() -> None:
    text = format_latex(TABLE, "Cap_tion", "name", {"text": 40}, 2)
    cell = r"50 \% \& \textquotedbl{}more\textquotedbl{} \{\$x\textasciicircum{}2\textasciitilde{}\#\textbackslash{}\}"
    assert rf"a\_1 & {cell} & 0.12 \\" in text
    assert r"\begin{longtable}{lp{40mm}r}" in text
    assert r"the id & text & share \\" in text
    assert [text.count(rule) for rule in (r"\toprule", r"\midrule", r"\bottomrule")] == [2, 2, 1]


def test_latex_row_that_begins_with_a_bracket_is_no_option_of_the_line_break() -> None:
    text = format_latex(pd.DataFrame({"a": ["[sic]", "*"]}), "c", "n", {}, 1)
    assert "{[}sic{]}" in text
    assert "{*}" in text


def test_latex_turns_heads_that_would_leave_the_page() -> None:
    numbers = pd.DataFrame({"side": ["Norland"]} | {label: [1] for label in LABELS})
    assert rf"side & \rotatebox{{90}}{{{LABELS[0]}}} & " in format_latex(numbers, "c", "n", {}, 1)
    assert r"side & Denial & Deterrence \\" in format_latex(numbers[["side", *LABELS[:2]]], "c", "n", {}, 1)


def test_markdown_cells_do_not_break_the_table() -> None:
    text = format_markdown(pd.DataFrame({"a": ["x | y\nz", "<b>"]}), "c", "name", 2)
    assert text.split("\n")[4:] == [r"| x \| y z |", r"| \<b\> |"]


def test_long_tables_say_what_they_leave_to_the_csv() -> None:
    assert "1 more row(s) in name.csv" in format_latex(TABLE.head(1), "c", "name", {}, 2)
    assert format_markdown(TABLE.head(1), "c", "name", 2).endswith("1 more row(s) in name.csv")


def test_a_table_is_whole_in_its_csv_and_shows_its_first_rows(tmp_path: Path) -> None:
    table = pd.concat([TABLE] * 3)
    write_table(tmp_path / "t", table, "c", {}, 3)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == format_csv(table)
    text = (tmp_path / "t.md").read_text(encoding="utf-8")
    assert text.count("\n| ") == 2 + 3
    assert text.endswith("3 more row(s) in t.csv\n")


@pytest.mark.parametrize(("most", "rows"), [(1, 1), (4, 4), (9, 6)])
def test_rows_in_batches_are_whole_in_parquet_and_a_csv_holds_the_first(tmp_path: Path, most: int, rows: int) -> None:
    batches = [pa.RecordBatch.from_pandas(TABLE, preserve_index=False) for _ in range(3)]
    assert write_batches(tmp_path / "t", iter(batches), most) == rows
    assert pd.read_parquet(tmp_path / "t.parquet").equals(pd.concat([TABLE] * 3, ignore_index=True))
    csv = (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert csv == format_csv(pd.concat([TABLE] * 3).head(rows))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.csv", "t.parquet"]
    assert len(read_head(tmp_path / "t.parquet", ["text"], 2)) == 2


def test_whole_numbers_stay_whole_beside_empty_cells(tmp_path: Path) -> None:
    write_batches(tmp_path / "t", iter([pa.RecordBatch.from_pydict({"flag": [1, None]})]), 9)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").split() == ["flag", "1", '""']


def test_macros_have_letters_only_and_no_name_twice() -> None:
    text = format_macros({"f1 pass-2": "0.5", "côté nord": "7 %", "side 北": "1", "side 南": "2"})
    assert text.split("\n") == [
        r"\newcommand{\rejoinderFOnePassTwo}{0.5}",
        r"\newcommand{\rejoinderCoteNord}{7 \%}",
        r"\newcommand{\rejoinderSide}{1}",
        r"\newcommand{\rejoinderSideII}{2}",
    ]
