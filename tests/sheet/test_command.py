"""`rejoinder sheet` from a run's data to a filled sheet in seeds/gold."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder import agreement, config, paths, schema, sheet, tables
from rejoinder.agreement import GoldError
from rejoinder.command import app
from rejoinder.human_coding.files import read_gold_file
from rejoinder.sheet import SheetError
from tests.support.project import ROOT
from tests.support.sheets import MARKED, STATEMENTS, format_csv


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose twelve statements the machine has coded."""
    for name in ("conf", "params.yaml", "dvc.yaml", "seeds/language"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    frames = [
        {"statement_id": key, "frame": frame, "score": 0.9 * hit, "threshold": 0.5, "decision": hit}
        for key, marks in MARKED.items()
        for frame in config.compose_run().load("codebook").frames
        for hit in [frame == "denial" and bool(marks)]
    ]
    tables.write_partition(paths.STATEMENTS, "part-00000.parquet", tables.build_table(STATEMENTS, schema.STATEMENTS))
    tables.write_partition(paths.FRAMES, "part-00000.parquet", tables.build_table(frames, schema.FRAMES))
    tables.write_partition(paths.STANCES, "part-00000.parquet", tables.build_table([], schema.STANCES))
    validated = paths.CODER / "out_of_fold"
    tables.write_partition(validated, "part-00000.parquet", tables.build_table([], schema.OUT_OF_FOLD))
    return tmp_path


def test_command_draws_a_sheet_that_the_agreement_reads(project: Path) -> None:
    assert CliRunner().invoke(app, ["sheet", "--n", "8", "--seed", "7", "--out", "drawn"]).exit_code == 0
    table = read_gold_file("drawn/sheet.csv", (project / "drawn/sheet-n8-seed7.csv").read_bytes())
    frames = list(config.compose_run().load("codebook").frames)
    filled = [{**row.cells, **dict.fromkeys(frames, "no"), "denial": "yes"} for row in table.rows]
    (project / "seeds/gold").mkdir()
    (project / "seeds/gold/ann.csv").write_bytes(format_csv(filled))
    agreement.main(config.compose_run())
    rows = {row["measure"]: row for row in tables.read(paths.AGREEMENT).to_pylist() if row["category"] == "denial"}
    assert (rows["prevalence_second"]["n"], rows["prevalence_second"]["value"]) == (8, 1.0)
    assert rows["prevalence_first"]["value"] == 0.5  # 6 of 12 statements: each unit stands for its stratum
    assert rows["f1"]["weighted"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_filled_sheet_is_not_drawn_over(project: Path, ending: str) -> None:
    draw = ["sheet", "--n", "8", "--seed", "7", "--out", "drawn"]
    assert [CliRunner().invoke(app, draw).exit_code for _ in range(2)] == [0, 0]  # the same sheet again
    drawn = project / "drawn/sheet-n8-seed7.csv"
    untouched = drawn.read_bytes()
    filled = drawn.with_suffix(f".{ending}")
    filled.write_bytes(b"filled in for hours")
    result = CliRunner().invoke(app, draw)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert f"drawn/sheet-n8-seed7.{ending}: there is a sheet of this name" in result.stderr
    assert filled.read_bytes() == b"filled in for hours"
    assert ending == "csv" or drawn.read_bytes() == untouched


def test_a_statement_that_begins_like_a_formula_runs_in_no_spreadsheet_and_is_read_back(project: Path) -> None:
    rows = [{**row, "text": f"=1+1 {row['text']}"} for row in STATEMENTS]
    tables.write_partition(paths.STATEMENTS, "part-00000.parquet", tables.build_table(rows, schema.STATEMENTS))
    assert CliRunner().invoke(app, ["sheet", "--n", "8", "--seed", "7", "--out", "drawn"]).exit_code == 0
    content = (project / "drawn/sheet-n8-seed7.csv").read_bytes()
    assert b",'=1+1 " in content
    assert b",=1+1 " not in content
    table = read_gold_file("drawn/sheet.csv", content)
    assert {row.cells["text"] for row in table.rows} <= {row["text"] for row in rows}


@pytest.mark.usefixtures("project")
def test_command_prints_its_error_in_one_line() -> None:
    result = CliRunner().invoke(app, ["sheet", "--n", "1"])
    assert result.exit_code == 1
    assert result.stderr.startswith("rejoinder sheet: --n must be at least 4, 2 for each of 2 strata.")


def test_command_before_any_run_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("conf", "params.yaml", "dvc.yaml", "seeds/language"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SheetError, match="run `dvc repro` first"):
        sheet.main(config.compose_run(), n=9, seed=None, codes=False, out=tmp_path)


def test_two_files_of_one_name_are_refused(project: Path) -> None:
    (project / "seeds/gold").mkdir()
    for ending in ("csv", "xlsx"):
        (project / f"seeds/gold/ann.{ending}").write_text("x")
    with pytest.raises(GoldError, match=r"there is seeds/gold/ann\.csv too"):
        agreement.main(config.compose_run())
