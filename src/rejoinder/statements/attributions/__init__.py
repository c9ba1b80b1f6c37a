"""Who says what: quotations and reported speech, found by rules on the parses."""

from rejoinder.statements.attributions.cue_lexicon import CueLexicon, CueLexiconError, read_cue_lexicon
from rejoinder.statements.attributions.extract import extract_attributions

__all__ = ["CueLexicon", "CueLexiconError", "extract_attributions", "read_cue_lexicon"]
