"""A study in a folder of its own, its options pointed at a server, and commands called in it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from rejoinder import tables
from rejoinder.command import app
from tests.support.project import ROOT


def copy_last_run(folder: Path) -> None:
    """Copy the project as it was last run."""
    if not (ROOT / "data" / "frames").exists():
        pytest.fail("data/ is not made yet; run `make reproduce` first.")
    for name in ("conf", "seeds", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("params.yaml", "dvc.yaml"):
        shutil.copy(ROOT / name, folder)


def point(study: Path, base_url: str, tested: int = 0, **settings: Any) -> None:
    """Set the server of both options, and on how many statements the model is tested."""
    for stage in ("frames", "stances"):
        file = study / f"conf/{stage}/llm.yaml"
        option = yaml.safe_load(file.read_text())
        option["server"] |= {"base_url": base_url, "model": "mimic", "timeout": 20, "tries": 2, **settings}
        if "tested" in option:
            option["tested"] = tested
        file.write_text(yaml.safe_dump(option, sort_keys=False))


def call(*words: str) -> tuple[int, str]:
    """Exit code and all output of `rejoinder WORDS`."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


def read_rows(dataset: Path) -> list[dict[str, Any]]:
    """The rows of a dataset."""
    return tables.read(dataset).to_pylist()
