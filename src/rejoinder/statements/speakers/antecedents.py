"""Whom a pronoun or a description means: by number, gender, grammatical role, recency and who spoke last.

The weights follow the order of preference of salience-based resolution (Lappin and Leass 1994; for quotations,
Muzny et al. 2017): the speaker before, subjects before objects, near before far, outside before inside quotations.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.clusters import Referent
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.phrases import PhraseReader
from rejoinder.statements.speakers.pronouns import NEUTER, PERSONS, PLURAL, SINGULAR, clash, fits, preference
from rejoinder.syntax import Sentence, Word

Allowed = Callable[[Referent], bool]

_RECALL = 8  # sentences, and words after a name, within which a noun is looked for
_NEAR = 3  # sentences back for a description that no noun ties to anybody
_WINDOW = 40  # mentions looked back at
_DISTANCE, _PARAGRAPH, _SUBJECT, _QUOTED, _SPEAKER = 12, 4, 20, 30, 25


def _any(_: Referent) -> bool:
    return True


@dataclass(frozen=True, slots=True, order=True)
class DiscourseMention:
    """A place in the article where a referent is spoken of; `spoke` if it is the source of an attribution there."""

    start: int
    sentence: int
    block: int
    order: int
    subject: bool
    quoted: bool
    spoke: bool


class Discourse:
    """The article as read so far: who was mentioned and who spoke, in order of the text."""

    def __init__(
        self, sentences: Sequence[Sentence], reader: PhraseReader, quoted: Sequence[Span], gazetteer: Gazetteer
    ) -> None:
        self._sentences = sentences
        self._reader = reader
        self._clusters = reader.clusters
        self.unnamed: dict[int, Referent] = {}
        self._quoted = sorted(quoted)
        self._gazetteer = gazetteer
        self._referents: list[Referent] = []
        self._seen: list[DiscourseMention] = []
        for number, sentence in enumerate(sentences):
            for name in self._clusters.names[number]:
                if name.kind != "demonym" and not self._modifier(name, sentence):
                    self._add(self._clusters.referents[name.start], name.start, number, name.subject, False)
            self._unnamed(number)
        self._seen.sort()
        self._vote_genders()

    def _vote_genders(self) -> None:
        """Gender of persons whose name tells none, by the pronoun that follows where nobody else is named."""
        votes: dict[int, Counter[str]] = {}
        persons: dict[int, Referent] = {}
        for number, group in enumerate(self._clusters.names):
            names = [n for n in group if n.kind in ("person", "name") and not self.in_quote(n.start)]
            found = {id(self._clusters.referents[n.start]): n for n in names}
            for key, name in found.items() if len(found) == 1 else ():
                gender = self.gender_after(self._sentences[number].words[name.last], number)
                if gender:
                    persons[key] = self._clusters.referents[name.start]
                    votes.setdefault(key, Counter())[gender] += 1
        for key, counted in votes.items():
            if not persons[key].gender:
                persons[key].gender = max(sorted(counted), key=lambda g: counted[g])

    def _modifier(self, name: NameMention, sentence: Sentence) -> bool:
        """Names such as "U.S." in "U.S. officials" are no antecedents."""
        head = sentence.words[name.last]
        return head.deprel == "compound" and sentence.words[head.head - 1].start > name.end

    def _unnamed(self, number: int) -> None:
        """Subjects without a name that are new to the article: "a woman", "officials", "a court"."""
        sentence = self._sentences[number]
        named = {k for n in self._clusters.names[number] for k in range(n.first, n.last + 1)}
        for k, word in enumerate(sentence.words):
            if word.relation != "nsubj" or word.upos != "NOUN" or k in named:
                continue
            person = self._gazetteer.person(word.lemma, word.form)
            if not person and not self._gazetteer.organisation(word.lemma, word.form):
                continue
            phrase = self._reader.around(number, k, word.head - 1)
            known = person or any(lemma_fits(r, word.lemma.lower()) for r in self._referents)
            if phrase.kind != "description" or (phrase.definite and not phrase.plural and known):
                continue
            kind = "group" if phrase.plural else "anonymous" if person else "organisation"
            made = Referent(phrase.text, kind, plural=phrase.plural, nouns={word.lemma.lower()})
            made.learn(self._clusters.profilers[number].phrase(*phrase.core))
            made.role = ""
            self.unnamed[word.start] = made
            self._add(made, word.start, number, True, False)

    def _add(self, referent: Referent, start: int, number: int, subject: bool, spoke: bool) -> DiscourseMention:
        self._referents.append(referent)
        made = DiscourseMention(
            start, number, self._sentences[number].block, len(self._referents) - 1, subject, self.in_quote(start), spoke
        )
        self._seen.append(made)
        return made

    def spoke(self, referent: Referent, start: int, number: int) -> None:
        """Remember that the referent spoke at this place."""
        made = self._add(referent, start, number, True, True)
        self._seen.pop()
        insort(self._seen, made)

    def words(self, number: int, first: int, last: int) -> Sequence[Word]:
        """Words of the `number`-th sentence, by half-open indices."""
        return self._sentences[number].words[first:last]

    def in_quote(self, start: int) -> bool:
        k = bisect_left(self._quoted, (start + 1, 0)) - 1
        return k >= 0 and start < self._quoted[k][1]

    def before(self, start: int) -> list[tuple[DiscourseMention, Referent]]:
        """What was spoken of before an offset, nearest first, as far as pronouns reach."""
        k = bisect_left(self._seen, (start,), key=lambda s: (s.start,))
        return [(s, self._referents[s.order]) for s in reversed(self._seen[max(0, k - _WINDOW) : k])]

    def pronoun(self, word: Word, number: int, parent: Referent | None) -> Referent | None:
        """The referent of a third-person pronoun in the `number`-th sentence, None where nothing fits.

        `parent` speaks the words that hold the pronoun: in reported speech "he" is mostly the speaker, within
        quotation marks never.
        """
        form = word.form.lower()
        quoted = self.in_quote(word.start)
        if parent is not None and not quoted and fits(parent, form):
            return self._told(parent, form)
        block = self._sentences[number].block
        best, top = None, -1000
        for seen, referent in self.before(word.start):
            if not fits(referent, form) or (quoted and referent is parent):
                continue
            score = _salience(seen, number, block, quoted) + preference(referent, form, seen.spoke)
            if score > top:
                best, top = referent, score
        return self._told(best, form)

    def _told(self, referent: Referent | None, form: str) -> Referent | None:
        """What a pronoun tells of its referent: gender, and whether a bare name is a person's or a body's."""
        if referent is not None and form in SINGULAR:
            referent.gender = referent.gender or SINGULAR[form]
        if referent is not None and referent.kind == "name" and form not in PLURAL:
            referent.kind = "organisation" if form in NEUTER else "person"
        return referent

    def described(
        self, nouns: set[str], kinds: frozenset[str], gender: str, start: int, allowed: Allowed = _any
    ) -> Referent | None:
        """The nearest referent of one of the kinds that was described with one of the nouns."""
        for _, referent in self.before(start):
            fits = referent.kind in kinds and nouns & referent.nouns and not clash(referent.gender, gender)
            if fits and allowed(referent):
                return referent
        return None

    def said_before(self, lemma: str, word: Word, number: int) -> bool:
        """Whether a noun stands, for somebody who is not named there, in the sentences shortly before."""
        for index in range(max(0, number - _RECALL), number + 1):
            for other in self._sentences[index].words:
                if other.lemma == lemma and other.start < word.start and not self._of_a_name(index, other):
                    return True
        return False

    def _of_a_name(self, number: int, word: Word) -> bool:
        """The noun is the title or the apposition of a name, or the name's."""
        names = self._clusters.names[number]
        beside = any(n.modifiers[0] < word.id <= n.last + 1 or n.last + 1 < word.id <= n.last + _RECALL for n in names)
        return beside and any(lemma_fits(self._clusters.referents[n.start], word.lemma) for n in names)

    def gender_after(self, word: Word, number: int) -> str:
        """Gender by the first "he", "she", "his" or "her" after a word in its sentence, outside quotations."""
        for later in self._sentences[number].words[word.id :]:
            form = later.form.lower()
            if form in SINGULAR and not self.in_quote(later.start):
                return SINGULAR[form]
        return ""

    def recent(
        self, kinds: frozenset[str], gender: str, start: int, number: int, allowed: Allowed = _any
    ) -> Referent | None:
        """The most salient referent of one of the kinds not further than three sentences back."""
        block = self._sentences[number].block
        found = [
            (_salience(seen, number, block, False), -k, referent)
            for k, (seen, referent) in enumerate(self.before(start))
            if referent.kind in kinds
            and number - seen.sentence <= _NEAR
            and not clash(referent.gender, gender)
            and allowed(referent)
        ]
        return max(found, key=lambda f: f[:2])[2] if found else None

    def last_speaker(self, start: int, block: int | None = None) -> Referent | None:
        """Who spoke last before an offset, in a block or anywhere."""
        for seen, referent in self.before(start):
            if seen.spoke and not seen.quoted and (block is None or seen.block == block):
                return referent
        return None

    def last_subject(self, start: int, number: int, block: int) -> Referent | None:
        """The person who is the subject of the sentence before or of this one, in the same block."""
        for seen, referent in self.before(start):
            if number - seen.sentence > 1 or seen.block != block:
                break
            if seen.subject and not seen.quoted and referent.kind in PERSONS:
                return referent
        return None


def lemma_fits(referent: Referent, lemma: str) -> bool:
    """Whether the referent was described with the noun."""
    return lemma in referent.nouns


def _salience(seen: DiscourseMention, number: int, block: int, quoted: bool) -> int:
    score = -_DISTANCE * (number - seen.sentence) - _PARAGRAPH * (block - seen.block)
    score += _SUBJECT * seen.subject + _SPEAKER * (seen.spoke and not seen.quoted)
    return score - _QUOTED * (seen.quoted and not quoted)
