"""Columns and dates of the study's tables: guessed, written into the option's file, shown to be corrected there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import yaml
from tabulate import tabulate

from rejoinder import paths
from rejoinder.add.columns import ColumnGuess, guess_columns
from rejoinder.add.settings import format_value, set_values
from rejoinder.articles import dates, tabular
from rejoinder.articles.errors import ArticleError, read_content
from rejoinder.articles.table import Columns
from rejoinder.spreadsheets import Spreadsheet

OPTION = paths.CONF / "articles" / "table.yaml"
_KEYS = [key.name for key in fields(Columns)]
_WIDTH = 40  # characters of a cell


@dataclass(frozen=True)
class TableSettings:
    """What is to be set for the study's tables.

    Attributes:
        columns: by key; None where no column holds it.
        guesses: what of them is new; empty where what was set stays.
        unused: columns of the tables that no key names, in their order.
        day_first: the order of day and month that is to be set; None where it stays.
    """

    columns: Mapping[str, str | None]
    guesses: Mapping[str, ColumnGuess]
    unused: Sequence[str]
    day_first: bool | None


def find_settings(files: Sequence[Path], is_set: bool) -> TableSettings:
    """Guess the columns of tables and the order of day and month; nothing is written.

    Args:
        files: all tables of the study.
        is_set: whether the columns that the option's file names are the study's own; those that all tables have stay,
            and so does what it says that there is no column for.

    Raises:
        ArticleError: the tables have no column in common that holds texts.
    """
    spreadsheets = [_read_table(file) for file in files]
    option = yaml.safe_load(OPTION.read_text(encoding="utf-8"))
    named = option["columns"].items() if is_set else ()
    settled = {key: name for key, name in named if name is None or all(name in s.columns for s in spreadsheets)}
    guesses = guess_columns(spreadsheets, settled)
    columns = {key: guesses[key].column if key in guesses else settled.get(key) for key in _KEYS}
    if columns["text"] is None:
        raise ArticleError(_explain_no_texts(files, spreadsheets))
    day_first = _find_day_first(spreadsheets, columns["published"])
    every = dict.fromkeys(name for sheet in spreadsheets for name in sheet.columns if name)
    unused = [name for name in every if name not in columns.values()]
    return TableSettings(columns, guesses, unused, None if day_first == option["day_first"] else day_first)


def write_settings(settings: TableSettings) -> None:
    """Write what is to be set into the option's file; all its other lines stay."""
    set_values(OPTION, {("columns", key): name for key, name in settings.columns.items()})
    if settings.day_first is not None:
        set_values(OPTION, {("day_first",): settings.day_first})


def _explain_no_texts(files: Sequence[Path], spreadsheets: Sequence[Spreadsheet]) -> str:
    alike: dict[str, list[str]] = {}
    for file, sheet in zip(files, spreadsheets, strict=True):
        alike.setdefault(", ".join(repr(name) for name in sheet.columns if name), []).append(str(file))
    if len(alike) == 1:
        names, same = alike.popitem()
        return f"{', '.join(same)}: expected a column of texts, got {names}; give it one, or name it 'text'."
    each = "; ".join(f"{', '.join(same)} has {names}" for names, same in alike.items())
    return (
        f"{len(files)} tables: expected in all of them a column of texts of the same name, got other columns: {each}; "
        "rename the columns of one table as in the other, or make a study of its own."
    )


def _find_day_first(spreadsheets: Sequence[Spreadsheet], published: str | None) -> bool | None:
    cells = (row.cells.get(published) for sheet in spreadsheets for row in sheet.rows) if published else ()
    return dates.find_day_first(map(tabular.format_cell, cells))


def _read_table(file: Path) -> Spreadsheet:
    return read_content(tabular.READERS[file.suffix.lower()], file.suffix.lower(), file.read_bytes(), None)


def print_settings(settings: TableSettings) -> None:
    """Print what was set: the guesses as a table, and what no column holds."""
    if settings.guesses:
        rows = [(key, one.column, one.told_by, _shorten(one.example)) for key, one in settings.guesses.items()]
        print(f"{OPTION}: columns are set so; correct there what is wrong:\n")
        print(tabulate(rows, ("key", "column", "told by", "first cell"), tablefmt="simple", disable_numparse=True))
        print(f"\nno column: {', '.join(key for key, name in settings.columns.items() if name is None)}")
    if settings.unused:
        print(f"columns that are not used: {', '.join(map(repr, settings.unused))}")
    if settings.day_first is not None:
        order = "the day" if settings.day_first else "the month"
        print(f"{OPTION}: day_first: {format_value(settings.day_first)}, as all dates that tell it have {order} first")


def _shorten(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 3] + "..."
