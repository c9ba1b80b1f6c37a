"""The files of a folder of coding, such as seeds/gold: tables, and texts that were marked in other tools."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rejoinder.human_coding.brat import is_brat, read_brat
from rejoinder.human_coding.codes_file import read_codes_file, rename_codes
from rejoinder.human_coding.dna_database import read_dna_database
from rejoinder.human_coding.dna_events import is_event_list, read_dna_events
from rejoinder.human_coding.files import GoldError, GoldFile, name_pass, read_gold_file, refuse_machine
from rejoinder.human_coding.inception import read_inception
from rejoinder.human_coding.label_studio import read_label_studio
from rejoinder.human_coding.marked_texts import MarkedFile, MarkedText
from rejoinder.human_coding.refi_qda import read_refi_qda
from rejoinder.human_coding.segments import is_segment_list, read_segments

_TABLES = (".csv", ".xlsx")
Reader = Callable[[str, bytes], list[MarkedText]]
READERS: dict[str, Reader] = {  # of marked texts, by ending
    ".dna": read_dna_database,
    ".json": read_label_studio,
    ".qdpx": read_refi_qda,
    ".xmi": read_inception,
    ".zip": read_inception,
}


@dataclass(frozen=True)
class CodingFolder:
    """The files of a folder, each a coding pass, by path."""

    tables: Sequence[GoldFile]
    marked: Sequence[MarkedFile]


def read_coding_folder(folder: Path) -> CodingFolder:
    """Read the files of a folder; "~$" is how Excel begins the lock beside a workbook that is open.

    Raises:
        GoldError: two files of one name, or one that cannot be read.
    """
    endings = (*_TABLES, *READERS)
    files = sorted(p for p in folder.glob("*") if p.suffix.lower() in endings and not p.name.startswith("~$"))
    for path, following in pairwise(sorted(files, key=lambda p: name_pass(p.name))):
        if name_pass(path.name) == name_pass(following.name):
            raise GoldError(f"{following}: there is {path} too; a coding pass is one file, remove or rename the other.")
    read = [read_coding_file(path) for path in files]
    return CodingFolder(
        [file for file in read if isinstance(file, GoldFile)], [file for file in read if isinstance(file, MarkedFile)]
    )


def choose_reader(path: str, content: bytes) -> Reader | None:
    """Choose what reads a file of marked texts; None of one that holds none, such as a sheet."""
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        return read_dna_events if is_event_list(content) else read_segments if is_segment_list(content) else None
    return read_brat if ending == ".zip" and is_brat(content) else READERS.get(ending)


def read_coding_file(path: Path) -> GoldFile | MarkedFile:
    """Read a file of coding; codes of marked texts have the names that NAME.codes.yaml beside it gives them.

    Raises:
        GoldError: it cannot be read.
    """
    name, content = path.as_posix(), path.read_bytes()
    refuse_machine(name)
    reader = choose_reader(name, content)
    if reader is None:
        return read_gold_file(name, content)
    return MarkedFile(name, rename_codes(reader(name, content), read_codes_file(path)))
