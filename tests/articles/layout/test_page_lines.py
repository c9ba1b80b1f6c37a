"""Lines that stand by themselves within a block are parted from the sentences around them."""

import pytest

from rejoinder.articles import split_blocks

LEAD = "Harbour stays shut\n\nThe harbour will stay shut, the mayor said.\n\n"


def blocks_of(block: str) -> list[tuple[str, str]]:
    """The blocks that a block of several lines makes amid an article."""
    text = f"{LEAD}{block}\n\nNobody answered on Friday."
    return [(b["kind"], text[b["start"] : b["end"]]) for b in split_blocks(text)][2:-1]


@pytest.mark.parametrize("time", ["20:14 (GMT)", "08.42", "19:30 GMT", "18:05 [local time]"])
def test_time_above_an_entry(time: str) -> None:
    assert blocks_of(f"{time}\nThe quay is empty.") == [("note", time), ("paragraph", "The quay is empty.")]


def test_heading_above_bullets() -> None:
    kinds = [kind for kind, _ in blocks_of("What we know so far\n• The quay is shut\n• The crane fell")]
    assert kinds == ["furniture", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("contact", "Call or WhatsApp our newsroom: 0555 123 456"),
        ("promotion", "Posted in: HARBOURS, SELT"),
        ("note", "All rights reserved. This material may not be copied."),
        ("caption", "Photo: the empty quay, by I. Aske"),
    ],
)
def test_line_below_a_sentence(kind: str, line: str) -> None:
    assert blocks_of(f"The quay is empty.\n{line}") == [("paragraph", "The quay is empty."), (kind, line)]


@pytest.mark.parametrize("heading", ["More on this story", "Related articles", "Around the Courier", "Media contact"])
def test_links_below_a_heading(heading: str) -> None:
    kinds = {kind for kind, _ in blocks_of(f"{heading}\nWho owns the quay\nThe crane of Selt")}
    assert kinds <= {"promotion", "contact"}


@pytest.mark.parametrize(
    "block",
    [
        "The harbour of Selt will stay shut until the crane that fell on\nMonday is lifted.",
        "The crane fell at\n20:14 and nobody was hurt.",
        "The mayor met\nthe owner of the crane. It will be\nlifted.",
    ],
)
def test_lines_that_were_too_long_stay_together(block: str) -> None:
    assert blocks_of(block) == [("paragraph", block)]


def test_short_lines_stand_by_themselves_where_no_line_is_wrapped() -> None:
    kinds = [kind for kind, _ in blocks_of("Iris Maro\nThe quay is empty.\nIt snows.")]
    assert kinds == ["heading", "paragraph", "paragraph"]


def test_a_line_stands_by_itself_where_the_next_word_would_have_had_room() -> None:
    wrapped = "The harbour of Selt will stay shut until the crane that fell\nlast week is lifted, which may take"
    text = f"{LEAD}{wrapped}\nMonths. Nobody answered on Friday, and\nNobody will.\nIt snows."
    assert [text[b["start"] : b["end"]] for b in split_blocks(text)][-1] == "It snows."


@pytest.mark.parametrize(("end", "kind"), [("", "furniture"), ("sent in by boat.", "paragraph")])
def test_form_of_many_blanks_is_read_in_no_time(end: str, kind: str) -> None:
    assert [kind for kind, _ in blocks_of(f"{'Berth: ______ Ship ________ ' * 10}{end}".strip())] == [kind]
