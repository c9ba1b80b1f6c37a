"""Names in an article: persons, bodies and countries, with the titles and offices that stand before them.

Kinds are told by word lists and by what stands before; the tree only tells which names are subjects.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rejoinder.statements.speakers.bodies_in_countries import find_capital_after, find_owner, find_seat
from rejoinder.statements.speakers.capital_letters import NO_BODY, is_person_in_capitals
from rejoinder.statements.speakers.capitalised_spans import CapitalisedSpans
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import (
    NAME_SUFFIXES,
    gather_name_evidence,
    is_acronym,
    is_initial,
    join_at_hyphens,
    to_one_line,
)
from rejoinder.statements.speakers.place_names import PlaceName
from rejoinder.statements.speakers.span_joints import QUOTATION_MARKS
from rejoinder.statements.speakers.titles import TitleReader
from rejoinder.syntax import Sentence, Word

_BEFORE_OFFICE = frozenset({"Former", "Interim", "Acting", "Senior", "Fellow", "Retired", "Deputy", "Outgoing"})
_LONGEST_PERSON = 3  # words
_OFFICE_LINKS = frozenset({"of", "for", "to"})
_PLACE_KINDS = {"demonym": "demonym", "seat": "seat", "city": "place", "body": "organisation"}  # others are countries
_CONTINENTS = (["Africa"], ["Asia"], ["Europe"], ["America"], ["Oceania"])  # "Secretary-General for Africa"
_SUBJECTS = frozenset({"nsubj", "csubj", "root", "parataxis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name in the text.

    Attributes:
        sentence: index of its sentence in the article's list.
        first: index of its first word in the sentence.
        last: index of its last word, inclusive.
        start, end: offsets into the article.
        text: the name, white space normalised.
        tokens: its words.
        kind: "person", "organisation", "country", "demonym", "seat", "place" (a city or region), or "name" where only
            the context can tell.
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


def find_names(
    text: str, sentences: Sequence[Sentence], headlines: AbstractSet[int], gazetteer: Gazetteer
) -> list[tuple[NameMention, ...]]:
    """Find the names of an article.

    Args:
        text: the article's.
        sentences: its parse, in order.
        headlines: indices of the blocks that are titles.
        gazetteer: countries, titles, nouns and first names.

    Returns:
        The names of each sentence, in order of the text.
    """
    evidence = gather_name_evidence(sentences, headlines, gazetteer)
    names = []
    for number, sentence in enumerate(sentences):
        spans = CapitalisedSpans(sentence, sentence.block in headlines, evidence, gazetteer)
        titles = TitleReader(sentence, spans, evidence, gazetteer)
        reader = _NameReader(text, number, sentence, spans, titles, gazetteer)
        names.append(tuple(name for span in spans if (name := reader.classify(*span)) is not None))
    return names


def _is_party_and_state(forms: Sequence[str]) -> bool:
    """ "(R-Ohio)"."""
    return len(forms) > 1 and len(forms[0]) == 1 and forms[1] == "-"


def _list_tokens(kind: str, forms: Sequence[str]) -> tuple[str, ...]:
    """The words of a name; of a person's, those that hyphens join are one."""
    return join_at_hyphens(forms) if kind in ("person", "name") else tuple(forms)


