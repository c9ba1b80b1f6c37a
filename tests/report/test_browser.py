"""The report in headless Chromium: silent, offline, its cards and its printed form."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import WHICH, find_report, tab_to

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("which", WHICH)
def test_page_is_silent_and_asks_the_network_for_nothing(visit, request, which):
    visited = visit(find_report(request, which))
    visited.page.mouse.wheel(0, 20000)
    if which != "large":  # whose texts are on other pages
        visited.page.locator(".no").first.focus()
        visited.page.locator(".filters input[type=checkbox]").first.click()
    assert visited.errors == []
    assert [url for url in visited.requests if not url.startswith(("file:", "data:"))] == []


def test_hostile_text_of_an_article_does_not_run(visit):
    visited = visit()
    assert "owned" not in visited.page.title()
    assert visited.page.locator(".reading script, .reading img").count() == 0


def test_card_comes_with_keyboard_focus_and_goes_with_escape(visit):
    page = visit().page
    card = page.locator("#a1-s3-card")
    expect(card).to_be_hidden()
    tab_to(page, page.locator("#a1-s3 .no"))
    expect(card).to_be_visible()
    expect(card).to_contain_text("Ada Lind")
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("#a1-s3 .no")).to_be_focused()


def test_card_comes_under_the_pointer_and_stays_while_it_is_read(visit):
    page = visit().page
    card = page.locator("#a1-s5-card")
    page.locator("#a1-s5 .tx").hover()
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    card.locator("xpath=..").get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()


def test_only_one_card_is_open(visit):
    page = visit().page
    for anchor in ("a1-s1", "a2-s1"):
        page.locator(f"#{anchor} .no").focus()
    assert page.locator(".card:visible").evaluate_all("all => all.map(c => c.id)") == ["a2-s1-card"]


def test_without_scripts_all_is_there_to_read(visit):
    page = visit(java_script_enabled=False).page
    expect(page.locator(".filters")).to_be_hidden()
    assert page.locator(".card:visible").count() == 7
    page.locator("#a1-s4 .no").click()
    expect(page.locator("#a1-s4-card")).to_be_in_viewport()


def test_narrow_screen_needs_no_sideways_scrolling_and_shows_the_statement_above_its_card(visit):
    page = visit(viewport={"width": 390, "height": 780}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#a1-s5 .tx").click()
    card, words = page.locator("#a1 .cards").bounding_box(), page.locator("#a1-s5 .tx").bounding_box()
    assert words["y"] + words["height"] <= card["y"]


@pytest.mark.parametrize("width", [1280, 720])
def test_printed_page_holds_every_card_and_no_controls(visit, width):
    page = visit(viewport={"width": width, "height": 860}).page
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    assert page.locator(".card:visible").count() == 7
