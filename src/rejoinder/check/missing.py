"""Find what the pipeline reads in seeds/ and the study lacks: DVC stops there, and does not say how it is made."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from rejoinder import paths
from rejoinder.config import Fault
from rejoinder.corrections.file import COLUMNS

_MAY_BE_EMPTY = (paths.SEEDS / "articles", paths.GOLD, paths.EXAMPLE_SHEETS)  # git keeps no folder without files
_HEADER = ",".join(COLUMNS)


def find_missing() -> Iterator[Fault]:
    """Find files and folders of seeds/ that dvc.yaml names and that are not there, each once, with what makes them."""
    if not paths.PIPELINE.is_file():
        return
    found = set()
    for stage, content in yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"].items():
        for number, dependency in enumerate(content.get("deps", [])):
            path = Path(dependency)
            is_chosen = "$" in dependency  # by params.yaml; faults of options tell of those
            if paths.SEEDS in path.parents and not is_chosen and not path.exists() and path not in found:
                found.add(path)
                yield Fault(
                    file=paths.PIPELINE,
                    location=("stages", stage, "deps", number),
                    problem=f"{dependency} is not there; {_explain(path)}",
                )


def _explain(path: Path) -> str:
    """What makes it, on lines of their own, to be copied: none is longer than the table's column is wide."""
    if path in _MAY_BE_EMPTY:
        return f"make it with this line:\nmkdir -p {path.as_posix()}"
    restore = f"restore it with this line:\ngit checkout HEAD -- {path.as_posix()}"
    return f"{restore}\nor begin it with this one:\n{_HEADER}" if path == paths.CORRECTIONS_FILE else restore
