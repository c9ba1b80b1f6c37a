"""Dashes that open speech, and those that open the items of a list or an aside."""

import pytest

from rejoinder.articles import split_blocks
from rejoinder.statements.attributions.dialogue_dashes import find_dialogue
from rejoinder.statements.attributions.quotations import ends_like_speech

LEAD = "The dam\n\nThe dam of Selt was shut on Monday after rain.\n\n"


def find(paragraph: str) -> list[str]:
    text = LEAD + paragraph
    quotations = find_dialogue(text, split_blocks(text))
    assert all(ends_like_speech(text, quotation) for quotation in quotations)
    return [text[q.start : q.end] for q in quotations]


@pytest.mark.parametrize(
    ("paragraph", "speech"),
    [
        pytest.param("—It leaks —said the mayor. —It rots.", ["—It leaks —", "—It rots."], id="closed before a cue"),
        pytest.param("—Rust —the mayor, Ana Lind, said on Monday.", ["—Rust —"], id="one word"),
        pytest.param("- It leaks, - says the mayor. - It rots.", ["- It leaks, -", "- It rots."], id="behind a comma"),
        pytest.param("– I saw it.\n– Nobody else did.", ["– I saw it.", "– Nobody else did."], id="first person"),
        pytest.param("– I saw it, said the mayor.\n– It rots.", ["– It rots."], id="cue behind a comma alone"),
        pytest.param(
            "Selt knew, the mayor said. —It leaks.\n\n—It rots —said Lind.", ["—It leaks.", "—It rots —"], id="within"
        ),
        pytest.param(
            "SELT, N.D. — The dam leaks.\n\nSELT, N.D. —The dam leaks.\n\n—It rots —said Lind.",
            ["—It rots —"],
            id="datelines beside",
        ),
    ],
)
def test_dash_opens_speech(paragraph: str, speech: list[str]) -> None:
    assert find(paragraph) == speech


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("– The ferry stays in port.\n– The school is shut.", id="items of a list"),
        pytest.param("– The ferry –which leaks– stays in port.", id="aside in an item"),
        pytest.param("The party will do this:\n\n– I mend the dam.", id="items below a colon"),
        pytest.param("It gave results.\n\n– Our sales rose.\n\n– We sold 12 shops.", id="items of a firm"),
        pytest.param("It gave results.\n\n- I sold 12 shops.", id="items behind hyphens"),
        pytest.param("We promise you this.\n\n– We mend the dam.", id="items of who speaks above, too"),
        pytest.param("— Ana Lind, mayor of Selt", id="signature"),
        pytest.param("The dam leaks — said nobody — and we know.", id="dashes within a sentence"),
    ],
)
def test_dash_opens_none(paragraph: str) -> None:
    assert find(paragraph) == []
