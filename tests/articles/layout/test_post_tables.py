"""Tables of posts, as platforms export them, and other tables."""

import pytest

from rejoinder.articles.layout import split_blocks


def split(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    return [(block["kind"], text[block["start"] : block["end"]]) for block in split_blocks(text)]


@pytest.mark.parametrize("gap", ["\t", "   "])
def test_words_stand_behind_the_account_that_posts_them(gap: str) -> None:
    head = gap.join(("id", "created_at", "user", "text", "likes"))
    first = gap.join(("7", "2024-08-19 07:12", "Embassy of Selt in Karran", "The dam leaks. We saw it.", "41"))
    second = gap.join(("8", "2024-08-19 08:40", "Ana Lind", "So what", "3"))
    assert [block for block in split(head, first, second) if block[0] != "table"] == [
        ("post", "Embassy of Selt in Karran"),
        ("paragraph", "The dam leaks. We saw it."),
        ("post", "Ana Lind"),
        ("paragraph", "So what"),
    ]


def test_rows_without_an_account_or_words_are_no_posts() -> None:
    rows = ("3 May\tAna Lind\t---\t4", "3 May\t\tIt leaks\t2", "3 May\tAna Lind\tIt leaks")
    assert "post" not in [kind for kind, _ in split("date\tname\ttext\tlikes", *rows)]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("date\tname\tresult", id="no words"),
        pytest.param("place\tname\ttext", id="no date"),
        pytest.param("date\tplace\ttext", id="no account"),
    ],
)
def test_other_tables_are_no_posts(head: str) -> None:
    assert "post" not in [kind for kind, _ in split(head, "3 May\tAna Lind\tIt leaks", "4 May\tIan Adler\tIt holds")]
