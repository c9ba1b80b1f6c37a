"""`rejoinder codebook`: a skeleton that explains itself, passes `check` and runs at once."""

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder import coder, config, examples, paths, tables
from rejoinder.add.settings import set_values
from rejoinder.codebook import Codebook, CodebookCue, Frame
from rejoinder.codebook_skeleton import PLACEHOLDER
from rejoinder.command import app
from tests.support.project import ROOT, copy_settings

CODEBOOK = Path("conf/codebook/mine.yaml")


@pytest.fixture(autouse=True)
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study's settings with seeds to write to."""
    copy_settings(tmp_path)
    (tmp_path / "seeds").unlink()
    shutil.copytree(ROOT / "seeds/examples", tmp_path / "seeds/examples")
    for seed in (ROOT / "seeds").iterdir():
        if seed.name != "examples":
            (tmp_path / "seeds" / seed.name).symlink_to(seed)
    for name in ("dvc.yaml", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str) -> tuple[int, str]:
    """Exit code and all that `rejoinder WORDS` prints."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


def read_study() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(Path().glob("*/examples/*")) if path.is_file()} | {
        paths.PARAMS: paths.PARAMS.read_bytes()
    }


def test_a_new_codebook_passes_the_check() -> None:
    assert call("codebook", "mine", "--frames", "loss,blame")[0] == 0
    code, said = call("check", "--no-texts")
    assert code == 0
    assert said.startswith("check: nothing wrong with the settings.\n")
    assert "loss: 0; no statement is given it, as it has no cues either" in said


def test_frames_are_those_that_were_named_in_order_and_wait_to_be_defined() -> None:
    call("codebook", "mine", "--frames", "loss, moral_blame")
    codebook: Codebook = config.compose_run().load("codebook")
    assert {name: frame.label for name, frame in codebook.frames.items()} == {
        "loss": "Loss",
        "moral_blame": "Moral blame",
    }
    assert {frame.definition for frame in codebook.frames.values()} == {""}


def test_without_named_frames_one_is_there_to_be_renamed() -> None:
    code, said = call("codebook", "mine")
    assert code == 0
    assert f"Rename {PLACEHOLDER}." in said
    assert list(config.compose_run().load("codebook").frames) == [PLACEHOLDER]


def test_every_key_is_explained() -> None:
    call("codebook", "mine")
    explained = set(re.findall(r"(\w+): \w", re.sub(r"(?m)^#\s*", "", CODEBOOK.read_text(encoding="utf-8"))))
    keys = {field.name for cls in (Codebook, Frame, CodebookCue) for field in fields(cls)}
    assert keys - explained == {"frames"}  # explained by what it holds
    text = Path("conf/examples/mine.yaml").read_text(encoding="utf-8")
    assert [key for key in ("text", "frames", "topic", "context", "side", "register", "note") if key not in text] == []


def test_the_example_in_its_comments_is_a_frame_that_can_be_used() -> None:
    call("codebook", "mine")
    text = CODEBOOK.read_text(encoding="utf-8")
    _, _, example = text.partition("of another study:\n")
    uncommented = re.sub(r"(?m)^# ?", "", example.partition("frames:\n")[0])
    head = text.rpartition("\nframes:\n")[0]
    CODEBOOK.write_text(f"{head}\nframes:\n{uncommented}", encoding="utf-8")
    assert list(config.compose_run().load("codebook").frames) == ["blame"]
    assert call("check", "--no-texts")[0] == 0


def test_choices_are_made_in_params_and_its_other_lines_stay() -> None:
    paths.PARAMS.write_text(paths.PARAMS.read_text().replace("coder: stacked", "coder: stacked  # of frames"))
    before = paths.PARAMS.read_text(encoding="utf-8").splitlines()
    call("codebook", "mine")
    after = paths.PARAMS.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["codebook: mine", "examples: codebook", "coder: zero_shot  # of frames", "frames: hybrid"]


def test_what_to_change_once_there_are_training_statements_is_said_and_is_right() -> None:
    _, said = call("codebook", "mine")
    assert "set `examples: mine` and `coder: stacked` in params.yaml" in said
    set_values(paths.PARAMS, {("examples",): "mine", ("coder",): "stacked"})
    Path("seeds/examples/mine.jsonl").write_text(
        '{"text": "They did nothing.", "frames": ["first_frame"], "topic": "floods"}\n', encoding="utf-8"
    )
    assert call("check", "--no-texts")[0] == 0


@pytest.mark.parametrize(
    "file", ["conf/codebook/mine.yaml", "conf/examples/mine.yaml", "seeds/examples/mine.jsonl"], ids=str
)
def test_a_file_that_is_there_is_never_overwritten(file: str) -> None:
    Path(file).write_text("# mine\n", encoding="utf-8")
    before = read_study()
    code, said = call("codebook", "mine")
    assert code == 1
    assert f"{file}: is already there, and nothing was written" in said
    assert read_study() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["my book"], "Got 'my book' instead", id="a space in the codebook's name"),
        pytest.param(["../mine"], "Got '../mine' instead", id="another folder"),
        pytest.param(["mine", "--frames", "loss,of face"], "Got 'of face' instead", id="a space in a frame's name"),
        pytest.param(["mine", "--frames", "loss,Blame"], "Got 'Blame' instead", id="a capital"),
        pytest.param(
            ["mine", "--frames", "yes,no"], "Got 'yes' instead", id="a frame that YAML takes for a truth value"
        ),
        pytest.param(["mine", "--frames", "loss,loss"], "'loss' is there twice", id="a frame named twice"),
        pytest.param(["mine", "--frames", "side"], "'side' is there twice, or is the name", id="a column of the sheet"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_written(words: list[str], message: str) -> None:
    before = read_study()
    code, said = call("codebook", *words)
    assert code == 1
    assert message in said
    assert read_study() == before


def test_outside_a_study_it_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    code, said = call("codebook", "mine")
    assert code == 1
    assert "run the command in the study's folder" in said
    assert list(Path().iterdir()) == []


def test_the_coder_runs_before_anything_is_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    call("codebook", "mine", "--frames", "loss,blame")
    examples.main(config.compose_run())
    coder.main(config.compose_run())
    assert "0 training statement(s) with it, 5 needed" in capsys.readouterr().out
    assert set(tables.read(paths.CODER)["frame"].to_pylist()) == {"loss", "blame"}
