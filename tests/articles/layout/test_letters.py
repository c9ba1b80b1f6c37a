"""Letters keep the name that signs them; what stands below it is no statement."""

import pytest

from rejoinder.articles.layout import read_layout


def read(text: str) -> list[tuple[str, str]]:
    return [(block["kind"], text[block["start"] : block["end"]]) for block in read_layout(text).blocks]


@pytest.mark.parametrize(
    "farewell",
    [
        "Yours sincerely,",
        "Best regards",
        "Respectfully,",
        "For the Council:",
        "Yours, etc,",
        "In solidarity",
        "With thanks,",
    ],
)
def test_name_below_a_farewell_is_a_signature(farewell: str) -> None:
    blocks = read(f"Dear Mayor,\n\nWe ask for lamps.\n\n{farewell}\n\nAda Lind\n\nChair, Karran")
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph", "note", "signature", "credit"]


def test_name_and_office_in_one_block_below_a_farewell() -> None:
    blocks = read("Dear Mayor,\n\nWe ask for lamps.\n\nYours sincerely,\nAda Lind\nChair of the Council")
    assert blocks[-2:] == [("signature", "Ada Lind"), ("credit", "Chair of the Council")]


def test_salutation_below_a_sentence_signs_nothing() -> None:
    blocks = read("Open letter\n\nIt came on Monday.\n\nDear Mayor,\n\nWe ask for lamps.\n\nIn hope,\n\nAda Lind")
    assert [part for kind, part in blocks if kind == "signature"] == ["Ada Lind"]


def test_signed_in_brackets() -> None:
    blocks = read("Dear Mayor,\n\nWe ask for lamps.\n\n(Signed) Ada Lind\n\nMinister for Lamps")
    assert blocks[-2:] == [("signature", "Ada Lind"), ("credit", "Minister for Lamps")]


def test_name_and_place_below_a_letter_that_opens_with_sir() -> None:
    blocks = read("Letters\n\nSir, the lamps are out.\n\nAda Lind, Karran\n\nWe walk in the dark.\n\nOlaf Berg, Selt")
    assert [part for kind, part in blocks if kind == "signature"] == ["Ada Lind, Karran", "Olaf Berg, Selt"]


def test_page_of_letters() -> None:
    blocks = read(
        "Letters, May 3: Lamps\n\nOut again\n\nThe lamps are out.\nI fell twice.\nAda Lind\nKarran\n\n"
        "Who pays, then?\n\n"
        "Your report left me out.\nProf. O. van Berg, Selt\n\nThe Post welcomes letters of up to 200 words."
    )
    assert [(kind, part) for kind, part in blocks if kind != "paragraph"] == [
        ("title", "Letters, May 3: Lamps"), ("heading", "Out again"), ("signature", "Ada Lind"), ("credit", "Karran"),
        ("heading", "Who pays, then?"), ("signature", "Prof. O. van Berg, Selt"),
        ("contact", "The Post welcomes letters of up to 200 words."),
    ]  # fmt: skip


def test_name_in_capitals_below_a_quotation_stays() -> None:
    blocks = read("Quote of the day\n\n“Lamps are cheap.”\n\nADA LIND\n\nThe council votes on Friday.")
    assert ("paragraph", "ADA LIND") in blocks


@pytest.mark.parametrize("line", ["For the mayor, it was too late.", "Yours is the earth.", "Best of all, it rained."])
def test_sentences_that_begin_like_a_farewell_sign_nothing(line: str) -> None:
    blocks = read(f"Rain at last\n\nIt rained on Friday.\n\n{line}\n\nAda Lind left.\n\nNobody answered.")
    assert "signature" not in [kind for kind, _ in blocks]


REPORT = "Nobody read the letters aloud. The lamps were lit at six, and the town sang until it was late. " * 3


def test_report_below_the_last_letter_is_kept() -> None:
    blocks = read(f"Letters, May 3\n\nThe lamps are out.\nAda Lind, Karran\n\n{REPORT.strip()}\n\nIt rained.")
    assert [kind for kind, _ in blocks] == ["title", "paragraph", "signature", "paragraph", "paragraph"]


def test_a_name_with_an_office_ends_a_statement() -> None:
    text = (
        "Statement by the Speaker of Karran\n\nI am sorry.\n\nPeace And Lamps\n\nMy lamps are out.\n\nAda Lind\nSpeaker"
    )
    assert [kind for kind, _ in read(text)][-4:] == ["heading", "paragraph", "signature", "credit"]


def test_an_editor_addressed_in_capitals_opens_a_letter() -> None:
    assert read("The lamps\n\nSIR – My lamps are out.\n\nAda Lind\nKarran")[-2] == ("signature", "Ada Lind")


@pytest.mark.parametrize("closing", ["God Bless Karran", "Long Live Karran", "Thank You"])
def test_closing_words_of_a_speech_are_no_signature(closing: str) -> None:
    text = f"Statement by the Speaker of Karran\n\nI am sorry.\n\nMy lamps are out.\n\n{closing}"
    assert read(text)[-1] != ("signature", closing)


def test_who_signs_minutes_says_none_of_them() -> None:
    text = "Minutes of the Ninth Sitting\n\nThe hall was cold.\n\nThe sitting rose.\n\n(Signed) Ada Lind"
    assert [kind for kind, _ in read(text)][-1] == "credit"


def test_blanks_to_be_signed_are_no_signature() -> None:
    assert read("The hall\n\nIt was cold. We froze.\n\nSIGNED: ………… DATE: …………")[-1][0] != "signature"


def test_names_behind_a_dash_sign_the_letters_of_a_page() -> None:
    blocks = read("Readers write\n\nThe lamps are out.\n\n— Ada Lind, Karran\n\nIt rains.\n\n-- Olaf Berg, Selt")
    assert [part for kind, part in blocks if kind == "signature"] == ["Ada Lind, Karran", "Olaf Berg, Selt"]


def test_signed_alone_is_above_who_signs() -> None:
    blocks = read("An open letter\n\nWe ask for lamps. We wait.\n\nSigned,\n\nAda Lind, baker\nOlaf Berg, nurse")
    assert [part for kind, part in blocks if kind == "signature"] == ["Ada Lind, baker"]
