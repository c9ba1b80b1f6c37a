"""Which articles are kept, in which order and partition, with which id."""

from rejoinder.articles import FolderFiles, Metadata, TextFiles, select_articles
from tests.support.article_files import ENGLISH, OTHER, OTHER_TITLE, read_articles, text

METHOD = TextFiles(folder="in", language="en", partition_size=200)


def test_the_same_text_twice_is_kept_once_and_listed() -> None:
    rows, left_out = read_articles(METHOD, [("in/a.txt", ENGLISH.encode()), ("in/b.txt", ENGLISH.encode())])
    assert [row["path"] for row in rows] == ["in/a.txt"]
    assert [(item.item, item.reason) for item in left_out] == [("in/b.txt", "same text as a, which is kept")]


def test_articles_are_dealt_into_partitions_by_id_alone() -> None:
    files = [(f"in/{n}.txt", f"{ENGLISH} Number {n}.".encode()) for n in range(40)]
    selection = select_articles(METHOD(files, lambda _: Metadata()), "en", METHOD.duplicates)
    other = select_articles(METHOD(files[::-2], lambda _: Metadata()), "en", METHOD.duplicates)
    where = {row["article_id"]: number for number, rows in selection.iterate_partitions(4) for row in rows}
    assert set(where.values()) == {0, 1, 2, 3}
    assert all(where[row["article_id"]] == number for number, rows in other.iterate_partitions(4) for row in rows)


def test_of_two_articles_at_one_date_the_first_by_id_is_kept_whatever_the_order() -> None:
    files = [(f"in/{name}.txt", ENGLISH.encode()) for name in "cab"]
    rows, left_out = read_articles(METHOD, files)
    assert [row["article_id"] for row in rows] == ["a"]
    assert [item.item for item in left_out] == ["in/b.txt", "in/c.txt"]


FOLDER = FolderFiles(folder="in", language="en", partition_size=200)


def test_files_of_one_name_in_two_folders_have_two_ids_whatever_their_order() -> None:
    files = [("in/1/a.txt", text().encode()), ("in/2/a.txt", text(OTHER_TITLE, OTHER).encode())]
    there, _ = read_articles(FOLDER, files)
    back, _ = read_articles(FOLDER, files[::-1])
    assert there == back
    assert len({row["article_id"] for row in there}) == 2


def test_an_article_with_an_endless_paragraph_is_listed() -> None:
    rows, left_out = read_articles(METHOD, [("in/a.txt", f"Title\n\n{ENGLISH * 3000}".encode())])
    assert rows == []
    assert left_out[0].item == "in/a.txt"
    assert left_out[0].reason.endswith("characters, at most 200000 are read; part it by blank lines")


def test_a_commentary_is_its_outlet_s_unless_somebody_in_it_signs() -> None:
    letters = f"Letters, May 3\n\n{ENGLISH}\nAda Lind, Karran\n\n{ENGLISH}\nIan Adler, Selt"
    files = [("in/a.txt", text().encode()), ("in/b.txt", letters.encode())]
    named = METHOD(files, lambda _: Metadata(outlet="The Courier (commentary)"))
    rows = [row for _, rows in select_articles(named, "en", METHOD.duplicates).iterate_partitions(1) for row in rows]
    assert {row["path"]: row["speaker"] for row in rows} == {"in/a.txt": "The Courier", "in/b.txt": ""}
