"""What holds of the attributions of any text: spans slice back, neither other articles nor later paragraphs matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rejoinder.actors import Actors
from rejoinder.schema import TURN_KINDS
from rejoinder.statements import Syntactic, read_language
from rejoinder.statements.attributions.free_indirect_speech import RECORD
from rejoinder.syntax import Sentence, Word
from tests.support.attribution_cases import FOLDER, read_passages

LANGUAGE = read_language(Path("seeds/language"))
METHOD = Syntactic(language="seeds/language", acts=["speech", "thought", "intention", "feeling"], minor_share=0.33)
ACTORS = Actors(sides={}, targets={})
ROLES = ("source", "cue", "content")
OF_THE_WHOLE = (RECORD, *TURN_KINDS)  # rules that count a text's paragraphs: a record of a meeting, an interview
Row = dict[str, Any]

_FORMS = "said told that to according as view in her Lind ministry claim was by \" “ ” '' ' , : . ? - ― é 漢字 🙂 Lind:"
_MARKS = "\"“”„‘'`«»「"
_UPOS = "VERB NOUN PROPN PRON ADJ ADV AUX ADP PUNCT PART SCONJ"
_XPOS = "VBD VBZ VBN VBG VB NN NNP IN TO RB , MD"
_DEPREL = (
    "nsubj nsubj:pass obj obl ccomp xcomp advcl acl acl:relcl conj parataxis mark case nmod nmod:poss aux aux:pass"
    " cop punct advmod appos flat compound:prt fixed"
)
_ANY = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=4)
FORMS = st.one_of(st.sampled_from(_FORMS.split()), _ANY)
UPOS, XPOS, DEPREL = (st.sampled_from(values.split()) for values in (_UPOS, _XPOS, _DEPREL))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text and its parse, offsets counted from its beginning."""

    text: str
    sentences: Sequence[Sentence]


def _read_paragraphs() -> list[Paragraph]:
    """The paragraphs of the hand-corrected passages."""
    paragraphs = []
    for path in sorted(FOLDER.glob("*.conllu")):
        for text, sentences in read_passages(path).values():
            start = 0
            for number, part in enumerate(text.split("\n\n")):
                own = [_shift(s, -start, 0, 0) for s in sentences if s.block == number]
                paragraphs.append(Paragraph(part, own))
                start += len(part) + 2
    return paragraphs


def _shift(sentence: Sentence, offset: int, sent_id: int, block: int) -> Sentence:
    words = tuple(w._replace(start=w.start + offset, end=w.end + offset) for w in sentence.words)
    return Sentence("a", sent_id, block, words)


WRITTEN = _read_paragraphs()


@st.composite
def random_paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph of odd words and marks under a random tree."""
    forms = draw(st.lists(FORMS, min_size=1, max_size=12))
    words, start = [], 0
    for token, form in enumerate(forms, 1):
        lemma = {"said": "say", "told": "tell", "was": "be"}.get(form, form)
        head = 0 if token == 1 else draw(st.integers(1, token - 1))
        relation = "root" if token == 1 else draw(DEPREL)
        words.append(Word(token, form, lemma, draw(UPOS), draw(XPOS), "_", head, relation, start, start + len(form)))
        start += len(form) + 1
    return Paragraph(" ".join(forms), [Sentence("a", 0, 0, tuple(words))])


REACHING = [p for p in WRITTEN if p.text[0] in _MARKS or ":" in p.text]  # those that later ones may go on with
PARAGRAPHS = st.one_of(st.sampled_from(WRITTEN), st.sampled_from(REACHING), random_paragraphs())


def _code(paragraphs: Sequence[Paragraph], name: str = "a") -> tuple[str, list[Row], list[Row]]:
    """The text of an article of these paragraphs, and its rows of attributions and statements."""
    text, blocks, parse = "", [], []
    for number, paragraph in enumerate(paragraphs):
        text += "\n\n" if number else ""
        for sentence in paragraph.sentences:
            parse.append(_shift(sentence, len(text), len(parse) + 1, number))
        blocks.append({"kind": "paragraph", "start": len(text), "end": len(text) + len(paragraph.text)})
        text += paragraph.text
    article = {"article_id": name, "text": text, "blocks": blocks, "outlet": "The Lantern"}
    return text, *METHOD(article, parse, LANGUAGE, ACTORS)


def _before(rows: Sequence[Row], end: int) -> list[Row]:
    """The attributions of what is said before an offset, without what goes on behind it and without their speakers."""
    before = [row for row in rows if row["content"][0]["start"] < end]
    places = {row["attribution_id"]: number for number, row in enumerate(before)}
    return [
        {role: [s for s in row[role] if s["start"] < end] for role in ROLES}
        | {key: row[key] for key in ("kind", "act", "rule")}
        | {"parent": places.get(row["parent"])}
        for row in before
    ]


def _begins_behind(row: Row, end: int) -> bool:
    """Whether a signature stands behind an offset; it tells who said what stands before it."""
    return all(span["start"] >= end for span in row["source"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=3))
def test_any_tree_over_any_text_gives_spans_that_slice_back(paragraphs: list[Paragraph]):
    text, attributions, statements = _code(paragraphs)
    assert all(text[s["start"] : s["end"]] == s["text"] for s in statements)
    names = {row["attribution_id"] for row in attributions}
    for row in attributions:
        assert row["content"]
        assert row["parent"] is None or row["parent"] in names - {row["attribution_id"]}
        for role in ROLES:
            spans = [(s["start"], s["end"]) for s in row[role]]
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))


@settings(max_examples=300, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), PARAGRAPHS)
def test_a_paragraph_added_at_the_end_changes_no_attribution_before_it(paragraphs: list[Paragraph], last: Paragraph):
    text, before, _ = _code(paragraphs)
    _, after, _ = _code([*paragraphs, last])
    assume(last.text[0] not in _MARKS)  # a mark may go on with a quotation that was left open
    assume(not any(row["rule"] in OF_THE_WHOLE for row in (*before, *after)))
    assume(not any(row["rule"].endswith("-signed") and _begins_behind(row, len(text)) for row in after))
    assert _before(after, len(text)) == _before(before, len(text))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=2), min_size=2, max_size=4), st.randoms())
def test_the_order_of_articles_changes_nothing(articles: list[list[Paragraph]], random: Any):
    named = list(enumerate(articles))
    straight = {number: _code(article, str(number)) for number, article in named}
    random.shuffle(named)
    assert {number: _code(article, str(number)) for number, article in named} == straight
