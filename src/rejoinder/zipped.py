"""Zip files of Office and other tools: some unpack to more than a machine holds; ours always have the same bytes."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable

_SMALL = 5_000_000  # bytes that any machine can unpack
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the date of every file within
_RATIO = 100  # a text in Office's XML shrinks to a tenth, a style sheet to a thirtieth


class ZipBombError(ValueError):
    """A file that unpacks to far more than any document: one phrase saying so."""


def require_plausible_size(content: bytes) -> None:
    """Check the size to which an Office file unpacks, before anything is unpacked.

    Raises:
        ZipBombError: a part unpacks to over 100 times its size.
        zipfile.BadZipFile: it is no zip file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.file_size > max(_SMALL, _RATIO * part.compress_size):
                raise ZipBombError(f"{part.filename} would unpack from {part.compress_size} to {part.file_size} bytes")


def unpack(content: bytes, is_wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Unpack the files of an archive whose names are wanted, by name: recordings beside them can be large.

    Raises:
        ZipBombError: one of its files would unpack to far more.
        zipfile.BadZipFile: no archive, or one that is torn or encrypted.
    """
    try:
        require_plausible_size(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if is_wanted(name)}
    except (zlib.error, EOFError, OSError, RuntimeError) as error:  # the last: encrypted
        raise zipfile.BadZipFile(str(error)) from None


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files, name and content, into a zip file that has the same bytes whenever and wherever it is written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 3  # as on Unix
            member.external_attr = 0o644 << 16  # else unpacked files may have no permissions at all
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
