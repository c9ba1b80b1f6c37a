"""Stage `agreement`: the machine's coding against every coding pass, and the passes against each other."""

from rejoinder.agreement.compare import Agreement
from rejoinder.agreement.files import GoldError
from rejoinder.agreement.stage import build_tables, main

__all__ = ["Agreement", "GoldError", "build_tables", "main"]
