"""Coders kept of other runs are compared as the machine is; what a language model coded can be learned from."""

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rejoinder import config, paths
from rejoinder.examples import Examples, collect_examples, read_lines
from tests.support.chat_server import serve
from tests.support.llm_study import call, copy_last_run, point, read_rows


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project as it was last run."""
    copy_last_run(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_kept_coder_agrees_with_the_run_it_was_kept_of_and_with_people_as_that_does(study: Path) -> None:
    assert call("keep", "encoder")[0] == 0
    assert call("run", "agreement")[0] == 0
    rows = [row for row in read_rows(paths.AGREEMENT) if row["variable"] == "frames"]
    values = {(r["first"], r["second"], r["category"], r["measure"]): r["value"] for r in rows}
    assert values["machine", "encoder", "micro", "alpha"] == 1.0
    own = {key[1:]: value for key, value in values.items() if key[0] == "machine" and key[1] != "encoder"}
    kept = {key[1:]: value for key, value in values.items() if key[0] == "encoder"}
    assert own
    assert kept == own


def test_what_is_kept_is_called_by_what_coded_it_whatever_params_yaml_says_now(study: Path) -> None:
    params = (study / "params.yaml").read_text()
    (study / "params.yaml").write_text(params.replace("frames: tuned", "frames: lexicon"))
    said = call("keep", "encoder")[1]
    assert said.startswith("keep: what variant tuned coded is the coder 'encoder' in seeds/coders/encoder.parquet")


def test_what_coders_take_stands_side_by_side_as_it_was_recorded_and_is_the_same_in_every_run(study: Path) -> None:
    call("keep", "encoder")
    params = study / "params.yaml"
    params.write_text(params.read_text().replace("frames: tuned", "frames: lexicon"))
    call("keep", "mislabelled")  # what the option in params.yaml takes would not be what coded
    params.write_text(params.read_text().replace("frames: lexicon", "frames: llm"))
    with serve() as server:
        point(study, server.base_url, price={"prompt": 1, "answer": 2})
        assert call("ask")[0] == 0
    tables_made = []
    for _ in range(2):
        assert call("run", "frames")[0] == 0
        assert call("run", "agreement")[0] == 0
        tables_made.append([f.read_bytes() for f in sorted((paths.AGREEMENT / "efforts").iterdir())])
    assert tables_made[0] == tables_made[1]
    rows = {(row["coder"], row["variable"]): row for row in read_rows(paths.AGREEMENT / "efforts")}
    kept, model = rows["encoder", "frames"], rows["machine", "frames"]
    assert kept["seconds"] == json.loads((study / "seeds/coders/encoder.json").read_text())["seconds"] > 0
    assert (kept["statements"], kept["money"]) == (21, None)
    answers = read_rows(paths.ANSWERS)
    assert model["seconds"] == pytest.approx(sum(row["seconds"] for row in answers) * 1000 / 21, abs=0.001)
    assert (model["prompt_tokens"], model["answer_tokens"]) == (40_000, 10_000)  # as the server counts them
    assert model["money"] == pytest.approx(0.06)  # (40,000 x 1 + 10,000 x 2) / 1,000,000
    for coder, variable in (("mislabelled", "frames"), ("machine", "stances"), ("pass-1", "frames")):
        assert rows[coder, variable]["seconds"] is None
        assert rows[coder, variable]["note"].startswith("not measured: ")


def test_shares_are_corrected_with_a_kept_coder_as_the_machine(study: Path) -> None:
    call("keep", "encoder")
    call("run", "agreement")
    shares = {(row["coder"], row["side"], row["frame"]): row for row in read_rows(paths.AGREEMENT / "prevalence")}
    kept = {key: row for key, row in shares.items() if key[0].endswith(", machine encoder")}
    assert kept
    for (coder, side, frame), row in kept.items():
        assert row | {"coder": ""} == shares[coder.removesuffix(", machine encoder"), side, frame] | {"coder": ""}


def test_codes_of_statements_that_are_gone_are_listed(study: Path) -> None:
    call("keep", "encoder")
    file = study / "seeds/coders/encoder.parquet"
    table = pq.read_table(file)
    ids = [f"gone/{n:04d}" if n < 4 else old for n, old in enumerate(table["statement_id"].to_pylist())]
    pq.write_table(table.set_column(0, "statement_id", [ids]), file)
    said = call("run", "agreement")[1]
    assert "left out: seeds/coders/encoder.parquet: 4 statement(s) that this run does not have" in said


@pytest.mark.parametrize("name", ["machine", "a b", "", "../x"])
def test_a_name_that_no_coder_can_have_is_refused(study: Path, name: str) -> None:
    assert call("keep", name)[0] == 1
    assert list((study / "seeds/coders").glob("*.parquet")) == []


def test_only_a_language_model_is_learned_from(study: Path) -> None:
    code, said = call("distil", "gemma")
    assert code == 1
    assert "expected frames: llm, which is learned from" in said


def test_what_another_coder_coded_is_not_learned_from_as_a_language_models(study: Path) -> None:
    params = (study / "params.yaml").read_text()
    (study / "params.yaml").write_text(params.replace("frames: tuned", "frames: llm"))
    code, said = call("distil", "gemma")
    assert code == 1
    assert "got frames of variant 'tuned'; run `dvc repro` first" in said
    assert not (study / "seeds/examples/gemma.jsonl").exists()


def test_what_a_model_coded_becomes_training_statements_without_those_of_the_gold_coding(study: Path) -> None:
    params = (study / "params.yaml").read_text()
    (study / "params.yaml").write_text(params.replace("frames: tuned", "frames: llm"))
    file = study / "conf/frames/llm.yaml"
    with serve() as server:
        option = file.read_text().replace("http://localhost:11434/v1", server.base_url)
        file.write_text(option.replace("gemma3:12b", "mimic").replace("tested: 100", "tested: 0"))
        assert call("ask")[0] == 0
    assert call("run", "frames")[0] == 0
    assert call("distil", "mimic", "--n", "5")[0] == 0
    lines = [json.loads(line) for line in (study / "seeds/examples/mimic.jsonl").read_text().splitlines()]
    assert len(lines) == 5
    assert all("coded by mimic" in line["note"] and len(line["frames"]) == 4 for line in lines)
    assert "by hash, by\n#   mimic ({" in (study / "conf/examples/mimic.yaml").read_text()
    (study / "params.yaml").write_text(params.replace("examples: frames", "examples: mimic"))
    run = config.compose_run()
    method: Examples = run.load("examples")
    assert method.find_faults(read_lines(method.file), run.load("codebook")) == []
    assert collect_examples(run).rows == []  # all of the article is in seeds/gold
    shutil.rmtree(study / "seeds/gold")
    (study / "seeds/gold").mkdir()
    assert len(collect_examples(run).rows) == 5
    assert call("distil", "mimic")[0] == 1
