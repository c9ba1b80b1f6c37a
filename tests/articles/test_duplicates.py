"""Copies of an article: the same text, and near copies, as of a wire."""

from rejoinder.articles import FolderFiles, Metadata
from rejoinder.articles.duplicates import Duplicates
from tests.support.article_files import BODY, OTHER, OTHER_TITLE, TITLE, read_articles, text

WIRE = text(TITLE, (*BODY, *OTHER))
CUT = text("Ferries: A Reply", (*BODY, *OTHER[:1], "The keeper's lamp, he said, had failed."))
NEAR = FolderFiles(folder="in", language="en", partition_size=200, duplicates=Duplicates(near=0.6))


def test_a_wire_copy_is_listed_with_the_id_of_the_first_by_date() -> None:
    files = [("in/a.txt", CUT.encode()), ("in/b.txt", WIRE.encode()), ("in/c.txt", text(OTHER_TITLE, OTHER).encode())]
    beside = {"in/a": Metadata(published="2021-05-04"), "in/b": Metadata(published="2021-05-03")}
    for order in (files, files[::-1]):
        rows, left_out = read_articles(NEAR, order, beside)
        assert sorted(row["article_id"] for row in rows) == ["b", "c"]
        (copy,) = left_out
        assert copy.item == "in/a.txt"
        assert copy.reason.startswith("near copy of b, which is kept (Jaccard index 0.")


def test_a_copy_below_the_threshold_is_kept() -> None:
    strict = FolderFiles(folder="in", language="en", partition_size=200, duplicates=Duplicates(near=0.95))
    rows, left_out = read_articles(strict, [("in/a.txt", CUT.encode()), ("in/b.txt", WIRE.encode())])
    assert (len(rows), left_out) == (2, [])


def test_the_same_paragraphs_under_another_headline_are_a_near_copy() -> None:
    rows, left_out = read_articles(NEAR, [("in/a.txt", text().encode()), ("in/b.txt", text("Ferries Held").encode())])
    assert [row["article_id"] for row in rows] == ["a"]
    assert "Jaccard index 1.00" in left_out[0].reason


def test_copies_are_kept_if_the_option_says_so() -> None:
    keep = FolderFiles(folder="in", language="en", partition_size=200, duplicates=Duplicates(exact=False))
    rows, _ = read_articles(keep, [("in/a.txt", WIRE.encode()), ("in/b.txt", WIRE.encode())])
    assert len(rows) == 2


def test_of_near_copies_of_one_day_the_fuller_one_is_kept() -> None:
    rest = ("The ministry gave no reason for it.", "A vote is due in June.")
    files = [("in/a.txt", WIRE.encode()), ("in/b.txt", text(TITLE, (*BODY, *OTHER, *rest)).encode())]
    for order in (files, files[::-1]):
        rows, left_out = read_articles(NEAR, order)
        assert [row["article_id"] for row in rows] == ["b"]
        assert left_out[0].reason.startswith("near copy of b")


def test_rows_are_by_date_then_by_id_whichever_is_longer() -> None:
    rows, _ = read_articles(NEAR, [("in/a.txt", text(OTHER_TITLE, OTHER).encode()), ("in/b.txt", text().encode())])
    assert [row["article_id"] for row in rows] == ["a", "b"]
