"""Stage `check`: a run whose settings are wrong stops before anything is computed."""

from pathlib import Path

import pytest

from rejoinder import check, paths
from rejoinder.__main__ import main
from tests.support.project import ROOT


def test_right_settings_leave_a_file_that_is_always_the_same() -> None:
    check.main()
    first = paths.CHECK.read_bytes()
    check.main()
    assert paths.CHECK.read_bytes() == first


def test_wrong_settings_are_a_table_and_stop_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "dvc.yaml").symlink_to(ROOT / "dvc.yaml")
    text = paths.PARAMS.read_text(encoding="utf-8")
    paths.PARAMS.write_text(text.replace("report: html", "report: htlm").replace("seed: 13", "seed: x"))
    assert main(["check"]) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("rejoinder check: the settings have faults")
    assert "html" in errors
    assert "check: 2 faults" in errors
    assert not paths.CHECK.exists()
