"""Stance by the polarity of the words that govern or describe a mention."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import NonNegativeInt

from rejoinder.config import Run
from rejoinder.config.ranges import InputFile, OpenShare, PositiveShare
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.stances.governing_words import GoverningWord, find_governing_words
from rejoinder.stances.model import (
    LABELS,
    Judgement,
    PolarityEntry,
    PolarityLexicon,
    PreparedStances,
    TargetInStatement,
)
from rejoinder.stances.targets import Words
from rejoinder.syntax import Sentence, Word

_COLUMNS = ["lemma", "upos", "polarity", "role"]
_ROLES = ("subject", "object", "modifier", "any", "itself", "shifter")
_CLAUSE = frozenset({"ccomp", "xcomp"})
_SAME_CLAUSE = frozenset({"obj", "obl", "nmod"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "nothing", "hardly", "scarcely"})
_LESS = frozenset({"less", "least", "little"})
_HOW = {"itself": "is the mention", "modifier": "describes target"}
_EVIDENCE = 3


class PolarityError(ValueError):
    """A polarity lexicon that cannot be read: one sentence with file, line, what was expected and got."""


@dataclass(frozen=True)
class PolarityMatch:
    """A word of the lexicon that governs or describes a mention.

    Attributes:
        word: it.
        weight: its part in the score.
        how: how it relates to the mention, in words.
    """

    word: Word
    weight: float
    how: str


@dataclass(frozen=True, kw_only=True)
class Lexical:
    """Sum of the polarities of words that govern a mention or describe it, turned over by negation.

    Rules over the dependency tree in the manner of Qiu et al. (2011, doi:10.1162/coli_a_00034), with the nested
    negation of Wilson, Wiebe and Hoffmann (2005, aclanthology.org/H05-1044).

    Attributes:
        threshold: scores below it in size are neutral, in (0, 1).
        decay: what a word counts less for each step up the tree from the mention, in (0, 1].
        negated: what is left of a polarity that is turned over, in (0, 1].
        reach: how many words above the mention are read.
        polarity: path of the lexicon; see `read_polarity`.
    """

    threshold: OpenShare
    decay: PositiveShare
    negated: PositiveShare
    reach: NonNegativeInt
    polarity: InputFile

    def prepare(self, run: Run) -> PreparedStances:
        """Read the lexicon; see `StanceMethod`.

        Raises:
            PolarityError: it cannot be read.
        """
        return PreparedStances(partial(self.judge_targets, polarity=read_polarity(Path(self.polarity))))

    def judge_targets(
        self, targets: Sequence[TargetInStatement], readings: Mapping[str, ArticleReadings], polarity: PolarityLexicon
    ) -> list[Judgement | None]:
        """Judge targets, in order, but for implied ones; what an encoder read is of no concern."""
        return [None if target.implied else self.judge(target, polarity) for target in targets]

    def judge(self, target: TargetInStatement, polarity: PolarityLexicon) -> Judgement:
        """Judge a target: the score is the sum over the words that govern or describe its mentions, cut to [-1, 1].

        A word counts once, for the mention to which it says most.
        """
        strongest: dict[int, PolarityMatch] = {}
        for mention in target.mentions:
            for match in self.find_matches(target.sentence, mention, polarity):
                previous = strongest.setdefault(match.word.id, match)
                if abs(match.weight) > abs(previous.weight):
                    strongest[match.word.id] = match
        matches = sorted(strongest.values(), key=lambda match: (-abs(match.weight), match.word.id))
        reasons = "; ".join(f"{match.word.lemma!r} {match.how}" for match in matches[:_EVIDENCE])
        score = max(-1.0, min(1.0, sum(match.weight for match in matches)))
        return Judgement(
            score=score,
            label=LABELS[1 + (score >= self.threshold) - (score <= -self.threshold)],
            evidence=tuple((match.word.start, match.word.end) for match in matches[:_EVIDENCE]),
            rule=f"lexicon: {reasons or 'no known word bears on target'}",
        )

    def find_matches(self, sentence: Sentence, mention: Words, polarity: PolarityLexicon) -> list[PolarityMatch]:
        """Find the words of the lexicon that govern or describe a mention.

        Returns:
            A match for each entry of the lexicon that applies, those of the nearest words first.
        """
        return [
            self._weigh(sentence, governing, entry, polarity)
            for governing in find_governing_words(sentence, mention, self.reach)
            for entry in _find_entries(polarity, governing.word)
            if entry.role == governing.role or (entry.role == "any" and governing.role != "itself")
        ]

    def _weigh(
        self, sentence: Sentence, governing: GoverningWord, entry: PolarityEntry, polarity: PolarityLexicon
    ) -> PolarityMatch:
        turns = _count_turns(sentence, governing.word, polarity) + governing.compared
        weight = entry.polarity * self.decay**governing.steps * (-self.negated) ** turns
        how = _HOW.get(governing.role, "governs target")
        return PolarityMatch(governing.word, weight, f"{how}, negated" if turns % 2 else how)


def read_polarity(path: Path) -> dict[tuple[str, str], list[PolarityEntry]]:
    """Read the lexicon: a table with the columns lemma, upos, polarity and role.

    Returns:
        Its entries by lemma and part of speech.

    Raises:
        PolarityError: other columns, a polarity that is no number in [-1, 1], or an unknown role.
    """
    entries: dict[tuple[str, str], list[PolarityEntry]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != _COLUMNS:
            raise PolarityError(
                f"{path}: expected the columns {', '.join(_COLUMNS)}. Got {reader.fieldnames}; mend it."
            )
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            entry = _build_entry(where, row["polarity"], row["role"])
            entries.setdefault((row["lemma"], row["upos"]), []).append(entry)
    return entries


def _build_entry(where: str, polarity: str, role: str) -> PolarityEntry:
    if role not in _ROLES:
        raise PolarityError(f"{where}: role must be one of {', '.join(_ROLES)}. Got {role!r} instead.")
    try:
        value = float(polarity)
    except ValueError:
        value = float("nan")
    if not -1 <= value <= 1:
        raise PolarityError(f"{where}: polarity must be a number in [-1, 1]. Got {polarity!r} instead.")
    return PolarityEntry(polarity=value, role=role)


def _find_entries(polarity: PolarityLexicon, word: Word) -> Sequence[PolarityEntry]:
    return polarity.get((word.lemma.lower(), word.upos), ())


def _count_turns(sentence: Sentence, word: Word, polarity: PolarityLexicon) -> int:
    """Count how often a word's polarity is turned over: by negations on it, by shifters and negations above."""
    turns, current = int(_is_negated(sentence, word)), word
    for above in sentence.ancestors(word):
        if current.relation in _CLAUSE:
            turns += any(entry.role == "shifter" for entry in _find_entries(polarity, above))
        elif current.relation not in _SAME_CLAUSE:
            break
        turns += _is_negated(sentence, above)
        current = above
    return turns


def _is_negated(sentence: Sentence, word: Word) -> bool:
    children = sentence.children(word, "advmod", "det", "cc", "nsubj", "cc:preconj")
    return any(child.lemma.lower() in _NEGATIONS for child in children) or any(
        child.relation == "advmod" and child.lemma.lower() in _LESS for child in children
    )
