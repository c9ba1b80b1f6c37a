"""A project and a codebook in REFI-QDA 1.5 (https://www.qdasoftware.org), which tools of qualitative analysis open."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from pydantic import PositiveInt

from rejoinder.exchange.codes import StatementCodes, list_codes, name_codes
from rejoinder.exchange.coding import Coding, Row
from rejoinder.exchange.offsets import unify_line_ends
from rejoinder.exchange.xml_text import clear_for_xml
from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames
from rejoinder.human_coding.files import MACHINE
from rejoinder.human_coding.positions import count_units
from rejoinder.zipped import pack

_NAME = "Rejoinder"  # of the project and of its origin
_CODEBOOK, _PROJECT = "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0"
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, f"{_PROJECT}/{_NAME}")  # ids are hashes of names, the same in every export
_SHOWN = 60  # characters of a selection's name
_BYTE_ORDER_MARK = "\ufeff"  # tools do not count it where a text begins with it

CodeGroups = Mapping[str, Mapping[str, str]]  # definitions of codes, "" for none, by name and group
CodedStatements = tuple[Row, Sequence[tuple[Row, StatementCodes]]]  # an article and its statements


@dataclass(frozen=True, kw_only=True)
class RefiQda:
    """Articles as plain text, and every statement with its frames, its side and its stances as a coded selection.

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: PositiveInt

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        names = name_codes(coding)
        articles = [
            (coded.article, [(row, list_codes(row, names)) for row in coded.statements])
            for coded in coding.read_articles(self.articles, "statements")
        ]
        sides = {codes.side for _, statements in articles for _, codes in statements} - {""}
        groups = {
            "Frames": {names.name_frame(name): frame.definition for name, frame in coding.codebook.frames.items()},
            "Sides": {names.name_side(side): "" for side in dict.fromkeys([*names.sides, *sorted(sides)])},
            "Stances": {
                names.name_stance(target, stance): f"The speaker {stance} {label}."
                for target, label in names.targets.items()
                for stance in (FAVOURS, OPPOSES)
            },
        }
        yield "refi_qda/codebook.qdc", _write(_build_codebook(groups, _CODEBOOK, origin=_NAME))
        texts = [(f"sources/{_name_file(article)}", _export_text(article).encode()) for article, _ in articles]
        project = _write(_build_project(articles, groups))
        yield "refi_qda/project.qdpx", pack([("project.qde", project), *texts])


def _build_codebook(groups: CodeGroups, namespace: str, **attributes: str) -> etree._Element:
    """The codebook as an element; groups are codes that nothing can be coded by."""
    codebook = etree.Element(f"{{{namespace}}}CodeBook", attributes, nsmap={None: namespace})
    top = _add(codebook, "Codes")
    for name, codes in groups.items():
        if codes:
            group = _add(top, "Code", guid=_identify("group", name), name=name, isCodable="false")
            for code, definition in codes.items():
                element = _add(group, "Code", guid=_identify("code", code), name=_clean(code), isCodable="true")
                if definition:
                    _add(element, "Description").text = _clean(definition)
    return codebook


def _build_project(articles: Sequence[CodedStatements], groups: CodeGroups) -> etree._Element:
    """The project as an element."""
    project = etree.Element(f"{{{_PROJECT}}}Project", {"name": _NAME, "origin": _NAME}, nsmap={None: _PROJECT})
    _add(_add(project, "Users"), "User", guid=_identify("user", MACHINE), name=MACHINE)
    project.append(_build_codebook(groups, _PROJECT))
    sources = _add(project, "Sources") if articles else project  # an empty list of sources is not allowed
    for article, statements in articles:
        _add_source(sources, article, statements)
    return project


def _add_source(sources: etree._Element, article: Row, statements: Iterable[tuple[Row, StatementCodes]]) -> None:
    """Add an article with its statements; those without any code are no selections."""
    user, key = _identify("user", MACHINE), article["article_id"]
    source = _add(
        sources, "TextSource", guid=_identify("source", key), name=key,
        plainTextPath=f"internal://{_name_file(article)}", creatingUser=user,
    )  # fmt: skip
    if article["title"]:
        _add(source, "Description").text = _clean(article["title"])
    text = article["text"]
    units, ahead = count_units(text, surrogates=False, line_ends=True), int(text.startswith(_BYTE_ORDER_MARK))
    for row, said in statements:
        codes = [*said.frames, *([CodeNames.name_side(said.side)] if said.side else []), *said.stances]
        if not codes:
            continue
        selection = _add(
            source, "PlainTextSelection", guid=_identify("selection", row["statement_id"]),
            name=_clean(row["text"])[:_SHOWN], startPosition=str(units[row["start"]] - ahead),
            endPosition=str(units[row["end"]] - ahead), creatingUser=user,
        )  # fmt: skip
        for code in codes:
            guid = _identify("coding", row["statement_id"], code)
            _add(_add(selection, "Coding", guid=guid, creatingUser=user), "CodeRef", targetGUID=_identify("code", code))


def _export_text(article: Row) -> str:
    """An article's text with line ends of one character, which tools count alike."""
    return unify_line_ends(article["text"]).removeprefix(_BYTE_ORDER_MARK)


def _name_file(article: Row) -> str:
    return f"{_identify('source', article['article_id'])}.txt"


def _identify(*names: str) -> str:
    return str(uuid.uuid5(_IDS, "/".join(names)))


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)


def _clean(text: str) -> str:
    """A text in one line without the characters that XML does not allow."""
    return " ".join(clear_for_xml(text).split())


def _write(root: etree._Element) -> bytes:
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content
