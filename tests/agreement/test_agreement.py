"""Agreement of coders: measures on tables small enough to count by hand, and what a coding pass may not hold."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rejoinder import agreement, config, measures, paths, schema, tables
from rejoinder.agreement import AGREEMENT, Agreement, Coding, GoldError, calibration, files, gold
from rejoinder.agreement.calibration import Judged
from rejoinder.agreement.confusion import confusion
from rejoinder.agreement.gold import Code, Sample, Units
from rejoinder.agreement.population import Population
from rejoinder.agreement.prevalence import corrected, prevalence
from tests.support.project import ROOT

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
        pytest.param(["harbour,1,The port is open.\n"], HEADER, ["line 2", "expected 6"], id="missing cells"),
        pytest.param([row(rest="Wire,narrated,,")], HEADER, ["line 2", "expected 6"], id="surplus cell"),
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


def test_pass_of_another_codebook_gives_no_curves_and_shares() -> None:
    foreign = Coding(name="ann", codes={("a00", 1): Code(speaker="x", form="direct", frames=None)})
    statement = {"statement_id": "a00/0001", "article_id": "a00", "sent_id": 1, "unit": "title", "text": "So."}
    statement |= {"speaker": "x", "side": None, "form": "direct"}
    frame = {"statement_id": "a00/0001", "frame": "denial", "score": 0.9, "threshold": 0.5, "decision": True}
    made = agreement.compared(method(), [statement], [frame], [foreign], population(1, 1), ["denial"], 1)
    assert {name: len(rows) for name, (rows, _) in made.items() if name} == {
        "articles": 1, "confusion": 0, "thresholds": 0, "calibration": 0, "reliability": 0, "prevalence": 0,
    }  # fmt: skip
    assert [row["value"] for row in made[""][0] if row["measure"] == "equal"] == [1.0, 1.0]  # form and speaker


def test_scores_of_the_training_statements_are_judged_too_a_topic_standing_for_an_article() -> None:
    rows = [{"frame": "denial", "topic": "ab"[n % 2], "score": 0.8, "truth": n % 5 > 0} for n in range(100)]
    made = agreement.compared(method(), [], [], [], population(0, 0), ["denial", "victimhood"], 1, rows)
    (row,) = made["calibration"][0]
    assert (row["coder"], row["frame"], row["n"], row["articles"]) == ("cross-validation", "denial", 100, 2)
    assert row["calibration_error"] == pytest.approx(0)


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
        {
            "statement_id": f"harbour/{n}",
            "frame": "denial",
            "score": 0.3 * n,
            "threshold": 0.5,
            "decision": n == 2,
            "variant": "lexicon",
        }
        for n in text
    ]
    tables.write_partition(paths.STATEMENTS, "part-00000.parquet", tables.build_table(statements, schema.STATEMENTS))
    tables.write_partition(paths.FRAMES, "part-00000.parquet", tables.build_table(frames, schema.FRAMES))
    validated = paths.CODER / "out_of_fold"
    tables.write_partition(validated, "part-00000.parquet", tables.build_table([], schema.OUT_OF_FOLD))
    return tmp_path


def test_stage_without_any_gold_says_that_n_is_0(project: Path) -> None:
    agreement.main(config.compose_run())
    assert json.loads((project / "reports/metrics/agreement.json").read_text()) == {"n": 0, "passes": 0}
    assert tables.read(paths.AGREEMENT).num_rows == 0
    assert tables.read(paths.AGREEMENT).schema.names == AGREEMENT.names


def test_stage_with_gold_writes_values_left_out_rows_and_metrics(project: Path) -> None:
    (project / "seeds/gold").mkdir(parents=True)
    rows = row(2, "We closed nothing.", "Ada Moor,direct,denial") + row(1, "Gone.", article="quay")
    (project / "seeds/gold/ann.csv").write_text(HEADER + row(1) + rows)
    agreement.main(config.compose_run())
    found = json.loads((project / "reports/metrics/agreement.json").read_text())
    assert (found["n"], found["passes"]) == (2, 1)
    assert (found["machine:ann:f1:denial"], found["machine:ann:f1:victimhood"]) == (1.0, None)
    assert found["machine:ann:equal:speaker"] == 0.5
    assert list(found) == sorted(found)
    assert (
        tables.read(paths.AGREEMENT / "left_out").to_pylist()[0]["item"] == "seeds/gold/ann.csv: article quay, 1 row(s)"
    )


def sampled(
    marks: dict[str, tuple[int, int, int, int]], sizes: dict[str, int], flaw: str = ""
) -> tuple[Coding, Coding]:
    """Machine and coder on statements drawn from strata; (both, only machine, only coder, neither) in each."""
    machine, coder, strata = {}, {}, {}
    for stratum, counts in marks.items():
        cells = [(True, True), (True, False), (False, True), (False, False)]
        for hits in (cell for cell, count in zip(cells, counts, strict=True) for _ in range(count)):
            unit = (f"a{len(strata):03d}", 1)
            strata[unit] = stratum
            for codes, hit in zip((machine, coder), hits, strict=True):
                codes[unit] = Code(speaker="", form="", frames=frozenset(["denial"] if hit else []))
    sample = Sample(strata=strata, sizes=sizes, flaw=flaw)
    return Coding(name="machine", codes=machine), Coding(name="ann", codes=coder, sample=sample)


def test_measures_of_a_stratified_sample_weigh_units_by_what_they_stand_for() -> None:
    """Marked: 10 of 10 drawn, unmarked: 10 of 90, of which the coder marks one; it stands for 9 missed statements."""
    machine, ann = sampled({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    found = compare(machine, ann)
    values = {m: found["machine", "ann", "frames", "denial", m]["value"] for m in ("precision", "recall", "alpha")}
    assert (values["precision"], values["recall"]) == (0.8, round(8 / 17, 4))
    assert found["machine", "ann", "frames", "denial", "recall"]["weighted"]
    assert found["machine", "ann", "frames", "denial", "recall"]["n"] == 20
    whole = measures.alpha(np.array([[81.0, 9.0], [2.0, 8.0]]) / 5)  # all 100 statements, n as coded
    assert values["alpha"] == round(float(whole), 4)


def test_passes_are_held_against_each_other_unweighted() -> None:
    _, ann = sampled({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    bo = replace(ann, name="bo")
    assert not compare(ann, bo)["ann", "bo", "frames", "denial", "f1"]["weighted"]


def population(statements: int, marked: int) -> Population:
    return Population(statements={"": statements}, marked={("", "denial"): marked}, fingerprint="")


def shares(machine: Coding, coder: Coding, everything: Population) -> dict[str, dict[str, object]]:
    units = {unit: {"side": "north" if number % 2 else None} for number, unit in enumerate(sorted(machine.codes))}
    rows = prevalence(machine, coder, units, everything, ["denial"], method())
    return {str(row["side"]): row for row in rows}


def test_corrected_share_adds_what_the_machine_misses_and_takes_off_its_false_alarms() -> None:
    """10 of 100 are marked, 2 of them wrongly; 1 of 10 unmarked ones coded is missed, so 9 of 90: 8 + 9 of 100."""
    machine, ann = sampled({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    row = shares(machine, ann, population(100, 10))[""]
    assert (row["machine"], row["corrected"], row["n"], row["statements"]) == (0.1, 0.17, 20, 100)
    assert row["low"] < 0.17 < row["high"]


def test_corrected_share_of_one_stratum_is_prediction_powered_inference() -> None:
    """n = 100 of 10,000: lambda is the slope, the share lambda * machine's + mean of what it leaves (PPI++, eq. 5)."""
    machine, ann = sampled({"A": (20, 10, 5, 65)}, {"A": 10_000})
    row = shares(machine, ann, population(10_000, 2_800))[""]
    y, m = np.repeat([1, 0, 1, 0], [20, 10, 5, 65]), np.repeat([1, 1, 0, 0], [20, 10, 5, 65])
    slope = np.cov(y, m)[0, 1] / m.var(ddof=1)
    value = slope * 0.28 + (y - slope * m).mean()
    error = np.sqrt((1 - 0.01) / 100 * ((y - slope * m).var(ddof=1) + 0.01))
    assert row["tuning"] == round(slope, 4)
    assert row["corrected"] == round(value, 4)
    assert (row["low"], row["high"]) == (
        pytest.approx(value - 1.95996 * error, abs=1e-4),
        pytest.approx(value + 1.95996 * error, abs=1e-4),
    )


