"""Projects as tools of qualitative analysis export them: what differs between tools moves no mark."""

import pytest

from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.refi_qda import read_refi_qda
from tests.support.marks import build_project, write_source

TEXT = "Port shut\r\n\r\nWe deny it.\r\n\U0001f600 Talks go on."
DENY, TALKS = "We deny it.", "Talks go on."


def tear(archive: bytes, member: str) -> bytes:
    """The archive with other bytes in place of the first of a member."""
    place = archive.index(member.encode()) + len(member)
    return archive[:place] + b"\xff" * 8 + archive[place + 8 :]


def read_words(content: bytes) -> list[str]:
    (text,) = read_refi_qda("seeds/gold/ann.qdpx", content)
    return [mark.words for mark in text.marks]


@pytest.mark.parametrize(
    ("spans", "origin"),
    [
        pytest.param([(13, 24), (28, 40)], "NVivo for Windows 12.6", id="code points, a line end is two"),
        pytest.param([(11, 22), (25, 37)], "ATLAS.ti Win 23.4.0", id="code points, a line end is one"),
        pytest.param([(13, 24), (29, 41)], "", id="UTF-16, a line end is two"),
        pytest.param([(11, 22), (26, 38)], "", id="UTF-16, a line end is one"),
        pytest.param([(13, 23), (28, 39)], "", id="the end is the last character's place"),
    ],
)
def test_positions_are_in_the_units_in_which_marks_begin_and_end_at_words(
    spans: list[tuple[int, int]], origin: str
) -> None:
    words = read_words(build_project(write_source(spans), {"sources/t.txt": TEXT.encode()}, origin))
    assert [word.rstrip(".") for word in words] == [DENY[:-1], TALKS[:-1]]


@pytest.mark.parametrize("origin", ["ATLAS.ti Win 23.4.0", "NVivo"])
def test_where_marks_do_not_tell_units_the_tool_does(origin: str) -> None:
    words = read_words(build_project(write_source([(5, 6)]), {"sources/t.txt": b"a\r\n\r\nb c d"}, origin))
    assert words == (["c"] if "ATLAS" in origin else ["b"])


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"Sources/T.TXT": TEXT.encode("utf-8-sig")}, id="folder and file in capitals, byte order mark"),
        pytest.param({"sources/t.txt": TEXT.encode("utf-16")}, id="UTF-16"),
    ],
)
def test_text_is_found_and_decoded(files: dict[str, bytes]) -> None:
    assert read_words(build_project(write_source([(13, 24)]), files)) == [DENY]


@pytest.mark.parametrize("file", ["port news.txt", "port%20news.txt"])
def test_text_is_found_under_a_path_with_a_quoted_space(file: str) -> None:
    source = write_source([(13, 24)], 'plainTextPath="internal://port%20news.txt"')
    assert read_words(build_project(source, {f"sources/{file}": TEXT.encode()})) == [DENY]


def test_only_texts_are_unpacked_so_that_a_torn_recording_does_no_harm() -> None:
    files = {"sources/t.txt": TEXT.encode(), "sources/talk.mp3": b"sound" * 100}
    assert read_words(tear(build_project(write_source([(13, 24)]), files), "sources/talk.mp3")) == [DENY]


def test_text_in_the_project_itself_and_a_byte_order_mark_before_it_are_read() -> None:
    content = "<PlainTextContent>Port shut</PlainTextContent>"
    source = write_source([(5, 9)], "").replace("<PlainText", f"{content}<PlainText", 1)
    assert read_words(build_project(source, {}, head=b"\xef\xbb\xbf")) == ["shut"]


def test_codes_and_coders_are_known_by_whatever_ids_the_tool_gives() -> None:
    (text,) = read_refi_qda("ann.qdpx", build_project(write_source([(13, 24)]), {"sources/t.txt": TEXT.encode()}))
    assert (text.name, [(mark.code, mark.coder) for mark in text.marks]) == ("harbour", [("Denial", "Ann")])
    assert text.offered == {"Denial"}


def test_code_of_a_whole_source_marks_all_of_it_and_one_of_a_picture_nothing() -> None:
    coding = '<Coding guid="D"><CodeRef targetGUID="c1"/></Coding>'
    sources = write_source([]).replace("</TextSource>", f"{coding}</TextSource>")
    sources += f'<PictureSource guid="P" name="map.png" path="internal://map.png">{coding}</PictureSource>'
    texts = read_refi_qda("ann.qdpx", build_project(sources, {"sources/t.txt": TEXT.encode()}))
    assert [(text.name, mark.words) for text in texts for mark in text.marks] == [("harbour", TEXT), ("map.png", "")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"PK", "expected a REFI-QDA project", id="no archive"),
        pytest.param(tear(build_project("", {}), "Harbour.qde"), "expected a REFI-QDA project", id="torn archive"),
        pytest.param(build_project("", {"second.qde": b"<Project/>"}), "expected one .qde file", id="two projects"),
        pytest.param(build_project("<Text", {}), "Harbour.qde is no XML", id="broken project"),
        pytest.param(build_project(write_source([]), {}), "export the project with its sources", id="text missing"),
        pytest.param(build_project(write_source([]), {"sources/t.txt": b"\xe9"}), "t.txt is not UTF-8", id="Latin-1"),
    ],
)
def test_flawed_project_is_one_error_naming_the_file(content: bytes, words: str) -> None:
    with pytest.raises(GoldError, match=rf"^seeds/gold/ann\.qdpx: .*{words}"):
        read_refi_qda("seeds/gold/ann.qdpx", content)
