"""Tables on disk: what is said where one is missing."""

from pathlib import Path

import pytest

from rejoinder import paths, tables
from tests.support.project import ROOT


@pytest.mark.parametrize(
    ("dataset", "command"),
    [
        (paths.CODER, "dvc repro coder"),
        (paths.CODER / "out_of_fold", "dvc repro coder"),
        (paths.ENCODINGS, "dvc repro parses"),
        (Path("elsewhere"), "dvc repro"),
    ],
    ids=["output of a stage", "a part of one", "one of two outputs", "no output"],
)
def test_a_missing_table_names_the_stage_that_makes_it(
    dataset: Path, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dvc.yaml").symlink_to(ROOT / "dvc.yaml")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as caught:
        tables.read(dataset)
    assert str(caught.value) == f"{dataset}: not made yet; run `{command}` to make it."
