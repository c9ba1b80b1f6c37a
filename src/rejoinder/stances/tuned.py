"""Stance by the tuned encoder, in the manner of target-dependent sentiment (Hamborg and Donnay 2021)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import log

import numpy as np
from scipy.special import expit

from rejoinder.config import Run
from rejoinder.config.ranges import OpenShare
from rejoinder.encoder import Floats, evidence
from rejoinder.encoder.heads import Heads, load_heads
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.stances.implied import Opponent
from rejoinder.stances.model import LABELS, Judgement, PreparedStances, TargetInStatement
from rejoinder.stances.targets import Words
from rejoinder.syntax import Span

# Weights in the logit that a coder writes an opponent down as opposed: of logits of frames, of the opponent's share of
# the article, and of the logarithm of its distance. A logistic regression on 280 invented articles.
_FRAMES = {"victimhood": 0.29, "denial": -0.05, "deterrence": 0.24, "cooperation": -0.07}
_SHARE, _DISTANCE, _CONSTANT = 1.58, -0.30, -0.95
# what sounds good of both sides is mostly a call for talks between them
_BOTH = Judgement(score=0.0, label="neutral", evidence=(), rule="implied: both sides alike, so neither is favoured")


@dataclass(frozen=True, kw_only=True)
class TunedStances:
    """P(favours) - P(opposes), by what the tuned encoder's heads read from the mentions and from the statement.

    The logits of the labels are the mean reading of the mentions' subwords plus that of the statement's plus a bias, so
    that a word's part in them is known. The heads were tuned with the encoder (`training/encoder`) on NewsMTSC (Hamborg
    and Donnay, EACL 2021, doi:10.18653/v1/2021.eacl-main.142), on statements toward states, and on
    `seeds/examples/stances.jsonl`.

    An opponent that the statement does not name is opposed where the statement tells of harm or threatens, the more so
    the more the article speaks of it: a logistic regression on frames, share and distance, fitted to 280 articles; the
    score is minus its probability. Else an implied target is judged by the words that mean it ("they", "both sides"),
    and without such words it is not meant. Who speaks well of "both sides" favours neither.

    Attributes:
        least_polar: probability from which a stance is no more neutral, in (0, 1).
        least_implied: probability from which an opponent that is not named is opposed, in (0, 1); None where implied
            targets are left out.
    """

    least_polar: OpenShare
    least_implied: OpenShare | None

    def prepare(self, run: Run) -> PreparedStances:
        """Load the heads of the encoder that read the articles; see `StanceMethod`.

        Raises:
            EncoderError: it has no heads.
            ChecksumError: its files are damaged.
        """
        return PreparedStances(partial(self.judge_targets, heads=load_heads(run.options["parses"]["encoder"])))

    def judge_targets(
        self, targets: Sequence[TargetInStatement], readings: Mapping[str, ArticleReadings], heads: Heads
    ) -> list[Judgement | None]:
        """Judge targets, in order; a target's stance does not depend on the others."""
        return [self._judge(target, readings[target.sentence.article_id], heads) for target in targets]

    def choose_label(self, probabilities: Floats) -> str:
        """Choose the label that probabilities of LABELS, *shape* (3,), stand for."""
        opposes, neutral, favours = LABELS
        likelier = opposes if probabilities[0] > probabilities[2] else favours
        return likelier if max(probabilities[0], probabilities[2]) >= self.least_polar else neutral

    def _judge(self, target: TargetInStatement, readings: ArticleReadings, heads: Heads) -> Judgement | None:
        if not target.implied:
            return self._judge_mentions(target, readings, heads)
        if self.least_implied is None:
            return None
        if target.opponent:
            opposed = _judge_opponent(target, target.opponent, readings, heads)
            if -(opposed.score or 0.0) >= self.least_implied:
                return opposed
        if not target.mentions:
            return None
        judgement = self._judge_mentions(target, readings, heads)
        if judgement.label == "favours" and not target.opponent:
            return _BOTH
        return replace(judgement, rule=f"implied: {judgement.rule}")

    def _judge_mentions(self, target: TargetInStatement, readings: ArticleReadings, heads: Heads) -> Judgement:
        mention_spans = [_span(words) for words in target.mentions]
        probabilities = compute_probabilities(readings, target.span, mention_spans, heads)
        label = self.choose_label(probabilities)
        return Judgement(
            score=float(probabilities[-1] - probabilities[0]),
            label=label,
            evidence=() if label == "neutral" else find_evidence(target, label, readings, heads),
            rule="tuned: " + ", ".join(f"P({name})={p:.2f}" for name, p in zip(LABELS, probabilities, strict=True)),
        )


def _judge_opponent(
    target: TargetInStatement, opponent: Opponent, readings: ArticleReadings, heads: Heads
) -> Judgement:
    """Judge how likely a statement is directed against whom it does not name."""
    added, logits = heads.pool_frames(readings.values[readings.select([target.span])])
    weights = np.array([_FRAMES.get(frame, 0.0) for frame in heads.frames])
    article = _SHARE * opponent.share + _DISTANCE * log(opponent.distance) + _CONSTANT
    probability = float(expit(logits @ weights + article))
    return Judgement(
        score=-probability,
        label="opposes",
        evidence=_find_words(target, added @ weights, readings),
        rule=f"implied: P(opposes)={probability:.2f}, as {100 * opponent.share:.0f} % of what the article says of other"
        " sides is on this one",
    )


def compute_probabilities(readings: ArticleReadings, statement: Span, mentions: Sequence[Span], heads: Heads) -> Floats:
    """Compute the probabilities of LABELS, *shape* (3,).

    Args:
        readings: of the article.
        statement: its span in the article.
        mentions: spans of the phrases that speak of the target.
        heads: those that made the readings.
    """
    of_mentions = readings.mean(readings.select(mentions))[heads.mention_columns]
    of_statement = readings.mean(readings.select([statement]))[heads.statement_columns]
    logits = heads.stance_biases + of_mentions + of_statement
    exponentials = np.exp(logits - logits.max())
    return np.asarray(exponentials / exponentials.sum())


def find_evidence(target: TargetInStatement, label: str, readings: ArticleReadings, heads: Heads) -> tuple[Span, ...]:
    """Find the content words that add most to a label's logit against the mean of the others.

    The mentions and the words that say who speaks are left aside.

    Returns:
        Up to three spans, the strongest first.
    """
    index = LABELS.index(label)
    of_statement = readings.values[readings.select([target.span])][:, heads.statement_columns]
    return _find_words(target, of_statement[:, index] - np.delete(of_statement, index, axis=1).mean(axis=1), readings)


def _find_words(target: TargetInStatement, toward: np.ndarray, readings: ArticleReadings) -> tuple[Span, ...]:
    """Find the words whose subwords add most, of what each adds, *shape* (subwords of the statement,)."""
    is_statement = readings.select([target.span])
    subwords = np.column_stack([readings.starts, readings.ends])[is_statement]
    aside = (*target.source_clause.source, *target.source_clause.cue, *map(_span, target.mentions))
    words = evidence.rank_words([target.sentence], subwords, toward, aside)
    return tuple(evidence.list_spans(words))


def _span(words: Words) -> Span:
    return words[0].start, words[-1].end
