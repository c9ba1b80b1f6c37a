"""What code a run uses: a hash of each module of the installed program, and of a study's own classes."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from rejoinder import paths
from rejoinder.runtime.checksums import list_files

PACKAGE = Path(__file__).parents[1]
MODELS = "models"  # each folder of which is a module of its own
ORIGINALS = "originals"  # what `rejoinder new` copies: part of each study, not of the code

_OWN_CLASS = re.compile(r"^_target_:\s*(?!rejoinder\.)\S", re.MULTILINE)


def hash_code() -> dict[str, str]:
    """Hash the code of a run.

    Returns:
        sha256 in hexadecimal, by what it is of: a module ("paths"), a package ("statements"), a model ("models/en"), or
        "src/STAGE", all of the study's src/ where an option of that stage names a class in it, else nothing.
    """
    modules = {name: _hash_files(files, PACKAGE) for name, files in _list_modules().items()}
    own = _hash_files(_list_own_files(), paths.SOURCE)
    nothing = _hash_files((), paths.SOURCE)
    stages = yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"]
    params = yaml.safe_load(paths.PARAMS.read_text(encoding="utf-8"))
    return modules | {
        f"src/{name}": own if _uses_own(stage, params) else nothing
        for name, stage in stages.items()
        if list_groups(stage)
    }


def list_groups(stage: dict[str, Any]) -> list[str]:
    """Groups of options that a stage tracks, as dvc.yaml has it, and the seed if it does."""
    return [param for param in stage.get("params", []) if isinstance(param, str)]


def _list_modules() -> dict[str, list[Path]]:
    """The program's files by module."""
    modules: dict[str, list[Path]] = {}
    for file in list_files(PACKAGE):
        first, *rest = file.relative_to(PACKAGE).parts
        name = f"{MODELS}/{rest[0]}" if first == MODELS else Path(first).stem
        if name != ORIGINALS and (rest or file.suffix == ".py"):
            modules.setdefault(name, []).append(file)
    return modules


def _list_own_files() -> list[Path]:
    """Files of the study's src/; in the program's own repository that holds the program, which is no study's."""
    files = list_files(paths.SOURCE) if paths.SOURCE.exists() else []
    return [file for file in files if file.relative_to(paths.SOURCE).parts[0] != PACKAGE.name]


def _uses_own(stage: dict[str, Any], params: dict[str, Any]) -> bool:
    """Whether an option that a stage tracks names a class that is not the program's."""
    options = [paths.CONF / group / f"{params.get(group)}.yaml" for group in list_groups(stage)]
    return any(_OWN_CLASS.search(file.read_text(encoding="utf-8")) for file in options if file.exists())


def _hash_files(files: Iterable[Path], folder: Path) -> str:
    """sha256 over files by their path in a folder."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
