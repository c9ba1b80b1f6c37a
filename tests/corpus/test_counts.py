"""Counts over a corpus are those of plain Python over its rows."""

from collections import Counter

import numpy as np
import pyarrow as pa

from rejoinder.corpus import Corpus, open_corpus
from rejoinder.corpus.counts import (
    count_by_frame,
    count_by_group,
    count_by_side_and_frame,
    count_by_speaker,
    count_by_speaker_and_frame,
    count_dates,
    count_outlets,
    count_totals,
    count_uncertain_by_frame,
)
from tests.support.corpora import as_tuples, write_corpus


def test_a_by_line_is_no_statement() -> None:
    lines = ["A | N | denial", "A | N | | indirect", "B | | denial | narrated | credit"]
    with open_corpus(write_corpus(*lines)) as corpus:
        totals = count_totals(corpus)
    assert (totals.statements, totals.uncoded, totals.framed, totals.speakers) == (2, 1, 1, 1)
    assert (totals.quoted, totals.attributed) == (1, 2)


def test_what_a_language_model_did_not_answer_is_counted_nowhere() -> None:
    corpus = write_corpus("A | N | denial", "A | N | denial", "B | S | ")
    frames = corpus["frames"].to_pylist()
    lost = frames[0]["statement_id"]
    rows = [row | dict.fromkeys(("score", "decision")) if row["statement_id"] == lost else row for row in frames]
    with open_corpus(corpus | {"frames": pa.Table.from_pylist(rows, schema=corpus["frames"].schema)}) as opened:
        assert count_totals(opened).statements == 2
        assert count_by_frame(opened) == {"denial": 1, "none": 1}
        assert [row["statement_id"] for row in opened.query_rows("SELECT * FROM unanswered")] == [lost]


def test_counts_are_those_of_plain_python(corpus: Corpus, datasets: dict[str, pa.Table]) -> None:
    statements = {row["statement_id"]: row for row in datasets["statements"].to_pylist()}
    marks = [row for row in datasets["frames"].to_pylist() if row["decision"]]
    sides = Counter((statements[row["statement_id"]]["side"] or "side unknown", row["frame"]) for row in marks)
    framed = {row["statement_id"] for row in marks}
    sides.update((row["side"] or "side unknown", "none") for key, row in statements.items() if key not in framed)
    rows = as_tuples(count_by_side_and_frame(corpus), "side", "frame", "count")
    assert {(side, frame): n for side, frame, n in rows} == sides
    assert count_by_frame(corpus) == Counter(row["frame"] for row in marks) + Counter(none=480 - len(framed))


def test_uncertain_are_counted_of_the_frames_that_are_given() -> None:
    lines = ["A | N | denial?", "A | N | denial", "B | S | (denial?)", "B | S | denial? deterrence", "B | S | denial?"]
    with open_corpus(write_corpus(*lines)) as corpus:
        assert count_uncertain_by_frame(corpus) == {"denial": 3}
        counts = as_tuples(count_by_side_and_frame(corpus), "side", "frame", "count", "uncertain")
    assert counts == [("N", "denial", 2, 1), ("S", "denial", 2, 2), ("S", "deterrence", 1, 0), ("S", "none", 1, 0)]


def test_speakers_beyond_the_most_are_counted_together_by_side() -> None:
    lines = ["A | N |", "A | N | denial", "B | S |", "C | N | denial", "D | N |", "E | | "]
    with open_corpus(write_corpus(*lines)) as corpus:
        assert as_tuples(count_by_speaker(corpus, 2), "speaker", "side", "n", "members") == [
            ("A", "N", 2, 1), ("B", "S", 1, 1), ("others, N (2)", "N", 2, 2),
            ("others, side unknown (1)", "side unknown", 1, 1),
        ]  # fmt: skip
        counts = as_tuples(count_by_speaker_and_frame(corpus, 2), "speaker", "frame", "count")
    assert ("others, N (2)", "denial", 1) in counts
    assert sum(n for _, _, n in counts) == len(lines)


def test_speaker_is_of_the_side_of_most_of_their_statements() -> None:
    lines = ["Ana Lund | N |", "Ana Lund | S |", "Ana Lund | S |", "Bo Ek | S |", "Bo Ek | N |"]
    with open_corpus(write_corpus(*lines)) as corpus:
        assert as_tuples(count_by_speaker(corpus, 9), "speaker", "side") == [("Ana Lund", "S"), ("Bo Ek", "N")]


def test_what_an_outlet_narrates_is_counted_apart_from_what_it_is_quoted_with() -> None:
    lines = ["Wire | | denial | narrated", "Wire | | | narrated", "Wire | S | denial", "A | N |"]
    with open_corpus(write_corpus(*lines)) as corpus:
        assert as_tuples(count_by_speaker(corpus, 9), "speaker", "side", "n") == [
            ("Wire", "narration", 2), ("Wire (quoted)", "S", 1), ("A", "N", 1),
        ]  # fmt: skip
        by_speaker = as_tuples(count_by_speaker_and_frame(corpus, 9), "speaker", "frame", "count")
        by_side = as_tuples(count_by_side_and_frame(corpus), "side", "frame", "count")
    assert {(frame, n) for side, frame, n in by_side if side == "narration"} == {("denial", 1), ("none", 1)}
    assert {(frame, n) for speaker, frame, n in by_speaker if speaker == "Wire"} == {("denial", 1), ("none", 1)}


def test_dates_and_outlets_are_counted_with_their_span(corpus: Corpus, datasets: dict[str, pa.Table]) -> None:
    days = sorted(row["published"] for row in datasets["articles"].to_pylist())
    dates = count_dates(corpus)
    assert (dates["day"], dates["month"], dates["year"], dates["undated"]) == (len(set(days)), 4, 1, 0)
    assert dates["span_day"] == (np.datetime64(days[-1]) - np.datetime64(days[0])).astype(int) + 1
    assert count_outlets(corpus) == 2  # articles of no outlet are of none


def test_sides_that_speak_in_one_article_have_each_their_own_statements() -> None:
    with open_corpus(write_corpus("A | Norvia | denial", "A | Norvia | ", "B | Sudria | denial")) as corpus:
        sums = count_by_group(corpus, "side")
    expected = [("Norvia", 1, 2, 1, 1, 2), ("Sudria", 1, 1, 1, 1, 1)]
    assert as_tuples(sums, "group", "articles", "n", "count", "kk", "kn") == expected


def test_article_without_a_date_is_in_no_period() -> None:
    with open_corpus(write_corpus("A | N | denial", published="")) as corpus:
        assert count_dates(corpus)["undated"] == 1
        assert count_by_group(corpus, "year").empty
        assert as_tuples(count_by_group(corpus, "outlet"), "group", "n", "count") == [("Wire", 1, 1)]
