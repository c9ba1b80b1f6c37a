"""Time the coding of many statements by stage `frames`.

    python -m benchmarks.coding [--n 10000] [--processes 2]

Makes articles of 20 statements each from the training statements that `dvc repro` has read (run that first), cuts them
into a partition for each process, and runs the stage on them in a folder of its own, as `dvc repro` would: start of
Python, loading of models, encoding and writing included. Prints seconds and statements per second. Run it on an idle
machine.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from rejoinder import paths, schema, tables

PER_ARTICLE = 20


def make(folder: Path, n: int, partitions: int) -> None:
    """Write data/statements and data/parses of `n` statements below `folder`."""
    rows = tables.read(paths.EXAMPLES).to_pylist()
    parses: dict[str, list[dict[str, Any]]] = {}
    for word in tables.read(paths.EXAMPLE_PARSES).to_pylist():
        if word["sent_id"] == 1:
            parses.setdefault(word["article_id"], []).append(word)
    statements: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, row in enumerate(islice(cycle(rows), n)):
        key = {"article_id": f"a{number // PER_ARTICLE:06d}", "sent_id": number % PER_ARTICLE + 1}
        name = f"{key['article_id']}/{key['sent_id']:04d}"
        statements.append(key | {"statement_id": name, "text": row["text"], "unit": "paragraph", "side": row["side"]})
        words += [word | key for word in parses[row["example_id"]]]
    size = -(-n // PER_ARTICLE // partitions) * PER_ARTICLE
    for number, begin in enumerate(range(0, n, size)):
        part = statements[begin : begin + size]
        articles = {row["article_id"] for row in part}
        keys = dict.fromkeys(articles, "made for timing")
        name = tables.name_partition(number)
        inside = [word for word in words if word["article_id"] in articles]
        tables.write_partition(folder / paths.STATEMENTS, name, tables.build_table(part, schema.STATEMENTS), keys)
        tables.write_partition(folder / paths.PARSES, name, tables.build_table(inside, schema.PARSES), keys)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for linked in ("conf", "params.yaml", "dvc.yaml", "seeds", "src"):
            (folder / linked).symlink_to(Path(linked).resolve())
        make(folder, options.n, options.processes)
        (folder / paths.CODER).symlink_to(paths.CODER.resolve())
        command = [sys.executable, "-m", "rejoinder", "frames", f"engine.processes={options.processes}"]
        begun = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, env=os.environ | {"PYTHONPATH": str(Path("src").resolve())})
        seconds = time.perf_counter() - begun
        coded = sum(pc.count_distinct(tables.read_partition(folder / paths.FRAMES, p)["statement_id"]).as_py()
                    for p in tables.list_partitions(folder / paths.FRAMES))  # fmt: skip
    print(f"{coded} statements in {seconds:.1f} s on {options.processes} process(es), {coded / seconds:.0f} a second")


if __name__ == "__main__":
    main()
