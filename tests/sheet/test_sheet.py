"""Coding sheets: how statements are drawn, what the workbook holds, and what a filled sheet may not hold."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder import agreement, config, paths, schema, sheet, tables
from rejoinder.__main__ import main as command
from rejoinder.agreement import Coding, GoldError, files, sheets
from rejoinder.agreement.gold import Units
from rejoinder.agreement.sheets import Design
from rejoinder.codebook import Codebook, Frame
from rejoinder.sheet import Draw, SheetError
from rejoinder.sheet.workbook import workbook
from tests.support.project import ROOT

FRAMES = ("denial", "talks")
BOOK = Codebook(
    unit="One sentence.",
    source="made up",
    frames={f: Frame(label=f, definition="So.", include=["a"], exclude=["b"], examples=["c"]) for f in FRAMES},
)
TEXTS = {n: f"Sentence {n} of the harbour." for n in range(1, 13)}
TEXTS[2], TEXTS[3] = "=1+1 is what the port owes.", 'He said, "no, never" – and left.'
STATEMENTS = [
    {"statement_id": f"harbour/{n:04d}", "article_id": "harbour", "sent_id": n, "unit": "paragraph", "text": text,
     "speaker": None if n % 2 else "Ada Moor", "side": "Norland", "form": "direct"}
    for n, text in TEXTS.items()
]  # fmt: skip
# denial is the rarer frame: statement 1 carries both
MARKED = {s["statement_id"]: frozenset[str]() for s in STATEMENTS}
MARKED |= {f"harbour/{n:04d}": frozenset({"talks"}) for n in (4, 5, 6, 7)}
MARKED |= {"harbour/0001": frozenset(FRAMES), "harbour/0002": frozenset({"denial"})}
UNITS = Units({"harbour": TEXTS})
POPULATION = "0123456789abcdef"


def drawn(n: int = 12, seed: int = 13, codes: bool = False) -> list[dict[str, Any]]:
    """Rows of a sheet of `n` statements, as they are written."""
    order, sizes = Draw(n=n, seed=seed)(MARKED, FRAMES)
    design = Design(rows=len(order), seed=seed, sizes=sizes, frames=FRAMES, population=POPULATION)
    known = {s["statement_id"]: s for s in STATEMENTS}
    made = sheet.rows(order, design, known, sheet.contexts(STATEMENTS), MARKED if codes else None)
    return [dict.fromkeys(sheet.columns(FRAMES, codes), "") | row for row in made]


def answered(rows: list[dict[str, Any]], *marks: str) -> list[dict[str, Any]]:
    """The rows with yes for the frames of each mark, "-" for none, "" for a row left empty."""
    return [
        row | {frame: ("yes" if frame in mark.split() else "no") if mark else "" for frame in FRAMES}
        for row, mark in zip(rows, marks, strict=True)
    ]


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def read(rows: list[dict[str, Any]], population: str = POPULATION) -> tuple[Coding, list[str]]:
    table = files.read("seeds/gold/ann.csv", as_csv(rows))
    coding, left_out = sheets.read_sheet(table, UNITS, FRAMES, population)
    return coding, [f"{item.item}: {item.reason}" for item in left_out]


def test_each_stratum_is_drawn_from_and_the_rarest_frame_names_it() -> None:
    order, sizes = Draw(n=9, seed=13)(MARKED, FRAMES)
    assert sorted(sizes.values()) == [2, 4, 6]  # denial with the statement of both, talks, none
    assert order["harbour/0001"] == order["harbour/0002"]
    assert sorted(list(order.values()).count(s) for s in sizes) == [2, 3, 4]


def test_rows_are_shared_half_evenly_half_by_size() -> None:
    """20 / 3 each and 20 by size make 24.8, 8.5 and 6.8; C has but 5, its rest goes to the others."""
    assert Draw(n=40, seed=1).allocate({"A": 1000, "B": 100, "C": 5}) == {"A": 26, "B": 9, "C": 5}


def test_sheet_of_more_rows_than_statements_holds_them_all() -> None:
    assert sum(Draw(n=500, seed=1).allocate({"A": 7, "B": 3}).values()) == 10


def test_sheet_too_small_for_its_strata_is_refused() -> None:
    with pytest.raises(SheetError, match="--n must be at least 6, 2 for each of 3 strata"):
        Draw(n=5, seed=1)(MARKED, FRAMES)


def test_draw_depends_on_the_seed_and_not_on_the_order_of_statements() -> None:
    turned = dict(reversed(MARKED.items()))
    assert Draw(n=8, seed=1)(MARKED, FRAMES) == Draw(n=8, seed=1)(turned, FRAMES)
    assert Draw(n=8, seed=1)(MARKED, FRAMES) != Draw(n=8, seed=2)(MARKED, FRAMES)


def test_every_statement_of_a_stratum_is_drawn_equally_often() -> None:
    counts = dict.fromkeys(MARKED, 0)
    for seed in range(600):
        for statement_id in Draw(n=6, seed=seed)(MARKED, FRAMES)[0]:
            counts[statement_id] += 1
    none = [count for key, count in counts.items() if not MARKED[key]]
    assert max(none) - min(none) < 80  # 200 expected of each, standard deviation 12


def test_context_is_two_sentences_of_the_same_article() -> None:
    other = [{"statement_id": "quay/0001", "article_id": "quay", "text": "Quay."}]
    made = sheet.contexts([*STATEMENTS, *other])
    assert made["harbour/0001"] == ""
    assert made["harbour/0006"] == f"{TEXTS[4]} {TEXTS[5]}"
    assert made["quay/0001"] == ""


def test_machine_codes_are_hidden_unless_asked_for() -> None:
    assert not [name for name in drawn()[0] if name.startswith("machine")]
    shown = {row["sent_id"]: (row["machine_denial"], row["machine_talks"]) for row in drawn(codes=True)}
    assert (shown[1], shown[2], shown[9]) == (("yes", "yes"), ("yes", "no"), ("no", "no"))


MARKS = st.lists(st.sampled_from(["-", "denial", "talks", "denial talks", ""]), min_size=12, max_size=12)


@settings(max_examples=40, deadline=None)
@given(marks=MARKS, seed=st.integers(0, 99), codes=st.booleans())
def test_filled_sheet_reads_back_as_the_codes_filled_in(marks: list[str], seed: int, codes: bool) -> None:
    rows = drawn(seed=seed, codes=codes)
    expected = {
        ("harbour", row["sent_id"]): frozenset(mark.replace("-", "").split())
        for row, mark in zip(rows, marks, strict=True)
        if mark
    }
    coding, _ = read(answered(rows, *marks))
    assert {unit: code.frames for unit, code in coding.codes.items()} == expected
    assert {(code.speaker, code.form) for code in coding.codes.values()} <= {("", "")}  # printed, not coded


def test_workbook_reads_as_the_csv_does() -> None:
    rows = drawn(9, codes=True)
    book = openpyxl.load_workbook(io.BytesIO(workbook(list(rows[0]), rows, BOOK)))
    heads = [cell.value for cell in book["coding"][1]]
    for line in range(2, 11):
        book["coding"].cell(line, heads.index("denial") + 1).value = "Yes" if line % 2 else "no"
        book["coding"].cell(line, heads.index("talks") + 1).value = "no"
    saved = io.BytesIO()
    book.save(saved)
    table = files.read("seeds/gold/bo.xlsx", saved.getvalue())
    marks = ["denial" if line % 2 else "-" for line in range(2, 11)]
    assert sheets.read_sheet(table, UNITS, FRAMES, POPULATION)[0].codes == read(answered(rows, *marks))[0].codes
    assert table.coder == "bo"


def test_workbook_has_a_drop_down_for_every_frame_and_the_codebook() -> None:
    rows = drawn()
    book = openpyxl.load_workbook(io.BytesIO(workbook(list(rows[0]), rows, BOOK)))
    (choice,) = book["coding"].data_validations.dataValidation
    heads = {cell.value: cell.column_letter for cell in book["coding"][1]}
    assert choice.formula1 == '"yes,no"'
    assert sorted(str(choice.sqref).split()) == sorted(f"{heads[frame]}2:{heads[frame]}13" for frame in FRAMES)
    assert [row[0].value for row in book["codebook"]] == ["frame", *FRAMES, "how to code"]
    assert [n for n, c in heads.items() if book["coding"].column_dimensions[c].hidden] == [
        "article_id", "sent_id", "stratum", "design",
    ]  # fmt: skip


def test_character_that_no_workbook_holds_is_no_edit() -> None:
    rows = [row | {"text": row["text"].replace("harbour", "har\x07bour")} for row in answered(drawn(), *["-"] * 12)]
    table = files.read("a.xlsx", workbook(list(rows[0]), rows, BOOK))
    units = Units({"harbour": {n: text.replace("harbour", "har\x07bour") for n, text in TEXTS.items()}})
    with_bell, _ = sheets.read_sheet(table, units, FRAMES, POPULATION)
    assert len(with_bell.codes) == 12


def test_text_that_begins_like_a_formula_stays_a_text() -> None:
    rows = drawn()
    table = files.read("a.xlsx", workbook(list(rows[0]), rows, BOOK))
    assert TEXTS[2] in [row.cells["text"] for row in table.rows]


def test_workbook_is_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = drawn()
    first = workbook(list(rows[0]), rows, BOOK)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 6, 7, 8, 9, 0, 1, 0))
    assert workbook(list(rows[0]), rows, BOOK) == first


def edited(**cells: object) -> list[dict[str, Any]]:
    """A sheet filled with "no", with other cells in its first row."""
    first, *rest = answered(drawn(), *["-"] * 12)
    return [first | cells, *rest]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(edited(denial="so"), r"line 2: frame 'denial' must be yes or no\. Got 'so'", id="wrong label"),
        pytest.param(edited(talks=""), "line 2: half filled: no answer for talks", id="half-filled row"),
        pytest.param(edited(text="The port is shut."), "line 2: the text was edited", id="edited text"),
        pytest.param(edited(text="x", denial="", talks=""), "line 2: the text was edited", id="edited, not coded"),
        pytest.param(edited()[1:], "expected 12 rows, found 11: row 1 of the sheet missing", id="missing row"),
        pytest.param(edited()[:5], "expected 12 rows, found 5: row 6, 7, 8, 9, 10 and others", id="missing rows"),
        pytest.param([*edited(), edited()[3]], "line 14: row 4 of the sheet is there twice", id="row twice"),
        pytest.param(edited(row="13"), "line 2: 'row' must be 1 to 12. Got '13'", id="row number"),
        pytest.param(edited(stratum="Z"), "line 2: 'stratum' must be one of A, B, C", id="stratum"),
        pytest.param(edited(design="rows=1"), "line 3: column 'design' differs", id="two sheets in one"),
        pytest.param([r | {"design": "?"} for r in edited()], "line 2: column 'design' was edited", id="design"),
        pytest.param([{**r, "text": ""} for r in edited()], "line 2: the text was edited", id="text removed"),
    ],
)  # fmt: skip
def test_flawed_sheet_is_one_error_naming_file_and_row(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        read(rows)
    assert str(caught.value).startswith("seeds/gold/ann.csv")


def test_sheet_without_one_of_its_frames_is_an_error() -> None:
    rows = [{name: cell for name, cell in row.items() if name != "talks"} for row in edited()]
    with pytest.raises(GoldError, match="found no talks"):
        read(rows)


def test_workbook_that_is_none_is_an_error() -> None:
    with pytest.raises(GoldError, match=r"ann\.xlsx: expected an Excel workbook"):
        files.read("seeds/gold/ann.xlsx", b"frames")


def test_csv_with_semicolons_is_read() -> None:
    """As Excel writes it where the comma is the decimal point."""
    rows = answered(drawn(), *["denial"] * 12)
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    table = files.read("seeds/gold/ann.csv", made.getvalue().encode("utf-8-sig"))
    assert sheets.read_sheet(table, UNITS, FRAMES, POPULATION)[0] == read(rows)[0]


def test_row_of_an_article_that_is_not_in_the_run_is_listed_and_spoils_the_sample() -> None:
    coding, left_out = read(edited(article_id="quay"))
    assert left_out == ["seeds/gold/ann.csv: article quay, 1 row(s): not among the articles of this run"]
    assert coding.sample is not None
    assert "drawn from other statements" in coding.sample.flaw


def test_rows_may_be_sorted_otherwise() -> None:
    rows = answered(drawn(), *["-"] * 11, "denial")
    assert read(rows[::-1])[0] == read(rows)[0]


def test_empty_rows_are_listed_as_not_coded_yet() -> None:
    coding, left_out = read(answered(drawn(), *["-"] * 10, "", ""))
    assert len(coding.codes) == 10
    assert left_out == ["seeds/gold/ann.csv: 2 empty row(s): not coded yet"]


def test_sheet_of_another_codebook_is_listed() -> None:
    design = drawn()[0]["design"].replace("frames=denial talks", "frames=morality")
    rows = [row | {"design": design, "morality": "yes"} for row in drawn()]
    coding, left_out = read(rows)
    assert coding.codes == {}
    assert left_out == ["seeds/gold/ann.csv: frames: coded by another codebook, with the frames morality"]


def flaw(marks: list[str], population: str = POPULATION) -> str:
    sample = read(answered(drawn(), *marks), population)[0].sample
    assert sample is not None
    return sample.flaw


def test_whole_sheet_is_a_random_sample() -> None:
    assert flaw(["-"] * 12) == ""


def test_sheet_of_other_statements_is_no_sample_of_these() -> None:
    assert "drawn from other statements" in flaw(["-"] * 12, "ffff")


def test_sheet_coded_from_the_top_is_still_a_random_sample_and_one_with_gaps_is_not() -> None:
    assert "is empty" not in flaw(["-"] * 11 + [""])
    assert flaw(["-", ""] + ["-"] * 10).startswith("row 2 is empty, later ones are coded")


def test_stratum_without_two_coded_statements_is_named() -> None:
    assert flaw(["-"] * 2 + [""] * 10).startswith("fewer than 2 statements coded in stratum")


def test_units_weigh_as_many_statements_as_they_stand_for() -> None:
    coding, _ = read(answered(drawn(6), *["-"] * 6))
    assert coding.sample is not None
    weights = coding.sample.weights
    assert sum(weights.values()) == pytest.approx(6)
    assert weights["harbour", 1] == pytest.approx(2 / 2 / (12 / 6))
    assert {round(w, 6) for w in weights.values()} == {0.5, 1.0, 1.5}  # 2 of each stratum of 2, 4 and 6


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose twelve statements the machine has coded."""
    for name in ("conf", "params.yaml", "dvc.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    frames = [
        {"statement_id": key, "frame": frame, "score": 0.9 * hit, "threshold": 0.5, "decision": hit}
        for key, given in MARKED.items()
        for frame in config.compose_run().load("codebook").frames
        for hit in [frame == "denial" and bool(given)]
    ]
    tables.write_partition(paths.STATEMENTS, "part-00000.parquet", tables.build_table(STATEMENTS, schema.STATEMENTS))
    tables.write_partition(paths.FRAMES, "part-00000.parquet", tables.build_table(frames, schema.FRAMES))
    validated = paths.CODER / "out_of_fold"
    tables.write_partition(validated, "part-00000.parquet", tables.build_table([], schema.OUT_OF_FOLD))
    return tmp_path


