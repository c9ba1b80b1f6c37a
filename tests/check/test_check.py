"""`rejoinder check` on a study's settings: a table of all faults, and choices that do not go together."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder.check import training
from rejoinder.command import app
from rejoinder.examples.selection import SelectedExamples
from rejoinder.examples.sheets import LeftOutRow


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
    first = text.splitlines()[2].split()
    assert first[:3] == ["seeds/examples/frames.jsonl", "1", "frames.1"]
    assert "is no frame of the codebook" in " ".join(text.split())
    assert re.search(r"check: \d,\d{3} faults; the first 30 are listed", text)


def test_an_own_codebook_with_its_own_statements_is_right_and_they_are_counted() -> None:
    choose(codebook="generic_news", frames="hybrid", examples="generic_news")
    code, text = check()
    assert code == 0
    assert text.splitlines()[1:3] == [
        "training statements: 686 from 18 topics, 182 of them without any frame",
        "  conflict: 120",
    ]


def test_a_frame_with_too_few_statements_is_named_with_what_codes_it_instead(project: Path) -> None:
    choose(codebook="mine", frames="hybrid", examples="mine")
    lines = [
        '{"text": "They lost all.", "frames": ["loss"], "topic": "flood"}',
        '{"text": "Rain fell.", "frames": [], "topic": "flood"}',
    ]
    (project / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    option = (project / "conf/examples/generic_news.yaml").read_text(encoding="utf-8")
    (project / "conf/examples/mine.yaml").write_text(
        option.replace("seeds/examples/generic_news", "mine"), encoding="utf-8"
    )
    frame = "{label: A, definition: a, include: [], exclude: [], examples: [], cues: [%s]}"
    (project / "conf/codebook/mine.yaml").write_text(
        "_target_: rejoinder.codebook.Codebook\nunit: a\nsource: b\nframes:\n"
        f"  loss: {frame % '{lemmas: lose}'}\n  blame: {frame % ''}\n",
        encoding="utf-8",
    )
    code, text = check()
    assert code == 0
    assert text.splitlines()[1:] == [
        "training statements: 2 from 1 topics, 1 of them without any frame",
        "  loss: 1; its cues alone decide (1 training statement(s) with it, 20 needed)",
        "  blame: 0; no statement is given it, as it has no cues either (0 training statement(s) with it, 20 needed)",
    ]


def test_training_statements_that_are_left_out_are_counted_and_one_alone_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reasons = {"sheets/ann.csv: 8 empty row(s)": "not coded yet", "a": "coded in two ways", "b": "coded in two ways"}
    left_out = [LeftOutRow(item=item, stage="examples", reason=reason) for item, reason in reasons.items()]
    monkeypatch.setattr(training, "collect_examples", lambda _: SelectedExamples(rows=[], left_out=left_out))
    choose(codebook="generic_news", frames="hybrid", examples="generic_news")
    assert check()[1].splitlines()[2:4] == [
        "  left out: sheets/ann.csv: 8 empty row(s): not coded yet",
        "  2 left out: coded in two ways",
    ]


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
    assert "run the command in the study's folder" in " ".join(text.split())


def test_a_study_without_options_is_a_fault_of_each_choice(project: Path) -> None:
    shutil.rmtree(project / "conf")
    code, text = check()
    assert code == 1
    assert "'articles' is not a folder of conf/" in text
