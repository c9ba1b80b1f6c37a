"""Coding that comes back from INCEpTION."""

import cassis
import pytest

from rejoinder.exchange.inception import Inception
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.inception import STATEMENT, TOKEN, build_type_system, read_inception
from rejoinder.human_coding.marked_texts import Mark
from rejoinder.zipped import pack
from tests.support.exchange import build_datasets, export, invent_awkward_corpus
from tests.support.marks import lay_over, recode

TEXT = "\U0001f600 Hi.\r\nWe did not do it."
SPAN = {"start": 7, "end": 24}


def write_document(*frames: str, side: str | None = None, coder_layer: bool = False) -> dict[str, bytes]:
    """A document and its type system, as INCEpTION exports them."""
    types = build_type_system()
    if coder_layer:
        own = types.create_type("webanno.custom.Irony")
        types.create_feature(own, "strength", "uima.cas.Integer")
        types.create_feature(types.get_type(TOKEN), "order", "uima.cas.Integer")
    cas = cassis.Cas(types)
    cas.sofa_string = TEXT
    values = types.get_type("uima.cas.StringArray")
    features = {"begin": SPAN["start"], "end": SPAN["end"], "side": side}
    cas.add(types.get_type(STATEMENT)(**features, frames=values(elements=list(frames)), stances=None))
    if coder_layer:
        cas.add(types.get_type("webanno.custom.Irony")(begin=0, end=1, strength=2))
        cas.add(types.get_type(TOKEN)(begin=0, end=1, order=1))
    return {"harbour.xmi": cas.to_xmi().encode(), "TypeSystem.xml": types.to_xml().encode()}


def pack_files(files: dict[str, bytes]) -> bytes:
    return pack(files.items())


def test_codes_of_a_statement_are_marks_in_code_points() -> None:
    (text,) = read_inception(
        "seeds/gold/harbour.xmi", write_document("Denial", "Deterrence", side="Norland")["harbour.xmi"]
    )
    assert (text.name, text.text) == ("harbour", TEXT)
    codes = ("Denial", "Deterrence", "side: Norland")
    assert text.marks == [Mark(**SPAN, words="We did not do it.", code=code) for code in codes]


def test_archive_of_a_document_is_read_by_its_own_layers() -> None:
    (text,) = read_inception("seeds/gold/ann.zip", pack_files(write_document("Denial", coder_layer=True)))
    assert (text.name, [mark.code for mark in text.marks]) == ("harbour", ["Denial"])


def test_of_a_project_every_coder_is_read_and_no_document_as_it_was_imported() -> None:
    files = {f"annotation/harbour.xmi/{coder}.zip": pack_files(write_document(frame)) for coder, frame in
             (("INITIAL_CAS", "Cooperation"), ("ann", "Denial"), ("bo", "Deterrence"))}  # fmt: skip
    source = {"source/harbour.xmi": write_document("Victimhood")["harbour.xmi"], "exportedproject.json": b"{}"}
    texts = read_inception("seeds/gold/all.zip", pack_files({**files, **source}))
    assert [(text.name, mark.code, mark.coder) for text in texts for mark in text.marks] == [
        ("harbour", "Denial", "ann"), ("harbour", "Deterrence", "bo")
    ]  # fmt: skip


def test_of_a_curated_project_the_curation_is_read_alone() -> None:
    files = {
        "annotation/harbour.xmi/ann.zip": pack_files(write_document("Denial")),
        "curation/harbour.xmi/CURATION_USER.zip": pack_files(write_document("Deterrence")),
    }
    texts = read_inception("seeds/gold/all.zip", pack_files(files))
    assert [mark.code for text in texts for mark in text.marks] == ["Deterrence"]


@pytest.mark.parametrize(
    "content", [b"text", b"<a/>", pack_files({}), pack_files({"a.txt": b"text"}), pack_files({"a.xmi": b"<a/>"})],
    ids=["text", "another XML", "an empty archive", "an archive of texts", "an archive of another XML"],
)  # fmt: skip
def test_another_file_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(GoldError, match=r"seeds/gold/a\.zip: expected documents"):
        read_inception("seeds/gold/a.zip", content)


def test_export_that_is_read_gives_the_same_export_again() -> None:
    datasets = invent_awkward_corpus(300)
    files = export(Inception(articles=1000), datasets)
    texts = read_inception(
        "seeds/gold/ann.zip", pack_files({name.removeprefix("inception/"): c for name, c in files.items()})
    )
    coding, skipped = lay_over(datasets, "seeds/gold/ann.zip", texts)
    assert (len(coding.codes), skipped) == (900, [])
    assert export(Inception(articles=1000), build_datasets(recode(datasets, coding))) == files
