"""Names in an article: persons, bodies and countries, with what title and apposition say of them.

Kinds are told by word lists and by what stands before; the tree only tells which names are subjects.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rejoinder.statements.speakers.capitalised_spans import MARKS, OF, SUFFIXES, CapitalisedSpans
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import is_acronym, is_initial, plain
from rejoinder.syntax import Sentence, Word

_BEFORE_OFFICE = frozenset({"Former", "Interim", "Acting", "Senior", "Fellow", "Retired", "Deputy", "Outgoing"})
_LONGEST_OFFICE = 3  # letters of an office in capitals ("CEO"); longer ones are shouted words
_NO_BODY = frozenset({"", "thing", "document"})
_SUBJECTS = frozenset({"nsubj", "csubj", "root", "parataxis"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text.

    Attributes:
        sentence: index of its sentence in the article's list.
        first: index of its first word in the sentence.
        last: index of its last word, inclusive.
        start, end: offsets into the article.
        text: the name, white space normalised.
        tokens: its words.
        kind: "person", "organisation", "country", "demonym", "seat", or "name" where only the context can tell.
        country: canonical name of the country that it names or belongs to, "".
        modifiers: words before the name that belong to it ("Foreign Ministry spokeswoman"), as indices, half-open.
        gender: "masculine", "feminine" or "".
        titled: a title or an office stands before it.
        subject: it is (part of) a subject.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    tokens: tuple[str, ...]
    kind: str
    country: str = ""
    modifiers: tuple[int, int] = (0, 0)
    gender: str = ""
    titled: bool = False
    subject: bool = False


def mentions(
    text: str,
    number: int,
    sentence: Sentence,
    headline: bool,
    familiar: AbstractSet[str],
    surnames: AbstractSet[str],
    gazetteer: Gazetteer,
) -> list[NameMention]:
    """The names of one sentence, the `number`-th of its article, in order; the rest as for `CapitalisedSpans`."""
    runs = CapitalisedSpans(sentence, headline, familiar, surnames, gazetteer)
    reader = _Reader(text, number, sentence, runs, gazetteer)
    return [mention for run in runs for mention in reader.classify(*run)]


@dataclass(frozen=True)
class _Reader:
    text: str
    number: int
    sentence: Sentence
    runs: CapitalisedSpans
    gazetteer: Gazetteer

    def classify(self, i: int, j: int) -> Iterator[NameMention]:
        """The names that a run of capitalised words holds: one, or a country and what belongs to it."""
        while j - i > 1 and self.sentence.words[i].form in _BEFORE_OFFICE:
            i += 1
        forms = [word.form for word in self.sentence.words[i:j]]
        if len(forms) > 1 and len(forms[0]) == 1 and forms[1] == "-":  # party and state: "(R-Ohio)"
            return
        found = self.gazetteer.place(forms)
        if found and found[1] == len(forms):
            place = found[0]
            kind = place.kind if place.kind in ("demonym", "seat") else "country"
            yield self._mention(i, j, kind, place.country)
            return
        country, skip = ("", 0)
        if found:
            country = found[0].country
            skip = found[1] if found[0].kind == "demonym" or forms[0].isupper() else 0
        country = country or self._owner(i)
        if len(forms) == 1 and self.gazetteer.organisation("", forms[0]) in ("thing", "document"):
            return
        split = self._office(i, j)
        if split:
            if split < j:
                yield self._person(i, split, j, country)
            return
        if self._is_body(i, j):
            yield self._mention(i, j, "organisation", country)
            return
        i += skip
        if i < j:
            yield self._person(i, i, j, country if skip or self._owner(i) else "")

    def _owner(self, i: int) -> str:
        """The country in "Russia's Foreign Ministry", for the run after the possessive."""
        words = self.sentence.words
        if i < 2 or words[i - 1].form not in ("'s", "’s", "'", "’"):
            return ""
        for k in range(max(0, i - 5), i - 1):
            found = self.gazetteer.place([w.form for w in words[k : i - 1]])
            if found and k + found[1] == i - 1:
                return found[0].country
        return ""

    def _office(self, i: int, j: int) -> int:
        """Where the name after the run's last title or office begins; `j` if it is an office alone, 0 without one."""
        words = self.sentence.words
        for p in range(j - 1, i - 1, -1):
            form = words[p].form
            title = form in self.gazetteer.titles
            office = self.gazetteer.persons.get(form.lower())
            hyphen = p + 1 < j and words[p + 1].form == "-"
            if hyphen or (not title and (office is None or (form.isupper() and len(form) > _LONGEST_OFFICE))):
                continue
            if p == j - 1:
                if self._surname(i, p) or (title and p > i and not form.endswith(".")):
                    continue
                if title or (office and (office.kind != "person" or form.endswith("s"))):
                    return j
                continue
            start = self._after_of(p + 1, j) if words[p + 1].form in OF else p + 1
            return 0 if any(self.runs.body(word) for word in words[start:j] if word.form[:1].isupper()) else start
        return 0

    def _surname(self, i: int, p: int) -> bool:
        """An office that is a surname here: "Larry King", or "Dean said" against "the dean said"."""
        words = self.sentence.words
        if p > i:
            return words[p - 1].form in self.gazetteer.first_names
        described = p > 0 and words[p - 1].upos in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON")
        return words[p].form in self.runs.surnames and not described

    def _after_of(self, k: int, j: int) -> int:
        """Where the name begins in "Secretary of State John Kerry"."""
        forms = [word.form for word in self.sentence.words[k:j]]
        for index, form in enumerate(forms):
            if form in self.gazetteer.first_names and index > 0:
                return k + index
        return j - 2 if len(forms) >= 4 else j

    def _is_body(self, i: int, j: int) -> bool:
        words = self.sentence.words[i:j]
        forms = [word.form for word in words]
        if " ".join(forms) in self.gazetteer.organisations:
            return True
        if len(forms) == 1:
            return is_acronym(forms[0]) or self.gazetteer.organisation(words[0].lemma, forms[0]) not in _NO_BODY
        body = self.runs.body(words[-1]) or (self.runs.has_of(i, j) and any(map(self.runs.body, words)))
        acronym = is_acronym(forms[-1]) and forms[-1] not in SUFFIXES
        if not body and acronym and forms[0] not in self.gazetteer.first_names:
            return True
        named = forms[0] in self.gazetteer.first_names and len(forms) <= 3 and not self.runs.has_of(i, j)
        return body and not (named and (i == 0 or self.sentence.words[i - 1].form.lower() != "the"))

    def _person(self, i: int, split: int, j: int, country: str) -> NameMention:
        """A person's name, or one that may be a person's, from `split`; the run began at `i` with its title."""
        words = self.sentence.words
        before = self._modifiers(i, split)
        gender, titled = self._title(before, split)
        forms = [word.form for word in words[split:j]]
        first = next((k for k, form in enumerate(forms[:-1]) if form in self.gazetteer.first_names), 0)
        if first and not any(is_initial(f) or f in self.gazetteer.first_names for f in forms[:first]) and not titled:
            split += first
            forms = forms[first:]
        known = forms[0] in self.gazetteer.first_names and len(forms) > 1
        gender = gender or self.gazetteer.first_names.get(forms[0], "")
        kind = "person" if titled or known else "name"
        if kind == "name" and split and words[split - 1].form.lower() == "the" and not self._noun_at(j):
            kind = "organisation"
        return self._mention(split, j, kind, country, before, gender, titled)

    def _noun_at(self, j: int) -> bool:
        """A noun follows, which a name before it only describes: "the Obama administration"."""
        words = self.sentence.words
        return j < len(words) and words[j].upos in ("NOUN", "PROPN", "ADJ", "NUM")

    def _modifiers(self, i: int, split: int) -> tuple[int, int]:
        """Indices of the words before a name that belong to it: its title and what describes the office."""
        words = self.sentence.words
        k = i
        title = self.gazetteer.titles.get(words[i].form)
        honorific = title is not None and title.kind == "honorific"
        if not honorific and (split > i or (i and self._office_word(words[i - 1]))):
            while k and (words[k - 1].upos in ("NOUN", "PROPN", "ADJ") or self._joint(k - 1)):
                k -= 1
        while k < split and words[k].form in ("'s", "’s", "-"):
            k += 1
        return k, split

    def _joint(self, k: int) -> bool:
        """A possessive or a hyphen without space around it, within a description."""
        words = self.sentence.words
        hyphen = words[k].form == "-" and k > 0 and words[k - 1].end == words[k].start
        return words[k].form in ("'s", "’s") or hyphen

    def _office_word(self, word: Word) -> bool:
        return word.upos in ("NOUN", "PROPN") and self.gazetteer.person(word.lemma, word.form) is not None

    def _title(self, span: tuple[int, int], split: int) -> tuple[str, bool]:
        """Gender by the title or office before a name, and whether there is one."""
        gender, titled = "", False
        for word in self.sentence.words[span[0] : split]:
            noun = self.gazetteer.titles.get(word.form) or self.gazetteer.person(word.lemma, word.form)
            if noun:
                gender, titled = noun.gender or gender, True
        return gender, titled

    def _mention(
        self, i: int, j: int, kind: str, country: str,
        modifiers: tuple[int, int] = (0, 0), gender: str = "", titled: bool = False,
    ) -> NameMention:  # fmt: skip
        words = self.sentence.words[i:j]
        text = plain(self.text, words[0].start, words[-1].end)
        forms = tuple(w.form for w in words if w.form not in MARKS)
        subject = any(w.relation in _SUBJECTS for w in words) or self._describes_subject(i, j)
        return NameMention(
            self.number, i, j - 1, words[0].start, words[-1].end, text, forms,
            kind, country, modifiers, gender, titled, subject,
        )  # fmt: skip

    def _describes_subject(self, i: int, j: int) -> bool:
        """The name's head is a subject that it stands in apposition to: "spokeswoman Hua Chuying said"."""
        for word in self.sentence.words[i:j]:
            head = self.sentence.head(word)
            if word.relation in ("flat", "appos") and head and head.relation in _SUBJECTS:
                return True
        return False
