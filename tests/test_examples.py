"""Stage `examples`: training statements are what the codebook and the documentation say."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rejoinder import config, paths, schema, tables
from rejoinder.codebook import Codebook
from rejoinder.examples import ExampleError, ExampleReading, Examples, main, read_lines
from rejoinder.parser import ArticleToParse, Parsed, ParseRow
from tests.support.encoders import write_encoder
from tests.support.parsers import write_parser
from tests.support.project import ROOT

METHOD = Examples(file="seeds/examples/frames.jsonl", sheets="", most=0, partition_size=1000, with_codebook=False)
GOOD = {"text": "We deny it.", "frames": ["denial"], "topic": "trade", "register": "wire"}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return config.compose_run().load("codebook")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "line 2: not valid JSON", id="not JSON"),
        pytest.param('["text"]', "line 2: not valid JSON (expected an object", id="no object"),
        pytest.param(
            json.dumps(GOOD | {"txt": ""}),
            "line 2: key 'txt': 'txt' is not a known key; did you mean 'text'?",
            id="unknown field",
        ),
        pytest.param('{"text": "x", "frames": []}', "line 2: key 'topic': has no value", id="missing field"),
        pytest.param(
            json.dumps(GOOD | {"text": "Other.", "frames": ["denail"]}),
            "line 2: key 'frames.1': 'denail' is no frame of the codebook; did you mean 'denial'?",
            id="unknown frame",
        ),
        pytest.param(
            json.dumps(GOOD | {"text": "Other.", "frames": "denial"}),
            "line 2: key 'frames': should be a valid list. Got 'denial' instead",
            id="a frame that is no list",
        ),
        pytest.param(json.dumps(GOOD | {"text": " "}), "line 2: key 'text': ", id="empty text"),
        pytest.param(json.dumps(GOOD | {"topic": ""}), "line 2: key 'topic': ", id="empty topic"),
        pytest.param(json.dumps(GOOD), "line 2: key 'text': has the same text as line 1", id="same text twice"),
        pytest.param(
            json.dumps(GOOD | {"text": "we  deny it."}), "has the same text as line 1", id="same but for spaces"
        ),
    ],
)
def test_a_bad_training_statement_is_one_clear_error(line: str, message: str, codebook: Codebook) -> None:
    with pytest.raises(ExampleError, match=re.escape(message)):
        METHOD([json.dumps(GOOD), line], codebook)


def test_all_bad_lines_are_found_at_once(codebook: Codebook) -> None:
    lines = ["{", json.dumps(GOOD), "", json.dumps(GOOD | {"frames": ["denail", "threat"]}), json.dumps(GOOD)]
    assert [(fault.line, fault.key) for fault in METHOD.find_faults(lines, codebook)] == [
        (1, ""),
        (4, "frames.1"),
        (4, "frames.2"),
        (4, "text"),
        (5, "text"),
    ]
    with pytest.raises(ExampleError, match=r"line 1: .* \(4 more: `rejoinder check` lists them\)"):
        METHOD(lines, codebook)


def test_a_file_in_another_encoding_is_one_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_bytes("Überfall".encode("latin-1"))
    with pytest.raises(ExampleError, match="expected UTF-8, got byte 0 that is not; save it as UTF-8"):
        read_lines(str(file))
    file.write_bytes("Überfall\n".encode("utf-8-sig"))
    assert read_lines(str(file)) == ["Überfall"]


def test_a_line_ends_where_json_says_so(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_bytes("{'a': 'one\u2028two\x85'}\r\n{}\n".encode())
    assert read_lines(str(file)) == ["{'a': 'one\u2028two\x85'}", "{}"]
    file.write_text("")
    assert read_lines(str(file)) == []


def test_a_new_statement_changes_no_others_lot(codebook: Codebook) -> None:
    few = Examples(file="x.jsonl", sheets="", most=3, partition_size=10, with_codebook=False)
    lines = [json.dumps(GOOD | {"text": f"We deny {what}."}) for what in ("this", "that", "it", "all", "both")]
    before = few(lines, codebook).rows
    after = few([*lines, json.dumps(GOOD | {"text": "New."})], codebook).rows
    assert len(before) == len(after) == 3
    assert {row["text"] for row in after} - {"New."} <= {row["text"] for row in before}


def test_each_statement_is_parsed_as_an_article_of_its_own() -> None:
    def parse(articles: Sequence[ArticleToParse]) -> Parsed:
        rows: list[ParseRow] = []
        for article in articles:
            ((kind, start, end),) = (block.values() for block in article["blocks"])
            assert kind in schema.CODED_KINDS
            rows.append(
                {"token_id": 1, "form": article["text"][start:end], "lemma": "x", "upos": "X", "xpos": "X",
                 "feats": "_", "head": 0, "deprel": "root", "start": start, "end": end, "mwt": 1,
                 "article_id": article["article_id"], "sent_id": 1, "block": 0}
            )  # fmt: skip
        return Parsed(rows, [])

    columns = {"example_id": ["f/0001", "f/0002"], "text": ["Yes.", "No, never."], "context": ["Why?", ""]}
    read = ExampleReading(parse, None)({"examples": pa.table(columns)})
    assert [(w["article_id"], w["start"], w["end"], w["form"]) for w in read["parses"].to_pylist()] == [
        ("f/0001", 0, 4, "Yes."),
        ("f/0002", 0, 10, "No, never."),
    ]
    assert read["vectors"].num_rows == 0


SHIPPED = {"security_dialogue": "frames", "generic_news": "generic_news"}  # codebooks and their training statements


def statements(codebook: str) -> list[Any]:
    """The training statements of a shipped codebook, checked against it."""
    run = config.compose_run([f"codebook={codebook}", f"examples={SHIPPED[codebook]}"])
    method: Examples = replace(run.load("examples"), most=0)
    return list(method(read_lines(method.file), run.load("codebook")).rows)


def test_an_edited_statement_alone_is_read_again_and_the_bytes_are_those_of_a_run_from_scratch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder = write_encoder(tmp_path / "encoder")
    models = [f"parses.models={write_parser(tmp_path / 'parser', encoder)}", f"parses.encoder={encoder}"]

    def read(name: str, *texts: str) -> tuple[str, dict[str, bytes]]:
        (tmp_path / name).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / name)
        for shared in ("conf", "src", "dvc.yaml", "params.yaml"):
            Path(shared).unlink(missing_ok=True)
            Path(shared).symlink_to(ROOT / shared)
        lines = [json.dumps(GOOD | {"text": text, "context": "They asked."}) for text in texts]
        Path("own.jsonl").write_text("\n".join(lines), encoding="utf-8")
        main(config.compose_run(["examples.file=own.jsonl", "frames=lexicon", *models]))
        return capsys.readouterr().out, {
            p.name + p.parent.name: p.read_bytes() for p in Path("data").rglob("*.parquet")
        }

    read("edited", "We deny it.", "We will answer.", "It is a lie.")
    said, edited = read("edited", "We deny it.", "We will not answer.", "It is a lie.")
    assert "1 training statement(s) computed" in said
    assert edited == read("scratch", "We deny it.", "We will not answer.", "It is a lie.")[1]


def test_zero_shot_learns_from_the_lines_of_the_codebook(codebook: Codebook) -> None:
    rows = replace(METHOD, with_codebook=True)([json.dumps(GOOD)], codebook).rows
    denial = codebook.frames["denial"]
    own = [row["text"] for row in rows if row["frames"] == ["denial"] and row["example_id"].startswith("codebook/")]
    assert own == [denial.definition, *denial.include, *denial.examples]
    assert len({row["topic"] for row in rows}) >= config.compose_run(["coder=zero_shot"]).load("coder").folds


@pytest.mark.parametrize("frames", ["tuned", "lexicon"])
def test_without_training_statements_the_tables_are_there_and_empty(
    frames: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for shared in ("conf", "src", "dvc.yaml", "params.yaml"):
        Path(shared).symlink_to(ROOT / shared)
    Path("own.jsonl").write_text("" if frames == "lexicon" else "never read", encoding="utf-8")
    run = config.compose_run(["examples.file=own.jsonl", f"frames={frames}"])
    main(run)
    readings = [
        paths.select_readings(dataset, run.choices) for dataset in (paths.EXAMPLE_PARSES, paths.EXAMPLE_VECTORS)
    ]
    for dataset in (paths.EXAMPLES, *readings):
        assert tables.read(dataset).num_rows == 0


def test_every_shipped_codebook_has_training_statements() -> None:
    assert {path.stem for path in Path("conf/codebook").glob("*.yaml")} == set(SHIPPED)
    assert {path.stem for path in Path("conf/examples").glob("*.yaml")} == {*SHIPPED.values(), "codebook", "sheets"}


@pytest.mark.parametrize(
    ("name", "positives", "of_two", "without"), [("security_dialogue", 250, 100, 500), ("generic_news", 60, 20, 150)]
)
def test_there_are_enough_positives_and_negatives_of_each_frame(
    name: str, positives: int, of_two: int, without: int
) -> None:
    rows = statements(name)
    counts = Counter(frame for row in rows for frame in row["frames"])
    assert min(counts[frame] for frame in config.compose_run([f"codebook={name}"]).load("codebook").frames) >= positives
    assert sum(len(row["frames"]) == 2 for row in rows) >= of_two
    assert sum(not row["frames"] for row in rows) >= without


@pytest.mark.parametrize("name", SHIPPED)
def test_every_topic_has_statements_of_several_frames_and_without_any(name: str) -> None:
    frames = defaultdict(set)
    for row in statements(name):
        frames[row["topic"]] |= set(row["frames"]) or {""}
    assert len(frames) >= 12
    assert {topic for topic, found in frames.items() if len(found - {""}) < 3 or "" not in found} == set()


def test_no_two_topics_share_a_phrase_of_eight_words() -> None:
    topics = defaultdict(set)
    for name in SHIPPED:
        for row in statements(name):
            words = re.findall(r"\w+", row["text"].lower())
            for begin in range(len(words) - 7):
                topics[tuple(words[begin : begin + 8])].add((name, row["topic"]))
    assert {" ".join(phrase) for phrase, where in topics.items() if len(where) > 1} == set()
