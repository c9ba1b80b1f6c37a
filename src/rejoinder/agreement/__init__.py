"""Stage `agreement`: the machine's coding against every coding pass, and the passes against each other."""

from rejoinder.agreement.compare import Agreement
from rejoinder.agreement.stage import build_tables, main, read_coding
from rejoinder.human_coding.files import GoldError

__all__ = ["Agreement", "GoldError", "build_tables", "main", "read_coding"]
