"""The project that is tested: its root, its pipeline and its options."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PIPELINE: dict[str, Any] = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
PARAMS: dict[str, Any] = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
GROUPS = [name for name in PARAMS if name != "seed"]
OPTIONS = sorted(p.relative_to(ROOT) for p in (ROOT / "conf").glob("*/*.yaml"))
# what a copy of the project needs to be run
FILES = (
    "conf",
    "seeds",
    "src",
    "data",
    "reports",
    "params.yaml",
    "dvc.yaml",
    "dvc.lock",
    "CITATION.cff",
    ".dvcignore",
)
