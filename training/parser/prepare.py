"""Step `prepare`: the treebanks' sentences that may be used, in the files that the other steps read."""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.parser import conllu, cuts, news
from training.parser.conllu import DEPREL, FORM, LEMMA, UPOS, Sentence, group_paragraphs, iterate_tokens, write
from training.parser.sources import Licences, Part, assign_sources
from training.parser.typography import Restyle

_STOPS = tuple(".?!\"”')…:")


@dataclass(frozen=True, kw_only=True)
class Breaks:
    """Chances, in [0, 1], that a paragraph ends after a sentence; for files that mark no paragraphs.

    Attributes:
        after_stop: where the sentence ends in a full stop or the like.
        after_other: where it doesn't.
    """

    after_stop: float
    after_other: float

    def __call__(self, sentences: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
        """Copy sentences with paragraphs that are drawn."""
        copies, opens = [], True
        for sentence in sentences:
            copies.append(replace(sentence, opens=opens))
            opens = rng.random() < (self.after_stop if sentence.text.endswith(_STOPS) else self.after_other)
        return copies


@dataclass(frozen=True, kw_only=True)
class Prepare:
    """Settings of the step.

    Attributes:
        restyle: changes the typography of some paragraphs.
        breaks: draws paragraphs where a file marks none.
        news: number of the project's own paragraphs.
        cuts: number of its own sentences for the tokenizer alone.
        sentences: of training and development data each, for a trial run; 0 for all.
        seed: of all draws.
    """

    restyle: Restyle
    breaks: Breaks
    news: int
    cuts: int
    sentences: int
    seed: int

    def select(
        self, files: Sequence[Sequence[Sentence]], parts: Mapping[str, Part], table: Licences
    ) -> tuple[list[Sentence], dict[str, tuple[int, int]]]:
        """Select the sentences that may be used.

        Args:
            files: sentences of each file.
            parts: sources of a joined file, by name; empty where documents are marked.
            table: licences by source.

        Returns:
            The sentences in order, and the words used and left out by source.
        """
        rng = random.Random(self.seed)
        selected: list[Sentence] = []
        words: dict[str, tuple[int, int]] = {}
        for sentences in files:
            marked = sum(sentence.opens for sentence in sentences) > 1
            usable = []
            for sentence, source in zip(sentences, assign_sources(sentences, parts, table), strict=True):
                free, count = table.is_free(source), len(sentence.words)
                before = words.get(source, (0, 0))
                words[source] = (before[0] + count * free, before[1] + count * (not free))
                usable += [sentence] if free else []
            selected += usable if marked else self.breaks(usable, rng)
        return selected[: self.sentences or None], words

    def restyle_paragraphs(self, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
        """Group the training sentences into paragraphs, some in another typographic style."""
        rng = random.Random(self.seed + 1)
        return [self.restyle(paragraph, rng) for paragraph in group_paragraphs(sentences)]

    def draw_news(self) -> list[list[Sentence]]:
        """Draw the project's own news paragraphs."""
        return news.draw_paragraphs(self.news, random.Random(self.seed + 2))


@dataclass(frozen=True, kw_only=True)
class Treebanks:
    """Files of the treebanks, in the folder.

    Attributes:
        train: training files.
        dev: development files.
        tests: test files by name.
        parts: sources of a joined training file, by name.
    """

    train: Sequence[str]
    dev: Sequence[str]
    tests: Mapping[str, str]
    parts: Mapping[str, Part]


def write_tokenizer_files(
    paragraphs: Sequence[Sequence[Sentence]], prefix: Path, drawn: Sequence[tuple[str, str]] = ()
) -> None:
    """Write text, labels (1 token, 2 sentence, 3 and 4 the same for multi-word tokens) and expansions for Stanza.

    Args:
        paragraphs: that are labelled.
        prefix: of the files' names.
        drawn: more texts, with their labels.
    """
    labelled = [*(_label_characters(paragraph) for paragraph in paragraphs), *drawn]
    conllu.write_text(prefix.with_suffix(".txt"), "\n\n".join(text for text, _ in labelled) + "\n")
    conllu.write_text(prefix.with_suffix(".label"), "\n\n".join(labels for _, labels in labelled) + "\n")
    split = Counter(
        (token.form, tuple(word[FORM].lower() for word in token.words))
        for paragraph in paragraphs
        for sentence in paragraph
        for token in iterate_tokens(sentence)
        if len(token.words) > 1
    )
    conllu.write_text(prefix.with_suffix(".mwt.json"), json.dumps([[list(key), count] for key, count in split.items()]))


def _label_characters(paragraph: Sequence[Sentence]) -> tuple[str, str]:
    """Text of a paragraph and a label for each of its characters."""
    text, labels = "", ""
    for sentence in paragraph:
        tokens = list(iterate_tokens(sentence))
        for number, token in enumerate(tokens, 1):
            form = "".join(" " if letter.isspace() else letter for letter in token.form)
            end = (3 if len(token.words) > 1 else 1) + (number == len(tokens))
            text += form + " " * token.space
            labels += "0" * (len(form) - 1) + str(end) + "0" * token.space
    length = len(text.rstrip())
    return text[:length], labels[:length]


def build_lemma_entries(sentences: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """List forms with tag and lemma, without context, twenty to a sentence; frequent ones have a few copies."""
    counts = Counter(
        (word[FORM], word[UPOS], word[LEMMA])
        for sentence in sentences
        for word in sentence.words
        if word[DEPREL] != "goeswith" and word[LEMMA] != "_"
    )
    copies = [key for key, count in counts.items() for _ in range(count.bit_length())]
    rng.shuffle(copies)
    entries = []
    for begin in range(0, len(copies), 20):
        rows = []
        for number, (form, upos, lemma) in enumerate(copies[begin : begin + 20], 1):
            rows.append([str(number), form, lemma, upos, "_", "_", str(number - 1), "dep", "_", "_"])
        rows[0][DEPREL] = "root"
        entries.append(Sentence(rows=rows))
    return entries


def main(method: Prepare, folder: Path, out: Path, treebanks: Treebanks, table: Licences) -> None:
    """Read the treebanks, write the files of the other steps and `sources.json`, the words used by source.

    Args:
        method: selects and changes sentences.
        folder: of the treebanks.
        out: folder of the files.
        treebanks: files in `folder`.
        table: licences by source.
    """
    selected, words = method.select([conllu.read(folder / name) for name in treebanks.train], treebanks.parts, table)
    own = method.draw_news()
    words["news"] = (sum(len(sentence.words) for paragraph in own for sentence in paragraph), 0)
    paragraphs = method.restyle_paragraphs(selected) + own
    random.Random(method.seed + 3).shuffle(paragraphs)
    train = [sentence for paragraph in paragraphs for sentence in paragraph]
    dev = [sentence for name in treebanks.dev for sentence in conllu.read(folder / name)][: method.sentences or None]
    write(train, out / "train.conllu")
    write(dev, out / "dev.conllu")
    write_tokenizer_files(
        paragraphs, out / "tok_train", cuts.draw_labelled(method.cuts, random.Random(method.seed + 5))
    )
    write_tokenizer_files(group_paragraphs(dev), out / "tok_dev")
    write(build_lemma_entries(train, random.Random(method.seed + 4)), out / "lemma_train.conllu")
    conllu.write_text(out / "sources.json", json.dumps(words, indent=1, sort_keys=True) + "\n")
