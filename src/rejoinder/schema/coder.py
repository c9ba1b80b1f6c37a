"""Tables of the coder of frames: what it learns from, and how well it does."""

import pyarrow as pa

from rejoinder.schema.columns import build_schema

EXAMPLES = build_schema(
    "example_id",
    example_id=pa.string(),  # "<file name without ending>/<line, four digits>"
    text=pa.string(),
    side=pa.string(),  # the speaker's own side, or ""
    context=pa.string(),  # up to two sentences before it, or ""
    frames=pa.list_(pa.string()),
    topic=pa.string(),  # cross-validation keeps a topic in one fold
    register=pa.string(),
    note=pa.string(),
)

EXAMPLE_VECTORS = build_schema(
    "example_id",
    example_id=pa.string(),
    vector=pa.list_(pa.float32()),  # embedding of the statement in its context
)

CROSS_VALIDATION = build_schema(
    "variant",
    "frame",
    variant=pa.string(),  # lexicon, hybrid (the fitted coder) or tuned (the network as it ships)
    frame=pa.string(),
    n=pa.int32(),
    positives=pa.int32(),
    threshold=pa.float64(),  # chosen on all out-of-fold scores, or fixed
    precision=pa.float64(),  # of decisions whose model and threshold saw nothing of the statement's topic
    recall=pa.float64(),
    f1=pa.float64(),
    f1_low=pa.float64(),  # 95 % bootstrap interval, resampling topics; null where these are fewer than ten
    f1_high=pa.float64(),
    brier=pa.float64(),  # Brier score of the out-of-fold scores, in [0, 1], 0 best
    calibration_error=pa.float64(),  # expected calibration error of the same, in [0, 1]
    withheld=pa.bool_(),  # whether stage `frames` gives the frame to no statement, as F1 is too low
    note=pa.string(),  # what to know before the frame is used, or ""
)

OUT_OF_FOLD = build_schema(
    "variant",
    "frame",
    "example_id",
    variant=pa.string(),  # as above
    frame=pa.string(),
    example_id=pa.string(),
    topic=pa.string(),  # of the held-out statements of the tuned network, the kind of text
    score=pa.float64(),  # in [0, 1], by a model that saw nothing of the topic
    truth=pa.bool_(),  # whether the statement carries the frame
)
