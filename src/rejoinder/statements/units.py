"""Coding units: every sentence with the one speaker whose words it mostly gives.

The rules, in order:

1. An attribution covers a sentence by the words of its content that lie in it. Of attributions nested in one another
   only the outermost that counts is kept: in "Smith said Jones fears a war" the words are Smith's.
2. Words in quotation marks always count. Reported words count if the reporting clause is the main one of the
   sentence that holds it. All else (a speech act in a side clause; thought, intention and feeling) counts only from
   `minor_share` of the sentence's words on, source and cue left out, because a narrator's sentence does not become
   somebody's by a belief mentioned in passing. Where the text names nobody ("each", "there was agreement that"), not
   even that share counts. Only the acts listed in `acts` count at all.
3. Among several speakers the one with most words wins; quoted words weigh twice, and what is not speech half.
4. The form is "direct" if all counted words of the speaker are quoted, but for less than `minor_share` of them;
   "mixed" if one of the attributions mixes quotation and report, or both stand side by side; else "indirect".
5. A sentence without counted attribution is "narrated": its speaker is the outlet. Credit lines always are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.syntax import Sentence, Word

NO_ATTRIBUTION = "no-attribution"
_NOBODY = frozenset({"no-source", "indefinite-pronoun", "unresolved"})  # resolutions that name no speaker
_MAIN = frozenset({"root", "conj", "parataxis", "xcomp"})


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One sentence as it is coded.

    Attributes:
        attribution: index of the attribution its speaker comes from, None if it is narrated.
        form: "direct", "mixed", "indirect" or "narrated".
        rule: name of the attribution's rule, "no-attribution" if narrated.
    """

    attribution: int | None
    form: str
    rule: str


@dataclass(frozen=True)
class _Cover:
    """What of a sentence an attribution gives: how many words, their share, and their weight against others."""

    index: int
    words: int
    share: float
    weight: float
    quoted: bool


def units(
    blocks: Sequence[Mapping[str, Any]],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
    *,
    acts: frozenset[str],
    minor_share: float,
) -> list[Unit]:
    """The coding unit of each sentence, in the same order; `speakers` are those of the attributions.

    `minor_share` lies in [0, 1]; see the rules above.
    """
    counter = _Counter(sentences, attributions, speakers, acts, minor_share)
    narrated = Unit(attribution=None, form="narrated", rule=NO_ATTRIBUTION)
    made = []
    for number, sentence in enumerate(sentences):
        coded = blocks[sentence.block]["kind"] != "credit"
        made.append((counter.unit(number) if coded else None) or narrated)
    return made


class _Counter:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        speakers: Sequence[Speaker],
        acts: frozenset[str],
        minor_share: float,
    ) -> None:
        self.sentences = sentences
        self.attributions = attributions
        self.speakers = speakers
        self.acts = acts
        self.minor_share = minor_share
        self.by_sentence: list[list[int]] = [[] for _ in sentences]
        ids = {s.sent_id: k for k, s in enumerate(sentences)}
        self.numbers = [ids.get(a.sent_id) for a in attributions]
        self._place()

    def _place(self) -> None:
        """List the attributions whose content reaches into each sentence."""
        for index, attribution in enumerate(self.attributions):
            first, last = attribution.content[0][0], attribution.content[-1][1]
            near = self.numbers[index] or 0
            while near > 0 and self.sentences[near].start > first:
                near -= 1
            for number in range(near, len(self.sentences)):
                if self.sentences[number].start >= last:
                    break
                self.by_sentence[number].append(index)

    def unit(self, number: int) -> Unit | None:
        """The unit of one sentence, None if it is narrated."""
        covers = {c.index: c for c in (self._cover(number, i) for i in self.by_sentence[number]) if c is not None}
        counted = [c for c in covers.values() if not self._inside(c.index, covers)]
        if not counted:
            return None
        weights: dict[str, float] = {}
        for cover in counted:
            name = self.speakers[cover.index].name
            weights[name] = weights.get(name, 0.0) + cover.weight
        speaker = max(weights, key=lambda name: weights[name])
        own = [c for c in counted if self.speakers[c.index].name == speaker]
        best = max(own, key=lambda c: (c.weight, -c.index))
        return Unit(attribution=best.index, form=self._form(own), rule=self.attributions[best.index].rule)

    def _inside(self, index: int, covers: Mapping[int, _Cover]) -> bool:
        """Whether the attribution is nested, at any depth, in another one that counts."""
        seen = {index}
        parent = self.attributions[index].parent
        while parent is not None and parent not in seen:
            if parent in covers:
                return True
            seen.add(parent)
            parent = self.attributions[parent].parent
        return False

    def _cover(self, number: int, index: int) -> _Cover | None:
        """How the attribution covers the sentence, None if it does not count there."""
        attribution = self.attributions[index]
        if attribution.act not in self.acts:
            return None
        words = [w for w in self.sentences[number].words if w.upos != "PUNCT"]
        inside = sum(_within(w, attribution.content) for w in words)
        frame = sum(_within(w, (*attribution.source, *attribution.cue)) for w in words)
        if not inside:
            return None
        share = inside / max(1, len(words) - frame)
        quoted = attribution.kind == "direct"
        speech = attribution.act == "speech"
        large = share >= self.minor_share and self.speakers[index].resolution not in _NOBODY
        if not (attribution.kind in ("direct", "mixed") or (speech and self._main(index)) or large):
            return None
        weight = inside * (2.0 if quoted else 1.0) * (1.0 if speech else 0.5)
        return _Cover(index, inside, share, weight, quoted)

    def _main(self, index: int) -> bool:
        """Whether the cue is the main predicate of its sentence, or joined to it; also where the cue is a noun."""
        attribution = self.attributions[index]
        number = self.numbers[index]
        if number is None:
            return False
        sentence = self.sentences[number]
        for word in sentence.words:
            if word.upos != "PUNCT" and _within(word, attribution.cue) and self._near_root(sentence, word):
                return True
        return False

    def _near_root(self, sentence: Sentence, word: Word) -> bool:
        chain = [word, *sentence.ancestors(word)]
        return all(w.relation in _MAIN for w in chain)

    def _form(self, own: Sequence[_Cover]) -> str:
        kinds = {self.attributions[c.index].kind for c in own}
        quoted = sum(c.words for c in own if c.quoted)
        reported = sum(c.words for c in own if not c.quoted)
        if "mixed" in kinds and reported:
            return "mixed"
        if not quoted:
            return "indirect"
        return "direct" if reported < self.minor_share * (quoted + reported) else "mixed"


def _within(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)
