"""The report: what it must show, how it traces what it shows, and that nothing in an article can break out of it."""

import hashlib
import re
import subprocess
import sys
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rejoinder import config, paths, report, schema, tables
from rejoinder.codebook import Codebook, Frame
from rejoinder.report import exhibits, provenance, reading
from rejoinder.report.counts import within
from tests.support import report_project as project

VOID = {"meta", "link", "input", "img", "br", "rect", "path"}


class Element:
    """A node of a page: tag, attributes, and children that are elements or text."""

    def __init__(self, tag, attributes, parent=None):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def __iter__(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    @property
    def text(self):
        return "".join(child.text if isinstance(child, Element) else child for child in self.children)

    def all(self, tag=None, cls=None, **attributes):
        found = [e for e in self if (tag is None or e.tag == tag) and (cls is None or cls in e.classes)]
        return [e for e in found if all(e.attributes.get(name) == value for name, value in attributes.items())]

    def one(self, *args, **attributes):
        (found,) = self.all(*args, **attributes)
        return found


class Page(HTMLParser):
    """Strict reader: every element is closed in order."""

    def __init__(self, html):
        super().__init__()
        self.root = self.at = Element("root", ())
        self.feed(html)
        assert self.at is self.root, f"<{self.at.tag}> is never closed"

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> names an attribute twice: {attrs}"
        element = Element(tag, attrs, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, attrs, self.at))

    def handle_endtag(self, tag):
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def without(element, cls):
    """Text of an element but for the parts of one class."""
    parts = (c if isinstance(c, str) else without(c, cls) for c in element.children)
    return "" if cls in element.classes else "".join(parts)


def run(folder, monkeypatch, **leaf):
    project.make(folder, **leaf)
    monkeypatch.chdir(folder)
    report.main(config.compose_run())
    return paths.REPORT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        return run(tmp_path_factory.mktemp("project"), monkeypatch)


@pytest.fixture(scope="module")
def page(html):
    return Page(html).root


def statement(page, article, number):
    return page.one(id=f"a{[project.RIVER, project.HOSTILE].index(article) + 1}-s{number}")


def units():
    for article, parts in project.TEXTS.items():
        text, _, sentences = project.lay_out(parts)
        for number, (kind, _, start, end) in enumerate(sentences, 1):
            yield article, number, kind, text[start:end]


def test_every_statement_appears_exactly_once_with_its_words(page):
    shown = [element.one("span", "tx").text for element in page.all("span", "st")]
    assert shown == [text for _, _, kind, text in units() if kind != "credit"]


@pytest.mark.parametrize("article", project.TEXTS)
def test_reading_view_holds_the_whole_text_of_an_article(page, article):
    place = page.all("article", "reading")[list(project.TEXTS).index(article)]
    blocks = [re.sub(r"\s+", " ", without(body, "no")).strip() for body in place.all(cls="body")]
    assert blocks == [" ".join(block) for _, block in project.TEXTS[article]]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(1, ["Offers Talks"], id="one stretch"),
        pytest.param(2, ["offered", "to talk"], id="two stretches"),
        pytest.param(
            5, ["rejected the charge", "called on ", "its neighbour", " to sit down"], id="overlap of two frames"
        ),
    ],
)
def test_evidence_is_underlined_word_for_word(page, number, words):
    assert [u.text for u in statement(page, project.RIVER, number).all("u")] == words


def test_words_that_speak_for_two_frames_are_marked_as_such(page):
    assert [u.text for u in statement(page, project.RIVER, 5).all("u", "two")] == ["its neighbour"]


def test_statement_with_two_frames_shows_both_by_sign_colour_and_name(page):
    found = statement(page, project.RIVER, 5)
    assert [sign.text for sign in found.all(cls="sign")] == ["Dn", "T"]
    assert "--f2" in found.one(cls="tx").attributes["style"]
    assert "--f4" in found.one(cls="tx").attributes["style"]
    assert "Denial and Talks" in found.one("a", "no").text
    assert found.attributes["data-frame"] == "2 4"


