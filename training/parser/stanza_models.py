"""Steps `tokenizer` and `lemmatizer`: Stanza's own networks; the latter by Stanza's own program."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from stanza.models import lemmatizer, tokenizer
from stanza.models.common import utils
from stanza.models.tokenization.data import DataLoader, TokenizationDataset
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import eval_model, load_mwt_dict

from training.parser.loop import seed_epoch

Arguments = Mapping[str, Any]  # of Stanza's programs, by the names of their command lines


def to_command_line(arguments: Arguments) -> list[str]:
    """Write arguments as words of a command line; a value of true is a bare flag."""
    words = []
    for name, value in arguments.items():
        words += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return words


class Tokenizer:
    """Tokens, multi-word tokens and sentences by a character network, as a task of the training loop."""

    def __init__(self, arguments: Arguments, data: Path) -> None:
        """Take the arguments of Stanza's program and the folder of the files that step `prepare` wrote."""
        args = tokenizer.parse_args(to_command_line({**arguments, "dev_conll_gold": data / "dev.conllu"}))
        utils.set_random_seed(args["seed"])
        args["feat_funcs"] = args["feat_funcs"].split(",")
        args["feat_dim"], args["num_dict_feat"] = len(args["feat_funcs"]), 0
        self.expansions = load_mwt_dict(data / "tok_train.mwt.json")
        train, dev = (
            {"txt": data / f"tok_{name}.txt", "label": data / f"tok_{name}.label"} for name in ("train", "dev")
        )
        first = {form: best for form, (best, *_) in self.expansions.items()}
        self.data = DataLoader(args, input_files=train, mwt_expansions=first)
        args["vocab_size"], args["use_mwt"] = len(self.data.vocab), True
        self.dev = TokenizationDataset(args, input_files=dev, vocab=self.data.vocab, evaluation=True)
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
        with torch.no_grad():
            f1 = eval_model(self.args, self.trainer, self.dev, self.data.vocab, self.expansions)
        return {"tokens, sentences, multi-word tokens": round(100 * f1, 2)}


def train_lemmatizer(arguments: Arguments, data: Path, out: Path) -> None:
    """Train the lemmatizer on files of the folder `data`; writes the model `out`."""
    files = {"train_file": data / "lemma_train.conllu", "eval_file": data / "dev.conllu"}
    lemmatizer.main(to_command_line({**arguments, **files, "save_dir": out.parent, "save_name": out.name}))
