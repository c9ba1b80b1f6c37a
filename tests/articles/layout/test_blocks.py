"""The layout of a text: title, paragraphs and credit lines told by their form, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.articles import split_blocks
from rejoinder.schema import CODED_KINDS


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(b["kind"], text[b["start"] : b["end"]]) for b in split_blocks(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ships Held\n\nOne was freed.", ["title", "paragraph"], id="headline without full stop"),
        pytest.param(
            "Talks Resume With the U.N.\n\nOne left.", ["title", "paragraph"], id="headline ending in an abbreviation"
        ),
        pytest.param(
            "Ships were held on Monday.\n\nOne left.", ["paragraph", "paragraph"], id="first sentence is no title"
        ),
        pytest.param("A line\nA second line.", ["title", "paragraph"], id="without blank lines, a line is a paragraph"),
        pytest.param(
            "Ships Held\n\nA wrapped\nparagraph of two lines.", ["title", "paragraph"], id="wrapped lines stay together"
        ),
        pytest.param("One paragraph only", ["paragraph"], id="a lone line is no title"),
        pytest.param(
            "Ships Held\n\nBy Ann Oduya\n\nText here.\n\n(Reporting by Bo Li; Editing by C. D. Ek)",
            ["title", "credit", "paragraph", "credit"],
            id="by-line and credit line",
        ),
        pytest.param(
            "Ships Held\n\nAdditional reporting by Bo Li in Oslo.", ["title", "credit"], id="credit without brackets"
        ),
        pytest.param(
            "Ships Held\n\nReporting by the commission was delayed, he said.\n\nBy then all had left.",
            ["title", "paragraph", "paragraph"],
            id="a sentence beginning with By is text",
        ),
    ],
)
def test_kinds_of_blocks(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(text)] == expected


def test_sidecar_title_marks_the_first_block() -> None:
    text = "Ships are held.\n\nOne was freed."
    assert kinds(text, "Ships are held.")[0] == ("title", "Ships are held.")


@given(st.text())
def test_blocks_cover_all_but_white_space(text: str) -> None:
    blocks = split_blocks(text)
    covered = "".join(text[b["start"] : b["end"]] for b in blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a["end"] <= b["start"] for a, b in pairwise(blocks))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Minutes of the Ninth Meeting of the Harbour Council", "heading"),
        ("Minutes of a meeting are lost", "title"),
        ("Debate on the quay ends in uproar", "title"),
    ],
)
def test_title_of_a_document_tells_nothing(title: str, kind: str) -> None:
    assert kinds(f"{title}\n\nThe council met.\n\nIt left.", title)[0][0] == kind


PROSE = (
    "The river rose in the night and took the old bridge with it, as it had done a hundred years before. Nobody had"
    " seen it so high, said Ana Lind, who keeps the ferry. It fell by noon, and all went down to look for their boats."
)
AROUND = (
    "Letters, May 3", "Dear Mayor,", "Ada Lind, Karran", "Yours sincerely,", "Letter of Selt, 19 April", "Contacts:",
    "Read more:", "Related stories", "Karran", "NOTE TO EDITORS: more below.", "The river", "PRESS RELEASE", "Q: Why?",
    "Statement by the Mayor of Selt", "[Begin transcript]", "Opinion | Ana Lind", "By Ana Lind", "ADLER:",
)  # fmt: skip


@given(st.sampled_from(("The flood", "Letters, May 3")), st.lists(st.sampled_from((PROSE, *AROUND)), max_size=8))
@settings(deadline=None, max_examples=400)
def test_prose_is_kept_whatever_stands_around_it(title: str, lines: list[str]) -> None:
    text = "\n\n".join((title, PROSE, *lines, PROSE))
    left_out = [text[b["start"] : b["end"]] for b in split_blocks(text) if b["kind"] not in CODED_KINDS]
    assert not any("Nobody had seen" in line for line in left_out)
