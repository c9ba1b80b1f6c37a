"""Compare the packaged encoder in int8 with the same weights in floats: agreement and speed.

    python -m benchmarks.encoder FOLDER [--passages 200]

FOLDER holds articles (*.txt, in subfolders too). Their paragraphs are packed into passages as stage `parses` packs
sentences. Prints how near the top states of subwords are (cosine), by how much the mean readings of a passage differ,
and how many subwords each way encodes in a second of processor time, on one thread.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import MPNetConfig, MPNetModel

from rejoinder.articles import split_blocks
from rejoinder.encoder import Encoder
from rejoinder.encoder.checkpoint import find_folder, load_tokenizer, load_weights
from rejoinder.encoder.heads import load_heads
from rejoinder.encoder.passages import pack_passages

ENCODER = Encoder(model="", max_tokens=256, layers=(1,))

States = list[np.ndarray]  # of each text, shape (subwords, width)


def read_passages(folder: Path, most: int) -> list[str]:
    """Passages from all of a folder's articles."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    passages = [text[p.begin : p.end] for text in texts for p in pack_passages(text, [list(find_paragraphs(text))])]
    return passages[:: max(1, len(passages) // most)][:most]


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs of an article."""
    for block in split_blocks(text):
        yield block["start"], block["end"]


def encode_in_int8(texts: Sequence[str]) -> States:
    by_text = {index: states[0] for index, states, _ in ENCODER.compute_states(texts, (1,))}
    return [by_text[index] for index in range(len(texts))]


def encode_in_floats(texts: Sequence[str]) -> States:
    network, tokenizer = build_float_network(), load_tokenizer(find_folder(""), ENCODER.max_tokens)
    with torch.inference_mode():
        ids = [torch.tensor([tokenizer.encode(text).ids]) for text in texts]
        return [network(own).last_hidden_state[0].numpy() for own in ids]


def build_float_network() -> Any:
    """The packaged weights in the library transformers."""
    config, tensors = load_weights(find_folder(""))
    network: Any = MPNetModel(MPNetConfig(**config), add_pooling_layer=False)
    names = set(network.state_dict())
    floats = {n: t * tensors[f"{n}.scale"][:, None] if f"{n}.scale" in tensors else t for n, t in tensors.items()}
    network.load_state_dict({name: value for name, value in floats.items() if name in names})
    return network.eval()


def time_encoding(encode: Callable[[Sequence[str]], States], texts: Sequence[str]) -> tuple[States, float]:
    """The states, and subwords in a second of processor time."""
    encode(texts[:2])
    begin = time.process_time()
    states = encode(texts)
    return states, sum(map(len, states)) / (time.process_time() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=200)
    options = parser.parse_args()
    torch.set_num_threads(1)
    texts = read_passages(options.folder, options.passages)
    floats, float_speed = time_encoding(encode_in_floats, texts)
    quantised, speed = time_encoding(encode_in_int8, texts)
    pairs = list(zip(floats, quantised, strict=True))
    norms = [np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1) for a, b in pairs]
    cosines = np.concatenate([(a * b).sum(1) / norm for (a, b), norm in zip(pairs, norms, strict=True)])
    readings = np.array([[part.mean(0) @ load_heads("").weights.T for part in pair] for pair in pairs])
    differences = np.abs(readings[:, 0] - readings[:, 1])
    print(f"{len(texts)} passages, {len(cosines):,} subwords")
    print(f"cosine of states: mean {cosines.mean():.4f}, 1st percentile {np.quantile(cosines, 0.01):.4f}")
    mean, most = differences.mean(), np.quantile(differences, 0.99)
    print(f"difference of mean readings: mean {mean:.3f}, 99th percentile {most:.3f}")
    print(f"standard deviation of mean readings: {readings[:, 0].std(0).mean():.3f}")
    print(f"subwords a second: int8 {speed:,.0f}, floats {float_speed:,.0f}")


if __name__ == "__main__":
    main()