def test_no_frame_is_told_by_colour_alone(page):
    for tinted in page.all("span", "framed"):
        assert tinted.parent.all(cls="sign")


def test_credit_line_is_shown_and_marked_but_not_coded(page):
    credit = page.one("div", "credit")
    assert "(Reporting by Jo Marsh)" in credit.text
    assert "not coded" in credit.text
    assert not credit.all("span", "st")
    assert not page.all(id="a1-s6-card")


def test_margin_names_speaker_side_and_form_once_for_a_turn(page):
    note = page.one("p", **{"data-for": "a1-s3 a1-s4"})
    assert re.sub(r"\s+", " ", note.text) == "Ada Lind Norvia 3–4 direct"


@pytest.mark.parametrize(
    "words",
    [
        "Ada Lind", "minister", "Norvia", "direct", "quote, cue after", "full name", "Harm", "0.81", "0.40", "yes",
        "lost their water", "test cue", "norvia-dam",
    ],
)  # fmt: skip
def test_card_says_how_a_statement_was_coded(page, words):
    assert words in page.one(id="a1-s3-card").text


def test_card_lists_attributions_within_the_statement_apart(page):
    card = re.sub(r"\s+", " ", page.one(id="a1-s5-card").text)
    assert re.search(r"Within it ?Norvia, speech: .*charge.* its neighbour.*\(nominal-cue\)", card)
    assert "Within it" not in page.one(id="a1-s3-card").text


def test_card_gives_stance_score_label_and_rule(page):
    card = re.sub(r"\s+", " ", page.one(id="a1-s2-card").text)
    assert re.search(r"the dam ?−0\.50 ?opposes .*“?dam”? \[\d+, \d+\) — polarity", card)


def test_spans_on_cards_slice_back_to_their_words(page):
    text, *_ = project.lay_out(project.TEXTS[project.RIVER])
    found = re.findall(r"<q>(.*?)</q>", "".join(f"<q>{q.text}</q>" for q in page.one(id="a1-s3-card").all("q")))
    places = [re.findall(r"\d+", s.text) for s in page.one(id="a1-s3-card").all("span", "span")]
    assert found
    assert [text[int(start) : int(end)] for start, end in places] == found


def test_markup_in_article_speaker_and_title_stays_text(page, html):
    assert len(page.all("script")) == 1
    assert not [e for e in page if any(name.startswith("on") for name in e.attributes)]
    assert '<script>document.title = "owned"</script> said' in statement(page, project.HOSTILE, 1).text
    assert "{{ 7 * 7 }}" in statement(page, project.HOSTILE, 2).text
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


def test_figures_carry_alternative_text_caption_and_data(page):
    for figure in page.all("figure"):
        assert figure.one("img").attributes["alt"].strip()
        assert figure.one("figcaption").text.strip()
    score = page.one(id="figure-score")
    assert score.all("a", href="figures/score.csv")
    assert score.one("table").all("tr")[1:]


def test_figure_without_data_or_known_caption_is_shown_all_the_same(page):
    assert "Own figure" in page.one(id="figure-own_figure").one("figcaption").text


def test_rows_of_tables_lead_back_to_the_statement(page):
    links = page.one(id="figure-score").one("table").all("a")
    assert [a.attributes["href"] for a in links][:2] == ["#a1-s1", "#a1-s2"]


def test_tables_have_captions_and_scopes(page):
    for table in page.all("table"):
        assert table.one("caption").text.strip()
        assert all(th.attributes["scope"] in ("col", "row") for th in table.all("th"))


def test_numbers_of_a_column_share_their_decimals(page):
    cells = [td.text for td in page.one(id="tables").all("td", "num")]
    assert cells == ["2", "0.50", "1", "−0.25"]


