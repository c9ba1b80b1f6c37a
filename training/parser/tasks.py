"""Stanza's tagger, graph parser and tokenizer as tasks of the training loop; networks and files are Stanza's own."""

import io
import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from stanza.models.common import utils
from stanza.models.common.doc import DEPREL, HEAD
from stanza.models.common.pretrain import Pretrain
from stanza.utils.conll import CoNLL

from training.parser import arcs

Settings = Mapping[str, Any]


def to_arguments(settings: Settings) -> list[str]:
    """Write settings as command-line arguments of Stanza's own programs; a value of true is a bare flag."""
    arguments = []
    for name, value in settings.items():
        arguments += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return arguments


def seed_epoch(number: int, seed: int) -> None:
    """Make the random numbers of a pass over the data depend on its number only."""
    random.seed(f"{seed} {number}")


def draw_batches(lengths: list[int], words: int) -> list[list[int]]:
    """Group sentences of about the same length into batches.

    Args:
        lengths: of the sentences, in words.
        words: of a batch, about.

    Returns:
        Indices of the sentences of each batch, in random order.
    """
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] * random.uniform(0.9, 1.1) + random.random())
    batches: list[list[int]] = [[]]
    count = 0
    for index in order:
        if count >= words:
            batches.append([])
            count = 0
        batches[-1].append(index)
        count += lengths[index]
    random.shuffle(batches)
    return batches


def _load_inputs(program: Any, settings: Settings) -> tuple[dict[str, Any], Pretrain]:
    """Arguments as one of Stanza's programs that read words takes them, and the word vectors; sets the seed."""
    args: dict[str, Any] = program.parse_args(to_arguments(settings))
    utils.set_random_seed(args["seed"])
    pretrain = Pretrain(args["wordvec_pretrain_file"])
    args["word_cutoff"] = utils.update_word_cutoff(pretrain, args["word_cutoff"])
    return args, pretrain


class Tagger:
    """Parts of speech and features; batches of about `words` words."""

    def __init__(self, settings: Settings, words: int) -> None:
        from stanza.models import tagger
        from stanza.models.pos.data import Dataset
        from stanza.models.pos.trainer import Trainer

        args, pretrain = _load_inputs(tagger, settings)
        vocab, (self.data,), _ = tagger.load_training_data(args, pretrain)
        self.args, self.words = args, words
        self.dev = Dataset(
            CoNLL.conll2doc(input_file=args["eval_file"]),
            args,
            pretrain,
            vocab=vocab,
            evaluation=True,
            sort_during_eval=True,
        )
        self.trainer = Trainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu")
        self.model, self.save = self.trainer.model, self.trainer.save
        self.optimizers = list(self.trainer.optimizers.values())

    def epoch(self, number: int) -> Iterable[Any]:
        seed_epoch(number, self.args["seed"])
        batches = draw_batches([len(sentence.word[0]) for sentence in self.data.data], self.words)
        return torch.utils.data.DataLoader(self.data, batch_sampler=batches, collate_fn=self.data.collate_fn)

    def update(self, batch: Any) -> float:
        return float(self.trainer.update(batch))

    def evaluate(self) -> dict[str, float]:
        predict_tags(self.trainer, self.dev, self.args["batch_size"])
        return score(self.args["eval_file"], f"{self.dev.doc:C}\n\n", "UPOS", "XPOS", "UFeats")


def predict_tags(trainer: Any, dataset: Any, batch_size: int) -> None:
    """Set the tags of a dataset's document to those predicted."""
    from stanza.models import tagger

    predictions, order = [], []
    with torch.no_grad():
        for batch in dataset.to_loader(batch_size=batch_size):
            predictions += trainer.predict(batch)
            order.extend(batch.idx)
    tagger.set_predictions(dataset.doc, trainer, utils.unsort(predictions, order), None)


