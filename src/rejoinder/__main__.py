"""`python -m rejoinder STAGE [key=value ...]` runs one stage of the pipeline: what DVC calls, as dvc.yaml says."""

import importlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from rejoinder.runtime.determinism import SETTINGS

os.environ.update(SETTINGS)  # before anything imports numpy or torch


def main(arguments: list[str]) -> int:
    """Compose the configuration and call the stage's `main`.

    Args:
        arguments: the stage's name and Hydra overrides.

    Returns:
        The exit code: 0, 1 for an error of the stage, 2 for one of the command line.
    """
    from rejoinder import config, paths

    try:
        stages = yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"]
    except FileNotFoundError:
        print(f"rejoinder: {paths.PIPELINE} not found; {config.WHERE_TO_RUN}.", file=sys.stderr)
        return 2
    name, *overrides = arguments or [""]
    if name not in stages:
        fault = config.Fault(
            file=paths.PIPELINE,
            location=(),
            problem=f"has no stage {name!r}",
            nearest=config.find_nearest(name, list(stages)),
        )
        print(f"rejoinder run: {fault}", file=sys.stderr)
        return 2
    # only what DVC knows of: a stage that read more would not run again when that changes
    tracked = set(config.list_groups(stages[name]))

    def run_stage() -> None:
        stage = importlib.import_module(f"rejoinder.{name}")
        # of no settings, such as `code`, nothing is composed
        runs = [config.compose_run(overrides, tracked | {config.PLACELESS})] if tracked else []
        _require_inputs(stages[name].get("deps", ()))
        stage.main(*runs)

    return report_errors(name, run_stage)


def _require_inputs(files: Iterable[str]) -> None:
    """Refuse to run a stage before those that it builds on.

    Hashes of code and the mark of the check are for DVC alone; what options choose between is looked for where it is
    read.
    """
    from rejoinder import paths

    for file in (Path(file) for file in files if "${" not in file):
        is_for_dvc = file.is_relative_to(paths.CODE) or file == paths.CHECK
        is_made = file.is_relative_to(paths.DATA) or file.is_relative_to(paths.REPORTS)
        if is_made and not is_for_dvc and not file.exists():
            raise FileNotFoundError(f"{file} is not there yet, as earlier stages have not run; run `dvc repro` first.")


def report_errors(name: str, action: Callable[[], None]) -> int:
    """Call a stage or command; an error of the data or the settings is printed as its one sentence.

    Where settings are wrong and the study has other files of the program than the installed one, a second says so.

    Returns:
        The exit code: 0, 1 after an error, 130 after Ctrl-C.
    """
    try:
        action()
    except KeyboardInterrupt:
        print(
            f"rejoinder {name}: stopped; what is finished stays, and `dvc repro` goes on from there.", file=sys.stderr
        )
        return 130
    except (ValueError, OSError) as error:
        if os.environ.get("REJOINDER_TRACEBACK"):
            raise
        from rejoinder import config

        print(f"rejoinder {name}: {error}", file=sys.stderr)
        if isinstance(error, config.SettingsError):
            # by name, as a stage: what only explains an error changes no result, and no stage tracks it
            lag = importlib.import_module(f"{__package__}.study").describe_lag()
            print(lag, end="\n" if lag else "", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
