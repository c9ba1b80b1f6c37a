"""`python -m rejoinder STAGE [key=value ...]` runs one stage of the pipeline: what DVC calls, as dvc.yaml says."""

import importlib
import os
import sys
from collections.abc import Callable

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
        print(f"rejoinder: {paths.PIPELINE} not found; run the command from the project's root.", file=sys.stderr)
        return 2
    if not arguments or arguments[0] not in stages:
        print(
            f"usage: python -m rejoinder STAGE [key=value ...]\nSTAGE is one of {', '.join(stages)}.\n"
            "`rejoinder --help` lists the other commands.",
            file=sys.stderr,
        )
        return 2
    name, overrides = arguments[0], arguments[1:]
    # only what DVC knows of: a stage that read more would not run again when that changes
    tracked = set(config.list_groups(stages[name]))

    def run_stage() -> None:
        stage = importlib.import_module(f"rejoinder.{name}")
        if tracked:
            stage.main(config.compose_run(overrides, tracked | {config.PLACELESS}))
        else:  # of no settings, such as `code`
            stage.main()

    return report_errors(name, run_stage)


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
        from rejoinder import config, study

        print(f"rejoinder {name}: {error}", file=sys.stderr)
        if isinstance(error, config.SettingsError) and (lag := study.describe_lag()):
            print(lag, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
