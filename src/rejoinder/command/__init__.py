"""The command `rejoinder`: what a researcher types. DVC runs the stages by `python -m rejoinder`."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Annotated, Any

import typer

from rejoinder import __version__
from rejoinder.__main__ import report_errors
from rejoinder.command.coding import (
    adopt_corrections,
    ask_model,
    distil_model,
    draw_sheet,
    estimate_answers,
    keep_coder,
)
from rejoinder.command.runs import compare_runs, compute_multiverse, run_stage
from rejoinder.command.study import add_to_study, begin_study, check_study, draft_codebook, update_study

COMMANDS: dict[str, Callable[..., None]] = {  # as help lists them
    "new": begin_study,
    "update": update_study,
    "run": run_stage,
    "add": add_to_study,
    "sheet": draw_sheet,
    "adopt": adopt_corrections,
    "check": check_study,
    "estimate": estimate_answers,
    "ask": ask_model,
    "keep": keep_coder,
    "distil": distil_model,
    "codebook": draft_codebook,
    "compare": compare_runs,
    "multiverse": compute_multiverse,
}
app = typer.Typer(
    name="rejoinder",
    help="Who says what in the news, how it is framed, and toward whom. To be run where params.yaml is.",
    epilog="`dvc repro` runs whatever your last edits touch, and ends with reports/index.html.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"rejoinder {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that go before a command; the app's `help` is shown."""


def _build_command(name: str, command: Callable[..., None]) -> Callable[..., None]:
    """A command whose errors are printed as their one sentence, and which ends with their exit code."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        raise typer.Exit(report_errors(name, partial(command, *arguments, **options)))

    return run


for name, command in COMMANDS.items():
    app.command(name)(_build_command(name, command))
