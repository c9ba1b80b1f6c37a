"""Agreement of coders: measures on tables small enough to count by hand, and what a coding pass may not hold."""

import json
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from conftest import ROOT

from rejoinder import agreement, config, paths, schema, tables
from rejoinder.agreement import AGREEMENT, Agreement, Coding, GoldError, files, gold, measures
from rejoinder.agreement.gold import Code, Units

FRAMES = ["denial", "deterrence"]
HEADER = "article_id,sent_id,text,speaker,form,frames\n"
UNITS = Units(
    {"harbour": {1: "The port is open.", 2: '"We closed nothing," Ada Moor said.', 3: "(Editing by Bo Lund)"}},
    frozenset({("harbour", 3)}),
)


def row(
    sent_id: object = 1, text: str = "The port is open.", rest: str = "Wire,narrated,", article: str = "harbour"
) -> str:
    quoted = text.replace('"', '""')
    return f'{article},{sent_id},"{quoted}",{rest}\n'


def read(*rows: str, header: str = HEADER, path: str = "seeds/gold/ann.csv") -> tuple[Coding, list[str]]:
    coding, left_out = gold.read_pass(files.read(path, (header + "".join(rows)).encode()), UNITS, FRAMES)
    return coding, [f"{item.item}: {item.reason}" for item in left_out]


def coding(name: str, *marks: str, articles: int = 1, speakers: str = "Ada Moor") -> Coding:
    """A coding of consecutive sentences, spread evenly over the articles; each mark is its frames, or "-"."""
    size = len(marks) // articles
    codes = {
        (f"a{number // size:02d}", number % size + 1): Code(
            speaker=speakers, form="direct", frames=frozenset(mark.replace("-", "").split())
        )
        for number, mark in enumerate(marks)
    }
    return Coding(name=name, codes=codes)


def method(**changed: float) -> Agreement:
    given: dict[str, float] = {"minimum_articles": 20, "minimum_coded": 4, "resamples": 200, "level": 0.95}
    return Agreement(**given | {"bins": 2, "examples": 2} | changed)  # type: ignore[arg-type]


def compare(*codings: Coding, minimum: int = 20, seed: int = 13) -> dict[tuple[str, ...], dict[str, object]]:
    rows = method(minimum_articles=minimum)(codings, FRAMES, seed)
    return {(r["first"], r["second"], r["variable"], r["category"], r["measure"]): r for r in rows}


# Both mark 2, only the first 1, only the second 1, neither 6.
TEN = np.array([[6, 1], [1, 2]])


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        pytest.param("precision", 2 / 3, id="precision: 2 of the first coder's 3 marks"),
        pytest.param("recall", 2 / 3, id="recall: 2 of the second coder's 3 marks"),
        pytest.param("f1", 4 / 6, id="F1: 2 * 2 of 3 + 3 marks"),
        pytest.param("prevalence_first", 0.3, id="prevalence: 3 of 10"),
        pytest.param("equal", 0.8, id="equal: 8 of 10"),
        pytest.param("kappa", (0.8 - 0.58) / (1 - 0.58), id="kappa: .7 * .7 + .3 * .3 by chance"),
        pytest.param("alpha", 1 - 19 * 2 / (14 * 6), id="alpha: coincidences of 14 noes and 6 yeses"),
    ],
)
def test_measures_of_a_table_counted_by_hand(measure: str, expected: float) -> None:
    assert measures.MEASURES[measure](TEN) == pytest.approx(expected)


def test_precision_and_recall_are_not_confused() -> None:
    counts = np.array([[5, 3], [1, 1]])  # the first marks 2, the second 4, both 1
    assert measures.precision(counts) == pytest.approx(1 / 2)
    assert measures.recall(counts) == pytest.approx(1 / 4)
    assert measures.prevalence_first(counts) == pytest.approx(0.2)
    assert measures.prevalence_second(counts) == pytest.approx(0.4)


