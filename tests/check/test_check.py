"""`rejoinder check` on a study's settings: a table of all faults, and choices that do not go together."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder.command import app


def choose(**choices: str) -> None:
    """Change options in params.yaml."""
    text = Path("params.yaml").read_text(encoding="utf-8")
    for key, value in choices.items():
        text = re.sub(rf"^{key}: \w+$", f"{key}: {value}", text, flags=re.MULTILINE)
    Path("params.yaml").write_text(text, encoding="utf-8")


def check() -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", "--no-texts"])
    return result.exit_code, result.stdout


def test_settings_without_a_fault_are_said_to_be_right() -> None:
    assert check() == (0, "check: nothing wrong with the settings.\n")


def test_faults_are_a_table_and_the_exit_code_is_one() -> None:
    choose(report="htlm", frames="tunde")
    code, text = check()
    assert code == 1
    head, _, *rows, _, total = text.rstrip().splitlines()
    assert head.split() == ["file", "line", "key", "what", "is", "wrong", "right", "would", "be"]
    assert [row.split()[0] for row in rows] == ["params.yaml", "params.yaml"]
    assert [row.split()[-1] for row in rows] == ["tuned", "html"]
    assert total == "check: 2 faults"


def test_frames_that_the_network_did_not_learn_are_a_fault() -> None:
    choose(codebook="generic_news")
    code, text = check()
    assert code == 1
    assert "set `frames: hybrid`" in " ".join(text.split())


def test_training_statements_of_another_codebook_are_a_fault() -> None:
    choose(codebook="generic_news", frames="hybrid")
    code, text = check()
    assert code == 1
    assert "seeds/examples/frames.jsonl: line 1: frame" in " ".join(text.split())


def test_an_own_codebook_with_its_own_statements_is_right() -> None:
    choose(codebook="generic_news", frames="hybrid", examples="generic_news")
    assert check()[0] == 0


def test_an_encoder_without_a_model_is_a_fault_where_a_coder_is_fitted() -> None:
    choose(encoder="sentence_transformers")
    assert check()[0] == 0
    choose(encoder="sentence_transformers", frames="hybrid")
    assert "must name the folder of a model" in check()[1]


def test_outside_a_study_the_only_fault_is_that_it_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    code, text = check()
    assert code == 1
    assert "run the command from the project's root" in " ".join(text.split())


def test_a_study_without_options_is_a_fault_of_each_choice(project: Path) -> None:
    shutil.rmtree(project / "conf")
    code, text = check()
    assert code == 1
    assert "'articles' is not a folder of conf/" in text
