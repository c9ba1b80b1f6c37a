"""Option `folder` of stage `articles`: one article per file of any usual kind, and what all options share."""

import pytest

from rejoinder.articles import FolderFiles, Metadata, dates, ids, languages, text_repair
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.model import ArticleRow
from tests.support.article_files import BODY, OTHER, OTHER_TITLE, TITLE, chosen, html, markdown, pdf, text, word

METHOD = FolderFiles(folder="in", language="en", partition_size=200)
WRAPPED = (
    "Karran will answer the ban on its ferries with one of its own, Trans-",
    "port Minister Ivo Brand said on Monday. He spoke at the port to some",
    "thirty reporters.",
    "According to Brand, three hundred Karran sailors have lost their pay",
    "because Ostrovia closed its harbours.",
)


def one(path: str, content: bytes, method: FolderFiles = METHOD, **sidecar: str) -> ArticleRow:
    beside = {path.rpartition(".")[0]: Metadata(**sidecar)} if sidecar else {}
    rows, left_out = chosen(method, [(path, content)], beside)
    assert left_out == []
    return rows[0]


def parts(row: ArticleRow) -> list[tuple[str, str]]:
    return [(b["kind"], row["text"][b["start"] : b["end"]]) for b in row["blocks"]]


def test_markdown_loses_its_marks_and_its_front_matter_is_read() -> None:
    row = one("in/ban.md", markdown().encode())
    assert parts(row)[:2] == [("title", TITLE), ("paragraph", "Karran will answer the ban on its ferries.")]
    assert (row["outlet"], row["published"]) == ("The Karran Courier", "2021-05-03")


def test_of_html_the_main_text_is_read_and_what_the_page_says_of_it() -> None:
    row = one("in/ban.html", html())
    assert [kind for kind, _ in parts(row)] == ["title", "paragraph", "paragraph", "paragraph"]
    assert [said for _, said in parts(row)] == [TITLE, *BODY]
    assert (row["outlet"], row["published"]) == ("The Karran Courier", "2021-05-03")


def test_the_lines_of_a_pdf_are_joined_to_paragraphs_and_parted_words_to_words() -> None:
    row = one("in/ban.pdf", pdf([TITLE, *WRAPPED]))
    assert [said for _, said in parts(row)] == [
        TITLE,
        "Karran will answer the ban on its ferries with one of its own, Transport Minister Ivo Brand said on Monday. "
        "He spoke at the port to some thirty reporters.",
        "According to Brand, three hundred Karran sailors have lost their pay because Ostrovia closed its harbours.",
    ]


def test_a_damaged_pdf_that_can_be_read_is_listed() -> None:
    content = pdf([TITLE, *WRAPPED]).replace(b"\n0000000009 ", b"\n0000000019 ")
    (row,), left_out = chosen(METHOD, [("in/ban.pdf", content)])
    assert row["article_id"] == "ban.pdf"
    assert [(item.item, item.reason) for item in left_out] == [
        (
            "in/ban.pdf: reading",
            "the PDF is damaged (Ignoring wrong pointing object 1 0 (offset 19)); check that its text is whole",
        )
    ]


def test_a_word_documents_heading_is_its_title() -> None:
    row = one("in/ban.docx", word([("Heading 1", "Ferries are banned."), *(("", part) for part in BODY)]))
    assert row["title"] == "Ferries are banned."
    assert parts(row)[:2] == [("title", "Ferries are banned."), ("paragraph", BODY[0])]


def test_the_sidecar_comes_before_what_the_file_says() -> None:
    row = one("in/ban.html", html(), outlet="Courier on Sunday")
    assert (row["outlet"], row["published"]) == ("Courier on Sunday", "2021-05-03")


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        pytest.param("The café in Señor Núñez’s port is “closed”, the minister said.", "cp1252", id="Windows"),
        pytest.param("The café in Zürich is closed to all, the minister said.", "latin-1", id="Latin-1"),
        pytest.param("The café is “closed”, the minister said.", "utf-16", id="UTF-16 with mark"),
        pytest.param("The café is “closed”, the minister said.", "utf-8-sig", id="UTF-8 with mark"),
    ],
)
def test_the_encoding_is_found_out(said: str, encoding: str) -> None:
    assert text_repair.decode(said.encode(encoding), None) == said


