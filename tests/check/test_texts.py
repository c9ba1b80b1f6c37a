"""`rejoinder check` on texts: what is there is said in a few lines, and nothing is written."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder import config
from rejoinder.articles.errors import ArticleError
from rejoinder.check import describe_texts
from rejoinder.command import app

TEXT = (
    "HARBOUR TOWN (Wire) - The minister said on Tuesday that talks on the fishing grounds would go on.\n\n"
    "Boats number {number} and its crew stay in port until then.\n\n(Reporting by Jo Marsh)"
)
SETTINGS = ["articles=table", "articles.folder=texts"]


def write_table(rows: list[tuple[str, str, str]]) -> None:
    """A table of articles, a row each: text, outlet and date."""
    Path("texts").mkdir()
    with Path("texts/all.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "outlet", "published", "title"), *((*row, "Talks go on") for row in rows)])


def describe() -> dict[str, str]:
    """The lines by what they are about."""
    lines = describe_texts(config.compose_run(SETTINGS)).splitlines()
    return {name: rest for name, _, rest in (line.partition(": ") for line in lines)}


def test_texts_are_counted_by_date_outlet_and_genre() -> None:
    write_table([(TEXT.format(number=n), ("Post", "Wire", "")[min(n // 2, 2)], f"2013-03-1{n}") for n in range(5)])
    lines = describe()
    assert lines["texts"] == "5 to code"
    assert lines["dates"] == "from 2013-03-10 to 2013-03-14; 0 without"
    assert lines["outlets"] == "Post 2, Wire 2; 1 without"
    assert lines["genres"] == "news 5"
    assert lines["lines that are no statement"] == "10 of 25 (credit 5, dateline 5)"
    assert lines["time"].startswith("180 words, about 1 minute with 1 process")


def test_copies_and_texts_in_other_languages_are_named_with_their_reason() -> None:
    german = "Der Minister sagte am Dienstag, die Gespräche über die Fischerei würden fortgesetzt werden."
    text = TEXT.format(number=1)
    write_table([(text, "Wire", "2013-03-10"), (text, "Post", "2013-03-11"), (german, "Post", "2013-03-11")])
    report = describe_texts(config.compose_run(SETTINGS))
    assert "left out: 2 texts and details" in report
    assert "same text as" in report
    assert "language is de, expected en" in report


def test_dates_whose_order_nobody_can_tell_are_counted() -> None:
    dates = ("3/4/2013", "5/5/2013", "13 May 2013")
    write_table([(TEXT.format(number=number), "Wire", date) for number, date in enumerate(dates)])
    assert "  in 1 day and month could change places" in describe_texts(config.compose_run(SETTINGS))


def test_nothing_is_written(project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0
    assert "texts: " in result.stdout
    assert sorted(project.rglob("*")) == before


def test_an_empty_folder_is_one_sentence() -> None:
    Path("texts").mkdir()
    with pytest.raises(ArticleError, match="texts: expected at least one article"):
        describe_texts(config.compose_run(SETTINGS))
