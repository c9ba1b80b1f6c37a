"""Read a folder of brat (Stenetorp et al. 2012), packed as an archive: a text and its standoff of one name each."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from rejoinder.human_coding.code_names import FRAME
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from rejoinder.zipped import ZipBombError, unpack

STATEMENT, ATTRIBUTION = "Statement", "Attribution"  # types that bear codes and are none
_TEXT, _STANDOFF, _TYPES = ".txt", ".ann", "annotation.conf"
_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (\S+)(?: (\S+))?")
_EVENT = re.compile(r"E\d+\t(\S+?):(T\d+)(.*)")

Bound = tuple[str, int, int]  # type, start and end


def is_brat(content: bytes) -> bool:
    """Whether an archive holds standoff."""
    try:
        return any(name.endswith(_STANDOFF) for name in unpack(content, lambda name: name.endswith(_STANDOFF)))
    except (zipfile.BadZipFile, ZipBombError):
        return False


def read_brat(path: str, content: bytes) -> list[MarkedText]:
    """Read the texts that have standoff, each annotation a mark with its type as the code.

    An attribute is a code, too: its value and its name, or its name alone. The annotations that only bear codes in our
    own export, statements and attributions, are none.
    Relations, notes and other events' arguments are no codes. Offsets are code points; a line end of two characters
    is two.

    Args:
        path: of the archive, for errors.
        content: its bytes.

    Raises:
        GoldError: no archive, standoff without its text, or a line that is none.
    """
    try:
        members = unpack(content, lambda name: name.endswith((_TEXT, _STANDOFF, _TYPES)))
        files = {name: part.decode() for name, part in sorted(members.items())}
    except (zipfile.BadZipFile, ZipBombError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: expected a folder of brat in UTF-8, packed, got another file ({error}).") from None
    offered = {
        code for name, text in files.items() if name.endswith(_TYPES) for code in re.findall(rf"{FRAME}\S+", text)
    }
    return [_read_text(f"{path}: {name}", name, files, sorted(offered)) for name in files if name.endswith(_STANDOFF)]


def _read_text(where: str, name: str, files: Mapping[str, str], offered: list[str]) -> MarkedText:
    text = files.get(name.removesuffix(_STANDOFF) + _TEXT)
    if text is None:
        raise GoldError(f"{where}: expected the text of the same name ({_TEXT}) beside it, found none; add it.")
    lines = [line.removesuffix("\r") for line in files[name].split("\n")]  # words may hold other line ends
    bound = dict(_read_bound(where, lines, len(text)))
    events = [match for match in map(_EVENT.fullmatch, lines) if match]
    in_attributions = {part for event in events if event[1] == ATTRIBUTION for part in re.findall(r":(T\d+)", event[0])}
    triggers = {event[0].partition("\t")[0]: event[2] for event in events}
    codes = [(key, kind) for key, (kind, *_) in bound.items() if key not in in_attributions]
    codes = [(key, code) for key, code in codes if code != STATEMENT]
    for match in filter(None, map(_ATTRIBUTE.fullmatch, lines)):
        codes.append((triggers.get(match[2], match[2]), " ".join(filter(None, (match[3], match[1])))))
    marks = [
        Mark(start=bound[key][1], end=bound[key][2], words=text[bound[key][1] : bound[key][2]], code=code)
        for key, code in codes
        if key in bound
    ]
    return MarkedText(name=PurePosixPath(name).stem, text=text, marks=marks, offered=offered)


def _read_bound(where: str, lines: list[str], length: int) -> Iterator[tuple[str, Bound]]:
    """Annotations of the text by their ids; one of several fragments is all that lies between its ends."""
    for line in lines:
        if line.startswith("T"):
            match = _BOUND.fullmatch(line)
            places = [int(place) for place in re.findall(r"\d+", match[3])] if match else []
            if not match or max(places) > length:
                raise GoldError(f"{where}: expected an annotation such as 'T1<tab>Denial 0 9<tab>words', got {line!r}.")
            yield match[1], (match[2], min(places), max(places))
