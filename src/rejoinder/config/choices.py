"""Setting choices in params.yaml, whose comments and other lines stay as they are."""

import re
from collections.abc import Mapping

from rejoinder import paths


def write_choices(choices: Mapping[str, str]) -> None:
    """Set the options of some groups; a group without a line gets one at the end.

    Args:
        choices: option by group.

    Raises:
        FileNotFoundError: there is no params.yaml here.
    """
    text = paths.PARAMS.read_text(encoding="utf-8")
    for group, option in choices.items():
        line = f"{group}: {option}"
        text, replaced = re.subn(rf"^{group}:[^#\n]*?(?=\s*(?:#|$))", line, text, flags=re.MULTILINE)
        if not replaced:
            text = f"{text.rstrip()}\n{line}\n"
    paths.PARAMS.write_text(text, encoding="utf-8", newline="\n")
