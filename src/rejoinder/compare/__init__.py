"""Command `compare`: what differs between two runs, statement by statement and in shares.

- `revisions` reads the table of statements of a commit, an experiment or the workspace, and lists experiments.
- `changes` matches the statements of two runs, and lists whose speaker, side, form, frame or stance differs.
- `shares` sets the share of each frame by side beside the other's, with intervals.
- `command` writes all of this as CSV files and a page, and prints the short of it.
"""

from rejoinder.compare.command import list_experiments, main

__all__ = ["list_experiments", "main"]
