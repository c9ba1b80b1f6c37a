"""Command `check`: all that is wrong with a study's settings, before hours of computing."""

from rejoinder.check.settings import find_faults
from rejoinder.check.table import format_faults

__all__ = ["find_faults", "format_faults"]
