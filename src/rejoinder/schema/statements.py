"""Tables of who says what, and of what corrects it."""

import pyarrow as pa

from rejoinder.schema.columns import SPANS, build_schema

ATTRIBUTIONS = build_schema(
    "attribution_id",
    attribution_id=pa.string(),  # "<article_id>/a<number from 1, in order of cue or content>"
    article_id=pa.string(),
    sent_id=pa.int32(),  # the sentence that holds the cue, or the content's first
    source=SPANS,  # may be empty: nobody is named
    cue=SPANS,  # may be empty: a quotation with no reporting verb
    content=SPANS,
    kind=pa.string(),  # direct, indirect or mixed
    act=pa.string(),  # speech, thought, intention, feeling, perception, event
    rule=pa.string(),  # name of the rule that found it
    parent=pa.string(),  # attribution_id of the attribution it is nested in, or null
    speaker=pa.string(),  # the person, body or country the source resolves to
    speaker_kind=pa.string(),  # person, organisation, country, group, anonymous, outlet, unknown
    organisation=pa.string(),
    role=pa.string(),
    side=pa.string(),
    resolution=pa.string(),  # name of the rule that resolved the speaker; "+home" or "+context" marks a guessed side
)

STATEMENTS = build_schema(
    "statement_id",
    statement_id=pa.string(),  # "<article_id>/<sent_id, four digits>"
    article_id=pa.string(),
    sent_id=pa.int32(),
    block=pa.int32(),
    unit=pa.string(),  # kind of its block; only CODED_KINDS are coded
    start=pa.int32(),
    end=pa.int32(),
    text=pa.string(),
    speaker=pa.string(),
    speaker_kind=pa.string(),
    organisation=pa.string(),
    role=pa.string(),
    side=pa.string(),
    resolution=pa.string(),  # name of the rule that resolved the speaker; "+home" or "+context" marks a guessed side
    form=pa.string(),  # direct, indirect, mixed or narrated
    attribution_id=pa.string(),  # the attribution the speaker comes from, or null
    rule=pa.string(),
)

CORRECTIONS = build_schema(
    "statement_id",
    "variable",
    statement_id=pa.string(),
    variable=pa.string(),  # speaker, side, frame_NAME or stance_TARGET
    line=pa.int32(),  # of seeds/corrections.csv
    value=pa.string(),  # what it sets
)
