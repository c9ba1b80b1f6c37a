"""Stance by a tuned sentence encoder, in the manner of target-dependent sentiment (Hamborg and Donnay 2021)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field, NonNegativeInt

from rejoinder.encoder import Floats
from rejoinder.stances import network
from rejoinder.stances.model import LABELS, Judgement, JudgeTargets, TargetInStatement
from rejoinder.syntax import Span, Word

_EVIDENCE = 3
_DECIMALS = 4  # of a word's contribution: the last bits are the processor's
LEAST_DROP = 0.01  # of the score without a word, which makes it evidence
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ"})
_NEGATIONS = frozenset({"no", "not", "n't", "neither", "nor", "nothing", "nobody"})


@dataclass(frozen=True, kw_only=True)
class Embedding:
    """P(favours) - P(opposes) by tuned and pruned layers of the sentence encoder and a linear head; see `network`.

    Fitted by `training/stance` on NewsMTSC (Hamborg and Donnay, EACL 2021, doi:10.18653/v1/2021.eacl-main.142) and on
    `seeds/examples/stances.jsonl`. Evidence is found by occlusion (Li, Monroe and Jurafsky 2016, arXiv:1612.08220) of
    the words that to a first order move the score most.

    Attributes:
        model: folder of the network, "" for the bundled one.
        neutral: probability of neutral from which a stance is neutral, in (0, 1).
        occluded: how many words are tried as evidence of a stance.
    """

    model: str
    neutral: Annotated[float, Field(gt=0, lt=1)]
    occluded: NonNegativeInt

    def prepare(self) -> JudgeTargets:
        """Load the network.

        Raises:
            ChecksumError: a model file is missing or damaged.
            NetworkError: it holds something else.
        """
        _load_network(self.model)
        return self.judge_targets

    def judge_targets(self, targets: Sequence[TargetInStatement]) -> list[Judgement]:
        """Judge targets, in order; a target's stance does not depend on the others."""
        probabilities, contributions = self.predict([_locate_spans(target) for target in targets])
        candidates = [
            self._choose_candidates(target, row, contribution)
            for target, row, contribution in zip(targets, probabilities, contributions, strict=True)
        ]
        occluded = [
            _locate_spans(target).without(*_shift_span(target, word))
            for target, words in zip(targets, candidates, strict=True)
            for word in words
        ]
        scores_without = iter([_score(row) for row in self.predict(occluded)[0]])
        return [
            self._judge(row, words, [_score(row) - next(scores_without) for _ in words])
            for row, words in zip(probabilities, candidates, strict=True)
        ]

    def choose_label(self, probabilities: Floats) -> str:
        """Choose the label that probabilities of LABELS, *shape* (3,), stand for."""
        opposes, neutral, favours = LABELS
        if probabilities[1] >= self.neutral:
            return neutral
        return opposes if probabilities[0] > probabilities[2] else favours

    def predict(self, targets: Sequence[network.TargetSpans]) -> tuple[Floats, list[Floats]]:
        """Predict probabilities of LABELS, and contributions of characters; see `network.predict_stances`."""
        return network.predict_stances(_load_network(self.model), targets)

    def rank_candidates(self, target: TargetInStatement, contribution: Floats) -> list[Word]:
        """Rank the words that may be evidence of a stance.

        Args:
            target: with its sentence.
            contribution: of each character of its text, toward the stance; *shape* (len(text),).

        Returns:
            The words, those first whose characters add most.
        """
        mention_ids = {word.id for mention in target.mentions for word in mention.words}
        words = [word for word in target.sentence.words if _is_content(word) and word.id not in mention_ids]
        sums = [float(contribution[slice(*_shift_span(target, word))].sum()) for word in words]
        return [words[index] for index in sorted(range(len(words)), key=lambda i: -round(sums[i], _DECIMALS))]

    def _choose_candidates(self, target: TargetInStatement, probabilities: Floats, contribution: Floats) -> list[Word]:
        """Choose the words to occlude, in order of the text; none for a neutral stance."""
        if self.choose_label(probabilities) == "neutral":
            return []
        ranked = self.rank_candidates(target, np.sign(_score(probabilities)) * contribution)
        return sorted(ranked[: self.occluded], key=lambda word: word.id)

    def _judge(self, probabilities: Floats, words: Sequence[Word], drops: Sequence[float]) -> Judgement:
        """Take as evidence those words without which the score would be nearer to its opposite.

        `drops` holds by how much the score falls without each word.
        """
        score, label = _score(probabilities), self.choose_label(probabilities)
        toward = [drop * np.sign(score) for drop in drops]
        evidence = sorted(
            (-drop, word.start, word.end) for drop, word in zip(toward, words, strict=True) if drop >= LEAST_DROP
        )
        return Judgement(
            score=score,
            label=label,
            evidence=tuple((start, end) for _, start, end in evidence[:_EVIDENCE]),
            rule=f"embedding: P({label})={probabilities[LABELS.index(label)]:.2f}",
        )


@cache
def _load_network(model: str) -> network.Network:
    return network.load_network(Path(model or str(files("rejoinder") / "models" / "stance")))


def _score(probabilities: Floats) -> float:
    return float(probabilities[-1] - probabilities[0])


def _is_content(word: Word) -> bool:
    return word.upos in _CONTENT or word.lemma.lower() in _NEGATIONS


def _locate_spans(target: TargetInStatement) -> network.TargetSpans:
    spans = (mention.span for mention in target.mentions)
    inside = tuple((start - target.start, end - target.start) for start, end in spans)
    return network.TargetSpans(text=target.text, spans=inside)


def _shift_span(target: TargetInStatement, word: Word) -> Span:
    """Where a word is in the statement's text."""
    return word.start - target.start, word.end - target.start
