"""Which settings of a run, and which ways to count, could as well have been others (`conf/multiverse/`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Annotated, Any, Literal, NoReturn, TypeVar

import pandas as pd
from omegaconf import OmegaConf
from pydantic import AfterValidator, Field, PositiveInt

from rejoinder import paths
from rejoinder.config import ConfigError, Fault, Run, compose_run
from rejoinder.config.ranges import OpenShare, Several, refuse
from rejoinder.corpus.alternatives import Counting, Unit

Value = TypeVar("Value")
_FIXED = ("codebook", "actors")  # groups of frames and sides, which numbers of all runs are of


def _require_different(values: Sequence[Value]) -> Sequence[Value]:
    if len(set(values)) < len(values):
        refuse(f"names a value twice in {values}; take one of them out")
    return values


Levels = Annotated[list[Value], Field(min_length=1), AfterValidator(_require_different)]
InOut = Literal["in", "out"]


@dataclass(frozen=True, kw_only=True)
class Multiverse:
    """The choices, all combinations of which are counted (Steegen et al. 2016, doi:10.1177/1745691616658637).

    Attributes:
        runs: by choice, alternatives to how the run is set, each by name with its settings ("frames=lexicon",
            "articles.duplicates.near=null"); stages run again for them.
        threshold, narrated, uncertain, guessed, unit: values of `Counting`'s attributes of these names (threshold: of
            shift), the preferred one first.
        minimum_articles: fewest articles of a side, and of the others, from which a number is told.
        resamples: of the articles, behind what is said of all specifications together.
        level: coverage of the intervals, in (0, 1).
    """

    runs: dict[str, dict[str, Annotated[list[str], Field(min_length=1)]]]
    threshold: Levels[Annotated[float, Field(ge=-1, le=1)]]
    narrated: Levels[InOut]
    uncertain: Levels[InOut]
    guessed: Levels[InOut]
    unit: Levels[Unit]
    minimum_articles: Several
    resamples: Annotated[PositiveInt, Field(ge=100)]
    level: OpenShare


@dataclass(frozen=True)
class RunChoice:
    """A choice that stages run again for.

    Attributes:
        name: as in `Multiverse.runs`.
        settings: by value's name, its settings as Hydra overrides; the run's own, which sets nothing, first.
    """

    name: str
    settings: Mapping[str, Sequence[str]]


def list_run_choices(method: Multiverse, run: Run) -> tuple[list[RunChoice], dict[str, str]]:
    """List the choices that vary between runs, and by name why others of `conf/multiverse` do not.

    Raises:
        ConfigError: a setting that there cannot be, or an alternative with the name of the run's own value.
    """
    choices, left_out = [], {}
    chosen = [f"{group}={option}" for group, option in run.choices.items()]
    for name, alternatives in method.runs.items():
        own, lacking = "", ""
        settings: dict[str, Sequence[str]] = {}
        for value, overrides in alternatives.items():
            named = [override.partition("=")[0] for override in overrides]
            if fixed := next((one for one in named if one.partition(".")[0] in _FIXED), ""):
                problem = f"sets {fixed!r}, but frames and sides must be the same in all runs; take it out"
                _refuse_alternative(run, name, value, problem)
            lacking = lacking or next((_explain_lack(one, run) for one in named if not _exists(one, run)), "")
            if not lacking:
                changed = compose_run([*chosen, *overrides])
                for group in {one.partition(".")[0] for one in named}:
                    changed.load(group)
                own = own or _read_value(named[0], run)
                if any(_read_value(one, changed) != _read_value(one, run) for one in named):
                    settings[value] = overrides
        if own in settings:
            _refuse_alternative(run, name, own, "has the name of the run's own value; give it another name")
        if settings and not lacking:
            choices.append(RunChoice(name, {own: (), **settings}))
        else:
            left_out[name] = lacking or "the run has the only value that is named"
    return choices, left_out


def _refuse_alternative(run: Run, name: str, value: str, problem: str) -> NoReturn:
    file = paths.CONF / "multiverse" / f"{run.choices['multiverse']}.yaml"
    raise ConfigError(Fault(file=file, location=("runs", name, value), problem=problem))


def _exists(name: str, run: Run) -> bool:
    group, _, key = name.partition(".")
    return not key or OmegaConf.select(run.options[group], key, default=run) is not run


def _explain_lack(name: str, run: Run) -> str:
    group, _, key = name.partition(".")
    return f"{paths.CONF}/{group}/{run.choices[group]}.yaml has no key {key!r}"


def _read_value(name: str, run: Run) -> str:
    group, _, key = name.partition(".")
    return str(OmegaConf.select(run.options[group], key)) if key else run.choices[group]


def list_settings(choices: Sequence[RunChoice], values: Mapping[Any, str], run: Run) -> tuple[str, ...]:
    """What Hydra is told for one run, sorted; keys only of options that are the run's own.

    Args:
        choices: all that vary between runs.
        values: their names, by choice.
        run: whose options are in use.
    """
    settings = [one for choice in choices for one in choice.settings[values[choice.name]]]
    chosen = dict(one.split("=", 1) for one in settings)
    return tuple(
        sorted(
            f"{name}={value}"
            for name, value in chosen.items()
            if "." not in name or chosen.get(group := name.partition(".")[0], run.choices[group]) == run.choices[group]
        )
    )


def spell_for_dvc(setting: str, run: Run) -> str:
    """The same as `dvc exp run -S` takes it."""
    name, _, value = setting.partition("=")
    group, _, key = name.partition(".")
    return f"{paths.CONF}/{group}/{run.choices[group]}.yaml:{key}={value}" if key else setting


def list_specifications(choices: Sequence[RunChoice], method: Multiverse, of_side: bool) -> pd.DataFrame:
    """List the combinations of all choices.

    What is narrated has no side, and a guess of the side matters to sides alone: of sides `narrated` is no choice, of
    all statements together `guessed` is none.

    Returns:
        A column for each choice, with labels; the first row is the preferred specification.
    """
    levels: dict[str, Sequence[str]] = {one.name: list(one.settings) for one in choices}
    levels["threshold"] = [f"{shift:+g}" if shift else "0" for shift in method.threshold]
    levels |= {"guessed sides": method.guessed} if of_side else {"narrated": method.narrated}
    levels |= {"uncertain": method.uncertain, "unit": method.unit}
    return pd.DataFrame(list(product(*levels.values())), columns=list(levels), dtype=str)


def read_counting(specification: Mapping[Any, str], margin: float) -> Counting:
    """The way to count that a specification says; what is no choice there is in."""
    return Counting(
        shift=float(specification["threshold"]),
        narrated=specification.get("narrated", "in") == "in",
        uncertain=specification["uncertain"] == "in",
        guessed=specification.get("guessed sides", "in") == "in",
        unit=specification["unit"],  # type: ignore[arg-type]
        margin=margin,
    )
