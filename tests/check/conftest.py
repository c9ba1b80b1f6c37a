"""What the tests of the command share: a study's settings to spoil."""

from pathlib import Path

import pytest

from tests.support.project import copy_settings


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the settings; word lists and training statements are those of the project."""
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
