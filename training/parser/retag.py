"""Step `retag`: training sentences with tags by a tagger that has not seen them (two-fold jackknifing).

A parser that learns from gold tags trusts them too much; automatic tags have the errors that it will meet.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from training.parser import conllu
from training.parser.conllu import FEATS, UPOS, XPOS


def retagged(sentences: Sequence[conllu.Sentence], tagged: Sequence[conllu.Sentence]) -> list[conllu.Sentence]:
    """Sentences with the tags and features of their tagged copies; heads, relations and lemmas stay gold.

    Raises:
        ValueError: a copy has other words.
    """
    made = []
    for sentence, copy in zip(sentences, tagged, strict=True):
        rows = [list(row) for row in sentence.rows]
        for row, automatic in zip(rows, copy.rows, strict=True):
            if row[conllu.FORM] != automatic[conllu.FORM]:
                raise ValueError(
                    f"expected word {row[conllu.FORM]!r}, got {automatic[conllu.FORM]!r}; tag the file again."
                )
            for column in (UPOS, XPOS, FEATS):
                row[column] = automatic[column]
        made.append(conllu.Sentence(rows=rows, document=sentence.document, opens=sentence.opens))
    return made


def mixed(
    gold: Sequence[conllu.Sentence], tagged: Sequence[conllu.Sentence], share: float, rng: random.Random
) -> list[conllu.Sentence]:
    """Sentences of which a share, drawn at random, is the tagged copy.

    Taggers of half the data err more than the one that the parser will meet; gold tags in the rest make up for it.
    """
    return [copy if rng.random() < share else sentence for sentence, copy in zip(gold, tagged, strict=True)]


def tag(given: Path, model: Path, pretrain: Path, out: Path) -> None:
    """Write a file's sentences with the tags of a model."""
    import torch
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer
    from stanza.utils.conll import CoNLL

    from training.parser import tasks

    vectors = Pretrain(str(pretrain))
    trainer = Trainer(pretrain=vectors, model_file=str(model), device=torch.device("cpu"))
    read = CoNLL.conll2doc(input_file=str(given))
    data = Dataset(read, trainer.args, vectors, vocab=trainer.vocab, evaluation=True, sort_during_eval=True)
    tasks.tag(trainer, data, trainer.args["batch_size"])
    half = out.with_name(out.name + ".tagged")
    conllu.replace(half, f"{data.doc:C}\n\n")
    conllu.write(retagged(conllu.read(given), conllu.read(half)), out)
    half.unlink()
