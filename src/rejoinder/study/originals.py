"""The files that a study begins with: those of the program's own study, and some that are written for a study alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml

from rejoinder import __version__, paths
from rejoinder.config.code import ORIGINALS, PACKAGE
from rejoinder.runtime.checksums import list_files

EXAMPLES = {"default": ("seeds/articles/*", "seeds/gold/*")}  # which files belong to an example, by its name

_TEMPLATE = Path(__file__).with_name("template")
_RENAMED = {"gitignore": ".gitignore", "pyproject": "pyproject.toml"}  # or git and linters would obey them here
_ALWAYS = (
    "dvc.yaml", "params.yaml", ".dvcignore", ".dvc/config", "seeds/corrections.csv", "seeds/language/*",
    "seeds/**/README.md",
)  # fmt: skip


class StudyError(ValueError):
    """A study that cannot be begun or updated: one sentence with what was expected, where, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What a study was begun as.

    Attributes:
        name: of the study, as its documents give it.
        example: whose articles and gold coding it begins with, "" for none.
        minimal: whether it has the options that the default run needs, and no others.
    """

    name: str
    example: str = ""
    minimal: bool = False


def collect_originals(beginning: Beginning) -> dict[str, bytes]:
    """Collect the files of a study as this version of the program begins it.

    Returns:
        Their contents, by path.

    Raises:
        StudyError: there is no such example.
    """
    if beginning.example and beginning.example not in EXAMPLES:
        raise StudyError(f"example {beginning.example!r} is not there; there are {', '.join(EXAMPLES)}.")
    root = find_originals()
    chosen = yaml.safe_load((root / paths.PARAMS).read_text(encoding="utf-8"))
    patterns = (*_ALWAYS, *EXAMPLES.get(beginning.example, ()))
    files = {file for pattern in patterns for file in root.glob(pattern) if file.is_file()}
    files |= set(_iterate_options(root, chosen if beginning.minimal else {}))
    copied = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
    return dict(sorted((copied | _fill_template(beginning)).items()))


def find_originals() -> Path:
    """The folder of the program's own study: in an installed program a part of it, in its repository the root."""
    installed = PACKAGE / ORIGINALS
    return installed if installed.is_dir() else PACKAGE.parents[1]


def _iterate_options(root: Path, chosen: dict[str, Any]) -> Iterator[Path]:
    """Option files, and the training statements that they name; where there are choices, of those alone."""
    for file in (root / paths.CONF).glob("*/*.yaml"):
        if chosen.get(file.parent.name, file.stem) == file.stem:
            yield file
            if file.parent.name == "examples":
                yield root / paths.SEEDS / "examples" / f"{file.stem}.jsonl"


def _fill_template(beginning: Beginning) -> dict[str, bytes]:
    slug = re.sub(r"[^a-z0-9]+", "-", beginning.name.lower()).strip("-") or "study"
    words = {"name": beginning.name, "slug": slug, "version": __version__}
    filled = {}
    for file in list_files(_TEMPLATE):
        path = file.relative_to(_TEMPLATE).as_posix()
        text = Template(file.read_text(encoding="utf-8")).substitute(words)
        filled[_RENAMED.get(path, path)] = text.encode()
    return filled
