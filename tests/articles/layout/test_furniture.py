"""Lines that are no statement: each kind by its forms, and sentences that merely begin alike stay statements."""

import pytest

from rejoinder.articles import split_blocks

LEAD = "Harbour Stays Shut\n\nThe harbour will stay shut, the mayor said.\n\n"


def kinds_below(line: str) -> list[str]:
    """Kinds of the blocks that a line makes in the midst of an article."""
    text = f"{LEAD}{line}\n\nNobody answered on Friday."
    return [block["kind"] for block in split_blocks(text)][2:-1]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("credit", "(Reporting by Iris Maro in Selt; Editing by Bo Lund)"),
        ("credit", "Additional reporting by Bo Li in Oslo."),
        ("credit", "By Iris Maro and Bo Lund in Selt"),
        ("credit", "With reporting by the Courier's Selt service"),
        ("credit", "Desk writer Iris Maro in Selt contributed to this report."),
        ("credit", "Maro covers harbours for the Courier."),
        ("credit", "rt/hb/oc"),
        ("caption", "FILE - Mayor Rhea Tolk walks along the quay, May 2, 2023."),
        ("caption", "Mayor Rhea Tolk, left, waves to dockers in Selt. (Photo by Ian Aske/Norvane Press)"),
        ("caption", "Cranes at dusk. Image: Ian Aske."),
        ("caption", "Photo: Dockers wait for the night shift"),
        ("caption", "[VIDEO]"),
        ("promotion", "Read more: Who owns the harbour"),
        ("promotion", "READ ALSO: Dockers march on Selt"),
        ("promotion", "Sign up for our evening letter."),
        ("promotion", "Follow us on X @courier and on Facebook."),
        ("promotion", "Share this article"),
        ("promotion", "Tides and landings, page 7"),
        ("promotion", "Tags: harbours, Selt"),
        ("contact", "For further information, please contact: the press office"),
        ("contact", "Iris Maro: imaro@courier.example"),
        ("note", "Updated 28 June 2018, 6:12pm"),
        ("note", "08.42"),
        ("note", "Correction: An earlier version gave the wrong length. It is 40 metres."),
        ("note", "This interview has been edited for length."),
        ("note", "(END)"),
        ("note", "© 2023 The Courier. All rights reserved."),
        ("direction", "(Laughter.)"),
        ("direction", "(The press conference ended at 15:40.)"),
        ("direction", "The meeting rose at 6.15 p.m."),
        ("furniture", "___"),
        ("furniture", "1/1"),
        ("furniture", "Show 214 more replies"),
        ("furniture", "3. QUOTE OF THE WEEK"),
        ("table", "Place | Killed | Wounded"),
    ],
)
def test_line_is_no_statement(kind: str, line: str) -> None:
    assert kinds_below(line) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("No.", id="one word"),
        pytest.param("“It leaks.”", id="short quotation"),
        pytest.param("Nobody read more than a page of it.", id="read more within a sentence"),
        pytest.param("Photographs show the quay from above.", id="photographs as a subject"),
        pytest.param("By then all had left.", id="by, of time"),
        pytest.param("Reporting by the commission was delayed, he said.", id="reporting as a subject"),
        pytest.param("The meeting rose in anger against the chair.", id="a meeting that rises"),
        pytest.param("Updated plans will follow, the mayor said.", id="updated as an adjective"),
        pytest.param("The interview was a mistake, she said.", id="an interview spoken of"),
        pytest.param("Contact was lost at 8.42 p.m.", id="contact as a subject"),
        pytest.param("Do you have evidence?", id="a question"),
    ],
)
def test_sentence_stays_a_statement(line: str) -> None:
    assert kinds_below(line) == ["paragraph"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The cranes are gone. Read more: Who owns the harbour", ["paragraph", "promotion"]),
        ("The cranes are gone. (Reporting by Iris Maro; Editing by Bo Lund)", ["paragraph", "credit"]),
        ("09.30 The mayor is back, her office says.", ["note", "paragraph"]),
        ("2. THE QUAY The mayor is back, her office says.", ["furniture", "paragraph"]),
        ("“We go.” (Applause.)", ["paragraph", "direction"]),
    ],
)
def test_what_a_page_ran_together_is_cut_off(line: str, expected: list[str]) -> None:
    assert kinds_below(line) == expected


def test_lines_below_the_title_that_name_who_wrote_it() -> None:
    text = "Harbour Stays Shut\n\nIris Maro, Harbour Correspondent\n\nThe harbour stays shut.\n\nSelt waits."
    assert [block["kind"] for block in split_blocks(text)] == ["title", "credit", "paragraph", "paragraph"]


def test_captions_of_a_gallery_are_a_run_of_lines_without_an_end() -> None:
    captions = ["Cranes at dusk", "A docker with his dog", "The quay in 1960", "Gulls over the market"]
    text = "Harbour in Pictures\n\nThe harbour is old.\n\n" + "\n\n".join(captions)
    assert [block["kind"] for block in split_blocks(text)] == ["title", "paragraph", *["caption"] * 4]
