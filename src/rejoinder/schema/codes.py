"""Tables of frames and stances, of the answers they may come from, and of what they cost."""

import pyarrow as pa

from rejoinder.schema.columns import SPANS, build_schema

FRAMES = build_schema(
    "statement_id",
    "frame",
    statement_id=pa.string(),
    frame=pa.string(),
    variant=pa.string(),  # of the method that scored it: tuned, hybrid, lexicon or llm
    score=pa.float64(),  # in [0, 1], rounded to 4 decimals; null where a model gave no usable answer, see rule
    decision=pa.bool_(),  # score >= threshold, and the frame is not withheld; null likewise
    uncertain=pa.bool_(),  # the score is so near to the threshold that the decision is uncertain
    threshold=pa.float64(),
    evidence=SPANS,  # the words that moved the score most
    rule=pa.string(),  # the cue or the features behind it, readable
)

CODER_FRAMES = build_schema(  # of seeds/coders, as FRAMES
    "statement_id",
    "frame",
    statement_id=pa.string(),
    frame=pa.string(),
    variant=pa.string(),
    score=pa.float64(),
    decision=pa.bool_(),
    threshold=pa.float64(),
)

STANCES = build_schema(
    "statement_id",
    "target",
    statement_id=pa.string(),
    target=pa.string(),
    score=pa.float64(),  # in [-1, 1], rounded to 4 decimals; null where a model gave no usable answer, see rule
    label=pa.string(),  # opposes, neutral or favours; null likewise
    mention=SPANS,  # where the statement speaks of the target; may be empty where it is implied
    implied=pa.bool_(),  # whether the sentence does not name the target: the article tells who is meant
    evidence=SPANS,
    rule=pa.string(),
)

ANSWERS = build_schema(
    "key",
    key=pa.string(),  # sha256 of identity and request
    model=pa.string(),  # as the request names it
    identity=pa.string(),  # digest of the model, and the server with its version
    request=pa.string(),  # the JSON that was sent, byte by byte
    status=pa.int32(),  # of HTTP; 0 where nothing came back in any try
    response=pa.string(),  # as it came, but for the key, should the server repeat it; of status 0 why nothing came
    seconds=pa.float64(),  # from sending to answer, waits aside
    asked=pa.string(),  # ISO 8601 date
)

# Within data/frames and data/stances, where a language model was asked.
BEHAVIOUR = build_schema(
    "test",
    "statement_id",
    "category",
    test=pa.string(),  # what was changed; "as coded" for nothing, "definitions" where these were the statements
    statement_id=pa.string(),  # of a sample; "<label>/0000" of definitions
    category=pa.string(),  # a frame, or the target of a stance
    code=pa.string(),  # true or false, or a stance, by whose definition decides; null where no answer can be used
)

# Within data/frames and data/stances of a language model, within data/agreement, and in seeds/coders.
EFFORTS = build_schema(
    "coder",
    "variable",
    coder=pa.string(),  # machine, a kept coder or a coding pass
    variable=pa.string(),  # frames or stances
    statements=pa.int64(),  # on which it was measured; null where it was not, see note
    seconds=pa.float64(),  # for 1,000 statements, as recorded when they were coded, never by the run that shows it
    prompt_tokens=pa.float64(),  # likewise, sent to a language model; null where none was asked
    answer_tokens=pa.float64(),  # likewise, that came back
    money=pa.float64(),  # likewise; null where the option sets no price
    note=pa.string(),  # how it was measured, or why not
)
