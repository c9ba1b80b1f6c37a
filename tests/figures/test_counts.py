"""The tables that figures draw: their rows, columns and order."""

from dataclasses import replace

import pytest

from rejoinder.figures.agreement import count_agreement
from rejoinder.figures.by_outlet import count_all_outlets, count_by_outlet
from rejoinder.figures.data import DataError
from rejoinder.figures.over_time import count_over_time
from rejoinder.figures.reliability import count_reliability
from rejoinder.figures.replies import NOT_KNOWN, count_replies
from rejoinder.figures.score import count_score
from rejoinder.figures.sides import group_sides, pool_sides
from rejoinder.figures.sides_frames import count_sides_frames
from rejoinder.figures.speakers import pool_speakers
from rejoinder.figures.speakers_frames import count_speakers_frames
from rejoinder.figures.stance_network import count_stance_network, is_by_side
from rejoinder.figures.style import Paper
from rejoinder.figures.thresholds import count_thresholds
from rejoinder.tables import build_table
from tests.support.corpora import as_tables, as_tuples
from tests.support.figure_data import (
    FOUR,
    OUTLETS,
    code_crowd,
    code_statements,
    collect,
    create_codebook,
    invent_coding,
)


def test_score_has_a_row_for_each_sentence_in_order(paper: Paper) -> None:
    table = count_score(FOUR, paper)
    assert as_tuples(table, "sent_id", "speaker", "side", "frames") == [
        (1, "Ada Moor", "Norland", "denial"),
        (2, "Wire", "narration", ""),
        (3, "Bo Lund", "Sudland", "denial cooperation"),  # in the codebook's order
        (4, "Ada Moor", "Norland", ""),
        (5, "Cy Ek", "Ostland", "cooperation"),
    ]


def test_score_shows_the_article_with_most_framed_statements(paper: Paper) -> None:
    two = code_statements("A | | direct |", *["A | | direct | denial"] * 3, articles=2)
    assert set(count_score(two, paper)["article_id"]) == {"a1"}


def test_speakers_are_grouped_by_side_then_by_first_statement() -> None:
    pooled = pool_speakers(FOUR.speakers, FOUR.groups, 12)
    assert as_tuples(pooled, "speaker", "side", "n", "row") == [
        ("Ada Moor", "Norland", 2, "Ada Moor"),
        ("Bo Lund", "Sudland", 1, "Bo Lund"),
        ("Cy Ek", "Ostland", 1, "Cy Ek"),
        ("Wire", "narration", 1, "Wire"),
    ]


def test_speakers_with_fewest_statements_are_pooled_last() -> None:
    lines = ["A | Norland | direct |", "A | Norland | direct |"]
    lines += [f"{side}{n} | {side} | direct |" for side in ("Norland", "Ostland", "") for n in (1, 2)]
    data = code_statements(*lines, "Wire | | narrated |")
    assert as_tuples(pool_speakers(data.speakers, data.groups, 5), "speaker", "row") == [
        ("A", "A"),
        ("Norland1", "others of these sides (2)"),
        ("Norland2", "others of these sides (2)"),
        ("Ostland1", "third parties (2)"),
        ("Ostland2", "third parties (2)"),
        ("1", "side unknown (2)"),
        ("2", "side unknown (2)"),
        ("Wire", "Wire"),
    ]


def test_speakers_of_named_sides_are_listed_before_all_that_speak_more_often() -> None:
    named = ["A | Norland | direct |", "B | Norland | direct |"]
    data = code_statements(*["Paul | Ostland | direct |"] * 5, *["Rhea | Ostland | direct |"] * 5, *named)
    assert as_tuples(pool_speakers(data.speakers, data.groups, 3), "speaker", "row") == [
        ("A", "A"), ("B", "B"), ("Paul", "third parties (2)"), ("Rhea", "third parties (2)"),
    ]  # fmt: skip


def test_sides_are_told_apart_by_whether_the_researcher_named_them() -> None:
    sides = group_sides(["Norland", "Ostland", "side unknown", "narration"], {"Norland"})
    assert list(sides.values()) == ["named side", "third party", "side unknown", "narration"]


def test_named_sides_take_rows_before_third_parties() -> None:
    groups = group_sides(["A", "B", "C", "X", "Y", "Z", "side unknown", "narration"], {"A", "B", "C"})
    assert list(dict.fromkeys(pool_sides(groups, 6).values())) == list(groups)
    five = ["A", "B", "C", "X", "third parties (2)", "side unknown", "narration"]
    assert list(dict.fromkeys(pool_sides(groups, 5).values())) == five
    two = ["A", "other sides (2)", "third parties (3)", "side unknown", "narration"]
    assert list(dict.fromkeys(pool_sides(groups, 2).values())) == two


def test_sides_are_configured_ones_then_others_then_none() -> None:
    assert list(FOUR.sides) == ["Norland", "Sudland", "Ostland", "narration"]


def test_sides_frames_counts_a_statement_for_each_of_its_frames() -> None:
    table = count_sides_frames(FOUR)
    counts = {(side, frame): (count, n) for side, frame, count, n in as_tuples(table, "side", "frame", "count", "n")}
    assert counts["Sudland", "denial"] == counts["Sudland", "cooperation"] == (1, 1)
    assert (counts["Norland", "denial"], counts["Norland", "none"]) == ((1, 2), (1, 2))
    assert counts["Ostland", "victimhood"] == (0, 1)
    assert len(counts) == 4 * 5


