"""Step `finalise`: the models as they are shipped: half precision, no paths of the machine, checksums of the files."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import torch

from rejoinder.parser.labeller import WEIGHTS
from rejoinder.runtime.checksums import CHECKSUMS
from training.parser import conllu

STANZA_FILES = ("tokenize.pt", "lemma.pt")
_RESOURCES = '{"en": {}}\n'  # Stanza reads a list of resources even where each model's path is given


def strip_paths(value: Any) -> Any:
    """Replace paths in settings by their file names."""
    if isinstance(value, dict):
        return {key: strip_paths(part) for key, part in value.items()}
    return Path(value).name if isinstance(value, str) and "/" in value else value


def to_half_precision(value: Any) -> Any:
    """Convert a state's tensors from float32 to float16; what is not float32 stays."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, to_half_precision(part)) for key, part in value.items())
    return value


def finish(state: dict[str, Any]) -> dict[str, Any]:
    """Convert the state of one of Stanza's models to what is shipped."""
    config = strip_paths(dict(state["config"]))
    config |= {key: "" for key in ("save_dir", "data_dir", "wordvec_dir", "charlm_save_dir") if key in config}
    return {**state, "config": config, "model": to_half_precision(state["model"])}


def main(models: Path, out: Path) -> None:
    """Read the trained models, write the shipped ones with `resources.json` and `SHA256SUMS`."""
    out.mkdir(parents=True, exist_ok=True)
    for name in STANZA_FILES:
        torch.save(finish(torch.load(models / name, map_location="cpu", weights_only=True)), out / name)
    shutil.copyfile(models / WEIGHTS, out / WEIGHTS)
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in sorted([*STANZA_FILES, WEIGHTS])}
    conllu.write_text(out / "resources.json", _RESOURCES)
    conllu.write_text(out / CHECKSUMS, "".join(f"{digest}  {name}\n" for name, digest in sums.items()))
