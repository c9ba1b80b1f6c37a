"""Score and time parsers end to end from raw text, by the scorer of the CoNLL 2018 shared task.

    python -m training.parser.evaluate --test ewt=FILE.conllu --test pud=FILE.conllu MODELS [MODELS ...]

Raw text is that of the test files, paragraphs apart. Several folders of models parse the last test in turn, and the
quickest of the rounds counts, so that their times compare: processor seconds of one thread.
"""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from rejoinder.parser import Compact
from training.parser import conllu, tasks

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")
_ROUNDS = 3


def score(pipeline: Any, gold: Path) -> dict[str, float]:
    """Score a Stanza pipeline on the raw text of a test file: F1 of `METRICS`, in percent to two decimals."""
    text = _read_raw_text(gold)
    document = pipeline(text)
    _restore_long_tokens(document, text)
    return tasks.score(str(gold), f"{document:C}\n\n", *METRICS)


def _read_raw_text(gold: Path) -> str:
    return conllu.build_raw_text(conllu.group_paragraphs(conllu.read(gold)))


def _restore_long_tokens(document: Any, text: str) -> None:
    """Give tokens that were too long for Stanza (addresses of web pages) their form back."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.text == "<UNK>" and len(token.words) == 1:
                token.text = token.words[0].text = "".join(text[token.start_char : token.end_char].split())


def measure_speed(pipelines: Sequence[Any], gold: Path) -> list[float]:
    """Measure the words a processor second of each pipeline on the raw text of a test file, best of `_ROUNDS`."""
    text = _read_raw_text(gold)
    best = [0.0] * len(pipelines)
    for _ in range(_ROUNDS):
        for number, pipeline in enumerate(pipelines):
            begun = time.process_time()
            words = pipeline(text).num_words
            best[number] = max(best[number], words / (time.process_time() - begun))
    return [round(value) for value in best]


def measure_megabytes(models: Path) -> float:
    """Add up the sizes of a folder's model files, in 10^6 bytes."""
    return round(sum(file.stat().st_size for file in models.glob("*.pt")) / 1e6, 2)


def main(folders: Sequence[Path], golds: Mapping[str, Path]) -> dict[str, Any]:
    """Score and time folders of models.

    Args:
        folders: with models in the layout of the bundled ones.
        golds: test files by name.

    Returns:
        By folder: scores by test, megabytes, and words a processor second on the last test.
    """
    torch.set_num_threads(1)
    pipelines = [Compact(models=str(folder)).load() for folder in folders]
    speed = measure_speed(pipelines, list(golds.values())[-1])
    return {
        str(folder): {
            "scores": {name: score(pipeline, gold) for name, gold in golds.items()},
            "megabytes": measure_megabytes(folder),
            "words a processor second": words,
        }
        for folder, pipeline, words in zip(folders, pipelines, speed, strict=True)
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--test", action="append", required=True, metavar="NAME=FILE")
    options = parser.parse_args()
    tests = {name: Path(file) for name, _, file in (test.partition("=") for test in options.test)}
    print(json.dumps(main(options.models, tests), indent=1))
