"""The report in headless Chromium has no fault that axe-core finds, and enough contrast."""

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from tests.support.browser import KINDS, WHICH, find_page, find_report
from tests.support.project import ROOT

pytestmark = pytest.mark.slow


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


def find_violations(page):
    """What axe-core finds wrong; contrast is judged for every text on one plain colour."""
    response = Axe().run(page).response
    assert "color-contrast" in [rule["id"] for rule in response["passes"]]
    return [f"{v['id']}: {[n['html'] for n in v['nodes']][:3]}" for v in response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("which", WHICH)
def test_no_accessibility_violation(visit, request, which, width, scheme):
    page = visit(find_report(request, which), viewport={"width": width, "height": 860}, color_scheme=scheme).page
    if which == "handmade":
        page.locator(".no").nth(2).focus()
        assert find_violations(page) == [], "with a card open"
    if which != "large":  # whose texts are on other pages
        page.locator(".filters input[type=checkbox]").first.check()
    for summary in page.locator("summary").all():
        summary.click()
    if which == "committed":  # a large page, judged once in all its states
        page.locator(".st:not(.off) .no").first.focus()
        assert page.locator(".card.active").count() == 1
    assert find_violations(page) == [], "filtered, all details open"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_violation_beside_the_first_page(visit, large, kind, scheme):
    page = visit(find_page(large, kind), viewport={"width": 390, "height": 860}, color_scheme=scheme).page
    assert find_violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_on_every_frames_colour_has_a_contrast_of_at_least_7(visit, scheme):
    page = visit(color_scheme=scheme).page
    colours = yaml.safe_load((ROOT / "conf/report/html.yaml").read_text(encoding="utf-8"))["palette"]
    assert min(page.evaluate(CONTRASTS, colours)) >= 7
