"""The configuration of a run: `params.yaml` chooses options, `conf/` holds them, Hydra composes both.

An option becomes the dataclass that its `_target_` names. The types of the fields say which values they may have
(`ranges` has those that several share), and every value is checked when an option is read.
"""

from rejoinder.config.code import hash_code, list_groups
from rejoinder.config.faults import ConfigError, Fault, SettingsError, find_nearest
from rejoinder.config.run import PLACELESS, WHERE_TO_RUN, Run, compose_run, find_faults

__all__ = [
    "PLACELESS",
    "WHERE_TO_RUN",
    "ConfigError",
    "Fault",
    "Run",
    "SettingsError",
    "compose_run",
    "find_faults",
    "find_nearest",
    "hash_code",
    "list_groups",
]
