"""Corrections that fit no statement: what the stage says of them."""

from rejoinder.corrections.model import Correction
from rejoinder.statements.unfitted import describe_unfitted


def build(line: int, of_speaker: str = "", article_id: str = "") -> Correction:
    text = "" if of_speaker else "It is shut."
    return Correction(
        line=line, article_id=article_id, text=text, of_speaker=of_speaker, variable="side", value="Norland"
    )


def test_corrections_that_all_fit_are_not_spoken_of() -> None:
    assert describe_unfitted([], {"Ada Moor"}) == ""


def test_a_misspelt_speaker_is_named_with_the_nearest() -> None:
    text = describe_unfitted([build(2, "ada more"), build(3, "Port Authority")], {"Ada Moor", "Bo Lind"})
    assert text.splitlines()[1:] == [
        "  line 2: no statement is by 'ada more'; did you mean 'Ada Moor'?",
        "  line 3: no statement is by 'Port Authority'",
    ]


def test_many_are_counted_and_the_first_named() -> None:
    text = describe_unfitted([build(n, article_id="harbour") for n in range(2, 1202)], ())
    assert "1,200 lines fit no statement" in text.splitlines()[0]
    assert text.splitlines()[1] == "  line 2: article 'harbour' has no such text"
    assert text.splitlines()[-1] == "  and 1,195 more"
