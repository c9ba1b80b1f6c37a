"""Stage `agreement` from its files to its tables."""

import json
from pathlib import Path

import pytest

from rejoinder import agreement, config, paths, schema, tables
from rejoinder.agreement.machine import build_machine_coding
from rejoinder.human_coding.model import Code, CodingPass
from tests.support.coding import build_method, build_population, mark_units
from tests.support.marks import build_project, write_source
from tests.support.project import ROOT

HEADER = "article_id,sent_id,text,speaker,form,frames\n"


def row(
    sent_id: object = 1, text: str = "The port is open.", rest: str = "Wire,narrated,", article: str = "harbour"
) -> str:
    quoted = text.replace('"', '""')
    return f'{article},{sent_id},"{quoted}",{rest}\n'


def test_pass_of_another_codebook_gives_no_curves_and_shares() -> None:
    foreign = CodingPass(name="ann", codes={("a00", 1): Code(speaker="x", form="direct", frames=None)})
    statement = {"statement_id": "a00/0001", "article_id": "a00", "sent_id": 1, "unit": "title", "text": "So."}
    statement |= {"speaker": "x", "speaker_kind": "person", "side": None, "form": "direct"}
    frame = {"statement_id": "a00/0001", "frame": "denial", "score": 0.9, "threshold": 0.5, "decision": True}
    built = agreement.build_tables(
        build_method(),
        build_machine_coding([statement], [frame], ["denial"]),
        [foreign],
        build_population(1, 1),
        ["denial"],
        1,
    )
    assert {name: len(rows) for name, (rows, _) in built.items() if name} == {
        "articles": 1, "confusion": 0, "thresholds": 0, "calibration": 0, "reliability": 0, "prevalence": 0,
        "correctness": 1, "coded_sample": 0,
    }  # fmt: skip
    assert [row["value"] for row in built[""][0] if row["measure"] == "equal"] == [1.0, 1.0]  # form and speaker


def test_machine_is_compared_with_the_majority_and_coders_with_each_other() -> None:
    coders = [mark_units(name, mark) for name, mark in {"ann": "denial", "bo": "denial", "cy": "-"}.items()]
    statement = {"statement_id": "a00/0001", "article_id": "a00", "sent_id": 1, "unit": "title", "text": "So."}
    statement |= {"speaker": "x", "speaker_kind": "person", "side": None, "form": "direct"}
    frame = {"statement_id": "a00/0001", "frame": "denial", "score": 0.9, "threshold": 0.5, "decision": True}
    machine = build_machine_coding([statement], [frame], ["denial"])
    method = build_method(reference="majority")
    built = agreement.build_tables(method, machine, coders, build_population(1, 1), ["denial"], 1)
    pairs = {(row["first"], row["second"]) for row in built[""][0]}
    assert pairs == {("machine", "majority"), ("ann", "bo"), ("ann", "cy"), ("bo", "cy")}
    assert {row["coder"] for name in ("thresholds", "prevalence", "correctness") for row in built[name][0]} == {
        "majority"
    }
    assert {(row["first"], row["second"]) for row in built["confusion"][0]} == pairs


def test_scores_of_the_training_statements_are_judged_too_a_topic_standing_for_an_article() -> None:
    rows = [{"frame": "denial", "topic": "ab"[n % 2], "score": 0.8, "truth": n % 5 > 0} for n in range(100)]
    built = agreement.build_tables(
        build_method(), build_machine_coding([], [], []), [], build_population(0, 0), ["denial", "victimhood"], 1, rows
    )
    (row,) = built["calibration"][0]
    assert (row["coder"], row["frame"], row["n"], row["articles"]) == ("cross-validation", "denial", 100, 2)
    assert row["calibration_error"] == pytest.approx(0)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one coded article of two statements, without any coding pass."""
    for name in ("conf", "params.yaml", "seeds/language"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    text = {1: "The port is open.", 2: "We closed nothing."}
    statements = [
        {"statement_id": f"harbour/{n}", "article_id": "harbour", "sent_id": n, "unit": "paragraph", "start": 20 * n,
         "text": t, "speaker": "Ada Moor", "form": "direct"}
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
    tables.write_partition(paths.STANCES, "part-00000.parquet", tables.build_table([], schema.STANCES))
    validated = paths.CODER / "out_of_fold"
    tables.write_partition(validated, "part-00000.parquet", tables.build_table([], schema.OUT_OF_FOLD))
    return tmp_path


def test_stage_without_any_gold_says_that_n_is_0(project: Path) -> None:
    agreement.main(config.compose_run())
    assert json.loads((project / "reports/metrics/agreement.json").read_text()) == {"n": 0, "passes": 0}
    assert tables.read(paths.AGREEMENT).num_rows == 0
    assert tables.read(paths.AGREEMENT).schema.names == schema.AGREEMENT.names


def test_stage_with_gold_writes_values_left_out_rows_and_metrics(project: Path) -> None:
    (project / "seeds/gold").mkdir()
    rows = row(2, "We closed nothing.", "Ada Moor,direct,denial") + row(1, "Gone.", article="quay")
    (project / "seeds/gold/ann.csv").write_text(HEADER + row(1) + rows)
    agreement.main(config.compose_run())
    metrics = json.loads((project / "reports/metrics/agreement.json").read_text())
    assert (metrics["n"], metrics["passes"]) == (2, 1)
    (denial,) = (
        r for r in tables.read(paths.AGREEMENT).to_pylist() if (r["category"], r["measure"]) == ("denial", "f1")
    )
    assert denial["value"] == 1.0
    assert metrics["machine:ann:equal:speaker"] == 0.5
    assert {name.split(":")[-1] for name in metrics} == {"n", "passes", "macro", "form", "speaker"}
    assert list(metrics) == sorted(metrics)
    assert (
        tables.read(paths.AGREEMENT / "left_out").to_pylist()[0]["item"] == "seeds/gold/ann.csv: article quay, 1 row(s)"
    )


def test_project_of_another_tool_is_a_pass_and_its_lost_marks_are_listed_and_printed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "seeds/gold").mkdir()
    source = write_source([(19, 37), (38, 44)]).replace("harbour", "Document 1")
    archive = build_project(source, {"sources/t.txt": b"The port is open.\r\nWe closed nothing."})
    (project / "seeds/gold/ann.qdpx").write_bytes(archive)
    agreement.main(config.compose_run())
    metrics = json.loads((project / "reports/metrics/agreement.json").read_text())
    assert (metrics["n"], metrics["passes"], metrics["machine:ann:f1:macro"]) == (2, 1, 1.0)
    (lost,) = tables.read(paths.AGREEMENT / "left_out").to_pylist()
    assert lost["item"] == "seeds/gold/ann.qdpx: article harbour, code 'Denial': ''"
    assert lost["reason"] == "the mark covers no words"
    assert f"agreement: left out: {lost['item']}" in capsys.readouterr().out
