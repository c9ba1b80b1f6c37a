"""One run's configuration, composed and filled in."""

import importlib
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from pydantic import TypeAdapter, ValidationError
from yaml import YAMLError

from rejoinder import paths
from rejoinder.config.faults import ConfigError, Fault, describe_errors, find_nearest

PLACELESS = "engine"  # the group that says where stages run, never what comes out
WHERE_TO_RUN = "run the command in the study's folder (where params.yaml is)"

_TARGET = "_target_"
_SEED = "seed"  # the one key of params.yaml that is no group


@dataclass(frozen=True)
class Run:
    """The composed configuration of one run.

    Attributes:
        choices: the chosen option of each group, by group, in the order of params.yaml.
        seed: what every random choice is drawn with.
        options: the composed options, by group; of those groups that the run may read.
    """

    choices: dict[str, str]
    seed: int
    options: DictConfig

    def load(self, group: str) -> Any:
        """Build the object that a group's chosen option describes: its `_target_` dataclass, filled and checked.

        Raises:
            ConfigError: a wrong type, an unknown key or a missing value.
        """
        if group not in self.choices:
            raise ConfigError(_describe_missing(group))
        file = paths.CONF / group / f"{self.choices[group]}.yaml"
        values: Any = OmegaConf.to_container(self.options[group])
        cls = _find_class(values.pop(_TARGET, None), file)
        try:
            # the whole option is at hand where one value must fit another
            return TypeAdapter(cls).validate_python(values, extra="forbid", context=values)
        except ValidationError as error:
            raise ConfigError(*describe_errors(error.errors(), file, cls)) from None


def compose_run(overrides: Sequence[str] = (), groups: Collection[str] | None = None) -> Run:
    """Compose `params.yaml`, `conf/` and Hydra overrides.

    Args:
        overrides: such as "frames=lexicon", "frames.threshold=0.7" or "seed=7".
        groups: those of conf/ that are composed, besides those that an override names; by default all.

    Raises:
        ConfigError: an unknown group, option or key, or a file that is not YAML.
    """
    params = _read_params()
    choosing = [override for override in overrides if override.partition("=")[0] in {*params, _SEED}]
    setting = [override for override in overrides if override not in choosing]
    params |= {name: value for name, _, value in (override.partition("=") for override in choosing)}
    seed = _parse_seed(params.pop(_SEED, None))
    faults = list(_find_wrong_choices(params))
    if faults:
        raise ConfigError(*faults)
    composed = list(params) if groups is None else _select_groups(params, groups, setting)
    return Run(params, seed, _compose([f"+{group}={params[group]}" for group in composed] + setting))


def _select_groups(chosen: Mapping[str, str], groups: Collection[str], setting: Sequence[str]) -> list[str]:
    """Those of the chosen groups that are in `groups` or that an override sets a key of."""
    set_groups = {override.lstrip("+~").partition("=")[0].partition(".")[0] for override in setting}
    return [group for group in chosen if group in groups or group in set_groups]


def find_faults() -> list[Fault]:
    """Find all that is wrong with the choices of params.yaml and with the options that it chooses, by file."""
    try:
        params = _read_params()
    except ConfigError as error:
        return list(error.faults)
    faults: list[Fault] = []
    try:
        _parse_seed(params.pop(_SEED, None))
    except ConfigError as error:
        faults += error.faults
    wrong_choices = list(_find_wrong_choices(params))
    faults += wrong_choices + [_describe_missing(group) for group in _list_groups() if group not in params]
    faults += _find_faults_of_options(params, params.keys() - {fault.key for fault in wrong_choices})
    return sorted(faults, key=lambda fault: (fault.file != paths.PARAMS, fault.file, fault.find_line()))


def _find_faults_of_options(params: dict[str, str], groups: Collection[str]) -> list[Fault]:
    """Faults of some groups' options; if one cannot be read, of each alone, so that it hides nothing."""
    try:
        run = Run(params, 0, _compose([f"+{group}={params[group]}" for group in groups]))
    except ConfigError as error:
        if len(groups) == 1:
            return list(error.faults)
        return [fault for group in groups for fault in _find_faults_of_options(params, [group])]
    faults: list[Fault] = []
    for group in groups:
        try:
            run.load(group)
        except ConfigError as error:
            faults += error.faults
    return faults


