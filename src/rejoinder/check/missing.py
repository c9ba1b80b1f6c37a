"""Find what the pipeline reads in seeds/ and the study lacks: DVC stops there, and does not say how it is made."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from rejoinder import paths
from rejoinder.config import Fault
from rejoinder.corrections.file import COLUMNS

_MAY_BE_EMPTY = (paths.SEEDS / "articles", paths.GOLD, paths.EXAMPLE_SHEETS)  # git keeps no folder without files


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
                    problem=f"{dependency} is not there; make it with this line:\n{_make(path)}",
                )


def _make(path: Path) -> str:
    if path in _MAY_BE_EMPTY:
        return f"mkdir -p {path.as_posix()}"
    if path == paths.CORRECTIONS_FILE:
        return f"echo {','.join(COLUMNS)} > {path.as_posix()}"
    return f"git checkout HEAD -- {path.as_posix()}"
