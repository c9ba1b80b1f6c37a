"""Training of the stance network: where it begins, and what it is asked to learn from."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from rejoinder.stances import network
from tests.support.parses import parsed
from training.stance import adapters, data, prune
from training.stance.learner import Learner, apply_adapters
from training.stance.train import Plan

PRAISE = data.TargetExample("They praised Bob Jones.", ((13, 22),), 2, own=False)
TREE = """
1 They they PRON PRP _ 2 nsubj _ _
2 praised praise VERB VBD _ 0 root _ _
3 Bob Bob PROPN NNP _ 2 obj _ _
4 Jones Jones PROPN NNP _ 3 flat _ _
5 . . PUNCT . _ 2 punct _ _
"""


def test_a_network_to_be_trained_predicts_three_labels_and_at_first_changes_no_state() -> None:
    learner = Learner(rank=2)
    plain = learner.compute_logits([PRAISE])
    with apply_adapters(learner.net, learner.down, learner.up):
        assert learner.compute_logits([PRAISE]).tolist() == plain.tolist()
    assert plain.shape == (1, 3)


def test_a_network_of_fewer_layers_begins_as_the_mean_of_its_teachers(tmp_path: Path) -> None:
    teachers = []
    for scale in (1.0, 3.0):
        learner = Learner(rank=2)
        for values in learner.parameters():
            torch.nn.init.constant_(values, scale)
        learner.extract_adapters().save(tmp_path / f"{scale}.safetensors")
        teachers.append(adapters.read_adapters(tmp_path / f"{scale}.safetensors"))
    smaller = Learner(rank=2, layers=4)
    smaller.begin_from(adapters.average(teachers))
    mean = smaller.extract_adapters()
    assert mean.depth == 4
    assert {float(v) for part in (*mean.down.values(), *mean.up.values(), mean.weights) for v in part.flat} == {2.0}


def learnt(depth: int) -> adapters.Adapters:
    """Adapters of some layers that change what is predicted."""
    learner = Learner(rank=2, layers=depth)
    generator = torch.Generator().manual_seed(1)
    for values in learner.up.values():
        torch.nn.init.normal_(values, std=0.01, generator=generator)
    return learner.extract_adapters()


def test_adapters_merged_with_the_encoders_weights_predict_what_they_predict_beside_them() -> None:
    adapters_of_four = learnt(4)
    learner = Learner(rank=2, layers=4)
    learner.begin_from(adapters_of_four)
    with apply_adapters(learner.net, learner.down, learner.up):
        beside, _ = learner.predict([PRAISE])
    merged, _ = prune.unpack(adapters_of_four.merge()).predict([PRAISE])
    assert np.allclose(merged, beside, atol=0.01)


def test_a_network_to_be_pruned_is_the_one_that_is_run(tmp_path: Path) -> None:
    merged = learnt(4).merge()
    network.save_network(prune.unpack(merged).pack(), tmp_path / "same.safetensors")
    target = network.TargetSpans(text=PRAISE.text, spans=PRAISE.spans)
    again = network.read_network(tmp_path / "same.safetensors")
    probabilities = [network.predict_stances(one, [target])[0] for one in (merged, again)]
    assert np.allclose(*probabilities, atol=0.01)


def test_a_pruned_network_has_the_heads_and_neurons_asked_for_and_comes_near_the_unpruned_one(
    tmp_path: Path,
) -> None:
    unpruned = prune.unpack(learnt(3).merge())
    examples = [
        replace(PRAISE, text=f"{PRAISE.text} Day {number} passed.", label=data.UNLABELLED) for number in range(64)
    ]
    plan = Plan(epochs=2, rate=1e-4, seed=13, out=tmp_path)
    prune.prune_and_distil(unpruned, examples, ["Bob"], {"all": examples}, plan, heads=9, neurons=1530)
    pruned = network.read_network(tmp_path / "13-2.safetensors")
    assert pruned.layers["encoder.layer.1.attention.self.key.weight"].shape == (9 * 32, 384)
    assert pruned.layers["encoder.layer.1.intermediate.dense.bias"].shape == (1530,)
    probabilities, _ = network.predict_stances(pruned, [network.TargetSpans(text=PRAISE.text, spans=PRAISE.spans)])
    assert np.allclose(probabilities, unpruned.predict([PRAISE])[0], atol=0.1)


def test_a_gap_takes_the_place_of_a_word_that_is_no_mention_and_it_has_no_label() -> None:
    masked = data.mask_word(PRAISE, random.Random(13))
    assert masked.text in ("[MASK] praised Bob Jones.", "They [MASK] Bob Jones.")
    assert [masked.text[slice(*span)] for span in masked.spans] == ["Bob Jones"]
    assert masked.label == data.UNLABELLED


def test_where_all_is_mention_there_is_no_gap() -> None:
    named = data.TargetExample("Bob Jones!", ((0, 9),), 2, own=False)
    assert data.mask_word(named, random.Random(13)) == named


def draw_spans(*spans: tuple[int, int]) -> list[tuple[int, int]]:
    """The noun phrases drawn from PRAISE where the given spans are targets already."""
    (sentence,) = parsed(PRAISE.text, TREE, "000000")
    rows = [
        {"article_id": "000000", "sent_id": 1, "block": 0, "token_id": word.id, **word._asdict()}
        for word in sentence.words
    ]
    example = data.TargetExample(PRAISE.text, spans, 2, own=False)
    return sorted(i.spans[0] for i in data.draw_phrases([example], lambda texts: rows, 3, random.Random(13)))


def test_the_teacher_is_asked_about_whole_names_and_pronouns() -> None:
    assert draw_spans() == [(0, 4), (13, 22)]


def test_the_teacher_is_not_asked_about_what_a_reader_labelled() -> None:
    assert draw_spans((13, 16)) == [(0, 4)]
