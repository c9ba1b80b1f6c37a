"""What quantisation to int8, or compilation, would change in the parser: speed and accuracy.

    python -m benchmarks.precision en_gum-ud-dev.conllu [--compiled]

Stanza's pipeline with the bundled models as they are, and with the LSTMs and linear layers of tagger and parser in int8
by PyTorch's dynamic quantisation; `--compiled` adds torch.compile, which needs a C++ compiler. One thread; end to end
from raw text, by the scorer of the CoNLL 2018 shared task.
"""

import argparse
import time
from pathlib import Path
from typing import Any

import torch

from rejoinder.parser import Compact
from training.parser import evaluate

_METRICS = ("UPOS", "UFeats", "UAS", "LAS")
_NETWORKS = ("pos", "depparse")


def quantise(pipeline: Any) -> Any:
    """Give tagger and parser int8 weights; returns the pipeline."""
    for name in _NETWORKS:
        trainer = pipeline.processors[name].trainer
        layers = {torch.nn.LSTM, torch.nn.Linear}
        quantize: Any = torch.ao.quantization.quantize_dynamic
        trainer.model = quantize(trainer.model, layers, dtype=torch.qint8)
    return pipeline


def compile_networks(pipeline: Any) -> Any:
    """Compile tagger and parser for batches of any shape; returns the pipeline."""
    for name in _NETWORKS:
        pipeline.processors[name].trainer.model.forward = torch.compile(
            pipeline.processors[name].trainer.model.forward, dynamic=True
        )
    return pipeline


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--compiled", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    variants = {"as they are": lambda pipeline: pipeline, "int8": quantise}
    if args.compiled:
        variants["compiled"] = compile_networks
    print(
        "| networks | first text, s | words a processor second | "
        + " | ".join(_METRICS)
        + " |\n|---|---|---|---|---|---|---|"
    )
    for variant, change in variants.items():
        pipeline = change(Compact(models="").load())
        begin = time.perf_counter()
        pipeline("The ministry denied the charge.")
        first = time.perf_counter() - begin
        (speed,) = evaluate.measure_speed([pipeline], args.treebank)
        scores = evaluate.score(pipeline, args.treebank)
        print(
            f"| {variant} | {first:.1f} | {speed:,} | " + " | ".join(f"{scores[name]:.2f}" for name in _METRICS) + " |",
            flush=True,
        )


if __name__ == "__main__":
    main()
