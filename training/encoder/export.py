"""The encoder as it ships: adapters merged with the layers, matrices in int8."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from rejoinder.codebook import Codebook
from rejoinder.encoder.heads import hash_definition
from rejoinder.runtime.checksums import CHECKSUMS
from training.encoder.learner import Learner
from training.encoder.passages import FRAMES

_LARGEST = 127
_FLOAT = ("position_embeddings", "relative_attention_bias", "LayerNorm")  # small, or sensitive to rounding


def merge_adapters(learner: Learner) -> dict[str, Tensor]:
    """The weights of the layers with their adapters merged, by the names of the encoder's own file."""
    merged: dict[str, Tensor] = {}
    for name, value in learner.net.state_dict().items():
        if name.endswith((".up", ".down")):
            continue
        if name.endswith(".base.weight"):
            stem = name.removesuffix(".base.weight")
            adapter = learner.net.get_submodule(stem)
            merged[f"{stem}.weight"] = value + adapter.up @ adapter.down
        else:
            merged[name.replace(".base.", ".")] = value
    return {name: value.detach() for name, value in merged.items() if value.is_floating_point()}


def quantise(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Matrices as int8 with a scale for each row, NAME.scale; the rest in single precision."""
    packed: dict[str, Tensor] = {}
    for name, value in sorted(weights.items()):
        if value.ndim < 2 or any(part in name for part in _FLOAT):
            packed[name] = value.float().contiguous()
            continue
        scale = value.abs().amax(1).clamp_min(1e-12) / _LARGEST
        packed[name] = (value / scale[:, None]).round().clamp(-_LARGEST, _LARGEST).to(torch.int8)
        packed[f"{name}.scale"] = scale.float()
    return packed


def export(learner: Learner, base: Path, codebook: Codebook, out: Path) -> None:
    """Write the folder that `conf/encoder/mpnet.yaml` reads, but for heads, checksums and card.

    The heads as they were learned stand among the weights; `heads.write_heads` takes them from there.

    Args:
        learner: what was learnt.
        base: folder of the encoder that it began as.
        codebook: with the definitions of FRAMES.
        out: the folder.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / CHECKSUMS).unlink(missing_ok=True)  # of an earlier export
    width = learner.net.config.hidden_size
    heads = {
        "frames.weight": learner.frames.weight,
        "frames.bias": learner.frames.bias,
        "stances.mention.weight": learner.stances.weight[:, :width],
        "stances.statement.weight": learner.stances.weight[:, width:],
        "stances.bias": learner.stances.bias,
    }
    tensors = quantise(merge_adapters(learner)) | {k: v.detach().float().contiguous() for k, v in heads.items()}
    definitions = {frame: hash_definition(codebook.frames[frame].definition) for frame in FRAMES}
    metadata = {"frames": json.dumps(definitions)}
    save_file(tensors, out / "model.safetensors", metadata)
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    config["num_hidden_layers"] = len(learner.net.encoder.layer)
    (out / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copy(base / "tokenizer.json", out)
