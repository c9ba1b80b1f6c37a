"""NAME.codes.yaml beside a coding pass: what codes that its tool calls otherwise mean here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from rejoinder.human_coding.files import GoldError, name_pass
from rejoinder.human_coding.marked_texts import MarkedText

_HEAD = """\
# What the codes of {file} mean here. Behind each stands a frame of the codebook in use (victimhood), "side: NAME",
# "favours TARGET" or "opposes TARGET", or a list of such; who speaks is "speaker: NAME". What has nothing behind it is
# not compared, and the report lists it.
"""


def name_codes_file(path: Path) -> Path:
    """Name the file that says what the codes of a pass mean."""
    return path.with_name(f"{name_pass(path.name)}.codes.yaml")


def read_codes_file(path: Path) -> dict[str, list[str]]:
    """Read what codes mean, by code; those without a meaning are left out, and a pass without such a file has none.

    Args:
        path: of the pass.

    Raises:
        GoldError: the file is no YAML of this kind.
    """
    file = name_codes_file(path)
    if not file.exists():
        return {}
    try:
        loaded = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) or {}  # BaseLoader: all values are text
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GoldError(f"{file.as_posix()}: not valid YAML: {' '.join(str(error).split())}; mend the file.") from None
    if not isinstance(loaded, dict):
        raise GoldError(f"{file.as_posix()}: expected lines such as 'Denial: denial', got {loaded!r}; mend the file.")
    meanings = {code: meaning if isinstance(meaning, list) else [meaning] for code, meaning in loaded.items()}
    for code, own in meanings.items():
        if not all(isinstance(one, str) for one in own):
            raise GoldError(
                f"{file.as_posix()}: {code!r} must mean a name or a list of names. Got {own!r}; correct it."
            )
    return {code: own for code, own in meanings.items() if any(own)}


def write_codes_file(file: str, counts: Mapping[str, int]) -> str:
    """Write the text of a file that waits for meanings.

    Args:
        file: the name of the pass's file.
        counts: marks by code.
    """
    lines = [yaml.safe_dump({code: None}, allow_unicode=True, width=float("inf")).strip() for code in counts]
    lines = [line.removesuffix(" null") for line in lines]
    notes = [f"{line:<40}  # {n} mark(s)\n" for line, n in zip(lines, counts.values(), strict=True)]
    return _HEAD.format(file=file) + "".join(notes)


def rename_codes(texts: Sequence[MarkedText], meanings: Mapping[str, Sequence[str]]) -> list[MarkedText]:
    """Give marks, and codes to choose from, the names that they have here; a code of several meanings is several."""
    return [
        replace(
            text,
            marks=[replace(mark, code=code) for mark in text.marks for code in meanings.get(mark.code, [mark.code])],
            offered=[name for code in text.offered for name in meanings.get(code, [code])],
        )
        for text in texts
    ]
