import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from rejoinder import schema, stances, tables
from rejoinder.runtime.checksums import CHECKSUMS, ChecksumError, verify_checksums
from rejoinder.stances import network
from rejoinder.stances.lexicon import Lexical, LexiconError, read_polarity
from rejoinder.stances.model import Entry, Item, Judgement, Lexicon
from rejoinder.stances.targets import Finder, Mention
from rejoinder.syntax import Sentence, Word

MODEL = Path(str(files("rejoinder") / "models" / "stance"))
LIMIT = 5_000_000  # bytes
POLARITY = Path("seeds/language/polarity.csv")


def parsed(text: str, sent_id: int = 1) -> Sentence:
    """A sentence from "form lemma upos head deprel" for each word, by line or "|"; its words are one space apart."""
    words, position = [], 0
    for number, line in enumerate(re.split(r"[|\n]", text.strip()), 1):
        form, lemma, upos, head, deprel = line.split()
        words.append(Word(number, form, lemma, upos, "_", "_", int(head), deprel, position, position + len(form)))
        position += len(form) + 1
    return Sentence("article", sent_id, 0, tuple(words))


def surface(sentence: Sentence) -> str:
    return " ".join(word.form for word in sentence.words)


OFFICIALS_ACCUSE = parsed("""
    U.S. U.S. PROPN 2 compound
    officials official NOUN 3 nsubj
    accused accuse VERB 0 root
    the the DET 6 det
    Chinese Chinese ADJ 6 amod
    army army NOUN 3 obj
""")
CHINA_IS_A_VICTIM = parsed("""
    China China PROPN 4 nsubj
    is be AUX 4 cop
    a a DET 4 det
    victim victim NOUN 0 root
    she she PRON 6 nsubj
    added add VERB 4 parataxis
""")
WE_THANK_US = parsed("""
    We we PRON 2 nsubj
    thank thank VERB 0 root
    the the DET 4 det
    US US PROPN 2 obj
    for for ADP 6 case
    help help NOUN 2 obl
""")
THEY_TOLD_US = parsed("""
    They they PRON 2 nsubj
    told tell VERB 0 root
    us we PRON 2 iobj
    nothing nothing PRON 2 obj
""")
CHINA_SAID = parsed("""
    China China PROPN 2 nsubj
    said say VERB 0 root
    it it PRON 4 nsubj
    agreed agree VERB 2 ccomp
""")
NOTHING_TO_DO = parsed("""
    They they PRON 2 nsubj
    had have VERB 0 root
    nothing nothing PRON 2 obj
    to to PART 5 mark
    do do VERB 3 acl
    with with ADP 7 case
    hacking hacking NOUN 5 obl
""")
COUNTER_ACCUSATIONS = parsed("""
    Counter counter NOUN 3 compound
    - - PUNCT 1 punct
    accusations accusation NOUN 4 nsubj
    flew fly VERB 0 root
""")

FIND = Finder(
    phrases={
        "united_states": ["United States", "U.S.", "US", "American"],
        "china": ["China", "Chinese", "People's Liberation Army"],
        "accusation": ["accusation", "counter-accusation", "accuse", "have * to do with"],
    },
    own={"united_states": frozenset({"United States"}), "china": frozenset({"China"}), "accusation": frozenset()},
)


@pytest.mark.parametrize(
    ("sentence", "target", "mentioned"),
    [
        pytest.param(CHINA_SAID, "china", ["China"], id="name of a country"),
        pytest.param(OFFICIALS_ACCUSE, "china", ["Chinese"], id="demonym"),
        pytest.param(OFFICIALS_ACCUSE, "united_states", ["U.S."], id="abbreviation with points"),
        pytest.param(OFFICIALS_ACCUSE, "accusation", ["accused"], id="phrase by lemma"),
        pytest.param(NOTHING_TO_DO, "accusation", ["had nothing to do with"], id="star stands for any one word"),
        pytest.param(COUNTER_ACCUSATIONS, "accusation", ["Counter - accusations"], id="the longest phrase wins"),
        pytest.param(WE_THANK_US, "united_states", ["US"], id="US is the country"),
        pytest.param(THEY_TOLD_US, "united_states", [], id="us is no country"),
    ],
)
def test_finds_mentions(sentence: Sentence, target: str, mentioned: list[str]) -> None:
    found = FIND(sentence, "").get(target, ())
    assert [surface(sentence)[slice(*mention.span)] for mention in found] == mentioned


