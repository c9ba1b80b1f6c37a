"""Step `finalise`: the models as they are shipped: half precision, no paths of the machine, checksums of the files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import torch

from training.parser import conllu

NAMES = ("tokenize", "mwt", "pos", "lemma", "depparse", "pretrain")
_STANZA_NAMES = [name for name in NAMES if name != "pretrain"]


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


def finish(name: str, state: dict[str, Any]) -> dict[str, Any]:
    """Convert a model's state to what is shipped."""
    if name == "pretrain":
        return {**state, "emb": state["emb"].half()}
    config = strip_paths(dict(state["config"]))
    # without this key Stanza repairs a verb that was given two subjects, its default when parsing
    config.pop("resolve_head_constraints", None)
    config |= {key: "" for key in ("save_dir", "data_dir", "wordvec_dir", "charlm_save_dir") if key in config}
    return {**state, "config": config, "model": to_half_precision(state["model"])}


def build_resources() -> str:
    """Build the `resources.json` that Stanza must find beside models that are given by path."""
    default = dict.fromkeys(_STANZA_NAMES, "news")
    english: dict[str, Any] = {"lang_name": "English", "packages": {"default": default}, "default_processors": default}
    english |= {"default_dependencies": {}} | {name: {"news": {}} for name in _STANZA_NAMES}
    return json.dumps({"en": english}, indent=1) + "\n"


def compute_checksums(folder: Path) -> str:
    """Compute the lines of `sha256sum *.pt`."""
    files = sorted(folder.glob("*.pt"))
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def main(models: Path, out: Path) -> None:
    """Read the trained models, write the shipped ones with `resources.json` and `SHA256SUMS`."""
    out.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        state = torch.load(models / f"{name}.pt", map_location="cpu", weights_only=True)
        torch.save(finish(name, state), out / f"{name}.pt")
    conllu.write_text(out / "resources.json", build_resources())
    conllu.write_text(out / "SHA256SUMS", compute_checksums(out))
