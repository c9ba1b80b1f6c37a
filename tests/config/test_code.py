"""What code a run uses: the program's modules, and classes of a study's own."""

import sys
from pathlib import Path

import pytest

from rejoinder import config, paths
from rejoinder.config import ConfigError
from tests.support.project import PARAMS, PIPELINE, ROOT, copy_settings

OWN = """
from dataclasses import dataclass

@dataclass(frozen=True, kw_only=True)
class Short:
    words: int
"""
Hashes = dict[str, str]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study's settings, and a class of its own."""
    copy_settings(tmp_path)
    (tmp_path / "dvc.yaml").symlink_to(ROOT / "dvc.yaml")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "own_exchange.py").write_text(OWN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    return tmp_path


def use_own(target: str = "own_exchange.Short") -> None:
    file = paths.CONF / "exchange" / f"{PARAMS['exchange']}.yaml"
    file.write_text(f"_target_: {target}\nwords: 7\n")


def list_changed(before: Hashes) -> set[str]:
    now = config.hash_code()
    return {name for name in now if now[name] != before[name]}


@pytest.mark.usefixtures("study")
def test_every_module_has_a_hash_and_each_model_one_of_its_own() -> None:
    hashes = config.hash_code()
    named = {dep for stage in PIPELINE.values() for dep in stage.get("deps", []) if dep.startswith("data/code/")}
    assert {dep.removeprefix("data/code/") for dep in named} <= set(hashes)
    assert {"models/en", "models/encoder", "paths", "statements"} <= set(hashes)
    assert {"originals", "__pycache__", "py"} & set(hashes) == set()


def test_a_class_that_no_option_names_is_part_of_no_stage(study: Path) -> None:
    before = config.hash_code()
    (study / "src" / "own_exchange.py").write_text(f"{OWN}    more: int\n")
    assert list_changed(before) == set()


def test_a_class_of_the_studys_own_is_part_of_the_stages_whose_option_names_it(study: Path) -> None:
    before = config.hash_code()
    use_own()
    assert list_changed(before) == {"src/exchange", "src/report"}
    before = config.hash_code()
    (study / "src" / "own_exchange.py").write_text(f"{OWN}    more: int\n")
    assert list_changed(before) == {"src/exchange", "src/report"}


def test_the_program_in_its_own_repository_is_no_study() -> None:
    hashes = config.hash_code()
    assert len({digest for name, digest in hashes.items() if name.startswith("src/")}) == 1


@pytest.mark.usefixtures("study")
def test_an_option_may_name_a_class_of_the_studys_own() -> None:
    use_own()
    method = config.compose_run().load("exchange")
    assert (type(method).__module__, method.words) == ("own_exchange", 7)


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("own_exchange.Shrt", "names 'own_exchange.Shrt', which does not exist"),
        ("other.Short", "must name a class of rejoinder or of the study's src/. Got 'other.Short' instead"),
    ],
)
def test_a_class_that_is_not_there_is_a_fault(target: str, message: str) -> None:
    use_own(target)
    with pytest.raises(ConfigError, match=message):
        config.compose_run().load("exchange")