@pytest.mark.parametrize(
    ("side", "targets"),
    [
        pytest.param("China", ["united_states", "china"], id="a Chinese we"),
        pytest.param("Brazil", ["united_states"], id="the we of a third side"),
        pytest.param("", ["united_states"], id="the we of a speaker of no side"),
    ],
)
def test_we_is_the_side_of_the_speaker(side: str, targets: list[str]) -> None:
    assert list(FIND(WE_THANK_US, side)) == targets


@pytest.mark.parametrize(
    ("sentence", "side", "target", "passing"),
    [
        pytest.param(OFFICIALS_ACCUSE, "United States", "united_states", True, id="own side says whose officials"),
        pytest.param(OFFICIALS_ACCUSE, "United States", "china", False, id="another side's army"),
        pytest.param(CHINA_SAID, "China", "china", True, id="own side says who speaks"),
        pytest.param(CHINA_IS_A_VICTIM, "China", "china", False, id="own side is what is spoken of"),
        pytest.param(CHINA_SAID, "United States", "china", False, id="another side's words are reported"),
        pytest.param(WE_THANK_US, "United States", "united_states", False, id="own side as object"),
    ],
)
def test_own_side_in_passing_is_told(sentence: Sentence, side: str, target: str, passing: bool) -> None:
    assert FIND(sentence, side)[target][-1].passing is passing


def test_what_hangs_on_the_speakers_name_is_in_passing() -> None:
    sentence = parsed(
        "General General PROPN 5 nsubj | Wu Wu PROPN 1 flat | of of ADP 4 case | China China PROPN 1 nmod | "
        "agreed agree VERB 0 root"
    )
    assert [FIND(sentence, "China", speaker)["china"][0].passing for speaker in ("Wu", "Li")] == [True, False]


WORDS = {
    ("accuse", "VERB"): [Entry(polarity=-1, role="object")],
    ("deny", "VERB"): [Entry(polarity=0, role="shifter"), Entry(polarity=-0.8, role="itself")],
    ("lie", "VERB"): [Entry(polarity=-1, role="subject")],
    ("attack", "VERB"): [Entry(polarity=-1, role="subject"), Entry(polarity=-1, role="object")],
    ("thief", "NOUN"): [Entry(polarity=-1, role="any")],
    ("honest", "ADJ"): [Entry(polarity=1, role="any")],
    ("foundation", "NOUN"): [Entry(polarity=0.7, role="any")],
    ("oppose", "VERB"): [Entry(polarity=-1, role="object")],
    ("willing", "ADJ"): [Entry(polarity=0.7, role="object")],
    ("help", "VERB"): [Entry(polarity=1, role="subject")],
}
RULES = Lexical(threshold=0.1, decay=0.7, negated=0.8, reach=4)


ACCUSED_ZUBIA = "He he PRON 2 nsubj | accused accuse VERB 0 root | Zubia Zubia PROPN 2 obj"


def judged(text: str, *mention: int, method: Lexical = RULES, words: Lexicon = WORDS) -> Judgement:
    sentence = parsed(text)
    mentions = (Mention(words=tuple(sentence.word(number) for number in mention)),)
    item = Item(text=surface(sentence), start=0, sentence=sentence, mentions=mentions)
    return method([item], words)[0]


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
    assert judged(text, *mention).score == pytest.approx(score)


def test_rule_names_the_word_and_evidence_is_its_span() -> None:
    rule = "lexicon: 'accuse' governs target"
    assert judged(ACCUSED_ZUBIA, 3) == Judgement(score=-1, label="opposes", evidence=((3, 10),), rule=rule)


def test_shipped_polarities_are_several_hundred() -> None:
    assert len(read_polarity(POLARITY)) > 500


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("bad,ADJ,-2,any", "a number in [-1, 1]", id="polarity out of range"),
        pytest.param("bad,ADJ,low,any", "a number in [-1, 1]", id="polarity no number"),
        pytest.param("bad,ADJ,-1,adjective", "role must be one of", id="unknown role"),
    ],
)
def test_a_bad_line_of_the_lexicon_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "polarity.csv"
    path.write_text(f"lemma,upos,polarity,role\n{line}\n")
    with pytest.raises(LexiconError, match="line 2") as error:
        read_polarity(path)
    assert told in str(error.value)


