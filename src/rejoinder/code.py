"""Stage `code`: a hash of each module of the installed program, which other stages depend on.

So an upgrade of the program runs again what it touches, and nothing else.
"""

import shutil

from rejoinder import config, paths


def main() -> None:
    """Write data/code: a file for each module with its hash, and one in src/ for each stage."""
    hashes = config.hash_code()
    shutil.rmtree(paths.CODE, ignore_errors=True)
    for name, digest in hashes.items():
        file = paths.CODE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{digest}\n", encoding="utf-8")
