"""What all tests share: the settings of a run, the project's root as working directory, the same examples each time."""

import os

import pytest
from hypothesis import settings

from rejoinder.runtime.determinism import SETTINGS
from tests.support.project import ROOT

os.environ.update(SETTINGS)  # before numpy and torch are imported: the last bits are those of a run
os.environ["DVC_NO_ANALYTICS"] = "1"  # a process of its own for each command of DVC

settings.register_profile("alike", derandomize=True)
settings.load_profile("alike")


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow ones first, so that no process is left with them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
