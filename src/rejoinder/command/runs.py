"""Commands of runs: one stage alone, and how runs with other options differ."""

from pathlib import Path
from typing import Annotated

import typer
import yaml

from rejoinder.__main__ import main as run_arguments


def _complete_stages() -> list[str]:
    try:
        return list(yaml.safe_load(Path("dvc.yaml").read_text(encoding="utf-8"))["stages"])
    except (OSError, yaml.YAMLError, LookupError, TypeError):  # not in a study's folder: there is nothing to complete
        return []


def run_stage(
    stage: Annotated[
        str, typer.Argument(help="Its name in dvc.yaml, such as frames.", autocompletion=_complete_stages)
    ],
    settings: Annotated[
        list[str] | None,
        typer.Argument(help="Settings for this once, such as frames=lexicon or frames.threshold=0.5."),
    ] = None,
) -> None:
    """Run one stage alone, for a quick look.

    It reads what earlier stages wrote. Settings hold for this once; DVC then calls the stage's output changed, and
    `dvc repro` makes it anew.
    """
    raise typer.Exit(run_arguments([stage, *(settings or [])]))


def compare_runs(
    before: Annotated[
        str | None, typer.Argument(help="A commit, tag, branch or experiment.", show_default=False)
    ] = None,
    after: Annotated[str, typer.Argument(help="Another, or what is in the folder now.")] = "workspace",
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("comparisons"),
) -> None:
    """Show what differs between two runs.

    Lists the statements that changed speaker, side, form, frame or stance, and sets the shares of the frames side by
    side. Without a run, it lists the experiments with the settings and measures that differ.
    """
    from rejoinder import compare, config

    if before is None:
        typer.echo(compare.list_experiments())
    else:
        compare.main(config.compose_run(), before=before, after=after, out=out)


def compute_multiverse(
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Runs that are made at a time.")] = 2,
) -> None:
    """Compute the headline numbers under all defensible choices, as a specification curve.

    The choices are in conf/multiverse. Runs that differ in settings are made as DVC experiments, once each: a command
    that was stopped goes on where it ended. Results go to seeds/multiverse, of which `dvc repro` makes curves and
    tables.
    """
    from rejoinder import config, multiverse

    multiverse.main(config.compose_run(), jobs=jobs)
