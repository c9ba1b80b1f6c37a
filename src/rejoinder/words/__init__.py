"""Stage `words`: what corpus linguistics asks of a run: keyness and concordance.

- `counts` counts the words of every part of the corpus, by DuckDB; `keyness` compares parts by them.
- `measures` are the statistics, pure functions of counts.
- `concordance` finds words, cues and evidence in their sentences; `patterns` are how they are written.
- `stage` brings both together.

docs/words.md has the formulas.
"""

from rejoinder.words.concordance import Concordance
from rejoinder.words.keyness import Keyness
from rejoinder.words.stage import WordAnalysis, main

__all__ = ["Concordance", "Keyness", "WordAnalysis", "main"]
