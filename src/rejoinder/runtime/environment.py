"""What every process of a run has in its environment, so that its last bits, and so its bytes, are the same."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# One thread per process and named code paths. MKL knows by them only Intel's processors and goes its own way on others,
# so nothing that is written may depend on its last bits; without AVX-512 VNNI a processor takes other paths of the rest
# too. More threads would not be faster on texts this short. Numpy and torch read them when they are imported, so they
# must be set before.
SETTINGS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "MKL_CBWR": "AVX512",
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX512_CORE_VNNI",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
}


class _Unseen:
    """A finder of modules that says of one that it is not installed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, *_: object) -> None:
        if name == self.name:
            raise ModuleNotFoundError(f"{name} is kept from being imported here", name=name)


def hide(name: str) -> _Unseen:
    """From now on, a package that is not imported yet looks as if it were not installed.

    For libraries that import another at once in case they are given something of its kind.
    """
    finder = _Unseen(name)
    sys.meta_path.insert(0, finder)
    return finder


@contextmanager
def unseen(name: str) -> Iterator[None]:
    """The same, while the block runs."""
    finder = hide(name)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