@pytest.mark.parametrize("size", [2, 4])
def test_closed_form_of_alpha_is_the_librarys(size: int) -> None:
    generator = np.random.default_rng(5)
    for _ in range(20):
        codes = generator.integers(0, size, (2, 30))
        counts = measures.matrices([0] * 30, list(zip(*codes.tolist(), strict=True)), 1, size)[0]
        expected = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
        assert measures.alpha(counts) == pytest.approx(expected)
        assert measures.alpha_of(counts) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("first", "second", "measure", "note"),
    [
        pytest.param(["-", "-"], ["denial", "-"], "precision", "the first coder marks no unit", id="no marks of first"),
        pytest.param(["denial", "-"], ["-", "-"], "recall", "the second coder marks no unit", id="no marks of second"),
        pytest.param(["-", "-"], ["-", "-"], "f1", "neither coder marks a unit", id="no marks at all"),
        pytest.param(["-", "-"], ["-", "-"], "kappa", "both coders give every unit the same single code", id="kappa"),
        pytest.param(["-", "-"], ["-", "-"], "alpha", "both coders give every unit the same single code", id="alpha"),
    ],
)
def test_undefined_value_is_null_with_its_reason(first: list[str], second: list[str], measure: str, note: str) -> None:
    found = compare(coding("machine", *first), coding("ann", *second))["machine", "ann", "frames", "denial", measure]
    assert (found["value"], found["note"], found["low"]) == (None, note, None)


def test_f1_is_zero_not_undefined_where_only_one_coder_marks() -> None:
    found = compare(coding("machine", "-", "-"), coding("ann", "denial", "-"))
    assert found["machine", "ann", "frames", "denial", "f1"]["value"] == 0


def test_units_coded_by_one_coder_alone_do_not_count() -> None:
    found = compare(coding("machine", "denial", "-", "-"), coding("ann", "denial", "-"))
    assert found["machine", "ann", "frames", "denial", "f1"]["n"] == 2


def test_coders_without_a_common_unit_have_no_values() -> None:
    left, right = (
        coding("machine", "denial"),
        Coding(name="ann", codes={("b", 1): Code(speaker="", form="", frames=frozenset())}),
    )
    found = compare(left, right)
    assert {(r["n"], r["value"]) for r in found.values()} == {(0, None)}
    assert {r["note"] for r in found.values()} == {measures.NOT_CODED}


def test_micro_pools_decisions_and_macro_averages_frames() -> None:
    machine = coding("machine", "denial", "denial deterrence", "-", "-")
    ann = coding("ann", "denial", "denial", "deterrence", "-")
    found = compare(machine, ann)
    values = {
        c: found["machine", "ann", "frames", c, "f1"]["value"] for c in ("denial", "deterrence", "micro", "macro")
    }
    assert values == {"denial": 1.0, "deterrence": 0.0, "micro": round(4 / 6, 4), "macro": 0.5}
    assert found["machine", "ann", "frames", "micro", "f1"]["n"] == 4  # units, not decisions


def test_macro_says_which_frames_it_leaves_out() -> None:
    found = compare(coding("machine", "denial", "-"), coding("ann", "denial", "-"))
    macro = found["machine", "ann", "frames", "macro", "f1"]
    assert (macro["value"], macro["note"]) == (1.0, "mean of 1 of 2 frames, without deterrence")


def test_every_pair_of_coders_is_compared_once() -> None:
    found = compare(coding("machine", "denial"), coding("ann", "denial"), coding("bo", "-"))
    assert {key[:2] for key in found} == {("machine", "ann"), ("machine", "bo"), ("ann", "bo")}


def test_speakers_are_equal_whatever_their_case_and_spacing() -> None:
    found = compare(coding("machine", "-", "-", speakers="Ada  moor"), coding("ann", "-", "-", speakers="Ada Moor"))
    assert found["machine", "ann", "speaker", "", "equal"]["value"] == 1.0
    found = compare(coding("machine", "-", speakers="Moor"), coding("ann", "-", speakers="Ada Moor"))
    assert found["machine", "ann", "speaker", "", "equal"]["value"] == 0.0


def test_form_a_coder_left_open_is_not_compared() -> None:
    ann = Coding(name="ann", codes={("a00", 1): Code(speaker="x", form="", frames=frozenset())})
    assert compare(coding("machine", "-"), ann)["machine", "ann", "form", "", "kappa"]["n"] == 0


TWENTY = [("denial" if n % 3 else "-") for n in range(40)]
FLAWED = [("denial" if n % 4 else "-") for n in range(40)]


def test_interval_is_withheld_below_the_minimum_of_articles() -> None:
    found = compare(coding("machine", *TWENTY, articles=10), coding("ann", *FLAWED, articles=10))
    row = found["machine", "ann", "frames", "denial", "f1"]
    assert (row["low"], row["high"]) == (None, None)
    assert row["interval_note"] == "withheld: 10 article(s) coded by both, fewer than 20"


def test_interval_is_given_from_the_minimum_of_articles() -> None:
    found = compare(coding("machine", *TWENTY, articles=20), coding("ann", *FLAWED, articles=20))
    row = found["machine", "ann", "frames", "denial", "f1"]
    assert row["low"] < row["value"] < row["high"]
    assert row["interval_note"] == ""


