"""Coding units: every sentence with the one speaker whose words it mostly gives.

The rules, in order:

1. An attribution covers a sentence by the words of its content that lie in it. Of attributions nested in one another
   only the outermost that counts is kept: in "Smith said Jones fears a war" the words are Smith's.
2. Words in quotation marks always count. Reported words count if the reporting clause is the main one of the
   sentence that holds it. All else (a speech act in a side clause; thought, intention and feeling) counts only from
   `minor_share` of the sentence's words on, source and cue left out, because a narrator's sentence does not become
   somebody's by a belief mentioned in passing. In a clause of time ("a day after the minister said") no report counts:
   it dates what the narrator tells. Where the text names nobody ("each", "there was agreement that"), not
   even that share counts, and a noun for words ("Letters on the dam") not even in the main clause. Only the acts listed
   in `acts` count at all.
3. Among several speakers the one with most words wins; quoted words weigh twice, and what is not speech half.
4. The form is "direct" if all counted words of the speaker are quoted, but for less than `minor_share` of them;
   "mixed" if one of the attributions mixes quotation and report, or both stand side by side; else "indirect".
5. A sentence without counted attribution is "narrated": its speaker is the outlet. Lines that are no
   statement always are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rejoinder import schema
from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.statements.rows import BlockRow
from rejoinder.statements.speakers.coreference.nominals import THING_RULE, TOPIC_RULE
from rejoinder.syntax import Sentence, Word

NO_ATTRIBUTION = "no-attribution"
_NOBODY = frozenset({"no-source", "indefinite-pronoun", "unresolved"})  # resolutions that name no speaker
_SAYING = ("that-clause", "reporting-clause", "according-to", "as-clause", "quot")  # rules by which it may speak yet
_TIME_CONJUNCTIONS = frozenset({"after", "before", "once", "since", "until", "when"})
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
    """What an attribution gives of a sentence.

    Attributes:
        index: the attribution's.
        words: how many of the sentence's words it covers.
        weight: what they count against other speakers' words.
        quoted: they stand in quotation marks.
    """

    index: int
    words: int
    weight: float
    quoted: bool


def code_units(
    blocks: Sequence[BlockRow],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
    *,
    acts: Collection[str],
    minor_share: float,
) -> list[Unit]:
    """Give every sentence its one speaker and form, by the rules above.

    Args:
        blocks: the article's blocks, of which `kind` is read.
        sentences: its parse, in order.
        attributions: its attributions, in any order.
        speakers: whom the attributions resolve to, in the same order.
        acts: the acts that count.
        minor_share: share of a sentence's words, in [0, 1]; see the rules.

    Returns:
        The units, in the order of the sentences.
    """
    coder = _UnitCoder(sentences, attributions, speakers, acts, minor_share)
    narrated = Unit(attribution=None, form="narrated", rule=NO_ATTRIBUTION)
    return [
        (coder.code(number) if blocks[sentence.block]["kind"] in schema.CODED_KINDS else None) or narrated
        for number, sentence in enumerate(sentences)
    ]


class _UnitCoder:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        speakers: Sequence[Speaker],
        acts: Collection[str],
        minor_share: float,
    ) -> None:
        self.sentences = sentences
        self.attributions = attributions
        self.speakers = speakers
        self.acts = acts
        self.minor_share = minor_share
        numbers = {sentence.sent_id: number for number, sentence in enumerate(sentences)}
        self.cue_sentences = [numbers.get(a.sent_id) for a in attributions]
        self.by_sentence = self._group_by_sentence()
        self.passed_on = {a.parent for i, a in enumerate(attributions) if self._is_quoted(i)}

    def _is_quoted(self, index: int) -> bool:
        """Whether another attribution's source quotes the speaker: "the paper quoted her as saying"."""
        number, attribution = self.cue_sentences[index], self.attributions[index]
        if number is None or attribution.parent is None:
            return False
        sentence, parent = self.sentences[number], self.attributions[attribution.parent]
        for word in sentence.words:
            is_said_as = word.xpos == "VBG" and any(m.form.lower() == "as" for m in sentence.children(word, "mark"))
            if is_said_as and _lies_within(word, attribution.cue):
                quoting = sentence.head(word)
                return quoting is not None and _lies_within(quoting, parent.cue)
        return False

    def _group_by_sentence(self) -> list[list[int]]:
        """The attributions whose content reaches into each sentence."""
        groups: list[list[int]] = [[] for _ in self.sentences]
        for index, attribution in enumerate(self.attributions):
            start, end = attribution.content[0][0], attribution.content[-1][1]
            first = self.cue_sentences[index] or 0
            while first > 0 and self.sentences[first].start > start:
                first -= 1
            for number in range(first, len(self.sentences)):
                if self.sentences[number].start >= end:
                    break
                groups[number].append(index)
        return groups

    def code(self, number: int) -> Unit | None:
        """The unit of the `number`-th sentence, None if it is narrated."""
        covers = {c.index: c for i in self.by_sentence[number] if (c := self._cover(number, i)) is not None}
        outermost = [c for c in covers.values() if not self._is_nested(c.index, covers)]
        if not outermost:
            return None
        weights: dict[str, float] = {}
        for cover in outermost:
            name = self.speakers[cover.index].name
            weights[name] = weights.get(name, 0.0) + cover.weight
        speaker = max(weights, key=lambda name: weights[name])
        own = [c for c in outermost if self.speakers[c.index].name == speaker]
        best = max(own, key=lambda c: (c.weight, -c.index))
        return Unit(attribution=best.index, form=self._form(own), rule=self.attributions[best.index].rule)

    def _is_nested(self, index: int, covers: Mapping[int, _Cover]) -> bool:
        """Whether the attribution is nested, at any depth, in another one that counts."""
        visited = {index}
        parent = self.attributions[index].parent
        while parent is not None and parent not in visited:
            if parent in covers:
                return True
            visited.add(parent)
            parent = self.attributions[parent].parent
        return False

    def _cover(self, number: int, index: int) -> _Cover | None:
        """How the attribution covers the sentence, None if it does not count there."""
        attribution = self.attributions[index]
        if attribution.act not in self.acts:
            return None
        words = [w for w in self.sentences[number].words if w.upos != "PUNCT"]
        covered = sum(_lies_within(w, attribution.content) for w in words)
        if not covered:
            return None
        reporting = sum(_lies_within(w, (*attribution.source, *attribution.cue)) for w in words)
        if not self._counts(index, share=covered / max(1, len(words) - reporting)):
            return None
        quoted = attribution.kind == "direct"
        weight = covered * (2.0 if quoted else 1.0) * (1.0 if attribution.act == "speech" else 0.5)
        return _Cover(index, covered, weight, quoted)

    def _counts(self, index: int, share: float) -> bool:
        """Whether a rule lets the attribution count in a sentence of which it covers `share`."""
        attribution = self.attributions[index]
        if (
            index in self.passed_on
            or self._is_asked_in_passing(index)
            or self.speakers[index].resolution.startswith(TOPIC_RULE)
        ):
            return False
        if self.speakers[index].resolution.startswith(THING_RULE) and not attribution.rule.startswith(_SAYING):
            return False
        return (
            attribution.kind in ("direct", "mixed")
            or (attribution.act == "speech" and self._is_main(index) and not self._is_nobodys_noun(index))
            or (
                share >= self.minor_share
                and self.speakers[index].resolution not in _NOBODY
                and not self._is_in_clause_of_time(index)
            )
        )

    def _is_in_clause_of_time(self, index: int) -> bool:
        """Whether the cue only dates what its sentence tells: "a day after the minister said"."""
        number = self.cue_sentences[index]
        if number is None:
            return False
        sentence = self.sentences[number]
        cue = [w for w in sentence.words if _lies_within(w, self.attributions[index].cue)]
        return any(_heads_clause_of_time(sentence, word) for word in cue)

    def _is_asked_in_passing(self, index: int) -> bool:
        """Whether the content is only what somebody is asked before they speak: "Asked whether it held, she nodded"."""
        number, attribution = self.cue_sentences[index], self.attributions[index]
        if number is None or not attribution.rule.startswith("passive"):
            return False
        words = self.sentences[number].words
        return any(w.relation == "advcl" and _lies_within(w, attribution.cue) for w in words)

    def _is_nobodys_noun(self, index: int) -> bool:
        """Whether a noun stands for words that nobody is named for: "Letters on the dam"."""
        return self.attributions[index].rule == "nominal-cue" and self.speakers[index].resolution in _NOBODY

    def _is_main(self, index: int) -> bool:
        """Whether the cue is the main predicate of its sentence, or joined to it; also where the cue is a noun."""
        number = self.cue_sentences[index]
        if number is None:
            return False
        sentence = self.sentences[number]
        cue = self.attributions[index].cue
        return any(w.upos != "PUNCT" and _lies_within(w, cue) and _is_near_root(sentence, w) for w in sentence.words)

    def _form(self, own: Sequence[_Cover]) -> str:
        kinds = {self.attributions[c.index].kind for c in own}
        quoted = sum(c.words for c in own if c.quoted)
        reported = sum(c.words for c in own if not c.quoted)
        if "mixed" in kinds and reported:
            return "mixed"
        if not quoted:
            return "indirect"
        return "direct" if reported < self.minor_share * (quoted + reported) else "mixed"


def _heads_clause_of_time(sentence: Sentence, word: Word) -> bool:
    """Whether a word is the predicate of an adverbial clause of time, or joined to it."""
    clause = next((w for w in (word, *sentence.ancestors(word)) if w.relation not in _MAIN), None)
    if clause is None or clause.relation != "advcl":
        return False
    markers = [m.form.lower() for m in sentence.children(clause, "mark", "advmod") if m.id < clause.id]
    return not _TIME_CONJUNCTIONS.isdisjoint(markers)


def _is_near_root(sentence: Sentence, word: Word) -> bool:
    return word.relation in _MAIN and all(w.relation in _MAIN for w in sentence.ancestors(word))


def _lies_within(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)
