"""Stage `stances`: what a statement's speaker thinks of the targets that the statement mentions.

`stage` finds the targets of each statement (`targets`), and has the option of `conf/stances/` judge them: `tuned`, by
what the tuned encoder reads from a mention and from the statement, or `lexicon`, by the polarity of the words that
govern or describe a mention (`governing_words`).
"""

from rejoinder.stances.lexicon import Lexical, PolarityError
from rejoinder.stances.stage import code_stances, load_target_finder, main, read_source_clauses
from rejoinder.stances.tuned import TunedStances

__all__ = [
    "Lexical",
    "PolarityError",
    "TunedStances",
    "code_stances",
    "load_target_finder",
    "main",
    "read_source_clauses",
]
