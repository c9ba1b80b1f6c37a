"""Datelines are blocks of their own, so that the sentence behind them is parsed without them."""

import pytest

from rejoinder.articles import split_blocks

SENTENCE = "The ferry stays, the minister said."


def split_lead(lead: str) -> list[tuple[str, str]]:
    text = f"Ferry Stays\n\n{lead}\n\nNobody answered."
    return [(block["kind"], text[block["start"] : block["end"]]) for block in split_blocks(text)][1:-1]


@pytest.mark.parametrize(
    "dateline",
    [
        "KARRAN, May 3 (Norvane News) -",
        "Karran, 3 May (Norvane) --",
        "KARRAN, Ostrovia (NP) —",
        "Karran (NP) –",
        "OLD KARRAN:",
        "KARRAN |",
        "KARRAN/SELT, Feb 9 (Norvane) -",
        "OLD KARRAN, Selt -",
        "KARRAN, Monday. —",
        "KARRAN/SELT --",
        "Karran, 3 May (NVA).-",
        "Old Karran [Ostrovia], July 9 (NVA):",
        "KARRAN. July 5 (Norvane)",
        "KARRAN, January 5. /NORVANE/.",
        "Karran —",
        "OLD KARRAN.",
        "(Karran, May 3, 2021) –",
        "[Karran, May 3]",
        "May 3, 2021, KARRAN –",
    ],
)
def test_dateline_is_parted_from_its_sentence(dateline: str) -> None:
    assert split_lead(f"{dateline} {SENTENCE}") == [("dateline", dateline), ("paragraph", SENTENCE)]


@pytest.mark.parametrize("line", ["KARRAN", "KARRAN, Nov. 20, Norvane", "Karran, 10 March 2018"])
def test_dateline_may_be_a_line_of_its_own(line: str) -> None:
    assert split_lead(f"{line}\n\n{SENTENCE}") == [("dateline", line), ("paragraph", SENTENCE)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ostrovia — the larger of the two — has ships.",
        "Karran and Selt, May 3 apart, have one harbour.",
        "NATO said on Monday that it would wait.",
        "U.S. Marines said on Monday that they would wait.",
        "Norvane News (NN) is an agency in Karran.",
        "PROF. LIND said on Monday that it would wait.",
        "BREAKING. The ferry stays, the minister said.",
        "QUAY IS QUAY. The ferry stays, the minister said.",
    ],
)
def test_sentence_is_no_dateline(sentence: str) -> None:
    assert split_lead(sentence) == [("paragraph", sentence)]


def test_dateline_may_open_a_later_paragraph() -> None:
    text = "Ferry Stays\n\nKARRAN | The ferry stays.\n\nSELT | The queue was long."
    kinds = [block["kind"] for block in split_blocks(text)]
    assert kinds == ["title", "dateline", "paragraph", "dateline", "paragraph"]


def test_correction_behind_a_dateline_is_a_note() -> None:
    blocks = split_lead("KARRAN (KP) — In a story published May 3 about the quay, The Post misspelled a name.")
    assert [kind for kind, _ in blocks] == ["dateline", "note"]
