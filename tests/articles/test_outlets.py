"""What an outlet's name and a headline say of a text."""

import pytest

from rejoinder.articles.outlets import find_speaking_outlet


@pytest.mark.parametrize(
    ("outlet", "speaker"),
    [
        ("Karran Press Service (agency commentary)", "Karran Press Service"),
        ("Karran Press Service [Editorial]", "Karran Press Service"),
        ("Karran Press Service", ""),
        ("La Opinión (Selt)", ""),
        ("Commentary Weekly", ""),
        ("The Strait (quarterly of opinion)", ""),
        ("Selt Times (reports and commentary)", ""),
        ("The Courier (Opinion)", ""),
    ],
)
def test_a_note_behind_the_outlet_says_that_it_speaks(outlet: str, speaker: str) -> None:
    assert find_speaking_outlet(outlet) == speaker


@pytest.mark.parametrize(
    ("outlet", "title", "speaker"),
    [
        ("The Karran Post", "Editorial: The port we deserve", "The Karran Post"),
        ("The Karran Post (English web edition)", "EDITORIAL / The port", "The Karran Post"),
        ("La Opinión (Selt)", "Editorial | The port", "La Opinión (Selt)"),
        ("The Karran Post", "Editorial roundup: The port in the papers", ""),
        ("The Karran Post", "Editorials on the port", ""),
        ("The Karran Post", "The port's editorial: a dispute", ""),
    ],
)
def test_an_outlet_speaks_in_its_editorial(outlet: str, title: str, speaker: str) -> None:
    assert find_speaking_outlet(outlet, title) == speaker