def statement(sentence: Sentence, side: str, unit: str = "paragraph") -> dict[str, object]:
    text = surface(sentence)
    return {
        "statement_id": f"article/{sentence.sent_id:04d}", "article_id": "article", "sent_id": sentence.sent_id,
        "unit": unit, "start": 0, "end": len(text), "text": text, "side": side, "speaker": None,
    }  # fmt: skip


def constant(score: float) -> stances.Method:
    """A method that gives each item the same score."""

    def method(items: Sequence[Item], polarity: Lexicon) -> list[Judgement]:
        label = "favours" if score > 0 else "opposes"
        return [Judgement(score=score, label=label, evidence=(), rule="constant") for _ in items]

    return method


def rows(*statements: dict[str, object], parses: Sequence[Sentence], method: stances.Method) -> list[dict[str, object]]:
    return stances.stances(statements, parses, FIND, method, WORDS)


@pytest.mark.parametrize(
    ("threshold", "label"),
    [pytest.param(0.5, "opposes", id="at the threshold"), pytest.param(0.51, "neutral", id="under it")],
)
def test_lexicon_is_neutral_under_its_threshold(threshold: float, label: str) -> None:
    words = {("accuse", "VERB"): [Entry(polarity=-0.5, role="object")]}
    method = Lexical(threshold=threshold, decay=1.0, negated=1.0, reach=4)
    assert judged(ACCUSED_ZUBIA, 3, method=method, words=words).label == label


@pytest.mark.parametrize(
    ("chances", "label"),
    [
        pytest.param([0.1, 0.4, 0.5], "favours", id="favours is likelier than opposes"),
        pytest.param([0.35, 0.4, 0.25], "opposes", id="neutral is likeliest, but not likely enough"),
        pytest.param([0.2, 0.5, 0.3], "neutral", id="neutral is likely enough"),
    ],
)
def test_embedding_is_neutral_where_that_is_likely_enough(chances: list[float], label: str) -> None:
    method = stances.Embedding(model="", neutral=0.5, occluded=0)
    assert method.label(np.array(chances, dtype=np.float32)) == label


def test_own_side_in_passing_is_neutral() -> None:
    found = rows(statement(OFFICIALS_ACCUSE, "United States"), parses=[OFFICIALS_ACCUSE], method=constant(0.9))
    assert {row["target"]: row["score"] for row in found} == {"united_states": 0, "china": 0.9, "accusation": 0.9}


def test_harm_to_the_own_side_is_no_opposition_to_it() -> None:
    found = rows(statement(WE_THANK_US, "United States"), parses=[WE_THANK_US], method=constant(-0.9))
    assert [(row["score"], row["label"]) for row in found] == [(0, "neutral")]


def test_credit_lines_are_not_coded() -> None:
    assert rows(statement(CHINA_SAID, "", "credit"), parses=[CHINA_SAID], method=constant(0.9)) == []


PRAISED = network.Place(text="Peru praised Chile.", spans=((0, 4), (13, 18)))
EMBEDDING = stances.Embedding(model="", neutral=0.46, occluded=8)


def three() -> list[Sentence]:
    return [
        Sentence("article", number, 0, sentence.words)
        for number, sentence in enumerate((OFFICIALS_ACCUSE, WE_THANK_US, NOTHING_TO_DO), 1)
    ]


@pytest.mark.parametrize("method", [pytest.param(RULES, id="lexicon"), pytest.param(EMBEDDING, id="embedding")])
def test_same_rows_in_any_order_and_company(method: stances.Method) -> None:
    parses = three()
    given = [statement(sentence, "Brazil") for sentence in parses]
    together = tables.build_table(rows(*given, parses=parses, method=method), schema.STANCES)
    backward = tables.build_table(rows(*given[::-1], parses=parses, method=method), schema.STANCES)
    alone = [row for one in given for row in rows(one, parses=parses, method=method)]
    assert backward.equals(together)
    assert tables.build_table(alone, schema.STANCES).equals(together)


