"""Filters and search of the report in headless Chromium, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import list_statements, tab_to

pytestmark = pytest.mark.slow


def test_filter_by_mouse_dims_the_others_and_counts(visit):
    page = visit().page
    page.locator(".filters label", has_text="Talks").click()
    assert list_statements(page) == ["a1-s1", "a1-s2", "a1-s5"]
    expect(page.locator(".filters output")).to_have_text("3 of 7 statements shown.")


def test_filter_by_keyboard_only(visit):
    page = visit().page
    tab_to(page, page.get_by_role("checkbox", name="Ada Lind"))
    page.keyboard.press("Space")
    assert list_statements(page) == ["a1-s3", "a1-s4"]
    tab_to(page, page.get_by_role("button", name="Show all"))
    page.keyboard.press("Enter")
    expect(page.locator(".filters output")).to_have_text("All 7 statements shown.")
    assert len(list_statements(page)) == 7


@pytest.mark.parametrize(
    ("labels", "left"),
    [
        pytest.param(["Harm", "Denial"], ["a1-s3", "a1-s5"], id="two frames are alternatives"),
        pytest.param(["Talks", "Sudria"], ["a1-s5"], id="frame and side narrow each other"),
        pytest.param(["no frame"], ["a2-s1", "a2-s2"], id="no frame"),
        pytest.param(["Harm", "Sudria"], [], id="nothing has all of it"),
    ],
)
def test_filters_combine(visit, labels, left):
    page = visit().page
    for label in labels:
        page.locator(".filters label", has_text=label).first.check()
    assert list_statements(page) == left


def test_articles_without_a_match_are_folded_away_and_come_back(visit):
    page = visit().page
    page.get_by_role("checkbox", name="Harm").check()
    expect(page.locator("#a2")).to_be_hidden()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#a2")).to_be_visible()


def search(page, words):
    page.get_by_role("searchbox", name="Search the articles shown").fill(words)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        pytest.param("farmers", ["a1-s3"], id="a word of a statement"),
        pytest.param("FARMERS lost", ["a1-s3"], id="capitals aside, every word"),
        pytest.param("ada lind", ["a1-s3", "a1-s4"], id="a speaker"),
        pytest.param("river dam kind", ["a1-s4"], id="the title of its article"),
        pytest.param("kind ádá", ["a1-s4"], id="accents aside"),
        pytest.param("zebra", [], id="nothing"),
    ],
)
def test_search_leaves_statements_with_every_word(visit, large, words, left):
    page = visit(large).page
    search(page, words)
    assert list_statements(page) == left
    expect(page.locator(".filters output")).to_contain_text(f"{len(left)} of ")


def test_search_by_outlet_and_date_leaves_their_articles_and_their_entries_in_the_list(visit, large):
    page = visit(large).page
    search(page, "Evening Post 2014")
    left = {name.split("-")[0] for name in list_statements(page)}
    assert 0 < len(left) < 12
    visible = page.locator(".reading:visible").evaluate_all("all => all.map(a => a.id)")
    entries = page.locator(".articles li:visible a").evaluate_all("all => all.map(a => a.hash.slice(1))")
    assert set(visible) == set(entries) == left


def test_search_narrows_the_filters_and_show_all_empties_it(visit, large):
    page = visit(large).page
    page.get_by_role("checkbox", name="Ada Lind").check()
    search(page, "kind")
    assert list_statements(page) == ["a1-s4"]
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator(".filters output")).to_contain_text("All ")


def test_search_by_keyboard_only(visit, large):
    page = visit(large).page
    tab_to(page, page.locator("#search"))
    page.keyboard.type("farmers")
    page.keyboard.press("Enter")
    assert list_statements(page) == ["a1-s3"]
    assert page.url.endswith("index.html")


def test_report_of_all_articles_has_no_search(visit):
    assert visit().page.get_by_role("searchbox", name="Search the articles shown").count() == 0


def test_filtered_statements_leave_the_tab_order(visit):
    page = visit().page
    page.get_by_role("checkbox", name="Harm").check()
    assert page.locator(".no[tabindex='0']").evaluate_all("all => all.map(a => a.parentElement.id)") == ["a1-s3"]


def test_count_is_announced(visit):
    assert visit().page.locator(".filters output").get_attribute("aria-live") == "polite"
