"""Datasets within data/words."""

import pyarrow as pa

from rejoinder.schema.columns import build_schema

KEYNESS = build_schema(
    "place",
    place=pa.int64(),  # from 1: by group, part, then more frequent words by falling G2, then less frequent ones
    group=pa.string(),  # side, frame, outlet, period or genre
    part=pa.string(),  # a side, a frame's name, ...
    reference=pa.string(),  # another part, or "rest" for all others together
    term=pa.string(),  # lemma or word, in small letters where it ever is written so
    count=pa.int64(),  # in the part
    words=pa.int64(),  # all words of the part
    reference_count=pa.int64(),
    reference_words=pa.int64(),
    articles=pa.int64(),  # of the part in which it occurs
    reference_articles=pa.int64(),  # of the reference
    g2_four_term=pa.float64(),  # signed: below 0 where it is less frequent than in the reference
    g2_two_term=pa.float64(),  # the same
    p=pa.float64(),  # of the four-term G2, in [0, 1], not corrected for the number of words tested
    bic=pa.float64(),  # G2 - ln N, of the same
    log_ratio=pa.float64(),
    percent_difference=pa.float64(),  # null where the reference has none
    odds_ratio=pa.float64(),  # null where the reference has none
    tested=pa.int64(),  # words of this part that were compared
)

CONCORDANCE = build_schema(
    "line",
    line=pa.int64(),  # from 1: by query, date, statement and place
    kind=pa.string(),  # what was looked for: term, cue or frame
    query=pa.string(),  # the term as written, or the name of the frame
    before=pa.string(),  # before + keyword + after is the statement's text, exactly
    keyword=pa.string(),
    after=pa.string(),
    speaker=pa.string(),  # as figures name speakers
    side=pa.string(),
    form=pa.string(),
    frames=pa.string(),  # names of those that the statement carries, separated by spaces
    outlet=pa.string(),
    published=pa.string(),
    statement_id=pa.string(),
    article_id=pa.string(),
    start=pa.int32(),  # of the keyword in the article's text
    end=pa.int32(),
)
