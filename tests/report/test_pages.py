"""The pages beside the first: well formed, linked, and in a browser quick to search and to find one's way on."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.support.browser import KINDS, find_page, tab_to
from tests.support.html_page import parse_page


@pytest.fixture(scope="module")
def pages(large):
    """All pages of the larger report, by their place in reports/."""
    files = [large, *sorted((large.parent / "pages").glob("*.html"))]
    return {file.relative_to(large.parent).as_posix(): parse_page(file.read_text(encoding="utf-8")) for file in files}


def resolve(place, address):
    folder = [] if place == "index.html" else ["pages"]
    for part in address.split("/"):
        folder = folder[:-1] if part == ".." else [*folder, part]
    return "/".join(folder)


def test_every_link_leads_to_a_page_and_a_place_on_it(pages, large):
    for place, page in pages.items():
        for address in {a.attributes["href"] for a in page.all("a") if "://" not in a.attributes["href"]}:
            name, _, anchor = unquote(address).partition("#")
            target = resolve(place, name) if name else place
            is_made = target.split("/")[0] in ("index.html", "pages")  # the project has but some tables and figures
            assert (large.parent / target).exists() or not is_made, (place, address)
            if is_made and anchor and "=" not in anchor:
                assert pages[target].all(id=anchor), (place, address)


def test_pages_need_nothing_but_the_files_beside_them(pages, large):
    for place, page in pages.items():
        sources = [e.attributes["src"] for e in page.all("script") if "src" in e.attributes]
        sources += [e.attributes["href"] for e in page.all("link") if e.attributes["rel"] == "stylesheet"]
        assert all((large.parent / resolve(place, source)).exists() for source in sources)


def test_speakers_page_has_who_it_is_its_frames_and_statements(pages, large):
    (page,) = [page for place, page in pages.items() if place.startswith("pages/speaker-ada-lind")]
    assert page.one("h1").text == "Ada Lind"
    facts = {fact.one("dt").text: fact.one("dd").text for fact in page.one("dl", "who-is").all("div")}
    assert facts == {
        "Side": "Norvia",
        "Role": "minister",
        "Statements": "2 in 1 article: 2 direct",
        "Outlets": "The Outlet",
    }
    bars = [row.one("td").text for row in page.one("table", "bars").one("tbody").all("tr")]
    assert bars == ["1, 1 uncertain", "0", "1", "0", "0"]
    assert [line.one("p", "said").text.strip() for line in page.one("ol", "lines").all("li")] == [
        'H "Our farmers have lost their water," minister Ada Lind said.',
        'Dt "We will answer in kind."',
    ]


def test_side_lists_its_speakers_and_their_stances(pages):
    (page,) = [page for place, page in pages.items() if place.startswith("pages/side-norvia")]
    assert [a.text for a in page.one("ul", "chips").all("a")] == ["Ada Lind", "Norvia"]
    assert "opposes the dam" in page.one("ol", "lines").text
    assert page.one(id="stances-caption")


def test_over_time_has_a_row_for_each_period_with_statements(pages):
    (page,) = [page for place, page in pages.items() if place.startswith("pages/speaker-evening-post")]
    (table,) = [table for table in page.all("table") if table.all(id="time-caption")]
    counts = {row.one("th").text: int(row.all("td")[0].text) for row in table.one("tbody").all("tr")}
    assert list(counts) == ["2013", "2014", "2015", "2016"]
    assert sum(counts.values()) == 58


def test_where_a_speaker_is_named_the_name_leads_to_their_page(page):
    for root in (page.one("article", "reading", id="a1"), page.one(id="concordance"), page.one(id="who")):
        links = [a.attributes["href"] for a in root.all("a") if a.text == "Ada Lind"]
        assert links
        assert all(re.fullmatch(r"pages/speaker-ada-lind-\w{10}\.html", link) for link in links)


def test_hostile_names_stay_text(pages):
    for page in pages.values():
        assert not [e for e in page if any(name.startswith("on") for name in e.attributes)]
        assert not page.all("img", src="x")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_silent_and_need_no_sideways_scrolling_at_360_pixels(visit, large, kind):
    visited = visit(find_page(large, kind), viewport={"width": 360, "height": 760})
    assert visited.errors == []
    assert [url for url in visited.requests if not url.startswith(("file:", "data:"))] == []
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.slow
@pytest.mark.parametrize("section", ["#who", ".bars"])
def test_number_leads_to_just_the_statements_that_it_counts(visit, handmade, section):
    links = visit().page.locator(f"{section} a[href*='statements.html#']").all()
    counts = {link.get_attribute("href"): link.inner_text() for link in links}
    page = visit(find_page(handmade, "statements")).page
    assert len(counts) > 4
    for address, count in counts.items():
        page.evaluate("hash => { location.hash = hash }", address.partition("#")[2])
        expect(page.locator("output")).to_contain_text(f"{count} of 7 statements")
        assert page.locator(".lines li").count() == int(count)


@pytest.mark.slow
def test_statements_are_searched_by_keyboard_and_each_leads_to_its_place(visit, large):
    page = visit(find_page(large, "statements")).page
    tab_to(page, page.get_by_label("Words"))
    page.keyboard.type("Ádá FARMERS")
    expect(page.locator("output")).to_contain_text("1 of ")
    assert page.locator(".lines mark").all_inner_texts() == ["farmers", "Ada"]
    page.locator(".lines a", has_text="statement 3").click()
    expect(page.locator("#a1-s3")).to_be_in_viewport()
    assert "article-norvia-dam" in page.url


@pytest.mark.slow
def test_choice_of_statements_is_in_the_address_and_comes_back(visit, large):
    page = visit(find_page(large, "statements")).page
    page.get_by_label("Frame").select_option("harm")
    assert page.url.endswith("#frame=harm")
    page.reload()
    assert page.get_by_label("Frame").input_value() == "harm"
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("output")).to_contain_text("All ")
