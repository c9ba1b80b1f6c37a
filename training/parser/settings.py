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
from training.parser.teacher import Teacher
from training.parser.typography import Restyle
from training.parser.vectors import Vectors

CONF = Path(__file__).with_name("conf")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All of a run. `stanza` holds settings of Stanza's own programs, by network."""

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
        return self.out / "data" / name

    def model(self, name: str) -> Path:
        """A model as it is trained; the finished ones are in `final`."""
        return self.out / "models" / f"{name}.pt"

    @property
    def final(self) -> Path:
        return self.out / "en"

    def arguments(self, network: str, train: str, dev: str, *, embedded: bool = True) -> dict[str, Any]:
        """Settings of one of Stanza's networks, with its files; `embedded` ones read words and their vectors."""
        made = {**self.stanza["common"], **self.stanza[network], "seed": self.seed}
        made |= {"train_file": str(self.data(train)), "eval_file": str(self.data(dev))}
        if embedded:
            made = {**self.stanza["network"], **made, "wordvec_pretrain_file": str(self.model("pretrain"))}
        return made


def load(overrides: Sequence[str]) -> Settings:
    """Settings of `conf/parser.yaml` with overrides in Hydra's syntax (`seed=3`, `treebanks=joined`)."""
    with initialize_config_dir(str(CONF), version_base=None):
        given: Any = OmegaConf.to_container(compose("parser", overrides=list(overrides)), throw_on_missing=True)
    seed, prepare, treebanks = given["seed"], given["prepare"], given["treebanks"]
    parts = {name: Part(**part) for name, part in treebanks.pop("parts").items()}
    return Settings(
        folder=Path(given["folder"]),
        out=Path(given["out"]),
        steps=given["steps"],
        seed=seed,
        treebanks=Treebanks(parts=parts, **treebanks),
        prepare=Prepare(
            restyle=Restyle(**prepare.pop("restyle")), breaks=Breaks(**prepare.pop("breaks")), seed=seed, **prepare
        ),
        vectors=Vectors(**given["vectors"]),
        teacher=Teacher(**given["teacher"]),
        silver=Silver(**given["silver"]),
        stanza=given["stanza"],
        words=given["words"],
        automatic=given["automatic"],
        schedule={name: Schedule(**values) for name, values in given["schedule"].items()},
    )
