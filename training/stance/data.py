"""What stance networks learn from: targets in texts, with the stance that a reader saw or that a teacher tells."""

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
from rejoinder.syntax import Sentence, build_sentences_from_rows

EXAMPLES = Path("seeds/examples/stances.jsonl")
UNREAD = -1  # label of a target whose stance no reader has told
BATCH = 32
_HELD_OUT = 10  # one in so many texts
_OWN_COPIES = 3  # an own statement is seen so often in an epoch: they are few, but nearer to what will be coded
_SWAPPED = 0.15  # share of training mentions that get another name, so that names carry no stance
_LABEL = {2: 0, 4: 1, 6: 2}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_WITHIN = ("compound", "flat")  # relations by which a name hangs together


@dataclass(frozen=True)
class Item:
    """One target in one text.

    Attributes:
        text: it.
        spans: of the target's mentions.
        label: index into LABELS, or UNREAD.
        own: whether it is one of the project's own statements.
        told: a teacher's probabilities of LABELS, () where none was asked.
    """

    text: str
    spans: tuple[network.Span, ...]
    label: int
    own: bool
    told: tuple[float, ...] = ()

    @property
    def held_out(self) -> bool:
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % _HELD_OUT == 0


def newsmtsc(path: Path) -> Iterator[Item]:
    """Targets of a part of NewsMTSC, in order."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            mentions = [target, *target.get("further_mentions", [])]
            spans = network.drop_overlaps([(m["from"], m["to"]) for m in mentions])
            yield Item(row["sentence_normalized"], spans, _LABEL[int(target["polarity"])], own=False)


def own(path: Path) -> Iterator[Item]:
    """The project's own statements, in order; the target is where its words first occur."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start = row["text"].index(row["target"])
        span = (start, start + len(row["target"]))
        yield Item(row["text"], (span,), LABELS.index(row["label"]), own=True)


def repeated(items: Iterable[Item]) -> list[Item]:
    """The items, own ones as often as an epoch sees them."""
    return [item for item in items for _ in range(_OWN_COPIES if item.own else 1)]


def names(items: Iterable[Item]) -> list[str]:
    """First mentions of the targets in NewsMTSC, sorted."""
    return sorted({i.text[slice(*i.spans[0])] for i in items if not i.own})


def unread(items: Sequence[Item], parser: Any, most: int, rng: random.Random) -> list[Item]:
    """Up to `most` other noun phrases of each text as targets, drawn at random; texts in order of the alphabet."""
    known: dict[str, list[network.Span]] = {}
    for item in items:
        known.setdefault(item.text, []).extend(item.spans)
    texts = sorted(known)
    rows = parser({f"{number:06d}": (text, [(0, len(text))]) for number, text in enumerate(texts)})
    found: dict[str, list[network.Span]] = {text: [] for text in texts}
    for sentence in build_sentences_from_rows(rows):
        text = texts[int(sentence.article_id)]
        found[text] += [span for span in _phrases(sentence) if _free(span, known[text])]
    made = []
    for text, spans in found.items():
        rng.shuffle(spans)
        made += [Item(text, (span,), UNREAD, own=False) for span in spans[:most]]
    return made


def _phrases(sentence: Sentence) -> Iterator[network.Span]:
    """Names and nouns with what belongs to their name, in order."""
    for word in sentence.words:
        if word.upos in _NOMINAL and word.relation not in _WITHIN:
            whole = [word, *sentence.children(word, *_WITHIN)]
            yield min(w.start for w in whole), max(w.end for w in whole)


def _free(span: network.Span, taken: Iterable[network.Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def seen(items: Sequence[Item], others: Sequence[str], rng: random.Random) -> list[Item]:
    """The items as an epoch sees them: some of those that a reader labelled have one of the other names."""
    return [_swapped(i, others, rng) if i.label != UNREAD and rng.random() < _SWAPPED else i for i in items]


def gapped(item: Item, rng: random.Random) -> Item:
    """The item with a gap for one of the words that are no mention, if there are any; no reader saw it so."""
    words = [word.span() for word in re.finditer(r"\w+", item.text) if _free(word.span(), item.spans)]
    if not words:
        return item
    place = network.TargetSpans(text=item.text, spans=item.spans).without(*rng.choice(words))
    return replace(item, text=place.text, spans=place.spans, label=UNREAD)


def _swapped(item: Item, others: Sequence[str], rng: random.Random) -> Item:
    """The item with another name for its first mention."""
    (start, end), name = item.spans[0], rng.choice(others)
    shift = len(name) - (end - start)
    rest = tuple((a + shift, b + shift) for a, b in item.spans[1:])
    return replace(item, text=item.text[:start] + name + item.text[end:], spans=((start, start + len(name)), *rest))


def batches(items: Sequence[Item], rng: random.Random) -> list[Sequence[Item]]:
    """Batches of texts of about the same length, in random order."""
    order = sorted(items, key=lambda i: (len(i.text) * rng.uniform(0.9, 1.1), i.text))
    made: list[Sequence[Item]] = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(made)
    return made


def parts(corpus: Path, dev: Path | None) -> tuple[list[Item], Mapping[str, list[Item]]]:
    """The items to learn from, and those to measure on by name: the held-out tenth, and NewsMTSC's `dev` if given."""
    items = [*newsmtsc(corpus), *own(EXAMPLES)]
    measured = {
        "held out, NewsMTSC": [i for i in items if i.held_out and not i.own],
        "held out, own": [i for i in items if i.held_out and i.own],
        **({"dev": [*newsmtsc(dev)]} if dev else {}),
    }
    return [i for i in items if not i.held_out], measured
