"""Drafts the actors of a study from its corpus."""

import re
from pathlib import Path

from rejoinder import config, paths, tables
from rejoinder.add.actors_file import ActorsDraft, format_actors
from rejoinder.add.aliases import find_alias_hints
from rejoinder.add.objects import find_objects
from rejoinder.add.settings import set_values
from rejoinder.add.sides import draft_sides
from rejoinder.add.statements import open_statements
from rejoinder.corpus.counts import count_totals
from rejoinder.statements import read_language

_NAME = re.compile(r"[^\W\d]\w*")


def check_name(name: str) -> Path:
    """Check that a draft may be written under a name; returns its file.

    Raises:
        ValueError: it is no name of an option, or the file is there.
    """
    file = paths.CONF / "actors" / f"{name}.yaml"
    if not _NAME.fullmatch(name):
        raise ValueError(f"--actors: expected a name of letters, digits and _, got {name!r}; choose another.")
    if file.exists():
        raise ValueError(f"{file} is there already and is not overwritten; choose another name.")
    return file


def draft_actors(name: str) -> None:
    """Write conf/actors/NAME.yaml from the study's texts, set `actors: NAME` in params.yaml, and print what was done.

    Raises:
        ValueError: the file is there, or nobody in the texts speaks for a country; or what the stages raise.
    """
    file = check_name(name)
    run = config.compose_run()
    language = read_language(Path(run.options["statements"]["language"]))
    with open_statements(run, language) as corpus:
        sides, unsided = draft_sides(corpus, language.gazetteer)
        draft = ActorsDraft(
            articles=count_totals(corpus).articles,
            sides=sides,
            unsided=unsided,
            aliases=find_alias_hints(corpus, sides),
            objects=find_objects(corpus, language.gazetteer),
        )
    if not sides:
        raise ValueError(
            f"{paths.ARTICLES}: expected speakers of some country, found none; write {file} by hand, as us_china.yaml."
        )
    tables.write_text(file, format_actors(draft))
    set_values(paths.PARAMS, {("actors",): name})
    print(f"{file}: drafted with the sides {', '.join(side.name for side in sides)}; edit it, then run `dvc repro`")
