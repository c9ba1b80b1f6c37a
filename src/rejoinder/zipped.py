"""Office files are zip files; some are made to unpack to more than a machine holds."""

import io
import zipfile

_SMALL = 5_000_000  # bytes that any machine can unpack
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
