"""Faults as a table for the terminal."""

from collections.abc import Sequence

from tabulate import tabulate

from rejoinder.config import Fault

_HEADS = ("file", "line", "key", "what is wrong", "right would be")
_MOST = 30  # rows
_WIDTHS = (None, None, None, 50, 30)  # characters, None for as many as there are


def format_faults(faults: Sequence[Fault]) -> str:
    """Format a table with a row for each fault, of many for the first, or a sentence where there is none."""
    if not faults:
        return "check: nothing wrong with the settings."
    rows = [(str(f.file), f.find_line(), f.key, f.problem, f.repair) for f in faults[:_MOST]]
    table = tabulate(rows, _HEADS, tablefmt="simple", maxcolwidths=list(_WIDTHS), disable_numparse=True)
    more = f"; the first {_MOST} are listed" if len(faults) > _MOST else ""
    return f"{table}\n\ncheck: {len(faults):,} fault{'s' if len(faults) > 1 else ''}{more}"
