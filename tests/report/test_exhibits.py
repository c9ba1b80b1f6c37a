"""Figures, tables, key figures and lists: what they show, and what they say of what they do not show."""

import pyarrow.compute as pc
import pytest

from rejoinder import config, paths, report, schema, tables
from rejoinder.report.captions import FIGURES, TableCaption
from rejoinder.report.exhibits import ExhibitError, explain_absent, read_table
from tests.support import report_project as project
from tests.support.html_page import parse_page
from tests.support.report_project import render


def test_figures_carry_alternative_text_caption_and_data(page):
    for figure in page.all("figure"):
        assert figure.one("img").attributes["alt"].strip()
        assert figure.one("figcaption").text.strip()
    score = page.one(id="figure-score")
    assert score.all("a", href="figures/score.csv")
    assert score.one("table").all("tr")[1:]


def test_figure_without_data_or_known_caption_is_shown_all_the_same(page):
    assert "Own figure" in page.one(id="figure-own_figure").one("figcaption").text


def test_figures_that_need_several_days_or_outlets_are_missed_in_words():
    others = [name for name in FIGURES if name not in ("over_time", "by_outlet")]
    dates = {"day": 1, "undated": 0}
    assert explain_absent(others, dates, 1) == [
        "There is no figure “Frames over time”: all dated articles are of one day.",
        "There is no figure “Frames by outlet”: all articles that name an outlet name the same.",
    ]
    assert explain_absent([*others, "over_time"], {"day": 0, "undated": 9}, 0) == [
        "There is no figure “Frames by outlet”: articles name no outlet."
    ]


def test_figures_that_are_missing_for_one_reason_are_named_together():
    made = [name for name in FIGURES if name not in ("agreement", "reliability")]
    assert explain_absent(made, {"day": 2}, 2) == [
        "There is no figure “Machine and gold coding” or “Scores as probabilities”: "
        "no gold coding of these articles by this codebook is in seeds/gold."
    ]


def test_rows_of_tables_lead_back_to_the_statement(page):
    links = page.one(id="figure-score").one("table").all("a")
    assert [a.attributes["href"] for a in links][:2] == ["#a1-s1", "#a1-s2"]


def test_numbers_of_a_column_share_their_decimals(page):
    cells = [td.text for td in page.one(id="tables").all("td", "num")]
    assert cells == ["2", "0.50", "1", "−0.25"]


def test_cut_table_says_how_many_rows_it_had(tmp_path, monkeypatch):
    page = parse_page(render(tmp_path, monkeypatch, rows=1))
    assert "The first 1 of 2 rows" in page.one(id="table-sides_frames").text


def test_a_wide_table_of_statements_is_shown_without_its_scores(tmp_path):
    path = tmp_path / "statements.csv"
    path.write_text("statement_id,title,text,score_denial\na/0001,T,So it is.,0.5\n")
    table = read_table(path, TableCaption("", ""), 9)
    assert (table.columns, table.rows) == (("statement_id", "text"), (("a/0001", "So it is."),))


def test_uneven_row_of_a_table_is_named(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n1\n")
    with pytest.raises(ExhibitError, match=r"odd\.csv: row 2 has 1 values, expected 2"):
        read_table(path, TableCaption("", ""), 9)


def test_key_figures_count_all_statements_but_the_credit_line(page):
    figures = {div.one("dt").text: div.one("dd").text for div in page.one("dl", "figures").all("div")}
    assert figures == {
        "articles: 1 news, 1 speech": "2",
        "statements": "7",
        "quoted, wholly or in part": "57 %",
        "speakers": "5",
    }
    bars = [row.all("td")[0].text for row in page.one("table", "bars").one("tbody").all("tr")]
    assert bars == ["1, 1 uncertain", "1", "1", "3", "2"]


def test_how_well_frames_are_told_is_said_in_words(page):
    methods = page.one(id="methods").text
    assert "Harm: F1 0.62, n 90, 9 with it; of <held-out> texts." in methods


def test_what_was_left_out_is_listed_with_its_reason(page):
    assert "seeds/articles/<empty>.txtarticlesempty file" in page.one(id="left-out").text


def test_lines_that_are_no_statement_are_listed_by_kind_with_their_number_and_an_example(page):
    expected = "1 line: (Reporting by Jo Marsh)articlescredit: a line that is no statement"
    assert expected in page.one(id="left-out").text


def test_lists_that_other_stages_keep_are_read_too(tmp_path, monkeypatch):
    project.make(tmp_path)
    rows = tables.read(tmp_path / paths.LEFT_OUT)
    tables.write_partition(tmp_path / "data/agreement/left_out", tables.name_partition(0), rows)
    monkeypatch.chdir(tmp_path)
    report.main(config.compose_run())
    assert paths.REPORT.read_text(encoding="utf-8").count("&lt;empty&gt;.txt") == 2


def test_nothing_left_out_is_said_in_words(tmp_path, monkeypatch):
    project.make(tmp_path)
    empty = tables.read(tmp_path / paths.LEFT_OUT).slice(0, 0)
    tables.write_partition(tmp_path / paths.LEFT_OUT, tables.name_partition(0), empty)
    statements = tables.read(tmp_path / paths.STATEMENTS)
    coded = statements.filter(pc.field("unit") != "credit")
    tables.write_partition(tmp_path / paths.STATEMENTS, tables.name_partition(0), coded)
    monkeypatch.chdir(tmp_path)
    report.main(config.compose_run())
    assert "Nothing was left out" in paths.REPORT.read_text(encoding="utf-8")


def test_speakers_to_check_are_listed_from_the_top_with_the_number_of_all(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    lines = [f"Speaker {n},no side,members: [Speaker {n}]" for n in range(60)]
    tables.write_text(paths.TABLES / "speakers_to_check.csv", "\n".join(["speaker,reasons,members", *lines, ""]))
    report.main(config.compose_run())
    section = parse_page(paths.REPORT.read_text(encoding="utf-8")).one(id="speakers")
    assert len(section.one("tbody").all("tr")) == 50
    assert "The first 50 of 60 rows" in section.text
    assert "members: [Speaker 49]" in section.text


def test_no_speaker_to_check_is_said_so(page):
    assert "No speaker lacks a side" in page.one(id="speakers").text


def test_statements_that_the_table_has_no_room_for_are_listed_as_left_out(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    tables.write_text(paths.TABLES / "statements.csv", "statement_id\na/0001\n")
    report.main(config.compose_run())
    left_out = parse_page(paths.REPORT.read_text(encoding="utf-8")).one(id="left-out").text
    expected = "reports/tables/statements.csvfiguresholds 1 of 7 statements, the first by article; statements.parquet"
    assert expected in left_out


def test_confusion_of_each_pair_is_folded_away_with_statements_to_read(page):
    fold = page.one("details", "confusion")
    assert fold.all("summary")[0].text == "machine and ann: 7 statements, 1 of 28 decisions differ"
    (details,) = [d for d in fold.all("details")[1:] if "Denial" in d.all("summary")[0].text]
    assert [dt.text for dt in details.all("dt")] == ["only machine (1)"]
    assert details.one("dd").one("a").text == f"{project.HOSTILE}/0001"


def test_report_without_gold_coding_says_so(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    none = tables.build_table([], schema.CONFUSION)
    tables.write_partition(paths.AGREEMENT / "confusion", tables.name_partition(0), none)
    report.main(config.compose_run())
    page = parse_page(paths.REPORT.read_text(encoding="utf-8"))
    assert "There is no gold coding of these articles" in page.one("section", id="agreement").text
    assert page.all("details", "confusion") == []
