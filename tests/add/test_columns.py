"""Which column of a table holds what, by names and cells that archives and researchers have."""

import pytest

from rejoinder.add.columns import guess_columns
from rejoinder.spreadsheets import SheetRow, Spreadsheet

TEXT = "The minister said that the harbour would stay closed to foreign ships until the talks resume next month. " * 2


def guess(*columns: tuple[str, *tuple[object, ...]]) -> dict[str, str]:
    """Keys and columns guessed of a table, a tuple a column: its name, then its cells."""
    names, *rows = zip(*columns, strict=True)
    cells = [dict(zip(names, row, strict=True)) for row in rows]
    sheet_rows = tuple(SheetRow(number=n, place=f"row {n}", cells=row) for n, row in enumerate(cells, 1))
    return {key: one.column for key, one in guess_columns([Spreadsheet(columns=names, rows=sheet_rows)]).items()}


TEXTS = ("Body text", TEXT, f"{TEXT} So it did.")


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("title", ("Headline", "Talks on ferries go on", "Harbour to stay closed")),
        ("title", ("Q17", "Talks on ferries go on", "Harbour to stay closed")),
        ("published", ("PublicationDate", "3 May 2021", "4 May 2021")),
        ("published", ("Datum/pubdate", 20210503, 20210504)),
        ("published", ("Q18", "2021-05-03", "2021-05-04")),
        ("outlet", ("Publication", "The Karran Courier", "Ostrovia Post")),
        ("outlet", ("Medium", "Post", "Post")),
        ("url", ("Source link", "https://example.org/1", "https://example.org/2")),
        ("language", ("Sprache", "Englisch", "Englisch")),
        ("genre", ("type", "news", "Speech")),
        ("speaker", ("Speaker", "Marta Vell", "Ivo Brand")),
        ("credit", ("By-line", "By Ines Maro", "By Jo Marsh")),
        ("id", ("doc_id", "k1", "k2")),
        ("title", ("Schlagzeile", "Talks on ferries go on", "Harbour to stay closed")),
        ("published", ("Datum", "3.5.2021", "14.5.2021")),
        ("published", ("Date de parution", "3/5/2021", "14/5/2021")),
        ("outlet", ("Blatt", "Die Küste", "Abendpost")),
        ("outlet", ("Giornale", "La Costa", "La Sera")),
        ("credit", ("Verfasser", "Ines Maro", "Jo Marsh")),
        ("speaker", ("Sprecherin", "Marta Vell", "Ivo Brand")),
        ("id", ("Nr", 1, 2)),
        ("url", ("Enlace", "https://example.org/1", "https://example.org/2")),
        ("rights", ("Copyright", "(c) 2021 Courier", "(c) 2021 Post")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_column_is_told_by_name_and_content(key: str, column: tuple[str, str, str]) -> None:
    assert guess(TEXTS, column) == {"text": "Body text", key: column[0]}


@pytest.mark.parametrize(
    "column",
    [
        ("Section", "World", "World"),
        ("Word count", 312, 290),
        ("number", 20210503, 20210504),  # digits that could be dates
        ("country", "Karran", "Ostrovia"),  # the outlet's, as nobody speaks the text as a whole
        ("title", None, ""),
        ("Date", "spring", "autumn"),
        ("genre", "World", "Sport"),
    ],
    ids=lambda column: column[0],
)
def test_a_column_of_something_else_is_left_alone(column: tuple[str, object, object]) -> None:
    assert guess(TEXTS, column) == {"text": "Body text"}


def test_a_side_belongs_to_a_speaker() -> None:
    keys = guess(TEXTS, ("speaker", "Marta Vell", "Ivo Brand"), ("country", "Ostrovia", "Karran"))
    assert (keys["speaker"], keys["side"]) == ("speaker", "country")


def test_the_longest_of_several_columns_of_texts_is_the_text() -> None:
    assert guess(("summary", TEXT, TEXT), ("V2", TEXT * 3, TEXT * 4))["text"] == "V2"


def test_a_name_that_says_text_wins_over_length() -> None:
    assert guess(("text", TEXT, TEXT), ("comment", TEXT * 3, TEXT * 4))["text"] == "text"


def test_posts_are_texts_where_the_column_says_so() -> None:
    posts = ("Talks on the ferries will go on tomorrow", "We do not know who cut the nets last night")
    assert guess(("text", *posts))["text"] == "text"


@pytest.mark.parametrize("name", ["Inhalt", "Contenu", "Contenido", "Conteúdo", "Testo", "Tekst"])
def test_texts_have_a_name_in_the_language_of_the_archive(name: str) -> None:
    assert guess((name, TEXT, TEXT), ("V2", TEXT * 3, TEXT * 4))["text"] == name


def test_without_texts_nothing_is_guessed() -> None:
    assert guess(("Headline", "Talks on ferries go on", "Harbour to stay closed")) == {}
