"""Coding that was not exported by us: databases of DNA, folders of brat, lists of segments, codes of one's own."""

from pathlib import Path

import pytest

from rejoinder.human_coding.brat import is_brat, read_brat
from rejoinder.human_coding.codes_file import read_codes_file, rename_codes, write_codes_file
from rejoinder.human_coding.dna_database import read_dna_database
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.folder import choose_reader, read_coding_folder
from rejoinder.human_coding.inception import read_inception
from rejoinder.human_coding.label_studio import read_label_studio
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from rejoinder.human_coding.segments import is_segment_list, read_segments
from rejoinder.zipped import pack
from tests.support import coded_files
from tests.support.coded_files import DENY, HARBOUR


def pack_texts(files: dict[str, str]) -> bytes:
    return pack((name, text.encode()) for name, text in files.items())


def test_database_of_dna_has_positions_and_speakers_but_no_sides() -> None:
    (text,) = read_dna_database("a.dna", coded_files.write_dna())
    assert (text.name, text.text) == ("Port: shut?", HARBOUR.replace("\r\n", "\n"))
    assert text.details == {"title": "Port: shut?", "outlet": "The Karran Courier", "published": "2021-05-03"}
    assert [(mark.code, mark.words, mark.coder) for mark in text.marks] == [
        ("opposes The harbour stays shut", DENY, "Ann"), ("speaker: Ada Moor", DENY, "Ann"),
    ]  # fmt: skip


def test_database_of_an_older_dna_is_one_error() -> None:
    with pytest.raises(GoldError, match=r"^a\.dna: expected a database of DNA 3, got another file"):
        read_dna_database("a.dna", b"SQLite format 3\x00" + bytes(100))


def test_labels_and_texts_of_another_interface_of_label_studio_are_read() -> None:
    (text,) = read_label_studio("a.json", coded_files.write_label_studio())
    assert (text.name, text.text, [(mark.code, mark.words) for mark in text.marks]) == (
        "12", HARBOUR, [("Leugnung", DENY)],
    )  # fmt: skip


def test_values_of_a_layer_of_ones_own_are_codes() -> None:
    (text,) = read_inception("a.zip", coded_files.write_inception())
    assert (text.name, [(mark.code, mark.words) for mark in text.marks]) == ("harbour", [("Leugnung", DENY)])


def test_types_and_attributes_of_brat_are_codes() -> None:
    standoff = (
        "T1\tLeugnung 11 21\tWe deny it\nA1\tSure T1\nA2\tTone T1 harsh\nR1\tOf Arg1:T1 Arg2:T1\n* \tEquiv T1 T1\n"
    )
    (text,) = read_brat("a.zip", pack_texts({"n/harbour.txt": HARBOUR, "n/harbour.ann": standoff}))
    assert [(mark.code, mark.words) for mark in text.marks] == [
        (code, "We deny it") for code in ("Leugnung", "Sure", "harsh Tone")
    ]


def test_annotation_of_several_fragments_is_all_between_its_ends() -> None:
    standoff = "T1\tDenial 0 4;11 13\tPort We\n"
    (text,) = read_brat("a.zip", pack_texts({"harbour.txt": HARBOUR, "harbour.ann": standoff}))
    assert [mark.words for mark in text.marks] == ["Port shut\n\nWe"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a.ann": ""}, "a.zip: a.ann: expected the text of the same name"),
        ({"a.ann": "T1\tDenial 0\n", "a.txt": "x"}, "a.zip: a.ann: expected an annotation"),
        ({"a.ann": "T1\tDenial 0 9\tx\n", "a.txt": "x"}, "a.zip: a.ann: expected an annotation"),
    ],
)
def test_flawed_standoff_is_one_error_naming_archive_and_file(files: dict[str, str], words: str) -> None:
    with pytest.raises(GoldError, match=words):
        read_brat("a.zip", pack_texts(files))


def test_archive_is_of_brat_where_it_has_standoff() -> None:
    assert is_brat(pack_texts({"a.ann": ""}))
    assert not is_brat(coded_files.write_inception())
    assert not is_brat(b"no archive")


