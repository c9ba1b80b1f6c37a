"""CITATION.cff (https://citation-file-format.github.io): how a study is to be cited."""

from pathlib import Path
from typing import Any

import yaml

CITATION = Path("CITATION.cff")


class CitationError(ValueError):
    """A citation file that cannot be read: one sentence saying what was expected and what to do."""


def parse_citation(text: str) -> dict[str, Any]:
    """Parse the fields of a citation file; an empty one has none.

    Raises:
        CitationError: the text is no YAML mapping.
    """
    try:
        fields = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise CitationError(f"{CITATION}: not valid YAML: {' '.join(str(error).split())}; mend the file.") from None
    if not isinstance(fields, dict):
        raise CitationError(f"{CITATION}: expected lines such as 'title: Rejoinder', got {fields!r}; mend the file.")
    return fields


def read_citation() -> str:
    """Read the study's citation file; "" where it has none."""
    return CITATION.read_text(encoding="utf-8") if CITATION.exists() else ""
