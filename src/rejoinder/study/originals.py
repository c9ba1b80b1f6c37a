"""The files that a study begins with: those of the program's own study, and some that are written for a study alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml

from rejoinder import __version__, paths
from rejoinder.add.settings import replace_values
from rejoinder.config.code import ORIGINALS, PACKAGE
from rejoinder.runtime.checksums import list_files


@dataclass(frozen=True)
class StudyExample:
    """Texts that a study can begin with.

    Attributes:
        root: folder that holds the files, from the program's own study; they come to the same place in the new one.
        files: which of its files belong to it, as patterns.
        settings: what params.yaml chooses for it.
    """

    root: str
    files: tuple[str, ...]
    settings: Mapping[str, str]


_CODED = ("seeds/articles/*", "seeds/gold/*")  # texts and their coding
EXAMPLES = {
    "default": StudyExample(".", _CODED, {}),
    "wire": StudyExample("examples/wire", (*_CODED, "conf/actors/*", "practice/*"), {"actors": "powers"}),
}

_TEMPLATE = Path(__file__).with_name("template")
_RENAMED = {"gitignore": ".gitignore", "pyproject": "pyproject.toml"}  # or git and linters would obey them here
_ALWAYS = (
    "dvc.yaml", "params.yaml", ".dvcignore", ".dvc/config", "seeds/corrections.csv", "seeds/language/*",
    "seeds/prompts/*", "seeds/**/README.md",
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
    files = _read_files(root, _ALWAYS)
    for file in _iterate_options(root, chosen if beginning.minimal else {}):
        files[file.relative_to(root).as_posix()] = file.read_bytes()
    if beginning.example:
        files |= _read_example(root, EXAMPLES[beginning.example])
    return dict(sorted((files | _fill_template(beginning)).items()))


def find_originals() -> Path:
    """The folder of the program's own study: in an installed program a part of it, in its repository the root."""
    installed = PACKAGE / ORIGINALS
    return installed if installed.is_dir() else PACKAGE.parents[1]


def _read_files(root: Path, patterns: Iterable[str]) -> dict[str, bytes]:
    """Contents of the files that fit one of the patterns, by path from the root."""
    files = {file for pattern in patterns for file in root.glob(pattern) if file.is_file()}
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def _read_example(root: Path, example: StudyExample) -> dict[str, bytes]:
    """Files of an example, and params.yaml with its settings."""
    params = (root / paths.PARAMS).read_text(encoding="utf-8")
    values: dict[tuple[str, ...], str | None] = {(group,): option for group, option in example.settings.items()}
    return _read_files(root / example.root, example.files) | {
        str(paths.PARAMS): replace_values(params, values).encode()
    }


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
