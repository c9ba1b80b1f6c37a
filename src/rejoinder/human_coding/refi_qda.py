"""Read a REFI-QDA project (.qdpx) that a tool of qualitative analysis exported."""

import re
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from urllib.parse import unquote

from lxml import etree

from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from rejoinder.human_coding.positions import count_units
from rejoinder.zipped import ZipBombError, unpack

_INSIDE = "internal://"  # how the place of a text in the archive begins
_WHOLE = None  # the span of a code that a whole source has

_WORD = re.compile(r"\S+")

Span = tuple[int, int]


def read_refi_qda(path: str, content: bytes) -> list[MarkedText]:
    """Read the sources of a project, each with its coded selections; a code of a whole source marks all its text.

    The archive's only .qde file is the project, whatever its name; ids are those of the tool that wrote it. A source
    that is no text (a PDF, a picture) has no words, so that its marks are listed as lost.

    Args:
        path: of the file, for errors.
        content: its bytes.

    Raises:
        GoldError: no such archive, or a source whose text is not in it.
    """
    project = _parse_project(path, _unpack(path, content, lambda member: member.lower().endswith(".qde")))
    named = {_name_file(source.get("plainTextPath", "")) for source in project.iter("{*}TextSource")}
    members = _unpack(path, content, lambda member: _name_file(member) in named)
    names = {_read_id(element, "guid"): element.get("name", "") for element in project.iter("{*}User", "{*}Code")}
    sources = [source for kind in project.iterfind("{*}Sources") for source in kind.iterchildren("{*}*")]
    is_one = "ATLAS" in project.get("origin", "").upper()  # ATLAS.ti stores "\r\n" and counts it as one
    offered = frozenset(element.get("name", "") for element in project.iter("{*}Code"))
    return [replace(_read_source(path, source, members, names, is_one), offered=offered) for source in sources]


def _unpack(path: str, content: bytes, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    try:
        return unpack(content, is_wanted)
    except zipfile.BadZipFile:
        raise GoldError(f"{path}: expected a REFI-QDA project, got another file; export it again.") from None
    except ZipBombError as error:
        raise GoldError(f"{path}: {error}; export it again.") from None


def _parse_project(path: str, members: Mapping[str, bytes]) -> etree._Element:
    files = [name for name in members if name.lower().endswith(".qde")]
    if len(files) != 1:
        raise GoldError(f"{path}: expected one .qde file in the archive, got {len(files)}; export it again.")
    try:
        return etree.fromstring(members[files[0]], etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise GoldError(f"{path}: {files[0]} is no XML ({error}); export it again.") from None


def _read_source(
    path: str, source: etree._Element, members: Mapping[str, bytes], names: Mapping[str, str], is_one: bool
) -> MarkedText:
    text = _read_text(path, source, members) if etree.QName(source).localname == "TextSource" else ""
    codings = list(source.iter("{*}Coding"))
    spans = [_WHOLE if coding.getparent() is source else _read_span(coding.getparent()) for coding in codings]
    units = _choose_units(text, [span for span in spans if span], is_one)
    marks = []
    for coding, span in zip(codings, spans, strict=True):
        start, end = (min(bisect_left(units, place), len(text)) for place in span) if span else (0, len(text))
        codes = [names.get(_read_id(reference, "targetGUID"), "") for reference in coding.iter("{*}CodeRef")]
        user = _read_id(coding, "creatingUser") or _read_id(coding.getparent(), "creatingUser")
        coder = names.get(user, "")
        marks += [Mark(start=start, end=end, words=text[start:end], code=code, coder=coder) for code in codes]
    return MarkedText(name=source.get("name", ""), text=text, marks=marks)


def _read_text(path: str, source: etree._Element, members: Mapping[str, bytes]) -> str:
    """The text of a source, without a byte order mark, which positions do not count."""
    inline = source.find("{*}PlainTextContent")
    if inline is not None:
        return (inline.text or "").removeprefix("\ufeff")
    place, name = source.get("plainTextPath", ""), source.get("name", "")
    for member, content in members.items():
        if place.startswith(_INSIDE) and _name_file(member) == _name_file(place):
            try:
                return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
            except UnicodeDecodeError:
                raise GoldError(f"{path}: {member} is not UTF-8; export the project again.") from None
    raise GoldError(
        f"{path}: expected the text of source {name!r} in the archive, got the path {place!r};"
        " export the project with its sources."
    )


def _name_file(place: str) -> str:
    """The name of a file in the archive, without folders, which tools write with "%20" for a space or not."""
    return PurePath(unquote(place.removeprefix(_INSIDE))).name.casefold()


def _read_span(selection: etree._Element) -> Span:
    """The span of a selection, in the units of its tool; of what is no text, none."""
    start, end = (selection.get(f"{bound}Position", "") for bound in ("start", "end"))
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)


def _choose_units(text: str, spans: Sequence[Span], is_one: bool) -> Sequence[int]:
    """The units that positions count, by offset into the text: those in which most spans begin and end at words.

    The standard has code points, but tools differ in line ends and some count UTF-16.

    Args:
        text: of the source.
        spans: of its selections.
        is_one: whether "\\r\\n" is one unit where the spans do not tell.
    """
    readings = [
        count_units(text, surrogates=surrogates, line_ends=line_ends)
        for surrogates in (False, True)
        for line_ends in (is_one, not is_one)
    ]
    if all(reading == readings[0] for reading in readings):
        return readings[0]
    starts = {word.start() for word in _WORD.finditer(text)}
    ends = {word.end() for word in _WORD.finditer(text)}
    return max(
        readings,
        key=lambda units: sum(
            (bisect_left(units, start) in starts) + (bisect_left(units, end) in ends) for start, end in spans
        ),
    )


def _read_id(element: etree._Element, attribute: str) -> str:
    """A GUID, which some tools write in braces or in capitals; "" where there is none."""
    return str(element.get(attribute, "")).strip("{}").casefold()
