"""How long a kept coder takes, measured once, when it is kept; later runs show what was measured then."""

import os
import platform
import time
from typing import Any

from rejoinder import paths, schema, tables
from rejoinder.config import Run
from rejoinder.frames import INPUTS, prepare_coding

_ENOUGH = 1000  # statements on which it is measured, or as many as there are


def measure_kept(run: Run, name: str, variant: str) -> dict[str, Any]:
    """Measure what coding this run's frames takes.

    Of a language model that is read from its recorded answers. Others code up to `_ENOUGH` statements once more, in one
    process, from parses on, which all coders need alike.

    Args:
        run: the configuration.
        name: of the kept coder.
        variant: of the option that coded.

    Returns:
        A row of `schema.EFFORTS`.
    """
    row: dict[str, Any] = {"coder": name, "variable": "frames"}
    if paths.EFFORT["frames"].exists():
        recorded: dict[str, Any] = tables.read(paths.EFFORT["frames"]).to_pylist()[0]
        return recorded | row
    if run.options["frames"].get("variant") != variant:
        return row | {"note": f"not measured: variant {variant} coded, but params.yaml now chooses another"}
    if not all(tables.list_partitions(dataset) for dataset in INPUTS.values()):
        return row | {"note": "not measured: the parses were not there when it was kept"}
    coding, _ = prepare_coding(run)
    seconds, statements = 0.0, 0
    for part in tables.list_partitions(paths.STATEMENTS):
        inputs = {key: tables.read_partition(dataset, part) for key, dataset in INPUTS.items()}
        begin = time.perf_counter()
        coding(inputs)
        seconds += time.perf_counter() - begin
        statements += sum(unit in schema.CODED_KINDS for unit in inputs["statements"]["unit"].to_pylist())
        if statements >= _ENOUGH:
            break
    machine = f"{platform.machine()} with {os.cpu_count()} cores"
    return row | {
        "statements": statements,
        "seconds": round(seconds * 1000 / max(statements, 1), 3),
        "note": f"of one process, from parses on, when it was kept, on {machine}",
    }
