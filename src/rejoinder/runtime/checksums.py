"""The files of a folder, and models verified against the checksums that stand beside them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

CHECKSUMS = "SHA256SUMS"


class ChecksumError(ValueError):
    """A model file that is missing or damaged: one sentence saying which and what to do."""


def list_files(path: Path) -> list[Path]:
    """A file, or those under a folder in order; hidden ones and what Python makes beside them are left out."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.is_file())
    return [file for file in files if not any(map(_is_generated, file.relative_to(path).parts))]


def _is_generated(name: str) -> bool:
    return name == "__pycache__" or name.endswith(".egg-info") or name.startswith(".")


def hash_lines(lines: Iterable[str]) -> str:
    """Hash lines, as of a list of hashes and names: sha256 in hexadecimal over them, joined by line ends."""
    digest = hashlib.sha256()
    for number, line in enumerate(lines):
        digest.update((("\n" if number else "") + line).encode())
    return digest.hexdigest()


def verify_checksums(folder: Path) -> list[Path]:
    """Verify the files that a folder's SHA256SUMS lists.

    Returns:
        The files, in the order of the list.

    Raises:
        ChecksumError: a file is missing, or differs from its checksum.
    """
    verified = []
    try:
        for line in filter(None, (folder / CHECKSUMS).read_text(encoding="utf-8").split("\n")):
            expected, name = line.split()
            actual = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if actual != expected:
                raise ChecksumError(
                    f"{folder / name}: expected sha256 {expected[:12]}..., got {actual[:12]}...; restore the file."
                )
            verified.append(folder / name)
    except FileNotFoundError as error:
        raise ChecksumError(f"{error.filename}: model file not found; restore it or set another folder.") from None
    return verified
