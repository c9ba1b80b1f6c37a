"""Coding passes as people write them: what is read, what is skipped, and what is an error."""

import pytest

from rejoinder.agreement.gold import CodableUnits, read_pass
from rejoinder.human_coding.files import GoldError, read_gold_file
from rejoinder.human_coding.model import Code, CodingPass
from tests.support.coding import FRAMES

HEADER = "article_id,sent_id,text,speaker,form,frames\n"
UNITS = CodableUnits(
    {"harbour": {1: "The port is open.", 2: '"We closed nothing," Ada Moor said.', 3: "(Editing by Bo Lund)"}},
    frozenset({("harbour", 3)}),
)


def row(
    sent_id: object = 1, text: str = "The port is open.", rest: str = "Wire,narrated,", article: str = "harbour"
) -> str:
    quoted = text.replace('"', '""')
    return f'{article},{sent_id},"{quoted}",{rest}\n'


def read_rows(*rows: str, header: str = HEADER, path: str = "seeds/gold/ann.csv") -> tuple[CodingPass, list[str]]:
    coding, skipped = read_pass(read_gold_file(path, (header + "".join(rows)).encode()), UNITS, FRAMES)
    return coding, [f"{rows.item}: {rows.reason}" for rows in skipped]


@pytest.mark.parametrize(
    ("rows", "header", "words"),
    [
        pytest.param([], HEADER.replace("form,", ""), ["line 1", "no form"], id="missing column"),
        pytest.param(
            [row(9, "Nobody wrote this.")], HEADER, ["line 2", "no sentence '9'", "1 to 3"], id="unknown sentence"
        ),
        pytest.param([row("two", "Nobody wrote this.")], HEADER, ["line 2", "'two'"], id="sentence that is no number"),
        pytest.param(
            [row(1, "The port is closed.")], HEADER, ["line 2", "edited", "The port is open."], id="edited text"
        ),
        pytest.param([row(), row()], HEADER, ["line 3", "coded twice"], id="duplicate row"),
        pytest.param(
            [row(rest="Wire,narrated,denail")], HEADER, ["line 2", "'denail'", "denial, deterrence"], id="unknown frame"
        ),
        pytest.param(
            [row(rest="Wire,narrated,denial;deterrence")], HEADER, ["line 2", "spaces"], id="frames not by spaces"
        ),
        pytest.param([row(rest="Wire,quoted,")], HEADER, ["line 2", "'quoted'", "direct, indirect"], id="unknown form"),
        pytest.param([row(3, "(Editing by Bo Lund)")], HEADER, ["line 2", "no statement"], id="credit line"),
        pytest.param(["harbour,1,The port is open.\n"], HEADER, ["line 2", "expected 6"], id="missing cells"),
        pytest.param([row(rest="Wire,narrated,,")], HEADER, ["line 2", "expected 6"], id="surplus cell"),
        pytest.param(
            [row(2, '"We closed nothing,"\n Ada Moor said.'), row(1, "Closed.")],
            HEADER,
            ["line 4"],
            id="line after a line break in a cell",
        ),
    ],
)
def test_flawed_pass_is_one_error_naming_file_and_line(rows: list[str], header: str, words: list[str]) -> None:
    with pytest.raises(GoldError) as caught:
        read_rows(*rows, header=header)
    assert str(caught.value).startswith("seeds/gold/ann.csv, line")
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_pass_that_is_not_utf8_names_the_byte() -> None:
    with pytest.raises(GoldError, match=r"ann\.csv: expected UTF-8, got byte 44 "):
        read_gold_file("ann.csv", HEADER.encode() + b"\xff")


def test_pass_called_machine_is_refused() -> None:
    with pytest.raises(GoldError, match="rename the file"):
        read_rows(row(), path="seeds/gold/machine.csv")


def test_spreadsheet_traces_are_read() -> None:
    """A byte order mark, Windows line ends, a column of notes and other white space in the text."""
    content = "\ufeff" + HEADER.strip() + ",note\r\n" + row(1, " The  port is open. ").strip() + ",sure?\r\n"
    coding, _ = read_pass(read_gold_file("ann.csv", content.encode()), UNITS, FRAMES)
    assert coding.codes == {("harbour", 1): Code(speaker="Wire", form="narrated", frames=frozenset())}


def test_row_of_an_article_that_is_not_in_the_input_is_listed() -> None:
    coding, skipped = read_rows(row(), row(article="quay"), row(2, "Anything.", article="quay"))
    assert list(coding.codes) == [("harbour", 1)]
    assert skipped == ["seeds/gold/ann.csv: article quay, 2 row(s): not among the articles of this run"]


def test_sentence_is_found_by_its_text_where_another_parser_numbers_it_otherwise() -> None:
    coding, skipped = read_rows(row(7, "The port is open."))
    assert list(coding.codes) == [("harbour", 1)]
    assert skipped == []


def test_sentence_that_another_parser_cuts_otherwise_is_listed() -> None:
    coding, skipped = read_rows(row(1, 'The port is open. "We closed nothing," Ada Moor said.'))
    assert coding.codes == {}
    assert skipped == ["seeds/gold/ann.csv: 1 row(s): the parser cuts these sentences differently"]


def test_pass_coded_by_another_codebook_keeps_its_speakers_and_forms() -> None:
    coding, skipped = read_rows(
        row(rest="Wire,narrated,morality"), row(2, '"We closed nothing," Ada Moor said.', "Ada Moor,direct,")
    )
    assert [code.frames for code in coding.codes.values()] == [None, None]
    assert [code.form for code in coding.codes.values()] == ["narrated", "direct"]
    assert skipped == ["seeds/gold/ann.csv: frames: coded by another codebook, with the frames morality"]