def test_segments_have_document_code_words_place_and_coder() -> None:
    (text,) = read_segments("a.csv", coded_files.write_segments())
    assert (text.name, text.text) == ("harbour.rtf", "")
    assert text.marks == [Mark(start=11, end=11 + len(DENY), words=DENY, code="Leugnung", coder="Ann")]


def test_rows_without_a_document_are_texts_of_their_own_with_all_their_codes() -> None:
    content = b"text,label\nWe deny it.,Denial\nHello.,\nWe deny it.,Cooperation\n"
    first, second = read_segments("a.csv", content)
    assert (first.text, [mark.code for mark in first.marks]) == ("We deny it.", ["Denial", "Cooperation"])
    assert (second.text, second.marks) == ("Hello.", [])


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"Document,Code,Segment\n", True),
        (b"filename;codename;seltext\n", True),
        (b"article_id,sent_id,text,code\n", False),
        (b"title,text\n", False),
    ],
)
def test_list_of_segments_is_known_by_its_columns_and_no_pass_of_our_own(header: bytes, expected: bool) -> None:
    assert is_segment_list(header) is expected


def test_every_file_is_read_by_the_reader_of_its_tool() -> None:
    files = {
        "a.dna": coded_files.write_dna(), "a.csv": coded_files.write_events(), "b.csv": coded_files.write_segments(),
        "a.zip": coded_files.write_inception(), "b.zip": pack_texts(dict(coded_files.write_brat())),
    }  # fmt: skip
    readers = [choose_reader(name, content) for name, content in files.items()]
    assert [reader.__name__ for reader in readers if reader] == [
        "read_dna_database", "read_dna_events", "read_segments", "read_inception", "read_brat",
    ]  # fmt: skip
    assert choose_reader("pass.csv", b"article_id,sent_id,text,speaker,form,frames\n") is None


def test_codes_mean_what_the_file_beside_the_pass_says(tmp_path: Path) -> None:
    (tmp_path / "old.qdpx").write_bytes(coded_files.write_qdpx())
    (tmp_path / "old.codes.yaml").write_text("Denial: [victimhood, 'side: China']\nOther:\n", encoding="utf-8")
    (file,) = read_coding_folder(tmp_path).marked
    assert [mark.code for mark in file.texts[0].marks] == ["victimhood", "side: China"]
    assert set(file.texts[0].offered) == {"victimhood", "side: China"}


def test_codes_without_a_meaning_keep_their_names(tmp_path: Path) -> None:
    codes = write_codes_file("old.qdpx", {"Leugnung: klar": 3, "yes": 1, "#1": 2})
    (tmp_path / "old.codes.yaml").write_text(codes, encoding="utf-8")
    assert "# 3 mark(s)" in codes
    assert read_codes_file(tmp_path / "old.qdpx") == {}
    filled = codes.replace("'Leugnung: klar':", "'Leugnung: klar': denial").replace("'yes':", "'yes': threat")
    (tmp_path / "old.codes.yaml").write_text(filled.replace("'#1':", "'#1': talks"), encoding="utf-8")
    assert read_codes_file(tmp_path / "old.qdpx") == {"Leugnung: klar": ["denial"], "yes": ["threat"], "#1": ["talks"]}


def test_a_text_of_no_marks_is_renamed_to_itself() -> None:
    text = MarkedText(name="t", text="x", marks=[])
    assert rename_codes([text], {"a": ["b"]})[0].marks == []


@pytest.mark.parametrize("content", ["- Denial\n", "Denial: {a: b}\n", "Denial: [\n"])
def test_flawed_file_of_codes_is_one_error_naming_it(tmp_path: Path, content: str) -> None:
    (tmp_path / "old.codes.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"old\.codes\.yaml: "):
        read_codes_file(tmp_path / "old.qdpx")


def test_empty_file_is_no_database_of_dna() -> None:
    with pytest.raises(GoldError, match=r"^a\.dna: expected a database of DNA 3"):
        read_dna_database("a.dna", b"")


def test_words_in_brat_may_hold_line_ends_of_other_kinds() -> None:
    files = {"a.txt": "We\x85Two", "a.ann": "T1\tDenial 0 6\tWe\x85Two\r\n"}
    (text,) = read_brat("a.zip", pack_texts(files))
    assert [mark.words for mark in text.marks] == ["We\x85Two"]
