"""Stance by the polarity of the words that govern or describe a mention."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rejoinder.stances.bearing import Bearing, bearings
from rejoinder.stances.model import LABELS, Entry, Item, Judgement, Lexicon
from rejoinder.stances.targets import Words
from rejoinder.syntax import Sentence, Word

_COLUMNS = ["lemma", "upos", "polarity", "role"]
_ROLES = ("subject", "object", "modifier", "any", "itself", "shifter")
_CLAUSE = frozenset({"ccomp", "xcomp"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "nothing", "hardly", "scarcely"})
_LESS = frozenset({"less", "least", "little"})
_HOW = {"itself": "is the mention", "modifier": "describes target"}
_EVIDENCE = 3


class LexiconError(ValueError):
    """A polarity lexicon that cannot be read: one sentence with file, line, what was expected and got."""


@dataclass(frozen=True)
class Hit:
    """A word of the lexicon that bears on a mention, with its part in the score and how it bears on it."""

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
    """

    threshold: float
    decay: float
    negated: float
    reach: int

    def __call__(self, items: Sequence[Item], polarity: Lexicon) -> list[Judgement]:
        """Stances of the items, in order; the score of one is the sum over its mentions, cut to [-1, 1]."""
        return [self._judgement(item, polarity) for item in items]

    def hits(self, sentence: Sentence, words: Words, lexicon: Lexicon) -> list[Hit]:
        """What the lexicon has to say of a mention, nearest words first."""
        return [
            self._hit(sentence, bearing, entry, lexicon)
            for bearing in bearings(sentence, words, self.reach)
            for entry in entries(lexicon, bearing.word)
            if entry.role == bearing.role or (entry.role == "any" and bearing.role != "itself")
        ]

    def _hit(self, sentence: Sentence, bearing: Bearing, entry: Entry, lexicon: Lexicon) -> Hit:
        turns = _turns(sentence, bearing.word, lexicon) + bearing.compared
        weight = entry.polarity * self.decay**bearing.steps * (-self.negated) ** turns
        how = _HOW.get(bearing.role, "governs target")
        return Hit(bearing.word, weight, f"{how}, negated" if turns % 2 else how)

    def _judgement(self, item: Item, lexicon: Lexicon) -> Judgement:
        strongest: dict[int, Hit] = {}
        for mention in item.mentions:
            for hit in self.hits(item.sentence, mention.words, lexicon):
                known = strongest.setdefault(hit.word.id, hit)
                if abs(hit.weight) > abs(known.weight):
                    strongest[hit.word.id] = hit
        hits = sorted(strongest.values(), key=lambda hit: (-abs(hit.weight), hit.word.id))
        told = "; ".join(f"{hit.word.lemma!r} {hit.how}" for hit in hits[:_EVIDENCE])
        score = max(-1.0, min(1.0, sum(hit.weight for hit in hits)))
        return Judgement(
            score=score,
            label=LABELS[1 + (score >= self.threshold) - (score <= -self.threshold)],
            evidence=tuple((hit.word.start, hit.word.end) for hit in hits[:_EVIDENCE]),
            rule=f"lexicon: {told or 'no known word bears on target'}",
        )


def entries(lexicon: Lexicon, word: Word) -> Sequence[Entry]:
    """What the lexicon says of a word; empty where it does not know it."""
    return lexicon.get((word.lemma.lower(), word.upos), ())


def _turns(sentence: Sentence, word: Word, lexicon: Lexicon) -> int:
    """How often a word's polarity is turned over: by negations on it, by shifters and negations above its clause."""
    turns, current = int(_negated(sentence, word)), word
    for above in sentence.ancestors(word):
        if current.relation in _CLAUSE:
            turns += any(entry.role == "shifter" for entry in entries(lexicon, above))
        elif current.relation not in ("obj", "obl", "nmod"):
            break
        turns += _negated(sentence, above)
        current = above
    return turns


def _negated(sentence: Sentence, word: Word) -> bool:
    children = sentence.children(word, "advmod", "det", "cc", "nsubj", "cc:preconj")
    return any(child.lemma.lower() in _NEGATIONS for child in children) or any(
        child.relation == "advmod" and child.lemma.lower() in _LESS for child in children
    )


def read_polarity(path: Path) -> dict[tuple[str, str], list[Entry]]:
    """Read the lexicon: a table with the columns lemma, upos, polarity and role.

    Raises:
        LexiconError: other columns, a polarity that is no number in [-1, 1], or an unknown role.
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != _COLUMNS:
            raise LexiconError(f"{path}: expected the columns {', '.join(_COLUMNS)}. Got {reader.fieldnames}; mend it.")
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            found.setdefault((row["lemma"], row["upos"]), []).append(_entry(where, row["polarity"], row["role"]))
    return found


def _entry(where: str, polarity: str, role: str) -> Entry:
    if role not in _ROLES:
        raise LexiconError(f"{where}: role must be one of {', '.join(_ROLES)}. Got {role!r} instead.")
    try:
        value = float(polarity)
    except ValueError:
        value = float("nan")
    if not -1 <= value <= 1:
        raise LexiconError(f"{where}: polarity must be a number in [-1, 1]. Got {polarity!r} instead.")
    return Entry(polarity=value, role=role)
