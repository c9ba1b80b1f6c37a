"""Command `multiverse`: the headline numbers under all combinations of defensible choices, as a specification curve.

- `choices` reads the choices of `conf/multiverse`, and lists their combinations, the specifications.
- `experiments` makes those runs that stages run again for, as experiments of DVC.
- `estimates` computes each number under each specification; `corpus/alternatives.py` sums the statements.
- `inference` says what all specifications of a number tell together, and which choice moves it most.
- `command` writes seeds/multiverse, of which stage `figures` makes the curves and the tables.
"""

from rejoinder.multiverse.choices import Multiverse
from rejoinder.multiverse.command import main

__all__ = ["Multiverse", "main"]
