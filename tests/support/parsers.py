"""A parser in miniature: the bundled tokenizer and lemmatizer, and a network drawn at random over a tiny encoder."""

import hashlib
import json
import shutil
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import save_file

from rejoinder.encoder.checkpoint import hash_weights
from rejoinder.parser import ArticleToParse
from rejoinder.parser.labeller import WEIGHTS
from rejoinder.parser.network import Labels, ParserNetwork, Sizes
from rejoinder.runtime.checksums import CHECKSUMS
from tests.support.encoders import LAYERS, WIDTH

BUNDLED = Path(str(files("rejoinder"))) / "models" / "en"
LABELS = Labels(
    upos=("NOUN", "PUNCT", "VERB"),
    xpos=(".", "NN", "VB"),
    feats=("Number=Sing", "_"),
    deprel=("nsubj", "punct", "root"),
)
SIZES = Sizes(layers=LAYERS + 1, width=WIDTH, words=12, hidden=8, arcs=6, relations=5)


def draw_network(seed: int = 0) -> ParserNetwork:
    """A network whose weights, those of arcs and relations too, are drawn at random."""
    network = ParserNetwork(SIZES, LABELS).eval()
    generator = torch.Generator().manual_seed(seed)
    for weight in network.parameters():
        weight.data = torch.randn(weight.shape, generator=generator) / weight.shape[-1] ** 0.5
    return network


def write_parser(folder: Path, encoder: Path) -> Path:
    """Write the files of a parser over an encoder into a folder, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("tokenize.pt", "lemma.pt", "resources.json"):
        shutil.copy(BUNDLED / name, folder / name)
    metadata = {"labels": json.dumps(asdict(LABELS)), "sizes": json.dumps(asdict(SIZES))}
    weights = {name: weight.contiguous() for name, weight in draw_network().state_dict().items()}
    save_file(weights, folder / WEIGHTS, metadata | {"encoder": hash_weights(encoder)})
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("\n".join(sums), encoding="utf-8")
    return folder


def build_article(article_id: str, *lines: tuple[str, str]) -> ArticleToParse:
    """An article of lines with their kinds, each a block."""
    text, blocks = "", []
    for kind, line in lines:
        blocks.append({"kind": kind, "start": len(text), "end": len(text) + len(line)})
        text += line + "\n"
    return {"article_id": article_id, "text": text, "blocks": blocks}
