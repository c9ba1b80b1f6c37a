"""The journals of seeds/answers: each answer is appended as it comes, and merged into the partitions later."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rejoinder import schema, tables
from rejoinder.llm.record import PARTITIONS, name_part

_ENDING = ".journal"
_OK = 200  # of HTTP
_REFUSED = {"status": 0}


class Journal:
    """Appends answers to the journals of a record; a killed process loses at most the line that it was writing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    def append(self, row: dict[str, Any]) -> None:
        """Write a row of `schema.ANSWERS`, before its request counts as answered."""
        line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
        file = self.folder / (name_part(row["key"]) + _ENDING)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            while line:  # a signal or a disk that is nearly full lets a part be written
                line = line[os.write(descriptor, line) :]
        finally:
            os.close(descriptor)


def merge_journals(folder: Path) -> int:
    """Merge the journals into the partitions, sorted; of answers with one key the first stays that was not refused.

    A journal goes only once its partition is written, so this may be stopped at any time.

    Returns:
        How many answers were new.
    """
    added = 0
    for number in range(PARTITIONS):
        name = tables.name_partition(number, PARTITIONS)
        journal = folder / (name + _ENDING)
        if journal.exists():
            rows = tables.read_partition(folder, name).to_pylist() if (folder / name).exists() else []
            by_key = {row["key"]: row for row in rows}
            for row in _iterate_lines(journal):
                added += row["key"] not in by_key
                if by_key.get(row["key"], _REFUSED)["status"] != _OK:
                    by_key[row["key"]] = row
            tables.write_partition(folder, name, tables.build_table(by_key.values(), schema.ANSWERS))
            journal.unlink()
    return added


def _iterate_lines(journal: Path) -> Iterator[dict[str, Any]]:
    """The rows of a journal; the last line may have been cut when the process was killed or the disk was full.

    Raises:
        ValueError: another line is no JSON.
    """
    lines = [line for line in journal.read_bytes().split(b"\n") if line]
    for number, line in enumerate(lines, 1):
        try:
            yield json.loads(line)
        except ValueError:
            if number < len(lines):
                raise
            print(f"{journal}: the last line was cut while it was written, and is skipped; its request is asked again")
