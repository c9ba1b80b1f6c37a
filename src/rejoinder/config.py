"""The configuration of a run: `params.yaml` chooses options, `conf/` holds them, Hydra composes both."""

import difflib
import importlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from hydra import compose, initialize_config_dir
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from yaml import YAMLError

from rejoinder import paths

PLACELESS = "engine"  # the group that says where stages run, never what comes out

_SEED = "seed"  # the one key of params.yaml that is no group
_UNKNOWN_KEY = "unexpected_keyword_argument"


class ConfigError(ValueError):
    """A configuration that cannot be run: one sentence naming file, key and repair."""


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
        file = paths.CONF / group / f"{self.choices[group]}.yaml"
        values: Any = OmegaConf.to_container(self.options[group])
        target = values.pop("_target_", None)
        if not target:
            raise ConfigError(f"{file}: expected the key '_target_' naming a class of rejoinder, found none; add it.")
        cls = _find_class(str(target), file)
        try:
            return TypeAdapter(cls).validate_python(values, extra="forbid")
        except ValidationError as error:
            # a misspelt key is also a missing one: its wrong spelling says more
            first = min(error.errors(), key=lambda e: e["type"] != _UNKNOWN_KEY)
            raise ConfigError(f"{file}: {_explain(first, cls)}") from None


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
    _check_choices(params)
    composed = list(params) if groups is None else _select_groups(params, groups, setting)
    return Run(params, seed, _compose([f"+{group}={params[group]}" for group in composed] + setting))


def _select_groups(chosen: Mapping[str, str], groups: Collection[str], setting: Sequence[str]) -> list[str]:
    """Those of the chosen groups that are in `groups` or that an override sets a key of."""
    set_groups = {override.lstrip("+~").partition("=")[0].partition(".")[0] for override in setting}
    return [group for group in chosen if group in groups or group in set_groups]


def _parse_seed(seed: object) -> int:
    if isinstance(seed, str) and seed.lstrip("-").isdigit():
        return int(seed)
    if not isinstance(seed, int):
        raise ConfigError(f"{paths.PARAMS}: key 'seed' must be a whole number. Got {seed!r} instead; write e.g. 13.")
    return seed


def _check_choices(choices: Mapping[str, str]) -> None:
    for group, option in choices.items():
        options = sorted(p.stem for p in (paths.CONF / group).glob("*.yaml"))
        key = f"{paths.PARAMS}: key '{group}'"
        if not options:
            raise ConfigError(_suggest(key, group, _list_groups(), "folder of conf/"))
        if option not in options:
            raise ConfigError(_suggest(key, str(option), options, f"file of conf/{group}/"))


def _compose(overrides: list[str]) -> DictConfig:
    try:
        with initialize_config_dir(str(paths.CONF.absolute()), version_base="1.3"):
            return compose(overrides=overrides)
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(f"{paths.CONF}: {_one_line(error)}") from None
    except (YAMLError, UnicodeDecodeError) as error:  # the first names file and line
        raise ConfigError(f"{paths.CONF}: not valid YAML: {_one_line(error)}; mend the file.") from None


def _read_params() -> dict[str, Any]:
    try:
        loaded = OmegaConf.to_container(OmegaConf.load(paths.PARAMS))
    except FileNotFoundError:
        raise ConfigError(
            f"{paths.PARAMS}: not found in {Path.cwd()}; run the command from the project's root."
        ) from None
    if not isinstance(loaded, dict):
        raise ConfigError(f"{paths.PARAMS}: expected lines such as 'frames: hybrid'; mend the file.")
    return {str(key): value for key, value in loaded.items()}


def _list_groups() -> list[str]:
    return sorted(p.name for p in paths.CONF.iterdir() if p.is_dir())


def _find_class(target: str, file: Path) -> type:
    module, _, name = target.rpartition(".")
    if not module.startswith("rejoinder"):
        raise ConfigError(f"{file}: key '_target_' must name a class of rejoinder. Got {target!r} instead.")
    try:
        cls = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        raise ConfigError(f"{file}: key '_target_' names {target!r}, which does not exist; correct it.") from None
    if not (isinstance(cls, type) and is_dataclass(cls)):
        raise ConfigError(f"{file}: key '_target_' must name a dataclass. Got {target!r} instead.")
    return cls


def _explain(error: ErrorDetails, cls: type) -> str:
    location = [str(part) for part in error["loc"]]
    key = ".".join(location)
    if error["type"] == _UNKNOWN_KEY:
        return _suggest(f"key '{key}'", location[-1], _list_keys(cls, location[:-1]), "known key")
    if error["type"] == "missing":
        return f"key '{key}' has no value; give it one."
    if error["type"] == "value_error":  # the dataclass's own check, a sentence of its own
        return str(error["ctx"]["error"])
    return f"key '{key}': {error['msg'].lower()}. Got {error['input']!r} instead; correct the value."


def _list_keys(cls: Any, location: Sequence[str]) -> list[str]:
    """Keys of the dataclass that a location in the configuration belongs to."""
    for part in location:
        if is_dataclass(cls):
            cls = get_type_hints(cls)[part]
        else:
            cls = next((a for a in reversed(get_args(cls)) if is_dataclass(a)), cls)
    return [f.name for f in fields(cls)] if is_dataclass(cls) else []


def _suggest(where: str, name: str, names: list[str], what: str) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}" if near else f"there are {', '.join(names)}"
    return f"{where}: {name!r} is not a {what}; {hint}?"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split("\n    full_key")[0].split())
