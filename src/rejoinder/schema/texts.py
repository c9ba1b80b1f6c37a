"""Tables of texts: articles, what was left out, parses and what the encoder reads."""

import pyarrow as pa

from rejoinder.schema.columns import build_schema

READINGS = 10  # of a subword: one for each weight vector of the heads, see encoder/heads.py
CODED_KINDS = ("title", "paragraph")  # kinds of blocks that are statements; lines of any other kind are never coded
TURN_KINDS = ("turn", "question", "answer")  # of those that open a turn: they name who speaks, or who asks and answers

ARTICLES = build_schema(
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

LEFT_OUT = build_schema(
    "item",
    item=pa.string(),  # what was left out, as a path
    stage=pa.string(),
    reason=pa.string(),
)

PARSES = build_schema(
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

ENCODINGS = build_schema(
    "article_id",
    "subword",
    article_id=pa.string(),
    subword=pa.int32(),  # from 1 in each article
    start=pa.int32(),
    end=pa.int32(),
    readings=pa.list_(pa.float32(), READINGS),  # columns: 4 frames, 3 stances by mention, 3 stances by statement
)
