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
        ("note", "PRESENT (Karran, Selt): A. Lind (Mayor, in the chair), Cllr B. Adler"),
        ("note", "Witnesses: Ms Ana Lind, Director, Dam Ltd, Karran, Selt; Dr Ian Adler, Dam Club, Norvane"),
        ("note", "Hearing No. 3: The leak in the dam of Selt"),
        ("direction", "(The Committee met at 9.30 a.m., Senator Lind presiding.)"),
        ("credit", "(Reporting by Iris Maro in Selt; Editing by Bo Lund)"),
        ("credit", "Additional reporting by Bo Li in Oslo."),
        ("credit", "By Iris Maro and Bo Lund in Selt"),
        ("credit", "With reporting by the Courier's Selt service"),
        ("credit", "Desk writer Iris Maro in Selt contributed to this report."),
        ("credit", "Maro covers harbours for the Courier."),
        ("credit", "rt/hb/oc"),
        ("credit", "rt/hb (dpa, AP)"),
        ("credit", "With AFP"),
        ("credit", "(With inputs from agencies in Selt)"),
        ("credit", "Translated from Norvanish by Bo Lund"),
        ("credit", "Iris Maro reported from Selt and Bo Lund from Oslo."),
        ("credit", "Iris Maro in Selt contributed reporting."),
        ("credit", "Follow Iris Maro on Twitter: @imaro"),
        ("credit", "Iris Maro in Selt writes:"),
        ("credit", "Special to The Courier"),
        ("caption", "FILE - Mayor Rhea Tolk walks along the quay, May 2, 2023."),
        ("caption", "Mayor Rhea Tolk, left, waves to dockers in Selt. (Photo by Ian Aske/Norvane Press)"),
        ("caption", "Cranes at dusk. Image: Ian Aske."),
        ("caption", "Photo: Dockers wait for the night shift"),
        ("caption", "[VIDEO]"),
        ("caption", "Image caption, The quay was closed on Monday"),
        ("caption", "Dockers wait at the quay of Selt. NORPRESS/Ian Aske"),
        ("caption", "The mayor speaks at the quay | Ian Aske/NOP"),
        ("caption", "Getty Images"),
        ("promotion", "Read more: Who owns the harbour"),
        ("promotion", "READ ALSO: Dockers march on Selt"),
        ("promotion", "Sign up for our evening letter."),
        ("promotion", "Follow us on X @courier and on Facebook."),
        ("promotion", "Share this article"),
        ("promotion", "Tides and landings, page 7"),
        ("promotion", "Tags: harbours, Selt"),
        ("promotion", "Story continues below advertisement"),
        ("promotion", ">> Follow our live coverage of the strike here"),
        ("promotion", "Listen: The harbour in ten minutes"),
        ("promotion", "By signing up you agree to our terms."),
        ("promotion", "A post shared by Rhea Tolk (@rheatolk)"),
        ("promotion", "https://courier.example/harbour"),
        ("contact", "For further information, please contact: the press office"),
        ("contact", "Notes to Editors"),
        ("contact", "Iris Maro: imaro@courier.example"),
        ("contact", "Iris Maro, Press Officer, +45 33 12 34 56"),
        ("contact", "Text or call the newsroom on 0555 123 456"),
        ("contact", "For more of our reports on harbours, please visit: courier.example/harbours"),
        ("contact", "Letters to the editor must carry a full name and address."),
        ("promotion", "Poll: Should the harbour stay shut? Vote now!"),
        ("promotion", "Listen to the whole programme in our app"),
        ("promotion", "From Seltnews, the free news agency of the north!"),
        ("note", "The spoken word prevails"),
        ("note", "Courtesy translation"),
        ("note", "This page is archived, and can no longer be changed."),
        ("direction", "(Salute)"),
        ("direction", "The Senate met at 9.30 a.m."),
        ("note", "Updated 28 June 2018, 6:12pm"),
        ("note", "08.42"),
        ("note", "Correction: An earlier version gave the wrong length. It is 40 metres."),
        ("note", "This interview has been edited for length."),
        ("note", "(END)"),
        ("note", "-ENDS-"),
        ("note", "Last modified on Tue 27 June 2018 18.12 BST"),
        ("note", "5 min read"),
        ("note", "2 hours ago"),
        ("note", "Source: Ministry of Harbours"),
        ("note", "This is a developing story and will be updated."),
        ("note", "(Except for the headline, this story has not been edited by Courier staff.)"),
        ("note", "Opinions expressed here are those of the author."),
        ("note", "Press Release No. 22/110"),
        ("note", "© 2023 The Courier. All rights reserved."),
        ("direction", "(Laughter.)"),
        ("direction", "(The press conference ended at 15:40.)"),
        ("direction", "The meeting rose at 6.15 p.m."),
        ("direction", "The Deputy President resumed the Chair."),
        ("direction", "END 1:20 P.M. EDT"),
        ("direction", "(In Norvanish.)"),
        ("direction", "(Whereupon, at 10:15 a.m., the briefing was concluded.)"),
        ("furniture", "___"),
        ("furniture", "1/1"),
        ("furniture", "Show 214 more replies"),
        ("furniture", "3. QUOTE OF THE WEEK"),
        ("furniture", "- 3 -"),
        ("furniture", "Share Facebook WhatsApp 34 comments"),
        ("furniture", "News > Europe > Norvane"),
        ("furniture", "You may also like"),
        ("furniture", "About Selt Harbour"),
        ("furniture", "This video is not available in your country."),
        ("furniture", "WHAT HAPPENED AT THE QUAY"),
        ("heading", "Toggle the caption"),
        ("heading", "A long winter"),
        ("heading", "Crane repair and the future of the quay"),
        ("heading", "What the mayor (and nobody else) knew"),
        ("note", "Posted On 19 Feb 2023"),
        ("note", "Sat 27 Aug 2022 08.00 BST"),
        ("note", "(Adds comment of the mayor, crane)"),
        ("note", "LOAD-DATE: May 17, 2019"),
        ("note", "SHOW: SELT TONIGHT"),
        ("note", "[3] I. Maro, The Old Quay (Selt, 2001), p. 12."),
        ("dateline", "Selt, 5 OCT 2024 - 05:00 CEST"),
        ("caption", "The quay is empty on Monday. Iris Maro/Photographer"),
        ("caption", "The quay is empty on Monday. (Selt News: Iris Maro)"),
        ("promotion", "Drop your questions below!"),
        ("promotion", "Refresh this page if the map does not load."),
        ("promotion", "The Courier welcomes letters; include your name and address."),
        ("caption", "This undated photo, provided by the port, shows the quay."),
        ("table", "Place | Killed | Wounded"),
        ("table", "Selt\t12\t4.5"),
        ("table", "Selt 12 4.5%"),
        ("credit", "— With inputs from Norvane News"),
        ("note", "(Unofficial Norvanish translation. Check against delivery.)"),
        ("note", "Mon Aug 26, 2019 12:00 AM | Last update on: Mon Aug 26, 2019 3 p.m."),
        ("note", "Item 3 (continued)"),
        ("note", "MIN. NO. 4/2019: REPAIRS"),
        ("note", "PRESENT: Ana Lind (Mayor); Ian Adler (Port of Selt)"),
        ("note", "Copyright SELT COURIER. All rights reserved."),
        ("note", "As delivered — check against recording"),
        ("note", "The following is the full text of the mayor's speech on Monday."),
        ("note", "We reproduce here the statement of the port."),
        ("note", "Below are edited excerpts of her speech:"),
        ("note", "In a story published May 3 about the quay, the Courier misstated the age of the mayor."),
        ("furniture", "19-0412 (E)"),
        ("furniture", "What you need to know:"),
        ("promotion", "More interviews in our weekend pages"),
        ("heading", "Old quay, new crane"),
        ("heading", "Selt, Norvane"),
        ("heading", "A word from the Union of Norvanish Crane Drivers:"),
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
        pytest.param("Follow the money, Tolk said.", id="an appeal that somebody makes"),
        pytest.param("Download speeds fell by half.", id="a download as a subject"),
        pytest.param("Copyright law is no answer.", id="copyright as a subject"),
        pytest.param("Sponsored militias crossed the river.", id="sponsored as an adjective"),
        pytest.param("The Selt Courier reports:", id="an outlet whose words follow"),
        pytest.param("become a state.", id="the end of a torn sentence"),
        pytest.param("Join us here in Selt!”", id="the end of a quotation"),
        pytest.param("Source A denied it.", id="a source as a subject"),
        pytest.param("About 300 people left.", id="about, of a number"),
        pytest.param("The report has been corrected, Selt says.", id="another text that was corrected"),
        pytest.param("Tolk covers her face.", id="covers, of a person"),
        pytest.param("“We go,”\tsaid\tTolk.", id="tabs within a sentence"),
        pytest.param("UN SAYS 30 DEAD", id="a flash in capitals"),
        pytest.param("WE FIGHT ON - GOVERNOR TOLK SAYS", id="a flash with its source"),
        pytest.param("Talks resume on Monday, both sides", id="a line without an end"),
        pytest.param("Selt denies it", id="a short clause without an end"),
        pytest.param("The port is closed", id="a short clause with an auxiliary"),
        pytest.param("* Tolk rejects offer", id="a bullet"),
        pytest.param("By Tolk's own account, nothing was signed", id="by, of an account"),
        "Text messages cost 0.5 euros.",
        "Call us mad, but the quay will hold.",
        "For more than a decade, families visited the quay.",
        "From Selt, the minister flew to Oslo.",
        "The Senate met on Monday and rejected the bill.",
        "(He denied it.)",
        "Readers of letters know that the address was wrong.",
        "Follow the money, and your questions are answered.",
        "We and our partners in Selt reject the plan.",
        "More people in our valley leave every day.",
        "Be part of our fight for the quay.",
        "A message from the mayor was read out.",
        pytest.param("Witnesses: some said that it leaked, Tolk said.", id="witnesses before a report"),
        pytest.param("The committee met at the dam, Tolk presiding, and voted.", id="a meeting before a report"),
        pytest.param("Present: the danger is near, Tolk said.", id="a field's name before a report"),
        pytest.param("Section: The law says that the quay stays.", id="a field's name before a sentence"),
        pytest.param("SELT TO ORAM: LEAVE NOW", id="a flash with a colon"),
        pytest.param("We carry the cost of it.", id="to carry, of a cost"),
        pytest.param("Here is their version of it: the mayor lied.", id="a version that somebody has"),
        pytest.param("Here are extracts that count: Selt will not pay.", id="extracts with their words behind a colon"),
        pytest.param("In a report on the quay, the auditor found a hole.", id="in a report, of what is found"),
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
        ("“We go” (Tolk)", ["paragraph"]),
    ],
)
def test_what_a_page_ran_together_is_cut_off(line: str, expected: list[str]) -> None:
    assert kinds_below(line) == expected