@dataclass(frozen=True)
class _NameReader:
    text: str
    number: int
    sentence: Sentence
    spans: CapitalisedSpans
    titles: TitleReader
    gazetteer: Gazetteer

    def classify(self, first: int, end: int) -> NameMention | None:
        """The name in the capitalised words from `first` to before `end`, None where they hold none."""
        first = self._skip_before_office(first, end)
        forms = self._list_forms(first, end)
        place, length = self.gazetteer.find_place(forms) or (None, 0)
        if place and length == len(forms):
            return self._build(first, end, _PLACE_KINDS.get(place.kind, "country"), place.country)
        if forms in _CONTINENTS:
            return self._build(first, end, "place", "")
        if _is_party_and_state(forms) or self._is_thing(forms):
            return None
        owner = find_owner(self.sentence.words, first, self.gazetteer)
        country = place.country if place else owner
        name_start = self.titles.find_name_start(first, end)
        if name_start:
            is_office_alone = name_start == end or forms[name_start - first :] in _CONTINENTS
            return None if is_office_alone else self._build_person(first, name_start, end, country)
        if self._is_body(first, end):
            seat = find_seat(forms, self.gazetteer)
            capital = find_capital_after(self.sentence.words, first, end, self.gazetteer)
            return self._build(first, end, "organisation", seat or country or capital)
        if place:
            return self._build_after_place(first, first + length, end, place, owner)
        return self._build_person(first, first, end, owner)

    def _list_forms(self, first: int, end: int) -> list[str]:
        return [word.form for word in self.sentence.words[first:end]]

    def _skip_before_office(self, first: int, end: int) -> int:
        """Where a span begins without "Former", "Acting" and the like; one word at least is left."""
        while end - first > 1 and self.sentence.words[first].form in _BEFORE_OFFICE:
            first += 1
        return first

    def _is_thing(self, forms: Sequence[str]) -> bool:
        return len(forms) == 1 and self.gazetteer.classify_body("", forms[0]) in ("thing", "document")

    def _find_office_before(self, first: int) -> int | None:
        """The office whose place opens a span: "president of Karsia Ivo Tarn", "envoy for Karsia Ivo Tarn"."""
        words = self.sentence.words
        if first < 2 or words[first - 1].form not in _OFFICE_LINKS:
            return None
        office = words[first - 2]
        is_office = self.gazetteer.titles.get(office.form) or self.gazetteer.find_person_noun(office.lemma, office.form)
        return first - 2 if is_office else None

    def _is_body(self, first: int, end: int) -> bool:
        forms = self._list_forms(first, end)
        if " ".join(forms) in self.gazetteer.organisations:
            return True
        if len(forms) == 1:
            return not self._is_surname(first) and self._is_body_word(self.sentence.words[first])
        first_name = forms[0] in self.gazetteer.first_names
        if not self._has_body_noun(first, end):
            if is_person_in_capitals(self.sentence.words, first, end, self.gazetteer):
                return False
            return is_acronym(forms[-1]) and forms[-1] not in NAME_SUFFIXES and not first_name
        after_article = first > 0 and self.sentence.words[first - 1].form.lower() == "the"
        return not first_name or len(forms) > _LONGEST_PERSON or self.spans.has_of(first, end) or after_article

    def _is_surname(self, k: int) -> bool:
        return self.sentence.words[k].form in self.spans.evidence.surnames and not self._follows_determiner(k)

    def _has_body_noun(self, first: int, end: int) -> bool:
        """A noun for bodies ends the span, or stands anywhere in one with "of": "University of Karsia"."""
        words = self.sentence.words[first:end]
        return self.spans.is_body(words[-1]) or (self.spans.has_of(first, end) and any(map(self.spans.is_body, words)))

    def _is_body_word(self, word: Word) -> bool:
        return is_acronym(word.form) or self.gazetteer.classify_body(word.lemma, word.form) not in NO_BODY

    def _follows_determiner(self, first: int) -> bool:
        return first > 0 and self.sentence.words[first - 1].upos == "DET"

    def _build_after_place(self, first: int, name_start: int, end: int, place: PlaceName, owner: str) -> NameMention:
        """The name in a span that a place opens: "Karsian Ivo Tarn", "envoy for Karsia Ivo Tarn"."""
        words = self.sentence.words
        if place.kind == "demonym" or words[first].form.isupper():
            return self._build_person(name_start, name_start, end, place.country)
        office = self._find_office_before(first)
        if office is not None:
            ruled = place.country if words[first - 1].form == "of" else ""
            return self._build_person(office, name_start, end, ruled)
        return self._build_person(first, first, end, place.country if owner else "")

    def _build_person(self, first: int, name_start: int, end: int, country: str) -> NameMention:
        """A person's name, or one that may be a person's, from `name_start`; its title begins at `first`."""
        words = self.sentence.words
        modifiers = self.titles.find_modifiers(first, name_start)
        gender, titled = self.titles.read_title(*modifiers)
        forms = self._list_forms(name_start, end)
        if not titled and not self._is_one_name(name_start, end):
            skip = self._count_before_first_name(forms)
            name_start, forms = name_start + skip, forms[skip:]
        names = join_at_hyphens(forms)
        first_name = names[0].partition("-")[0]
        if is_person_in_capitals(words, name_start, end, self.gazetteer):
            first_name = first_name.title()
        given = {first_name, *(names[:-1] if self._is_one_name(name_start, end) else ())}
        full_name = len(names) > 1 and any(name in self.gazetteer.first_names for name in given)
        is_surname = len(names) == 1 and (titled or "-" in names[0])  # "President James" may be a woman
        gender = gender or ("" if is_surname else self.gazetteer.first_names.get(first_name, ""))
        kind = "person" if titled or full_name else "name"
        if kind == "name" and name_start and words[name_start - 1].form.lower() == "the" and not self._is_nominal(end):
            kind = "organisation"
        return self._build(name_start, end, kind, country, modifiers, gender, titled)

    def _is_one_name(self, first: int, end: int) -> bool:
        """Whether the tree hangs all further words on the first: "Ranjit Kumar Lind", but not "Ohio John Lind"."""
        words = self.sentence.words[first:end]
        return len(words) > 2 and all(word.relation == "flat" and word.head == words[0].id for word in words[1:])

    def _count_before_first_name(self, forms: Sequence[str]) -> int:
        """How many words stand before the first name and are none of the name: "Ohio" in "Ohio John Tarn".

        In "Ronit Ben-Tov" no word does: "Ben-Tov" is the surname.
        """
        first_names = self.gazetteer.first_names
        starts = (k for k, form in enumerate(forms[:-1]) if form in first_names and "-" not in forms[k - 1 : k + 2])
        skip = 0 if forms[0] in first_names else next(starts, 0)
        return 0 if any(map(is_initial, forms[:skip])) else skip

    def _is_nominal(self, k: int) -> bool:
        """A noun that a name before it only describes: "the Obama administration"."""
        words = self.sentence.words
        return k < len(words) and words[k].upos in ("NOUN", "PROPN", "ADJ", "NUM")

    def _build(
        self, first: int, end: int, kind: str, country: str,
        modifiers: tuple[int, int] = (0, 0), gender: str = "", titled: bool = False,
    ) -> NameMention:  # fmt: skip
        words = self.sentence.words[first:end]
        titles = self.sentence.words[slice(*modifiers)]  # of which the tree may hang the name: "Brig. (r) Tarn spoke"
        start, stop = words[0].start, words[-1].end
        return NameMention(
            sentence=self.number,
            first=first,
            last=end - 1,
            start=start,
            end=stop,
            text=to_one_line(self.text, start, stop),
            tokens=_list_tokens(kind, [w.form for w in words if w.form not in QUOTATION_MARKS]),
            kind=kind,
            country=country,
            modifiers=modifiers,
            gender=gender,
            titled=titled,
            subject=any(w.relation in _SUBJECTS for w in (*titles, *words)) or self._describes_subject(words),
        )

    def _describes_subject(self, words: Sequence[Word]) -> bool:
        """The name stands in apposition to a subject: "spokeswoman Hua Chuying said"."""
        heads = (self.sentence.head(word) for word in words if word.relation in ("flat", "appos"))
        return any(head is not None and head.relation in _SUBJECTS for head in heads)
