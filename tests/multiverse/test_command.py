"""`rejoinder multiverse` where there is too little to say anything."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder import paths, schema, tables
from rejoinder.command import app
from tests.support.corpora import invent_corpus
from tests.support.project import copy_settings


def test_few_articles_are_told_so_and_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, table in invent_corpus(9).items():
        columns = table.cast(getattr(schema, name.upper()))
        tables.write_partition(paths.DATA / name, tables.name_partition(), columns)
    result = CliRunner().invoke(app, ["multiverse"])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "multiverse: near copies is no choice here: conf/articles/text_files.yaml has no key 'duplicates.near'",
        "multiverse: withheld: 9 article(s), fewer than 10; no run is made",
    ]


def test_a_study_that_has_not_been_run_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["multiverse"])
    assert result.exit_code == 1
    assert "not made yet; run `dvc repro`" in result.stderr
