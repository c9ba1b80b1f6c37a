"""The table of statements: one row each, columns that are described, codes as a statistics program wants them."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from rejoinder import tables
from rejoinder.corpus import Corpus, open_corpus
from rejoinder.corpus.statement_table import list_variables, read_statements
from tests.support.corpora import ACTORS, CODEBOOK, FRAMES, write_corpus

TYPES = {
    "text": pa.types.is_string,
    "number": pa.types.is_floating,
    "whole number": pa.types.is_integer,
    "0 or 1": pa.types.is_integer,
}


def read(datasets: dict[str, pa.Table]) -> list[dict[str, Any]]:
    with open_corpus(datasets) as corpus:
        return [row for batch in read_statements(corpus, CODEBOOK, ACTORS) for row in batch.to_pylist()]


def add_stance(datasets: dict[str, pa.Table], **stance: object) -> dict[str, pa.Table]:
    rows = tables.build_table([{"statement_id": "a/0001", **stance}], datasets["stances"].schema)
    return datasets | {"stances": pa.concat_tables([datasets["stances"], rows])}


def test_every_column_is_described_once_in_its_order_and_with_its_type(corpus: Corpus) -> None:
    variables = list_variables(CODEBOOK, ACTORS)
    columns = next(read_statements(corpus, CODEBOOK, ACTORS)).schema
    assert variables["name"].tolist() == columns.names
    assert len(set(columns.names)) == len(columns.names)
    assert all(TYPES[v.type](columns.field(v.name).type) for v in variables.itertuples())
    assert (variables["meaning"] != "").all()


def test_rows_are_the_statements_by_date_with_frames_in_the_codebooks_order(
    corpus: Corpus, datasets: dict[str, pa.Table]
) -> None:
    rows = pd.concat(batch.to_pandas() for batch in read_statements(corpus, CODEBOOK, ACTORS))
    assert sorted(rows["statement_id"]) == datasets["statements"]["statement_id"].to_pylist()
    assert rows["published"].is_monotonic_increasing
    frames = rows["frames"].dropna().str.split()
    assert all(names == sorted(names, key=FRAMES.index) for names in frames)
    assert rows["frame_denial"].sum() == sum("denial" in names for names in frames)


@pytest.mark.parametrize("ids", [["1", "2", "10"], ["a-2-x", "a-10-b", "b-1"]])
def test_numbers_in_ids_order_articles_of_a_day(ids: list[str]) -> None:
    one = write_corpus("Ana Thole | N | ")
    copies = {
        name: tables.build_table(
            [row | {"article_id": key, "statement_id": f"{key}/0001"} for key in ids for row in one[name].to_pylist()],
            one[name].schema,
        )
        for name in ("articles", "statements")
    }
    assert [row["article_id"] for row in read(one | copies)] == ids


def test_article_speaker_and_codes_stand_in_the_row_of_the_statement() -> None:
    row, *_ = read(write_corpus("Ana Thole | N | denial"))
    assert row | {
        "article_id": "a", "title": "T", "outlet": "Wire", "published": "2013-03-12", "genre": "news",
        "speaker": "Ana Thole", "speaker_kind": "person", "side": "N", "form": "direct", "rule": "colon",
        "frames": "denial", "frame_denial": 1, "frame_deterrence": 0, "frames_rule": "denial: cue: denial",
    } == row  # fmt: skip


def test_a_speaker_has_one_name_in_the_corpus_and_that_of_the_article_beside_it() -> None:
    _, row = read(write_corpus("Ana Thole | N |", "Thole | N |"))
    assert (row["speaker"], row["speaker_in_article"]) == ("Ana Thole", "Thole")


def test_uncertain_frames_are_told_apart_from_those_that_are_given() -> None:
    (row,) = read(write_corpus("Ana | N | (denial?)"))
    assert (row["frames"], row["uncertain"], row["frame_denial"], row["uncertain_denial"]) == (None, "denial", 0, 1)


def test_the_stance_toward_each_target_has_columns_of_its_own() -> None:
    coded = write_corpus("Ana | N |", "Bo | S |")
    stance = {"target": "talks", "label": "favours", "score": 0.8, "implied": True, "rule": "why"}
    row, other = read(add_stance(coded, **stance))
    assert (row["stance_talks"], row["favour_talks"], row["implied_talks"]) == ("favours", 0.8, 1)
    assert row["stances_rule"] == "talks: why"
    assert {row["stance_norland"], other["stance_talks"], other["implied_talks"], other["stances_rule"]} == {None}


def test_lines_that_are_no_statement_have_no_row() -> None:
    assert len(read(write_corpus("Ana | N |", "Wire | | | narrated | credit"))) == 1


@pytest.mark.parametrize("name", ['the "so-called" frame', "speaker", "Denial"])
def test_a_frame_may_be_called_anything(name: str, corpus: Corpus) -> None:
    odd = replace(CODEBOOK, frames=CODEBOOK.frames | {name: CODEBOOK.frames["denial"]})
    columns = next(read_statements(corpus, odd, ACTORS)).schema.names
    assert {f"frame_{name}", "frame_denial", "speaker"} <= set(columns)
