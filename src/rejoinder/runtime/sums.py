"""Files of a folder of models, checked against the sums that stand beside them."""

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"


class SumError(ValueError):
    """A model file that is missing or damaged: one sentence saying which and what to do."""


def checked(folder: Path) -> list[Path]:
    """The files that a folder's SHA256SUMS lists, in order.

    Raises:
        SumError: one is missing, or differs from its sum.
    """
    made = []
    try:
        for line in filter(None, (folder / SUMS).read_text(encoding="utf-8").split("\n")):
            digest, name = line.split()
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != digest:
                raise SumError(
                    f"{folder / name}: expected sha256 {digest[:12]}..., got {found[:12]}...; restore the file."
                )
            made.append(folder / name)
    except FileNotFoundError as error:
        raise SumError(f"{error.filename}: model file not found; restore it or set another folder.") from None
    return made
