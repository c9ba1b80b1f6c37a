"""Step `prepare`: the treebanks' sentences that may be used, in the files that the other steps read."""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.parser import conllu, news
from training.parser.conllu import DEPREL, FORM, LEMMA, UPOS, Sentence, paragraphs, tokens, write
from training.parser.sources import Licences, Part, assign
from training.parser.typography import Restyle

_STOPS = tuple(".?!\"”')…:")


@dataclass(frozen=True, kw_only=True)
class Breaks:
    """Chance that a paragraph ends after a sentence, by whether it ends in a stop; for files that mark none."""

    after_stop: float
    after_other: float

    def __call__(self, sentences: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
        """The sentences with paragraphs drawn."""
        made, opens = [], True
        for sentence in sentences:
            made.append(replace(sentence, opens=opens))
            opens = rng.random() < (self.after_stop if sentence.text.endswith(_STOPS) else self.after_other)
        return made


@dataclass(frozen=True, kw_only=True)
class Prepare:
    """Settings of the step; `sentences` over 0 keeps so many of each file, for a trial run."""

    restyle: Restyle
    breaks: Breaks
    news: int
    sentences: int
    seed: int

    def select(
        self, files: Sequence[Sequence[Sentence]], parts: Mapping[str, Part], table: Licences
    ) -> tuple[list[Sentence], dict[str, tuple[int, int]]]:
        """Sentences that may be used, in order, and the words kept and left out by source."""
        rng = random.Random(self.seed)
        kept: list[Sentence] = []
        words: dict[str, tuple[int, int]] = {}
        for sentences in files:
            marked = sum(sentence.opens for sentence in sentences) > 1
            found = assign(sentences, parts, table)
            usable = []
            for sentence, source in zip(sentences, found, strict=True):
                free, count = table.free(source), len(sentence.words)
                before = words.get(source, (0, 0))
                words[source] = (before[0] + count * free, before[1] + count * (not free))
                usable += [sentence] if free else []
            kept += usable if marked else self.breaks(usable, rng)
        return kept[: self.sentences or None], words

    def train(self, kept: Sequence[Sentence]) -> list[list[Sentence]]:
        """The training paragraphs, some in another typographic style."""
        rng = random.Random(self.seed + 1)
        return [self.restyle(run, rng) for run in paragraphs(kept)]

    def own(self) -> list[list[Sentence]]:
        """The project's own news paragraphs."""
        return news.paragraphs(self.news, random.Random(self.seed + 2))


@dataclass(frozen=True, kw_only=True)
class Treebanks:
    """Files of the treebanks, in the folder: training and development files, test files by name, parts if joined."""

    train: Sequence[str]
    dev: Sequence[str]
    tests: Mapping[str, str]
    parts: Mapping[str, Part]


def folds(runs: Sequence[Sequence[Sentence]], size: int) -> tuple[list[Sentence], list[Sentence]]:
    """Two halves for jackknifing, of `size` paragraphs in turn."""
    halves: tuple[list[Sentence], list[Sentence]] = ([], [])
    for number, run in enumerate(runs):
        halves[number // size % 2].extend(run)
    return halves


def tokenizer_files(runs: Sequence[Sequence[Sentence]], prefix: Path) -> None:
    """Write text, labels (1 token, 2 sentence, 3 and 4 the same for multi-word tokens) and expansions for Stanza."""
    labelled = [_labels(run) for run in runs]
    conllu.replace(prefix.with_suffix(".txt"), "\n\n".join(text for text, _ in labelled) + "\n")
    conllu.replace(prefix.with_suffix(".label"), "\n\n".join(labels for _, labels in labelled) + "\n")
    split = Counter(
        (token.form, tuple(word[FORM].lower() for word in token.words))
        for run in runs
        for sentence in run
        for token in tokens(sentence)
        if len(token.words) > 1
    )
    conllu.replace(prefix.with_suffix(".mwt.json"), json.dumps([[list(key), count] for key, count in split.items()]))


def _labels(run: Sequence[Sentence]) -> tuple[str, str]:
    text, labels = "", ""
    for sentence in run:
        found = list(tokens(sentence))
        for number, token in enumerate(found, 1):
            form = "".join(" " if letter.isspace() else letter for letter in token.form)
            end = (3 if len(token.words) > 1 else 1) + (number == len(found))
            text += form + " " * token.space
            labels += "0" * (len(form) - 1) + str(end) + "0" * token.space
    length = len(text.rstrip())
    return text[:length], labels[:length]


def splittable(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences all of whose multi-word tokens are their words put together."""
    return [
        sentence
        for sentence in sentences
        if all(token.concatenative for token in tokens(sentence) if len(token.words) > 1)
    ]


def contracted(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences with each multi-word token as one word still to split: what Stanza's splitter is given."""
    made = []
    for sentence in sentences:
        rows = []
        for number, token in enumerate(tokens(sentence), 1):
            space = "_" if token.space else "SpaceAfter=No"
            misc = [item for item in (space, "MWT=Yes" * (len(token.words) > 1)) if item not in ("_", "")]
            rows.append([str(number), token.form, *"______", "_", "|".join(misc) or "_"])
            rows[-1][conllu.HEAD] = str(number - 1)
        made.append(replace(sentence, rows=rows))
    return made


def lemma_entries(sentences: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """Forms with tag and lemma, without context: one copy each, a few more of frequent ones, in rows of twenty."""
    counts = Counter(
        (word[FORM], word[UPOS], word[LEMMA])
        for sentence in sentences
        for word in sentence.words
        if word[DEPREL] != "goeswith" and word[LEMMA] != "_"
    )
    copies = [key for key, count in counts.items() for _ in range(count.bit_length())]
    rng.shuffle(copies)
    made = []
    for begin in range(0, len(copies), 20):
        rows = []
        for number, (form, upos, lemma) in enumerate(copies[begin : begin + 20], 1):
            rows.append([str(number), form, lemma, upos, "_", "_", str(number - 1), "dep", "_", "_"])
        rows[0][DEPREL] = "root"
        made.append(Sentence(rows=rows))
    return made


def main(method: Prepare, folder: Path, out: Path, treebanks: Treebanks, table: Licences) -> None:
    """Read the treebanks, write the files of the other steps and `sources.json`, the words used by source."""
    kept, words = method.select([conllu.read(folder / name) for name in treebanks.train], treebanks.parts, table)
    runs, own = method.train(kept), method.own()
    words["news"] = (sum(len(sentence.words) for run in own for sentence in run), 0)
    every = runs + own
    random.Random(method.seed + 3).shuffle(every)
    train = [sentence for run in every for sentence in run]
    dev = [sentence for name in treebanks.dev for sentence in conllu.read(folder / name)][: method.sentences or None]
    write(train, out / "train.conllu")
    write(dev, out / "dev.conllu")
    for name, half in zip("ab", folds(every, 20), strict=True):
        write(half, out / f"fold_{name}.conllu")
    tokenizer_files(every, out / "tok_train")
    tokenizer_files(paragraphs(dev), out / "tok_dev")
    write(splittable(train), out / "mwt_train.conllu")
    write(splittable(dev), out / "mwt_dev.gold.conllu")
    write(contracted(splittable(dev)), out / "mwt_dev.in.conllu")
    write(lemma_entries(train, random.Random(method.seed + 4)), out / "lemma_train.conllu")
    conllu.replace(out / "sources.json", json.dumps(words, indent=1, sort_keys=True) + "\n")