def _parse_seed(seed: object) -> int:
    if isinstance(seed, str) and seed.lstrip("-").isdigit():
        return int(seed)
    if not isinstance(seed, int):
        problem = f"must be a whole number. Got {seed!r} instead"
        raise ConfigError(Fault(file=paths.PARAMS, location=(_SEED,), problem=problem, nearest=("13",)))
    return seed


def _find_wrong_choices(choices: Mapping[str, str]) -> Iterator[Fault]:
    for group, option in choices.items():
        options = _list_options(group)
        if not options:
            yield _describe_choice(group, group, "folder of conf/", _list_groups())
        elif option not in options:
            yield _describe_choice(group, str(option), f"file of conf/{group}/", options)


def _describe_choice(group: str, name: str, what: str, options: Sequence[str]) -> Fault:
    problem = f"{name!r} is not a {what}"
    return Fault(file=paths.PARAMS, location=(group,), problem=problem, nearest=find_nearest(name, options))


def _describe_missing(group: str) -> Fault:
    problem = f"has no value; it chooses a file of conf/{group}/"
    return Fault(file=paths.PARAMS, location=(group,), problem=problem, nearest=tuple(_list_options(group)))


def _compose(overrides: list[str]) -> DictConfig:
    try:
        with initialize_config_dir(str(paths.CONF.absolute()), version_base="1.3"):
            return compose(overrides=overrides)
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(Fault(file=paths.CONF, location=(), problem=_one_line(error), line=1)) from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(_describe_broken_file(paths.CONF, error)) from None


def _describe_broken_file(file: Path, error: YAMLError | UnicodeDecodeError) -> Fault:
    """What is wrong with a file that is not YAML; the parser's error names file and line."""
    mark = getattr(error, "problem_mark", None)
    named = Path(mark.name).relative_to(Path.cwd()) if mark and Path(mark.name).is_relative_to(Path.cwd()) else file
    line = mark.line + 1 if mark else 1
    return Fault(
        file=named,
        location=(),
        problem=f"not valid YAML: {getattr(error, 'problem', None) or _one_line(error)}",
        line=line,
    )


def _read_params() -> dict[str, Any]:
    try:
        loaded = OmegaConf.to_container(OmegaConf.load(paths.PARAMS))
    except FileNotFoundError:
        problem = f"not found in {Path.cwd()}; {WHERE_TO_RUN}"
        raise ConfigError(Fault(file=paths.PARAMS, location=(), problem=problem, line=1)) from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(_describe_broken_file(paths.PARAMS, error)) from None
    if not isinstance(loaded, dict):
        problem = "expected lines such as 'frames: hybrid'"
        raise ConfigError(Fault(file=paths.PARAMS, location=(), problem=problem, line=1))
    return {str(key): value for key, value in loaded.items()}


def _list_groups() -> list[str]:
    return sorted(p.name for p in paths.CONF.glob("*/"))


def _list_options(group: str) -> list[str]:
    return sorted(p.stem for p in (paths.CONF / group).glob("*.yaml"))


def _find_class(target: object, file: Path) -> type:
    module, _, name = str(target or "").rpartition(".")
    problem = f"must name a class of rejoinder or of the study's src/. Got {target!r} instead"
    if module.startswith("rejoinder") or _is_own(module):
        try:
            cls = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            problem = f"names {target!r}, which does not exist ({_one_line(error)})"
        else:
            if isinstance(cls, type) and is_dataclass(cls):
                return cls
            problem = f"must name a dataclass. Got {target!r} instead"
    raise ConfigError(Fault(file=file, location=(_TARGET,), problem=problem))


def _is_own(module: str) -> bool:
    """Whether a module lies in the study's src/, which this process and those that it starts then search, too."""
    folder = paths.SOURCE.absolute()
    top = folder / module.partition(".")[0]
    if not module or not (top.is_dir() or top.with_suffix(".py").is_file()):
        return False
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    return True


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split("\n    full_key")[0].split())