def kinds_of(*paragraphs: str) -> list[str]:
    """Kinds of the blocks of an article."""
    return [block["kind"] for block in split_blocks("\n\n".join(paragraphs))]


@pytest.mark.parametrize(
    "line",
    [
        "Iris Maro, Harbour Correspondent",
        "By harbour reporter Iris Maro in Selt",
        "Iris Maro in Selt and Bo Lund in Oslo",
        "Selt, Norvane",
        "Tolk Press Briefing Room",
    ],
)
def test_lines_below_the_title_that_name_who_wrote_it(line: str) -> None:
    expected = ["title", "credit", "paragraph", "paragraph"]
    assert kinds_of("Harbour Stays Shut", line, "The harbour stays shut.", "Selt waits.") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Norvane Minister Accuses Selt of Lying",
        "Norvane and Selt Join Treasury Watch List",
        "Selt Rejects Offer, Norvane Vows to Fight On",
        "Norvane Launches Missiles at Selt",
    ],
)
def test_a_second_headline_is_no_by_line(line: str) -> None:
    expected = ["title", "paragraph", "paragraph", "paragraph"]
    assert kinds_of("Harbour Stays Shut", line, "The harbour stays shut.", "Selt waits.") == expected


def test_captions_of_a_gallery_are_a_run_of_lines_without_an_end() -> None:
    captions = ["Cranes at dusk", "A docker with his dog", "The quay in 1960", "Gulls over the market"]
    text = "Harbour in Pictures\n\nThe harbour is old.\n\n" + "\n\n".join(captions)
    assert [block["kind"] for block in split_blocks(text)] == ["title", "paragraph", *["caption"] * 4]


