"""The columns of the study's tables: guessed, written into the option's file, and shown to be corrected there."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import yaml
from tabulate import tabulate

from rejoinder import paths
from rejoinder.add.columns import ColumnGuess, guess_columns
from rejoinder.add.settings import set_values
from rejoinder.articles import tabular
from rejoinder.articles.errors import ArticleError, read_content
from rejoinder.articles.table import Columns
from rejoinder.spreadsheets import Spreadsheet

OPTION = paths.CONF / "articles" / "table.yaml"
_KEYS = [key.name for key in fields(Columns)]
_WIDTH = 40  # characters of a cell


def set_columns(files: Sequence[Path], is_set: bool) -> dict[str, ColumnGuess]:
    """Guess the columns of tables, and write them into the option's file.

    Args:
        files: all tables of the study.
        is_set: whether the columns that the file names are the study's own; they stay if all tables have them.

    Returns:
        The guesses by key; empty where what is set stays.

    Raises:
        ArticleError: the tables have no column in common that holds texts.
    """
    spreadsheets = [_read_table(file) for file in files]
    named = yaml.safe_load(OPTION.read_text(encoding="utf-8"))["columns"]
    if is_set and all(name in sheet.columns for sheet in spreadsheets for name in named.values() if name is not None):
        return {}
    guesses = guess_columns(spreadsheets)
    if "text" not in guesses:
        names = ", ".join(repr(name) for name in spreadsheets[-1].columns if name)
        which = f"{files[-1]}: expected" if len(files) == 1 else f"{len(files)} tables: expected in all of them"
        raise ArticleError(f"{which} a column of texts, got {names}; give it one, or name it 'text'.")
    columns = {key: guess.column for key, guess in guesses.items()}
    set_values(OPTION, {("columns", key): columns.get(key) for key in _KEYS})
    return guesses


def _read_table(file: Path) -> Spreadsheet:
    return read_content(tabular.READERS[file.suffix.lower()], file.suffix.lower(), file.read_bytes(), None)


def print_columns(guesses: Mapping[str, ColumnGuess]) -> None:
    """Print the guesses as a table."""
    rows = [(key, guess.column, guess.told_by, _shorten(guess.example)) for key, guess in guesses.items()]
    print(f"{OPTION}: columns are set so; correct there what is wrong:\n")
    print(tabulate(rows, ("key", "column", "told by", "first cell"), tablefmt="simple", disable_numparse=True))
    print(f"\nno column: {', '.join(key for key in _KEYS if key not in guesses)}")


def _shorten(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 3] + "..."
