"""The file of corrections: what is read, what is refused in one sentence."""

from pathlib import Path

import pytest

from rejoinder.corrections.file import COLUMNS, format_corrections, read_corrections, require_sides
from rejoinder.corrections.model import Correction, CorrectionError, Corrections

HEADER = ",".join(COLUMNS) + "\n"


def read(folder: Path, *lines: str) -> Corrections:
    path = folder / "corrections.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_corrections(path)


def test_study_without_the_file_has_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.csv").all == ()


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    text = 'He said, "no, never" –\nand left.'
    written = [
        Correction(line=2, article_id="harbour", sent_id="3", text=text, variable="frame_denial", value="yes"),
        Correction(line=4, article_id="", of_speaker="Moor", variable="speaker", value="Ada Moor"),
    ]
    assert read(tmp_path, format_corrections(written)).all == tuple(written)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("harbour,3,It is shut.,Moor,side,Norland", "line 2: expected article_id and text of a statement"),
        ("harbour,3,,,side,Norland", "line 2: expected article_id and text of a statement"),
        (",3,It is shut.,,side,Norland", "line 2: expected the article_id of the statement"),
        ("harbour,3,It is shut.,,form,direct", "line 2: variable must be speaker, side, frame_NAME or stance_TARGET"),
        (",,,Moor,frame_denial,yes", "line 2: of all statements of a speaker only speaker and side can be set"),
        ("harbour,3,It is shut.,,side,", "line 2: expected a value, got none; for no side write none"),
        ("harbour,3,It is shut.,,frame_denial,maybe", "line 2: frame_denial must be yes or no. Got 'maybe'"),
        ("harbour,3,It is shut.,,stance_port,likes", "line 2: stance_port must be opposes or neutral or favours."),
        ("harbour,3,It is shut.,,side", "line 2: 5 field"),
    ],
    ids=["both", "neither", "no article", "variable", "frame of a speaker", "no value", "mark", "stance", "torn"],
)  # fmt: skip
def test_line_that_cannot_be_used_is_one_sentence(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        read(tmp_path, line)


def test_two_lines_about_one_value_are_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="line 3: side is set by line 2, too"):
        read(tmp_path, "harbour,3,It is  shut.,,side,Norland", "harbour,3,It is shut.,,side,Sudland")


def test_same_sentence_twice_in_an_article_is_told_apart_by_its_number(tmp_path: Path) -> None:
    assert len(read(tmp_path, "harbour,3,No.,,side,Norland", "harbour,9,No.,,side,Sudland").all) == 2


def test_side_that_is_none_is_refused_with_the_nearest(tmp_path: Path) -> None:
    corrections = read(tmp_path, ",,,Moor,side,Norlnd", ",,,Lund,side,none")
    require_sides(corrections, ["Norlnd"], tmp_path)
    with pytest.raises(
        CorrectionError, match=r"line 2: side must be one of .* Got 'Norlnd' instead; did you mean 'Norland'"
    ):
        require_sides(corrections, ["Norland"], tmp_path)


def test_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text("article_id,text,variable,value\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match=r"line 1: expected the columns .* found no sent_id"):
        read_corrections(tmp_path / "corrections.csv")
