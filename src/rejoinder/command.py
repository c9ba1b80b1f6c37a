"""The command `rejoinder`: what a researcher types. DVC runs the stages by `python -m rejoinder`."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
import yaml

from rejoinder import __version__
from rejoinder.__main__ import main as run_arguments
from rejoinder.__main__ import report_errors

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


def _complete_stages() -> list[str]:
    try:
        return list(yaml.safe_load(Path("dvc.yaml").read_text(encoding="utf-8"))["stages"])
    except (OSError, yaml.YAMLError, LookupError, TypeError):  # not in a study's folder: there is nothing to complete
        return []


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that go before a command; the app's `help` is shown."""


@app.command("new")
def begin_study(
    folder: Annotated[Path, typer.Argument(help="To be made; its name is the study's.")],
    example: Annotated[str, typer.Option(help="Begin with these articles and their coding, default or wire.")] = "",
    minimal: Annotated[bool, typer.Option("--minimal", help="Only the options that a first run needs.")] = False,
) -> None:
    """Begin a study: a folder with settings, word lists and a place for your texts.

    It has all options of each step, and no texts. git and DVC are set up in it. README.md there says what to put where.
    """
    from rejoinder import study

    raise typer.Exit(report_errors("new", lambda: typer.echo(study.begin_study(folder, example, minimal))))


@app.command("update")
def update_study() -> None:
    """Bring what is new in an upgraded program into the study.

    To be run in the study's folder after `pip install --upgrade rejoinder`. Your edits are merged with what has changed
    in the program's files; none is lost. All that was done is listed. The exit code is 1 where places are left for you
    to decide.
    """
    from rejoinder import study

    def run() -> None:
        description, has_conflicts = study.update_study()
        typer.echo(description)
        if has_conflicts:
            raise typer.Exit(1)

    raise typer.Exit(report_errors("update", run))


@app.command("run")
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


@app.command("add")
def add_to_study(
    places: Annotated[
        list[Path] | None, typer.Argument(help="Files of texts, or folders with such files.", metavar="PATH...")
    ] = None,
    actors: Annotated[
        str | None, typer.Option(metavar="NAME", help="Draft conf/actors/NAME.yaml from all texts of the study.")
    ] = None,
    coding: Annotated[bool, typer.Option("--coding", help="The files hold texts that were coded elsewhere.")] = False,
) -> None:
    """Bring texts into the study, and draft who is in them.

    They are copied to seeds/articles, and params.yaml is set to read them. Text, Markdown, HTML, PDF and Word files,
    tables (CSV, TSV, JSON Lines, Parquet, XLSX) and what Nexis Uni and Factiva deliver are recognised; what is not is
    listed. Which column of a table holds what is guessed, and shown to be corrected.

    With --coding the files are projects of other tools: REFI-QDA (.qdpx), Discourse Network Analyzer (.dna, or its
    list of events), Label Studio (.json), INCEpTION (.xmi, .zip), folders of brat, tables of coded segments (.csv).
    Their texts become articles, their coding a pass in seeds/gold. What their codes mean is shown, to be completed.

    With --actors the texts are parsed, which takes as long as it will in `dvc repro`, and is then done. The draft has
    the countries that speak most as sides, who speaks for them, and what they talk about, with counts, to be edited.
    """

    def run() -> None:
        if not places and actors is None:
            raise ValueError("expected files or folders with texts, or --actors NAME, got neither; name some.")
        drafts = import_module("rejoinder.add.actors") if actors is not None else None
        if drafts:
            drafts.check_name(actors)
        if places and coding:
            import_module("rejoinder.add.coding").add_coding(places)
        elif places:
            import_module("rejoinder.add.texts").add_texts(places)
        if drafts:
            drafts.draft_actors(actors)

    raise typer.Exit(report_errors("add", run))


@app.command("sheet")
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
    from rejoinder import config

    def draw() -> None:
        import_module("rejoinder.sheet").main(config.compose_run(), n=n, seed=seed, codes=codes, out=out)

    raise typer.Exit(report_errors("sheet", draw))


@app.command("adopt")
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

    def adopt() -> None:
        import_module("rejoinder.sheet.adopt").main(config.compose_run(), passes=passes)

    raise typer.Exit(report_errors("adopt", adopt))


