"""Round-ups of reactions: who is quoted is named in the line above."""

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
