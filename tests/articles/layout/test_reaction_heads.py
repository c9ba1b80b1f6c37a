"""Who is quoted is named in the line above, as in round-ups of reactions, or beside a post."""

import pytest

from rejoinder.articles.layout import split_blocks


def find_heads(*lines: str) -> list[str]:
    text = "\n\n".join(("Reactions to the dam", "The dam leaks. Here is what was said.", *lines))
    blocks = split_blocks(text, "Reactions to the dam")
    return [text[block["start"] : block["end"]] for block in blocks if block["kind"] == "reaction"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ANA LIND, MAYOR OF SELT", "NORVANE'S FOREIGN MINISTRY, IN A STATEMENT"),
        ("Ana Lind, Mayor of Selt", "Foreign Ministry of Norvane"),
        ("Norvane", "U.S."),
    ],
)
def test_lines_above_quotations_name_who_is_quoted(first: str, second: str) -> None:
    assert find_heads(first, "“It leaks.”", second, '"It holds. We looked."', "Nobody else spoke.") == [first, second]


def test_heads_in_capitals_may_stand_above_a_report() -> None:
    heads = find_heads("SELT", "“It leaks.”", "NORVANE", "“It holds.”", "KARRAN", "Nobody answered the phone.")
    assert heads == ["SELT", "NORVANE", "KARRAN"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Ana Lind", "“It leaks.”", "Nobody answered."), id="one"),
        pytest.param(("The engineers came.", "“It leaks.”", "They left.", "“It stinks.”"), id="sentences"),
        pytest.param(("“It leaks.”", "Ana Lind, Selt", "“It holds.”", "Ian Adler, Selt", "“So?”"), id="signed below"),
        pytest.param(("What the engineers saw below", "“It leaks.”", "What they did", "“We left.”"), id="headings"),
    ],
)
def test_other_lines_above_quotations_name_nobody(lines: tuple[str, ...]) -> None:
    assert find_heads(*lines) == []


@pytest.mark.parametrize("line", ["Ana Lind @alind · 1h", "— Ana Lind (@alind) May 3, 2019"])
def test_line_beside_a_post_names_its_author(line: str) -> None:
    text = f"The dam leaks\n\nEngineers came to see it.\n\nWe hold.\n\n{line}\n\nNobody answered the phone."
    kinds = {text[b["start"] : b["end"]]: b["kind"] for b in split_blocks(text, "The dam leaks")}
    assert kinds[line] == "post"


def test_handle_below_the_headline_is_of_who_wrote_the_article() -> None:
    text = "The dam leaks\n\nAna Lind (@alind)\n\nEngineers came to see it.\n\nNobody answered the phone."
    assert "post" not in [block["kind"] for block in split_blocks(text, "The dam leaks")]
