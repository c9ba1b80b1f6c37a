"""Step `finalise`: the models as they are shipped: half precision, no paths of the machine, sums of the files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import torch

from training.parser import conllu

NAMES = ("tokenize", "mwt", "pos", "lemma", "depparse", "pretrain")
_STANZA_NAMES = [name for name in NAMES if name != "pretrain"]


def plain(value: Any) -> Any:
    """Settings with file names in the place of paths."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return Path(value).name if isinstance(value, str) and "/" in value else value


def halved(value: Any) -> Any:
    """Tensors of a state in float16; what is not float32 stays."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, halved(part)) for key, part in value.items())
    return value


def finished(name: str, state: dict[str, Any]) -> dict[str, Any]:
    """A model's state as it is shipped."""
    if name == "pretrain":
        return {**state, "emb": state["emb"].half()}
    config = plain(dict(state["config"]))
    # without this key Stanza repairs a verb that was given two subjects, its default when parsing
    config.pop("resolve_head_constraints", None)
    config |= {key: "" for key in ("save_dir", "data_dir", "wordvec_dir", "charlm_save_dir") if key in config}
    return {**state, "config": config, "model": halved(state["model"])}


def resources() -> str:
    """What Stanza must find beside models that are given by path."""
    default = dict.fromkeys(_STANZA_NAMES, "news")
    english: dict[str, Any] = {"lang_name": "English", "packages": {"default": default}, "default_processors": default}
    english |= {"default_dependencies": {}} | {name: {"news": {}} for name in _STANZA_NAMES}
    return json.dumps({"en": english}, indent=1) + "\n"


def sums(folder: Path) -> str:
    """Lines of `sha256sum *.pt`."""
    files = sorted(folder.glob("*.pt"))
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def main(models: Path, out: Path) -> None:
    """Read the trained models, write the shipped ones with `resources.json` and `SHA256SUMS`."""
    out.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        state = torch.load(models / f"{name}.pt", map_location="cpu", weights_only=True)
        torch.save(finished(name, state), out / f"{name}.pt")
    conllu.replace(out / "resources.json", resources())
    conllu.replace(out / "SHA256SUMS", sums(out))
