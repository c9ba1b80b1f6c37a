"""Commands beside a run's coding: by people, who check and correct it, and by language models."""

from pathlib import Path
from typing import Annotated

import typer


def draw_sheet(
    n: Annotated[int, typer.Option(help="Rows of the sheet.")] = 200,
    seed: Annotated[
        int | None, typer.Option(help="What the draw is made with.", show_default="that of params.yaml")
    ] = None,
    codes: Annotated[bool, typer.Option("--codes", help="Show the machine's codes, which sway coders.")] = False,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("sheets"),
) -> None:
    """Draw statements at random for people to code.

    The sheet is written as a workbook and as CSV. Filled in and put into seeds/gold, it tells how often the machine is
    right.
    """
    from rejoinder import config, sheet

    sheet.main(config.compose_run(), n=n, seed=seed, codes=codes, out=out)


def adopt_corrections(
    passes: Annotated[
        list[Path], typer.Argument(help="Filled sheets, or other files of coding.", metavar="FILE...", exists=True)
    ],
) -> None:
    """Make corrections of what coders say.

    The files are coding passes as seeds/gold has them: filled sheets, and coding that comes back from other tools.
    Wherever a coder gives another speaker, side, frame or stance than the data, a line is added to
    seeds/corrections.csv, which `dvc repro` applies after the machine. Lines that are there stay. If one says
    otherwise, that is an error, and nothing is written.
    """
    from rejoinder import config
    from rejoinder.sheet import adopt

    adopt.main(config.compose_run(), passes=passes)


def estimate_answers() -> None:
    """Tell what a language model's missing answers would take: requests, tokens, money, hours. Nothing is sent.

    For `frames: llm` and `stances: llm`, after `dvc repro statements`.
    """
    from rejoinder import ask, config

    ask.estimate(config.compose_run())


def ask_model(
    again: Annotated[bool, typer.Option("--again", help="Also ask again what the server refused.")] = False,
) -> None:
    """Get a language model's missing answers, for `frames: llm` and `stances: llm`.

    Each answer is recorded in seeds/answers as it comes, so that a run that was stopped goes on where it was. `dvc
    repro` then reads the answers, without any server.
    """
    from rejoinder import ask, config

    ask.ask(config.compose_run(), again)


def keep_coder(name: Annotated[str, typer.Argument(help="What the coder is called in tables, such as cues.")]) -> None:
    """Keep this run's frames as a coder, to hold runs with other options against it.

    It is written to seeds/coders, with the seconds that it takes. From then on every run compares itself with it, and
    it with each coding by people.
    """
    from rejoinder import config, keep

    keep.keep_coder(config.compose_run(), name)


def distil_model(
    name: Annotated[str, typer.Argument(help="What the training statements are called, such as gemma.")],
    n: Annotated[int, typer.Option(min=1, help="Statements at most.")] = 2000,
) -> None:
    """Make training statements of what a language model coded, for a coder that costs nothing a statement.

    To be run after `dvc repro` with `frames: llm`. It writes seeds/examples/NAME.jsonl and conf/examples/NAME.yaml,
    which says what they were coded by.
    """
    from rejoinder import config, keep

    keep.distil(config.compose_run(), name, n)
