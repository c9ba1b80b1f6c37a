"""Coding passes made in other tools: what marks in texts code, and what of them is listed."""

import pytest

from rejoinder.agreement.marks import lay_marks, name_articles
from rejoinder.agreement.rows import CodedStatement
from rejoinder.human_coding.code_names import CodeNames
from rejoinder.human_coding.label_studio import NO_FRAME
from rejoinder.human_coding.marked_texts import Mark, MarkedFile, MarkedText
from rejoinder.human_coding.model import Code, CodingPass

NAMES = CodeNames({"denial": "Denial", "talks": "Talking"}, ["Norland"], {"talks": "Talks", "port": "the port"})
TEXT = "Port shut\n\nWe did not do it. He said so. \U0001f600 Talks go on.\n\nHe said so.\n\n(By Bo Lund)"
SENTENCES = ("Port shut", "We did not do it.", "He said so.", "\U0001f600 Talks go on.", "He said so.", "(By Bo Lund)")


def cut(text: str = TEXT, article: str = "harbour") -> list[CodedStatement]:
    rows: list[CodedStatement] = []
    for number, sentence in enumerate(SENTENCES, 1):
        start = text.index(sentence, rows[-1]["start"] + len(rows[-1]["text"]) if rows else 0)
        rows.append({
            "statement_id": f"{article}/{number:04d}", "article_id": article, "sent_id": number,
            "unit": "credit" if sentence.startswith("(") else "paragraph", "start": start, "text": sentence,
            "speaker": None, "speaker_kind": None, "side": None, "form": None,
        })  # fmt: skip
    return rows


def mark(words: str, code: str, text: str = TEXT, coder: str = "", place: int = 0) -> Mark:
    start = text.index(words, place)
    return Mark(start=start, end=start + len(words), words=words, code=code, coder=coder)


def lay(*marks: Mark, text: str = TEXT, name: str = "harbour") -> tuple[CodingPass, list[str]]:
    file = MarkedFile("seeds/gold/ann.qdpx", [MarkedText(name=name, text=text, marks=marks)])
    coding, skipped = lay_marks(file, cut(), NAMES)
    return coding, [f"{rows.item}: {rows.reason}" for rows in skipped]


def list_frames(coding: CodingPass) -> dict[int, str]:
    return {sent_id: " ".join(sorted(code.frames or ())) for (_, sent_id), code in coding.codes.items() if code.frames}


def test_every_statement_of_the_text_is_coded_and_what_has_no_mark_has_no_frame() -> None:
    coding, skipped = lay(mark("We did not do it.", "Denial"))
    assert (coding.name, skipped) == ("ann", [])
    none = Code(speaker="", form="", frames=frozenset())
    denial = Code(speaker="", form="", frames=frozenset(["denial"]))
    assert coding.codes == {("harbour", n): denial if n == 2 else none for n in range(1, 6)}  # not the by-line


@pytest.mark.parametrize(
    ("words", "coded"),
    [
        pytest.param("not do", [2], id="words within a sentence"),
        pytest.param("We did not do it. H", [2], id="a letter too many"),
        pytest.param("do it. He said so. \U0001f600 Talks go", [3, 4], id="over sentences, half of the first or not"),
        pytest.param(TEXT[11:59], [2, 3, 4], id="a whole paragraph"),
    ],
)
def test_mark_codes_the_statements_that_it_covers_half_of_or_that_hold_half_of_it(words: str, coded: list[int]) -> None:
    coding, _ = lay(mark(words, "Denial"))
    assert list(list_frames(coding)) == coded


def test_white_space_and_line_ends_of_another_tool_move_no_mark() -> None:
    text = "\ufeff" + TEXT.replace("\n\n", "\r\n\r\n\r\n").replace(". ", ".\t")
    coding, skipped = lay(mark("He said so.", "Denial", text, place=60), text=text)
    assert (list_frames(coding), skipped) == ({5: "denial"}, [])


def test_title_that_a_tool_puts_before_the_text_moves_no_mark() -> None:
    text = "Harbour news\n" + TEXT
    assert list_frames(lay(mark("He said so.", "Denial", text, place=65), text=text)[0]) == {5: "denial"}


def test_words_of_an_edited_text_are_found_where_they_are_and_listed_where_they_are_not() -> None:
    text = TEXT.replace("do it", "close it").replace("shut", "open")
    marks = [mark("Talks go on.", "Denial", text), mark("We did not close it.", "Talking", text)]
    coding, skipped = lay(*marks, text=text)
    assert list_frames(coding) == {4: "denial"}
    assert skipped == [
        "seeds/gold/ann.qdpx: article harbour, code 'Talking': 'We did not close it.':"
        " these words are not in the article as it is now",
        "seeds/gold/ann.qdpx: article harbour, 2 statement(s):"
        " not coded: their words are not in the file's text, or none of its marks stand in this article",
    ]
    assert [number for _, number in coding.codes] == [3, 4, 5]  # not the two that were edited


