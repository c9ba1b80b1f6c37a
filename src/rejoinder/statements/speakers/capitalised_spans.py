"""CapitalisedSpans of capitalised words, the raw material of names.

Names are read off the surface, because news parsers err most inside names.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.syntax import Sentence, Word

_NO_NAME = frozenset({"PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ", "ADV", "PUNCT", "NUM", "SYM"})
_DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "Easter"}
_MONTHS = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October"}
_SHORT_MONTHS = {"November", "December", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}
_CALENDAR = frozenset(_DAYS | _MONTHS | _SHORT_MONTHS | {"I", "Internet"})
_PARTICLES = frozenset({"de", "da", "dos", "do", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den"})
_PARTICLES |= {"bin", "ibn", "ben", "al", "el", "ul", "ter", "zu"}
OF = frozenset({"of", "for", "on", "to"})
_PLURAL_OWNERS = frozenset({"People", "Women", "Children", "Workers", "Veterans", "Men", "Farmers", "Teachers"})
MARKS = frozenset({'"', "“", "”", "‘", "’", "'", "''", "``"})
_OPENING = MARKS | {"`", "«", "»", ":", "--", "-", "—", "–", "("}
_NICKNAME = 3  # words from an opening mark to the surname: Marcia "Cia" Price
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


@dataclass(frozen=True)
class CapitalisedSpans:
    """Finds the runs of one sentence.

    In a headline every word may be capitalised, so there only what is tagged as a name counts; at the beginning of a
    sentence only that, or a word that is `familiar` as a name elsewhere in the article. `surnames` are words that
    stand after a first name somewhere in the article.
    """

    sentence: Sentence
    headline: bool
    familiar: AbstractSet[str]
    surnames: AbstractSet[str]
    gazetteer: Gazetteer

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The runs as half-open word indices, in order."""
        words = self.sentence.words
        i = 0
        while i < len(words):
            if not (words[i].form[:1].isupper() or "-" in words[i].form) or not self._capital(i):
                i += 1
                continue
            j = i + 1
            while j < len(words) and (step := self._extension(i, j)):
                j += step
            yield i, j
            i = j

    def _capital(self, i: int) -> bool:
        word = self.sentence.words[i]
        form = word.form
        after_of = i > 0 and self.sentence.words[i - 1].form in OF
        if word.deprel == "nmod:desc" and form.lower() in self.gazetteer.organisations and not after_of:
            return False  # "Carmaker Toyoda Motors": what the body is, not a part of its name
        if (
            (form in _CALENDAR and not self._person_month(i))
            or not any(c.isupper() for c in form)
            or not form[0].isalpha()
        ):
            return False
        known = self._known(word)
        if word.upos in _NO_NAME:
            return form in self.gazetteer.places or (form.isupper() and len(form) > 2 and known)
        if self.headline:
            return word.upos == "PROPN" and (known or form in self.familiar or not self.familiar)
        if i == 0 or self.sentence.words[i - 1].form in _OPENING:
            known = known or form in self.familiar or self._before_name(i) or self._office_at(i)
            return word.upos == "PROPN" or known
        return True

    def _person_month(self, i: int) -> bool:
        """ "Theresa May", "Prime Minister May", "May said": a month that is somebody's surname."""
        word = self.sentence.words[i]
        before = self.sentence.words[i - 1].form if i else ""
        titled = before in self.gazetteer.first_names or before in self.gazetteer.titles
        titled = titled or (before[:1].isupper() and before.lower() in self.gazetteer.persons)
        speaks = word.form in self.familiar and word.deprel == "nsubj"
        return word.form in _MONTHS and word.upos == "PROPN" and (titled or speaks)

    def _known(self, word: Word) -> bool:
        lists = self.gazetteer
        form = word.form
        return form in lists.places or form in lists.titles or form in lists.organisations or form in lists.first_names

    def _office_at(self, i: int) -> bool:
        """An office that opens the sentence: "Secretary of State Marbury"."""
        words = self.sentence.words
        if words[i].form.lower() not in self.gazetteer.persons or i + 2 >= len(words):
            return False
        following = words[i + 2] if words[i + 1].form in OF else words[i + 1]
        return following.form[:1].isupper() and following.form not in _CALENDAR

    def _before_name(self, i: int) -> bool:
        """A capitalised word that opens the sentence and a name: "Foreign Minister", "National Bank"."""
        words = self.sentence.words
        if i + 1 >= len(words) or words[i].upos not in ("ADJ", "NOUN", "X", "VERB"):
            return False
        following = words[i + 1]
        known = following.form in self.gazetteer.titles or following.form.lower() in self.gazetteer.persons
        return following.form[:1].isupper() and (known or self.body(following))

    def _extension(self, i: int, j: int) -> int:
        """How many words from `j` on still belong to the run that begins at `i`."""
        words = self.sentence.words
        form, rest = words[j].form, len(words) - j
        if form in SUFFIXES or (words[j].mwt == 0 and form.isalpha()):  # "Donna" is cut like "gonna"
            return 1
        if form[:1].isupper() and self._capital(j):
            return 0 if words[j - 1].form == "." else 1
        if rest < 2:
            return 0
        if form in MARKS and rest > _NICKNAME:
            return self._nickname(j)
        following = words[j + 1]
        if form[:1].isupper() and following.form[:1].isupper() and self.has_of(i, j) and not self.headline:
            return 1  # "Alliance to Reclaim Our Schools"
        name_follows = following.form[:1].isupper() and self._capital(j + 1)
        if form in ("-", "&", "’", "'") and words[j - 1].end == words[j].start and (form == "&" or not _gap(words, j)):
            return 2 if following.form[:1].isalpha() else 0
        if form == "&":
            return 2 if name_follows else 0
        if form in ("'s", "’s", "'", "’") and name_follows and self._owners(words[j - 1]):
            return 2
        if form in _PARTICLES:
            step = 1
            while j + step < len(words) - 1 and words[j + step].form in _PARTICLES:
                step += 1
            return step + 1 if words[j + step].form[:1].isupper() and self._capital(j + step) else 0
        if form in OF or (form == "and" and self.has_of(i, j)):
            return self._of_phrase(i, j)
        return 0

    def _nickname(self, j: int) -> int:
        """How many words a nickname in marks takes with the surname after it: "Cia" Price, "The Fox" Harmon."""
        words = self.sentence.words
        for close in (j + 2, j + 3):
            if close + 1 < len(words) and words[close].form in MARKS:
                capital = all(word.form[:1].isupper() for word in words[j + 1 : close])
                return close + 2 - j if capital and words[close + 1].upos == "PROPN" else 0
        return 0

    def _owners(self, word: Word) -> bool:
        """Plural nouns in the names of bodies: "Fishermen's Union"."""
        plural = word.feat("Number") == "Plur" or word.xpos in ("NNS", "NNPS")
        return word.form in _PLURAL_OWNERS or (plural and word.form not in self.gazetteer.places)

    def _of_phrase(self, i: int, j: int) -> int:
        """ "University of Karsia", "Secretary of the Treasury": only after the noun for a body or an office."""
        words = self.sentence.words
        noun = words[j - 1]
        office = noun.form in ("Secretary", "Minister", "Speaker", "Chief")
        if not office and not any(self.body(words[k]) for k in range(i, j)):
            return 0
        step = 2 if words[j + 1].form == "the" else 1
        if j + step >= len(words) or not self._capital(j + step) or (words[j].form == "for" and office):
            return 0
        if words[j].form in ("to", "and") and self.body(words[j + step]):
            return 0
        return step + 1

    def has_of(self, i: int, j: int) -> bool:
        """Whether "of" or the like joins the words `i` to `j`."""
        return any(word.form in OF for word in self.sentence.words[i:j])

    def body(self, word: Word) -> bool:
        """Whether the word is a noun for bodies or the name of one."""
        return bool(self.gazetteer.organisation(word.lemma, word.form))


def _gap(words: Sequence[Word], j: int) -> bool:
    return words[j].end != words[j + 1].start
