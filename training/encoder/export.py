"""The encoder as it ships: adapters merged with the layers, matrices in int8, heads, held-out scores."""

import csv
import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import save_file
from torch import Tensor

from rejoinder.codebook import Codebook
from rejoinder.encoder.heads import hash_definition
from rejoinder.runtime.checksums import CHECKSUMS
from training.encoder.learner import Learner
from training.encoder.loop import cut_batches
from training.encoder.passages import FRAMES, Passage

_LARGEST = 127
_FLOAT = ("position_embeddings", "relative_attention_bias", "LayerNorm")  # small, or sensitive to rounding


class HeldOut(NamedTuple):
    """Scores of statements that nothing was learnt from.

    Attributes:
        sources: kinds of texts, one for each statement.
        logits: of FRAMES, *shape* (statements, 4).
        carried: coded probabilities, likewise.
    """

    sources: Sequence[str]
    logits: npt.NDArray[np.float64]
    carried: npt.NDArray[np.float64]


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


@torch.inference_mode()
def score_held_out(learner: Learner, passages: Iterable[Passage]) -> HeldOut:
    """Score the statements of passages whose frames were coded, the shortest passage first."""
    learner.eval()
    coded = [passage for passage in passages if any(statement.frames for statement in passage.statements)]
    sources: list[str] = []
    logits, carried = [np.zeros((0, len(FRAMES)))], [np.zeros((0, len(FRAMES)))]
    for batch in cut_batches(coded):
        predictions = learner(batch)
        logits.append(predictions.frames.double().numpy())
        carried.append(predictions.carried.double().numpy())
        sources += [passage.source for passage in batch for statement in passage.statements if statement.frames]
    return HeldOut(sources, np.concatenate(logits), np.concatenate(carried))


def export(learner: Learner, base: Path, codebook: Codebook, held_out: HeldOut, out: Path) -> None:
    """Write the folder that `conf/encoder/mpnet.yaml` reads, but for the card.

    Args:
        learner: what was learnt.
        base: folder of the encoder that it began as.
        codebook: with the definitions of FRAMES.
        held_out: what the card and the report show.
        out: the folder.
    """
    out.mkdir(parents=True, exist_ok=True)
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
    _write_held_out(out / "held_out.csv", held_out)
    names = ("config.json", "held_out.csv", "model.safetensors", "tokenizer.json")
    sums = (f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (out / CHECKSUMS).write_text("".join(sums), encoding="utf-8")


def _write_held_out(path: Path, held_out: HeldOut) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["frame", "source", "score", "truth"])
        for column, frame in enumerate(FRAMES):
            scores = 1 / (1 + np.exp(-held_out.logits[:, column]))
            for source, score, carried in zip(held_out.sources, scores, held_out.carried[:, column], strict=True):
                writer.writerow([frame, source, f"{score:.4f}", int(carried > 0.5)])
