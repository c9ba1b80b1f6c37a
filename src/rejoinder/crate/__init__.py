"""Stage `crate`: the whole study as a research object (RO-Crate), the file beside which archives read what is what."""

from rejoinder.crate.stage import main

__all__ = ["main"]
