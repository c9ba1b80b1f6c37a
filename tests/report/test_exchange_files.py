"""The files for other tools, as the report lists them."""

from pathlib import Path

import yaml

from rejoinder.report.exchange_files import list_exchange_files
from tests.support.project import ROOT


def write_files(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / "exchange" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "exchange" / name).write_text("")
    return folder / "exchange"


def test_each_format_is_linked_with_what_opens_it(tmp_path: Path) -> None:
    folder = write_files(tmp_path, "networks/2013-03/speaker_frame.graphml", "dna/statements.dna", "dna/events.csv")
    first, second = list_exchange_files(folder)
    assert first.files == [
        ("dna/events.csv", "exchange/dna/events.csv"), ("dna/statements.dna", "exchange/dna/statements.dna")
    ]  # fmt: skip
    assert "DNA 3" in first.opened_by
    assert second.files == [
        ("networks/2013-03/speaker_frame.graphml", "exchange/networks/2013-03/speaker_frame.graphml")
    ]


def test_of_many_files_only_the_first_are_linked(tmp_path: Path) -> None:
    (brat,) = list_exchange_files(write_files(tmp_path, *(f"brat/{n:02d}.txt" for n in range(40))))
    assert (len(brat.files), brat.more) == (12, 28)


def test_a_run_without_files_has_none(tmp_path: Path) -> None:
    assert list(list_exchange_files(tmp_path / "exchange")) == []


def test_every_file_of_the_last_run_is_of_a_format_that_the_report_links() -> None:
    folder = ROOT / "reports/exchange"
    linked = sum(len(listed.files) + listed.more for listed in list_exchange_files(folder))
    assert linked == sum(path.is_file() for path in folder.rglob("*"))
    pipeline = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    assert "reports/exchange" in pipeline["report"]["deps"]
