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


def arguments(settings: Settings) -> list[str]:
    """Settings as command-line arguments of Stanza's own programs; a value of true is a bare flag."""
    made = []
    for name, value in settings.items():
        made += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return made


def seed_epoch(number: int, seed: int) -> None:
    """Random numbers of a pass over the data that depend on its number only."""
    random.seed(f"{seed} {number}")


def chunks(lengths: list[int], words: int) -> list[list[int]]:
    """Indices of sentences of about the same length, about `words` words together, in random order."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] * random.uniform(0.9, 1.1) + random.random())
    chunks: list[list[int]] = [[]]
    count = 0
    for index in order:
        if count >= words:
            chunks.append([])
            count = 0
        chunks[-1].append(index)
        count += lengths[index]
    random.shuffle(chunks)
    return chunks


def _read(program: Any, settings: Settings) -> tuple[dict[str, Any], Pretrain]:
    """Arguments as one of Stanza's programs that read words takes them, and the word vectors; sets the seed."""
    args: dict[str, Any] = program.parse_args(arguments(settings))
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

        args, pretrain = _read(tagger, settings)
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
        found = chunks([len(sentence.word[0]) for sentence in self.data.data], self.words)
        return torch.utils.data.DataLoader(self.data, batch_sampler=found, collate_fn=self.data.collate_fn)

    def update(self, batch: Any) -> float:
        return float(self.trainer.update(batch))

    def evaluate(self) -> dict[str, float]:
        tag(self.trainer, self.dev, self.args["batch_size"])
        return scores(self.args["eval_file"], f"{self.dev.doc:C}\n\n", "UPOS", "XPOS", "UFeats")


def tag(trainer: Any, data: Any, batch: int) -> None:
    """Set the tags of a dataset's document to those predicted."""
    from stanza.models import tagger

    found, order = [], []
    with torch.no_grad():
        for part in data.to_loader(batch_size=batch):
            found += trainer.predict(part)
            order.extend(part.idx)
    tagger.set_predictions(data.doc, trainer, utils.unsort(found, order), None)


class Parser:
    """Heads and relations by a biaffine graph parser (Dozat and Manning 2017, arXiv:1611.01734)."""

    def __init__(self, settings: Settings, gold: Path) -> None:
        from stanza.models import parser
        from stanza.models.depparse.data import DataLoader
        from stanza.models.depparse.trainer import GraphTrainer

        args, pretrain = _read(parser, settings)
        read = CoNLL.conll2doc
        self.data = DataLoader(
            read(input_file=args["train_file"]), args["batch_size"], args, pretrain, evaluation=False
        )
        self.dev = DataLoader(
            read(input_file=args["eval_file"]), args["batch_size"], args, pretrain,
            vocab=self.data.vocab, evaluation=True, sort_during_eval=True,
        )  # fmt: skip
        self.args, self.gold = args, gold
        self.trainer = GraphTrainer(args=args, vocab=self.data.vocab, pretrain=pretrain, device="cpu")
        arcs.quicken(self.trainer.model)
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

        found = predict_dataset(self.trainer, self.dev)
        self.dev.doc.set([HEAD, DEPREL], [word for sentence in found for word in sentence])
        return scores(str(self.gold), f"{self.dev.doc:C}\n\n", "UAS", "LAS", "CLAS")


def scores(gold: str, found: str, *names: str) -> dict[str, float]:
    """F1 of metrics, in percent, of sentences in CoNLL-U against those of a file."""
    made = utils.ud_scores(gold, io.StringIO(found))
    return {name: round(100 * made[name].f1, 2) for name in names}


class Tokenizer:
    """Tokens, multi-word tokens and sentences by a character network."""

    def __init__(self, settings: Settings) -> None:
        from stanza.models import tokenizer
        from stanza.models.tokenization.data import DataLoader, TokenizationDataset
        from stanza.models.tokenization.trainer import Trainer
        from stanza.models.tokenization.utils import load_mwt_dict

        args = tokenizer.parse_args(arguments(settings))
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
            found = eval_model(self.args, self.trainer, self.dev, self.data.vocab, self.expansions)
        return {"tokens, sentences, multi-word tokens": round(100 * found, 2)}
