"""`python -m rejoinder STAGE [hydra.override ...]` runs one stage of the pipeline, `... sheet` draws a coding sheet."""

import importlib
import os
import sys

import yaml

from rejoinder.runtime.determinism import SETTINGS

os.environ.update(SETTINGS)  # before anything imports numpy or torch

SHEET = "sheet"  # the one command that is no stage


def main(arguments: list[str]) -> int:
    """Compose the configuration and call the stage's `main`.

    Args:
        arguments: the stage's name and Hydra overrides, or `sheet` and its own arguments.

    Returns:
        The exit code: 0, 1 for an error of the stage, 2 for one of the command line.
    """
    from rejoinder import config, paths

    try:
        stages = yaml.safe_load(paths.PIPELINE.read_text(encoding="utf-8"))["stages"]
    except FileNotFoundError:
        print(f"rejoinder: {paths.PIPELINE} not found; run the command from the project's root.", file=sys.stderr)
        return 2
    if not arguments or arguments[0] not in (*stages, SHEET):
        print(
            f"usage: python -m rejoinder STAGE [key=value ...]\nSTAGE is one of {', '.join(stages)}.\n"
            f"       python -m rejoinder {SHEET} [--help]",
            file=sys.stderr,
        )
        return 2
    name, rest = arguments[0], arguments[1:]
    try:
        module = importlib.import_module(f"rejoinder.{name}")
        if name == SHEET:
            module.main(rest, config.compose_run())
        else:
            # only what DVC knows of: a stage that read more would not run again when that changes
            tracked = {group for group in stages[name]["params"] if isinstance(group, str)}
            module.main(config.compose_run(rest, tracked | {config.PLACELESS}))
    except (ValueError, OSError) as error:
        if os.environ.get("REJOINDER_TRACEBACK"):
            raise
        print(f"rejoinder {name}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
