"""Repaired sentence ends: on tokens cut by hand, " | " where the tokenizer ends a sentence."""

import re

import pytest

from rejoinder.parser.sentence_ends import group_tokens

_TOKEN = re.compile(r"Ph\.D\.|(?:[A-Za-z]\.)+[A-Za-z]?\.?|(?:Jr|Gen|Brig|Rep|Gov|Oct|Maj)\.(?= )|[\w’@-]+|\.{3}|\S")


def repair(cut: str) -> str:
    """Tokenize a text that is cut at " | ", repair its sentences and cut it there."""
    text, sentences = "", []
    for part in re.split(r" \|(?=\s)", cut):
        begin = len(text)
        text += part if not text else part if part[0] == "\n" else f" {part.lstrip(' ')}"
        sentences.append([match.span() for match in _TOKEN.finditer(text, begin)])
    spans = iter([span for sentence in sentences for span in sentence])
    groups = [[next(spans) for _ in range(length)] for length in group_tokens(text, sentences)]
    return " | ".join(text[group[0][0] : group[-1][1]] for group in groups)


@pytest.mark.parametrize(
    ("cut", "repaired"),
    [
        pytest.param("He met Brig. | Gen. Kofi Mensah.", "He met Brig. Gen. Kofi Mensah.", id="two titles"),
        pytest.param("SUPT. | RAY MOE: No.", "SUPT. RAY MOE: No.", id="a title in capitals"),
        pytest.param("Maj. Gen. (ret.) | Lev Oron left.", "Maj. Gen. (ret.) Lev Oron left.", id="out of service"),
        pytest.param("It cost approx. | two million.", "It cost approx. two million.", id="what follows is small"),
        pytest.param("Room No. | 7 is closed.", "Room No. 7 is closed.", id="a number"),
        pytest.param("Acme Corp. | Inc. fell.", "Acme Corp. Inc. fell.", id="an abbreviation that begins no sentence"),
        pytest.param("It opens at 9 a.m. | Monday.", "It opens at 9 a.m. Monday.", id="a day after an hour"),
        pytest.param("He saw Jeopardy! | on TV.", "He saw Jeopardy! on TV.", id="a mark inside a name"),
        pytest.param("MR. EARNEST: | Good morning.", "MR. EARNEST: Good morning.", id="a speaker's label"),
        pytest.param("Doris | Day sang.", "Doris Day sang.", id="a cut without a mark"),
        pytest.param('"Stop!" | Ana shouted.', '"Stop!" Ana shouted.', id="reporting clause"),
        pytest.param('"We left at 5 p.m." | Ana said.', '"We left at 5 p.m." Ana said.', id="after an abbreviation"),
        pytest.param(
            '"Why?" | Kim Lee, a baker, asked again.', '"Why?" Kim Lee, a baker, asked again.', id="with an apposition"
        ),
        pytest.param(
            '"Why?" | Lena Holm asked reporters on Friday.',
            '"Why?" Lena Holm asked reporters on Friday.',
            id="with an addressee",
        ),
    ],
)  # fmt: skip
def test_what_was_cut_is_joined(cut: str, repaired: str) -> None:
    assert repair(cut) == repaired


@pytest.mark.parametrize(
    ("cut", "repaired"),
    [
        pytest.param('She met Lee Jr. "We talk," she said.', 'She met Lee Jr. | "We talk," she said.', id="quotation"),
        pytest.param("He left the U.S. She stayed.", "He left the U.S. | She stayed.", id="a pronoun"),
        pytest.param("It was Oct. 3. Sara won.", "It was Oct. 3. | Sara won.", id="a date"),
        pytest.param('asked Poll. "Soon!" he said.', 'asked Poll. | "Soon!" he said.', id="a full stop and a mark"),
        pytest.param('She has a Ph.D. "I teach," she said.', 'She has a Ph.D. | "I teach," she said.', id="degree"),
    ],
)
def test_what_ends_is_cut(cut: str, repaired: str) -> None:
    assert repair(cut) == repaired


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param("The U.S. Senate voted.", id="an abbreviation before a name"),
        pytest.param('Robert C. "Bobby" Scott left.', id="a nickname after an initial"),
        pytest.param('Rep. "Bobby" Scott left.', id="a nickname after a title"),
        pytest.param("It fell on Oct. 3 and 4.", id="a date that goes on"),
        pytest.param("He left. | She stayed.", id="two sentences"),
        pytest.param('"Stop!" | Ana left.', id="a sentence that reports nothing"),
        pytest.param('"Who?" | The guard said nothing.', id="a reporting verb with an object"),
        pytest.param('"Who?" | Tran told the court he was ill.', id="a reporting verb with a clause"),
        pytest.param('"Who?" | Scicluna said, "People must know."', id="a reporting verb with its own quotation"),
        pytest.param("SPEND A QUARTER | This step is harder.", id="a heading in capitals"),
        pytest.param("He asked: |\nWho came?", id="a line of its own after a colon"),
        pytest.param("He met Gov. |\n\nPell stayed.", id="another paragraph"),
    ],
)
def test_what_the_tokenizer_knows_stays(cut: str) -> None:
    assert repair(cut).replace(" |\n", "\n") == re.sub(r"\|\s+", "| ", cut)


def test_no_sentences() -> None:
    assert group_tokens("", []) == []
