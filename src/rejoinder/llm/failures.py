"""Which tests of its behaviour a language model fails, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

FAILS = "fails"  # how the note of such a row begins


def describe_failures(rows: Iterable[Mapping[Any, Any]]) -> str:
    """Describe which tests of its behaviour a language model that coded fails, "" where none.

    Args:
        rows: of data/agreement.
    """
    failed = [row for row in rows if str(row["note"]).startswith(FAILS)]
    tests = [
        f"{row['second'].partition(': ')[2]} of {row['variable']} ({row['measure']} {row['value']:.2f})"
        for row in failed
    ]
    return f" The language model that coded fails tests of its behaviour: {'; '.join(tests)}." if tests else ""
