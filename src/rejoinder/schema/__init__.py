"""The columns of every table the stages exchange, written once.

All spans are half-open `[start, end)` character offsets into `articles.text` of the row's article, so that
`text[start:end]` is the surface string, exactly.
"""

from rejoinder.schema.agreement import (
    AGREEMENT,
    CALIBRATION,
    CODED_SAMPLE,
    CONFUSION,
    CORRECTNESS,
    GOLD_ARTICLES,
    PREVALENCE,
    RELIABILITY,
    THRESHOLDS,
)
from rejoinder.schema.coder import CROSS_VALIDATION, EXAMPLE_VECTORS, EXAMPLES, OUT_OF_FOLD
from rejoinder.schema.codes import ANSWERS, BEHAVIOUR, CODER_FRAMES, EFFORTS, FRAMES, STANCES
from rejoinder.schema.columns import key_columns
from rejoinder.schema.statements import ATTRIBUTIONS, CORRECTIONS, STATEMENTS
from rejoinder.schema.texts import ARTICLES, CODED_KINDS, ENCODINGS, LEFT_OUT, PARSES, READINGS, TURN_KINDS
from rejoinder.schema.words import CONCORDANCE, KEYNESS

__all__ = [
    "AGREEMENT",
    "ANSWERS",
    "ARTICLES",
    "ATTRIBUTIONS",
    "BEHAVIOUR",
    "CALIBRATION",
    "CODED_KINDS",
    "CODED_SAMPLE",
    "CODER_FRAMES",
    "CONCORDANCE",
    "CONFUSION",
    "CORRECTIONS",
    "CORRECTNESS",
    "CROSS_VALIDATION",
    "EFFORTS",
    "ENCODINGS",
    "EXAMPLES",
    "EXAMPLE_VECTORS",
    "FRAMES",
    "GOLD_ARTICLES",
    "KEYNESS",
    "LEFT_OUT",
    "OUT_OF_FOLD",
    "PARSES",
    "PREVALENCE",
    "READINGS",
    "RELIABILITY",
    "STANCES",
    "STATEMENTS",
    "THRESHOLDS",
    "TURN_KINDS",
    "key_columns",
]
