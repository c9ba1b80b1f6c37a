"""Where a sentence speaks of a stance target."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.actors.countries import Country, list_side_countries, list_side_names
from rejoinder.first_person import WE_WORDS
from rejoinder.syntax import Sentence, Span, Word

_SHORT = 4  # an upper-case name up to this long is told from a word by its case: "US" is not "us"

_TOKEN = re.compile(r"['’]s\b|(?:[A-Za-z]\.)+|\w+|[^\w\s]")  # as the parser cuts words: "PLA 's", "counter - claim"

Words = tuple[Word, ...]


@dataclass(frozen=True, kw_only=True)
class TargetFinder:
    """Finds mentions of targets by their phrases: the longest that begins at a word, in any case.

    Attributes:
        phrases: of each target, in its order: lemmas or forms of its words; "*" is any one word.
        own_sides: of each target, the sides whose speakers mean it by "we".
    """

    phrases: Mapping[str, Sequence[str]]
    own_sides: Mapping[str, frozenset[str]]

    def __call__(self, sentence: Sentence, side: str, source: Collection[Span] = ()) -> dict[str, tuple[Words, ...]]:
        """Find the targets that a sentence mentions.

        Args:
            sentence: where to look.
            side: of the speaker, "" for none; the speaker's "we" then is the side.
            source: spans of the words that name the speaker; these say who speaks, and speak of no target.

        Returns:
            The phrases that speak of each target that has any, both in order.
        """
        matches = list(self._match_all(sentence))
        own_targets = self.list_targets(side)
        matches += [(target, (word,)) for target in own_targets for word in sentence.words if _is_first_person(word)]
        matches.sort(key=lambda match: match[1][0].id)
        mentions: dict[str, list[Words]] = {target: [] for target in self.phrases}
        for target, words in matches:
            if not any(start <= words[0].start < end for start, end in source):
                mentions[target].append(words)
        return {target: tuple(of_target) for target, of_target in mentions.items() if of_target}

    def list_targets(self, side: str) -> list[str]:
        """List the targets that stand for a side."""
        return [target for target, own_sides in self.own_sides.items() if side in own_sides]

    def _match_all(self, sentence: Sentence) -> Iterator[tuple[str, Words]]:
        position = 0
        while position < len(sentence.words):
            match = self._match(sentence.words, position)
            if match:
                yield match
            position += len(match[1]) if match else 1

    def _match(self, words: Words, position: int) -> tuple[str, Words] | None:
        """Find the longest phrase that begins at a position, with its target; of equals, the earlier target's."""
        first = words[position]
        starts = {_normalise(first.lemma), _normalise(first.form)}
        patterns = [pattern for start in starts for pattern in self._patterns.get(start, ())]
        for _, pattern, target in sorted(patterns):
            candidate = words[position : position + len(pattern)]
            if len(candidate) == len(pattern) and all(map(_matches_word, candidate, pattern)):
                return target, candidate
        return None

    @cached_property
    def _patterns(self) -> dict[str, list[tuple[tuple[int, int], list[str], str]]]:
        """Phrases as words with their targets, by first word; the number pair orders them, the longest first."""
        patterns: dict[str, list[tuple[tuple[int, int], list[str], str]]] = {}
        for rank, (target, phrases) in enumerate(self.phrases.items()):
            for phrase in phrases:
                words = _TOKEN.findall(phrase)
                patterns.setdefault(_normalise(words[0]), []).append(((-len(words), rank), words, target))
        return patterns


@dataclass(frozen=True, kw_only=True)
class Finders:
    """What finds of whom sentences speak.

    Attributes:
        targets: the targets of stances.
        sides: the sides of the debate, and all countries that belong to none; each is its own target here.
    """

    targets: TargetFinder
    sides: TargetFinder


def build_finders(actors: Actors, world: Sequence[Country]) -> Finders:
    """Build the finders of a debate.

    Args:
        actors: its sides and targets.
        world: all countries.
    """
    in_sides = {country.name for side in actors.sides for country in list_side_countries(side, actors, world)}
    sides = [*actors.sides, *(country.name for country in world if country.name not in in_sides)]
    names = {side: list_side_names(side, actors, world) for side in sides}
    phrases = {
        key: tuple(dict.fromkeys([*target.mentions, *(name for side in target.sides for name in names[side])]))
        for key, target in actors.targets.items()
    }
    own_sides = {key: frozenset(target.sides) for key, target in actors.targets.items()}
    return Finders(
        targets=TargetFinder(phrases=phrases, own_sides=own_sides),
        sides=TargetFinder(phrases=names, own_sides={side: frozenset([side]) for side in sides}),
    )


def _is_first_person(word: Word) -> bool:
    return word.upos == "PRON" and word.form != "US" and word.form.lower() in WE_WORDS


def _matches_word(word: Word, pattern: str) -> bool:
    if pattern == "*":
        return True
    if pattern.isupper() and len(pattern) <= _SHORT and "." not in pattern:
        return word.form == pattern
    return _normalise(pattern) in (_normalise(word.lemma), _normalise(word.form))


def _normalise(word: str) -> str:
    return word.replace("’", "'").lower()


def find_head(sentence: Sentence, words: Words) -> Word:
    """Find the word of a phrase on which the others hang: the first whose head lies outside."""
    ids = {word.id for word in words}
    return next((word for word in words if word.head not in ids), words[0])