@app.command("check")
def check_study(
    texts: Annotated[bool, typer.Option(help="Read the texts, too; of thousands that takes minutes.")] = True,
) -> None:
    """Check settings and texts before hours of computing.

    Every value in params.yaml and in the options of conf/ that it chooses is held against its range, and every file
    that it names is looked for. All faults are listed, each with file, line and the nearest right value. The exit code
    is 1 if there are any. Where there are none, training statements and texts are read, counted, and forgotten again.
    """
    from rejoinder import check, config, study

    def report() -> None:
        faults = check.find_faults()
        typer.echo(check.format_faults(faults))
        if faults:
            if lag := study.describe_lag():
                typer.echo(lag)
            raise typer.Exit(1)
        if unknown := check.describe_unknown_speakers():
            typer.echo(unknown)
        run = config.compose_run()
        if training := check.describe_training(run):
            typer.echo(training)
        if texts:
            typer.echo(check.describe_texts(run))

    raise typer.Exit(report_errors("check", report))


@app.command("estimate")
def estimate_answers() -> None:
    """Tell what a language model's missing answers would take: requests, tokens, money, hours. Nothing is sent.

    For `frames: llm` and `stances: llm`, after `dvc repro statements`.
    """
    from rejoinder import config

    raise typer.Exit(report_errors("estimate", lambda: import_module("rejoinder.ask").estimate(config.compose_run())))


@app.command("ask")
def ask_model(
    again: Annotated[bool, typer.Option("--again", help="Also ask again what the server refused.")] = False,
) -> None:
    """Get a language model's missing answers, for `frames: llm` and `stances: llm`.

    Each answer is recorded in seeds/answers as it comes, so that a run that was stopped goes on where it was. `dvc
    repro` then reads the answers, without any server.
    """
    from rejoinder import config

    raise typer.Exit(report_errors("ask", lambda: import_module("rejoinder.ask").ask(config.compose_run(), again)))


@app.command("keep")
def keep_coder(name: Annotated[str, typer.Argument(help="What the coder is called in tables, such as cues.")]) -> None:
    """Keep this run's frames as a coder, to hold runs with other options against it.

    It is written to seeds/coders, with the seconds that it takes. From then on every run compares itself with it, and
    it with each coding by people.
    """
    from rejoinder import config

    raise typer.Exit(
        report_errors("keep", lambda: import_module("rejoinder.keep").keep_coder(config.compose_run(), name))
    )


@app.command("distil")
def distil_model(
    name: Annotated[str, typer.Argument(help="What the training statements are called, such as gemma.")],
    n: Annotated[int, typer.Option(min=1, help="Statements at most.")] = 2000,
) -> None:
    """Make training statements of what a language model coded, for a coder that costs nothing a statement.

    To be run after `dvc repro` with `frames: llm`. It writes seeds/examples/NAME.jsonl and conf/examples/NAME.yaml,
    which says what they were coded by.
    """
    from rejoinder import config

    raise typer.Exit(
        report_errors("distil", lambda: import_module("rejoinder.keep").distil(config.compose_run(), name, n))
    )


@app.command("codebook")
def draft_codebook(
    name: Annotated[str, typer.Argument(help="What it is to be called, such as solidarity.")],
    frames: Annotated[str, typer.Option(help="Names of its frames, as in loss,blame.", show_default=False)] = "",
) -> None:
    """Begin a codebook of your own.

    Its file in conf/codebook explains every key and waits for definitions. The file of its training statements is
    empty. params.yaml chooses them, so that `dvc repro` runs at once. No file that exists is touched.
    """
    from rejoinder import codebook_skeleton

    names = [frame.strip() for frame in frames.split(",") if frame.strip()]
    raise typer.Exit(report_errors("codebook", lambda: codebook_skeleton.main(name, names)))


@app.command("compare")
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
    from rejoinder import config

    def run() -> None:
        compare = import_module("rejoinder.compare")
        if before is None:
            typer.echo(compare.list_experiments())
        else:
            compare.main(config.compose_run(), before=before, after=after, out=out)

    raise typer.Exit(report_errors("compare", run))


@app.command("multiverse")
def compute_multiverse(
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Runs that are made at a time.")] = 2,
) -> None:
    """Compute the headline numbers under all defensible choices, as a specification curve.

    The choices are in conf/multiverse. Runs that differ in settings are made as DVC experiments, once each: a command
    that was stopped goes on where it ended. Results go to seeds/multiverse, of which `dvc repro` makes curves and
    tables.
    """
    from rejoinder import config

    raise typer.Exit(
        report_errors("multiverse", lambda: import_module("rejoinder.multiverse").main(config.compose_run(), jobs=jobs))
    )
