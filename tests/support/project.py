"""The project that is tested: its root, its pipeline and its options."""

import shutil
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
    "conf", "seeds", "src", "data", "reports", "params.yaml", "dvc.yaml", "dvc.lock", "CITATION.cff",
    "ro-crate-metadata.json", ".dvcignore",
)  # fmt: skip


def copy_settings(folder: Path) -> None:
    """Copy the settings to a folder, to be spoilt there; word lists and training statements are the project's own."""
    shutil.copytree(ROOT / "conf", folder / "conf")
    shutil.copy(ROOT / "params.yaml", folder)
    (folder / "seeds").symlink_to(ROOT / "seeds")


def list_outs(stage: str) -> list[str]:
    """What a stage writes."""
    outs = [*PIPELINE[stage].get("outs", []), *PIPELINE[stage].get("metrics", [])]
    return [next(iter(out)) if isinstance(out, dict) else out for out in outs]
