"""Filled sheets become lines of seeds/corrections.csv, and none that is there is lost."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder import config, paths, schema, tables
from rejoinder.command import app
from rejoinder.corrections.file import COLUMNS, format_corrections, read_corrections
from rejoinder.corrections.model import Correction
from rejoinder.human_coding.model import Code
from rejoinder.sheet.adopt import list_answers
from rejoinder.sheet.rows import list_columns
from tests.support.project import ROOT
from tests.support.sheets import format_csv

HEADER = ",".join(COLUMNS) + "\n"
TEXT = 'He said, "no, never".'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with one coded article of two statements."""
    for name in ("conf", "params.yaml", "dvc.yaml", "seeds/language"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    statements = [
        {"statement_id": f"port/{n:04d}", "article_id": "port", "sent_id": n, "unit": "paragraph", "text": text,
         "start": start, "end": start + len(text), "speaker": "Moor", "side": "China", "form": "direct"}
        for n, (start, text) in enumerate([(0, TEXT), (len(TEXT) + 2, "It is shut.")], 1)
    ]  # fmt: skip
    frames = [
        {"statement_id": f"port/{n:04d}", "frame": frame, "decision": frame == "denial", "threshold": 0.4, "score": 0.5}
        for n in (1, 2)
        for frame in config.compose_run().load("codebook").frames
    ]
    tables.write_partition(paths.STATEMENTS, tables.name_partition(), tables.build_table(statements, schema.STATEMENTS))
    tables.write_partition(paths.FRAMES, tables.name_partition(), tables.build_table(frames, schema.FRAMES))
    tables.write_partition(paths.STANCES, tables.name_partition(), tables.build_table([], schema.STANCES))


def adopt(*cells: dict[str, str], name: str = "ann.csv") -> str:
    """Adopt a sheet of the two statements, filled in with no but for these cells; what is printed."""
    run = config.compose_run()
    frames, targets = tuple(run.load("codebook").frames), tuple(run.load("actors").targets)
    design = f"rows=2; seed=1; strata=A:2; frames={' '.join(frames)}; population=ab"
    rows = [
        dict.fromkeys(list_columns(frames, targets, False), "")
        | {"row": str(n), "article_id": "port", "sent_id": str(n), "text": text, "stratum": "A", "design": design}
        | {"speaker": "Moor", "side": "China"}
        | dict.fromkeys(frames, "no")
        | {"denial": "yes"}
        | own
        for n, (text, own) in enumerate(zip([TEXT, "It is shut."], cells, strict=True), 1)
    ]
    Path(name).write_bytes(format_csv(rows))
    result = CliRunner().invoke(app, ["adopt", name])
    return str(result.stdout if result.exit_code == 0 else result.stderr)


def read_lines() -> list[tuple[str, str, str]]:
    return [(one.sent_id, one.variable, one.value) for one in read_corrections(paths.CORRECTIONS_FILE).all]


def test_only_what_differs_from_the_data_becomes_a_line() -> None:
    printed = adopt({"denial": "x", "stance_china": "opposes"}, {"denial": "0", "correct_side": "none"})
    assert printed.startswith("adopt: 3 line(s) added to seeds/corrections.csv, 0 were there")
    assert read_lines() == [("1", "stance_china", "opposes"), ("2", "side", "none"), ("2", "frame_denial", "no")]
    assert read_corrections(paths.CORRECTIONS_FILE).all[0].text == TEXT


def test_lines_that_are_there_stay_and_are_not_written_twice() -> None:
    before = HEADER + format_corrections([Correction(article_id="", of_speaker="Lund", variable="side", value="Japan")])
    paths.CORRECTIONS_FILE.write_text(before, encoding="utf-8")
    for number in (1, 0):
        assert f"{number} line(s) added" in adopt({}, {"correct_side": "Japan"})
    assert paths.CORRECTIONS_FILE.read_text(encoding="utf-8").startswith(before)
    assert read_lines() == [("", "side", "Japan"), ("2", "side", "Japan")]


def test_line_that_says_otherwise_is_one_error_and_nothing_is_written() -> None:
    adopt({}, {"correct_side": "Japan"})
    before = paths.CORRECTIONS_FILE.read_text(encoding="utf-8")
    printed = adopt({"correct_side": "Chile"}, {"correct_side": "Norway"}, name="bo.csv")
    assert printed.splitlines() == [
        "rejoinder adopt: bo.csv: side of port, statement 2, is 'Norway', in seeds/corrections.csv, line 2 'Japan';"
        " settle it there. Nothing was written."
    ]
    assert paths.CORRECTIONS_FILE.read_text(encoding="utf-8") == before


def test_line_written_by_hand_without_a_number_is_the_same_line() -> None:
    paths.CORRECTIONS_FILE.write_text(HEADER + "port,,It is shut.,,side,Japan\n", encoding="utf-8")
    assert "0 line(s) added" in adopt({}, {"correct_side": "Japan"})
    assert "is 'Chile', in seeds/corrections.csv, line 2 'Japan'" in adopt({}, {"correct_side": "Chile"})


def test_file_with_other_columns_first_is_not_added_to() -> None:
    paths.CORRECTIONS_FILE.write_text("value,article_id,sent_id,text,of_speaker,variable\n", encoding="utf-8")
    assert "lines can be added below" in adopt({}, {"correct_side": "Japan"})


def test_side_of_the_data_is_kept_beside_another_speaker_where_it_can_be_set() -> None:
    standing = Code(speaker="Moor", form="", frames=frozenset(), side="China")
    code = Code(speaker="Ana Lind", form="", frames=frozenset(), side="Chile", written=frozenset({"speaker"}))
    values = [(one.variable, one.value) for one in list_answers(code, standing, [], {"China"})]
    assert values == [("speaker", "Ana Lind"), ("side", "China")]
    assert [one.variable for one in list_answers(code, standing, [], {"Japan"})] == ["speaker"]


def test_side_that_no_correction_can_set_is_an_error() -> None:
    printed = adopt({"side": "Karsia"}, {"correct_side": "Karsia"})
    assert "'correct_side' must be a side of conf/actors or a country. Got 'Karsia' instead" in printed


def test_what_a_coder_let_stand_is_no_answer() -> None:
    """The sheet may show what was corrected since it was drawn."""
    standing = Code(speaker="Ana Lind", form="", frames=frozenset(), side="Japan", stances={"china": "opposes"})
    shown = Code(speaker="Lind", form="", frames=frozenset(), side="China", stances={"china": "neutral"})
    assert list(list_answers(shown, standing, [], {"China"})) == []


def test_coders_who_contradict_each_other_are_an_error_also_where_one_agrees_with_the_machine() -> None:
    adopt({}, {}, name="ann.csv")
    both = CliRunner().invoke(app, ["adopt", "ann.csv", _write_no_denial()])
    assert "frame_denial of port, statement 2, is 'no', in ann.csv 'yes'" in both.stderr
    assert read_lines() == []


def _write_no_denial() -> str:
    text = Path("ann.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    rows[1]["denial"] = "no"
    Path("bo.csv").write_bytes(format_csv(rows))
    return "bo.csv"


def adopt_marks(*marks: tuple[int, str], name: str = "ann.json") -> str:
    """Adopt what a coder marked in Label Studio, each mark on a statement by its number; what is printed."""
    text = f"{TEXT}\n\nIt is shut."
    spans = {1: (0, len(TEXT)), 2: (len(TEXT) + 2, len(text))}
    results = [
        {"from_name": "codes", "type": "labels", "value": {"start": spans[n][0], "end": spans[n][1], "labels": [code]}}
        for n, code in marks
    ]
    tasks = [{"id": 1, "data": {"text": text}, "annotations": [{"completed_by": 1, "result": results}]}]
    Path(name).write_text(json.dumps(tasks), encoding="utf-8")
    result = CliRunner().invoke(app, ["adopt", name])
    return str(result.stdout if result.exit_code == 0 else result.stderr)


def test_what_was_corrected_in_another_tool_becomes_lines_where_it_differs() -> None:
    adopt_marks((1, "Denial"), (2, "Deterrence"), (1, "side: China"), (2, "side: Japan"), (2, "opposes China"))
    assert read_lines() == [
        ("2", "side", "Japan"), ("2", "frame_denial", "no"), ("2", "frame_deterrence", "yes"),
        ("2", "stance_china", "opposes"),
    ]  # fmt: skip


def test_variable_that_no_mark_is_about_is_left_as_it_is() -> None:
    adopt_marks((1, "speaker: Ana Lind"))
    assert read_lines() == [("1", "speaker", "Ana Lind"), ("1", "side", "China")]


def test_statement_without_a_side_where_others_have_one_is_on_none() -> None:
    adopt_marks((1, "side: China"))
    assert read_lines() == [("2", "side", "none")]


def test_code_that_means_nothing_here_is_printed_and_no_line() -> None:
    assert "adopt: left out: ann.json: code 'Leugnung', 1 mark(s)" in adopt_marks((1, "Leugnung"), (2, "side: China"))
    assert read_lines() == [("1", "side", "none")]


def test_names_of_codes_beside_the_file_hold_here_too() -> None:
    Path("ann.codes.yaml").write_text("Drohung: deterrence\n", encoding="utf-8")
    adopt_marks((1, "Denial"), (2, "Denial"), (2, "Drohung"))
    assert read_lines() == [("2", "frame_deterrence", "yes")]


def test_table_of_whole_articles_becomes_lines() -> None:
    rows = f'port,1,"{TEXT.replace(chr(34), chr(34) * 2)}",Moor,direct,denial\nport,2,It is shut.,Ana Lind,direct,\n'
    Path("ann.csv").write_text("article_id,sent_id,text,speaker,form,frames\n" + rows, encoding="utf-8")
    assert CliRunner().invoke(app, ["adopt", "ann.csv"]).exit_code == 0
    assert read_lines() == [("2", "speaker", "Ana Lind"), ("2", "side", "China"), ("2", "frame_denial", "no")]