class Parser:
    """Heads and relations by a biaffine graph parser (Dozat and Manning 2017, arXiv:1611.01734)."""

    def __init__(self, settings: Settings, gold: Path) -> None:
        from stanza.models import parser
        from stanza.models.depparse.data import DataLoader
        from stanza.models.depparse.trainer import GraphTrainer

        args, pretrain = _load_inputs(parser, settings)
        train, dev = (CoNLL.conll2doc(input_file=args[name]) for name in ("train_file", "eval_file"))
        self.data = DataLoader(train, args["batch_size"], args, pretrain, evaluation=False)
        self.dev = DataLoader(
            dev, args["batch_size"], args, pretrain, vocab=self.data.vocab, evaluation=True, sort_during_eval=True
        )
        self.args, self.gold = args, gold
        self.trainer = GraphTrainer(args=args, vocab=self.data.vocab, pretrain=pretrain, device="cpu")
        arcs.install_fast_loss(self.trainer.model)
        self.model, self.save = self.trainer.model, self.trainer.save
        self.optimizers = list(self.trainer.optimizer.values())

    def epoch(self, number: int) -> Iterator[Any]:
        seed_epoch(number, self.args["seed"])
        self.data.reshuffle()
        return iter(self.data)

    def update(self, batch: Any) -> float:
        loss, _ = self.trainer.update(batch)
        return float(loss)

    def evaluate(self) -> dict[str, float]:
        from stanza.models.depparse.utils import predict_dataset

        predictions = predict_dataset(self.trainer, self.dev)
        self.dev.doc.set([HEAD, DEPREL], [word for sentence in predictions for word in sentence])
        return score(str(self.gold), f"{self.dev.doc:C}\n\n", "UAS", "LAS", "CLAS")


def score(gold: str, predicted: str, *metrics: str) -> dict[str, float]:
    """Score sentences in CoNLL-U against those of a file.

    Args:
        gold: path of the file.
        predicted: text in CoNLL-U.
        metrics: names of the CoNLL 2018 shared task.

    Returns:
        F1 of each metric, in percent to two decimals.
    """
    scores = utils.ud_scores(gold, io.StringIO(predicted))
    return {name: round(100 * scores[name].f1, 2) for name in metrics}


class Tokenizer:
    """Tokens, multi-word tokens and sentences by a character network."""

    def __init__(self, settings: Settings) -> None:
        from stanza.models import tokenizer
        from stanza.models.tokenization.data import DataLoader, TokenizationDataset
        from stanza.models.tokenization.trainer import Trainer
        from stanza.models.tokenization.utils import load_mwt_dict

        args = tokenizer.parse_args(to_arguments(settings))
        utils.set_random_seed(args["seed"])
        args["feat_funcs"] = args["feat_funcs"].split(",")
        args["feat_dim"], args["num_dict_feat"] = len(args["feat_funcs"]), 0
        self.expansions = load_mwt_dict(args["mwt_json_file"])
        files = {"txt": args["txt_file"], "label": args["label_file"]}
        first = {form: best for form, (best, *_) in self.expansions.items()}
        self.data = DataLoader(args, input_files=files, mwt_expansions=first)
        args["vocab_size"], args["use_mwt"] = len(self.data.vocab), True
        files = {"txt": args["dev_txt_file"], "label": args["dev_label_file"]}
        self.dev = TokenizationDataset(args, input_files=files, vocab=self.data.vocab, evaluation=True)
        self.args = args
        self.trainer = Trainer(
            args=args, vocab=self.data.vocab, lexicon=None, dictionary=None, device="cpu", foundation_cache=None
        )
        self.trainer.change_lr(args["lr0"])
        self.model, self.save = self.trainer.model, self.trainer.save
        self.optimizers = [self.trainer.optimizer]

    def epoch(self, number: int) -> Iterator[Any]:
        seed_epoch(number, self.args["seed"])
        self.data.shuffle()
        for _ in range(self.args["shuffle_steps"]):
            yield self.data.next(
                unit_dropout=self.args["unit_dropout"], feat_unit_dropout=self.args["feat_unit_dropout"]
            )

    def update(self, batch: Any) -> float:
        return float(self.trainer.update(batch))

    def evaluate(self) -> dict[str, float]:
        from stanza.models.tokenization.utils import eval_model

        with torch.no_grad():
            f1 = eval_model(self.args, self.trainer, self.dev, self.data.vocab, self.expansions)
        return {"tokens, sentences, multi-word tokens": round(100 * f1, 2)}