def test_a_run_of_flashes_is_no_gallery() -> None:
    flashes = [
        "Selt denies role in blast",
        "Tolk says port is shut",
        "Norvane will not sign",
        "No dead so far, police say",
    ]
    assert kinds_of("Blast in Selt", "The port burns.", *flashes) == ["title", *["paragraph"] * 5]


def test_a_text_without_any_end_of_a_sentence_is_coded() -> None:
    lines = ["Ships wait off Selt", "Dockers stay at home", "Mayor in Oslo", "Prices of fish double"]
    assert "caption" not in kinds_of("Harbour Stays Shut", *lines)


@pytest.mark.parametrize("signature", ["Greta Aske, Selt", "Nils Lund"])
def test_who_signs_a_letter_stays_with_it(signature: str) -> None:
    lines = ["Why must it close at four?", signature, "I am glad that it closes.", "Ana Moss, Oslo"]
    assert kinds_of("Letters to the Harbour", *lines) == ["title", *["paragraph", "signature"] * 2]


def test_a_note_on_the_author_may_name_two_offices() -> None:
    note = "Iris Maro is a professor at Selt, and a columnist. She tweets @imaro."
    assert kinds_of("Harbour Stays Shut", "The harbour stays shut.", note)[-1] == "credit"


def test_a_sentence_on_somebodys_office_is_no_note() -> None:
    sentence = "Iris Maro was an ambassador in Selt for ten years, and denied it all."
    assert kinds_of("Harbour Stays Shut", "The harbour stays shut.", sentence)[-1] == "paragraph"


