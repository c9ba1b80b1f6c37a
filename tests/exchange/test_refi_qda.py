"""A REFI-QDA project and codebook: valid by the standard's schema, read by pyrefiqda, and brought back."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

from rejoinder.exchange.refi_qda import RefiQda
from rejoinder.human_coding.refi_qda import read_refi_qda
from tests.support.exchange import build_datasets, export, invent_awkward_corpus, write_positions
from tests.support.marks import lay_over, recode

SCHEMA = Path(__file__).parent / "refi_qda_project.xsd"  # REFI's own, version 1.0, under the MIT licence
PROJECT, CODEBOOK = "refi_qda/project.qdpx", "refi_qda/codebook.qdc"
METHOD = RefiQda(articles=1000)
CORPUS = invent_awkward_corpus(300)


@pytest.fixture(scope="module")
def awkward() -> dict[str, bytes]:
    return export(METHOD, CORPUS)


@pytest.fixture(scope="module")
def positions() -> dict[str, bytes]:
    lines = ("Ada Moor | denial | | 2013-03-12 | | | Norland", "Bo Lund | talks | opposes | 2013-03-12")
    return export(METHOD, write_positions(*lines))


def test_project_is_valid_by_the_schema_of_the_standard(awkward: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(awkward[PROJECT])) as archive:
        project = etree.fromstring(archive.read("project.qde"))
    etree.XMLSchema(file=SCHEMA).assertValid(project)


def test_a_project_without_articles_is_valid(positions: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(export(METHOD, build_datasets({}))[PROJECT])) as archive:
        assert archive.namelist() == ["project.qde"]
        etree.XMLSchema(file=SCHEMA).assertValid(etree.fromstring(archive.read("project.qde")))


def test_codebook_has_frames_sides_and_stances_in_groups(positions: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "codebook.qdc").write_bytes(positions[CODEBOOK])
    codebook = RefiCodebook.load(tmp_path / "codebook.qdc")
    groups = {group.name: [code.name for code in group.code] for group in codebook.codes.code}
    assert groups == {
        "Frames": ["Denial", "Deterrence", "Cooperation", "Victimhood"],
        "Sides": ["side: Norland"],
        "Stances": ["favours Norland", "opposes Norland", "favours Talks", "opposes Talks"],
    }
    assert [group.is_codable for group in codebook.codes.code] == [False, False, False]


def test_pyrefiqda_reads_statements_with_their_codes(positions: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "project.qdpx").write_bytes(positions[PROJECT])
    project = RefiProject.load(tmp_path / "project.qdpx", extract_dir=str(tmp_path / "unpacked"))
    (source,) = project.sources.text_source
    path = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "unpacked")
    assert (source.name, path.read_bytes()) == ("a2013-03-12", b"No. 001.\nNo. 002.\n")
    codes = {code.guid: code.name for group in project.code_book.codes.code for code in group.code}
    (user,) = project.users.user
    assert user.name == "machine"
    assert [
        (s.start_position, s.end_position, [codes[c.code_ref.target_guid] for c in s.coding], s.creating_user)
        for s in source.plain_text_selection
    ] == [(0, 8, ["Denial", "side: Norland"], user.guid), (9, 17, ["opposes Talks"], user.guid)]


def test_selections_of_awkward_texts_hold_their_statements_and_name_them(awkward: dict[str, bytes]) -> None:
    texts = {text.name: text for text in read_refi_qda("p.qdpx", awkward[PROJECT])}
    spoken = [(row["article_id"], " ".join(row["text"].split())) for row in CORPUS["statements"].to_pylist()]
    marked = [(key, " ".join(mark.words.split())) for key, text in texts.items() for mark in text.marks]
    assert list(dict.fromkeys(marked)) == list(dict.fromkeys(spoken))
    assert not [key for key, text in texts.items() if "\r" in text.text or "\ufeff" in text.text]


def test_what_comes_back_unchanged_is_the_coding_and_its_export_the_same_bytes(awkward: dict[str, bytes]) -> None:
    coding, skipped = lay_over(CORPUS, "gold/ann.qdpx", read_refi_qda("gold/ann.qdpx", awkward[PROJECT]))
    assert (len(coding.codes), skipped) == (900, [])
    assert export(METHOD, build_datasets(recode(CORPUS, coding))) == awkward


def test_only_the_first_articles_are_exported() -> None:
    files = export(RefiQda(articles=2), CORPUS)
    assert [text.name for text in read_refi_qda("p.qdpx", files[PROJECT])] == ["a000", "a001"]
