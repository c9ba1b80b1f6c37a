"""The settings of a run, composed from `conf/` and the command line, and the names of its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from rejoinder.parser.network import Sizes
from training.parser.loop import Schedule
from training.parser.prepare import Breaks, Prepare, Treebanks
from training.parser.sources import Part
from training.parser.tree_task import TreeSettings
from training.parser.typography import Restyle

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
        prepare: settings of a step.
        stanza: arguments of Stanza's programs, by network.
        parser: settings of a step.
        schedule: of each training run, by name.
    """

    folder: Path
    out: Path
    steps: Sequence[str]
    seed: int
    treebanks: Treebanks
    prepare: Prepare
    stanza: Mapping[str, Mapping[str, Any]]
    parser: TreeSettings
    schedule: Mapping[str, Schedule]

    @property
    def data(self) -> Path:
        """Folder of the training data."""
        return self.out / "data"

    @property
    def models(self) -> Path:
        """Folder of the models as they are trained."""
        return self.out / "models"

    @property
    def final(self) -> Path:
        """Folder of the finished models."""
        return self.out / "en"


def load(overrides: Sequence[str]) -> Settings:
    """Load the settings of `conf/parser.yaml` with overrides in Hydra's syntax (`seed=3`, `treebanks=joined`)."""
    with initialize_config_dir(str(CONF), version_base=None):
        config: Any = OmegaConf.to_container(compose("parser", overrides=list(overrides)), throw_on_missing=True)
    seed, prepare, treebanks, parser = (config[name] for name in ("seed", "prepare", "treebanks", "parser"))
    common = {**config["stanza"].pop("common"), "seed": seed}
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
        stanza={name: {**common, **arguments} for name, arguments in config["stanza"].items()},
        parser=TreeSettings(sizes=Sizes(**parser.pop("sizes")), **parser),
        schedule={name: Schedule(**values) for name, values in config["schedule"].items()},
    )
