"""Tables of stage `agreement`: the values of each pair of coders, and the datasets within data/agreement."""

import pyarrow as pa

from rejoinder.schema.columns import build_schema

AGREEMENT = build_schema(
    "first",
    "second",
    "variable",
    "category",
    "measure",
    first=pa.string(),  # "machine", or the name of a coding pass
    second=pa.string(),  # the coder it is held against: precision is of first, recall of second
    variable=pa.string(),  # frames, form, speaker, side or stances
    category=pa.string(),  # a frame, micro or macro; a target; "" for form, speaker, side and the stances in all
    measure=pa.string(),  # as in measures/coders.py
    n=pa.int64(),  # units coded by both
    articles=pa.int64(),  # articles these units are from
    weighted=pa.bool_(),  # whether units weigh as many statements as they stand for
    value=pa.float64(),  # null where undefined, see note
    low=pa.float64(),  # bounds of the interval, null where withheld, see interval_note
    high=pa.float64(),
    note=pa.string(),  # why there is no value, or which frames it leaves out
    interval_note=pa.string(),  # why there is no interval
)

GOLD_ARTICLES = build_schema(
    "article_id",
    article_id=pa.string(),
    passes=pa.int64(),  # coding passes that hold codes of it
)

CONFUSION = build_schema(
    "first",
    "second",
    "frame",
    "cell",
    first=pa.string(),  # "machine", or the name of a coding pass
    second=pa.string(),
    frame=pa.string(),
    cell=pa.string(),  # who marks: both, only first, only second, neither
    n=pa.int64(),  # units coded by both, in this cell
    examples=pa.list_(pa.struct([pa.field("statement_id", pa.string()), pa.field("text", pa.string())])),
)

THRESHOLDS = build_schema(
    "coder",
    "frame",
    "threshold",
    coder=pa.string(),  # a coding pass
    frame=pa.string(),
    threshold=pa.float64(),  # in [0, 1]; the machine marks from this score
    used=pa.float64(),  # the threshold of this run
    n=pa.int64(),  # statements coded
    precision=pa.float64(),  # null where undefined
    recall=pa.float64(),
    f1=pa.float64(),
    alpha=pa.float64(),
)

CALIBRATION = build_schema(
    "coder",
    "frame",
    coder=pa.string(),
    frame=pa.string(),
    n=pa.int64(),
    articles=pa.int64(),
    brier=pa.float64(),  # in [0, 1], 0 best; null where withheld, see note
    low=pa.float64(),
    high=pa.float64(),
    base=pa.float64(),  # the Brier score of giving every statement the share that carries the frame
    calibration_error=pa.float64(),  # in [0, 1], 0 best
    note=pa.string(),
    interval_note=pa.string(),
)

RELIABILITY = build_schema(
    "coder",
    "frame",
    "bin",
    coder=pa.string(),
    frame=pa.string(),
    bin=pa.int64(),  # from 1, lowest scores first
    n=pa.int64(),
    weight=pa.float64(),  # share of the statements that the bin stands for
    score=pa.float64(),  # their mean score
    share=pa.float64(),  # share of them that the coder marks
)

PREVALENCE = build_schema(
    "coder",
    "side",
    "frame",
    coder=pa.string(),
    side=pa.string(),  # "" for all statements
    frame=pa.string(),
    statements=pa.int64(),  # of the run (of the side)
    marked=pa.int64(),  # of these by the machine
    machine=pa.float64(),  # marked / statements
    n=pa.int64(),  # statements coded by the coder
    corrected=pa.float64(),  # the share corrected for the machine's errors; null where withheld, see note
    low=pa.float64(),
    high=pa.float64(),
    tuning=pa.float64(),  # how far the machine's codes are relied on beyond what the strata hold of them, in [0, 1]
    note=pa.string(),
)

CODED_SAMPLE = build_schema(  # of coding passes that are random samples of all statements
    "coder",
    "statement_id",
    "frame",
    coder=pa.string(),
    statement_id=pa.string(),
    frame=pa.string(),
    stratum=pa.string(),
    size=pa.int64(),  # statements in the stratum, coded or not
    truth=pa.bool_(),  # whether the coder gave the frame
    machine=pa.bool_(),  # whether the machine did
)

CORRECTNESS = build_schema(
    "coder",
    "variable",
    "category",
    coder=pa.string(),
    variable=pa.string(),  # speaker, side or stances
    category=pa.string(),  # a target; "" for speaker, side and the stances in all
    n=pa.int64(),  # statements coded; of stances those that machine or coder gives, favours or opposes
    right=pa.float64(),  # share of them that machine and coder code alike; of a sheet, weighted as in table agreement
    low=pa.float64(),  # bounds of the interval; null where the statements were not drawn at random, see note
    high=pa.float64(),
    note=pa.string(),
)
