"""UIMA CAS XMI for INCEpTION, loaded by dkpro-cassis and read as plain XML."""

import io

import cassis
import pytest
from lxml import etree

from rejoinder.exchange.inception import Inception
from rejoinder.human_coding.inception import ATTRIBUTION, RELATION, SENTENCE, STATEMENT, TOKEN
from tests.support.exchange import export, invent_awkward_corpus, parse_flat, write_positions

METHOD = Inception(articles=1000)
LAYERS = "{http:///webanno/custom.ecore}"


@pytest.fixture(scope="module")
def awkward() -> dict[str, bytes]:
    return export(METHOD, invent_awkward_corpus(300))


def load(files: dict[str, bytes]) -> dict[str, cassis.Cas]:
    """The documents by article."""
    types = cassis.load_typesystem(io.BytesIO(files["inception/TypeSystem.xml"]))
    return {
        name.removeprefix("inception/").removesuffix(".xmi"): cassis.load_cas_from_xmi(io.BytesIO(content), types)
        for name, content in files.items()
        if name.endswith(".xmi")
    }


def list_covered(cas: cassis.Cas, layer: str) -> list[str]:
    return [annotation.get_covered_text() for annotation in cas.select(layer)]


def test_cassis_finds_awkward_texts_statements_sentences_and_tokens_as_they_are(awkward: dict[str, bytes]) -> None:
    datasets = invent_awkward_corpus(300)
    documents = load(awkward)
    texts = {row["article_id"]: row["text"] for row in datasets["articles"].to_pylist()}
    assert {key: cas.sofa_string for key, cas in documents.items()} == texts
    statements = datasets["statements"].to_pylist()
    for key, cas in documents.items():
        own = [row for row in statements if row["article_id"] == key]
        assert list_covered(cas, STATEMENT) == [row["text"] for row in own]
        tokens = [token["form"] for row in own for token in parse_flat(row)]
        assert list_covered(cas, TOKEN) == tokens
        assert " ".join(" ".join(list_covered(cas, SENTENCE)).split()) == " ".join(tokens)


def test_offsets_are_units_of_utf_16(awkward: dict[str, bytes]) -> None:
    statements = invent_awkward_corpus(300)["statements"].to_pylist()
    for name, content in awkward.items():
        if name.endswith(".xmi"):
            document = etree.fromstring(content)
            (text,) = document.xpath("//*[local-name()='Sofa']/@sofaString")
            units = text.encode("utf-16-le")
            spans = [(int(one.get("begin")), int(one.get("end"))) for one in document.iter(f"{LAYERS}Statement")]
            found = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]
            assert found == [row["text"] for row in statements if name == f"inception/{row['article_id']}.xmi"]


def test_relations_lead_from_the_cue_to_source_and_content(awkward: dict[str, bytes]) -> None:
    for cas in load(awkward).values():
        for relation in cas.select(RELATION):
            assert relation.Governor.role == "cue"
            assert (relation.begin, relation.end) == (relation.Dependent.begin, relation.Dependent.end)
        assert sorted(r.Dependent.role for r in cas.select(RELATION)) == ["content"] * 3 + ["source"] * 3
        assert sorted(part.role for part in cas.select(ATTRIBUTION)) == ["content"] * 3 + ["cue"] * 3 + ["source"] * 3


def test_a_statement_has_its_codes() -> None:
    line = "Ada Moor | {} | {} | 2013-03-12 | person | Board | Norland"
    files = export(METHOD, write_positions(line.format("denial", ""), line.format("talks", "favours")))
    framed, stanced = load(files)["a2013-03-12"].select(STATEMENT)
    assert (framed.frames.elements, framed.speaker, framed.side) == (["Denial"], "Ada Moor", "Norland")
    assert (stanced.frames.elements, stanced.stances.elements) == ([], ["favours Talks"])


def test_who_has_no_side_has_no_such_feature() -> None:
    files = export(METHOD, write_positions("Wire | talks | opposes | 2013-03-12 | outlet"))
    (statement,) = load(files)["a2013-03-12"].select(STATEMENT)
    assert (statement.speaker, statement.side) == ("Wire", None)


def test_layers_are_such_as_inception_recognises() -> None:
    # spans have primitive features and arrays of texts alone; relations have Governor and Dependent of one span layer
    # that the type system names before them
    files = export(METHOD, write_positions("Ada | talks | favours | 2013-03-12"))
    types = cassis.load_typesystem(io.BytesIO(files["inception/TypeSystem.xml"]))
    ranges = {
        name: {f.name: f.rangeType.name for f in types.get_type(name).features} for name in (STATEMENT, ATTRIBUTION)
    }
    assert {kind for own in ranges.values() for kind in own.values()} == {"uima.cas.String", "uima.cas.StringArray"}
    assert {f.name: f.rangeType.name for f in types.get_type(RELATION).features} == {
        "Governor": ATTRIBUTION, "Dependent": ATTRIBUTION
    }  # fmt: skip
    names = [element.text for element in etree.fromstring(files["inception/TypeSystem.xml"]).iter("{*}name")]
    assert names.index(ATTRIBUTION) < names.index(RELATION)


def test_characters_that_xml_cannot_hold_are_spaces_and_move_nothing() -> None:
    datasets = write_positions("Ada\x01 | talks | favours | 2013-03-12")
    text = datasets["articles"].column("text").to_pylist()[0]
    articles = datasets["articles"].set_column(
        2, datasets["articles"].schema.field(2), [[text.replace("No", "\x01\ufffe")]]
    )
    cas = load(export(METHOD, {**datasets, "articles": articles}))["a2013-03-12"]
    assert (cas.sofa_string, list_covered(cas, STATEMENT)) == ("  . 001.\n", ["  . 001."])


def test_the_same_coding_gives_the_same_bytes(awkward: dict[str, bytes]) -> None:
    assert export(METHOD, invent_awkward_corpus(300)) == awkward
