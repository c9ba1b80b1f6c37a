"""The paper's tables, and the numbers of its running text."""

import re
from dataclasses import replace

from rejoinder import schema
from rejoinder.corpus.statement_table import PRINTED_COLUMNS
from rejoinder.figures.agreement_tables import (
    tabulate_agreement,
    tabulate_confusion,
    tabulate_efforts,
    tabulate_prevalence,
)
from rejoinder.figures.comparison_tables import tabulate_models
from rejoinder.figures.numbers import format_numbers
from rejoinder.figures.paper_tables import tabulate_sides_frames, tabulate_stances
from rejoinder.figures.prevalence import count_prevalence
from rejoinder.figures.style import Paper
from rejoinder.tables import build_table
from tests.support.corpora import as_tuples
from tests.support.figure_data import ACTORS, FOUR, LABELS, code_crowd, code_statements, invent_coding


def test_every_column_of_a_page_of_statements_is_in_the_table() -> None:
    assert set(PRINTED_COLUMNS) <= set(FOUR.score_statements.columns)


def test_sides_by_frames_is_wide_in_the_codebooks_order() -> None:
    table = tabulate_sides_frames(FOUR).rows
    assert list(table.columns) == ["side", "group", *LABELS[:4], "no frame", "uncertain", "statements"]
    assert table.iloc[0].tolist() == ["Norland", "named side", 1, 0, 0, 0, 1, 0, 2]


LABEL_OF_TALKS = ACTORS.targets["talks"].label


def test_stances_table_has_counts_neutral_share_and_mean_by_side() -> None:
    columns = ("side", "target", "favours", "opposes", "statements", "implied", "neutral_share", "mean_score")
    assert as_tuples(tabulate_stances(FOUR).rows, *columns) == [
        ("Norland", "Norland", 0, 1, 1, 1, 0, -0.5),
        ("Norland", LABEL_OF_TALKS, 2, 0, 2, 0, 0, 0.8),
        ("Sudland", "Norland", 0, 0, 1, 0, 1, 0.1),
    ]


def test_shares_that_are_all_withheld_are_left_out_and_the_caption_says_so() -> None:
    data = code_statements("A | Norland | direct | denial", passes=2)
    assert (count_prevalence(data)["corrected"].isna().all(), len(count_prevalence(data)) > 0) == (True, True)
    table = tabulate_prevalence(data)
    assert table.rows.empty
    assert "Left out, but in the data of the figure: coders and sides without any corrected share." in table.caption


def test_agreement_table_keeps_its_intervals_and_reasons() -> None:
    table = tabulate_agreement(code_crowd(12, 2, articles=3)).rows
    row = table[(table["second"] == "pass-3") & (table["category"] == "denial")].iloc[0]
    assert " to " in row["f1_interval"]
    assert "f1: neither coder marks a unit" in set(
        table.loc[table["category"] == "deterrence", "note"].str.split("; ").sum()
    )
    assert row["note"].startswith("statements weigh as many as they stand for")  # the passes are samples
    few = tabulate_agreement(FOUR).rows
    assert few["note"].str.contains("intervals withheld: 1 article").any()


def test_frames_keep_their_order_beside_a_target_of_the_same_name() -> None:
    named_alike = replace(FOUR, targets={"denial": "denials"})
    frames = tabulate_agreement(named_alike).rows.query("variable == 'frames'")
    assert list(frames["category"].unique()) == [*FOUR.frames, "micro", "macro"]


def test_confusion_table_names_statements_by_id() -> None:
    table = tabulate_confusion(FOUR).rows
    assert as_tuples(table, "first", "second", "frame", "cell")[:2] == [
        ("machine", "pass-1", "denial", "both"), ("machine", "pass-1", "denial", "only first"),
    ]  # fmt: skip
    assert table["n"].sum() == 3 * 4 * 5
    assert set(table["examples"]) <= {"", *FOUR.score_statements["statement_id"]}


def test_numbers_for_running_text() -> None:
    text = format_numbers(FOUR)
    assert r"\newcommand{\rejoinderStatements}{5}" in text
    assert r"\newcommand{\rejoinderShareQuoted}{60 \%}" in text
    assert r"\newcommand{\rejoinderFrameDenial}{2}" in text


def test_corrected_shares_are_numbers_for_running_text() -> None:
    text = format_numbers(code_statements(*["A | | direct | denial"] * 12, passes=1))
    assert re.search(r"\\rejoinderShareDenialPassOne\}\{\d+ \\% \{\[\}\d+ \\%, \d+ \\%\{\]\}\}", text)


def test_what_coders_take_is_listed_by_variable_with_why_some_were_not_measured() -> None:
    rows = [
        {"coder": "machine", "variable": "stances", "note": "not measured: no run is"},
        {"coder": "machine", "variable": "frames", "seconds": 2.5, "note": "recorded"},
        {"coder": "cues", "variable": "frames", "seconds": 0.5, "note": "when it was kept"},
    ]
    table = tabulate_efforts(build_table(rows, schema.EFFORTS).to_pandas()).rows
    assert list(table.columns) == schema.EFFORTS.names
    told = [(row.variable, row.coder, row.note) for row in table.itertuples()]
    assert told == [
        ("frames", "cues", "when it was kept"),
        ("frames", "machine", "recorded"),
        ("stances", "machine", "not measured: no run is"),
    ]


def test_models_are_a_table_where_covariates_are_asked_for(paper: Paper) -> None:
    models = replace(paper.models, covariates=["side"])
    data = invent_coding(60, days=60, frames=2, paper=replace(paper, models=models))
    assert data.model_cells is not None
    table = tabulate_models(data.model_cells, data.frames, replace(paper, models=models)).rows
    assert as_tuples(table, "frame", "covariate", "level", "articles") == [
        ("denial", "side", "Norland", 59),
        ("deterrence", "", "", 59),
    ]
    assert table["note"].str.startswith("withheld: 7 statement(s) with the frame").tolist() == [False, True]
    assert FOUR.model_cells is None
