"""What several test files need: hand-written parses, and the project's root as working directory."""

from pathlib import Path

import pytest
from passages import parsed

__all__ = ["ROOT", "parsed"]

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
