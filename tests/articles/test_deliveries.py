"""Options `nexis` and `factiva` of stage `articles`: many articles in one file, in the archives' layouts."""

import pytest

from rejoinder.articles import Factiva, Nexis
from tests.support.article_files import (
    BODY,
    OTHER,
    OTHER_TITLE,
    TITLE,
    factiva,
    factiva_article,
    factiva_indexed,
    list_blocks,
    list_reasons,
    nexis,
    nexis_document,
    read_articles,
    word,
)

NEXIS = Nexis(folder="in", language="en", partition_size=200)
FACTIVA = Factiva(folder="in", language="en", partition_size=200)
FIRST, SECOND = nexis_document(TITLE, BODY), nexis_document(OTHER_TITLE, OTHER, source="Ostrovia Post", Byline="")


def test_nexis_articles_have_their_headline_source_date_byline_and_body() -> None:
    rows, left_out = read_articles(NEXIS, [("in/a.docx", nexis(FIRST, SECOND))])
    assert left_out == []
    first, second = sorted(rows, key=lambda row: row["path"])
    assert list_blocks(first) == [("title", TITLE), ("credit", "By Ines Maro"), *(("paragraph", part) for part in BODY)]
    assert (first["outlet"], first["published"]) == ("The Karran Courier", "2021-05-03")
    assert first["rights"] == "Copyright 2021 The Karran Courier All Rights Reserved"
    assert (second["title"], second["outlet"]) == (OTHER_TITLE, "Ostrovia Post")
    assert second["path"] == "in/a.docx: document 2"


def test_nexis_without_heading_styles_is_read_by_position() -> None:
    plain = [("", said) for _, said in FIRST]
    (row,), left_out = read_articles(NEXIS, [("in/a.docx", nexis(plain))])
    assert left_out == []
    assert (row["title"], row["outlet"], row["published"]) == (TITLE, "The Karran Courier", "2021-05-03")


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Tuesday, May 4, 2021", "2021-05-04"),
        ("May 4, 2021 Tuesday 10:15 PM GMT", "2021-05-04"),
        ("4 May 2021 10:15 PM", "2021-05-04"),
        ("2021-05-04", "2021-05-04"),
        ("Correction Appended", ""),
    ],
)
@pytest.mark.parametrize("style", ["Heading 1", ""], ids=["styled", "by position"])
@pytest.mark.parametrize("title", [TITLE, "May 3, 2021: The Day the Ferry Stopped", "A Body of Water", "Body"])
def test_nexis_tells_headline_date_and_body_apart(title: str, style: str, date: str, published: str) -> None:
    document = [(style, title), *nexis_document(title, BODY, date=date)[1:]]
    (row,), left_out = read_articles(NEXIS, [("in/a.docx", nexis(document))])
    assert [item.item for item in left_out] == ([] if published else ["in/a.docx: document 1: date"])
    assert (row["title"], row["outlet"], row["published"]) == (title, "The Karran Courier", published)
    assert [text for kind, text in list_blocks(row)[2:] if kind == "paragraph"] == list(BODY)


def test_a_nexis_correction_is_no_part_of_headline_or_body() -> None:
    document = nexis_document(f"{TITLE} - Correction Appended", BODY)
    start = document.index(("", "Graphic"))
    document[start:start] = [("", "Correction-Date: May 6, 2021"), ("", "The quay was built in 1911, not 1912.")]
    (row,), _ = read_articles(NEXIS, [("in/a.docx", nexis(document))])
    assert row["title"] == TITLE
    assert list_blocks(row)[-1] == ("paragraph", BODY[-1])


def test_a_delivered_article_that_states_no_date_is_kept_and_the_date_listed() -> None:
    document = [line for line in nexis_document(TITLE, BODY) if "2021" not in line[1] or "Copyright" in line[1]]
    (row,), left_out = read_articles(NEXIS, [("in/a.docx", nexis(document))])
    assert row["published"] == ""
    assert [item.reason for item in left_out] == ["no date is stated; the article is kept without a date"]


def test_a_nexis_article_shorter_than_it_says_is_kept_and_list_reasons() -> None:
    content = nexis(nexis_document(TITLE, BODY, Length="2,043 words"))
    (row,), left_out = read_articles(NEXIS, [("in/a.docx", content)])
    words = sum(len(part.split()) for part in BODY)
    assert row["title"] == TITLE
    assert list_reasons(left_out) == [
        (
            "in/a.docx: document 1: length",
            f"2043 words stated, {words} read; check that the article is whole",
        )
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        pytest.param(FIRST[:-1], "no line 'End of Document' after it, the file is torn; deliver it again", id="torn"),
        pytest.param([line for line in FIRST if line[1] != "Body"], "no line 'Body', so no text", id="no body"),
        pytest.param([("", "Body"), ("", "Text."), FIRST[-1]], "neither a line styled as heading", id="no headline"),
    ],
)
def test_a_nexis_document_that_is_not_whole_is_list_reasons(lines: list[tuple[str, str]], reason: str) -> None:
    rows, left_out = read_articles(NEXIS, [("in/a.docx", word([*SECOND, *lines]))])
    assert [row["title"] for row in rows] == [OTHER_TITLE]
    assert left_out[0].item == "in/a.docx: document 2"
    assert reason in left_out[0].reason


