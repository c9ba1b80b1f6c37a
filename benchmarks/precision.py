"""What the parser would gain and lose in whole numbers of eight bits, or compiled: speed and accuracy.

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

_SHOWN = ("UPOS", "UFeats", "UAS", "LAS")
_NETWORKS = ("pos", "depparse")


def quantised(pipeline: Any) -> Any:
    """The pipeline with int8 weights in tagger and parser."""
    for name in _NETWORKS:
        trainer = pipeline.processors[name].trainer
        kinds = {torch.nn.LSTM, torch.nn.Linear}
        trainer.model = torch.ao.quantization.quantize_dynamic(trainer.model, kinds, dtype=torch.qint8)
    return pipeline


def compiled(pipeline: Any) -> Any:
    """The pipeline with tagger and parser compiled for batches of any shape."""
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
    kinds = {"as they are": lambda pipeline: pipeline, "int8": quantised}
    if args.compiled:
        kinds["compiled"] = compiled
    print(
        "| networks | first text, s | words a processor second | "
        + " | ".join(_SHOWN)
        + " |\n|---|---|---|---|---|---|---|"
    )
    for kind, changed in kinds.items():
        pipeline = changed(Compact(models="").load())
        begun = time.perf_counter()
        pipeline("The ministry denied the charge.")
        first = time.perf_counter() - begun
        (speed,) = evaluate.measure_speed([pipeline], args.treebank)
        scores = evaluate.score(pipeline, args.treebank)
        print(
            f"| {kind} | {first:.1f} | {speed:,} | " + " | ".join(f"{scores[name]:.2f}" for name in _SHOWN) + " |",
            flush=True,
        )


if __name__ == "__main__":
    main()