def test_embedding_tells_praise_from_blame() -> None:
    found = rows(*(statement(s, "Brazil") for s in three()), parses=three(), method=EMBEDDING)
    scores = {(row["statement_id"], row["target"]): row["score"] for row in found}
    assert scores["article/0001", "china"] < 0 < scores["article/0002", "united_states"]


def test_evidence_are_words_other_than_the_mention() -> None:
    found = rows(statement(WE_THANK_US, "Brazil"), parses=[WE_THANK_US], method=EMBEDDING)
    spoken = [surface(WE_THANK_US)[span["start"] : span["end"]] for span in found[0]["evidence"]]
    assert spoken == ["thank", "help"]


def test_marks_go_around_each_mention_and_spans_follow() -> None:
    text, spans = network.marked(PRAISED.text, PRAISED.spans)
    assert text == "* Peru * praised * Chile *."
    assert [text[start:end] for start, end in spans] == ["Peru", "Chile"]


def test_characters_of_a_marked_text_are_traced_to_the_text() -> None:
    text, spans = network.marked(PRAISED.text, PRAISED.spans)
    traced = network.origins(text, spans)
    assert "".join(text[at] for at in np.flatnonzero(traced >= 0)) == PRAISED.text
    assert traced[traced >= 0].tolist() == list(range(len(PRAISED.text)))


def test_shares_stand_at_the_words_that_have_them() -> None:
    _, (shares,) = network.tell(network.listed(MODEL), [PRAISED])
    assert np.flatnonzero(shares).tolist() == [0, 5, 13, 18]  # Peru, praised, Chile and the full stop


def test_a_gap_moves_the_mentions_after_it() -> None:
    place = PRAISED.without(5, 12)
    assert place.text == f"Peru {network.GAP} Chile."
    assert [place.text[start:end] for start, end in place.spans] == ["Peru", "Chile"]


def test_model_files_are_those_of_their_sums_and_small() -> None:
    weights = sorted(MODEL.glob("*.safetensors"))
    assert verify_checksums(MODEL) == weights
    assert 0 < sum(path.stat().st_size for path in weights) <= LIMIT


def test_a_damaged_model_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "stance.safetensors").write_bytes(b"torn")
    (tmp_path / CHECKSUMS).write_text(f"{'0' * 64}  stance.safetensors\n")
    with pytest.raises(ChecksumError, match=r"stance\.safetensors: expected sha256 000000000000"):
        network.listed(tmp_path)


def test_a_folder_that_lists_two_networks_is_one_clear_error(tmp_path: Path) -> None:
    (path,) = verify_checksums(MODEL)
    line = (MODEL / CHECKSUMS).read_text()
    (tmp_path / CHECKSUMS).write_text(line + line.replace(path.name, "other.safetensors"))
    for name in (path.name, "other.safetensors"):
        (tmp_path / name).write_bytes(path.read_bytes())
    with pytest.raises(ChecksumError, match="expected one stance model, got 2"):
        network.listed(tmp_path)


@pytest.mark.parametrize(
    ("names", "got"),
    [
        pytest.param(["encoder.layer.0.output.dense.down", "head.bias", "head.weights"], "dense.down", id="adapters"),
        pytest.param(["encoder.layer.0.output.dense.weight", "head.bias"], "no head.weights", id="a headless network"),
    ],
)
def test_a_file_that_holds_no_stance_network_is_one_clear_error(tmp_path: Path, names: list[str], got: str) -> None:
    save_file({name: np.zeros(1, np.float16) for name in names}, tmp_path / "other.safetensors")
    with pytest.raises(network.NetworkError, match=rf"expected the layers and the head.*got .*{got}; make it"):
        network.read(tmp_path / "other.safetensors")


def test_a_network_that_is_saved_twice_has_the_same_bytes_and_reads_as_it_was(tmp_path: Path) -> None:
    known = network.listed(MODEL)
    for name in ("one", "two"):
        network.save(known, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    again = network.read(tmp_path / "one")
    assert sorted(again.layers) == sorted(known.layers)
    assert all(np.array_equal(again.layers[name], value) for name, value in known.layers.items())
    assert np.array_equal(again.weights, known.weights)
