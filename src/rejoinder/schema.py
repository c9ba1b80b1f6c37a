"""The columns of every table the stages exchange, written once.

All spans are half-open `[start, end)` character offsets into `articles.text` of the row's article, so that
`text[start:end]` is the surface string, exactly.
"""

import pyarrow as pa

SPAN = pa.struct([pa.field("start", pa.int32(), False), pa.field("end", pa.int32(), False)])
SPANS = pa.list_(SPAN)
READINGS = 10  # of a subword: one for each weight vector of the heads, see encoder/heads.py
CODED_KINDS = ("title", "paragraph")  # kinds of blocks that are statements; lines of any other kind are never coded
TURN_KINDS = ("turn", "question", "answer")  # of those that open a turn: they name who speaks, or who asks and answers


def _schema(*key: str, **columns: pa.DataType) -> pa.Schema:
    """A schema whose metadata names the key columns; rows are sorted by them."""
    fields = [pa.field(name, kind, nullable=name not in key) for name, kind in columns.items()]
    return pa.schema(fields, metadata={"key": " ".join(key)})


ARTICLES = _schema(
    "article_id",
    article_id=pa.string(),  # safe as a file name: the input file's, or as the option of `articles` makes it
    title=pa.string(),
    text=pa.string(),  # the whole text, lines that are no statement included
    blocks=pa.list_(  # title, paragraph, or what a line is instead, in order; together they cover all but white space
        pa.struct([pa.field("kind", pa.string()), pa.field("start", pa.int32()), pa.field("end", pa.int32())])
    ),
    outlet=pa.string(),
    published=pa.string(),  # ISO 8601 date
    language=pa.string(),  # ISO 639-1
    url=pa.string(),
    rights=pa.string(),
    genre=pa.string(),  # news, transcript or speech, as stated or as the layout tells
    speaker=pa.string(),  # who speaks it as a whole, and
    side=pa.string(),  # on which side, as stated; "" where that is left to the text
    sha256=pa.string(),  # of the text
    path=pa.string(),  # from the project's root; of one in a file of many also its place there
)

LEFT_OUT = _schema(
    "item",
    item=pa.string(),  # what was left out, as a path
    stage=pa.string(),
    reason=pa.string(),
)

PARSES = _schema(
    "article_id",
    "sent_id",
    "token_id",
    article_id=pa.string(),
    sent_id=pa.int32(),  # from 1 in each article
    token_id=pa.int32(),  # from 1 in each sentence: a syntactic word of Universal Dependencies
    block=pa.int32(),  # index into the article's blocks
    form=pa.string(),
    lemma=pa.string(),
    upos=pa.string(),
    xpos=pa.string(),
    feats=pa.string(),  # "Number=Sing|Person=3" or "_"
    head=pa.int32(),  # token_id of the head, 0 for the root
    deprel=pa.string(),
    start=pa.int32(),
    end=pa.int32(),
    mwt=pa.int32(),  # words in the multi-word token that begins here; 1 for a word of its own, 0 inside one
)

ATTRIBUTIONS = _schema(
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

STATEMENTS = _schema(
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

ENCODINGS = _schema(
    "article_id",
    "subword",
    article_id=pa.string(),
    subword=pa.int32(),  # from 1 in each article
    start=pa.int32(),
    end=pa.int32(),
    readings=pa.list_(pa.float32(), READINGS),  # columns: 4 frames, 3 stances by mention, 3 stances by statement
)

EXAMPLES = _schema(
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

EXAMPLE_VECTORS = _schema(
    "example_id",
    example_id=pa.string(),
    vector=pa.list_(pa.float32()),  # embedding of the statement in its context
)

CROSS_VALIDATION = _schema(
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
OUT_OF_FOLD = _schema(
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

FRAMES = _schema(
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

CODER_FRAMES = _schema(  # of seeds/coders, as FRAMES
    "statement_id",
    "frame",
    statement_id=pa.string(),
    frame=pa.string(),
    variant=pa.string(),
    score=pa.float64(),
    decision=pa.bool_(),
    threshold=pa.float64(),
)

# Within data/frames and data/stances, where a language model was asked.
BEHAVIOUR = _schema(
    "test",
    "statement_id",
    "category",
    test=pa.string(),  # what was changed; "as coded" for nothing, "definitions" where these were the statements
    statement_id=pa.string(),  # of a sample; "<label>/0000" of definitions
    category=pa.string(),  # a frame, or the target of a stance
    code=pa.string(),  # true or false, or a stance, by whose definition decides; null where no answer can be used
)

# Within data/frames and data/stances of a language model, within data/agreement, and in seeds/coders.
EFFORTS = _schema(
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

STANCES = _schema(
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

ANSWERS = _schema(
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

CORRECTIONS = _schema(
    "statement_id",
    "variable",
    statement_id=pa.string(),
    variable=pa.string(),  # speaker, side, frame_NAME or stance_TARGET
    line=pa.int32(),  # of seeds/corrections.csv
    value=pa.string(),  # what it sets
)

AGREEMENT = _schema(
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

# Datasets within data/agreement, beside the values of each pair of coders.

GOLD_ARTICLES = _schema(
    "article_id",
    article_id=pa.string(),
    passes=pa.int64(),  # coding passes that hold codes of it
)

CONFUSION = _schema(
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

THRESHOLDS = _schema(
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

CALIBRATION = _schema(
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

RELIABILITY = _schema(
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

PREVALENCE = _schema(
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

CODED_SAMPLE = _schema(  # of coding passes that are random samples of all statements
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

CORRECTNESS = _schema(
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

# Datasets within data/words.

KEYNESS = _schema(
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

CONCORDANCE = _schema(
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


def key_columns(schema: pa.Schema) -> list[str]:
    """Read from a schema the columns that its table is sorted by, in order."""
    return str(schema.metadata[b"key"].decode()).split()
