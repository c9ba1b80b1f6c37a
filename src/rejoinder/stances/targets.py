"""Where a sentence speaks of a stance target."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rejoinder.actors import Actors
from rejoinder.syntax import Sentence, Word

_SELF = frozenset({"we", "our", "us", "ours", "ourselves"})
_MODIFIER = frozenset({"compound", "amod", "nmod:poss", "appos", "flat"})
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

    def __call__(self, sentence: Sentence, side: str, speaker: str = "") -> dict[str, tuple[Mention, ...]]:
        """Mentions of each target that the sentence mentions, in order.

        Args:
            sentence: where to look.
            side: of the speaker, "" for none; the speaker's "we" then is the side.
            speaker: the speaker's name, "" for none; what hangs on it in the sentence is said in passing.
        """
        found: dict[str, list[Words]] = {}
        for target, words in self._matches(sentence):
            found.setdefault(target, []).append(words)
        for target in self.phrases:
            if side in self.own[target]:
                found.setdefault(target, []).extend((word,) for word in sentence.words if _self(word))
        return {
            target: tuple(
                Mention(words=words, passing=side in self.own[target] and _passing(sentence, words, speaker))
                for words in sorted(found[target], key=lambda words: words[0].id)
            )
            for target in self.phrases
            if found.get(target)
        }

    def _matches(self, sentence: Sentence) -> Iterator[tuple[str, Words]]:
        position = 0
        while position < len(sentence.words):
            match = self._match(sentence.words, position)
            if match:
                yield match
            position += len(match[1]) if match else 1

    def _match(self, words: Words, position: int) -> tuple[str, Words] | None:
        """The longest phrase that begins at a position, with its target; of equals, the earlier target's."""
        first = words[position]
        patterns = [p for start in {_key(first.lemma), _key(first.form)} for p in self._patterns.get(start, ())]
        for _, pattern, target in sorted(patterns):
            found = words[position : position + len(pattern)]
            if len(found) == len(pattern) and all(map(_is, found, pattern)):
                return target, found
        return None

    @cached_property
    def _patterns(self) -> dict[str, list[tuple[tuple[int, int], list[str], str]]]:
        """Phrases as words with their targets, by first word; the number pair orders them, the longest first."""
        made: dict[str, list[tuple[tuple[int, int], list[str], str]]] = {}
        for rank, (target, phrases) in enumerate(self.phrases.items()):
            for phrase in phrases:
                words = _TOKEN.findall(phrase)
                made.setdefault(_key(words[0]), []).append(((-len(words), rank), words, target))
        return made


def finder(actors: Actors, names: Mapping[str, Iterable[str]]) -> Finder:
    """The finder of a debate's targets; `names` holds what each side is called."""
    phrases = {
        key: tuple(dict.fromkeys([*target.mentions, *(name for side in target.sides for name in names[side])]))
        for key, target in actors.targets.items()
    }
    return Finder(phrases=phrases, own={key: frozenset(target.sides) for key, target in actors.targets.items()})


def _self(word: Word) -> bool:
    return word.upos == "PRON" and word.form != "US" and word.form.lower() in _SELF


def _is(word: Word, wanted: str) -> bool:
    if wanted == "*":
        return True
    if wanted.isupper() and len(wanted) <= _SHORT and "." not in wanted:
        return word.form == wanted
    return _key(wanted) in (_key(word.lemma), _key(word.form))


def _key(word: str) -> str:
    return word.replace("’", "'").lower()


def _passing(sentence: Sentence, words: Words, speaker: str) -> bool:
    """Whether a phrase says whose something is, who speaks, or, hanging on the speaker's name, where they belong."""
    top = head(sentence, words)
    names = [name for word in (top, *sentence.ancestors(top)) for name in (word, *sentence.children(word, "flat"))]
    if top.deprel in _MODIFIER or any(name.form in speaker.split() for name in names):
        return True
    verb = sentence.head(top)  # of saying, where it has a clause for its object
    return (
        top.relation == "nsubj" and verb is not None and verb.upos == "VERB" and bool(sentence.children(verb, "ccomp"))
    )


def head(sentence: Sentence, words: Words) -> Word:
    """The word of a phrase on which the others hang: the first whose head lies outside."""
    inside = {word.id for word in words}
    return next((word for word in words if word.head not in inside), words[0])