def test_key_figures_count_all_statements_but_the_credit_line(page):
    figures = {div.one("dt").text: div.one("dd").text for div in page.one("dl", "figures").all("div")}
    assert figures == {"articles": "2", "statements": "7", "quoted, wholly or in part": "57 %", "speakers": "5"}
    bars = [row.all("td")[0].text for row in page.one("table", "bars").one("tbody").all("tr")]
    assert bars == ["1", "1", "1", "3", "2"]


def test_what_was_left_out_is_listed_with_its_reason(page):
    assert "seeds/articles/<empty>.txtarticlesempty file" in page.one(id="left-out").text


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
    monkeypatch.chdir(tmp_path)
    report.main(config.compose_run())
    assert "Nothing was left out" in paths.REPORT.read_text(encoding="utf-8")


def test_same_input_gives_same_bytes(html, tmp_path, monkeypatch):
    assert run(tmp_path, monkeypatch) == html


def test_partitions_do_not_change_the_report(html, tmp_path, monkeypatch):
    project.make(tmp_path)
    for path in (paths.ARTICLES, paths.STATEMENTS, paths.ATTRIBUTIONS, paths.FRAMES, paths.STANCES):
        rows = tables.read(tmp_path / path)
        ids = rows[rows.column_names[0]].to_pylist()
        for number, article in enumerate((project.HOSTILE, project.RIVER)):
            kept = [row for row, name in zip(rows.to_pylist(), ids, strict=True) if name.split("/")[0] == article]
            tables.write_partition(
                tmp_path / path, tables.name_partition(number), tables.build_table(kept, rows.schema)
            )
    monkeypatch.chdir(tmp_path)
    report.main(config.compose_run())
    assert paths.REPORT.read_text(encoding="utf-8") == html


def test_sample_of_many_articles_is_called_a_sample_and_can_be_searched(tmp_path, monkeypatch):
    html = run(tmp_path, monkeypatch, articles=1)
    page = Page(html).root
    assert len(page.all("article", "reading")) == 1
    assert "shows 1 of 2 articles" in page.one("p", "notice").text
    assert "2" in page.one("dl", "figures").text
    assert page.one("label", **{"for": "search"}).text == "Search the articles shown"


@pytest.mark.parametrize("coded", [project.RIVER, project.HOSTILE])
def test_articles_with_gold_coding_come_first(tmp_path, monkeypatch, coded):
    project.make(tmp_path)
    rows = tables.build_table([{"article_id": coded, "passes": 1}], schema.GOLD_ARTICLES)
    tables.write_partition(tmp_path / paths.AGREEMENT / "articles", tables.name_partition(0), rows)
    monkeypatch.chdir(tmp_path)
    for shown in (1, 2):
        report.main(config.compose_run([f"report.articles={shown}"]))
        page = Page(paths.REPORT.read_text(encoding="utf-8")).root
        assert coded in page.one(id="a1-s1-card").text


def test_page_passes_over_articles_that_it_has_no_room_for(tmp_path, monkeypatch):
    page = Page(run(tmp_path, monkeypatch, statements=5)).root
    assert len(page.all("article", "reading")) == 1
    assert "1 more drawn is left out, as the page holds at most 5 statements" in page.one("p", "notice").text


@pytest.mark.parametrize(
    ("sizes", "most", "kept"),
    [
        pytest.param({"a": 5, "b": 5, "c": 5}, 10, ["a", "b"], id="as many as fit"),
        pytest.param({"a": 5, "b": 9, "c": 5}, 10, ["a", "c"], id="one too long is passed over"),
        pytest.param({"a": 50, "b": 5}, 10, ["a"], id="one at least"),
        pytest.param({}, 10, [], id="no articles"),
    ],
)
def test_articles_shown_are_within_the_statements_allowed(sizes, most, kept):
    assert within(sizes, most) == kept


def test_figures_that_need_several_days_or_outlets_are_missed_in_words():
    dates = {"day": 1, "undated": 0}
    assert exhibits.absent(["score"], dates, 1) == [
        "There is no figure of frames over time: all dated articles are of one day.",
        "There is no figure of frames by outlet: all articles that name an outlet name the same.",
    ]
    assert exhibits.absent(["over_time"], {"day": 0, "undated": 9}, 0) == [
        "There is no figure of frames by outlet: articles name no outlet."
    ]


