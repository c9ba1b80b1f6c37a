"""What an outlet's name says of a text."""

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
