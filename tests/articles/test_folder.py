"""Option `folder` of stage `articles`: one article per file of any usual kind."""

import pytest

from rejoinder.articles import FolderFiles, Metadata
from rejoinder.articles.model import ArticleRow
from tests.support.article_files import BODY, TITLE, html, list_blocks, markdown, pdf, read_articles, text, word

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
    rows, left_out = read_articles(method, [(path, content)], beside)
    assert left_out == []
    return rows[0]


def test_markdown_loses_its_marks_and_its_front_matter_is_read() -> None:
    row = one("in/ban.md", markdown().encode())
    assert list_blocks(row)[:2] == [("title", TITLE), ("paragraph", "Karran will answer the ban on its ferries.")]
    assert (row["outlet"], row["published"]) == ("The Karran Courier", "2021-05-03")


def test_of_html_the_main_text_is_read_and_what_the_page_says_of_it() -> None:
    row = one("in/ban.html", html())
    assert [kind for kind, _ in list_blocks(row)] == ["title", "paragraph", "paragraph", "paragraph"]
    assert [said for _, said in list_blocks(row)] == [TITLE, *BODY]
    assert (row["outlet"], row["published"]) == ("The Karran Courier", "2021-05-03")


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        pytest.param("<q>We have waited</q>, he said", "“We have waited”, he said", id="q"),
        pytest.param(
            '<q cite="x">She said <q>no</q> twice</q>, he said', "“She said ‘no’ twice”, he said", id="nested"
        ),
        pytest.param("<q>“We have waited”</q>, he said", "“We have waited”, he said", id="marks are written"),
    ],
)
def test_the_marks_of_a_quotation_in_html_are_read(marked: str, text: str) -> None:
    row = one("in/ban.html", html().replace(BODY[1].encode(), f"{marked} of the ferries of Karran.".encode()))
    assert list_blocks(row)[2] == ("paragraph", f"{text} of the ferries of Karran.")


def test_the_paragraphs_in_a_table_that_lays_a_page_out_are_parted() -> None:
    page = html().replace(b"<article>", b"<table><tr><td><p>").replace(b"</article>", b"</p></td></tr></table>")
    assert [said for _, said in list_blocks(one("in/ban.html", page))] == [TITLE, *BODY]


def test_the_lines_of_a_pdf_are_joined_to_paragraphs_and_parted_words_to_words() -> None:
    row = one("in/ban.pdf", pdf([TITLE, *WRAPPED]))
    assert [said for _, said in list_blocks(row)] == [
        TITLE,
        "Karran will answer the ban on its ferries with one of its own, Transport Minister Ivo Brand said on Monday. "
        "He spoke at the port to some thirty reporters.",
        "According to Brand, three hundred Karran sailors have lost their pay because Ostrovia closed its harbours.",
    ]


def test_a_damaged_pdf_that_can_be_read_is_listed() -> None:
    content = pdf([TITLE, *WRAPPED]).replace(b"\n0000000009 ", b"\n0000000019 ")
    (row,), left_out = read_articles(METHOD, [("in/ban.pdf", content)])
    assert row["article_id"] == "ban.pdf"
    assert [(item.item, item.reason) for item in left_out] == [
        (
            "in/ban.pdf: reading",
            "the PDF is damaged (Ignoring wrong pointing object 1 0 (offset 19)); check that its text is whole",
        )
    ]


def test_a_pdf_whose_font_does_not_name_its_ligatures_is_listed() -> None:
    _, left_out = read_articles(METHOD, [("in/ban.pdf", pdf([TITLE, *WRAPPED, "The o\0ce was \0ned by the port."]))])
    assert [(item.item, item.reason) for item in left_out] == [
        (
            "in/ban.pdf: reading",
            "2 sign(s), often ligatures such as 'fi', are not named by the PDF's font and are lost; "
            "check that its text is whole",
        )
    ]


def test_a_word_documents_heading_is_its_title() -> None:
    row = one("in/ban.docx", word([("Heading 1", "Ferries are banned."), *(("", part) for part in BODY)]))
    assert row["title"] == "Ferries are banned."
    assert list_blocks(row)[:2] == [("title", "Ferries are banned."), ("paragraph", BODY[0])]


def test_the_sidecar_comes_before_what_the_file_says() -> None:
    row = one("in/ban.html", html(), outlet="Courier on Sunday")
    assert (row["outlet"], row["published"]) == ("Courier on Sunday", "2021-05-03")


def test_an_article_with_an_unreadable_date_is_kept_and_the_date_listed() -> None:
    content = markdown().replace("3 May 2021", "spring").encode()
    (row,), left_out = read_articles(METHOD, [("in/ban.md", content)])
    assert row["published"] == ""
    assert [(item.item, item.reason) for item in left_out] == [
        ("in/ban.md: date", "'spring' is no date; the article is kept without a date")
    ]


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
    rows, left_out = read_articles(METHOD, [(path, content), ("in/z.txt", text().encode())])
    assert [row["article_id"] for row in rows] == ["z"]
    assert [item.item for item in left_out] == [path]
    assert reason in left_out[0].reason
