"""Model files are verified against the checksums beside them."""

import hashlib
from pathlib import Path

import pytest

from rejoinder.runtime.checksums import CHECKSUMS, ChecksumError, verify_checksums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files and their checksums."""
    for name in ("b.pt", "a.pt"):
        (tmp_path / name).write_text(name)
    lines = [f"{hashlib.sha256(name.encode()).hexdigest()}  {name}" for name in ("b.pt", "a.pt")]
    (tmp_path / CHECKSUMS).write_text("\n".join(lines) + "\n")
    return tmp_path


def test_verified_files_are_listed_in_order(folder: Path) -> None:
    assert verify_checksums(folder) == [folder / "b.pt", folder / "a.pt"]


def test_a_damaged_file_is_named(folder: Path) -> None:
    (folder / "a.pt").write_text("b.pt")
    with pytest.raises(ChecksumError, match=r"a\.pt: expected sha256 .*, got .*; restore the file"):
        verify_checksums(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "a.pt").unlink()
    with pytest.raises(ChecksumError, match=r"a\.pt: model file not found"):
        verify_checksums(folder)
