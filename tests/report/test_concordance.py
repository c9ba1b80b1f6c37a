"""The concordance of the report: which lines it shows, and the search in them."""

import pandas as pd
import pytest
from playwright.sync_api import expect

from rejoinder import schema
from rejoinder.report.concordance import select_lines
from tests.support.corpora import CODEBOOK
from tests.support.html_page import parse_page
from tests.support.report_project import render


def list_lines(**counts: int) -> pd.DataFrame:
    """So many lines of terms."""
    rows = [
        {"kind": "term", "query": term, "keyword": f"{term}{n}"} for term, count in counts.items() for n in range(count)
    ]
    lines = pd.DataFrame(rows).reindex(columns=schema.CONCORDANCE.names, fill_value="")
    return lines.assign(line=range(1, len(rows) + 1))


def test_all_lines_are_shown_in_order_where_there_is_room() -> None:
    view = select_lines(list_lines(fish=3, nets=2), CODEBOOK, 10, 13)
    assert [[line.keyword for line in query.lines] for query in view.queries] == [
        ["fish0", "fish1", "fish2"],
        ["nets0", "nets1"],
    ]
    assert (view.shown, view.total) == (5, 5)


def test_of_too_many_lines_each_query_has_its_part() -> None:
    view = select_lines(list_lines(fish=300, nets=2, we=200), CODEBOOK, 12, 13)
    assert [len(query.lines) for query in view.queries] == [5, 2, 5]
    assert [query.total for query in view.queries] == [300, 2, 200]
    assert (view.shown, view.total) == (12, 502)


def test_the_seed_draws_the_lines() -> None:
    drawn, again, other = (
        [line.keyword for line in select_lines(list_lines(fish=300), CODEBOOK, 5, seed).queries[0].lines]
        for seed in (13, 13, 14)
    )
    assert drawn == again != other


def test_queries_are_named_as_a_reader_knows_them() -> None:
    lines = list_lines(fish=1, denial=2).assign(query=["we|us", "denial", "denial"], kind=["term", "cue", "frame"])
    names = [query.name for query in select_lines(lines, CODEBOOK, 5, 13).queries]
    assert names == ["we or us", "cues of Denial", "words that speak for Denial"]


def test_without_lines_there_is_no_query() -> None:
    assert select_lines(list_lines(), CODEBOOK, 5, 13).queries == []


def test_lines_lead_back_to_the_statement(page):
    links = [a.attributes["href"] for a in page.one(id="concordance").all("a")]
    assert [link for link in links if link.startswith("#")][:2] == ["#a1-s1", "#a1-s2"]


def test_a_page_without_room_for_all_lines_says_how_many_it_shows(tmp_path, monkeypatch):
    caption = parse_page(render(tmp_path, monkeypatch, lines=4)).one(id="kwic-caption").text
    assert "4 of 14 lines, drawn at random with the seed 3" in caption


def search(page, words, query=""):
    page.get_by_label("Looked for").select_option(query)
    page.get_by_role("searchbox", name="Search the concordance").fill(words)
    return page.locator(".kwic tbody:visible tr:not(.group):visible th").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "query", "found"),
    [
        pytest.param("farmers", "", ['"Our farm'] * 2, id="a word of the line, in all"),
        pytest.param("FÁRMERS lind", "1", ['"Our farm'], id="capitals and accents aside, of one query"),
        pytest.param("zebra", "", [], id="nothing"),
        pytest.param("dam", "any", ["Dam", "dam"], id="any word in the articles shown"),
        pytest.param("farm", "any", ["farmers"], id="the beginning of a word"),
        pytest.param("armers", "any", [], id="not its end"),
        pytest.param("(", "any", [], id="a sign that patterns know"),
    ],
)  # fmt: skip
def test_search_in_the_concordance(visit, words, query, found):
    page = visit().page
    assert search(page, words, query) == found
    expect(page.locator(".kwic-search output")).to_have_text(f"{len(found)} line{'s' * (len(found) != 1)}.")


def test_any_word_is_shown_in_its_sentence_with_speaker_side_outlet_and_date(visit):
    page = visit().page
    search(page, "farm", "any")
    cells = page.locator(".kwic .live td").all_inner_texts()
    expected = ['"Our', 'have lost their water," minister Ada Lind said.', "Ada Lind", "Norvia"]
    assert [cell.strip() for cell in cells] == [*expected, "The Outlet", "1\u00a0February\u00a02024", "a1-s3"]


def test_hostile_words_of_a_sentence_stay_text(visit):
    page = visit().page
    search(page, "script", "any")
    assert page.title() != "owned"
    assert page.locator(".kwic .live script").count() == 0


def test_without_scripts_all_lines_are_there_and_no_search(visit):
    page = visit(java_script_enabled=False).page
    assert page.locator(".kwic tbody tr:not(.group) th:visible").count() == 14
    expect(page.locator(".kwic-search")).to_be_hidden()
