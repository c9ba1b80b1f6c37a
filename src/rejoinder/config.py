"""The configuration of a run: `params.yaml` chooses options, `conf/` holds them, Hydra composes both."""

import difflib
import importlib
from collections.abc import Collection
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from hydra import compose, initialize_config_dir
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from rejoinder import paths

PLACELESS = "engine"  # the group that says where stages run, never what comes out

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
        """The object that a group's chosen option describes: its `_target_` dataclass, filled and checked.

        Raises:
            ConfigError: a wrong type, an unknown key or a missing value.
        """
        file = paths.CONF / group / f"{self.choices[group]}.yaml"
        leaf = self.options[group]
        target = leaf.get("_target_")
        if not target:
            raise ConfigError(f"{file}: expected the key '_target_' naming a class of rejoinder, found none; add it.")
        cls = _class(str(target), file)
        given: Any = OmegaConf.to_container(leaf)
        del given["_target_"]
        try:
            return TypeAdapter(cls).validate_python(given, extra="forbid")
        except ValidationError as error:
            # a misspelt key is also a missing one: its wrong spelling says more
            first = min(error.errors(), key=lambda e: e["type"] != _UNKNOWN_KEY)
            raise ConfigError(f"{file}: {_explain(first, cls)}") from None


def compose_run(overrides: list[str] | None = None, groups: Collection[str] | None = None) -> Run:
    """Compose `params.yaml`, `conf/` and Hydra overrides ("frames=lexicon", "frames.threshold=0.7", "seed=7").

    Of conf/, those `groups` are composed that are given, and those that an override names; by default all.

    Raises:
        ConfigError: an unknown group, option or key, or a file that is not YAML.
    """
    choices = _params()
    seed = choices.pop("seed", None)
    rest = []
    for override in overrides or []:
        name, _, value = override.partition("=")
        if name == "seed":
            seed = int(value) if value.lstrip("-").isdigit() else value
        elif name in choices:
            choices[name] = value
        else:
            rest.append(override)
    if not isinstance(seed, int):
        raise ConfigError(f"{paths.PARAMS}: key 'seed' must be a whole number. Got {seed!r} instead; write e.g. 13.")
    for group, option in choices.items():
        options = sorted(p.stem for p in (paths.CONF / group).glob("*.yaml"))
        if not options:
            raise ConfigError(_unknown(f"{paths.PARAMS}: key '{group}'", group, _groups(), "folder of conf/"))
        if option not in options:
            raise ConfigError(
                _unknown(f"{paths.PARAMS}: key '{group}'", str(option), options, f"file of conf/{group}/")
            )
    overridden = {override.lstrip("+~").partition("=")[0].partition(".")[0] for override in rest}
    wanted = [g for g in choices if groups is None or g in groups or g in overridden]
    try:
        with initialize_config_dir(str(paths.CONF.absolute()), version_base="1.3"):
            composed = compose(overrides=[f"+{group}={choices[group]}" for group in wanted] + rest)
    except (HydraException, OmegaConfBaseException) as error:
        raise ConfigError(f"{paths.CONF}: {_one_line(error)}") from None
    except Exception as error:  # the YAML parser's own, which names file and line
        raise ConfigError(f"{paths.CONF}: not valid YAML: {_one_line(error)}; mend the file.") from None
    return Run(choices, seed, composed)


def _params() -> dict[str, Any]:
    try:
        loaded = OmegaConf.to_container(OmegaConf.load(paths.PARAMS))
    except FileNotFoundError:
        raise ConfigError(
            f"{paths.PARAMS}: not found in {Path.cwd()}; run the command from the project's root."
        ) from None
    if not isinstance(loaded, dict):
        raise ConfigError(f"{paths.PARAMS}: expected lines such as 'frames: hybrid'; mend the file.")
    return {str(key): value for key, value in loaded.items()}


def _groups() -> list[str]:
    return sorted(p.name for p in paths.CONF.iterdir() if p.is_dir())


def _class(target: str, file: Path) -> type:
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
    place = [str(part) for part in error["loc"]]
    key = ".".join(place)
    if error["type"] == _UNKNOWN_KEY:
        return _unknown(f"key '{key}'", place[-1], _keys(cls, place[:-1]), "known key")
    if error["type"] == "missing":
        return f"key '{key}' has no value; give it one."
    if error["type"] == "value_error":  # the dataclass's own check, a sentence of its own
        return str(error["ctx"]["error"])
    return f"key '{key}': {error['msg'].lower()}. Got {error['input']!r} instead; correct the value."


def _keys(cls: Any, place: list[str]) -> list[str]:
    """Keys of the dataclass that a place in the configuration belongs to."""
    for part in place:
        if is_dataclass(cls):
            cls = get_type_hints(cls)[part]
        else:
            cls = next((a for a in reversed(get_args(cls)) if is_dataclass(a)), cls)
    return [f.name for f in fields(cls)] if is_dataclass(cls) else []


def _unknown(where: str, name: str, known: list[str], what: str) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}" if near else f"there are {', '.join(known)}"
    return f"{where}: {name!r} is not a {what}; {hint}?"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split("\n    full_key")[0].split())
