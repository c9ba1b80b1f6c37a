"""`rejoinder check` on what people wrote: coding in seeds/gold, seeds/corrections.csv, and folders that are missing."""

import shutil
from pathlib import Path

import pytest

from rejoinder import check, paths
from rejoinder.check.coding import describe_coding_error
from rejoinder.corrections.file import COLUMNS
from rejoinder.human_coding.files import GoldError
from tests.support.project import ROOT

HEADER = "article_id,sent_id,text,speaker,form,frames\n"


@pytest.fixture(autouse=True)
def seeds(project: Path) -> Path:
    """Seeds of the study's own, without any coding yet, and its pipeline."""
    (project / "seeds").unlink()
    shutil.copytree(ROOT / "seeds", project / "seeds", ignore=shutil.ignore_patterns("articles", "*.csv"))
    shutil.copytree(ROOT / "seeds/language", project / "seeds/language", dirs_exist_ok=True)
    (project / "seeds/articles").mkdir()
    paths.CORRECTIONS_FILE.write_text(",".join(COLUMNS) + "\n")
    shutil.copy(ROOT / "dvc.yaml", project)
    return project / "seeds"


def find() -> list[tuple[str, int, str]]:
    return [(fault.file.as_posix(), fault.find_line(), fault.problem) for fault in check.find_faults()]


def test_every_wrong_label_of_a_pass_is_listed_with_its_line() -> None:
    rows = "a,1,He left.,,dirct,denial\na,2,He denied it.,,,denial\na,3,He came.,,,deniall\n"
    (paths.GOLD / "ann.csv").write_text(HEADER + rows)
    (_, first, form), (_, second, frame) = find()
    assert (first, second) == (2, 4)
    assert form.startswith("form must be one of direct")
    assert frame.startswith("frame 'deniall' is not in the codebook")


def test_broken_project_of_another_tool_is_named() -> None:
    (paths.GOLD / "ann.qdpx").write_bytes(b"PK")
    assert [fault for fault in find() if fault[0] == "seeds/gold/ann.qdpx"] == [
        ("seeds/gold/ann.qdpx", 1, "expected a REFI-QDA project, got another file; export it again.")
    ]


def test_the_line_of_a_row_of_a_sheet_is_that_of_the_file() -> None:
    fault = describe_coding_error(GoldError("seeds/gold/ann.csv, row 2 (line 3 of the file): half filled."))
    assert (fault.file.as_posix(), fault.find_line(), fault.problem) == ("seeds/gold/ann.csv", 3, "half filled.")


def test_wrong_lines_of_the_corrections_are_listed() -> None:
    lines = [
        "a,1,He left.,,form,direct",
        "a,1,He left.,,frame_denail,yes",
        "a,1,He left.,,frame_of_another_codebook,yes",
        ",,,Ada Moor,side,Irann",
        "a,2,He left.,Ada Moor,side,Iran",
    ]
    with paths.CORRECTIONS_FILE.open("a") as file:
        file.write("".join(f"{line}\n" for line in lines))
    found = find()
    assert {(file, line) for file, line, _ in found} == {("seeds/corrections.csv", n) for n in (2, 3, 5, 6)}
    problems = {line: problem for _, line, problem in found}
    assert "did you mean 'frame_denial'?" in problems[3]
    assert "did you mean 'Iran'?" in problems[5]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (paths.GOLD, "mkdir -p seeds/gold"),
        (paths.EXAMPLE_SHEETS, "mkdir -p seeds/examples/sheets"),
        (paths.CORRECTIONS_FILE, ",".join(COLUMNS)),
    ],
)
def test_what_the_pipeline_reads_and_is_missing_is_a_fault_with_the_line_that_makes_it(path: Path, line: str) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    ((file, _, problem),) = find()
    assert file == "dvc.yaml"
    assert problem.splitlines()[-1] == line
    assert line in check.format_faults(check.find_faults())