def test_speakers_frames_gives_shares_of_the_speakers_statements(paper: Paper) -> None:
    table = count_speakers_frames(FOUR, paper)
    shares = {(who, frame): share for who, frame, share in as_tuples(table, "speaker", "frame", "share")}
    assert (shares["Ada Moor", "denial"], shares["Bo Lund", "cooperation"]) == (0.5, 1.0)


def test_a_page_of_many_frames_shows_fewer_speakers(paper: Paper) -> None:
    few, many = (set(count_speakers_frames(code_crowd(16, frames), paper)["row"]) for frames in (4, 14))
    assert len(few) > len(many)
    assert {"third parties (4)", "narration (4)"} <= many


def test_stance_network_counts_statements_by_speaker_target_and_stance(paper: Paper) -> None:
    table = count_stance_network(FOUR, paper)
    assert as_tuples(table, "speaker", "target", "stance", "count", "mean_score") == [
        ("Ada Moor", "norland", "opposes", 1, -0.5),
        ("Ada Moor", "talks", "favours", 2, 0.8),
        ("Bo Lund", "norland", "neutral", 1, 0.1),
    ]
    assert not is_by_side(table)


def test_stance_network_of_many_speakers_begins_at_sides(paper: Paper) -> None:
    table = count_stance_network(code_crowd(14, 4), replace(paper, rows=3))
    assert set(table["row"]) == {"Norland", "Sudland", "Federation of the Eastern Islands", "narration"}
    table = count_stance_network(code_crowd(14, 4), paper)
    assert set(table["row"]) == {"Norland", "Sudland", "Federation of the Eastern Islands", "narration"}
    assert is_by_side(table)


def test_agreement_has_a_row_for_each_pair_frame_and_measure() -> None:
    table = count_agreement(FOUR)
    assert list(dict.fromkeys(table["pair"])) == ["machine vs. pass-1", "machine vs. pass-2", "pass-1 vs. pass-2"]
    assert len(table) == 3 * 2 * (4 + 2)
    undefined = table[(table["frame"] == "deterrence") & (table["measure"] == "f1")]
    assert undefined["value"].isna().all()
    assert set(undefined["note"]) == {"neither coder marks a unit"}


def test_thresholds_have_a_row_for_each_pass_frame_and_threshold() -> None:
    table = count_thresholds(FOUR)
    assert len(table) == 2 * 4 * 19
    assert list(dict.fromkeys(table["frame"])) == list(FOUR.frames)
    assert set(table["used"]) == {0.45}


def test_reliability_keeps_a_row_that_says_why_bins_are_withheld() -> None:
    few = code_statements("A | | direct | denial", "B | | direct |", passes=1)
    table = count_reliability(few)
    assert as_tuples(table, "frame", "note")[0] == ("denial", "withheld: 2 statement(s) coded, fewer than 4")
    assert table["bin"].isna().all()


@pytest.mark.parametrize(
    ("articles", "days", "unit"),
    [
        pytest.param(9, 1, None, id="one day"),
        pytest.param(200, 15, "day", id="many articles a day"),
        pytest.param(60, 25, "month", id="few articles a day"),
        pytest.param(700, 400, "month", id="more days than the figure holds"),
        pytest.param(100, 3000, "year", id="few articles a month"),
        pytest.param(5, 60, "month", id="few articles at all"),
    ],
)
def test_time_is_counted_in_the_unit_that_fits(articles: int, days: int, unit: str | None) -> None:
    assert invent_coding(articles, days=days).unit == unit


def test_course_has_a_row_for_each_period_with_articles_and_frame(paper: Paper) -> None:
    corpus = invent_coding(300, OUTLETS, 500)
    table = count_over_time(corpus, paper)
    assert table["period"].is_monotonic_increasing
    assert set(table["unit"]) == {"month"}
    assert (
        table.groupby("frame")["count"].sum().to_dict()
        == corpus.sides_frames.query("frame != 'none'").groupby("frame")["count"].sum().to_dict()
    )


def test_outlets_with_fewest_statements_are_pooled_and_those_without_name_come_last(paper: Paper) -> None:
    corpus = invent_coding(300, ["", *OUTLETS])
    table = count_by_outlet(corpus, paper)
    names = list(dict.fromkeys(table["outlet"]))
    every = list(dict.fromkeys(count_all_outlets(corpus, paper)["outlet"]))
    assert names == [*every[:10], f"others ({len(every) - 11})", "no outlet"]
    assert table.drop_duplicates("outlet")["n"].sum() == corpus.totals.statements


def test_frame_or_target_that_the_configuration_lacks_is_an_error() -> None:
    empty = as_tables({name: [] for name in ("articles", "statements", "frames", "stances")})
    for name, column in (("frames", "frame"), ("stances", "target")):
        stray = build_table([{"statement_id": "a/1", column: "old"}], empty[name].schema)
        with pytest.raises(DataError, match=f"data/{name}: 'old' is none of .*dvc repro {name}"):
            collect(empty | {name: stray}, {}, create_codebook(2))


def test_replies_are_counted_by_side_answered_side_and_kind() -> None:
    data = code_statements(
        "Bo Lund | Sudland | direct |",
        "Ada Moor | Norland | direct | denial",
        "Ada Moor | Norland | direct | denial",
        "Cy Ek | Ostland | direct | denial",
        stances="1 norland -0.9",
    )
    assert list(count_replies(data).itertuples(index=False, name=None)) == [
        ("Norland", "named side", "Sudland", "Denial", 2, 2),
        ("Ostland", "third party", NOT_KNOWN, "Denial", 1, 0),
    ]
    both = replace(data, replies=data.replies.assign(kind="denial deterrence"))
    assert set(count_replies(both)["kind"]) == {"Denial and Deterrence"}
