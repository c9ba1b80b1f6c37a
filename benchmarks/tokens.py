"""Where words and sentences of news end: the bundled parser against `parser_news.txt`.

    python -m benchmarks.tokens [--models FOLDER] [--errors N]

A word is right if its span is. A sentence's end is right if the right word is its last; the ends of paragraphs, which
no parser can miss, are not counted. F1 with intervals that resample paragraphs. N paragraphs with
errors are printed.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np

from rejoinder.measures import percentile_interval, resample_clusters
from rejoinder.parser import ArticleToParse, Compact, ParseRow

FILE = Path(__file__).with_name("parser_news.txt")
RESAMPLES, SEED = 1000, 13


class CutParagraph(NamedTuple):
    """A text and the words of its sentences, as spans."""

    text: str
    sentences: list[list[tuple[int, int]]]


def read_paragraphs(text: str) -> dict[str, list[CutParagraph]]:
    """The paragraphs of a file like `parser_news.txt`, by the heading they stand below."""
    headings = re.split(r"^# \[(.+)\]\n", text, flags=re.MULTILINE)[1:]
    return {
        name: [_read_paragraph(lines.split("\n")) for lines in part.strip().split("\n\n")]
        for name, part in zip(headings[::2], headings[1::2], strict=True)
    }


def _read_paragraph(lines: Sequence[str]) -> CutParagraph:
    text, sentences = "", []
    for line in lines:
        text += " " if text else ""
        words = []
        for part in re.findall(r"[^ |]+|[ ]", line):
            if part != " ":
                words.append((len(text), len(text) + len(part)))
            text += part
        sentences.append(words)
    return CutParagraph(text, sentences)


def count_paragraph(true: CutParagraph, words: Sequence[ParseRow]) -> list[int]:
    """What is right, predicted and true: of the words, then of the sentences' ends."""
    spans = {(word["start"], word["end"]) for word in words}
    ends = {[*group][-1]["end"] for _, group in groupby(words, key=lambda word: word["sent_id"])}
    true_spans = {span for sentence in true.sentences for span in sentence}
    true_ends, last = {sentence[-1][1] for sentence in true.sentences}, {len(true.text)}
    counts = [len(spans & true_spans), len(spans), len(true_spans)]
    return [*counts, len((ends & true_ends) - last), len(ends - last), len(true_ends - last)]


def report(counts: Sequence[Sequence[int]]) -> Iterator[str]:
    """A line for words and one for sentences' ends."""
    table = np.array(counts)
    draws = resample_clusters(len(counts), RESAMPLES, SEED) @ table
    for name, first in (("words", 0), ("sentences' ends", 3)):
        right, predicted, true = table.sum(axis=0)[first : first + 3]
        samples = 2 * draws[:, first] / np.maximum(draws[:, first + 1] + draws[:, first + 2], 1)
        low, high = percentile_interval(samples)
        f1 = 2 * right / max(predicted + true, 1)
        errors = f"{true - right} missed, {predicted - right} false"
        yield f"  {name:16} F1 {f1:.3f} [{low:.3f}, {high:.3f}] (n {true}; {errors})"


def show(text: str, words: Sequence[ParseRow]) -> str:
    """A text as it was cut, in the form of `parser_news.txt`, with " || " between sentences."""
    cut = ""
    for before, word in zip([None, *words], words, strict=False):
        gap = text[before["end"] : word["start"]] if before else ""
        cut += " || " if before and before["sent_id"] != word["sent_id"] else gap or "|" * bool(before)
        cut += text[word["start"] : word["end"]]
    return cut


def parse_paragraphs(paragraphs: Sequence[CutParagraph], parser: Compact) -> Mapping[str, list[ParseRow]]:
    """The words of each paragraph, parsed as an article of its own, by its text."""
    articles: list[ArticleToParse] = [
        {"article_id": p.text, "text": p.text, "blocks": [{"start": 0, "end": len(p.text), "kind": "paragraph"}]}
        for p in paragraphs
    ]
    words = parser(articles).words
    return {text: list(group) for text, group in groupby(words, key=lambda word: word["article_id"])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", default="", help="folder of another parser than the bundled one")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    headings = read_paragraphs(FILE.read_text(encoding="utf-8"))
    everything = [p for paragraphs in headings.values() for p in paragraphs]
    words, wrong = parse_paragraphs(everything, Compact(models=options.models, encoder="")), []
    for name, paragraphs in {**headings, "all": everything}.items():
        counts = [count_paragraph(p, words[p.text]) for p in paragraphs]
        print(f"{name}: {len(paragraphs)} paragraphs", *report(counts), sep="\n")
        wrong = [p for p, count in zip(paragraphs, counts, strict=True) if len({*count[:3]}) + len({*count[3:]}) > 2]
    for paragraph in wrong[: options.errors]:
        print(show(paragraph.text, words[paragraph.text]))


if __name__ == "__main__":
    main()
