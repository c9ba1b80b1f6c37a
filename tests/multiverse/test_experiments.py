"""Runs as experiments of DVC, in a small study of two stages: run once, kept, told apart, and what fails is told."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rejoinder import config
from rejoinder.multiverse.experiments import (
    Experiment,
    ExperimentError,
    _read_inputs,
    bring_up_to_date,
    list_finished,
    name_experiment,
    read_datasets,
    run_experiments,
)

pytestmark = pytest.mark.slow
MAKE = """
import pathlib, sys
folder = pathlib.Path("data", sys.argv[1])
folder.mkdir(parents=True)
words = pathlib.Path("params.yaml").read_text() + pathlib.Path("seeds/text.txt").read_text()
if "torn" in words:
    sys.exit("rejoinder frames: torn.")
(folder / "part.txt").write_text(words)
"""
RUN = config.compose_run()


def call(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def commit() -> None:
    call("git", "add", "-A")
    call("git", "-c", "user.name=t", "-c", "user.email=t@t.org", "commit", "-qm", "x")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A study whose text git ignores, run and committed."""
    monkeypatch.chdir(tmp_path)
    stages = {
        name: {
            "cmd": f"{sys.executable} make.py {name}",
            "deps": ["seeds/text.txt", *([f"data/{before}"] if before else [])],
            "params": ["frames"],
            "outs": [f"data/{name}"],
        }
        for name, before in (("articles", ""), ("coder", ""), ("statements", "articles"), ("frames", "coder"))
    }
    (tmp_path / "dvc.yaml").write_text(yaml.safe_dump({"stages": stages}))
    (tmp_path / "make.py").write_text(MAKE)
    (tmp_path / "params.yaml").write_text("frames: tuned\n")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/text.txt").write_text("secret")
    (tmp_path / ".gitignore").write_text("/data/\n/seeds/text.txt\n")
    for words in (["git", "init", "-q"], ["dvc", "init", "-q"], ["dvc", "config", "core.analytics", "false"]):
        call(*words)
    commit()
    bring_up_to_date()
    commit()
    yield tmp_path
    _read_inputs.cache_clear()


def run(*experiments: Experiment) -> list[str]:
    return [one.name for one, _ in run_experiments(experiments, 2)]


def test_runs_are_made_once_from_files_that_git_ignores_and_kept(study: Path) -> None:
    first, second = name_experiment(("frames=lexicon",), RUN), name_experiment(("frames=hybrid",), RUN)
    assert set(run(first, second)) == {first.name, second.name}
    assert run(first, second) == []
    folder = study / "fetched"
    files = read_datasets(first, folder)
    assert (files["frames"] / "part.txt").read_text() == "frames: lexicon\nsecret"
    assert Path("params.yaml").read_text() == "frames: tuned\n", "the study stays as it is"


@pytest.mark.usefixtures("study")
def test_a_run_that_fails_is_told_with_its_sentence_and_others_are_kept() -> None:
    good, torn = name_experiment(("frames=lexicon",), RUN), name_experiment(("frames=torn",), RUN)
    with pytest.raises(ExperimentError, match="frames=torn: rejoinder frames: torn; see"):
        run(good, torn)
    assert good.name in list_finished()
    assert torn.name not in list_finished()


def test_other_texts_are_another_experiment(study: Path) -> None:
    before = name_experiment(("frames=lexicon",), RUN).name
    (study / "seeds/text.txt").write_text("other")
    with pytest.raises(ExperimentError, match="not committed"):
        bring_up_to_date()
    _read_inputs.cache_clear()
    assert name_experiment(("frames=lexicon",), RUN).name != before


def test_what_a_killed_command_left_to_start_does_not_run_in_place_of_another(study: Path) -> None:
    experiment = name_experiment(("frames=lexicon",), RUN)
    killed = subprocess.Popen(
        [sys.executable, "-m", "dvc", "exp", "run", "--temp", "-n", "multiverse-other", "-S", "frames=hybrid"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stash = study / ".git/refs/exps/stash"
    while not stash.exists() and killed.poll() is None:
        pass
    killed.kill()
    killed.wait()
    stash.with_name("stash.lock").touch()  # as it stays where the command is killed while it writes
    assert run(experiment) == [experiment.name]
