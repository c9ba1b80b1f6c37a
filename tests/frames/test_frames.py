"""Stage `frames` and its coder: scores, decisions and the evidence behind them."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder import schema, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook, Cue, Frame
from rejoinder.coder import Seen
from rejoinder.encoder import Encoder, EncoderError
from rejoinder.frame_coder import features, fitted
from rejoinder.frame_coder.features import Item
from rejoinder.frames import Fitted, Lexicon, _Code, evidence, thresholds
from rejoinder.syntax import build_sentences_from_rows
from tests.coder.test_coder import METHOD
from tests.support.parses import parsed

BOOK = Codebook(
    unit="",
    source="",
    frames={
        "denial": Frame(
            label="Denial", definition="", include=[], exclude=[], examples=[], cues=[Cue(lemmas="deny", weight=0.7)]
        )
    },
)
ENCODER = Encoder(
    model="",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    pruned=False,
    max_tokens=64,
    layers=(3, 7),
)

DENIES = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 denied deny VERB VBD _ 0 root _ _
3 the the DET DT _ 4 det _ _
4 charge charge NOUN NN _ 2 obj _ _
"""
SINGS = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 sang sing VERB VBD _ 0 root _ _
"""


def item(source: str) -> Item:
    text = " ".join(line.split()[1] for line in source.strip().splitlines())
    return Item(text, tuple(parsed(text, source)))


def lexicon(items: Sequence[Item]) -> list[dict[str, Any]]:
    return [rows[0] for rows in Lexicon(threshold=0.5)(items, BOOK, None, ENCODER)]


def test_the_lexicon_scores_by_cues_and_shows_them() -> None:
    (row,) = lexicon([item(DENIES)])
    assert (row["score"], row["evidence"], row["rule"]) == (0.7, [(10, 16)], "cue 'denied' [deny]")


def test_a_statement_without_cues_scores_0_and_says_so() -> None:
    (row,) = lexicon([item(SINGS)])
    assert (row["score"], row["evidence"], row["rule"]) == (0.0, [], "no cue")


@pytest.fixture(scope="module")
def coder() -> fitted.Fitted:
    """A coder that learned that denying is denial and singing is not."""
    items = [item(DENIES), item(SINGS)] * 4
    kinds = ["embedding", "context", "cues"]
    vectors = ENCODER([i.text for i in items])
    meaning = features.meaning(vectors, np.zeros_like(vectors), METHOD.context_weight)
    named = features.named(kinds, items, [i.hits(BOOK) for i in items], BOOK)
    made, _ = METHOD.fit(kinds, Seen(meaning, named, list("aabbaabb")), {"denial": np.array([True, False] * 4)})
    return made


def test_a_frame_that_was_not_fitted_is_coded_by_its_cues_and_says_so(coder: fitted.Fitted) -> None:
    (rows,) = HYBRID([item(DENIES)], BOOK, replace(coder, frames={"denial": None}, duals=coder.duals[:, :0]), ENCODER)
    said = "cues alone, as training statements are too few: cue 'denied' [deny]"
    assert (rows[0]["score"], rows[0]["evidence"], rows[0]["rule"]) == (0.7, [(10, 16)], said)


def test_a_coder_that_sees_no_meaning_codes_by_what_it_sees() -> None:
    items = [item(DENIES), item(SINGS)] * 4
    named = features.named(["cues"], items, [i.hits(BOOK) for i in items], BOOK)
    seen = Seen(np.zeros((len(items), 0), np.float32), named, list("aabbaabb"))
    coder, _ = METHOD.fit(["cues"], seen, {"denial": np.array([True, False] * 4)})
    denies, sings = (rows[0] for rows in HYBRID(items[:2], BOOK, coder, ENCODER))
    assert denies["score"] > 0.5 > sings["score"]
    assert denies["evidence"] == [(10, 16)]


HYBRID = Fitted(variant="hybrid", threshold=None)


def test_a_fitted_coder_tells_the_frame_and_points_at_its_words(coder: fitted.Fitted) -> None:
    first, second = (rows[0] for rows in HYBRID([item(DENIES), item(SINGS)], BOOK, coder, ENCODER))
    assert first["score"] > 0.8 > 0.2 > second["score"]
    assert (10, 16) in first["evidence"]
    assert first["rule"].startswith("meaning of denial +")


def test_words_are_named_only_where_the_frame_is_likely(coder: fitted.Fitted) -> None:
    denies, sings = (rows[0] for rows in HYBRID([item(DENIES), item(SINGS)], BOOK, coder, ENCODER))
    assert "'denied' +" in denies["rule"]
    assert sings["score"] < 0.2
    assert "'" not in sings["rule"]
    assert sings["evidence"] == []


def test_the_features_shown_add_up_to_the_score(coder: fitted.Fitted) -> None:
    (rows,) = HYBRID([item(DENIES)], BOOK, coder, ENCODER)
    parts = [part.rsplit(" ", 1) for part in rows[0]["rule"].split("; ")]
    logit = sum(float(value) for name, value in parts if not name.startswith("'"))
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(rows[0]["score"], abs=0.01)


def test_a_words_contribution_is_what_its_weight_in_the_vector_changes(coder: fitted.Fitted) -> None:
    one = item(DENIES)
    meaning, ((states, offsets),) = evidence.read([one], coder, ENCODER)
    gradient = coder.slopes(["denial"], meaning)[0]
    found = {word.form: (added, word) for added, word in evidence.strongest(one, (states, offsets), gradient)}
    added, word = found["denied"]
    own = (offsets[:, 0] < word.end) & (offsets[:, 1] > word.start)
    means = np.linalg.norm(states.mean(axis=1), axis=1, keepdims=True)
    share = (states[:, own].sum(axis=1) / len(offsets) / means).flatten()  # of the word in the vector
    assert added == pytest.approx(share @ gradient, abs=1e-4)
    step = 0.01 * share
    moved = features.meaning(meaning + step / np.sqrt(len(ENCODER.layers)), np.zeros_like(meaning), 0.0)
    second = coder.frames["denial"]
    assert second is not None
    near = (fitted.likeness(v, coder.statements, coder.gamma) for v in (meaning, moved))
    logit = [(of @ coder.duals @ second.weights[:1]).item() for of in near]
    assert logit[1] - logit[0] == pytest.approx(float(step @ gradient) / np.sqrt(len(ENCODER.layers)), rel=0.2)


def test_the_context_has_a_say_in_what_a_statement_means(coder: fitted.Fitted) -> None:
    plain = item(SINGS)
    after = replace(plain, context=("Ruritania denied the charge",))
    (alone,), (told,) = HYBRID([plain, after], BOOK, coder, ENCODER)
    assert told["score"] > alone["score"]


def test_the_context_of_a_statement_are_the_two_before_it_in_its_article(coder: fitted.Fitted) -> None:
    code = _Code(HYBRID, ENCODER, BOOK, Actors(sides={}, targets={}), (), coder, {"denial": 0.5})
    given = partition({"a": [DENIES, SINGS, SINGS, SINGS], "b": [SINGS]})
    parsed_ = {(s.article_id, s.sent_id): s for s in build_sentences_from_rows(given["parses"].to_pylist())}
    items = code._items(given["statements"].to_pylist(), parsed_)
    denies, sings = item(DENIES).text, item(SINGS).text
    assert [i.context for i in items] == [(), (denies,), (denies, sings), (sings, sings), ()]


def test_scores_do_not_depend_on_order_or_batch(coder: fitted.Fitted) -> None:
    items = [item(DENIES), item(SINGS), item(DENIES)]
    forward = HYBRID(items, BOOK, coder, ENCODER)
    assert forward == HYBRID(items[::-1], BOOK, coder, ENCODER)[::-1]
    assert forward == [HYBRID([i], BOOK, coder, ENCODER)[0] for i in items]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_a_texts_vector_is_the_same_bit_for_bit_whatever_it_is_encoded_with(texts: list[str], random: Random) -> None:
    order = random.sample(range(len(texts)), len(texts))
    shuffled = ENCODER([texts[i] for i in order])
    assert np.array_equal(shuffled, ENCODER(texts)[order])
    assert np.array_equal(shuffled[0], ENCODER([texts[order[0]]])[0])


def test_a_slope_is_the_same_bit_for_bit_wherever_its_statement_stands() -> None:
    drawn = np.random.default_rng(13)
    statements = unit(drawn.normal(size=(3000, 64)))
    second = fitted.Second(np.array([2.0]), 0.0)
    coder = fitted.Fitted(["embedding"], 0.0, 1.5, statements, drawn.normal(size=(3000, 1)), {"denial": second})
    some = unit(drawn.normal(size=(40, 64)))
    together = coder.slopes(["denial"] * 40, some)
    alone = [coder.slopes(["denial"], one[None])[0] for one in some]
    assert [own.tobytes() for own in alone] == [row.tobytes() for row in together]


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_nothing_to_code_gives_nothing(coder: fitted.Fitted) -> None:
    assert HYBRID([], BOOK, coder, ENCODER) == []


def test_the_leafs_threshold_wins_over_cross_validations() -> None:
    validation = [{"variant": "lexicon", "frame": "denial", "threshold": 0.3}]
    assert thresholds(Lexicon(threshold=None), validation) == {"denial": 0.3}
    assert thresholds(Lexicon(threshold=0.9), validation) == {"denial": 0.9}


def test_of_no_texts_there_are_no_states() -> None:
    assert list(ENCODER.read([], (1,))) == []


def test_encoder_vectors_have_unit_length_by_layer_and_keep_order() -> None:
    vectors = ENCODER(["The talks failed.", "A cat.", "The talks failed."])
    assert vectors.shape == (3, 2 * 384)
    assert np.linalg.norm(vectors.reshape(3, 2, 384), axis=2) == pytest.approx(1, abs=1e-3)
    assert vectors[0] == pytest.approx(vectors[2], abs=2e-4)


def test_other_weights_than_the_pinned_ones_are_refused() -> None:
    other = Encoder(model="", sha256="0" * 64, pruned=False, max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match=r"has sha256 53aa51172d14\.\.\., expected 000000000000"):
        other(["x"])


def test_a_missing_encoder_is_named(tmp_path: Any) -> None:
    other = Encoder(model=str(tmp_path), sha256="", pruned=False, max_tokens=64, layers=(1,))
    with pytest.raises(EncoderError, match="expected the encoder's file"):
        other(["x"])


def test_an_articles_rows_do_not_depend_on_the_others_in_its_partition(coder: fitted.Fitted) -> None:
    actors = Actors(sides={}, targets={})
    code = _Code(HYBRID, ENCODER, BOOK, actors, (), coder, {"denial": 0.5})
    together = code(partition({"a": [DENIES, SINGS], "b": [SINGS, DENIES, DENIES]}))["frames"].to_pylist()
    alone = [row for a, sources in (("a", [DENIES, SINGS]), ("b", [SINGS, DENIES, DENIES]))
             for row in code(partition({a: sources}))["frames"].to_pylist()]  # fmt: skip
    assert together == alone
    assert len(together) == 5


def partition(articles: dict[str, list[str]]) -> dict[str, Any]:
    """Statements and parses of articles whose sentences are given as hand-written parses."""
    statements, words = [], []
    for article_id, sources in articles.items():
        for number, source in enumerate(sources, 1):
            one = item(source)
            key = {"article_id": article_id, "sent_id": number}
            statements.append(
                key | {"statement_id": f"{article_id}/{number:04d}", "text": one.text, "unit": "paragraph", "side": ""}
            )
            for word in one.sentences[0].words:
                fields = ("form", "lemma", "upos", "xpos", "feats", "head", "deprel", "start", "end", "mwt")
                words.append(key | {"token_id": word.id, "block": 0} | {f: getattr(word, f) for f in fields})
    return {
        "statements": tables.build_table(statements, schema.STATEMENTS),
        "parses": tables.build_table(words, schema.PARSES),
    }


def test_outputs_by_bytes_are_near_to_those_in_full_precision(coder: fitted.Fitted) -> None:
    seen = ENCODER(["Ruritania denied it", "They sang of ships", "No charge was ever brought"])
    meaning = features.meaning(seen, np.zeros_like(seen), 0.0)
    full = fitted.likeness(meaning, coder.statements, coder.gamma) @ coder.duals
    assert np.abs(coder.outputs(meaning) - full).max() < 0.01
