"""`python -m rejoinder STAGE [hydra.override ...]` runs one stage of the pipeline, `... sheet` draws a coding sheet."""

import atexit
import gc
import importlib
import os
import sys
from pathlib import Path

import yaml

from rejoinder import ahead
from rejoinder.runtime.environment import SETTINGS, hide

os.environ.update(SETTINGS)  # before anything imports numpy or torch
hide("pydot")  # by which torch draws its graphs, as no stage does

SHEET = "sheet"  # the one command that is no stage


def main(arguments: list[str]) -> int:
    """Compose the configuration and call the stage's `main`; returns the exit code."""
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
    if name != SHEET:
        ahead.begin(name, map(Path, stages[name]["deps"]))
    try:
        module = importlib.import_module(f"rejoinder.{name}")
        gc.freeze()  # what is loaded stays
        gc.enable()
        if name == SHEET:
            module.main(rest, config.run())
            return 0
        # only what DVC knows of: a stage that read more would not run again when that changes
        listed = {group for group in stages[name]["params"] if isinstance(group, str)}
        module.main(config.run(rest, listed | {config.PLACELESS}))
    except (ValueError, OSError) as error:
        if os.environ.get("REJOINDER_TRACEBACK"):
            raise
        print(f"rejoinder {name}: {error}", file=sys.stderr)
        return 1
    return 0


def leave(code: int) -> None:
    """End this process at once: torch takes most of a second to be taken down module by module."""
    atexit._run_exitfuncs()  # else the folder of the socket of `ahead`'s server would stay
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    gc.disable()  # libraries that are loaded leave no garbage, but objects to look through for it
    leave(main(sys.argv[1:]))
