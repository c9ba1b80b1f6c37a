"""What each coder takes for 1,000 statements, as it was recorded: no run measures what it shows."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rejoinder import paths, tables
from rejoinder.human_coding.files import MACHINE
from rejoinder.human_coding.model import CodingPass

_MACHINE = "not measured: no run is; `rejoinder keep NAME` measures its frames"


def list_efforts(passes: Iterable[CodingPass]) -> Iterator[dict[str, Any]]:
    """List what the machine, each kept coder and each coding pass takes.

    Yields:
        Rows of `schema.EFFORTS`.
    """
    for variable, dataset in paths.EFFORT.items():
        if dataset.exists():
            yield from tables.read(dataset).to_pylist()
        else:
            yield {"coder": MACHINE, "variable": variable, "note": _MACHINE}
    for file in sorted(paths.CODERS.glob("*.parquet")):
        measured = file.with_suffix(".json")
        row = json.loads(measured.read_text(encoding="utf-8")) if measured.exists() else {"note": "not measured"}
        yield {**row, "coder": file.stem, "variable": "frames"}
    for coding in passes:
        if coding.has_frames:
            yield {"coder": coding.name, "variable": "frames", "note": "not measured: coded outside of the program"}
