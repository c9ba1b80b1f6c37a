"""Spans of capitalised words, the raw material of names.

Names are read off the surface, because news parsers err most inside names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rejoinder.statements.speakers.calendar_words import CALENDAR, is_person_month
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.matters import is_matter
from rejoinder.statements.speakers.names import NAME_SUFFIXES, POSSESSIVES, NameEvidence, is_plural
from rejoinder.statements.speakers.span_joints import QUOTATION_MARKS, count_joined, count_nickname
from rejoinder.syntax import Sentence, Word

_NO_NAME = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ", "ADV", "PUNCT", "NUM", "SYM"})
_PARTICLES = frozenset({"de", "da", "dos", "do", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den"})
_PARTICLES |= {"bin", "ibn", "ben", "al", "el", "ul", "ter", "zu"}
OF = frozenset({"of", "for", "on", "to"})
_PLURAL_OWNERS = frozenset({"People", "Women", "Children", "Workers", "Veterans", "Men", "Farmers", "Teachers"})
_OFFICES_WITH_A_MATTER = frozenset({"Secretary", "Minister", "Speaker", "Chief"})
_OPENING = QUOTATION_MARKS | {"`", "«", "»", ":", "--", "-", "—", "–", "("}
_BRACKET = 4  # words of "(res.)", marks included


@dataclass(frozen=True)
class CapitalisedSpans:
    """Finds the spans of one sentence.

    In a headline every word may be capitalised, so there only what is tagged as a name counts. At the beginning of a
    sentence only that counts, or a word that is familiar as a name elsewhere in the article.

    Attributes:
        sentence: whose spans are looked for.
        headline: it stands in a title.
        evidence: which words are names elsewhere in the article.
        gazetteer: the word lists.
    """

    sentence: Sentence
    headline: bool
    evidence: NameEvidence
    gazetteer: Gazetteer

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The spans as half-open word indices, in order."""
        words = self.sentence.words
        start = 0
        while start < len(words):
            prefix = self._joins_by_hyphen(start)
            capitalised = words[start].form[:1].isupper() or "-" in words[start].form
            if not prefix and not (capitalised and self._is_name_word(start)):
                start += 1
                continue
            end = start + (3 if prefix else 1)
            while end < len(words) and (step := self._extension(start, end)):
                end += step
            end = max(end, start + self._count_listed(start))
            yield start, end
            start = end

    def _count_listed(self, start: int) -> int:
        """How many words a listed name takes, whatever stands in it: "Customs and Border Protection"."""
        forms = [word.form for word in self.sentence.words[start:]]
        listed = (self.gazetteer.places.find(forms), self.gazetteer.unsettled.find(forms))
        return max((name[1] for name in listed if name), default=0)

    def has_of(self, start: int, end: int) -> bool:
        """Whether "of" or the like joins the words `start` to `end`."""
        return any(word.form in OF for word in self.sentence.words[start:end])

    def is_body(self, word: Word) -> bool:
        """Whether the word is a noun for bodies or the name of one."""
        return bool(self.gazetteer.classify_body(word.lemma, word.form))

    def _is_name_word(self, index: int) -> bool:
        word = self.sentence.words[index]
        if not self._may_be_a_name(index):
            return False
        if word.upos in _NO_NAME:
            return word.form in self.gazetteer.places
        if self.headline:
            return word.upos == "PROPN" and self._is_name_in_headline(index)
        if index == 0 or self.sentence.words[index - 1].form in _OPENING:
            return word.upos == "PROPN" or self._opens_a_name(index)
        return True

    def _is_name_in_headline(self, index: int) -> bool:
        """Whether the word is familiar, listed, or a surname behind a first name."""
        form, familiar = self.sentence.words[index].form, self.evidence.familiar
        is_surname = index > 0 and self.sentence.words[index - 1].form in self.gazetteer.first_names
        return not familiar or form in familiar or is_surname or self._is_listed(form)

    def _may_be_a_name(self, index: int) -> bool:
        """Whether the form can be a name's, and is neither of the calendar nor what a body is called before its name.

        "Carmaker Toyoda Motors": "Carmaker" says what the body is.
        """
        words = self.sentence.words
        word = words[index]
        if not word.form[0].isalpha() or not any(c.isupper() for c in word.form):
            return False
        if word.form in CALENDAR and not is_person_month(words, index, self.evidence, self.gazetteer):
            return False
        if word.deprel != "nmod:desc" or word.form.lower() not in self.gazetteer.organisations:
            return True
        return index > 0 and words[index - 1].form in OF

    def _is_listed(self, form: str) -> bool:
        lists = self.gazetteer
        return form in lists.places or form in lists.titles or form in lists.organisations or form in lists.first_names

    def _opens_a_name(self, index: int) -> bool:
        form = self.sentence.words[index].form
        return (
            self._is_listed(form)
            or form in self.evidence.familiar
            or self._stands_before_noun(index)
            or self._is_office(index)
            or self._count_listed(index) > 1
        )

    def _is_office(self, index: int) -> bool:
        """An office that opens the sentence: "Secretary of State Marbury"."""
        words = self.sentence.words
        if words[index].form.lower() not in self.gazetteer.persons or index + 2 >= len(words):
            return False
        following = words[index + 2] if words[index + 1].form in OF else words[index + 1]
        return following.form[:1].isupper() and following.form not in CALENDAR

    def _stands_before_noun(self, index: int) -> bool:
        """A capitalised word that opens the sentence and a name: "Foreign Minister", "National Bank"."""
        words = self.sentence.words
        if index + 1 >= len(words) or words[index].upos not in ("ADJ", "NOUN", "X", "VERB"):
            return False
        following = words[index + 1]
        office = following.form in self.gazetteer.titles or following.form.lower() in self.gazetteer.persons
        return following.form[:1].isupper() and (office or self.is_body(following))

    def _extension(self, start: int, index: int) -> int:
        """How many words from `index` on still belong to the span from `start`: by the first rule that applies."""
        for rule in _EXTENSION_RULES:
            step = rule(self, start, index)
            if step is not None:
                return step
        return 0

    def _extend_by_suffix(self, start: int, index: int) -> int | None:
        """ "Jr.", and the second half of "Donna", which the tokeniser cuts like "gonna"."""
        word = self.sentence.words[index]
        return 1 if word.form in NAME_SUFFIXES or (word.mwt == 0 and word.form.isalpha()) else None

    def _extend_by_name_word(self, start: int, index: int) -> int | None:
        words = self.sentence.words
        if not self._is_capitalised_name(index):
            return None
        return 0 if words[index - 1].form == "." else 1

    def _stop_at_last_word(self, start: int, index: int) -> int | None:
        return 0 if index + 1 == len(self.sentence.words) else None

    def _extend_by_nickname(self, start: int, index: int) -> int | None:
        return count_nickname(self.sentence.words, index)

    def _extend_by_bracket(self, start: int, index: int) -> int | None:
        """A word in brackets between a title and the name: "Maj. Gen. (res.) Amos Tarn"."""
        words, lists = self.sentence.words, self.gazetteer
        closing = [k for k in range(index, min(index + _BRACKET, len(words) - 1)) if words[k].form == ")"]
        if words[index].form != "(" or not closing:
            return None
        titled = any(w.form in lists.titles or w.form.lower() in lists.persons for w in words[start:index])
        return closing[0] + 2 - index if titled and self._is_capitalised_name(closing[0] + 1) else 0

    def _extend_by_title_case(self, start: int, index: int) -> int | None:
        """ "Alliance to Reclaim Our Schools"."""
        words = self.sentence.words
        both = words[index].form[:1].isupper() and words[index + 1].form[:1].isupper()
        return 1 if both and self.has_of(start, index) and not self.headline else None

    def _extend_by_apostrophe(self, start: int, index: int) -> int | None:
        """ "Jane Achieng' Were": an apostrophe that ends a name after a first name, and closes no quotation."""
        words = self.sentence.words
        is_name = words[index - 2].form in self.gazetteer.first_names and not words[index - 1].form.endswith("s")
        is_mark = words[index].form in ("'", "’") and words[index - 1].end == words[index].start
        if not is_mark or not is_name or index - start < 2 or not words[index + 1].form[:1].isupper():
            return None
        return None if any(word.form in QUOTATION_MARKS for word in words[:start]) else 2

    def _extend_by_joint(self, start: int, index: int) -> int | None:
        return count_joined(self.sentence.words, index)

    def _extend_by_ampersand(self, start: int, index: int) -> int | None:
        """ "Tarn & Sons"."""
        if self.sentence.words[index].form != "&":
            return None
        return 2 if self._is_capitalised_name(index + 1) else 0

    def _extend_by_owner(self, start: int, index: int) -> int | None:
        """ "Fishermen's Union": plural nouns in the names of bodies."""
        words = self.sentence.words
        if words[index].form not in POSSESSIVES or not self._is_capitalised_name(index + 1):
            return None
        owner = words[index - 1]
        plural = is_plural(owner) and owner.form not in self.gazetteer.places
        return 2 if plural or owner.form in _PLURAL_OWNERS else None

    def _extend_by_particle(self, start: int, index: int) -> int | None:
        """ "van der Meer"."""
        words = self.sentence.words
        if words[index].form not in _PARTICLES:
            return None
        if self._joins_by_hyphen(index):
            return 3
        step = 1
        while index + step < len(words) - 1 and words[index + step].form in _PARTICLES:
            step += 1
        return step + 1 if self._is_capitalised_name(index + step) else 0

    def _extend_by_complement(self, start: int, index: int) -> int | None:
        """ "University of Karsia", "Secretary of the Treasury": only after the noun for a body or an office."""
        words = self.sentence.words
        link = words[index].form
        if not self._links_complement(start, index):
            return None
        is_office = words[index - 1].form in _OFFICES_WITH_A_MATTER
        if (is_office and link == "for") or not (is_office or any(self.is_body(w) for w in words[start:index])):
            return 0
        step = 2 if words[index + 1].form == "the" else 1
        if index + step >= len(words) or not self._is_name_word(index + step):
            return 0
        return 0 if link in ("to", "and") and self.is_body(words[index + step]) else step + 1

    def _extend_by_second_matter(self, start: int, index: int) -> int | None:
        """ "Ports and Maritime Organisation": one body with two matters."""
        words = self.sentence.words
        joins = words[index].form == "and" and index == start + 1 and is_matter(words, start, self.gazetteer)
        if not joins or not self._is_capitalised_name(index + 1):
            return None
        end = index + 2
        while end < len(words) and (step := self._extension(index + 1, end)):
            end += step
        return end - index if end - index > 2 and self.is_body(words[end - 1]) else None

    def _links_complement(self, start: int, index: int) -> bool:
        """Whether the word is "of" or the like, or an "and" after one."""
        link = self.sentence.words[index].form
        return link in OF or (link == "and" and self.has_of(start, index))

    def _joins_by_hyphen(self, index: int) -> bool:
        """ "al-Dhahiri" in three words: a particle in small letters, a hyphen and a name without space between."""
        words = self.sentence.words[index : index + 3]
        if len(words) < 3 or words[0].form not in _PARTICLES or words[1].form != "-":
            return False
        return words[0].end == words[1].start and words[1].end == words[2].start and words[2].form[:1].isupper()

    def _is_capitalised_name(self, index: int) -> bool:
        return self.sentence.words[index].form[:1].isupper() and self._is_name_word(index)


_EXTENSION_RULES: tuple[Callable[[CapitalisedSpans, int, int], int | None], ...] = (
    CapitalisedSpans._extend_by_suffix,
    CapitalisedSpans._extend_by_name_word,
    CapitalisedSpans._stop_at_last_word,
    CapitalisedSpans._extend_by_apostrophe,
    CapitalisedSpans._extend_by_nickname,
    CapitalisedSpans._extend_by_bracket,
    CapitalisedSpans._extend_by_title_case,
    CapitalisedSpans._extend_by_joint,
    CapitalisedSpans._extend_by_ampersand,
    CapitalisedSpans._extend_by_owner,
    CapitalisedSpans._extend_by_particle,
    CapitalisedSpans._extend_by_complement,
    CapitalisedSpans._extend_by_second_matter,
)
