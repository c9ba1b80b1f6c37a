"""`rejoinder new`: what a study begins with."""

import csv
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Template

import pytest
import yaml
from cffconvert import Citation
from dvc.repo import Repo
from typer.testing import CliRunner

from rejoinder import __version__
from rejoinder.command import app
from rejoinder.study import begin_study
from rejoinder.study.originals import StudyError
from tests.support.project import GROUPS, OPTIONS, PARAMS, PIPELINE, ROOT, SOURCE


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody whom git knows."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text("[user]\n    name = t\n    email = t@localhost\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Harbour Study"


def list_names(folder: Path) -> set[str]:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in files if not name.startswith((".git/", ".rejoinder/"))}


def list_options(folder: Path) -> set[str]:
    return {name for name in list_names(folder) if name.startswith("conf/")}


def call_git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_study_has_every_option_and_no_text(folder: Path) -> None:
    begin_study(folder)
    assert list_options(folder) == {file.as_posix() for file in OPTIONS}
    assert list((folder / "seeds/articles").iterdir()) == []
    assert [file.name for file in (folder / "seeds/gold").iterdir()] == ["README.md"]
    for name in ("dvc.yaml", "params.yaml", "seeds/language/towns.csv"):
        assert (folder / name).read_bytes() == (ROOT / name).read_bytes()


def test_the_last_line_says_what_to_type_next(folder: Path) -> None:
    assert begin_study(folder, example="wire").splitlines()[-1] == f"next: `cd '{folder}'`, then `dvc repro`."


@pytest.mark.parametrize("minimal", [False, True])
def test_all_that_a_stage_reads_is_there(folder: Path, minimal: bool) -> None:
    begin_study(folder, minimal=minimal)
    deps = {dep for stage in PIPELINE.values() for dep in stage.get("deps", [])}
    read = {Template(dep).substitute(PARAMS) for dep in deps if not dep.startswith(("data/", "reports/"))}
    assert {path for path in read if not (folder / path).exists()} == set()


def test_every_option_of_training_statements_has_its_file_and_there_is_no_other(folder: Path) -> None:
    begin_study(folder)
    statements = {file.stem for file in (folder / "seeds/examples").glob("*.jsonl")}
    assert statements == {file.stem for file in (folder / "conf/examples").iterdir()}


def test_an_example_brings_its_articles_and_their_coding(folder: Path) -> None:
    begin_study(folder, example="default")
    for place in ("seeds/articles", "seeds/gold"):
        assert {file.name for file in (folder / place).iterdir()} == {file.name for file in (ROOT / place).iterdir()}


def test_the_example_wire_brings_forty_articles_with_their_coding_and_sides(folder: Path) -> None:
    begin_study(folder, example="wire")
    texts = {file.stem for file in (folder / "seeds/articles").glob("*.txt")}
    with (folder / "seeds/gold/pass-1.csv").open(encoding="utf-8", newline="") as rows:
        assert {row["article_id"] for row in csv.DictReader(rows)} == texts
    assert len(texts) == 40
    assert texts == {file.stem for file in (folder / "seeds/articles").glob("*.yaml")}
    chosen = yaml.safe_load((folder / "params.yaml").read_text(encoding="utf-8"))
    assert chosen == PARAMS | {"actors": "powers"}
    assert (folder / "conf/actors/powers.yaml").exists()


def test_an_example_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(StudyError, match="example 'wier' is not there; there are default, wire"):
        begin_study(folder, example="wier")
    assert not folder.exists()


def test_a_minimal_study_has_the_options_in_use_and_no_other(folder: Path) -> None:
    begin_study(folder, minimal=True)
    assert list_options(folder) == {f"conf/{group}/{PARAMS[group]}.yaml" for group in GROUPS}
    assert [file.stem for file in (folder / "seeds/examples").glob("*.jsonl")] == [PARAMS["examples"]]


def test_a_folder_with_files_is_refused_in_one_sentence_and_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    result = CliRunner().invoke(app, ["new", str(folder)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "expected an empty folder, or none, got one with files; choose another name." in result.stderr
    assert list_names(folder) == {"notes.txt"}


def test_documents_give_the_studys_name_and_the_programs_version(folder: Path) -> None:
    begin_study(folder)
    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    assert (project["name"], project["dependencies"]) == ("harbour-study", [f"rejoinder=={__version__}"])
    assert (folder / "README.md").read_text().startswith("# Harbour Study\n")
    citation = Citation((folder / "CITATION.cff").read_text(), src="CITATION.cff")
    citation.validate()
    assert citation.cffobj["title"] == "Harbour Study"


def test_git_and_dvc_are_initialised_and_all_files_committed(folder: Path) -> None:
    assert "with the files as the first commit" in begin_study(folder)
    assert call_git(folder, "status", "--porcelain") == ""
    assert call_git(folder, "log", "--format=%s") == f"Study begun with rejoinder {__version__}\n"
    with Repo(str(folder)) as repo:
        assert repo.config["core"]["analytics"] is False
        assert "articles" in {stage.name for stage in repo.index.stages}


def test_within_another_repository_no_second_one_is_made(folder: Path, tmp_path: Path) -> None:
    call_git(tmp_path, "init", "--quiet")
    assert f"lies in the repository {tmp_path}" in begin_study(folder)
    assert not (folder / ".git").exists()
    with Repo(str(folder)) as repo:
        assert repo.index.stages


def test_a_git_that_knows_no_name_is_told_by_two_commands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "gitconfig").write_text("[user]\n    useConfigOnly = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    said = begin_study(folder)
    assert "git lacks user.name and user.email" in said
    assert '    git config --global user.name "Your Name"\n    git config --global user.email you@' in said


def test_without_git_dvc_goes_without_history(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert begin_study(folder).splitlines()[1].startswith("git: not installed")
    with Repo(str(folder)) as repo:
        assert repo.config["core"]["no_scm"] is True


def test_what_the_files_are_as_they_came_is_kept_of_small_ones_and_hashes_of_all(folder: Path) -> None:
    begin_study(folder)
    hashes = json.loads((folder / ".rejoinder/study.json").read_text())["sha256"]
    assert set(hashes) == list_names(folder)
    kept = folder / ".rejoinder/originals"
    assert (kept / "dvc.yaml").read_bytes() == (ROOT / "dvc.yaml").read_bytes()
    assert not (kept / "seeds/language/towns.csv").exists()


def test_the_studys_own_tests_find_a_fault_in_its_actors(folder: Path) -> None:
    begin_study(folder)
    option = folder / "conf/actors" / f"{PARAMS['actors']}.yaml"
    settings = yaml.safe_load(option.read_text(encoding="utf-8"))
    settings["sides"]["Atlantis"] = {"countries": ["Atlantis"]}
    option.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert "1 failed, 1 skipped" in done.stdout
    assert "'Atlantis' is no country" in done.stdout