def test_an_encoding_that_is_declared_in_html_is_believed() -> None:
    page = '<html><head><meta charset="cp1251"></head><body>Café Порт</body></html>'.replace("é", "e")
    assert text_repair.decode(page.encode("cp1251"), None) == page


def test_a_given_encoding_is_used() -> None:
    assert text_repair.decode("The café’s port".encode("mac_roman"), "mac_roman") == "The café’s port"


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        pytest.param("Smith &amp; Sons&#8217; ferry", "Smith & Sons’ ferry", id="entities"),
        pytest.param("the oﬃce ﬁred him", "the office fired him", id="ligatures"),
        pytest.param("the cafÃ© said â€œnoâ€\x9d", "the café said “no”", id="decoded twice"),
        pytest.param("har\u00adbour of 3\u00a0000", "harbour of 3 000", id="soft hyphen and no-break space"),
        pytest.param("“No,” he said – ‘never’", "“No,” he said – ‘never’", id="curly quotation marks stay"),
    ],
)
def test_text_is_mended(broken: str, mended: str) -> None:
    assert text_repair.repair_text(broken) == mended


@pytest.mark.parametrize(
    ("value", "day_first", "expected"),
    [
        pytest.param("March 12, 2013 Tuesday", False, "2013-03-12", id="American, with weekday"),
        pytest.param("12 March 2013", False, "2013-03-12", id="British"),
        pytest.param("Sept. 3rd, 2013", False, "2013-09-03", id="abbreviated, ordinal"),
        pytest.param("2013-03-12T23:30:00-08:00", True, "2013-03-12", id="the day that is written, not UTC's"),
        pytest.param("20130312", True, "2013-03-12", id="eight digits"),
        pytest.param("2013/03/04", True, "2013-03-04", id="a year in front is followed by the month"),
        pytest.param("3/4/2013", True, "2013-04-03", id="day first"),
        pytest.param("3/4/2013", False, "2013-03-04", id="month first"),
        pytest.param("12.11.13", True, "2013-11-12", id="two digits of the year"),
        pytest.param("", True, "", id="none"),
    ],
)
def test_dates_in_any_usual_form(value: str, day_first: bool, expected: str) -> None:
    assert dates.parse_date(value, day_first) == expected


@pytest.mark.parametrize(
    ("value", "day_first", "message"),
    [
        ("yesterday", False, "'yesterday' is no date"),
        ("March 2013", False, "is no date with day, month and year"),
        ("Monday 10am", False, "is no date with day, month and year"),
        ("31 February 2013", False, "is no date"),
        ("13/4/2013", False, "is no date with the month first; if the day comes first, change 'day_first'"),
        ("4/13/2013", True, "is no date with the day first; if the month comes first, change 'day_first'"),
    ],
)
def test_a_date_that_is_none_is_not_guessed(value: str, day_first: bool, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        dates.parse_date(value, day_first)


def test_an_article_with_an_unreadable_date_is_kept_and_the_date_listed() -> None:
    content = markdown().replace("3 May 2021", "spring").encode()
    (row,), left_out = chosen(METHOD, [("in/ban.md", content)])
    assert row["published"] == ""
    assert [(item.item, item.reason) for item in left_out] == [
        ("in/ban.md: date", "'spring' is no date; the article is kept without a date")
    ]


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en", "en"), ("en-US", "en"), ("ENGLISH", "en"), ("French", "fr"), ("German ", "de"), ("?", "")],
)
def test_a_stated_language_is_an_iso_code(stated: str, code: str) -> None:
    assert languages.parse_language(stated) == code


