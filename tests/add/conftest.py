"""What the tests of the command share: a study of its own, with the settings, word lists and example of the project."""

import shutil
from pathlib import Path

import pytest

from tests.support.project import ROOT


@pytest.fixture(autouse=True)
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study that holds the example article; what is to be added can lie beside it."""
    folder = tmp_path / "study"
    shutil.copytree(ROOT / "conf", folder / "conf")
    shutil.copytree(ROOT / "seeds/articles", folder / "seeds/articles")
    for seed in (ROOT / "seeds").iterdir():
        if seed.name != "articles":
            (folder / "seeds" / seed.name).symlink_to(seed)
    shutil.copy(ROOT / "params.yaml", folder)
    monkeypatch.chdir(folder)
    return folder
