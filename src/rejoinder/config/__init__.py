"""The configuration of a run: `params.yaml` chooses options, `conf/` holds them, Hydra composes both.

An option becomes the dataclass that its `_target_` names. The types of the fields say which values they may have
(`ranges` has those that several share), and every value is checked when an option is read.
"""

from rejoinder.config.code import hash_code, list_groups
from rejoinder.config.faults import ConfigError, Fault, SettingsError
from rejoinder.config.run import PLACELESS, Run, compose_run, find_faults

__all__ = [
    "PLACELESS",
    "ConfigError",
    "Fault",
    "Run",
    "SettingsError",
    "compose_run",
    "find_faults",
    "hash_code",
    "list_groups",
]
