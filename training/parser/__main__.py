"""Train the bundled parser: `python -m training.parser folder=TREEBANKS out=RUN [key=value ...]`.

`folder` holds the treebanks as `conf/treebanks/*.yaml` lays them out. Each step leaves a mark when it is done and the
long ones checkpoints, so the same command after a stop goes on where the run was. One thread; about three
and a half hours of one core. The models, their card and their checksums are in RUN/en at the end.
"""

import json
import logging
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from training.parser import (
    card,
    conllu,
    evaluate,
    finalise,
    loop,
    prepare,
    retag,
    settings,
    silver,
    sources,
    speedups,
    teacher,
    vectors,
)
from training.parser.settings import Settings

log = logging.getLogger("training")


def _prepare(run: Settings) -> None:
    prepare.main(run.prepare, run.folder, run.out / "data", run.treebanks, sources.read_licences())


def _vectors(run: Settings) -> None:
    vectors.main(run.vectors, run.data("train.conllu"), run.model("pretrain"), run.seed)


def _tagger(name: str, train: str, schedule: str) -> Callable[[Settings], None]:
    def step(run: Settings) -> None:
        from training.parser import tasks

        speedups.install()
        task = tasks.Tagger(run.build_arguments("tagger", train, "dev.conllu"), run.words)
        loop.run(task, run.schedule[schedule], run.model(name))

    return step


def _teacher(run: Settings) -> None:
    task = teacher.Task(run.teacher, run.data("train.conllu"), run.data("dev.conllu"), run.seed)
    loop.run(task, run.schedule["teacher"], run.model("teacher"))


def _retag(run: Settings) -> None:
    pretrain, rng, parts = run.model("pretrain"), random.Random(run.seed), []
    for name, other in (("a", "b"), ("b", "a")):
        gold, tagged = run.data(f"fold_{name}.conllu"), run.data(f"fold_{name}.tagged.conllu")
        retag.tag_file(gold, run.model(f"fold_{other}"), pretrain, tagged)
        parts += retag.mix(conllu.read(gold), conllu.read(tagged), run.automatic, rng)
    conllu.write(parts, run.data("train.tagged.conllu"))
    retag.tag_file(run.data("dev.conllu"), run.model("fold_a"), pretrain, run.data("dev.tagged.conllu"))


def _read(run: Settings) -> None:
    silver.parse_addresses(run.silver, run.model("pretrain").parent, "fold_a", run.data("addresses.conllu"))


def _silver(run: Settings) -> None:
    files = silver.SilverFiles(
        addresses=run.data("addresses.conllu"),
        teacher=run.model("teacher"),
        labelled=run.data("silver.conllu"),
        mixed=run.data("silver.tagged.conllu"),
    )
    silver.main(run.silver, run.prepare.restyle, files, run.automatic, run.seed)
    for name, file in (("train", files.labelled), ("train.tagged", files.mixed)):
        both = conllu.read(run.data(f"{name}.conllu")) + conllu.read(file)
        conllu.write(both, run.data(f"{name}.both.conllu"))


def _parser(run: Settings) -> None:
    from training.parser import tasks

    speedups.install()
    task = tasks.Parser(
        run.build_arguments("parser", "train.tagged.both.conllu", "dev.tagged.conllu"), run.data("dev.conllu")
    )
    loop.run(task, run.schedule["parser"], run.model("depparse"))


def _tokenizer(run: Settings) -> None:
    from training.parser import tasks

    speedups.install()
    arguments = {**run.stanza["common"], **run.stanza["tokenizer"], "seed": run.seed}
    arguments |= {"txt_file": run.data("tok_train.txt"), "label_file": run.data("tok_train.label")}
    arguments |= {"dev_txt_file": run.data("tok_dev.txt"), "dev_label_file": run.data("tok_dev.label")}
    arguments |= {"mwt_json_file": run.data("tok_train.mwt.json"), "dev_conll_gold": run.data("dev.conllu")}
    loop.run(tasks.Tokenizer(arguments), run.schedule["tokenizer"], run.model("tokenize"))


def _splitter(run: Settings) -> None:
    from stanza.models import mwt_expander

    from training.parser import tasks

    arguments = run.build_arguments("splitter", "mwt_train.conllu", "mwt_dev.in.conllu", embedded=False)
    arguments |= {
        "gold_file": run.data("mwt_dev.gold.conllu"),
        "save_dir": run.model("mwt").parent,
        "save_name": "mwt.pt",
    }
    mwt_expander.main(tasks.to_arguments(arguments))


def _lemmatizer(run: Settings) -> None:
    from stanza.models import lemmatizer

    from training.parser import tasks

    arguments = run.build_arguments("lemmatizer", "lemma_train.conllu", "dev.conllu", embedded=False)
    arguments |= {"save_dir": run.model("lemma").parent, "save_name": "lemma.pt"}
    del arguments["lang"]
    lemmatizer.main(tasks.to_arguments(arguments))


def _finalise(run: Settings) -> None:
    finalise.main(run.model("pretrain").parent, run.final)


def _evaluate(run: Settings) -> None:
    golds = {name: run.folder / path for name, path in run.treebanks.tests.items()}
    scores = evaluate.main([run.final], golds)[str(run.final)]
    conllu.write_text(run.out / "scores.json", json.dumps(scores, indent=1) + "\n")


def _card(run: Settings) -> None:
    card.main(run)


STEPS: Mapping[str, Callable[[Settings], None]] = {
    "prepare": _prepare,
    "vectors": _vectors,
    "tokenizer": _tokenizer,
    "splitter": _splitter,
    "lemmatizer": _lemmatizer,
    "fold_a": _tagger("fold_a", "fold_a.conllu", "fold"),
    "fold_b": _tagger("fold_b", "fold_b.conllu", "fold"),
    "retag": _retag,
    "read": _read,
    "teacher": _teacher,
    "silver": _silver,
    "tagger": _tagger("pos", "train.both.conllu", "tagger"),
    "parser": _parser,
    "finalise": _finalise,
    "evaluate": _evaluate,
    "card": _card,
}


def main(arguments: list[str]) -> None:
    """Run the steps that are not done yet, in order."""
    import torch

    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    run = settings.load(arguments)
    for folder in ("data", "models", "done"):
        (run.out / folder).mkdir(parents=True, exist_ok=True)
    for name in run.steps:
        mark: Path = run.out / "done" / name
        if not mark.exists():
            log.info("step %s", name)
            STEPS[name](run)
            mark.touch()


if __name__ == "__main__":
    main(sys.argv[1:])
