"""What stance networks learn from: targets in texts, with a reader's label or a teacher's probabilities."""

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rejoinder.stances import network
from rejoinder.stances.model import LABELS
from rejoinder.syntax import Sentence, Span, build_sentences_from_rows

EXAMPLES = Path("seeds/examples/stances.jsonl")
UNLABELLED = -1  # label of a target whose stance no reader coded
BATCH = 32
_HELD_OUT = 10  # one in so many texts
_OWN_COPIES = 3  # of an own statement in an epoch: they are few, but nearer to what will be coded
_SWAPPED = 0.15  # share of training mentions that get another name, so that names carry no stance
_LABEL = {2: 0, 4: 1, 6: 2}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_WITHIN = ("compound", "flat")  # relations by which a name hangs together


@dataclass(frozen=True)
class TargetExample:
    """One target in one text.

    Attributes:
        text: a sentence.
        spans: of the target's mentions.
        label: index into LABELS, or UNLABELLED.
        own: whether it is one of the project's own statements.
        teacher: a teacher's probabilities of LABELS, () where there are none.
    """

    text: str
    spans: tuple[Span, ...]
    label: int
    own: bool
    teacher: tuple[float, ...] = ()

    @property
    def held_out(self) -> bool:
        """Whether scores are measured on its text, so that nothing is learnt from it."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % _HELD_OUT == 0


def read_newsmtsc(path: Path) -> Iterator[TargetExample]:
    """Targets of a part of NewsMTSC, in order."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            mentions = [target, *target.get("further_mentions", [])]
            spans = network.drop_overlaps([(m["from"], m["to"]) for m in mentions])
            yield TargetExample(row["sentence_normalized"], spans, _LABEL[int(target["polarity"])], own=False)


def read_own(path: Path) -> Iterator[TargetExample]:
    """The project's own statements, in order; the target is where its words first occur."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start = row["text"].index(row["target"])
        span = (start, start + len(row["target"]))
        yield TargetExample(row["text"], (span,), LABELS.index(row["label"]), own=True)


def repeat_own(examples: Iterable[TargetExample]) -> list[TargetExample]:
    """The examples, own ones as often as an epoch has them."""
    return [example for example in examples for _ in range(_OWN_COPIES if example.own else 1)]


def list_names(examples: Iterable[TargetExample]) -> list[str]:
    """First mentions of the targets in NewsMTSC, sorted."""
    return sorted({example.text[slice(*example.spans[0])] for example in examples if not example.own})


def draw_phrases(examples: Sequence[TargetExample], parser: Any, most: int, rng: random.Random) -> list[TargetExample]:
    """Draw other noun phrases of the examples' texts as targets without a label.

    Args:
        examples: whose targets are not drawn again.
        parser: gives the texts' words, as the stage `parses` does.
        most: phrases of a text.
        rng: draws them.

    Returns:
        The phrases as examples, texts in order of the alphabet.
    """
    targets: dict[str, list[Span]] = {}
    for example in examples:
        targets.setdefault(example.text, []).extend(example.spans)
    texts = sorted(targets)
    rows = parser({f"{number:06d}": (text, [(0, len(text))]) for number, text in enumerate(texts)})
    phrases: dict[str, list[Span]] = {text: [] for text in texts}
    for sentence in build_sentences_from_rows(rows):
        text = texts[int(sentence.article_id)]
        phrases[text] += [span for span in _find_phrases(sentence) if _is_free(span, targets[text])]
    drawn = []
    for text, spans in phrases.items():
        rng.shuffle(spans)
        drawn += [TargetExample(text, (span,), UNLABELLED, own=False) for span in spans[:most]]
    return drawn


def _find_phrases(sentence: Sentence) -> Iterator[Span]:
    """Names and nouns with what belongs to their name, in order."""
    for word in sentence.words:
        if word.upos in _NOMINAL and word.relation not in _WITHIN:
            phrase = [word, *sentence.children(word, *_WITHIN)]
            yield min(w.start for w in phrase), max(w.end for w in phrase)


def _is_free(span: Span, spans: Iterable[Span]) -> bool:
    """Whether it overlaps none of the spans."""
    return all(span[1] <= start or end <= span[0] for start, end in spans)


def swap_names(examples: Sequence[TargetExample], names: Sequence[str], rng: random.Random) -> list[TargetExample]:
    """Give some of the labelled examples another name, so that names carry no stance.

    Args:
        examples: in any order.
        names: to draw from.
        rng: draws examples and names.
    """
    return [
        _swap_name(example, names, rng) if example.label != UNLABELLED and rng.random() < _SWAPPED else example
        for example in examples
    ]


def mask_word(example: TargetExample, rng: random.Random) -> TargetExample:
    """Put a gap for one of the words that are no mention, if there are any; the label is no longer a reader's.

    Returns:
        The changed example, or the same where all words are mentions.
    """
    words = [word.span() for word in re.finditer(r"\w+", example.text) if _is_free(word.span(), example.spans)]
    if not words:
        return example
    masked = network.TargetSpans(text=example.text, spans=example.spans).without(*rng.choice(words))
    return replace(example, text=masked.text, spans=masked.spans, label=UNLABELLED)


def _swap_name(example: TargetExample, names: Sequence[str], rng: random.Random) -> TargetExample:
    """The example with another name for its first mention."""
    (start, end), name = example.spans[0], rng.choice(names)
    shift = len(name) - (end - start)
    rest = tuple((a + shift, b + shift) for a, b in example.spans[1:])
    text = example.text[:start] + name + example.text[end:]
    return replace(example, text=text, spans=((start, start + len(name)), *rest))


def make_batches(examples: Sequence[TargetExample], rng: random.Random) -> list[Sequence[TargetExample]]:
    """Batches of texts of about the same length, in random order.

    Returns:
        Up to BATCH examples each.
    """
    order = sorted(examples, key=lambda example: (len(example.text) * rng.uniform(0.9, 1.1), example.text))
    batches: list[Sequence[TargetExample]] = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(batches)
    return batches


def split_examples(corpus: Path, dev: Path | None) -> tuple[list[TargetExample], Mapping[str, list[TargetExample]]]:
    """Read all examples, and hold one text in ten out.

    Args:
        corpus: the train part of NewsMTSC.
        dev: another part of it to measure on, if any.

    Returns:
        The examples to learn from, and those to measure on, by name.
    """
    examples = [*read_newsmtsc(corpus), *read_own(EXAMPLES)]
    measured = {
        "held out, NewsMTSC": [example for example in examples if example.held_out and not example.own],
        "held out, own": [example for example in examples if example.held_out and example.own],
        **({"dev": [*read_newsmtsc(dev)]} if dev else {}),
    }
    return [example for example in examples if not example.held_out], measured
