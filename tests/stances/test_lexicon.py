"""Option `lexicon`: stance by the polarity of the words that govern or describe a mention."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rejoinder.stances.lexicon import Lexical, PolarityError, read_polarity
from rejoinder.stances.model import Judgement, PolarityEntry, PolarityLexicon, TargetInStatement
from tests.support.stance_sentences import parse_words

POLARITY = Path("seeds/language/polarity.csv")

WORDS = {
    ("accuse", "VERB"): [PolarityEntry(polarity=-1, role="object")],
    ("deny", "VERB"): [PolarityEntry(polarity=0, role="shifter"), PolarityEntry(polarity=-0.8, role="itself")],
    ("lie", "VERB"): [PolarityEntry(polarity=-1, role="subject")],
    ("attack", "VERB"): [PolarityEntry(polarity=-1, role="subject"), PolarityEntry(polarity=-1, role="object")],
    ("thief", "NOUN"): [PolarityEntry(polarity=-1, role="any")],
    ("honest", "ADJ"): [PolarityEntry(polarity=1, role="any")],
    ("foundation", "NOUN"): [PolarityEntry(polarity=0.7, role="any")],
    ("oppose", "VERB"): [PolarityEntry(polarity=-1, role="object")],
    ("willing", "ADJ"): [PolarityEntry(polarity=0.7, role="object")],
    ("help", "VERB"): [PolarityEntry(polarity=1, role="subject")],
}
RULES = Lexical(threshold=0.1, decay=0.7, negated=0.8, reach=4, polarity=str(POLARITY))


ACCUSED_ZUBIA = "He he PRON 2 nsubj | accused accuse VERB 0 root | Zubia Zubia PROPN 2 obj"


def judge(text: str, *mention: int, method: Lexical = RULES, words: PolarityLexicon = WORDS) -> Judgement:
    sentence = parse_words(text)
    mentions = (tuple(sentence.word(number) for number in mention),)
    target = TargetInStatement(span=(sentence.start, sentence.end), sentence=sentence, mentions=mentions)
    return method.judge(target, words)


@pytest.mark.parametrize(
    ("text", "mention", "score"),
    [
        pytest.param("He he PRON 2 nsubj | accused accuse VERB 0 root | Zubia Zubia PROPN 2 obj", [3], -1, id="object"),
        pytest.param(
            "Zubia Zubia PROPN 2 nsubj | accused accuse VERB 0 root | him he PRON 2 obj",
            [1],
            0,
            id="subject of a verb about its object",
        ),
        pytest.param(
            "Zubia Zubia PROPN 3 nsubj:pass | was be AUX 3 aux:pass | accused accuse VERB 0 root",
            [1],
            -1,
            id="passive subject",
        ),
        pytest.param(
            "Ships ship NOUN 3 nsubj:pass | were be AUX 3 aux:pass | helped help VERB 0 root | "
            "by by ADP 5 case | Zubia Zubia PROPN 3 obl",
            [5],
            1,
            id="by-phrase of a passive",
        ),
        pytest.param(
            "Zubia Zubia PROPN 4 nsubj | did do AUX 4 aux | not not PART 4 advmod | lie lie VERB 0 root",
            [1],
            0.8,
            id="negated verb",
        ),
        pytest.param(
            "He he PRON 2 nsubj | denied deny VERB 0 root | that that SCONJ 5 mark | "
            "Zubia Zubia PROPN 5 nsubj | lied lie VERB 2 ccomp",
            [4],
            0.8,
            id="verb under a verb of denial",
        ),
        pytest.param(
            "He he PRON 4 nsubj | did do AUX 4 aux | not not PART 4 advmod | deny deny VERB 0 root | "
            "that that SCONJ 7 mark | Zubia Zubia PROPN 7 nsubj | lied lie VERB 4 ccomp",
            [6],
            -0.64,
            id="denial negated in its turn",
        ),
        pytest.param(
            "The the DET 3 det | honest honest ADJ 3 amod | broker broker NOUN 0 root", [3], 1, id="adjective before it"
        ),
        pytest.param(
            "The the DET 2 det | broker broker NOUN 5 nsubj | is be AUX 5 cop | less less ADV 5 advmod | "
            "honest honest ADJ 0 root",
            [2],
            -0.8,
            id="less turns an adjective over",
        ),
        pytest.param(
            "Togo Togo PROPN 3 nsubj | is be AUX 3 cop | honest honest ADJ 0 root | than than ADP 5 case | "
            "Zubia Zubia PROPN 3 obl",
            [1],
            1,
            id="what is compared",
        ),
        pytest.param(
            "Togo Togo PROPN 3 nsubj | is be AUX 3 cop | thief thief NOUN 0 root | than than ADP 5 case | "
            "Zubia Zubia PROPN 3 nmod",
            [5],
            0.8,
            id="what it is compared with",
        ),
        pytest.param(
            "The the DET 2 det | talk talk NOUN 3 nsubj | has have VERB 0 root | no no DET 5 det | "
            "foundation foundation NOUN 3 obj",
            [2],
            -0.56,
            id="has no such thing",
        ),
        pytest.param(
            "He he PRON 2 nsubj | called call VERB 0 root | Zubia Zubia PROPN 2 obj | a a DET 5 det | "
            "thief thief NOUN 2 xcomp",
            [3],
            -1,
            id="called something",
        ),
        pytest.param(
            "We we PRON 2 nsubj | oppose oppose VERB 0 root | spoiling spoil VERB 2 xcomp | space space NOUN 3 obj",
            [4],
            -0.7,
            id="verb one step up",
        ),
        pytest.param(
            "We we PRON 3 nsubj | are be AUX 3 cop | willing willing ADJ 0 root | to to PART 5 mark | "
            "talk talk VERB 3 xcomp",
            [5],
            0.7,
            id="adjective that governs a verb",
        ),
        pytest.param(
            "He he PRON 2 nsubj | opposed oppose VERB 0 root | to to PART 4 mark | talk talk VERB 2 advcl",
            [4],
            -1,
            id="infinitive",
        ),
        pytest.param(
            "He he PRON 2 nsubj | denied deny VERB 0 root | it it PRON 2 obj", [2], -0.8, id="the mention itself"
        ),
        pytest.param(
            "Touring tour VERB 4 advcl | Zubia Zubia PROPN 1 obj | he he PRON 4 nsubj | "
            "attacked attack VERB 0 root | Togo Togo PROPN 4 obj",
            [2],
            0,
            id="verb of another clause",
        ),
    ],
)
def test_polarity_reaches_the_mention_by_syntax(text: str, mention: Sequence[int], score: float) -> None:
    assert judge(text, *mention).score == pytest.approx(score)


def test_rule_names_the_word_and_evidence_is_its_span() -> None:
    rule = "lexicon: 'accuse' governs target"
    assert judge(ACCUSED_ZUBIA, 3) == Judgement(score=-1, label="opposes", evidence=((3, 10),), rule=rule)


def test_shipped_polarities_are_several_hundred() -> None:
    assert len(read_polarity(POLARITY)) > 500


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("bad,ADJ,-2,any", "a number in [-1, 1]", id="polarity out of range"),
        pytest.param("bad,ADJ,low,any", "a number in [-1, 1]", id="polarity no number"),
        pytest.param("bad,ADJ,-1,adjective", "role must be one of", id="unknown role"),
    ],
)
def test_a_bad_line_of_the_lexicon_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "polarity.csv"
    path.write_text(f"lemma,upos,polarity,role\n{line}\n")
    with pytest.raises(PolarityError, match="line 2") as error:
        read_polarity(path)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("threshold", "label"),
    [pytest.param(0.5, "opposes", id="at the threshold"), pytest.param(0.51, "neutral", id="under it")],
)
def test_lexicon_is_neutral_under_its_threshold(threshold: float, label: str) -> None:
    words = {("accuse", "VERB"): [PolarityEntry(polarity=-0.5, role="object")]}
    method = Lexical(threshold=threshold, decay=1.0, negated=1.0, reach=4, polarity=str(POLARITY))
    assert judge(ACCUSED_ZUBIA, 3, method=method, words=words).label == label
