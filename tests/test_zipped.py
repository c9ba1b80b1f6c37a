"""Zip files that we write."""

import io
import zipfile

from rejoinder.zipped import pack


def test_unpacked_files_can_be_read_by_everybody_and_written_by_their_owner() -> None:
    with zipfile.ZipFile(io.BytesIO(pack([("a.txt", b"text")]))) as archive:
        assert archive.getinfo("a.txt").external_attr >> 16 == 0o644
