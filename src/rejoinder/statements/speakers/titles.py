"""Titles and offices beside a name: where they end and the name begins, and what they tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rejoinder.statements.speakers.capitalised_spans import OF, CapitalisedSpans
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.matters import joins_matters
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS, POSSESSIVES, NameEvidence
from rejoinder.syntax import Sentence, Word

_LONGEST_OFFICE = 3  # letters of an office in capitals ("CEO"); longer ones are shouted words
_LONGEST_NAME = 3  # words of a person's name whose surname may be a noun for bodies
_MATTER_WITH_NAME = 4  # words after an office from which on the last two are the name: "of State John Kerry"


@dataclass(frozen=True)
class TitleReader:
    """Reads the titles in and before the capitalised spans of one sentence.

    Attributes:
        sentence: the sentence.
        spans: its capitalised spans.
        evidence: which words are names elsewhere in the article.
        gazetteer: the word lists.
    """

    sentence: Sentence
    spans: CapitalisedSpans
    evidence: NameEvidence
    gazetteer: Gazetteer

    def find_name_start(self, first: int, end: int) -> int:
        """Find where the name after a span's last title or office begins.

        Returns:
            The index of the name's first word; `end` if the span is an office alone, 0 if it has none.
        """
        for k in range(end - 1, first - 1, -1):
            if not self._is_office(k, end):
                continue
            if k < end - 1:
                return self._after_complement(k + 1, end)
            if self._is_office_alone(first, k):
                return end
        return 0

    def _is_office(self, k: int, end: int) -> bool:
        words = self.sentence.words
        form = words[k].form
        if k + 1 < end and words[k + 1].form in ("-", *POSSESSIVES):
            return False
        if k + 1 < end and self._is_in_capitals:
            return form.title() in self.gazetteer.titles or form.lower() in self.gazetteer.persons
        shouted = form.isupper() and len(form) > _LONGEST_OFFICE
        return form in self.gazetteer.titles or (form.lower() in self.gazetteer.persons and not shouted)

    @cached_property
    def _is_in_capitals(self) -> bool:
        """Whether all of the sentence is, as labels of turns are: "SECRETARY LIND:"."""
        return not any(word.form.islower() for word in self.sentence.words)

    def _is_office_alone(self, first: int, k: int) -> bool:
        """Whether the span's last word is an office and no surname: "the Senator", not "Larry King"."""
        form = self.sentence.words[k].form
        title = form in self.gazetteer.titles
        if self._is_surname(first, k) or (title and k > first and not form.endswith(".")):
            return False
        office = self.gazetteer.persons.get(form.lower())
        acts = office is not None and (office.kind != "person" or form.endswith("s"))
        return title or (acts and not self._ends_body(first, k))

    def _ends_body(self, first: int, k: int) -> bool:
        """ "Coastal Authority" is a body's name, "the Authority" may be anybody with power."""
        return k > first and self.spans.is_body(self.sentence.words[k])

    def _is_surname(self, first: int, k: int) -> bool:
        """An office that is a surname here: "Larry King", or "Dean said" against "the dean said"."""
        words = self.sentence.words
        if k > first:
            return words[k - 1].form in self.gazetteer.first_names
        described = k > 0 and words[k - 1].upos in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON")
        return words[k].form in self.evidence.surnames and not described

    def _after_complement(self, k: int, end: int) -> int:
        """Where the name begins after an office and its matter: "John Kerry" in "Secretary of State John Kerry".

        0 where a body follows, to which the office belongs.
        """
        k = self._skip_bracket(k, end)
        words = self.sentence.words[k:end]
        start = k
        if words[0].form in OF:
            first_names = [n for n, word in enumerate(words) if n and word.form in self.gazetteer.first_names]
            without_matter = self._find_last_two(end) if len(words) >= _MATTER_WITH_NAME else end
            if self.sentence.words[without_matter - 1].form in OF:  # "Minister of State for Foreign Affairs"
                without_matter = end
            start = k + first_names[0] if first_names else without_matter
        rest = self.sentence.words[start:end]
        if start == k and self._opens_with_person(rest):
            return start
        return 0 if any(self.spans.is_body(word) for word in rest if word.form[:1].isupper()) else start

    def _find_last_two(self, end: int) -> int:
        """Where the last two names before `end` begin; a hyphen makes one of two words."""
        for _ in range(2):
            end -= 1
            while end > 1 and self.sentence.words[end - 1].form == "-":
                end -= 2
        return end

    def _skip_bracket(self, k: int, end: int) -> int:
        """Index of the first word behind a bracket that opens or ends at `k`: "(res.)"."""
        closing = [n for n in range(k, end - 1) if self.sentence.words[n].form == ")"]
        is_bracket = self.sentence.words[k].form in ("(", ")")
        return closing[0] + 1 if is_bracket and closing else k

    def _opens_with_person(self, rest: Sequence[Word]) -> bool:
        """Whether a name after a title is a person's for sure, though its surname may be a noun for bodies.

        "Mr. Bank", "President Ana Poll".
        """
        title = self.gazetteer.titles.get(self.sentence.words[rest[0].id - 2].form)
        honorific = title is not None and title.kind == "honorific"
        short = len(rest) <= _LONGEST_NAME
        return short and (honorific or (len(rest) > 1 and rest[0].form in self.gazetteer.first_names))

    def find_modifiers(self, first: int, name_start: int) -> tuple[int, int]:
        """Indices of the words before a name that belong to it: its title and what describes the office."""
        words = self.sentence.words
        begin = first
        title = self.gazetteer.titles.get(words[first].form)
        honorific = title is not None and title.kind == "honorific"
        if not honorific and (name_start > first or (first and self._is_person_noun(words[first - 1]))):
            while begin and (words[begin - 1].upos in ("NOUN", "PROPN", "ADJ") or self._is_joint(begin - 1)):
                begin -= 1
        while begin < name_start and words[begin].form in (*POSSESSIVE_ENDINGS, "-"):
            begin += 1
        return begin, name_start

    def _is_joint(self, k: int) -> bool:
        """A possessive, a hyphen without space before it, or the "and" of two matters, within a description."""
        words = self.sentence.words
        if joins_matters(words, k, self.gazetteer):
            return True
        hyphen = words[k].form == "-" and k > 0 and words[k - 1].end == words[k].start
        return words[k].form in POSSESSIVE_ENDINGS or hyphen

    def _is_person_noun(self, word: Word) -> bool:
        noun = self.gazetteer.find_person_noun(word.lemma, word.form)
        return word.upos in ("NOUN", "PROPN") and noun is not None

    def read_title(self, first: int, end: int) -> tuple[str, bool]:
        """Gender by the title or office before a name, and whether there is one."""
        words = self.sentence.words[first:end]
        titles = [self.gazetteer.titles.get(w.form) or self.gazetteer.find_person_noun(w.lemma, w.form) for w in words]
        genders = [title.gender for title in titles if title and title.gender]
        return genders[-1] if genders else "", any(titles)
