"""Training statements from filled coding sheets: never those that agreement is measured on."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rejoinder import config, examples, paths, tables
from rejoinder.examples import Examples
from rejoinder.examples.lines import fold_text
from rejoinder.human_coding.files import GoldError, GoldFile, read_gold_file
from tests.support.marks import build_project
from tests.support.project import ROOT
from tests.support.sheets import BOOK, answer, draw_rows, format_csv

METHOD = Examples(file="mine.jsonl", sheets="sheets", most=0, partition_size=10, with_codebook=False)
MARKS = ("denial", "talks", "-", "denial talks", *[""] * 8)  # of twelve rows


def fill(rows: Sequence[dict[str, Any]], name: str = "anna", marks: Sequence[str] = MARKS) -> GoldFile:
    """A filled sheet as it is read."""
    return read_gold_file(f"sheets/{name}.csv", format_csv(answer(list(rows), *marks)))


def test_a_coded_row_is_a_training_statement_with_its_article_as_topic() -> None:
    drawn = draw_rows()
    rows = METHOD([], BOOK, [fill(drawn)]).rows
    assert [row["frames"] for row in rows] == [["denial"], ["talks"], [], ["denial", "talks"]]
    assert [row["text"] for row in rows] == [row["text"] for row in drawn[:4]]
    assert {row["topic"] for row in rows} == {"harbour"}
    assert {row["side"] for row in rows} == {"Norland"}
    assert [row["context"] for row in rows] == [row["context"] for row in drawn[:4]]
    assert rows[0]["example_id"] == "sheets/anna/0001"


def test_rows_that_are_not_coded_are_listed() -> None:
    (left_out,) = METHOD([], BOOK, [fill(draw_rows())]).left_out
    assert left_out == {
        "item": "training statement sheets/anna.csv: 8 empty row(s)",
        "stage": "examples",
        "reason": "not coded yet",
    }


def test_part_of_a_sheet_can_be_learned_from() -> None:
    assert len(METHOD([], BOOK, [fill(draw_rows()[:3], marks=MARKS[:3])]).rows) == 3


def test_a_statement_that_agreement_is_measured_on_is_never_learned_from() -> None:
    drawn = draw_rows()
    selected = METHOD([], BOOK, [fill(drawn)], {fold_text(drawn[1]["text"].upper())})
    assert [row["frames"] for row in selected.rows] == [["denial"], [], ["denial", "talks"]]
    assert f"training statement sheets/anna/0002: {drawn[1]['text']}" in [row["item"] for row in selected.left_out]
    assert "in seeds/gold, too: agreement is measured on it" in [row["reason"] for row in selected.left_out]


def test_a_line_of_the_file_that_is_in_the_gold_coding_is_left_out_too() -> None:
    line = json.dumps({"text": "We shall talk.", "frames": ["talks"], "topic": "port"})
    assert METHOD([line], BOOK, [], {fold_text("We shall talk.")}).rows == []


def test_a_line_of_the_file_that_is_in_a_text_coded_in_another_tool_is_left_out_too() -> None:
    line = json.dumps({"text": 'We "shall" talk.', "frames": ["talks"], "topic": "port"})
    assert METHOD([line], BOOK, [], (), fold_text("So it is. We 'shall' talk. They left.")).rows == []


def test_a_statement_coded_twice_in_the_same_way_is_used_once() -> None:
    drawn = draw_rows()
    selected = METHOD([], BOOK, [fill(drawn), fill(drawn, "ben")])
    assert [row["example_id"] for row in selected.rows] == [f"sheets/anna/000{n}" for n in range(1, 5)]
    assert "coded in the same way in sheets/anna/0001, and used once" in [row["reason"] for row in selected.left_out]


def test_a_statement_coded_in_two_ways_is_left_out_until_coders_agree() -> None:
    drawn = draw_rows()
    selected = METHOD([], BOOK, [fill(drawn), fill(drawn, "ben", ("-", *MARKS[1:]))])
    assert [row["frames"] for row in selected.rows] == [["talks"], [], ["denial", "talks"]]
    reason = "coded in two ways in sheets/anna/0001, sheets/ben/0001: agree on one"
    assert [row["reason"] for row in selected.left_out].count(reason) == 2


def test_a_sheet_of_another_codebook_is_left_out_as_a_whole() -> None:
    codebook = config.compose_run().load("codebook")
    selected = METHOD([], codebook, [fill(draw_rows())])
    assert selected.rows == []
    assert [row["reason"] for row in selected.left_out] == ["coded by another codebook, with the frames denial, talks"]


def test_a_half_filled_row_is_one_clear_error() -> None:
    rows = answer(draw_rows(), *MARKS)
    rows[2]["talks"] = ""
    with pytest.raises(GoldError, match=r"sheets/anna.csv, row 3 \(line 4 of the file\): half filled"):
        METHOD([], BOOK, [read_gold_file("sheets/anna.csv", format_csv(rows))])


def test_a_file_that_is_no_sheet_is_one_clear_error() -> None:
    with pytest.raises(GoldError, match=r"sheets/anna.csv, line 1: expected the columns"):
        METHOD([], BOOK, [read_gold_file("sheets/anna.csv", b"text,denial\nWe deny it.,yes\n")])


def test_the_option_reads_its_folder_and_lists_what_is_in_the_gold_coding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for shared in ("conf", "src", "dvc.yaml", "params.yaml"):
        Path(shared).symlink_to(ROOT / shared)
    codebook = "_target_: rejoinder.codebook.Codebook\nunit: u\nsource: s\nframes:\n"
    for frame in ("denial", "talks"):
        codebook += f"  {frame}: {{label: {frame}, definition: d, include: [], exclude: [], examples: []}}\n"
    Path("conf").unlink()
    Path("conf").mkdir()
    for group in (ROOT / "conf").iterdir():
        Path("conf", group.name).symlink_to(group)
    Path("conf/codebook").unlink()
    Path("conf/codebook").mkdir()
    Path("conf/codebook/port.yaml").write_text(codebook, encoding="utf-8")
    Path("seeds/examples/sheets").mkdir(parents=True)
    Path("seeds/gold").mkdir()
    Path("seeds/examples/sheets.jsonl").touch()
    drawn = draw_rows()
    Path("seeds/examples/sheets/anna.csv").write_bytes(format_csv(answer(drawn, *["denial"] * 12)))
    Path("seeds/examples/sheets/cleo.QDPX").write_bytes(build_project("", {}))
    Path("seeds/gold/ben.csv").write_bytes(format_csv(answer(drawn, *["-"] * 12)))
    examples.main(config.compose_run(["codebook=port", "examples=sheets", "frames=hybrid", "coder=stacked"]))
    assert tables.read(paths.EXAMPLES).num_rows == 0
    left_out = tables.read(paths.EXAMPLES / "left_out")
    first, *reasons = sorted(left_out["reason"].to_pylist())
    assert "coded in another tool" in first
    assert reasons == ["in seeds/gold, too: agreement is measured on it"] * 12