def test_statements_that_the_table_has_no_room_for_are_listed_as_left_out(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    tables.write_text(paths.TABLES / "statements.csv", "statement_id\na/0001\n")
    report.main(config.compose_run())
    left_out = Page(paths.REPORT.read_text(encoding="utf-8")).root.one(id="left-out").text
    assert (
        "reports/tables/statements.csvfiguresholds 1 of 7 statements, the first by article; data/statements" in left_out
    )


def test_cut_table_says_how_many_rows_it_had(tmp_path, monkeypatch):
    page = Page(run(tmp_path, monkeypatch, rows=1)).root
    assert "The first 1 of 2 rows" in page.one(id="table-sides_frames").text


def test_all_articles_shown_is_no_sample(page):
    assert not page.all("p", "notice")


def test_options_in_use_are_printed_as_written_but_for_the_engine(page):
    shown = page.one("div", "leaves").text
    assert "# One" not in shown
    assert "the most articles shown in full" in shown
    assert "label: Deterrence" in shown
    assert "engine" not in shown


def test_option_changed_on_the_command_line_is_printed_as_it_ran(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    (option,) = [o for o in provenance.options(config.compose_run(["report.rows=7"])) if o.group == "report"]
    assert "rows: 7" in option.text


def test_citation_gives_version_commit_command_and_hashes(page):
    cite = page.one(id="cite").text
    assert "git log -1 --format=%H -- reports/index.html" in cite
    assert "@software{rejoinder" in cite
    assert hashlib.sha256(project.lay_out(project.TEXTS[project.RIVER])[0].encode()).hexdigest() in cite


OPTION = provenance.Option(
    group="frames", option="a", file="conf/frames/a.yaml", text="x: 1", target="rejoinder.frames.A"
)


@pytest.mark.parametrize(
    ("files", "options", "seed"),
    [
        pytest.param({"a": b"1", "b": b"3"}, [OPTION], 13, id="content"),
        pytest.param({"a": b"1", "c": b"2"}, [OPTION], 13, id="name"),
        pytest.param({"a": b"1", "b": b"2"}, [], 13, id="option"),
        pytest.param({"a": b"1", "b": b"2"}, [OPTION], 7, id="seed"),
    ],
)
def test_fingerprint_changes_with(files, options, seed):
    known = provenance.fingerprint({"a": b"1", "b": b"2"}, [OPTION], 13)
    assert provenance.fingerprint(files, options, seed) != known


def test_fingerprint_does_not_depend_on_order():
    one = provenance.fingerprint({"a": b"1", "b": b"2"}, [OPTION], 13)
    assert one == provenance.fingerprint({"b": b"2", "a": b"1"}, [OPTION], 13)


def test_what_python_makes_on_the_way_is_no_source(tmp_path):
    for name in ("module.py", "__pycache__/module.pyc", ".hidden/file"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [Path(name).name for name in provenance.source_files([tmp_path])] == ["module.py"]


def test_bibtex_takes_authors_and_year_from_the_citation_file():
    cff = "title: T\nauthors: [{family-names: Doe, given-names: Jo}, {name: A Group}]\ndate-released: 2025-02-03\n"
    entry = provenance.citation(cff, "f" * 64, 1, [("a", "0" * 64)], ["a"]).bibtex
    assert "author = {Doe, Jo and {A Group}}" in entry
    assert "year = {2025}" in entry


def test_references_follow_the_options_in_use():
    assert [r.use for r in provenance.references([OPTION])] == []
    stanza = provenance.Option(group="p", option="p", file="p", text="", target="rejoinder.parser.Compact")
    assert any("Stanza" in r.text for r in provenance.references([stanza]))


@pytest.mark.parametrize(
    ("labels", "signs"),
    [
        pytest.param(["Victimhood", "Cooperation"], ["V", "C"], id="different initials"),
        pytest.param(["Denial", "Deterrence"], ["Dn", "Dt"], id="same beginning"),
        pytest.param(["Dab", "Dac", "Dba"], ["Db", "Dc", "Da"], id="three rivals"),
        pytest.param(["A", "A"], ["A", "2"], id="same label"),
    ],
)
def test_signs_tell_frames_apart(labels, signs):
    frames = {
        str(n): Frame(label=label, definition="", include=[], exclude=[], examples=[]) for n, label in enumerate(labels)
    }
    found = reading.letters(Codebook(unit="", source="", frames=frames))
    assert [letter.sign for letter in found.values()] == signs


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        pytest.param(
            paths.STATEMENTS, {"text": "other words"}, "expected 'other words' at", id="span with other words"
        ),
        pytest.param(paths.STATEMENTS, {"start": 0, "end": 1, "text": "N"}, "lies in no block", id="overlapping spans"),
        pytest.param(paths.FRAMES, {"frame": "unknown"}, "which the codebook lacks", id="frame of another codebook"),
    ],
)
def test_tables_that_do_not_fit_the_article_are_refused(tmp_path, monkeypatch, table, change, message):
    project.make(tmp_path)
    rows = tables.read(tmp_path / table)
    changed = [row | change if n == 2 else row for n, row in enumerate(rows.to_pylist())]
    tables.write_partition(tmp_path / table, tables.name_partition(0), tables.build_table(changed, rows.schema))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(reading.ReadingError, match=message):
        report.main(config.compose_run())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("articles", "0", id="no article"),
        pytest.param("rows", "-1", id="fewer than no rows"),
        pytest.param("palette", "[]", id="no colour"),
        pytest.param("palette", "[red]", id="colour by name"),
        pytest.param("titel", "x", id="misspelt key"),
        pytest.param("rows", "many", id="word for a number"),
    ],
)
def test_wrong_value_in_the_leaf_is_one_sentence_naming_file_and_key(tmp_path, monkeypatch, key, value):
    project.make(tmp_path)
    leaf = tmp_path / "conf/report/html.yaml"
    lines = [line for line in leaf.read_text(encoding="utf-8").split("\n") if not line.startswith(f"{key}:")]
    leaf.write_text("\n".join([*lines, f"{key}: {value}"]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(config.ConfigError, match=rf"conf/report/html\.yaml: key '{key}") as error:
        config.compose_run().load("report")
    assert "\n" not in str(error.value)


def test_uneven_row_of_a_table_is_named(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n1\n")
    with pytest.raises(exhibits.ExhibitError, match=r"odd\.csv: row 2 has 1 values, expected 2"):
        exhibits.read_table(path, "", "", 9)


def test_stage_does_without_the_heavy_libraries(tmp_path):
    project.make(tmp_path)
    heavy = "torch stanza sklearn matplotlib seaborn transformers"
    code = (
        "import sys; from rejoinder import config, report; report.main(config.compose_run());"
        f"print(sorted(set(sys.modules) & set('{heavy}'.split())))"
    )
    path = str(Path(report.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[-2] == "[]"


def test_confusion_of_each_pair_is_folded_away_with_statements_to_read(page):
    fold = page.one("details", "confusion")
    assert fold.all("summary")[0].text == "machine and ann: 7 statements, 1 of 28 decisions differ"
    (shown,) = [d for d in fold.all("details")[1:] if "Denial" in d.all("summary")[0].text]
    assert [dt.text for dt in shown.all("dt")] == ["only machine (1)"]
    assert shown.one("dd").one("a").text == f"{project.HOSTILE}/0001"


def test_report_without_gold_coding_says_so(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    none = tables.build_table([], schema.CONFUSION)
    tables.write_partition(paths.AGREEMENT / "confusion", tables.name_partition(0), none)
    report.main(config.compose_run())
    page = Page(paths.REPORT.read_text(encoding="utf-8")).root
    assert "There is no gold coding of these articles" in page.one("section", id="agreement").text
    assert page.all("details", "confusion") == []