def test_machine_that_says_nothing_of_the_coder_is_not_relied_on() -> None:
    machine, ann = sampled({"A": (10, 10, 10, 10)}, {"A": 1_000})
    row = shares(machine, ann, population(1_000, 900))[""]
    assert (row["tuning"], row["corrected"]) == (0.0, 0.5)


def test_interval_of_a_machine_without_a_seen_error_has_a_width() -> None:
    machine, ann = sampled({"A": (5, 0, 0, 95)}, {"A": 10_000})
    row = shares(machine, ann, population(10_000, 500))[""]
    assert row["corrected"] == 0.05
    assert row["high"] - row["low"] > 0.03


def test_interval_covers_the_true_share_about_as_often_as_it_says() -> None:
    """Of 300 samples; truth is clustered by article, which the random draw makes harmless."""
    rng = np.random.default_rng(3)
    truth = (rng.random(2_000) < rng.beta(0.6, 2.4, 100).repeat(20)).astype(float)
    marked = np.where(rng.random(2_000) < 0.2, 1 - truth, truth)
    covered = 0
    for _ in range(300):
        rows = [rng.choice(np.flatnonzero(marked == mark), 75, replace=False) for mark in (0, 1)]
        strata, sizes = np.repeat([0, 1], 75), np.array([(marked == 0).sum(), (marked == 1).sum()], dtype=float)
        drawn = np.concatenate(rows)
        found = corrected(truth[drawn], marked[drawn], strata, sizes, float(marked.mean()), 2_000, 0.95)
        covered += found.low <= truth.mean() <= found.high
    assert 0.91 <= covered / 300 <= 0.99


