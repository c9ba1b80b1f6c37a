"""Stage `coder`: fit the frame coder on the training statements and cross-validate it by topic."""

from rejoinder.coder.methods import Stacked
from rejoinder.coder.stage import main

__all__ = ["Stacked", "main"]
