"""Persons of a corpus: the forms of a name that several articles have, put together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rejoinder.corpus.speaker_names import is_part_of, read_office, share_office, split_name

PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class SpeakerForm:
    """What articles call a speaker, with what they say of them.

    Attributes:
        block: names of different blocks are of different speakers, but for handles, whose block `HANDLES` comes first.
        speaker: the name in the articles.
        named: the name that an alias stands for, else the same.
        is_settled: whether `conf/actors` lists the name among its aliases.
        listed_side: that of a member of `conf/actors` of this name, "" where there is none.
        kind: of the speaker.
        organisation, role: their body and office, "" where it is not said.
        side: as the articles have it, "" where it is not known.
        is_guess: whether the side is a guess.
        statements: how many they are.
    """

    block: str
    speaker: str
    named: str
    is_settled: bool
    listed_side: str
    kind: str
    organisation: str
    role: str
    side: str
    is_guess: bool
    statements: int

    @property
    def stated_side(self) -> str:
        return "" if self.is_guess else self.side

    @cached_property
    def offices(self) -> frozenset[frozenset[str]]:
        return frozenset(words for office in (self.role, self.organisation) if (words := read_office(office)))


@dataclass(frozen=True)
class Person:
    """A person with a full name, or a speaker of any kind that `conf/actors` lists among its aliases.

    Attributes:
        words: of the name, as `split_name` gives them.
        forms: those that have it.
    """

    words: tuple[str, ...]
    forms: tuple[SpeakerForm, ...]

    @cached_property
    def is_settled(self) -> bool:
        return any(form.is_settled for form in self.forms)

    @cached_property
    def name(self) -> str:
        """The one that `conf/actors` lists, else that of most statements."""
        settled = [form for form in self.forms if form.is_settled]
        return choose_name(settled or [form for form in self.forms if split_name(form.named) == self.words])

    @cached_property
    def stated_sides(self) -> frozenset[str]:
        return frozenset(form.stated_side for form in self.forms) - {""}

    @cached_property
    def sides(self) -> frozenset[str]:
        return self.stated_sides or frozenset(form.side for form in self.forms) - {""}

    @cached_property
    def offices(self) -> frozenset[frozenset[str]]:
        return frozenset(office for form in self.forms for office in form.offices)

    def fits(self, form: SpeakerForm) -> bool:
        """Whether neither side nor office speaks against the form being this person's."""
        return (not form.side or not self.sides or form.side in self.sides) and (
            not form.offices or not self.offices or share_office(form.offices, self.offices)
        )

    def is_likely(self, form: SpeakerForm) -> bool:
        """Whether side and office speak for the form being this person's."""
        if form.side not in self.sides or not self.fits(form):
            return False
        return share_office(form.offices, self.offices) or not form.is_guess

    @cached_property
    def listed_side(self) -> str:
        return next((form.listed_side for form in self.forms if form.listed_side), "")

    @cached_property
    def side(self) -> str:
        """The side of the person, of several that of most statements."""
        counts: Counter[str] = Counter()
        for form in self.forms:
            if form.side in self.sides:
                counts[form.side] += form.statements
        return self.listed_side or min(counts, key=lambda side: (-counts[side], side), default="")

    def read_side(self, form: SpeakerForm) -> str:
        """The side of a form's statements."""
        only = next(iter(self.stated_sides)) if len(self.stated_sides) == 1 else ""
        return self.listed_side or form.stated_side or only or form.side


def has_full_name(form: SpeakerForm) -> bool:
    """Whether a form names a person in full, or `conf/actors` says whom it means."""
    return form.is_settled or (form.kind == PERSON and len(split_name(form.named)) > 1)


def find_persons(forms: Iterable[SpeakerForm]) -> list[Person]:
    """One person for each full name, but where articles contradict each other."""
    by_name: dict[tuple[str, ...], list[SpeakerForm]] = defaultdict(list)
    for form in forms:
        by_name[split_name(form.named)].append(form)
    return [Person(words, part) for words, forms in by_name.items() for part in _split_namesakes(forms)]


def _split_namesakes(forms: Sequence[SpeakerForm]) -> list[tuple[SpeakerForm, ...]]:
    """Part the forms of one name whose stated sides differ and that share no office; others go where they fit best."""
    if any(form.is_settled for form in forms):
        return [tuple(forms)]
    groups: list[list[SpeakerForm]] = []
    for form in sorted(forms, key=lambda form: (not form.stated_side, not form.offices, form.side, form.role)):
        fitting = [group for group in groups if _agree(group, form)]
        if fitting:
            max(fitting, key=lambda group: _count_common(group, form)).append(form)
        else:
            groups.append([form])
    return [tuple(group) for group in groups]


def _agree(group: Sequence[SpeakerForm], form: SpeakerForm) -> bool:
    """Whether a form of the same full name is of the same person."""
    sides = {one.stated_side for one in group} - {""}
    if not form.stated_side or not sides or form.stated_side in sides:
        return True
    offices = [office for one in group for office in one.offices]
    return not offices or not form.offices or share_office(form.offices, offices)


def _count_common(group: Sequence[SpeakerForm], form: SpeakerForm) -> int:
    """Which of side and office a form has in common with those of a group."""
    offices = [office for one in group for office in one.offices]
    return (form.side in {one.stated_side for one in group} - {""}) + share_office(form.offices, offices)


def join_shorter_names(persons: Sequence[Person]) -> list[Person]:
    """Join names that lack words of just one longer name, where that is likely the same person's."""
    joined: dict[Person, list[SpeakerForm]] = {}
    for person in sorted(persons, key=lambda person: -len(person.words)):
        longer = [] if person.is_settled else [one for one in joined if _fits_shorter(one, person)]
        if len(longer) == 1 and any(map(longer[0].is_likely, person.forms)):
            joined[longer[0]] += person.forms
        else:
            joined[person] = list(person.forms)
    return [Person(person.words, tuple(forms)) for person, forms in joined.items()]


def _fits_shorter(person: Person, shorter: Person) -> bool:
    return is_part_of(shorter.words, person.words) and all(map(person.fits, shorter.forms))


def choose_name(forms: Iterable[SpeakerForm]) -> str:
    """The name of most statements; of equals the longest."""
    counts: Counter[str] = Counter()
    for form in forms:
        counts[form.named] += form.statements
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
