"""The report in headless Chromium: silent, offline, usable by mouse and by keyboard, and accessible."""

import shutil
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from rejoinder import config, paths, report
from tests.support import report_project as project

pytestmark = pytest.mark.slow
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
COMMITTED = project.ROOT / paths.REPORT
WHICH = ("made", "large", "committed")


@pytest.fixture(scope="module")
def browser():
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.fail(f"none of {', '.join(NAMES)} is installed; install one, e.g. `apt-get install chromium`.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A report rendered from hand-made data."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = tmp_path_factory.mktemp("project")
        project.make(folder)
        monkeypatch.chdir(folder)
        report.main(config.compose_run())
    return folder / paths.REPORT


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A report on 60 articles of several outlets and days, the hand-made two among them, that shows 12 of them."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = tmp_path_factory.mktemp("large")
        project.make(folder, articles=12)
        project.enlarge(folder, 58)
        monkeypatch.chdir(folder)
        report.main(config.compose_run())
    return folder / paths.REPORT


class Visit:
    """A page that remembers what it complained about and what it asked for."""

    def __init__(self, context, path):
        self.page = context.new_page()
        self.errors, self.requests = [], []
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(Path(path).as_uri())


@pytest.fixture
def visit(browser, made):
    """Open the hand-made report, or another one; keywords go to the browser's context."""
    contexts = []

    def opened(path=made, **options):
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 860}} | options))
        return Visit(contexts[-1], path)

    yield opened
    for context in contexts:
        context.close()


def one_of(request, which):
    return committed() if which == "committed" else request.getfixturevalue(which)


def committed():
    if not COMMITTED.exists():
        pytest.fail(f"{COMMITTED.relative_to(project.ROOT)} is missing; run `dvc repro`.")
    return COMMITTED


def shown(page):
    """Ids of the statements that the filters leave."""
    return page.locator(".st:not(.off)").evaluate_all("found => found.map(s => s.id)")


def tab_to(page, element, most=200):
    """Move the focus with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"{element} is not reached with {most} times Tab")


def violations(page):
    """What axe-core finds wrong; contrast is judged for every text on one plain colour."""
    response = Axe().run(page).response
    assert "color-contrast" in [rule["id"] for rule in response["passes"]]
    return [f"{v['id']}: {[n['html'] for n in v['nodes']][:3]}" for v in response["violations"]]


@pytest.mark.parametrize("which", WHICH)
def test_page_is_silent_and_asks_the_network_for_nothing(visit, request, which):
    seen = visit(one_of(request, which))
    seen.page.mouse.wheel(0, 20000)
    seen.page.locator(".no").first.focus()
    seen.page.locator(".filters input[type=checkbox]").first.click()
    assert seen.errors == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []


def test_hostile_text_of_an_article_does_not_run(visit):
    seen = visit()
    assert "owned" not in seen.page.title()
    assert seen.page.locator(".reading script, .reading img").count() == 0


def test_filter_by_mouse_dims_the_others_and_counts(visit):
    page = visit().page
    page.locator(".filters label", has_text="Talks").click()
    assert shown(page) == ["a1-s1", "a1-s2", "a1-s5"]
    expect(page.locator(".filters output")).to_have_text("3 of 7 statements shown.")


def test_filter_by_keyboard_only(visit):
    page = visit().page
    tab_to(page, page.get_by_role("checkbox", name="Ada Lind"))
    page.keyboard.press("Space")
    assert shown(page) == ["a1-s3", "a1-s4"]
    tab_to(page, page.get_by_role("button", name="Show all"))
    page.keyboard.press("Enter")
    expect(page.locator(".filters output")).to_have_text("All 7 statements shown.")
    assert len(shown(page)) == 7


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
    assert shown(page) == left


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
    assert shown(page) == left
    expect(page.locator(".filters output")).to_contain_text(f"{len(left)} of ")


def test_search_by_outlet_and_date_leaves_their_articles_and_their_entries_in_the_list(visit, large):
    page = visit(large).page
    search(page, "Evening Post 2014")
    left = {name.split("-")[0] for name in shown(page)}
    assert 0 < len(left) < 12
    visible = page.locator(".reading:visible").evaluate_all("all => all.map(a => a.id)")
    entries = page.locator(".articles li:visible a").evaluate_all("all => all.map(a => a.hash.slice(1))")
    assert set(visible) == set(entries) == left


def test_search_narrows_the_filters_and_show_all_empties_it(visit, large):
    page = visit(large).page
    page.get_by_role("checkbox", name="Ada Lind").check()
    search(page, "kind")
    assert shown(page) == ["a1-s4"]
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator(".filters output")).to_contain_text("All ")


def test_search_by_keyboard_only(visit, large):
    page = visit(large).page
    tab_to(page, page.locator("#search"))
    page.keyboard.type("farmers")
    page.keyboard.press("Enter")
    assert shown(page) == ["a1-s3"]
    assert page.url.endswith("index.html")


def test_report_of_all_articles_has_no_search(visit):
    assert visit().page.get_by_role("searchbox").count() == 0


def test_filtered_statements_leave_the_tab_order(visit):
    page = visit().page
    page.get_by_role("checkbox", name="Harm").check()
    assert page.locator(".no[tabindex='0']").evaluate_all("all => all.map(a => a.parentElement.id)") == ["a1-s3"]


def test_count_is_announced(visit):
    assert visit().page.locator(".filters output").get_attribute("aria-live") == "polite"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("which", WHICH)
def test_no_accessibility_violation(visit, request, which, width, scheme):
    page = visit(one_of(request, which), viewport={"width": width, "height": 860}, color_scheme=scheme).page
    page.locator(".no").nth(2).focus()
    assert violations(page) == [], "with a card open"
    page.locator(".filters input[type=checkbox]").first.check()
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == [], "filtered, all details open"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_on_every_frames_colour_has_a_contrast_of_at_least_7(visit, scheme):
    page = visit(color_scheme=scheme).page
    colours = yaml.safe_load((project.ROOT / "conf/report/html.yaml").read_text(encoding="utf-8"))["palette"]
    assert min(page.evaluate(CONTRASTS, colours)) >= 7


CONTRASTS = """colours => {
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("i"));
  const luminance = (colour) => {
    probe.style.color = colour;
    pixel.fillStyle = getComputedStyle(probe).color;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data]
      .map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ink = luminance("var(--ink)");
  return colours.map((colour) => {
    const ground = luminance(`color-mix(in oklab, ${colour} var(--mix), var(--paper))`);
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  });
}"""
