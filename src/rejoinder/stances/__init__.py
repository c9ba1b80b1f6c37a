"""Stage `stances`: what a statement's speaker thinks of the targets that the statement mentions.

`stage` finds the targets of each statement (`targets`), and has the option of `conf/stances/` judge them: `embedding`,
by a neural network (`network`), or `lexicon`, by the polarity of the words that govern or
describe a mention (`governing_words`).
"""

from rejoinder.stances.embedding import Embedding
from rejoinder.stances.lexicon import Lexical, PolarityError
from rejoinder.stances.stage import code_stances, load_target_finder, main

__all__ = ["Embedding", "Lexical", "PolarityError", "code_stances", "load_target_finder", "main"]
