"""The lexicon of attribution cues: word lists as CSV files, so that a new cue needs no Python."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from rejoinder.syntax import Sentence, Word

_CUES_FILE = "attribution_cues.csv"
_PHRASES_FILE = "attribution_phrases.csv"
_CUE_KINDS = ("verb", "noun", "adjective", "adverb", "light")
_PERSONS_FILE = "person_nouns.csv"
_PERSON_KINDS = ("person", "role", "state", "anonymous")
_PHRASE_KINDS = ("preposition", "possessive", "institution", "document", "thing", "time")
_ACTS = ("speech", "thought", "intention", "feeling", "perception", "event")
_COMPANIONS = ("compound:prt", "advmod", "xcomp")  # "point out", "hold forth", "make clear"


class CueLexiconError(ValueError):
    """A word list that cannot be read: one sentence with file, line, what was expected and what was got."""


@dataclass(frozen=True, slots=True)
class AttributionCue:
    """How one lemma attributes.

    Attributes:
        acts: the act of each subcategorisation pattern with which it is a cue (listed in `subcategorisation.py`):
            "speech", "thought", "intention", "feeling", "perception", or "event" (see `speech_events`).
        act: that of its first row.
    """

    acts: Mapping[str, str]
    act: str

    @property
    def patterns(self) -> Set[str]:
        """The patterns with which it is a cue."""
        return self.acts.keys()

    def narrow(self, entry: "AttributionCue | None") -> "AttributionCue":
        """The cue with the acts of a narrower entry before its own."""
        return self if entry is None else AttributionCue({**self.acts, **entry.acts}, self.act)


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A word of a sentence that the lexicon has as a cue.

    Attributes:
        word: the cue's head.
        cue: its entry.
        companions: the other words of an entry of several words: "out" of "point out".
    """

    word: Word
    cue: AttributionCue
    companions: tuple[Word, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CueLexicon:
    """What the rules know of words.

    Attributes:
        verbs: cues by lower-case lemma; an entry may name a word beside the verb ("point out"), and its object behind
            ("call meeting").
        nouns: likewise.
        adjectives: likewise.
        adverbs: likewise.
        light_verbs: verbs that lend a noun cue their subject ("make", "express": "made the claim that").
        prepositions: phrases before a source, in lower case ("according to").
        viewpoints: nouns of "in X's view".
        institutions: nouns that name a source when they stand before a noun cue ("government denials").
        persons: nouns for persons of any kind ("mother", "governor").
        offices: those of them that say what somebody does, and so name who speaks ("Selt governor: We will stay").
        documents: nouns for texts and counts, which say whatever they show ("the poll shows her ahead").
        things: nouns for what cannot speak, not even as a text ("storm", "clock", "experience").
        times: names of days and the like, which are no part of a source ("the minister on Saturday").
    """

    verbs: Mapping[str, AttributionCue]
    nouns: Mapping[str, AttributionCue]
    adjectives: Mapping[str, AttributionCue]
    adverbs: Mapping[str, AttributionCue]
    light_verbs: frozenset[str]
    prepositions: frozenset[tuple[str, ...]]
    viewpoints: frozenset[str]
    institutions: frozenset[str]
    persons: frozenset[str]
    offices: frozenset[str]
    documents: frozenset[str]
    things: frozenset[str]
    times: frozenset[str]

    def look_up(self, lemma: str, upos: str) -> AttributionCue | None:
        """Look up a word, spelt as a lemmatizer may misspell it.

        Args:
            lemma: in any case; two words for an entry of two ("point out").
            upos: universal part of speech.

        Returns:
            its entry, None where it is no cue.
        """
        entries = self._entries(upos)
        key = lemma.lower()
        if key in entries:
            return entries[key]
        return next((entries[form] for form in _respellings(key) if form in entries), None)

    def is_viewpoint(self, noun: Word) -> bool:
        """Whether a noun, in its form or lemma, is one of "in X's view", "in X's words"."""
        return noun.lemma.lower() in self.viewpoints or noun.form.lower() in self.viewpoints

    def _entries(self, upos: str) -> Mapping[str, AttributionCue]:
        match upos:
            case "VERB" | "AUX":
                return self.verbs
            case "NOUN":
                return self.nouns
            case "ADJ":
                return self.adjectives
            case "ADV":
                return self.adverbs
        return {}

    def match(self, sentence: Sentence, word: Word) -> CueMatch | None:
        """Match a word of a sentence with the lexicon.

        Where the word stands with a companion ("point out"), the entry for both holds, not the one for the word alone.
        What an entry for a verb and its object ("call meeting") says of its patterns goes before that of the verb.

        Returns:
            the match, None where the word is no cue.
        """
        of_object = self._find_entry_of_object(sentence, word)
        for companion in sentence.children(word, *_COMPANIONS):
            if companion.id > word.id and companion.upos in ("ADP", "ADV", "ADJ", "VERB"):
                cue = self.look_up(f"{word.lemma} {companion.lemma}", word.upos)
                if cue is not None:
                    return CueMatch(word, cue.narrow(of_object), (companion,))
        cue = self.look_up(word.lemma, word.upos)
        cue = of_object if cue is None else cue.narrow(of_object)
        return None if cue is None else CueMatch(word, cue)

    def _find_entry_of_object(self, sentence: Sentence, verb: Word) -> AttributionCue | None:
        """The entry for a verb and its object, with its particle if it has one: "call meeting", "read out letter"."""
        if verb.upos not in ("VERB", "AUX"):
            return None
        particles = [c.lemma for c in sentence.children(verb, "compound:prt")]
        objects = [c.lemma for c in sentence.children(verb, "obj", "expl")]
        keys = (" ".join((verb.lemma, *particles, lemma)).lower() for lemma in objects)
        return next((self.verbs[key] for key in keys if key in self.verbs), None)


def _respellings(lemma: str) -> list[str]:
    """Spellings that a lemmatizer's slips hide: "endors", "slamm", "echoe", "counselle", "sided", "denie", "says"."""
    stem = lemma.removesuffix("e").removesuffix("ed")
    forms = [lemma + "e", stem, stem + "e"]
    if stem[-1:] == stem[-2:-1]:
        forms.append(stem[:-1])
    if lemma.endswith("ie"):
        forms.append(lemma[:-2] + "y")
    return [*forms, lemma.removesuffix("s")]


def read_cue_lexicon(folder: Path) -> CueLexicon:
    """Read the lexicon from the word lists of a language.

    Args:
        folder: holds `attribution_cues.csv`, `attribution_phrases.csv` and `person_nouns.csv`, as
            `seeds/language` does.

    Raises:
        CueLexiconError: a missing file, a missing column or a value that no rule knows.
    """
    cues = _read_cues(folder / _CUES_FILE)
    phrases = _read_phrases(folder / _PHRASES_FILE)
    persons = _read_persons(folder / _PERSONS_FILE)
    return CueLexicon(
        verbs=cues["verb"],
        nouns=cues["noun"],
        adjectives=cues["adjective"],
        adverbs=cues["adverb"],
        light_verbs=frozenset(cues["light"]),
        prepositions=frozenset(tuple(phrase.split()) for phrase in phrases["preposition"]),
        viewpoints=frozenset(phrases["possessive"]),
        institutions=frozenset(phrases["institution"]),
        persons=frozenset(persons),
        offices=frozenset(noun for noun, kind in persons.items() if kind != "person"),
        documents=frozenset(phrases["document"]),
        things=frozenset(phrases["thing"]),
        times=frozenset(phrases["time"]),
    )


def _read_cues(path: Path) -> dict[str, dict[str, AttributionCue]]:
    cues: dict[str, dict[str, AttributionCue]] = {kind: {} for kind in _CUE_KINDS}
    for line, row in _read_rows(path, ("lemma", "pos", "patterns", "act")):
        kind = _check_value(row["pos"], _CUE_KINDS, f"{path}, line {line}, column 'pos'")
        act = _check_value(row["act"] or "speech", _ACTS, f"{path}, line {line}, column 'act'")
        lemma, acts = row["lemma"].lower(), dict.fromkeys(row["patterns"].split(), act)
        earlier = cues[kind].get(lemma, AttributionCue({}, act))
        cues[kind][lemma] = AttributionCue({**earlier.acts, **acts}, earlier.act)
    return cues


def _read_phrases(path: Path) -> dict[str, set[str]]:
    phrases: dict[str, set[str]] = {kind: set() for kind in _PHRASE_KINDS}
    for line, row in _read_rows(path, ("phrase", "kind")):
        kind = _check_value(row["kind"], _PHRASE_KINDS, f"{path}, line {line}, column 'kind'")
        phrases[kind].add(row["phrase"].lower())
    return phrases


def _read_persons(path: Path) -> dict[str, str]:
    rows = _read_rows(path, ("noun", "class"))
    return {
        row["noun"].lower(): _check_value(row["class"], _PERSON_KINDS, f"{path}, line {line}, column 'class'")
        for line, row in rows
    }


def _read_rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file, each with all of the columns."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        raise CueLexiconError(f"{path}: language resource not found; restore the file.") from None
    for line, row in enumerate(rows, 2):
        missing = [name for name in columns if row.get(name) is None]
        if missing:
            raise CueLexiconError(f"{path}, line {line}: expected a column {missing[0]!r}, found none; add it.")
        yield line, {name: row[name].strip() for name in columns}


def _check_value(value: str, choices: Collection[str], where: str) -> str:
    if value not in choices:
        raise CueLexiconError(f"{where}: expected one of {', '.join(sorted(choices))}. Got {value!r} instead.")
    return value
