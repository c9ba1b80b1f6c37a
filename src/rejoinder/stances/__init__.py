"""Stage `stances`: what a statement's speaker thinks of the targets that the statement mentions or implies.

`statement_targets` finds the targets that each statement mentions (`targets`) and the one that it could be directed
against without naming it (`implied`). The option of `conf/stances/` judges them: `tuned`, by what the tuned encoder
reads from mention and statement, `lexicon`, by the polarity of the words that govern or describe a mention
(`governing_words`), or `llm`, by what a language model answered. `coding` makes rows of what they say.
"""

from rejoinder.stances.coding import code_stances
from rejoinder.stances.lexicon import Lexical, PolarityError
from rejoinder.stances.llm import AskedStances
from rejoinder.stances.stage import build_inquiry, load_finders, main
from rejoinder.stances.statement_targets import read_source_clauses
from rejoinder.stances.targets import Finders
from rejoinder.stances.tuned import TunedStances

__all__ = [
    "AskedStances",
    "Finders",
    "Lexical",
    "PolarityError",
    "TunedStances",
    "build_inquiry",
    "code_stances",
    "load_finders",
    "main",
    "read_source_clauses",
]
