"""A study whose options ask a language model."""

import shutil
from pathlib import Path

import pytest

from tests.support.llm_study import copy_last_run


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project as it was last run, with both options that ask a model."""
    copy_last_run(tmp_path)
    params = (tmp_path / "params.yaml").read_text()
    (tmp_path / "params.yaml").write_text(params.replace("s: tuned", "s: llm"))
    shutil.rmtree(tmp_path / "seeds/answers")
    monkeypatch.chdir(tmp_path)
    return tmp_path
