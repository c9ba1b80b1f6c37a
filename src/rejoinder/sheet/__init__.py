"""Command `sheet`: draw statements at random for people to code, and write them as a coding sheet."""

from rejoinder.sheet.command import main
from rejoinder.sheet.draw import Draw, SheetError

__all__ = ["Draw", "SheetError", "main"]
