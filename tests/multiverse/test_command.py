"""What `rejoinder multiverse` writes, and where there is too little to say anything."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from rejoinder import config, paths, schema, tables
from rejoinder.command import app
from rejoinder.multiverse import Multiverse, command
from rejoinder.multiverse.choices import list_specifications
from rejoinder.multiverse.experiments import Experiment
from tests.support.corpora import invent_corpus
from tests.support.project import copy_settings


def write_corpus_of(articles: int) -> None:
    for name, table in invent_corpus(articles).items():
        columns = table.cast(getattr(schema, name.upper()))
        tables.write_partition(paths.DATA / name, tables.name_partition(), columns)
    tables.write_partition(paths.CODER, tables.name_partition(), schema.CROSS_VALIDATION.empty_table())


def write_results(minimum_articles: int) -> None:
    run = config.compose_run()
    method = Multiverse(**{**vars(run.load("multiverse")), "minimum_articles": minimum_articles, "resamples": 100})
    write_corpus_of(12)
    specifications = list_specifications([], method, of_side=False).assign(run="multiverse-0")
    experiments = {"multiverse-0": Experiment("multiverse-0", (), ())}
    command._write_results(run, method, {command.ALL: specifications}, experiments, {})


def test_few_articles_are_told_so_and_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    # as `dvc repro` does: what it makes is what is counted
    monkeypatch.setattr(command, "bring_up_to_date", lambda: write_corpus_of(9))
    result = CliRunner().invoke(app, ["multiverse"])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "multiverse: near copies is no choice here: conf/articles/text_files.yaml has no key 'duplicates.near'",
        "multiverse: withheld: 9 article(s), fewer than 10; no run is made",
    ]


def test_a_study_that_has_not_been_run_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "bring_up_to_date", lambda: None)
    result = CliRunner().invoke(app, ["multiverse"])
    assert result.exit_code == 1
    assert "not made yet; run `dvc repro`" in result.stderr


@pytest.mark.parametrize("minimum_articles", [10, 99], ids=["told", "withheld"])
def test_results_have_the_same_columns_whatever_is_withheld(
    minimum_articles: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "MULTIVERSE", tmp_path / "multiverse")  # the folder seeds is a link
    write_results(minimum_articles)
    choices, numbers = (
        pd.read_csv(paths.MULTIVERSE / f"{name}.csv", keep_default_na=False) for name in ("choices", "numbers")
    )
    assert list(choices) == ["side", "frame", "label", "choice", "alone", "with_others", "moves", "note"]
    assert numbers["note"].str.startswith("withheld").sum() == (len(numbers) if minimum_articles > 12 else 0)
    assert {"median", "p_apart", "most"} <= set(numbers)


def test_results_that_were_begun_and_not_finished_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "MULTIVERSE", tmp_path / "multiverse")  # the folder seeds is a link
    write_results(10)
    assert (paths.MULTIVERSE / "counted.csv").exists()
    write = command._write

    def stop_at_choices(name: str, table: pd.DataFrame) -> None:
        if name == "choices":
            raise KeyboardInterrupt
        write(name, table)

    monkeypatch.setattr(command, "_write", stop_at_choices)
    with pytest.raises(KeyboardInterrupt):
        write_results(10)
    assert not (paths.MULTIVERSE / "counted.csv").exists()
