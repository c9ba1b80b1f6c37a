"""Coding that was corrected in INCEpTION (Klie et al. 2018), from its export as UIMA CAS XMI."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import cassis
from lxml import etree

from rejoinder.human_coding.code_names import CodeNames
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from rejoinder.zipped import unpack

STATEMENT = "webanno.custom.Statement"  # layers of INCEpTION
ATTRIBUTION = "webanno.custom.Attribution"
RELATION = "webanno.custom.AttributionRelation"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
ROLE = "role"  # feature of an attribution's parts
FRAMES, SPEAKER, SIDE, STANCES = "frames", "speaker", "side", "stances"  # features of a statement

_OTHERS = ("webanno.custom.", "custom.", "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")  # how layers begin
_UNTOUCHED = "INITIAL_CAS"  # the document as it was imported, in an exported project
_CURATED = "CURATION_USER"
_TYPES = "TypeSystem.xml"
_EXPECTED = "expected documents as INCEpTION exports them (UIMA CAS XMI)"


class _Document(NamedTuple):
    name: str
    coder: str
    content: bytes
    types: bytes | None


def build_type_system() -> cassis.TypeSystem:
    """Build the layers: statements with their codes, parts of attributions with their relations, sentences, tokens."""
    types = cassis.TypeSystem()
    for name in (SENTENCE, TOKEN):
        types.create_type(name)
    statement = types.create_type(STATEMENT, description="A sentence with its codes")
    for name, kind, description in (
        (FRAMES, "StringArray", "Frames that it carries"),
        (SPEAKER, "String", "Who says it"),
        (SIDE, "String", "Side of the speaker"),
        (STANCES, "StringArray", "What the speaker favours or opposes"),
    ):
        types.create_feature(statement, name, f"uima.cas.{kind}", description=description)
    part = types.create_type(ATTRIBUTION, description="A part of an attribution: source, cue or content")
    types.create_feature(part, ROLE, "uima.cas.String", description="source, cue or content")
    relation = types.create_type(RELATION, description="From an attribution's cue to its source and content")
    for name in ("Governor", "Dependent"):  # as INCEpTION calls the ends of a relation
        types.create_feature(relation, name, part)
    return types


def read_inception(path: str, content: bytes) -> list[MarkedText]:
    """Read a document, or the documents in an archive: that of a document or that of a project.

    Of a project that was curated only what the curator made is read, and never a document as it was imported. Where
    there is no layer Statement, the values of every custom layer of spans and of named entities are the codes.

    Args:
        path: of the file.
        content: its bytes, an XMI file or a zip archive of such.

    Raises:
        GoldError: it is no such file, or no statement in it has a code.
    """
    try:
        documents = [one for one in _list_documents(path, content) if one.coder != _UNTOUCHED]
        curated = [one for one in documents if one.coder == _CURATED]
        texts = [_read_document(one) for one in curated or documents]
    except (etree.XMLSyntaxError, zipfile.BadZipFile, LookupError, ValueError, TypeError) as error:
        raise GoldError(f"{path}: {_EXPECTED}, got another file ({error!r}); export it again.") from None
    if not any(text.marks for text in texts):
        raise GoldError(f"{path}: {_EXPECTED}, got none with codes in a layer of spans; export it again.")
    return texts


def _list_documents(path: str, content: bytes) -> Iterator[_Document]:
    """The documents of a file; those of a project are in annotation/DOCUMENT/CODER.zip, others at the archive's top."""
    place = PurePosixPath(path)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield _Document(place.stem, "", content, None)
        return
    members = {PurePosixPath(name): part for name, part in sorted(unpack(content, _is_read).items())}
    for member, part in members.items():
        if member.suffix == ".zip":
            for inner in _list_documents(str(member), part):
                yield inner._replace(name=member.parent.name.removesuffix(".xmi"), coder=member.stem)
        elif member.suffix == ".xmi":
            yield _Document(member.stem, "", part, members.get(member.parent / _TYPES))


def _is_read(name: str) -> bool:
    """Whether a member of an archive is a document, an archive of one, or the types of documents beside it."""
    member = PurePosixPath(name)
    if member.suffix == ".zip":
        return member.parts[0] in ("annotation", "curation")
    return member.name == _TYPES or (member.suffix == ".xmi" and member.parts[0] != "source")


def _read_document(document: _Document) -> MarkedText:
    types = cassis.load_typesystem(io.BytesIO(document.types)) if document.types else build_type_system()
    with warnings.catch_warnings(action="ignore"):  # of layers that are not ours
        cas = cassis.load_cas_from_xmi(io.BytesIO(document.content), typesystem=types, lenient=True, trusted=True)
    text = cas.sofa_string or ""
    if types.contains_type(STATEMENT):
        coded = [(statement, _list_codes(statement)) for statement in cas.select(STATEMENT)]
    else:
        names = sorted(kind.name for kind in types.get_types() if kind.name.startswith(_OTHERS))
        coded = [(one, _list_values(one)) for name in names for one in cas.select(name) if _is_own(one, name)]
    marks = [mark for one, codes in coded for mark in _mark(one, codes, text, document.coder)]
    return MarkedText(name=document.name, text=text, marks=marks)


def _is_own(annotation: Any, name: str) -> bool:
    """Whether an annotation is a span of this layer: no relation, and no annotation of a layer below it."""
    return annotation.type.name == name and annotation.type.get_feature("Governor") is None


def _list_values(annotation: Any) -> list[str]:
    """The texts of an annotation's features; where it has none, the name of its layer."""
    values = [annotation.get(feature.name) for feature in annotation.type.all_features]
    return [value for value in values if isinstance(value, str)] or [annotation.type.name.rpartition(".")[2]]


def _list_codes(statement: Any) -> list[str]:
    codes = [*_get_values(statement, FRAMES), *_get_values(statement, STANCES)]
    codes += [CodeNames.name_speaker(statement.speaker)] if statement.speaker else []
    codes += [CodeNames.name_side(statement.side)] if statement.side else []
    return codes


def _mark(annotation: Any, codes: Iterable[str], text: str, coder: str) -> Iterator[Mark]:
    start, end = annotation.begin, annotation.end
    for code in codes:
        yield Mark(start=start, end=end, words=text[start:end], code=code, coder=coder)


def _get_values(statement: Any, feature: str) -> list[str]:
    values = statement.get(feature)
    return list(values.elements or ()) if values is not None else []