def test_interval_resamples_articles_not_sentences() -> None:
    """Whole articles agree or disagree: 20 articles of 20 sentences then vary more than 400 of one sentence."""
    marks = ["denial"] * 400
    wrong = ["-"] * 80 + ["denial"] * 320
    wide = compare(coding("machine", *marks, articles=20), coding("ann", *wrong, articles=20))
    narrow = compare(coding("machine", *marks, articles=400), coding("ann", *wrong, articles=400))
    key = ("machine", "ann", "frames", "denial", "precision")
    assert wide[key]["high"] - wide[key]["low"] > 2 * (narrow[key]["high"] - narrow[key]["low"])


def test_interval_depends_on_the_seed_and_nothing_else() -> None:
    pair = coding("machine", *TWENTY, articles=20), coding("ann", *FLAWED, articles=20)
    key = ("machine", "ann", "frames", "denial", "kappa")
    assert compare(*pair)[key] == compare(*pair)[key]
    assert compare(*pair)[key]["low"] != compare(*pair, seed=14)[key]["low"]


def test_interval_is_withheld_where_many_resamples_leave_it_undefined() -> None:
    """One mark in one of twenty articles: more than a third of the resamples miss that article."""
    marks = ["denial"] + ["-"] * 39
    found = compare(coding("machine", *marks, articles=20), coding("ann", *marks, articles=20))
    row = found["machine", "ann", "frames", "denial", "f1"]
    assert (row["value"], row["low"]) == (1.0, None)
    assert "of 200 resamples" in str(row["interval_note"])


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [
        pytest.param([], HEADER.replace("form,", ""), ["line 1", "no form"], id="missing column"),
        pytest.param(
            [row(9, "Nobody wrote this.")], HEADER, ["line 2", "no sentence '9'", "1 to 3"], id="unknown sentence"
        ),
        pytest.param([row("two", "Nobody wrote this.")], HEADER, ["line 2", "'two'"], id="sentence that is no number"),
        pytest.param(
            [row(1, "The port is closed.")], HEADER, ["line 2", "edited", "The port is open."], id="edited text"
        ),
        pytest.param([row(), row()], HEADER, ["line 3", "coded twice"], id="duplicate row"),
        pytest.param(
            [row(rest="Wire,narrated,denail")], HEADER, ["line 2", "'denail'", "denial, deterrence"], id="unknown frame"
        ),
        pytest.param(
            [row(rest="Wire,narrated,denial;deterrence")], HEADER, ["line 2", "spaces"], id="frames not by spaces"
        ),
        pytest.param([row(rest="Wire,quoted,")], HEADER, ["line 2", "'quoted'", "direct, indirect"], id="unknown form"),
        pytest.param([row(3, "(Editing by Bo Lund)")], HEADER, ["line 2", "credit line"], id="credit line"),
        pytest.param(["harbour,1,The port is open.\n"], HEADER, ["line 2", "6 cells"], id="missing cells"),
        pytest.param([row(rest="Wire,narrated,,")], HEADER, ["line 2", "6 cells"], id="surplus cell"),
        pytest.param(
            [row(2, '"We closed nothing,"\n Ada Moor said.'), row(1, "Closed.")],
            HEADER,
            ["line 4"],
            id="line after a line break in a cell",
        ),
    ],
)
def test_flawed_pass_is_one_error_naming_file_and_line(rows: list[str], header: str, words: list[str]) -> None:
    with pytest.raises(GoldError) as caught:
        read(*rows, header=header)
    assert str(caught.value).startswith("seeds/gold/ann.csv, line")
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_pass_that_is_not_utf8_names_the_byte() -> None:
    with pytest.raises(GoldError, match=r"ann\.csv: expected UTF-8, got byte 44 "):
        files.read("ann.csv", HEADER.encode() + b"\xff")


def test_pass_called_machine_is_refused() -> None:
    with pytest.raises(GoldError, match="rename the file"):
        read(row(), path="seeds/gold/machine.csv")


def test_spreadsheet_traces_are_read() -> None:
    """A byte order mark, Windows line ends, a column of notes and other white space in the text."""
    content = "\ufeff" + HEADER.strip() + ",note\r\n" + row(1, " The  port is open. ").strip() + ",sure?\r\n"
    found, _ = gold.read_pass(files.read("ann.csv", content.encode()), UNITS, FRAMES)
    assert found.codes == {("harbour", 1): Code(speaker="Wire", form="narrated", frames=frozenset())}


