"""Faults as a table for the terminal."""

from collections.abc import Sequence

from tabulate import tabulate

from rejoinder.config import Fault

_HEADS = ("file", "line", "key", "what is wrong", "right would be")
_WIDTHS = (None, None, None, 50, 30)  # characters, None for as many as there are


def format_faults(faults: Sequence[Fault]) -> str:
    """A table with a row for each fault, or a sentence where there is none."""
    if not faults:
        return "check: nothing wrong with the settings."
    rows = [(str(f.file), f.find_line(), f.key, f.problem, f.repair) for f in faults]
    table = tabulate(rows, _HEADS, tablefmt="simple", maxcolwidths=list(_WIDTHS), disable_numparse=True)
    return f"{table}\n\ncheck: {len(faults)} fault{'s' if len(faults) > 1 else ''}"
