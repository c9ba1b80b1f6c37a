"""Train the bundled parser: `python -m training.parser folder=TREEBANKS out=RUN [key=value ...]`.

`folder` holds the treebanks as `conf/treebanks/*.yaml` lays them out. Each step leaves a mark when it is done and the
long ones checkpoints, so the same command after a stop goes on where the run was. One thread. The models, their card
and their checksums are in RUN/en at the end.
"""

import json
import logging
import sys
from collections.abc import Callable, Mapping

import torch

from training.parser import card, conllu, evaluate, finalise, loop, prepare, settings, sources, states, tree_task
from training.parser import stanza_models as stanza
from training.parser.settings import Settings

log = logging.getLogger("training")


def _prepare(run: Settings) -> None:
    prepare.main(run.prepare, run.folder, run.data, run.treebanks, sources.read_licences())


def _tokenizer(run: Settings) -> None:
    task = stanza.Tokenizer(run.stanza["tokenizer"], run.data)
    loop.run(task, run.schedule["tokenizer"], run.models / "tokenize.pt")


def _lemmatizer(run: Settings) -> None:
    stanza.train_lemmatizer(run.stanza["lemmatizer"], run.data, run.models / "lemma.pt")


def _states(run: Settings) -> None:
    for name in ("dev", "train"):
        states.main(run.data / f"{name}.conllu", run.data / f"{name}.states.npy", run.parser.sizes.layers)


def _parser(run: Settings) -> None:
    task = tree_task.Task(
        run.parser,
        run.data / "train.conllu",
        run.data / "dev.conllu",
        (run.data / "train.states.npy", run.data / "dev.states.npy"),
        run.seed,
    )
    loop.run(task, run.schedule["parser"], run.models / "parser.safetensors")


def _finalise(run: Settings) -> None:
    finalise.main(run.models, run.final)


def _evaluate(run: Settings) -> None:
    golds = {name: run.folder / path for name, path in run.treebanks.tests.items()}
    conllu.write_text(run.out / "scores.json", json.dumps(evaluate.main(run.final, golds), indent=1) + "\n")


def _card(run: Settings) -> None:
    card.main(run)


STEPS: Mapping[str, Callable[[Settings], None]] = {
    "prepare": _prepare,
    "tokenizer": _tokenizer,
    "lemmatizer": _lemmatizer,
    "states": _states,
    "parser": _parser,
    "finalise": _finalise,
    "evaluate": _evaluate,
    "card": _card,
}


def main(arguments: list[str]) -> None:
    """Run the steps that are not done yet, in order."""
    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    run = settings.load(arguments)
    done = run.out / "done"
    for folder in (run.data, run.models, done):
        folder.mkdir(parents=True, exist_ok=True)
    for name in run.steps:
        mark = done / name
        if not mark.exists():
            log.info("step %s", name)
            STEPS[name](run)
            mark.touch()


if __name__ == "__main__":
    main(sys.argv[1:])
