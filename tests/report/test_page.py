"""The page as HTML: nothing in an article breaks out of it, it needs nothing from elsewhere, and it is well formed."""

import hashlib
import re
from base64 import b64encode

from tests.support import report_project as project


def test_markup_in_article_speaker_and_title_stays_text(page, html):
    assert len(page.all("script")) == 1
    assert not [e for e in page if any(name.startswith("on") for name in e.attributes)]
    assert '<script>document.title = "owned"</script> said' in project.find_statement(page, project.HOSTILE, 1).text
    assert "{{ 7 * 7 }}" in project.find_statement(page, project.HOSTILE, 2).text
    assert "&lt;i&gt;Unsafe&lt;/i&gt;" in html
    assert "<i>" not in html


def test_address_of_an_article_is_a_link_only_if_it_leads_to_the_web(page):
    assert not [a for a in page.all("a") if a.attributes["href"].startswith("javascript")]


def test_page_needs_nothing_from_elsewhere(page, html):
    for element in page:
        source = element.attributes.get("src") or (element.tag == "link" and element.attributes["href"]) or "data:"
        assert source.startswith("data:")
    assert "url(" not in page.one("style").text
    assert "@import" not in html
    assert "default-src 'none'" in page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]


def test_policy_lets_only_the_pages_own_script_run(page):
    digest = b64encode(hashlib.sha256(page.one("script").text.encode()).digest()).decode()
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    assert f"script-src 'sha256-{digest}'" in policy


def test_ids_are_unique_and_every_reference_has_its_target(page):
    ids = [e.attributes["id"] for e in page if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if re.search(r"\s", i)]
    links = [a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"].startswith("#")]
    names = [n for e in page for n in (e.attributes.get("aria-labelledby") or "").split()]
    assert set(links + names) <= set(ids)


def test_paragraphs_and_spans_hold_only_phrasing(page):
    for element in page.all("p") + page.all("span") + page.all("u"):
        assert not {e.tag for e in element} & {"div", "section", "table", "dl", "ul", "pre", "h3", "h4", "form"}


def test_tables_have_captions_and_scopes(page):
    for table in page.all("table"):
        assert table.one("caption").text.strip()
        assert all(th.attributes["scope"] in ("col", "row", "rowgroup") for th in table.all("th"))


def test_findings_come_first_of_several_articles_then_speakers_then_texts(page):
    ids = [section.attributes.get("id") for section in page.all("section")]
    assert ids.index("figures") < ids.index("who") < ids.index("reading")