def test_row_of_an_article_that_is_not_in_the_input_is_listed() -> None:
    found, left_out = read(row(), row(article="quay"), row(2, "Anything.", article="quay"))
    assert list(found.codes) == [("harbour", 1)]
    assert left_out == ["seeds/gold/ann.csv: article quay, 2 row(s): not among the articles of this run"]


def test_sentence_is_found_by_its_text_where_another_parser_numbers_it_otherwise() -> None:
    found, left_out = read(row(7, "The port is open."))
    assert list(found.codes) == [("harbour", 1)]
    assert left_out == []


def test_sentence_that_another_parser_cuts_otherwise_is_listed() -> None:
    found, left_out = read(row(1, 'The port is open. "We closed nothing," Ada Moor said.'))
    assert found.codes == {}
    assert left_out == ["seeds/gold/ann.csv: 1 row(s): the parser cuts these sentences differently"]


def test_pass_coded_by_another_codebook_keeps_its_speakers_and_forms() -> None:
    found, left_out = read(
        row(rest="Wire,narrated,morality"), row(2, '"We closed nothing," Ada Moor said.', "Ada Moor,direct,")
    )
    assert [code.frames for code in found.codes.values()] == [None, None]
    assert [code.form for code in found.codes.values()] == ["narrated", "direct"]
    assert left_out == ["seeds/gold/ann.csv: frames: coded by another codebook, with the frames morality"]


def test_machine_codes_what_was_decided_and_no_credit_line() -> None:
    statements = [
        {"statement_id": f"h/{n}", "article_id": "h", "sent_id": n, "unit": unit, "speaker": None, "form": "direct"}
        for n, unit in enumerate(["title", "paragraph", "credit"], 1)
    ]
    frames = [
        {"statement_id": "h/1", "frame": "denial", "decision": True},
        {"statement_id": "h/1", "frame": "deterrence", "decision": False},
    ]
    assert gold.machine(statements, frames).codes == {
        ("h", 1): Code(speaker="", form="direct", frames=frozenset({"denial"})),
        ("h", 2): Code(speaker="", form="direct", frames=None),
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [("minimum_articles", 1), ("minimum_coded", 1), ("resamples", 0), ("level", 1.0), ("bins", 1), ("examples", -1)],
    ids=lambda v: str(v),
)
def test_setting_out_of_range_is_refused(key: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"key '{key}' must"):
        method(**{key: value})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one coded article of two statements, without any coding pass."""
    for name in ("conf", "params.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    text = {1: "The port is open.", 2: "We closed nothing."}
    statements = [
        {"statement_id": f"harbour/{n}", "article_id": "harbour", "sent_id": n, "unit": "paragraph", "text": t,
         "speaker": "Ada Moor", "form": "direct"}
        for n, t in text.items()
    ]  # fmt: skip
    frames = [
        {"statement_id": f"harbour/{n}", "frame": "denial", "score": 0.3 * n, "threshold": 0.5, "decision": n == 2}
        for n in text
    ]
    tables.write_partition(paths.STATEMENTS, "part-00000.parquet", tables.table(statements, schema.STATEMENTS))
    tables.write_partition(paths.FRAMES, "part-00000.parquet", tables.table(frames, schema.FRAMES))
    return tmp_path


def test_stage_without_any_gold_says_that_n_is_0(project: Path) -> None:
    agreement.main(config.run())
    assert json.loads((project / "reports/metrics/agreement.json").read_text()) == {"n": 0, "passes": 0}
    assert tables.read(paths.AGREEMENT).num_rows == 0
    assert tables.read(paths.AGREEMENT).schema.names == AGREEMENT.names


def test_stage_with_gold_writes_values_left_out_rows_and_metrics(project: Path) -> None:
    (project / "seeds/gold").mkdir(parents=True)
    rows = row(2, "We closed nothing.", "Ada Moor,direct,denial") + row(1, "Gone.", article="quay")
    (project / "seeds/gold/ann.csv").write_text(HEADER + row(1) + rows)
    agreement.main(config.run())
    found = json.loads((project / "reports/metrics/agreement.json").read_text())
    assert (found["n"], found["passes"]) == (2, 1)
    assert (found["machine:ann:f1:denial"], found["machine:ann:f1:victimhood"]) == (1.0, None)
    assert found["machine:ann:equal:speaker"] == 0.5
    assert list(found) == sorted(found)
    assert (
        tables.read(paths.AGREEMENT / "left_out").to_pylist()[0]["item"] == "seeds/gold/ann.csv: article quay, 1 row(s)"
    )
