"""Where a sentence speaks of a stance target."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rejoinder.actors import Actors
from rejoinder.syntax import Sentence, Word

_SELF = frozenset({"we", "our", "us", "ours", "ourselves"})
_MODIFIER = frozenset({"compound", "amod", "nmod:poss", "appos", "flat"})
_REPORTED = ("ccomp", "parataxis")  # what hangs on a verb of saying, so that the verb's subject is who speaks
_SHORT = 4  # an upper-case name up to this long is told from a word by its case: "US" is not "us"

_TOKEN = re.compile(r"['’]s\b|(?:[A-Za-z]\.)+|\w+|[^\w\s]")  # as the parser cuts words: "PLA 's", "counter - claim"

Words = tuple[Word, ...]


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One phrase that speaks of a target.

    Attributes:
        words: its words, in order.
        passing: whether it names the speaker's own side only to say whose something is, or who speaks.
    """

    words: Words
    passing: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return self.words[0].start, self.words[-1].end


@dataclass(frozen=True, kw_only=True)
class Finder:
    """Finds mentions of targets by their phrases, the longest at each place, any case.

    Attributes:
        phrases: of each target, in its order: lemmas or forms of its words; "*" is any one word.
        own: of each target, the sides whose speakers mean it by "we".
    """

    phrases: Mapping[str, Sequence[str]]
    own: Mapping[str, frozenset[str]]

    def __call__(self, sentence: Sentence, side: str) -> dict[str, tuple[Mention, ...]]:
        """Mentions of each target that the sentence mentions, in order, for a speaker of the given side ("": none)."""
        found: dict[str, list[Words]] = {}
        for target, words in _matches(sentence, self._patterns()):
            found.setdefault(target, []).append(words)
        for target in self.phrases:
            if side and side in self.own[target]:
                found.setdefault(target, []).extend((word,) for word in sentence.words if _self(word))
        return {
            target: tuple(
                Mention(words=words, passing=bool(side) and side in self.own[target] and _passing(sentence, words))
                for words in sorted(found[target], key=lambda words: words[0].id)
            )
            for target in self.phrases
            if found.get(target)
        }

    def _patterns(self) -> list[tuple[list[str], str]]:
        """Phrases as words with their target, longest first; of equals, the earlier target's."""
        patterns = [(_TOKEN.findall(phrase), target) for target, phrases in self.phrases.items() for phrase in phrases]
        return sorted(patterns, key=lambda pattern: -len(pattern[0]))


def finder(actors: Actors, names: Mapping[str, Iterable[str]]) -> Finder:
    """The finder of a debate's targets; `names` holds what each side is called."""
    phrases = {
        key: tuple(dict.fromkeys([*target.mentions, *(name for side in target.sides for name in names[side])]))
        for key, target in actors.targets.items()
    }
    return Finder(phrases=phrases, own={key: frozenset(target.sides) for key, target in actors.targets.items()})


def _matches(sentence: Sentence, patterns: Sequence[tuple[list[str], str]]) -> Iterator[tuple[str, Words]]:
    position = 0
    while position < len(sentence.words):
        taken = 1
        for pattern, target in patterns:
            words = sentence.words[position : position + len(pattern)]
            if len(words) == len(pattern) and all(map(_is, words, pattern)):
                yield target, words
                taken = len(words)
                break
        position += taken


def _self(word: Word) -> bool:
    return word.upos == "PRON" and word.form != "US" and word.form.lower() in _SELF


def _is(word: Word, wanted: str) -> bool:
    if wanted == "*":
        return True
    if wanted.isupper() and len(wanted) <= _SHORT and "." not in wanted:
        return word.form == wanted
    return wanted.replace("’", "'").lower() in (word.lemma.lower(), word.form.replace("’", "'").lower())


def _passing(sentence: Sentence, words: Words) -> bool:
    top = head(sentence, words)
    if top.deprel in _MODIFIER:
        return True
    verb = sentence.head(top)
    return top.relation == "nsubj" and verb is not None and bool(sentence.children(verb, *_REPORTED))


def head(sentence: Sentence, words: Words) -> Word:
    """The word of a phrase on which the others hang: the first whose head lies outside."""
    inside = {word.id for word in words}
    return next((word for word in words if word.head not in inside), words[0])
