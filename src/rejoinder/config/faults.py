"""What is wrong with a configuration: each fault with its file, line, key and the nearest right value."""

import difflib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import yaml
from pydantic_core import ErrorDetails

_MOST_OPTIONS = 20  # that are listed where none is near
_LIKENESS = 0.7  # in [0, 1], of a name and the option that it is taken for: "Irann" is Iran, "Persia" is not Serbia
_UNKNOWN_KEY = "unexpected_keyword_argument"

Location = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A value that cannot be used.

    Attributes:
        file: where it stands.
        location: of the value in the file: keys, and places in lists from 0.
        problem: what is wrong, as in "'Persia' is not a country".
        nearest: the right value that is nearest, or all that there are; empty where nobody can tell.
        line: of the file, from 1, where it is not the location's.
    """

    file: Path
    location: Location
    problem: str
    nearest: tuple[str, ...] = ()
    line: int | None = None

    @property
    def key(self) -> str:
        """The location as it is written on the command line, places in lists from 1."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.location)

    @property
    def repair(self) -> str:
        """The nearest right value, or those that there are."""
        return self.nearest[0] if len(self.nearest) == 1 else ", ".join(self.nearest)

    def find_line(self) -> int:
        """The line of the file, from 1, that the value stands in; where it is missing, of what it belongs to."""
        return self.line or _find_line(yaml.compose(self.file.read_text(encoding="utf-8")), self.location)

    @property
    def sentence(self) -> str:
        """What is wrong with which key, and what to do; without the file."""
        key = f"key '{self.key}': " if self.location else ""
        hints = {0: "correct it.", 1: f"did you mean {self.repair!r}?"}
        return f"{key}{self.problem}; {hints.get(len(self.nearest), f'there are {self.repair}.')}"

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}"


class SettingsError(ValueError):
    """Settings that cannot be run."""


class ConfigError(SettingsError):
    """A configuration that cannot be run: one sentence naming file, key and repair.

    Attributes:
        faults: all that is wrong; the sentence is of the first.
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        more = f" ({len(faults) - 1} more: `rejoinder check` lists them)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")


def _find_line(node: yaml.Node | None, location: Location) -> int:
    line = 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((k, v) for k, v in node.value if k.value == str(part)), (None, None))
            line = key.start_mark.line + 1 if key else line
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def describe_errors(errors: Sequence[ErrorDetails], file: Path, cls: type) -> list[Fault]:
    """Describe what pydantic says of an option.

    Args:
        errors: pydantic's.
        file: of the option.
        cls: its dataclass.

    Returns:
        The faults, unknown keys first. A missing value whose key is only misspelt is no fault of its own.
    """
    ordered = sorted(errors, key=lambda error: error["type"] != _UNKNOWN_KEY)
    faults = [(error["type"], _describe(error, file, cls)) for error in ordered]
    misspelt = {(*f.location[:-1], f.repair) for kind, f in faults if kind == _UNKNOWN_KEY and len(f.nearest) == 1}
    return [fault for kind, fault in faults if kind != "missing" or fault.location not in misspelt]


def _describe(error: ErrorDetails, file: Path, cls: type) -> Fault:
    location, got = error["loc"], error["input"]
    if error["type"] == _UNKNOWN_KEY:
        keys = _list_keys(cls, location[:-1])
        problem, nearest = f"{location[-1]!r} is not a known key", find_nearest(str(location[-1]), keys)
    elif error["type"] == "missing":
        problem, nearest = "has no value", ()
    elif "options" in error.get("ctx", {}):  # of our own types
        problem, nearest = error["msg"], find_nearest(str(got), error["ctx"]["options"])
    elif error["type"] == "literal_error":
        options = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        problem, nearest = f"{got!r} is none of the values that there are", find_nearest(str(got), options)
    else:
        problem = f"{error['msg'].removeprefix('Input ')}. Got {got!r} instead"
        nearest = _find_nearest_value(error)
    return Fault(file=file, location=location, problem=problem, nearest=nearest)


def _find_nearest_value(error: ErrorDetails) -> tuple[str, ...]:
    """What is nearest to a value that the type does not take."""
    got, bounds = error["input"], error.get("ctx", {})
    if error["type"].startswith("bool_"):
        return ("true", "false")
    if isinstance(got, float) and math.isnan(got):
        return ()
    for name, step in (("ge", 0), ("le", 0), ("gt", 1), ("lt", -1)):
        bound = bounds.get(name)
        if bound is not None and (step == 0 or isinstance(bound, int)):
            return (f"{bound + step:g}",)
    return ()


def _list_keys(cls: Any, location: Location) -> list[str]:
    """Keys of the dataclass that a location in the configuration belongs to."""
    for part in location:
        if is_dataclass(cls):
            cls = get_type_hints(cls)[str(part)]
        else:
            cls = next((a for a in reversed(get_args(cls)) if is_dataclass(a)), cls)
    return [f.name for f in fields(cls)] if is_dataclass(cls) else []


def find_nearest(name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The option that is spelt most like a name, else all, or none where these are too many to read."""
    folded = {option.casefold(): option for option in reversed(options)}
    near = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=_LIKENESS)
    if near:
        return (folded[near[0]] or "''",)
    return tuple(option or "''" for option in options) if len(options) <= _MOST_OPTIONS else ()
