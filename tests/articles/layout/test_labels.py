"""Labels of newsrooms speak not; a person or a body before a colon does, and stays with the words."""

import pytest

from rejoinder.articles import split_blocks


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Exclusive: Ferry runs aground", "Exclusive:"),
        ("WARNING: Ferry runs aground", "WARNING:"),
        ("UPDATE 1-Ferry runs aground", "UPDATE 1-"),
        ("FACTBOX-Ten years of ferries", "FACTBOX-"),
        ("Opinion | Let the ferry go", "Opinion |"),
    ],
)
def test_label_is_parted_from_the_title(title: str, label: str) -> None:
    text = f"{title}\n\nThe ferry left at dawn."
    blocks = [(block["kind"], text[block["start"] : block["end"]]) for block in split_blocks(text, title)]
    assert blocks[:2] == [("label", label), ("title", title.removeprefix(label).strip())]


@pytest.mark.parametrize("title", ["Tolk: the ferry stays", "Ostrovia: hacking claims are groundless"])
def test_a_name_before_a_colon_is_no_label(title: str) -> None:
    assert [block["kind"] for block in split_blocks(f"{title}\n\nThe ferry left.", title)] == ["title", "paragraph"]


def test_label_in_the_text() -> None:
    text = "Ferry runs aground\n\nUPDATE: Two are missing, police said.\n\nWatch: the moment it hit the quay"
    kinds = [block["kind"] for block in split_blocks(text)]
    assert kinds == ["title", "label", "paragraph", "promotion"]