def test_only_the_credits_are_cut_off_where_captions_are_the_text() -> None:
    captions = [f"{caption} [Iris Maro/Selt Wire]" for caption in ("Gulls.", "A docker waits.", "It snows.", "Night.")]
    kinds = kinds_of("Harbour in Pictures", "The harbour is old.", *captions)
    assert kinds == ["title", "paragraph", *["paragraph", "caption"] * 4]


def test_questions_head_the_parts_of_an_explainer() -> None:
    parts = ["Why is it shut?", "A crane fell.", "Who pays?", "The port does."]
    assert kinds_of("Harbour Stays Shut", *parts) == ["title", *["heading", "paragraph"] * 2]


def test_questions_in_an_interview_are_asked() -> None:
    parts = ["Why is it shut?", "I saw a crane fall.", "Who pays?", "The port does."]
    assert kinds_of("Harbour Stays Shut", *parts) == ["title", *["paragraph"] * 4]


def test_headlines_within_a_text_of_several_reports() -> None:
    parts = ["The week in short.", "Crane moved to Karran", "KARRAN: The crane is back.", "It works.", "It is red."]
    assert kinds_of("News in Brief", *parts)[2] == "paragraph"


def test_a_sentence_on_what_remarks_did_is_no_note() -> None:
    sentence = "Below are the remarks that cost Iris Maro her office."
    assert kinds_of("Harbour Stays Shut", "The harbour stays shut.", sentence)[-1] == "paragraph"
