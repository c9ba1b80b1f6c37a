"""Filters of the texts in headless Chromium, by mouse and by keyboard."""

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


def test_filtered_statements_leave_the_tab_order(visit):
    page = visit().page
    page.get_by_role("checkbox", name="Harm").check()
    assert page.locator(".no[tabindex='0']").evaluate_all("all => all.map(a => a.parentElement.id)") == ["a1-s3"]


def test_count_is_announced(visit):
    assert visit().page.locator(".filters output").get_attribute("aria-live") == "polite"
