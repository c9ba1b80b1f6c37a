"""Texts in their author's own words, and what names the author."""

import pytest

from rejoinder.articles.layout import split_blocks

BODY = "The harbour smells of cruise ships. Rents rose by a fifth.\n\nA cap would help, and the council knows it."
OURS = "Our harbour smells of cruise ships. We pay for it.\n\nThe council sold our quay, as I saw. Nobody asked us."
OWN = "When I came to Bergen, the harbour smelled of herring.\n\nIt does not feed my town. I want fewer ships."


def find_author(text: str) -> list[str]:
    blocks = split_blocks(text, text.partition("\n\n")[0])
    return [text[block["start"] : block["end"]] for block in blocks if block["kind"] == "author"]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        pytest.param(f"Opinion: The port we deserve\n\nBy Ana Lind\n\n{BODY}", ["Ana Lind"], id="label"),
        pytest.param(f"The port we deserve | Comment\n\nBy ANA LIND\n\n{BODY}", ["ANA LIND"], id="label behind"),
        pytest.param(f"The port\n\nBy Ana Lind, Mayor of Selt\n\n{OWN}", ["Ana Lind"], id="first person"),
        pytest.param(
            f"The port\n\nBy Ana Lind\n\n{BODY}\n\nAna Lind is professor of law at Karran.",
            ["Ana Lind", "Ana Lind", "is professor of law at Karran."],
            id="note",
        ),
        pytest.param(
            f"The port\n\nBy Ana Lind and Ian van der Adler\n\n{BODY}\n\nIan van der Adler farms near Selt.",
            ["Ana Lind and Ian van der Adler", "Ian van der Adler", "farms near Selt."],
            id="two authors",
        ),
        pytest.param(
            f"The port\n\nFirst Edition\n\nSection: OPINION; Pg. 4\n\nByline: Ana Lind, For The Courier\n\n{BODY}",
            ["Ana Lind"],
            id="fields of a database",
        ),
        pytest.param(f"The port\n\nPosted by Ana Lind on 3 May 2021\n\n{OWN}", ["Ana Lind"], id="who posted it"),
        pytest.param(f"The port\n\nOpinion | Ana Lind\n\n{BODY}", ["Ana Lind"], id="label above the name"),
        pytest.param(f"The port\n\nAuthor: Ana Lind | ana@selt.org\n\n{OURS}", ["Ana Lind"], id="first person plural"),
        pytest.param(
            f"Opinion: The port\n\nBy Ana Lind\n\nThe writer was mayor of Karran.\n\n{BODY}",
            ["Ana Lind", "The writer was mayor of Karran."],
            id="note on the writer",
        ),
        pytest.param(
            f"Opinion: The port\n\nBy Ana Lind\n\n{BODY}\n\nAna Lind retired from the Karran navy in 2014.",
            ["Ana Lind", "Ana Lind", "retired from the Karran navy in 2014."],
            id="note in the past tense",
        ),
        pytest.param(
            f"Opinion\n\n{OWN}\n\nAna Lind is a baker.", ["Ana Lind", "is a baker."], id="note without a by-line"
        ),
    ],
)
def test_author_is_named_by_by_line_and_note(text: str, author: list[str]) -> None:
    assert find_author(text) == author


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Port grows\n\nBy Ana Lind\n\n{BODY}", id="report"),
        pytest.param(f"Editorial: The port we deserve\n\n{BODY}", id="editorial"),
        pytest.param(f"Opinion: The port\n\nBy the editorial board\n\n{BODY}", id="board"),
        pytest.param(f"Port grows\n\nBy Ana Lind\n\n{BODY}\n\nAna Lind is a reporter in Karran.", id="reporter"),
        pytest.param("Port grows\n\nBy Ana Lind\n\n“I am tired. My boat leaks,” a man said.\n\n“I left.”", id="quoted"),
        pytest.param(
            "Port grows\n\nBy Ana Lind\n\n“We are tired. Our quay leaks,” a man said.\n\n“Ask us. We saw our ships.”",
            id="quoted plural",
        ),
        pytest.param(
            'Ferry burns\n\nBy Ana Lind\n\nThe ferry burned off Selt.\n\n"We smelled smoke, and I ran to my boat.\n\n'
            '"I woke my neighbours, who helped us.\n\n"I thank my crew," Ivo Tarn said.',
            id="quotation over several paragraphs",
        ),
        pytest.param(
            "Port grows\n\nText Ana Lind\n\nA man spoke.\n\n– I am tired.\n\n– My boat leaks, and I left.", id="dashes"
        ),
        pytest.param(
            "How tides work\n\nBy Ana Lind\n\nTides follow our moon. We see two a day.\n\nThey tell us where we are.",
            id="explainer",
        ),
        pytest.param(
            f"Port grows\n\nBy Ana Lind\n\n{OWN}\n\nWhy now?\n\nI am old.\n\nAnd then?\n\nI rest.\n\nWhere?\n\nHere.",
            id="interview",
        ),
        pytest.param(f"Ana Lind: Port stays\n\n{BODY}\n\nAna Lind was mayor until May.", id="whom a headline is about"),
        pytest.param(f"Herring Prices: The port I knew\n\n{OWN}", id="what a headline is about"),
        pytest.param(f"The port\n\nPERTO NAL, May 3\n\n{OWN}", id="place and date"),
        pytest.param(f"The port\n\nPERTO NAL\n\n{BODY}\n\nPerto Nal is a port.", id="place that the end describes"),
        pytest.param(f"The port\n\nPosted by Site Admin on 3 May 2021\n\n{OWN}", id="office that posts"),
        pytest.param(f"Port grows\n\n{BODY}\n\nIan Adler is the mayor of Selt.", id="last line of a report"),
    ],
)
def test_reports_and_editorials_have_no_author(text: str) -> None:
    assert find_author(text) == []


def test_note_on_an_author_may_stand_above_the_last_lines_of_a_page() -> None:
    note = "Ana Lind is a member of the council."
    text = f"The port\n\n{BODY}\n\n{note}\n\n© 2019 The Courier. All rights reserved."
    kinds = {text[block["start"] : block["end"]]: block["kind"] for block in split_blocks(text, "The port")}
    assert kinds[note] == "credit"


def test_news_of_a_writer_is_no_note_on_the_author() -> None:
    news = "The writer was freed on Monday, a court clerk said."
    text = f"Opinion: The port\n\nBy Ana Lind\n\n{news}\n\n{BODY}"
    kinds = {text[block["start"] : block["end"]]: block["kind"] for block in split_blocks(text, "Opinion: The port")}
    assert kinds[news] == "paragraph"
