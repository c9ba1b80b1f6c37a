"""Values in a YAML file, set where they stand: comments, order and all other lines stay."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from rejoinder import tables

Keys = tuple[str, ...]  # from the file's top to the value: ("columns", "text")

_COMMENT = re.compile(r"( +)(#.*)")


def set_values(file: Path, values: Mapping[Keys, str | bool | None]) -> None:
    """Set values that have their line in a file.

    Args:
        file: of YAML.
        values: by their keys; None is written as null.

    Raises:
        ValueError: the file has no such key, or it holds more than one word or text.
    """
    try:
        tables.write_text(file, replace_values(file.read_text(encoding="utf-8"), values))
    except LookupError as error:
        raise ValueError(
            f"{file}: expected a line for the key {error.args[0]!r}, found none; restore the file."
        ) from None


def replace_values(text: str, values: Mapping[Keys, str | bool | None]) -> str:
    """Set values that have their line in a text of YAML; `set_values` says what they are.

    Raises:
        LookupError: there is no line for a key, which is named.
    """
    for keys, value in values.items():
        node = _find_node(yaml.compose(text), keys)
        if not isinstance(node, yaml.ScalarNode):
            raise LookupError(".".join(keys))
        start, end = node.start_mark.index, node.end_mark.index
        space = " " if text[start - 1] == ":" else ""  # where there is no value
        text = text[:start] + space + _replace(text[start:end], format_value(value), text[end:])
    return text


def _find_node(node: yaml.Node | None, keys: Keys) -> yaml.Node | None:
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def format_value(value: str | bool | None) -> str:
    """Write a value as YAML, on one line, in quotation marks where it needs them."""
    written = yaml.safe_dump(value, allow_unicode=True, width=float("inf"))
    return str(written).removesuffix("...\n").rstrip("\n")


def _replace(old: str, new: str, rest: str) -> str:
    """The new value with what follows; a comment keeps its column where there is room."""
    comment = _COMMENT.match(rest)
    if not comment:
        return new + rest
    width = len(old) + len(comment[1])
    return new.ljust(width - 2) + "  " + rest[comment.start(2) :]
