"""The machine's own rows are read where corrections touched an article."""

from pathlib import Path

import pytest

from rejoinder import paths, schema, tables
from rejoinder.corrections.machine_rows import read_machine_partition, read_machine_rows

NAME = tables.name_partition()


def write(folder: Path, label: dict[str, str], columns: str) -> None:
    rows = [
        {"statement_id": f"{a}/0001", "article_id": a, "speaker": s, "target": "port", "label": s}
        for a, s in label.items()
    ]
    kept = getattr(schema, columns)
    rows = [{key: value for key, value in row.items() if key in kept.names} for row in rows]
    tables.write_partition(folder, NAME, tables.build_table(rows, kept))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(paths.STATEMENTS, {"a": "Ada", "b": "Bo"}, "STATEMENTS")
    write(paths.STANCES, {"a": "opposes", "b": "favours"}, "STANCES")


def test_rows_of_touched_articles_are_the_machines() -> None:
    write(paths.MACHINE / "statements", {"b": "Wire"}, "STATEMENTS")
    write(paths.MACHINE / "stances", {}, "STANCES")
    speakers = read_machine_partition(paths.STATEMENTS, NAME)["speaker"].to_pylist()
    assert speakers == ["Ada", "Wire"]
    assert [row["label"] for row in read_machine_rows(paths.STANCES, ["a", "b"])] == ["opposes"]  # it gave none to b


def test_without_corrections_they_are_those_that_stand() -> None:
    assert read_machine_partition(paths.STATEMENTS, NAME)["speaker"].to_pylist() == ["Ada", "Bo"]
