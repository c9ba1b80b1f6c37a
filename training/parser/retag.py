"""Step `retag`: training sentences with tags by a tagger that has not seen them (two-fold jackknifing).

A parser that learns from gold tags trusts them too much; automatic tags have the errors that it will meet.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from training.parser import conllu
from training.parser.conllu import FEATS, UPOS, XPOS, Sentence


def copy_tags(sentences: Sequence[Sentence], tagged: Sequence[Sentence]) -> list[Sentence]:
    """Give sentences the tags and features of their tagged copies; heads, relations and lemmas stay gold.

    Raises:
        ValueError: a copy has other words.
    """
    retagged = []
    for sentence, copy in zip(sentences, tagged, strict=True):
        rows = [list(row) for row in sentence.rows]
        for row, automatic in zip(rows, copy.rows, strict=True):
            if row[conllu.FORM] != automatic[conllu.FORM]:
                raise ValueError(
                    f"expected word {row[conllu.FORM]!r}, got {automatic[conllu.FORM]!r}; tag the file again."
                )
            for column in (UPOS, XPOS, FEATS):
                row[column] = automatic[column]
        retagged.append(Sentence(rows=rows, document=sentence.document, opens=sentence.opens))
    return retagged


def mix(gold: Sequence[Sentence], tagged: Sequence[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """Replace a share of the sentences, drawn at random, by their tagged copies.

    Taggers of half the data err more than the one that the parser will meet; gold tags in the rest make up for it.

    Args:
        gold: sentences with gold tags.
        tagged: their copies with automatic tags.
        share: chance in [0, 1] that a sentence is replaced.
        rng: draws.
    """
    return [copy if rng.random() < share else sentence for sentence, copy in zip(gold, tagged, strict=True)]


def tag_file(source: Path, model: Path, pretrain: Path, target: Path) -> None:
    """Write a file's sentences with the tags of a model.

    Args:
        source: sentences in CoNLL-U.
        model: file of a tagger.
        pretrain: file of its word vectors.
        target: file to write.
    """
    import torch
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer
    from stanza.utils.conll import CoNLL

    from training.parser import tasks

    vectors = Pretrain(str(pretrain))
    trainer = Trainer(pretrain=vectors, model_file=str(model), device=torch.device("cpu"))
    document = CoNLL.conll2doc(input_file=str(source))
    dataset = Dataset(document, trainer.args, vectors, vocab=trainer.vocab, evaluation=True, sort_during_eval=True)
    tasks.predict_tags(trainer, dataset, trainer.args["batch_size"])
    tagged = target.with_name(target.name + ".tagged")
    conllu.write_text(tagged, f"{dataset.doc:C}\n\n")
    conllu.write(copy_tags(conllu.read(source), conllu.read(tagged)), target)
    tagged.unlink()
