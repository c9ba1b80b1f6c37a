"""Bytes to text by their encoding, and text repaired."""

import pytest

from rejoinder.articles import text_repair


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        pytest.param("The café in Señor Núñez’s port is “closed”, the minister said.", "cp1252", id="Windows"),
        pytest.param("The café in Zürich is closed to all, the minister said.", "latin-1", id="Latin-1"),
        pytest.param("“We won’t pay €5.”\n\nChloë Ångström left.\n", "cp1252", id="Windows, with line breaks"),
        pytest.param("The £5 note, ½ of it …\r\nHe’d said so.\r\n", "cp1252", id="Windows, signs"),
        pytest.param("Министр сказал: «Мы довольны»,\nи ушёл домой.\n", "cp1251", id="Windows, Cyrillic"),
        pytest.param("The café is “closed”, the minister said.", "utf-16", id="UTF-16 with mark"),
        pytest.param("The café is “closed”, the minister said.\n", "utf-16-le", id="UTF-16 without mark"),
        pytest.param("The café is “closed”, the minister said.", "utf-8-sig", id="UTF-8 with mark"),
    ],
)
def test_the_encoding_is_found_out(said: str, encoding: str) -> None:
    assert text_repair.decode(said.encode(encoding), None) == said


def test_an_encoding_that_is_declared_in_html_is_believed() -> None:
    page = '<html><head><meta charset="cp1251"></head><body>Café Порт</body></html>'.replace("é", "e")
    assert text_repair.decode(page.encode("cp1251"), None) == page


def test_an_encoding_that_is_stated_is_used() -> None:
    assert text_repair.decode("The café’s port".encode("mac_roman"), "mac_roman") == "The café’s port"


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        pytest.param("Smith &amp; Sons&#8217; ferry", "Smith & Sons’ ferry", id="entities"),
        pytest.param("the oﬃce ﬁred him", "the office fired him", id="ligatures"),
        pytest.param("the cafÃ© said â€œnoâ€\x9d", "the café said “no”", id="decoded twice"),
        pytest.param("har\u00adbour of 3\u00a0000", "harbour of 3 000", id="soft hyphen and no-break space"),
        pytest.param("“No,” he said – ‘never’", "“No,” he said – ‘never’", id="curly quotation marks stay"),
    ],
)
def test_text_is_repaired(broken: str, repaired: str) -> None:
    assert text_repair.repair_text(broken) == repaired


PARAGRAPH = "The minister of Karran said on Monday that the ferries would sail again in the spring, and left."


@pytest.mark.parametrize(
    ("head", "parted"),
    [
        pytest.param("Ferries to Sail Again\n", "Ferries to Sail Again\n\n", id="headline"),
        pytest.param("Ferries to Sail\nBy Ana Poll\n", "Ferries to Sail\n\nBy Ana Poll\n\n", id="headline and by-line"),
        pytest.param("Ferries to Sail\n\n", "Ferries to Sail\n\n", id="it has its blank line"),
        pytest.param("The ferries sail.\n", "The ferries sail.\n", id="a sentence"),
    ],
)
def test_a_headline_without_a_blank_line_is_parted(head: str, parted: str) -> None:
    assert text_repair.part_headline(f"{head}{PARAGRAPH}\n\n{PARAGRAPH}") == f"{parted}{PARAGRAPH}\n\n{PARAGRAPH}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The minister of the island\nKarran said on Monday that he\nwould go.\n\nNobody came.", id="wrapped"
        ),
        pytest.param(f"Ferries to Sail\n{PARAGRAPH}\n{PARAGRAPH}\n", id="a line is a paragraph"),
        pytest.param("", id="nothing"),
    ],
)
def test_text_without_such_a_headline_stays(text: str) -> None:
    assert text_repair.part_headline(text) == text
