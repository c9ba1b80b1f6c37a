"""The settings of a run, composed from `conf/` and the command line, and the names of its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from training.parser.loop import Schedule
from training.parser.prepare import Breaks, Prepare, Treebanks
from training.parser.silver import Silver
from training.parser.sources import Part
from training.parser.teacher_network import Teacher
from training.parser.typography import Restyle
from training.parser.vectors import Vectors

CONF = Path(__file__).with_name("conf")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of a run.

    Attributes:
        folder: of the treebanks.
        out: folder of the run.
        steps: to run, in order.
        seed: of all draws.
        treebanks: files in `folder`.
        prepare: settings of a step, as the following.
        stanza: settings of Stanza's own programs, by network.
        words: in a batch of the tagger.
        automatic: share of the parser's training sentences with automatic tags, in [0, 1].
        schedule: of each training run, by name.
    """

    folder: Path
    out: Path
    steps: Sequence[str]
    seed: int
    treebanks: Treebanks
    prepare: Prepare
    vectors: Vectors
    teacher: Teacher
    silver: Silver
    stanza: Mapping[str, Mapping[str, Any]]
    words: int
    automatic: float
    schedule: Mapping[str, Schedule]

    def data(self, name: str) -> Path:
        """A file of training data."""
        return self.out / "data" / name

    def model(self, name: str) -> Path:
        """A model as it is trained; the finished ones are in `final`."""
        return self.out / "models" / f"{name}.pt"

    @property
    def final(self) -> Path:
        """Folder of the finished models."""
        return self.out / "en"

    def build_arguments(self, network: str, train: str, dev: str, *, embedded: bool = True) -> dict[str, Any]:
        """Build the settings of one of Stanza's networks, with its files.

        Args:
            network: its name in `stanza`.
            train: name of the training data.
            dev: name of the development data.
            embedded: whether the network reads words and their vectors.
        """
        arguments = {**self.stanza["common"], **self.stanza[network], "seed": self.seed}
        arguments |= {"train_file": str(self.data(train)), "eval_file": str(self.data(dev))}
        if embedded:
            vectors = {"wordvec_pretrain_file": str(self.model("pretrain"))}
            arguments = {**self.stanza["network"], **arguments, **vectors}
        return arguments


def load(overrides: Sequence[str]) -> Settings:
    """Load the settings of `conf/parser.yaml` with overrides in Hydra's syntax (`seed=3`, `treebanks=joined`)."""
    with initialize_config_dir(str(CONF), version_base=None):
        config: Any = OmegaConf.to_container(compose("parser", overrides=list(overrides)), throw_on_missing=True)
    seed, prepare, treebanks = config["seed"], config["prepare"], config["treebanks"]
    parts = {name: Part(**part) for name, part in treebanks.pop("parts").items()}
    return Settings(
        folder=Path(config["folder"]),
        out=Path(config["out"]),
        steps=config["steps"],
        seed=seed,
        treebanks=Treebanks(parts=parts, **treebanks),
        prepare=Prepare(
            restyle=Restyle(**prepare.pop("restyle")), breaks=Breaks(**prepare.pop("breaks")), seed=seed, **prepare
        ),
        vectors=Vectors(**config["vectors"]),
        teacher=Teacher(**config["teacher"]),
        silver=Silver(**config["silver"]),
        stanza=config["stanza"],
        words=config["words"],
        automatic=config["automatic"],
        schedule={name: Schedule(**values) for name, values in config["schedule"].items()},
    )
