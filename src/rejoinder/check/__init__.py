"""Command and stage `check`: all that is wrong with a study's settings, and what its texts are, before a long run."""

from rejoinder.check.settings import find_faults
from rejoinder.check.stage import main
from rejoinder.check.table import format_faults
from rejoinder.check.texts import describe_texts
from rejoinder.check.training import describe_training
from rejoinder.check.unknown_speakers import describe_unknown_speakers

__all__ = ["describe_texts", "describe_training", "describe_unknown_speakers", "find_faults", "format_faults", "main"]
