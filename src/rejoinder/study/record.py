"""What a study remembers of its beginning, in `.rejoinder/`: so that `update` can tell its edits from the program's."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rejoinder import __version__
from rejoinder.study.originals import Beginning, StudyError

_FOLDER = Path(".rejoinder")
_RECORD = _FOLDER / "study.json"
_CONTENTS = _FOLDER / "originals"
_LARGE = 100_000  # bytes; of larger files the hash alone is kept


@dataclass(frozen=True)
class Record:
    """A study's beginning, and the files that came from the program.

    Attributes:
        beginning: what it was begun as.
        version: of the program that the files came from last.
        hashes: sha256 of each file as it came, by path.
    """

    beginning: Beginning
    version: str
    hashes: Mapping[str, str]


def compute_hash(content: bytes) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_record(study: Path, beginning: Beginning, originals: Mapping[str, bytes]) -> None:
    """Keep what the files of a study are as they come from this version of the program."""
    shutil.rmtree(study / _CONTENTS, ignore_errors=True)
    for path, content in originals.items():
        if len(content) <= _LARGE:
            file = study / _CONTENTS / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    hashes = {path: compute_hash(content) for path, content in originals.items()}
    record = {"version": __version__, "beginning": asdict(beginning), "sha256": hashes}
    (study / _RECORD).write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_record() -> Record:
    """Read what the study in this folder was begun as.

    Raises:
        StudyError: this folder is no study, or its record is torn.
    """
    try:
        record = json.loads(_RECORD.read_text(encoding="utf-8"))
        return Record(Beginning(**record["beginning"]), record["version"], record["sha256"])
    except FileNotFoundError:
        raise StudyError(
            f"{_RECORD} not found in {Path.cwd()}; run the command in the folder that `rejoinder new` made."
        ) from None
    except (ValueError, LookupError, TypeError):
        raise StudyError(f"{_RECORD}: expected what `rejoinder new` wrote, got something else; restore it.") from None


def read_original(path: str) -> bytes | None:
    """A file as it came from the program; None where only its hash was kept."""
    file = _CONTENTS / path
    return file.read_bytes() if file.exists() else None
