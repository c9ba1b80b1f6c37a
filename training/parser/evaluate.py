"""Step `evaluate`: the finished parser from raw text to trees, by the scorer of the CoNLL 2018 shared task."""

import io
import time
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
from stanza.models.common import utils

from rejoinder.parser import ArticleToParse, Compact, ParseRow
from rejoinder.parser.rows import Block
from training.parser import conllu
from training.parser.conllu import Sentence, group_paragraphs

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")


def score(gold: Path, predicted: str, *metrics: str) -> dict[str, float]:
    """Score sentences in CoNLL-U against those of a file.

    Args:
        gold: the file.
        predicted: text in CoNLL-U.
        metrics: names of the CoNLL 2018 shared task.

    Returns:
        F1 of each metric, in percent to two decimals.
    """
    scores = utils.ud_scores(str(gold), io.StringIO(predicted))
    return {name: round(100 * scores[name].f1, 2) for name in metrics}


def build_article(sentences: Sequence[Sentence]) -> ArticleToParse:
    """Write sentences as an article of which each paragraph is a block."""
    text, blocks = "", list[Block]()
    for paragraph in group_paragraphs(sentences):
        begin, text = len(text), text + conllu.build_text(paragraph)
        blocks.append({"start": begin, "end": len(text), "kind": "paragraph"})
        text += "\n\n"
    return {"article_id": "test", "text": text, "blocks": blocks}


def format_words(words: Sequence[ParseRow], text: str) -> str:
    """Write the words of an article of that text in CoNLL-U."""
    sentences = groupby(words, key=lambda word: word["sent_id"])
    return conllu.format_sentences(Sentence(rows=_build_rows(list(group), text)) for _, group in sentences)


def _build_rows(words: Sequence[ParseRow], text: str) -> list[conllu.Row]:
    rows = []
    for number, word in enumerate(words):
        token = text[word["start"] : words[number + max(word["mwt"], 1) - 1]["end"]]
        if word["mwt"] > 1:
            rows.append([f"{number + 1}-{number + word['mwt']}", token, *"________"])
        labels = [word["lemma"], word["upos"], word["xpos"], word["feats"], str(word["head"]), word["deprel"]]
        rows.append([str(word["token_id"]), word["form"], *labels, "_", "_"])
    return rows


def main(models: Path, golds: Mapping[str, Path]) -> dict[str, Any]:
    """Parse the raw text of test files, paragraphs apart, on one thread.

    Args:
        models: folder of the models.
        golds: test files by name.

    Returns:
        Scores by test, and words a processor second over all tests, by one thread.
    """
    torch.set_num_threads(1)
    parser, scores, count, seconds = Compact(models=str(models), encoder=""), {}, 0, 0.0
    parser([])  # loads the models
    for name, gold in golds.items():
        article = build_article(conllu.read(gold))
        begun = time.process_time()
        words = parser([article]).words
        seconds += time.process_time() - begun
        count += len(words)
        scores[name] = score(gold, format_words(words, article["text"]), *METRICS)
    return {"scores": scores, "words a processor second": round(count / seconds)}
