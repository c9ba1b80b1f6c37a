"""`rejoinder compare` between commits of a study, from git to the page."""

import subprocess
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from rejoinder import paths
from rejoinder.command import app
from tests.support.html_page import parse_page
from tests.support.project import copy_settings
from tests.support.runs import build_row

FIRST, SECOND = build_row("We sank <no> boat.", side="China"), build_row("Talks go on.", sent_id=2)


def call(*words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of `rejoinder compare WORDS`."""
    result = CliRunner().invoke(app, ["compare", *words], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def write_run(*rows: dict[str, object]) -> None:
    paths.TABLES.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows).to_parquet(paths.TABLES / "statements.parquet")


def commit(tag: str) -> None:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.org"]
    for words in (["add", "-A"], ["commit", "-q", "--allow-empty", "-m", tag], ["tag", tag]):
        subprocess.run([*git, *words], check=True, capture_output=True)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study under git and DVC: tag `bare` has no run, `first` has one, the workspace another."""
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    for words in (["git", "init", "-q"], ["dvc", "init", "-q"]):
        subprocess.run(words, check=True, capture_output=True)
    commit("bare")
    write_run(FIRST, SECOND)
    commit("first")
    write_run(FIRST | {"frame_denial": 1, "score_denial": 0.9}, build_row("Fish is dear.", sent_id=2))
    return tmp_path


@pytest.mark.usefixtures("study")
def test_a_commit_is_held_against_the_workspace_in_the_terminal_in_csv_and_on_a_page() -> None:
    code, text, errors = call("first")
    assert (code, errors) == (0, "")
    assert "From first to workspace: 1 statements in both runs, 1 of them coded otherwise" in text
    assert "Intervals withheld: 1 article(s), fewer than 20 (all statements, China)." in text
    folder = Path("comparisons/first..workspace")
    changes = pd.read_csv(folder / "changes.csv")
    assert changes["change"].tolist() == ["frame", "only in first", "only in workspace"]
    page = parse_page((folder / "index.html").read_text(encoding="utf-8"))
    assert "We sank <no> boat." in page.one("section", id="changes").text
    assert all((folder / link.attributes["href"]).exists() for link in page.all("a") if "download" in link.attributes)


@pytest.mark.usefixtures("study")
def test_frames_that_only_one_codebook_has_are_said() -> None:
    write_run({**FIRST, "frame_talks": 1, "score_talks": 0.9}, SECOND)
    assert "Frames that only workspace has, which are not compared: talks." in call("first")[1]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["frist"], "unknown Git revision 'frist'; expected a commit, tag, branch or experiment, `rejoinder compare`"),
        (["bare"], "bare has no reports/tables/statements.parquet; check it out, run `dvc repro`"),
    ],
    ids=["unknown revision", "revision without a run"],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_compared_is_one_sentence(words: list[str], error: str) -> None:
    code, _, errors = call(*words)
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith(f"rejoinder compare: {error}")


@pytest.mark.usefixtures("study")
def test_a_table_of_another_version_is_one_sentence() -> None:
    write_run({"article_id": "pier", "statement_id": "pier/0001"})
    assert "workspace has no column 'sent_id', as another version of Rejoinder wrote it" in call("first")[2]


def test_without_a_run_or_git_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert "runs are compared in a study under git and DVC" in call("HEAD")[2]
    assert call("workspace")[2].endswith("statements.parquet not found; run `dvc repro` to make it.\n")


def test_a_study_without_commits_says_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    for words in (["git", "init", "-q"], ["dvc", "init", "-q"]):
        subprocess.run(words, check=True, capture_output=True)
    code, _, errors = call()
    assert (code, errors.count("\n")) == (1, 1)
    assert errors.startswith("rejoinder compare: the study has no commits yet; run `dvc repro`")
    assert "HEAD" in call("HEAD")[2]


def test_experiments_are_listed_with_the_settings_and_measures_that_differ(study: Path) -> None:
    (study / "dvc.yaml").write_text("metrics: [m.json]\nparams: [p.yaml]\n", encoding="utf-8")
    (study / "m.json").write_text('{"f1": 0.5, "n": 21}', encoding="utf-8")
    (study / "p.yaml").write_text("frames: tuned\nseed: 3\n", encoding="utf-8")
    commit("second")
    (study / "m.json").write_text('{"f1": 0.75, "n": 21}', encoding="utf-8")
    (study / "p.yaml").write_text("frames: hybrid\nseed: 3\n", encoding="utf-8")
    code, text, _ = call()
    heads, _, *rows = text.splitlines()
    assert (code, heads.split()) == (0, ["run", "created", "p.yaml:frames", "f1"])
    assert rows[0].split()[-3:] == ["workspace", "hybrid", "0.75"]