def test_a_word_file_that_is_no_delivery_is_list_reasons() -> None:
    _, left_out = read_articles(NEXIS, [("in/a.docx", word([("", "A letter.")]))])
    assert "no line 'End of Document', expected one after each article" in left_out[0].reason


@pytest.mark.parametrize("layout", [factiva_article, factiva_indexed], ids=["plain", "with indexing"])
def test_factiva_articles_have_their_fields_in_both_layouts(layout: type) -> None:
    one, two = "KARCOU0020210503eh5300001", "KARCOU0020210507eh5700002"
    rows, left_out = read_articles(
        FACTIVA, [("in/a.html", factiva(layout(TITLE, BODY, one), layout(OTHER_TITLE, OTHER, two)))]
    )
    assert left_out == []
    first = rows[0]
    assert [row["article_id"] for row in rows] == [one, two]
    assert list_blocks(first) == [("title", TITLE), ("credit", "By Ines Maro"), *(("paragraph", part) for part in BODY)]
    assert (first["outlet"], first["published"], first["language"]) == ("The Karran Courier", "2021-05-03", "en")
    assert first["rights"] == "(c) 2021 The Karran Courier"


def test_a_factiva_article_in_a_frame_is_read_once() -> None:
    number = "KARCOU0020210503eh5300001"
    framed = f'<div id="article-{number}" class="article">{factiva_article(TITLE, BODY, number)}</div>'
    rows, left_out = read_articles(FACTIVA, [("in/a.html", factiva(framed, factiva_article("B", OTHER, "B1")))])
    assert left_out == []
    assert [row["path"] for row in rows] == ["in/a.html: article 2", "in/a.html: article 1"]


@pytest.mark.parametrize(
    ("words", "date", "language", "document"),
    [
        pytest.param("{} Wörter", "3 Mai 2021", "Englisch", "Dokument", id="German"),
        pytest.param("{} mots", "3 mai 2021", "Anglais", "Document", id="French"),
        pytest.param("{} 字", "2021 年 5 月 3 日", "英语", "文件", id="Chinese"),
        pytest.param("{} слов", "3 мая 2021", "английский", "Документ", id="Russian"),
        pytest.param("", "3 May 2021", "English", "Document", id="no length"),
    ],
)
def test_factiva_is_read_in_every_language_of_its_interface(
    words: str, date: str, language: str, document: str
) -> None:
    count = sum(len(part.split()) for part in BODY)
    article = factiva_article(TITLE, BODY, "KARCOU0020210503eh5300001")
    for english, other in (
        (f"<div>{count} words</div>", f"<div>{words.format(count)}</div>"),
        ("3 May 2021", date),
        (">English<", f">{language}<"),
        ("Document", document),
    ):
        article = article.replace(english, other)
    (row,), left_out = read_articles(FACTIVA, [("in/a.html", factiva(article))])
    assert left_out == []
    assert row["article_id"] == "KARCOU0020210503eh5300001"
    assert (row["outlet"], row["published"], row["language"]) == ("The Karran Courier", "2021-05-03", "en")


def test_a_factiva_article_without_text_is_list_reasons() -> None:
    content = factiva(factiva_article(TITLE, BODY, "A1"), factiva_article(OTHER_TITLE, (), "A2"))
    rows, left_out = read_articles(FACTIVA, [("in/a.html", content)])
    assert [row["article_id"] for row in rows] == ["A1"]
    assert list_reasons(left_out) == [("in/a.html: article 2", "no paragraph of class 'articleParagraph', so no text")]


def test_a_factiva_article_in_another_language_is_list_reasons() -> None:
    content = factiva(factiva_article(TITLE, BODY, "A1").replace(">English<", ">French<"))
    rows, left_out = read_articles(FACTIVA, [("in/a.html", content)])
    assert (rows, list_reasons(left_out)) == ([], [("in/a.html: article 1", "language is fr, expected en")])


def test_a_page_that_is_no_delivery_is_list_reasons() -> None:
    _, left_out = read_articles(FACTIVA, [("in/a.html", b"<html><body><p>Hello</p></body></html>")])
    assert "no element of class 'article'" in left_out[0].reason