def test_command_draws_a_sheet_that_the_agreement_reads(project: Path) -> None:
    assert command(["sheet", "--n", "8", "--seed", "7", "--out", "drawn"]) == 0
    table = files.read("drawn/sheet.csv", (project / "drawn/sheet-n8-seed7.csv").read_bytes())
    frames = list(config.compose_run().load("codebook").frames)
    filled = [{**row.cells, **dict.fromkeys(frames, "no"), "denial": "yes"} for row in table.rows]
    (project / "seeds/gold").mkdir(parents=True)
    (project / "seeds/gold/ann.csv").write_bytes(as_csv(filled))
    agreement.main(config.compose_run())
    found = {row["measure"]: row for row in tables.read(paths.AGREEMENT).to_pylist() if row["category"] == "denial"}
    assert (found["prevalence_second"]["n"], found["prevalence_second"]["value"]) == (8, 1.0)
    assert found["prevalence_first"]["value"] == 0.5  # 6 of 12 statements: each unit stands for its stratum
    assert found["f1"]["weighted"]


def test_command_prints_its_error_in_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["sheet", "--n", "1"]) == 1
    assert capsys.readouterr().err.startswith("rejoinder sheet: --n must be at least 4, 2 for each of 2 strata.")


def test_command_before_any_run_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("conf", "params.yaml", "dvc.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SheetError, match="run `dvc repro` first"):
        sheet.main([], config.compose_run())


def test_two_files_of_one_name_are_refused(project: Path) -> None:
    (project / "seeds/gold").mkdir(parents=True)
    for ending in ("csv", "xlsx"):
        (project / f"seeds/gold/ann.{ending}").write_text("x")
    with pytest.raises(GoldError, match=r"there is seeds/gold/ann\.csv too"):
        agreement.main(config.compose_run())
