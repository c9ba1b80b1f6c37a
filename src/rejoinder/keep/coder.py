"""Keep the frames of a run as a coder in seeds/coders, so that runs with other options are held against it."""

import json
import re

import pyarrow as pa

from rejoinder import paths, schema, tables
from rejoinder.config import Run
from rejoinder.corrections.machine_rows import read_machine_partition
from rejoinder.human_coding.files import MACHINE
from rejoinder.keep.effort import measure_kept

_NAME = re.compile(r"[A-Za-z][\w-]{0,40}")


class KeepError(ValueError):
    """A coder that cannot be kept: one sentence with what was expected and got."""


def keep_coder(run: Run, name: str) -> None:
    """Write the machine's own frames, without corrections, to seeds/coders; one of that name is replaced.

    What it takes is measured, and written beside it.

    Args:
        run: the configuration.
        name: of the coder, in tables.

    Raises:
        KeepError: a name that cannot be one, or no frames.
    """
    require_name(name)
    if name == MACHINE:
        raise KeepError(f"{name!r} is what every run's own coding is called; choose another name.")
    names = tables.list_partitions(paths.FRAMES)
    if not names:
        raise KeepError(f"{paths.FRAMES}: there are no frames to keep; run `dvc repro` first.")
    parts = [read_machine_partition(paths.FRAMES, part).select(schema.CODER_FRAMES.names) for part in names]
    rows = pa.concat_tables([part.cast(schema.CODER_FRAMES).replace_schema_metadata() for part in parts])
    keys = [(column, "ascending") for column in schema.key_columns(schema.CODER_FRAMES)]
    file = f"{name}.parquet"
    tables.write_partition(paths.CODERS, file, rows.sort_by(keys).replace_schema_metadata(schema.CODER_FRAMES.metadata))
    variants = sorted(set(rows["variant"].to_pylist()))
    effort = tables.build_table([measure_kept(run, name, ", ".join(variants))], schema.EFFORTS).to_pylist()[0]
    tables.write_text(paths.CODERS / f"{name}.json", json.dumps(effort, indent=2, ensure_ascii=False))
    made_by = ", ".join(variants)  # which params.yaml does not tell once it is edited
    print(f"keep: what variant {made_by} coded is the coder {name!r} in {paths.CODERS / file}; now run `dvc repro`")


def require_name(name: str) -> None:
    """Refuse a name that cannot be that of a file and of an option."""
    if not _NAME.fullmatch(name):
        raise KeepError(f"expected a name that begins with a letter and has letters, digits, _ and -, got {name!r}.")