def test_share_is_given_for_each_of_several_sides() -> None:
    machine, ann = sampled({"A": (8, 2, 0, 0), "B": (0, 0, 1, 9)}, {"A": 10, "B": 90})
    sides = Population(
        statements={"": 100, "north": 50, "no side": 50},
        marked={("", "denial"): 10, ("north", "denial"): 5, ("no side", "denial"): 5},
        fingerprint="",
    )
    found = shares(machine, ann, sides)
    assert list(found) == ["", "no side", "north"]
    assert [(row["n"], row["statements"]) for row in found.values()] == [(20, 100), (10, 50), (10, 50)]
    assert found["north"]["corrected"] == pytest.approx(2 * 0.17 - found["no side"]["corrected"], abs=0.02)


@pytest.mark.parametrize(
    ("coder", "statements", "reason"),
    [
        pytest.param(coding("ann", *["-"] * 4), 4, "every statement is coded", id="nothing left"),
        pytest.param(coding("ann", *["-"] * 4), 9, "were not drawn at random", id="whole articles"),
        pytest.param(sampled({"A": (1, 1, 0, 0)}, {"A": 9})[1], 9, "2 statement(s) coded, fewer than 4", id="too few"),
        pytest.param(sampled({"A": (4, 4, 0, 0)}, {"A": 9}, "a flaw")[1], 9, "withheld: a flaw", id="no sample"),
    ],
)
def test_corrected_share_is_withheld_with_its_reason(coder: Coding, statements: int, reason: str) -> None:
    row = shares(Coding(name="machine", codes=coder.codes), coder, population(statements, 1))[""]
    assert row.get("corrected") is None
    assert reason in str(row["note"])


def scored(*scores: float, truth: str, frame: str = "denial") -> Judged:
    """Scores of statements, two an article, that a coder marks ("1") or does not."""
    marks = np.array([float(mark) for mark in truth])
    return Judged("ann", frame, np.array(scores), marks, np.ones(len(scores)), np.arange(len(scores)) // 2)


FOUR = scored(0.1, 0.4, 0.6, 0.9, truth="0011")


def test_curve_gives_agreement_at_every_threshold() -> None:
    found = {row["threshold"]: row for row in calibration.curve(FOUR, 0.3)}
    assert [found[t]["f1"] for t in (0.05, 0.2, 0.5, 0.75, 0.95)] == [0.6667, 0.8, 1.0, 0.6667, 0.0]
    assert (found[0.95]["precision"], found[0.95]["used"], found[0.95]["n"]) == (None, 0.3, 4)
    assert found[0.5]["alpha"] == 1.0


def test_brier_score_is_the_mean_squared_distance_beside_that_of_a_constant() -> None:
    row = calibration.brier(FOUR, method(), 13)
    assert row["brier"] == round((0.01 + 0.16 + 0.16 + 0.01) / 4, 4)
    assert row["base"] == 0.25
    assert row["interval_note"] == "withheld: 2 article(s) coded by both, fewer than 20"


def test_brier_score_has_an_interval_where_articles_are_many() -> None:
    row = calibration.brier(scored(*[0.2, 0.9] * 20, truth="0100" * 10), method(), 13)
    assert row["low"] < row["brier"] < row["high"]


def test_bins_hold_equal_numbers_and_their_distances_make_the_calibration_error() -> None:
    bins = list(calibration.reliability(FOUR, method(bins=2)))
    assert [(b["n"], b["score"], b["share"], b["weight"]) for b in bins] == [(2, 0.25, 0.0, 0.5), (2, 0.75, 1.0, 0.5)]
    assert calibration.brier(FOUR, method(bins=2), 13)["calibration_error"] == 0.25


def test_tied_scores_are_in_one_bin() -> None:
    bins = list(calibration.reliability(scored(0.1, 0.1, 0.1, 0.1, 0.9, truth="00011"), method(bins=4)))
    assert [b["n"] for b in bins] == [4, 1]


def test_calibration_is_withheld_below_the_minimum_of_statements() -> None:
    row = calibration.brier(scored(0.1, 0.9, truth="01"), method(), 13)
    assert (row.get("brier"), row["note"]) == (None, "withheld: 2 statement(s) coded, fewer than 4")
    assert list(calibration.reliability(scored(0.1, 0.9, truth="01"), method())) == []


def test_confusion_counts_each_cell_and_shows_the_surest_statements_first() -> None:
    machine, ann = coding("machine", "denial", "denial", "denial", "-"), coding("ann", "denial", "-", "-", "denial")
    units = {unit: {"statement_id": f"s{unit[1]}", "text": f"Text {unit[1]}."} for unit in machine.codes}
    scores = {"denial": dict(zip(sorted(units), (0.8, 0.6, 0.9, 0.1), strict=True))}
    found = {row["cell"]: row for row in confusion([machine, ann], units, scores, {"denial": 0.5}, 1)}
    assert {cell: row["n"] for cell, row in found.items()} == {
        "both": 1,
        "only first": 2,
        "only second": 1,
        "neither": 0,
    }
    assert found["only first"]["examples"] == [{"statement_id": "s3", "text": "Text 3."}]
    assert found["neither"]["examples"] == []