def test_repeated_words_without_their_text_are_told_apart_by_place_and_else_listed() -> None:
    first, far = (Mark(start=start, end=start + 11, words="He said so.", code="Denial") for start in (26, 300))
    coding, skipped = lay(first, far, text="")
    assert list_frames(coding) == {3: "denial"}
    assert len(skipped) == 1
    assert "several times" in skipped[0]


def test_mark_of_no_words_or_on_a_by_line_is_listed() -> None:
    _, skipped = lay(Mark(start=9, end=11, words="\n\n", code="Denial"), mark("By Bo Lund", "Denial"))
    assert ["no words" in skipped[0], "no statement" in skipped[1]] == [True, True]


def test_sides_stances_and_speakers_are_coded_where_the_file_has_any() -> None:
    words = "We did not do it."
    codes = ("side: Norland", "opposes The Port", "favours talks", "speaker: Ada Moor")
    coding, skipped = lay(*(mark(words, code) for code in codes))
    assert skipped == []
    stances = {"talks": "favours", "port": "opposes"}
    full = Code(speaker="Ada Moor", form="", frames=None, side="Norland", stances=stances)
    assert coding.codes["harbour", 2] == full
    neutral = {"talks": "neutral", "port": "neutral"}
    assert coding.codes["harbour", 1] == Code(speaker="", form="", frames=None, side="none", stances=neutral)


def test_statement_coded_both_ways_is_listed_and_left_open() -> None:
    coding, skipped = lay(mark("We did not do it.", "favours talks"), mark("not do it.", "opposes talks"))
    assert coding.codes["harbour", 2].stances == {"port": "neutral"}
    assert len(skipped) == 1
    assert "statement 2: stance toward talks" in skipped[0]


def test_codes_of_the_coder_s_own_are_counted_and_listed() -> None:
    coding, skipped = lay(mark("Talks go on.", "Denial"), mark("Talks go on.", "vivid"), mark("He said", "vivid"))
    assert list_frames(coding) == {4: "denial"}
    assert len(skipped) == 1
    assert "code 'vivid', 2 mark(s)" in skipped[0]


def test_file_with_codes_of_another_codebook_alone_is_no_pass() -> None:
    coding, skipped = lay(mark("Talks go on.", "vivid"))
    assert (coding.codes, len(skipped)) == ({}, 1)


def test_coding_of_several_people_in_one_file_is_said_to_be_one_pass() -> None:
    marks = [mark("He said so.", "Denial", coder=coder) for coder in ("machine", "Ann", "Bo")]
    _, skipped = lay(*marks)
    assert len(skipped) == 1
    assert "coding of Ann, Bo" in skipped[0]


def test_text_of_no_article_is_listed() -> None:
    coding, skipped = lay(mark("He said so.", "Denial"), name="pier")
    assert (coding.codes, len(skipped)) == ({}, 1)
    assert "text 'pier', 1 mark(s)" in skipped[0]


@pytest.mark.parametrize("offered", ["Denial", NO_FRAME])
def test_frames_that_were_offered_and_never_given_are_coded_as_absent(offered: str) -> None:
    text = MarkedText(name="harbour", text=TEXT, marks=[], offered=[offered, "vivid"])
    coding, skipped = lay_marks(MarkedFile("ann.qdpx", [text]), cut(), NAMES)
    assert ([code.frames for code in coding.codes.values()], skipped) == ([frozenset()] * 5, [])


def test_file_that_neither_has_nor_offers_a_code_of_this_run_is_no_pass_and_listed() -> None:
    coding, skipped = lay()
    assert (coding.codes, len(skipped)) == ({}, 1)
    assert "no code in it is a frame" in skipped[0]


@pytest.mark.parametrize("text", ["", "Another text of the same name."])
def test_article_in_which_no_mark_stands_is_not_coded_and_listed(text: str) -> None:
    coding, skipped = lay(Mark(start=0, end=12, words="Another text", code="Denial"), text=text)
    assert coding.codes == {}
    assert any("article harbour, 5 statement(s): not coded" in line for line in skipped)


def test_of_a_part_of_an_article_only_the_statements_in_it_are_coded_and_the_rest_is_listed() -> None:
    part = TEXT[:28]  # the title and the first sentence
    coding, skipped = lay(mark("not do it", "Denial", part), text=part)
    assert [number for _, number in coding.codes] == [1, 2]
    assert len(skipped) == 1
    assert "article harbour, 3 statement(s): not coded" in skipped[0]


def test_text_under_another_name_is_the_article_that_has_this_text() -> None:
    text = MarkedText(name="Document 1.txt", text=TEXT.replace("\n", "\r\n"), marks=[])
    (file,) = name_articles([MarkedFile("ann.qdpx", [text])], {"harbour"}, [cut()])
    assert file.texts[0].name == "harbour"
