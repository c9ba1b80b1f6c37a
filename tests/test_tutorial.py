"""The tutorial does what it says: all that readers type is run, in order, on the forty articles."""

import csv
from pathlib import Path

import pytest

from tests.support.tutorial import PICTURES, find_picture, follow, list_pictures


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return follow(tmp_path_factory.mktemp("tutorial"))


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_picture_shown_is_there_and_no_other() -> None:
    assert {file.name for file in PICTURES.iterdir()} == set(list_pictures())


@pytest.mark.slow
def test_every_picture_is_one_that_the_run_makes(study: Path) -> None:
    assert [name for name in list_pictures() if not find_picture(study, name).exists()] == []


@pytest.mark.slow
def test_the_filled_sheet_gives_corrected_shares_with_intervals(study: Path) -> None:
    rows = [row for row in read_rows(study / "reports/tables/prevalence.csv") if row["coder"] == "coder-1"]
    assert {row["frame"] for row in rows if row["low"]} == {"victimhood", "denial", "deterrence", "cooperation"}


@pytest.mark.slow
def test_corrections_of_the_coder_are_adopted(study: Path) -> None:
    assert len(read_rows(study / "seeds/corrections.csv")) > 50
    assert "seeds/corrections.csv" in (study / "reports/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_comparison_of_two_thresholds_is_kept(study: Path) -> None:
    assert read_rows(study / "comparisons/first-run..workspace/changes.csv")
    assert read_rows(study / "comparisons/first-run..workspace/shares.csv")
