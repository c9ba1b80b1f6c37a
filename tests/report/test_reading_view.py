"""The reading view: every statement with its words, its evidence and how it was coded."""

import re

import pytest

from rejoinder import config, paths, report, tables
from rejoinder.codebook import Codebook, Frame
from rejoinder.report.reading import ReadingError, assign_signs
from tests.support import report_project as project
from tests.support.html_page import text_without


def list_units():
    for article, parts in project.TEXTS.items():
        text, _, sentences = project.lay_out(parts)
        for number, (kind, _, start, end) in enumerate(sentences, 1):
            yield article, number, kind, text[start:end]


def test_every_statement_appears_exactly_once_with_its_words(page):
    words = [element.one("span", "tx").text for element in page.all("span", "st")]
    assert words == [text for _, _, kind, text in list_units() if kind != "credit"]


@pytest.mark.parametrize("article", project.TEXTS)
def test_reading_view_holds_the_whole_text_of_an_article(page, article):
    place = page.all("article", "reading")[list(project.TEXTS).index(article)]
    blocks = [re.sub(r"\s+", " ", text_without(body, "no")).strip() for body in place.all(cls="body")]
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
    assert [u.text for u in project.find_statement(page, project.RIVER, number).all("u")] == words


def test_words_that_speak_for_two_frames_are_marked_as_such(page):
    assert [u.text for u in project.find_statement(page, project.RIVER, 5).all("u", "two")] == ["its neighbour"]


def test_statement_with_two_frames_shows_both_by_sign_colour_and_name(page):
    statement = project.find_statement(page, project.RIVER, 5)
    assert [sign.text for sign in statement.all(cls="sign")] == ["Dn", "T"]
    assert "--f2" in statement.one(cls="tx").attributes["style"]
    assert "--f4" in statement.one(cls="tx").attributes["style"]
    assert "Denial and Talks" in statement.one("a", "no").text
    assert statement.attributes["data-frame"] == "2 4"


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
    assert re.sub(r"\s+", " ", note.text) == "Ada Lind Norvia, guessed 3–4 direct"


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
    quoted = re.findall(r"<q>(.*?)</q>", "".join(f"<q>{q.text}</q>" for q in page.one(id="a1-s3-card").all("q")))
    places = [re.findall(r"\d+", s.text) for s in page.one(id="a1-s3-card").all("span", "span")]
    assert quoted
    assert [text[int(start) : int(end)] for start, end in places] == quoted


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
    assigned = assign_signs(Codebook(unit="", source="", frames=frames))
    assert [sign.sign for sign in assigned.values()] == signs


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
    with pytest.raises(ReadingError, match=message):
        report.main(config.compose_run())


def test_margin_says_whose_side_is_guessed_and_that_the_outlet_narrates(page):
    sides = [[side.text for side in margin.all("span", "side")] for margin in page.all("div", "margin")]
    assert [side for margin in sides for side in margin if side != "credit"] == [
        "Norvia", "Norvia", "Norvia, guessed", "Sudria", "side unknown", "the outlet",
    ]  # fmt: skip


def test_genres_are_counted_and_said_of_each_text_that_is_no_news(page):
    assert "articles: 1 news, 1 speech" in [name.text for name in page.all("dt")]
    assert [line.text.split(" · ")[2:] for line in page.all("p", "outlet")] == [[], ["speech by The Mayor, as stated"]]
