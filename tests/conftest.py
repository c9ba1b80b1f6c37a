"""What all tests share: the project's root as working directory; the examples of properties are the same each time."""

import os

import pytest
from hypothesis import settings

from tests.support.project import ROOT

os.environ["DVC_NO_ANALYTICS"] = "1"  # a process of its own for each command of DVC

settings.register_profile("alike", derandomize=True)
settings.load_profile("alike")


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
