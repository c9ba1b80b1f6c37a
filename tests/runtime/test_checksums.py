"""The files of a folder; model files are verified against the checksums beside them."""

import hashlib
from pathlib import Path

import pytest

from rejoinder.runtime.checksums import CHECKSUMS, ChecksumError, list_files, verify_checksums


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


def test_what_is_hidden_or_made_by_python_is_no_file_of_a_folder_even_if_that_lies_in_a_hidden_one(
    tmp_path: Path,
) -> None:
    folder = tmp_path / ".venv" / "package"
    for name in ("module.py", "part/module.py", "__pycache__/module.pyc", ".hidden/file", "package.egg-info/PKG-INFO"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    assert list_files(folder) == [folder / "module.py", folder / "part/module.py"]
