"""Option `table` of stage `articles`: one article per row, and no row lost."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from rejoinder.articles import ArticleError, LeftOutItem, Metadata, TableFiles
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.model import ArticleRow
from rejoinder.articles.table import Columns
from tests.support.article_files import (
    BODY,
    OTHER,
    ROWS,
    TITLE,
    delimited,
    json_lines,
    list_reasons,
    parquet,
    read_articles,
    xlsx,
)

COLUMNS = Columns(text="text", title="title", id="id", outlet="outlet", published="published")
METHOD = TableFiles(folder="in", language="en", partition_size=200, columns=COLUMNS)


def read(path: str, content: bytes, method: TableFiles = METHOD) -> tuple[list[ArticleRow], list[LeftOutItem]]:
    return read_articles(method, [(path, content)])


@pytest.mark.parametrize(
    ("path", "make"),
    [
        pytest.param("in/a.csv", delimited, id="CSV"),
        pytest.param("in/a.csv", lambda rows: delimited(rows, ";"), id="CSV with semicolons"),
        pytest.param("in/a.tsv", lambda rows: delimited(rows, "\t"), id="TSV"),
        pytest.param("in/a.jsonl", json_lines, id="JSON Lines"),
        pytest.param("in/a.parquet", parquet, id="Parquet"),
        pytest.param("in/a.xlsx", xlsx, id="XLSX"),
        pytest.param("in/A.CSV", delimited, id="ending in capitals"),
    ],
)
def test_every_kind_of_table_gives_the_same_articles(path: str, make: Callable[..., bytes]) -> None:
    rows, left_out = read(path, make(ROWS))
    assert left_out == []
    assert [(row["article_id"], row["outlet"], row["published"]) for row in rows] == [
        ("k1", "The Karran Courier", "2021-05-03"),
        ("o1", "Ostrovia Post", "2021-05-07"),
    ]
    first = rows[0]
    said = [(b["kind"], first["text"][b["start"] : b["end"]]) for b in first["blocks"]]
    assert said == [("title", TITLE), *(("paragraph", part) for part in BODY)]


def test_a_genre_that_is_none_is_listed_and_told_by_the_layout() -> None:
    genres = ["wire", "news", "wire", "", "Speech", "op-ed", "letter", "blog", "post", "talk"]
    content = delimited([{"id": f"k{n}", "text": f"{BODY[0]} {n}.", "genre": genre} for n, genre in enumerate(genres)])
    method = replace(METHOD, columns=Columns(text="text", id="id", genre="genre"), duplicates=Duplicates(near=None))
    rows, left_out = read("in/a.csv", content, method)
    assert {row["article_id"]: row["genre"] for row in rows} == {
        f"k{n}": "speech" if genre == "Speech" else "news" for n, genre in enumerate(genres)
    }
    assert left_out == [
        LeftOutItem(
            item="in/a.csv: column 'genre'",
            reason="no news, transcript, speech, so the layout tells the genre:"
            " 'wire' (2), 'op-ed' (1), 'letter' (1), 'blog' (1), 'post' (1), 1 more",
        )
    ]


def test_a_missing_column_stops_the_run_and_names_the_key() -> None:
    content = delimited([{"headline": TITLE, "body": "x", "text_": BODY[0]}])
    with pytest.raises(ArticleError) as error:
        read("in/a.csv", content)
    assert str(error.value) == (
        "in/a.csv: expected a column 'text' (key 'columns.text' of the articles' option file), found none; "
        "did you mean 'text_'?"
    )


def test_a_date_of_parquet_or_a_workbook_is_one() -> None:
    rows, _ = read("in/a.xlsx", xlsx([{**ROWS[0], "published": datetime.datetime(2021, 5, 3, 9, 14)}]))
    assert rows[0]["published"] == "2021-05-03"


def test_without_an_id_column_the_id_is_of_the_content_whatever_the_order() -> None:
    method = TableFiles(folder="in", language="en", partition_size=200, columns=Columns(text="text", outlet="outlet"))
    there, _ = read("in/a.csv", delimited(ROWS), method)
    back, _ = read("in/b.csv", delimited(ROWS[::-1]), method)
    assert {row["article_id"] for row in there} == {row["article_id"] for row in back}
    assert sorted(row["article_id"].rpartition("_")[0] for row in there) == ["ostrovia-post", "the-karran-courier"]


def test_articles_that_share_an_id_are_told_apart_and_list_reasons() -> None:
    rows, left_out = read("in/a.csv", delimited([ROWS[0], {**ROWS[1], "id": "K1"}]))
    names = [row["article_id"] for row in rows]
    assert [name[:3].lower() for name in names] == ["k1-", "k1-"]
    assert len(set(names)) == 2
    assert list_reasons(left_out)[0] == (
        "in/a.csv: lines 2 to 4: id",
        f"2 articles have the id 'k1'; this one is kept as {names[0]}",
    )


def test_the_same_row_twice_is_kept_once_and_list_reasons() -> None:
    rows, left_out = read("in/a.jsonl", json_lines([ROWS[0], ROWS[0]]))
    assert len(rows) == 1
    assert list_reasons(left_out) == [("in/a.jsonl: line 2", "same text as k1, which is kept")]


@pytest.mark.parametrize(
    ("path", "content", "item", "reason"),
    [
        pytest.param(
            "in/a.csv", delimited(ROWS) + b"z,short\n", "lines 7 to 7", "2 field(s), expected 5", id="short row"
        ),
        pytest.param(
            "in/a.csv", delimited(ROWS) + b'z,t,"open\nmore,\nend', "lines 7 to 9", "not valid CSV", id="open quotation"
        ),
        pytest.param(
            "in/a.csv", delimited([*ROWS, {**ROWS[0], "text": " "}]), "line 7", "'text', got nothing", id="no text"
        ),
        pytest.param("in/a.jsonl", json_lines(ROWS) + b"{torn", "line 3", "not valid JSON", id="torn line"),
        pytest.param("in/a.jsonl", json_lines(ROWS) + b"[1]", "line 3", "JSON object, got list", id="no object"),
        pytest.param(
            "in/a.jsonl", json_lines([*ROWS, {"text": 7}]), "line 3", "column 'text', got the int 7", id="a number"
        ),
    ],
)  # fmt: skip
def test_a_malformed_row_is_listed_with_its_place(path: str, content: bytes, item: str, reason: str) -> None:
    rows, left_out = read(path, content)
    assert len(rows) == 2
    assert [one.item for one in left_out] == [f"{path}: {item.replace('lines 7 to 7', 'line 7')}"]
    assert reason in left_out[0].reason


def test_a_further_sheet_of_a_workbook_is_list_reasons() -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx(ROWS)))
    book.create_sheet("Notes")["A1"] = "checked"
    buffer = io.BytesIO()
    book.save(buffer)
    rows, left_out = read("in/a.xlsx", buffer.getvalue())
    assert len(rows) == 2
    assert list_reasons(left_out) == [
        ("in/a.xlsx: sheet 'Notes'", "only the first sheet is read; save this one as a file of its own")
    ]


def test_a_sidecar_says_what_holds_for_all_rows_that_do_not_say_it() -> None:
    method = TableFiles(
        folder="in", language="en", partition_size=200, columns=Columns(text="text", published="published")
    )
    rows, _ = read_articles(
        method, [("in/a.csv", delimited(ROWS))], {"in/a": Metadata(outlet="Archive", published="1999-01-01")}
    )
    assert {(row["outlet"], row["published"]) for row in rows} == {("Archive", "2021-05-03"), ("Archive", "2021-05-07")}


def test_a_title_the_text_begins_with_comes_once() -> None:
    (row,), _ = read("in/a.csv", delimited([{**ROWS[0], "text": "\n\n".join([TITLE, *OTHER])}]))
    assert row["text"].count(TITLE) == 1


def list_dates(dates: list[str], **settings: bool) -> tuple[list[str], list[tuple[str, str]]]:
    """The dates of one article for each, as read, and what is listed."""
    method = TableFiles(folder="in", language="en", partition_size=200, columns=COLUMNS, **settings)  # type: ignore[arg-type]
    content = [
        {"id": f"k{n}", "title": TITLE, "text": f"{BODY[0]} {n}.", "outlet": "Post", "published": date}
        for n, date in enumerate(dates)
    ]
    rows, left_out = read("in/a.csv", delimited(content), method)
    return [row["published"] for row in sorted(rows, key=lambda row: row["article_id"])], list_reasons(left_out)


def test_dates_that_can_be_read_in_one_order_settle_that_of_the_others_with_one_warning() -> None:
    dates, listed = list_dates(["12/06/2024", "31/05/2024", "May 3, 2021", "28/06/2024", "2024-06-07"])
    assert dates == ["2024-06-12", "2024-05-31", "2021-05-03", "2024-06-28", "2024-06-07"]
    assert listed == [
        (
            "in/a.csv: line 3: date",
            "2 date(s) of the corpus have day and month only in the other order than 'day_first' says, "
            "none only in this; all are read so",
        )
    ]
    assert list_dates(["6/12/2024", "5/31/2024"], day_first=True)[0] == ["2024-06-12", "2024-05-31"]


def test_where_dates_come_in_both_orders_the_setting_holds_and_the_others_are_listed() -> None:
    dates, listed = list_dates(["12/06/2024", "31/05/2024", "05/31/2024"])
    assert dates == ["2024-12-06", "", "2024-05-31"]
    assert [item for item, _ in listed] == ["in/a.csv: line 3: date"]


def test_an_id_that_is_derived_has_the_date_as_it_is_read() -> None:
    method = TableFiles(folder="in", language="en", partition_size=200, columns=Columns(text="t", published="d"))
    (row,), _ = read("in/a.csv", delimited([{"t": BODY[0], "d": "31/05/2024"}]), method)
    assert row["article_id"].startswith("2024-05-31_")


@pytest.mark.parametrize(
    ("genre", "expected", "reason"),
    [
        ("", ("speech", "Ana Lind, Minister", "Karran"), ""),
        ("speech", ("speech", "Ana Lind, Minister", "Karran"), ""),
        ("news", ("news", "", ""), "stated for a text of genre news, which nobody speaks as a whole"),
    ],
    ids=["makes a speech", "of a speech", "of no speech"],
)
def test_who_speaks_a_text_as_a_whole(genre: str, expected: tuple[str, str, str], reason: str) -> None:
    columns = Columns(text="text", title="title", id="id", genre="genre", speaker="who", side="camp")
    content = delimited([dict(ROWS[0]) | {"genre": genre, "who": "Ana Lind, Minister", "camp": "Karran"}])
    rows, left_out = read("in/a.csv", content, replace(METHOD, columns=columns))
    assert [(row["genre"], row["speaker"], row["side"]) for row in rows] == [expected]
    assert [item.item.endswith("speaker and side") and reason in item.reason for item in left_out] == [True] * bool(
        reason
    )
