"""What all tests share: the project's root as working directory."""

import pytest

from tests.support.project import ROOT


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
