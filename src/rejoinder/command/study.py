"""Commands that make a study and what is in it: its files, its texts, a codebook; and the check of all that."""

from pathlib import Path
from typing import Annotated

import typer


def begin_study(
    folder: Annotated[Path, typer.Argument(help="To be made; its name is the study's.")],
    example: Annotated[str, typer.Option(help="Begin with these articles and their coding, default or wire.")] = "",
    minimal: Annotated[bool, typer.Option("--minimal", help="Only the options that a first run needs.")] = False,
) -> None:
    """Begin a study: a folder with settings, word lists and a place for your texts.

    It has all options of each step, and no texts. git and DVC are set up in it. README.md there says what to put where.
    """
    from rejoinder import study

    typer.echo(study.begin_study(folder, example, minimal))


def update_study() -> None:
    """Bring what is new in an upgraded program into the study.

    To be run in the study's folder after `pip install --upgrade rejoinder`. Your edits are merged with what has changed
    in the program's files; none is lost. All that was done is listed. The exit code is 1 where places are left for you
    to decide.
    """
    from rejoinder import study

    description, has_conflicts = study.update_study()
    typer.echo(description)
    if has_conflicts:
        raise typer.Exit(1)


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
    if not places and actors is None:
        raise ValueError("expected files or folders with texts, or --actors NAME, got neither; name some.")
    if actors is not None:
        from rejoinder.add.actors import check_name

        check_name(actors)
    if places and coding:
        from rejoinder.add.coding import add_coding

        add_coding(places)
    elif places:
        from rejoinder.add.texts import add_texts

        add_texts(places)
    if actors is not None:
        from rejoinder.add.actors import draft_actors

        draft_actors(actors)


def draft_codebook(
    name: Annotated[str, typer.Argument(help="What it is to be called, such as solidarity.")],
    frames: Annotated[str, typer.Option(help="Names of its frames, as in loss,blame.", show_default=False)] = "",
) -> None:
    """Begin a codebook of your own.

    Its file in conf/codebook explains every key and waits for definitions. The file of its training statements is
    empty. params.yaml chooses them, so that `dvc repro` runs at once. No file that exists is touched.
    """
    from rejoinder import codebook_skeleton

    codebook_skeleton.main(name, [frame.strip() for frame in frames.split(",") if frame.strip()])


def check_study(
    texts: Annotated[bool, typer.Option(help="Read the texts, too; of thousands that takes minutes.")] = True,
) -> None:
    """Check settings and texts before hours of computing.

    Every value in params.yaml and in the options of conf/ that it chooses is held against its range, and every file
    that it names is looked for. All faults are listed, each with file, line and the nearest right value. The exit code
    is 1 if there are any. Where there are none, training statements and texts are read, counted, and forgotten again.
    """
    from rejoinder import check, config, study

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
