"""The files of the input folder: which can be read, and why the rest cannot.

Only regular files inside the folder are read. A pipe would never end, and a link out of the folder could make an
article of anything on the machine.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from rejoinder.articles.errors import ArticleError
from rejoinder.articles.model import LeftOutItem
from rejoinder.articles.sidecars import ENDING, exclude_sidecars

_CLOSED = "not open to be read; change its permissions"
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def has_ending(path: str, endings: Sequence[str]) -> bool:
    """Whether a file's name ends as the option reads them, the case of letters aside."""
    return PurePath(path).suffix.lower() in endings


def list_paths(folder: str) -> Iterator[str]:
    """List the files in a folder and its subfolders, in order, but for hidden ones and sidecars.

    Subfolders that cannot be read are listed too.

    Raises:
        ArticleError: a sidecar without its article, or one that cannot be read.
    """
    for path, subfolders, names in os.walk(folder):
        subfolders.sort()
        closed = [name for name in subfolders if find_flaw(Path(path, name).as_posix(), folder)]
        visible = [name for name in (*names, *closed) if not name.startswith(".")]
        for sidecar in (Path(path, name).as_posix() for name in visible if name.endswith(ENDING)):
            if flaw := find_flaw(sidecar, folder):
                raise ArticleError(f"{escape_name(sidecar)}: the sidecar is {flaw}.")
        yield from exclude_sidecars(path, visible)


def read_files(folder: str, endings: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Read the files with these endings that can be read.

    Yields:
        Path and content of each.
    """
    for path in list_paths(folder):
        if has_ending(path, endings) and not find_flaw(path, folder):
            yield path, Path(path).read_bytes()


def list_unread(folder: str, endings: Sequence[str], option: str) -> Iterator[LeftOutItem]:
    """List what `read_files` does not read.

    Args:
        folder: the input folder.
        endings: of the files that are read.
        option: the name of the option, for the reason.
    """
    patterns = ", ".join(f"*{ending}" for ending in endings)
    for path in list_paths(folder):
        flaw = find_flaw(path, folder)
        if flaw or not has_ending(path, endings):
            reason = flaw or f"not read by the option {option}, which reads {patterns}"
            yield LeftOutItem(item=escape_name(path), reason=reason)


def find_flaw(path: str, folder: str) -> str:
    """Say why a path is no file or folder that can be read; "" where it is one."""
    try:
        mode = Path(path).stat().st_mode
    except PermissionError:
        return _CLOSED
    except OSError:
        return "a link to nothing; remove it, or put the file in its place"
    if not _is_inside(path, folder):
        return "a link that leaves the input folder, not followed; put a copy of the file in its place"
    kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), "")
    if kind:
        return f"{kind}, expected a file"
    if stat.S_ISDIR(mode) and Path(path).is_symlink():
        return "a link to a folder, not followed; put the folder in its place"
    if not os.access(path, os.R_OK):
        return _CLOSED
    if stat.S_ISREG(mode) and escape_name(path) != path:
        return "a file whose name is not UTF-8; rename it"
    return ""


def escape_name(path: str) -> str:
    r"""Write bytes of a path that are not UTF-8 as `\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_inside(path: str, folder: str) -> bool:
    target, base = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath((target, base)) == base
