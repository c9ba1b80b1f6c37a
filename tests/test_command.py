"""The command `rejoinder`: what it lists, what it hands to the stages, and how it ends."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder import __version__
from rejoinder.__main__ import _require_inputs, report_errors
from rejoinder.command import app
from tests.support.project import PIPELINE, ROOT, SOURCE, copy_settings


def call(*words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of `rejoinder WORDS`."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stdout, result.stderr


def test_help_lists_every_command_with_what_it_does() -> None:
    code, text, _ = call("--help")
    assert code == 0
    names = (
        "new", "update", "add", "check", "codebook", "compare", "multiverse", "run", "sheet", "--version",
        "--install-completion",
    )  # fmt: skip
    assert [name for name in names if name not in text] == []
    assert "Draw statements at random for people to code." in text


def test_version_is_that_of_the_package() -> None:
    assert call("--version") == (0, f"rejoinder {__version__}\n", "")


def test_a_stage_gets_its_settings_and_its_exit_code_is_the_commands() -> None:
    code, _, errors = call("run", "frames", "frames=hybird")
    assert code == 1
    assert errors.startswith("rejoinder frames: params.yaml: key 'frames': 'hybird' is not a file of conf/frames/")


def test_control_c_ends_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    assert report_errors("parses", interrupt) == 130
    assert capsys.readouterr().err == (
        "rejoinder parses: stopped; what is finished stays, and `dvc repro` goes on from there.\n"
    )


def test_a_misspelt_stage_is_answered_with_the_nearest() -> None:
    assert call("run", "frame") == (2, "", "rejoinder run: dvc.yaml: has no stage 'frame'; did you mean 'frames'?\n")


def test_an_unknown_stage_lists_the_stages() -> None:
    code, _, errors = call("run", "topics")
    assert (code, errors.count("\n")) == (2, 1)
    assert "articles, parses, statements" in errors


@pytest.mark.parametrize("stage", ["statements", "frames", "figures", "report"])
def test_a_stage_before_those_it_builds_on_says_what_to_run(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_settings(tmp_path)
    shutil.copy(ROOT / "dvc.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    code, _, errors = call("run", stage)
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith(f"rejoinder {stage}: data/")
    assert errors.endswith(" is not there yet, as earlier stages have not run; run `dvc repro` first.\n")


def test_figures_that_are_gone_are_missed_as_data_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="reports/figures is not there yet"):
        _require_inputs(["reports/figures"])


def test_an_input_that_an_option_chooses_is_not_looked_for_under_the_name_of_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _require_inputs(["data/example_parses/${examples}/${frames}"])


def test_stages_are_completed_in_a_study_and_nowhere_else(tmp_path: Path) -> None:
    script = "from rejoinder.command import app; app(prog_name='rejoinder')"
    typed = {"_REJOINDER_COMPLETE": "complete_bash", "COMP_WORDS": "rejoinder run f", "COMP_CWORD": "2"}
    environment = os.environ | typed | {"PYTHONPATH": str(SOURCE)}
    for folder, names in ((ROOT, {stage for stage in PIPELINE if stage.startswith("f")}), (tmp_path, set())):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert set(done.stdout.split()) == names


@pytest.mark.parametrize("name", ["numpy", "torch", "hydra"])
def test_help_does_not_wait_for_what_it_does_not_need(name: str) -> None:
    code = f"import rejoinder.command, sys; sys.exit({name!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
