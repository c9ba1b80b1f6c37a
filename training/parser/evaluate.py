"""Score and time parsers end to end from raw text, by the scorer of the CoNLL 2018 shared task.

    python -m training.parser.evaluate --test ewt=FILE.conllu --test pud=FILE.conllu MODELS [MODELS ...]

Raw text is that of the test files, paragraphs apart. Several folders of models parse the last test in turn, and the
quickest of the rounds counts, so that their times compare: processor seconds of one thread.
"""

import argparse
import io
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from rejoinder.parser import Compact
from training.parser import conllu

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")
_ROUNDS = 3


def score(pipeline: Any, gold: Path) -> dict[str, float]:
    """F1 of each metric, in percent to two decimals, on the raw text of a test file."""
    from stanza.models.common.utils import ud_scores

    text = conllu.raw_text(conllu.paragraphs(conllu.read(gold)))
    doc = pipeline(text)
    _restore(doc, text)
    found = ud_scores(str(gold), io.StringIO(f"{doc:C}\n\n"))
    return {name: round(100 * found[name].f1, 2) for name in METRICS}


def _restore(doc: Any, text: str) -> None:
    """Give tokens that were too long for Stanza (addresses of web pages) their form back."""
    for sentence in doc.sentences:
        for token in sentence.tokens:
            if token.text == "<UNK>" and len(token.words) == 1:
                token.text = token.words[0].text = "".join(text[token.start_char : token.end_char].split())


def times(pipelines: Sequence[Any], gold: Path) -> list[float]:
    """Words a processor second of each pipeline on the raw text of a test file, the best of some rounds in turn."""
    text = conllu.raw_text(conllu.paragraphs(conllu.read(gold)))
    best = [0.0] * len(pipelines)
    for _ in range(_ROUNDS):
        for number, pipeline in enumerate(pipelines):
            begun = time.process_time()
            words = pipeline(text).num_words
            best[number] = max(best[number], words / (time.process_time() - begun))
    return [round(value) for value in best]


def megabytes(models: Path) -> float:
    """Size of a folder's model files together, in 10^6 bytes."""
    return round(sum(file.stat().st_size for file in models.glob("*.pt")) / 1e6, 2)


def main(folders: Sequence[Path], golds: Mapping[str, Path]) -> dict[str, Any]:
    """Scores by folder of models and test, sizes, and words a processor second on the last test."""
    torch.set_num_threads(1)
    pipelines = [Compact(models=str(folder)).load() for folder in folders]
    speed = times(pipelines, list(golds.values())[-1])
    return {
        str(folder): {
            "scores": {name: score(pipeline, gold) for name, gold in golds.items()},
            "megabytes": megabytes(folder),
            "words a processor second": words,
        }
        for folder, pipeline, words in zip(folders, pipelines, speed, strict=True)
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--test", action="append", required=True, metavar="NAME=FILE")
    given = parser.parse_args()
    chosen = {name: Path(file) for name, _, file in (test.partition("=") for test in given.test)}
    print(json.dumps(main(given.models, chosen), indent=1))
