"""Commands `keep` and `distil`: what coded this run, as a coder to compare with, or as one to learn from."""

from rejoinder.keep.coder import keep_coder
from rejoinder.keep.training import distil

__all__ = ["distil", "keep_coder"]
