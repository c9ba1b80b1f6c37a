"""`rejoinder add PATH...`: texts are copied, told apart, and read by the right option."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from rejoinder.command import app
from tests.support.article_files import (
    BODY,
    OTHER,
    OTHER_TITLE,
    ROWS,
    TITLE,
    delimited,
    factiva,
    factiva_article,
    html,
    json_lines,
    nexis,
    nexis_document,
    parquet,
    text,
    word,
    write_beside,
    xlsx,
)

EXAMPLE = Path("seeds/articles/reuters-2013-03-12-china-us-cyber-talks.txt")
OWN_NAMES = {"id": "doc_id", "title": "Headline", "text": "Body text", "outlet": "Medium", "published": "Datum/pubdate"}


def add(*places: Path) -> tuple[int, str]:
    """Exit code and output, errors last."""
    result = CliRunner().invoke(app, ["add", *map(str, places)])
    return result.exit_code, result.output


def option() -> str:
    return str(yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))["articles"])


def columns() -> dict[str, str]:
    named = yaml.safe_load(Path("conf/articles/table.yaml").read_text(encoding="utf-8"))["columns"]
    return {key: name for key, name in named.items() if name}


def list_added() -> list[str]:
    folder = Path("seeds/articles")
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", text(), "text_files"),
        ("a.txt", text().replace("Karran", "Karrän").encode("cp1252"), "folder"),
        ("a.md", f"# {TITLE}\n\n{BODY[0]}\n", "folder"),
        ("a.html", html(), "folder"),
        ("a.docx", word([("Title", TITLE), *(("", part) for part in BODY)]), "folder"),
        ("a.csv", delimited(ROWS), "table"),
        ("a.tsv", delimited(ROWS, "\t"), "table"),
        ("a.jsonl", json_lines(ROWS), "table"),
        ("a.parquet", parquet(ROWS), "table"),
        ("a.xlsx", xlsx(ROWS), "table"),
        ("a.docx", nexis(nexis_document(TITLE, BODY), nexis_document(OTHER_TITLE, OTHER)), "nexis"),
        ("a.html", factiva(factiva_article(TITLE, BODY, "KARCOU0020210503eh5300001")), "factiva"),
    ],
)
def test_what_a_file_is_chooses_the_option_that_reads_it(name: str, content: bytes | str, expected: str) -> None:
    code, output = add(write_beside(f"in/{name}", content))
    assert (code, option()) == (0, expected), output
    assert "left out: 0 texts and details" in output


def test_texts_and_pages_together_are_a_folder() -> None:
    write_beside("in/a.txt", text())
    write_beside("in/sub/b.html", html())
    write_beside("in/sub/.DS_Store", "x")
    assert add(Path("../in"))[0] == 0
    assert option() == "folder"
    assert list_added() == ["a.txt", "sub/b.html"]


def test_a_chosen_option_that_reads_the_files_stays() -> None:
    """It looks for copies and other languages, which the narrower one does not."""
    params = Path("params.yaml")
    params.write_text(params.read_text(encoding="utf-8").replace("articles: text_files", "articles: folder"), "utf-8")
    add(write_beside("one.txt", text()))
    assert option() == "folder"


def test_a_sidecar_goes_with_its_text() -> None:
    write_beside("in/a.txt", text())
    write_beside("in/a.yaml", "outlet: The Karran Courier\n")
    assert "outlets: The Karran Courier 1" in add(Path("../in"))[1]
    assert list_added() == ["a.txt", "a.yaml"]


def test_all_other_lines_of_the_settings_stay() -> None:
    before = Path("params.yaml").read_text(encoding="utf-8")
    add(write_beside("a.csv", delimited(ROWS)))
    assert Path("params.yaml").read_text(encoding="utf-8") == before.replace("text_files", "table")


def test_own_names_of_columns_are_found_written_and_shown() -> None:
    _, output = add(
        write_beside("a.csv", delimited([{OWN_NAMES[key]: cell for key, cell in row.items()} for row in ROWS]))
    )
    assert columns() == OWN_NAMES
    assert ["published", "Datum/pubdate", "name", "and", "content", "May", "3,", "2021"] in map(
        str.split, output.split("\n")
    )
    assert "\nno column: credit, url," in output
    assert "  published: Datum/pubdate  # the date, in any usual form\n" in Path("conf/articles/table.yaml").read_text()


def test_columns_that_were_corrected_stay_where_further_tables_have_them() -> None:
    add(write_beside("a.csv", delimited(ROWS)))
    file = Path("conf/articles/table.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("outlet: outlet", "outlet: null"), encoding="utf-8")
    _, output = add(
        write_beside("b.csv", delimited([row | {"text": f"{row['text']} It was no surprise."} for row in ROWS]))
    )
    assert "outlet" not in columns()
    assert "columns are set" not in output


def test_a_further_table_that_lacks_a_column_leaves_the_others_as_they_were_corrected() -> None:
    add(write_beside("a.csv", delimited(ROWS)))
    file = Path("conf/articles/table.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("title: title", "title: null"), encoding="utf-8")
    lacking = [{key: cell for key, cell in row.items() if key != "outlet"} for row in ROWS]
    _, output = add(
        write_beside("b.csv", delimited([row | {"text": f"{row['text']} It was no surprise."} for row in lacking]))
    )
    assert columns() == {key: key for key in ROWS[0] if key not in ("title", "outlet")}
    assert "columns that are not used: 'title', 'outlet'" in output


def test_columns_are_not_written_where_a_table_cannot_be_copied() -> None:
    before = Path("conf/articles/table.yaml").read_text(encoding="utf-8")
    rows = [{OWN_NAMES[key]: cell for key, cell in row.items()} for row in ROWS]
    code, output = add(write_beside("a.csv", delimited(rows)), write_beside("in/a.csv", delimited(rows[::-1])))
    assert code == 1
    assert "nothing has been copied" in output
    assert Path("conf/articles/table.yaml").read_text(encoding="utf-8") == before


def test_tables_whose_texts_stand_under_other_names_are_named_with_their_columns() -> None:
    own = write_beside("b.csv", delimited([{"Body": row["text"], "id": row["id"]} for row in ROWS]))
    code, output = add(write_beside("a.csv", delimited(ROWS)), own)
    assert code == 1
    assert "2 tables: expected in all of them a column of texts of the same name" in output
    assert "../a.csv has 'id', 'title', 'text', " in output
    assert "../b.csv has 'Body', 'id'; rename the columns of one table" in output
    assert EXAMPLE.exists()
    assert option() == "text_files"


def test_columns_that_no_key_names_are_listed() -> None:
    rows = [{**row, "Ressort": "World", "Wörter": "312"} for row in ROWS]
    assert "columns that are not used: 'Ressort', 'Wörter'\n" in add(write_beside("a.csv", delimited(rows)))[1]


def test_dates_that_agree_on_day_and_month_set_their_order() -> None:
    rows = [{**row, "published": date} for row, date in zip(ROWS, ("13/4/2021", "5/4/2021"), strict=True)]
    _, output = add(write_beside("a.csv", delimited(rows)))
    assert "conf/articles/table.yaml: day_first: true, as all dates that tell it have the day first" in output
    assert "left out: 0 texts" in output
    assert "dates: from 2021-04-05 to 2021-04-13" in output
    assert "\nday_first: true " in Path("conf/articles/table.yaml").read_text(encoding="utf-8")


def test_dates_that_contradict_each_other_set_nothing() -> None:
    rows = [{**row, "published": date} for row, date in zip(ROWS, ("13/4/2021", "4/13/2021"), strict=True)]
    assert "day_first: true" not in add(write_beside("a.csv", delimited(rows)))[1]


def test_dates_that_leave_day_and_month_open_are_said_with_their_setting() -> None:
    rows = [{**row, "published": date} for row, date in zip(ROWS, ("3/4/2021", "5/4/2021"), strict=True)]
    assert "in 2 day and month could change places: `day_first`" in add(write_beside("a.csv", delimited(rows)))[1]


def test_what_is_not_recognised_is_listed_and_not_copied() -> None:
    write_beside("in/a.txt", text())
    write_beside("in/old.zip", b"PK")
    write_beside("in/torn.docx", b"PK")
    write_beside("in/notes.yaml", "outlet: X\n")
    code, output = add(Path("../in"))
    assert code == 0
    assert list_added() == ["a.txt"]
    assert "old.zip: not recognised; unpack it" in output
    assert "torn.docx: not a readable .docx file" in output
    assert "notes.yaml: not recognised" in output


def test_nothing_recognised_changes_nothing() -> None:
    code, output = add(write_beside("a.zip", b"PK"))
    assert code == 1
    assert output.startswith("rejoinder add: ../a.zip: expected texts, found none")
    assert EXAMPLE.exists()


def test_a_place_that_does_not_exist_is_one_sentence() -> None:
    assert add(Path("../none"))[1].startswith("rejoinder add: ../none: expected a file or folder of texts")


def test_the_same_bytes_are_skipped_and_counted() -> None:
    first = write_beside("in/a.txt", text())
    add(first)
    write_beside("in/b.txt", text(OTHER_TITLE, OTHER))
    assert "seeds/articles: 1 file(s) copied, 1 there already" in add(Path("../in"))[1]
    assert first.exists()


def test_another_file_of_the_same_name_is_never_overwritten() -> None:
    add(write_beside("a.txt", text()))
    code, output = add(
        write_beside("in/a.txt", text(OTHER_TITLE, OTHER)), write_beside("b.txt", text(OTHER_TITLE, OTHER))
    )
    assert code == 1
    assert "rename one of them, nothing has been copied" in output
    assert list_added() == ["a.txt"]
    assert Path("seeds/articles/a.txt").read_text(encoding="utf-8") == text()


def test_a_table_and_texts_are_one_sentence_and_nothing_is_copied() -> None:
    add(write_beside("a.csv", delimited(ROWS)))
    code, output = add(write_beside("b.txt", text()))
    assert code == 1
    assert "got 1 × table (seeds/articles/a.csv) and 1 × plain text in UTF-8 (../b.txt)" in output
    assert list_added() == ["a.csv"]


def test_the_example_goes_where_it_is_as_shipped() -> None:
    output = add(write_beside("a.txt", text()))[1]
    assert "the example article is gone" in output
    assert list_added() == ["a.txt"]


def test_an_example_that_was_edited_stays() -> None:
    EXAMPLE.write_text(EXAMPLE.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    add(write_beside("a.txt", text()))
    assert EXAMPLE.exists()


def test_outside_a_study_nothing_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = add(write_beside("in/a.txt", text()))
    assert code == 1
    assert "run the command in the study's folder" in output
    assert not (tmp_path / "seeds").exists()