def test_an_id_is_a_file_name_and_the_path_tells_it_apart() -> None:
    made = [ids.make_safe_id(name) for name in ("a", "2013/a", "2013-a", "a b", "../a", "é.html", "x" * 300, "?")]
    assert len(set(made)) == len(made)
    assert (made[0], made[2], made[5]) == ("a", "2013-a", "é.html")
    assert all(name and "/" not in name and not name.startswith(".") and len(name) < 100 for name in made)


def test_files_of_one_name_in_two_folders_have_two_ids_whatever_their_order() -> None:
    files = [("in/1/a.txt", text().encode()), ("in/2/a.txt", text(OTHER_TITLE, OTHER).encode())]
    there, _ = chosen(METHOD, files)
    back, _ = chosen(METHOD, files[::-1])
    assert there == back
    assert len({row["article_id"] for row in there}) == 2


WIRE = text(TITLE, (*BODY, *OTHER))
CUT = text("Ferries: A Reply", (*BODY, *OTHER[:1], "The keeper's lamp, he said, had failed."))
NEAR = FolderFiles(folder="in", language="en", partition_size=200, duplicates=Duplicates(near=0.6))


def test_a_wire_copy_is_listed_with_the_id_of_the_first_by_date() -> None:
    files = [("in/a.txt", CUT.encode()), ("in/b.txt", WIRE.encode()), ("in/c.txt", text(OTHER_TITLE, OTHER).encode())]
    beside = {"in/a": Metadata(published="2021-05-04"), "in/b": Metadata(published="2021-05-03")}
    for order in (files, files[::-1]):
        rows, left_out = chosen(NEAR, order, beside)
        assert sorted(row["article_id"] for row in rows) == ["b", "c"]
        (copy,) = left_out
        assert copy.item == "in/a.txt"
        assert copy.reason.startswith("near copy of b, which is kept (Jaccard index 0.")


def test_a_copy_below_the_threshold_is_kept() -> None:
    strict = FolderFiles(folder="in", language="en", partition_size=200, duplicates=Duplicates(near=0.95))
    rows, left_out = chosen(strict, [("in/a.txt", CUT.encode()), ("in/b.txt", WIRE.encode())])
    assert (len(rows), left_out) == (2, [])


def test_the_same_paragraphs_under_another_headline_are_a_near_copy() -> None:
    rows, left_out = chosen(NEAR, [("in/a.txt", text().encode()), ("in/b.txt", text("Ferries Held").encode())])
    assert [row["article_id"] for row in rows] == ["a"]
    assert "Jaccard index 1.00" in left_out[0].reason


def test_copies_are_kept_if_the_leaf_says_so() -> None:
    keep = FolderFiles(folder="in", language="en", partition_size=200, duplicates=Duplicates(exact=False))
    rows, _ = chosen(keep, [("in/a.txt", WIRE.encode()), ("in/b.txt", WIRE.encode())])
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        pytest.param("in/a.pdf", b"%PDF-1.4 torn", "not a readable .pdf file", id="torn PDF"),
        pytest.param("in/a.pdf", pdf([]), "no text in the PDF; if it is a scan", id="PDF without text"),
        pytest.param("in/a.docx", b"PK\3\4", "not a readable .docx file", id="torn Word file"),
        pytest.param("in/a.html", b"<html><body></body></html>", "no main text found in the HTML", id="empty page"),
        pytest.param("in/a.md", b"---\na: [\n---\nText", "the front matter is not valid YAML", id="front matter"),
        pytest.param("in/a.txt", b"", "empty file", id="empty file"),
        pytest.param("in/a.txt", b"GIF89a\0\1\0\1", "binary file", id="binary"),
    ],
)
def test_a_malformed_file_among_others_is_listed_with_its_reason(path: str, content: bytes, reason: str) -> None:
    rows, left_out = chosen(METHOD, [(path, content), ("in/z.txt", text().encode())])
    assert [row["article_id"] for row in rows] == ["z"]
    assert [item.item for item in left_out] == [path]
    assert reason in left_out[0].reason
