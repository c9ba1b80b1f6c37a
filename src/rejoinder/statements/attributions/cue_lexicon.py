"""The lexicon of attribution cues: language resources as CSV files, so that a new cue needs no Python."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rejoinder.syntax import Sentence, Word

CUES = "attribution_cues.csv"
PHRASES = "attribution_phrases.csv"
_POS = {"verb", "noun", "adjective", "adverb", "light"}
_PHRASES = {"preposition", "possessive", "institution", "document", "time"}
_ACTS = {"speech", "thought", "intention", "feeling", "perception"}
_BESIDE = ("compound:prt", "advmod", "xcomp")  # "point out", "hold forth", "make clear"


class CueLexiconError(ValueError):
    """A language resource that cannot be read: one sentence with file, line, what was expected and what was got."""


@dataclass(frozen=True, slots=True)
class AttributionCue:
    """One lemma's ways of attributing.

    Attributes:
        frames: names of the complements with which it is a cue (listed in `complements.py`).
        act: "speech", "thought", "intention", "feeling" or "perception".
    """

    frames: frozenset[str]
    act: str


@dataclass(frozen=True, kw_only=True)
class CueLexicon:
    """What the rules know of words.

    Attributes:
        verbs, nouns, adjectives, adverbs: cues by lower-case lemma; a verb's may name a word beside it ("point out").
        light: verbs that lend a noun cue their subject ("make", "express": "made the claim that").
        prepositions: phrases before a source, in lower case ("according to").
        possessives: nouns of "in X's view".
        institutions: nouns that name a source when they stand before a noun cue ("government denials").
        documents: nouns for texts and counts, which say whatever they show ("the poll shows her ahead").
        times: names of days and the like, which are no part of a source ("the minister on Saturday").
    """

    verbs: Mapping[str, AttributionCue] = field(default_factory=dict)
    nouns: Mapping[str, AttributionCue] = field(default_factory=dict)
    adjectives: Mapping[str, AttributionCue] = field(default_factory=dict)
    adverbs: Mapping[str, AttributionCue] = field(default_factory=dict)
    light: frozenset[str] = frozenset()
    prepositions: frozenset[tuple[str, ...]] = frozenset()
    possessives: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()

    def of(self, lemma: str, upos: str) -> AttributionCue | None:
        """The cue with this lemma and universal part of speech, None where the word is no cue."""
        tables = {
            "VERB": self.verbs,
            "AUX": self.verbs,
            "NOUN": self.nouns,
            "ADJ": self.adjectives,
            "ADV": self.adverbs,
        }
        table = tables.get(upos)
        if table is None:
            return None
        key = lemma.lower()
        found = table.get(key)
        return found or next((table[form] for form in _respelled(key) if form in table), None)

    def match(self, sentence: Sentence, word: Word) -> tuple[AttributionCue | None, tuple[Word, ...]]:
        """The cue at a word, and the words beside it that an entry of several words asks for ("point out").

        Where the word stands with such a word, that entry holds and not the one for the word alone.
        """
        for beside in sentence.children(word, *_BESIDE):
            if beside.id > word.id and beside.upos in ("ADP", "ADV", "ADJ"):
                found = self.of(f"{word.lemma} {beside.lemma}", word.upos)
                if found is not None:
                    return found, (beside,)
        return self.of(word.lemma, word.upos), ()


def _respelled(lemma: str) -> list[str]:
    """Spellings that a lemmatizer's slips hide: "endors", "slamm", "echoe"."""
    forms = [lemma + "e"]
    if lemma[-1:] == "e":
        forms.append(lemma[:-1])
    if lemma[-1:] == lemma[-2:-1]:
        forms.append(lemma[:-1])
    return forms


def read_cue_lexicon(folder: Path) -> CueLexicon:
    """The lexicon from the CSV files of a folder of language resources (`seeds/language`).

    Raises:
        CueLexiconError: a missing file, a missing column or a value that no rule knows.
    """
    tables: dict[str, dict[str, AttributionCue]] = {"verb": {}, "noun": {}, "adjective": {}, "adverb": {}, "light": {}}
    for number, row in _rows(folder / CUES, ("lemma", "pos", "frames", "act")):
        where = f"{folder / CUES}, line {number}"
        pos = _one_of(row["pos"], _POS, f"{where}, column 'pos'")
        act = _one_of(row["act"] or "speech", _ACTS, f"{where}, column 'act'")
        tables[pos][row["lemma"].lower()] = AttributionCue(frozenset(row["frames"].split()), act)
    phrases: dict[str, set[str]] = {kind: set() for kind in _PHRASES}
    for number, row in _rows(folder / PHRASES, ("phrase", "kind")):
        kind = _one_of(row["kind"], _PHRASES, f"{folder / PHRASES}, line {number}, column 'kind'")
        phrases[kind].add(row["phrase"].lower())
    return CueLexicon(
        verbs=tables["verb"],
        nouns=tables["noun"],
        adjectives=tables["adjective"],
        adverbs=tables["adverb"],
        light=frozenset(tables["light"]),
        prepositions=frozenset(tuple(phrase.split()) for phrase in phrases["preposition"]),
        possessives=frozenset(phrases["possessive"]),
        institutions=frozenset(phrases["institution"]),
        documents=frozenset(phrases["document"]),
        times=frozenset(phrases["time"]),
    )


def _rows(path: Path, columns: Iterable[str]) -> Iterable[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
    except FileNotFoundError:
        raise CueLexiconError(f"{path}: language resource not found; restore the file.") from None
    for number, line in enumerate(lines, 2):
        missing = [name for name in columns if line.get(name) is None]
        if missing:
            raise CueLexiconError(f"{path}, line {number}: expected a column {missing[0]!r}, found none; add it.")
        yield number, {name: line[name].strip() for name in columns}


def _one_of(value: str, known: set[str], where: str) -> str:
    if value not in known:
        raise CueLexiconError(f"{where}: expected one of {', '.join(sorted(known))}. Got {value!r} instead.")
    return value
