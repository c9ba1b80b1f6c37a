"""Which speakers of different articles are one.

Each article is resolved alone. Here what it calls its speakers is compared with all other articles, in this order:

1. An alias of `conf/actors` means the speaker that it is listed under; a name listed there is never another's.
2. A full name is one person's, unless articles state different sides for it and no office in common.
3. A full name that lacks words of a longer one ("Javad Zarif"), and a surname, are a person's where articles agree on
   the side, and on an office; or where they state the side and no other office.
4. A handle is a person's where it spells first name, or its initial, and surname ("@FRostami_MFA").
5. Where several persons fit in steps 3 and 4, or the only one lacks the evidence, the name stays, and is listed.
6. All other names are one speaker's within one side: the police of two countries are two.

A person has the side that `conf/actors` gives; else a side that articles state replaces what they guess or leave open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rejoinder.corpus.persons import (
    PERSON,
    Person,
    SpeakerForm,
    choose_name,
    find_persons,
    has_full_name,
    join_shorter_names,
)
from rejoinder.corpus.speaker_names import fold_name, spell_handle, spell_person

HANDLES = ""  # the block that handles are in
_MOST_CANDIDATES = 3  # that are named for a name that several persons could be


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a form stands for.

    Attributes:
        form: what the articles call them.
        name: of the speaker in the corpus.
        side: of the form's statements.
        may_be: persons whom the name may mean as well, separated by "; ".
    """

    form: SpeakerForm
    name: str
    side: str
    may_be: str = ""

    @property
    def tells_something(self) -> bool:
        """Whether the corpus has another name or side than the articles, or knows whom the name may mean."""
        return (self.name, self.side, self.may_be) != (self.form.speaker, self.form.side, "")


def identify_speakers(forms: Iterable[SpeakerForm]) -> Iterator[Identity]:
    """Find out who each form stands for.

    Args:
        forms: all forms of a corpus, those of a block together; one block at a time is in memory.

    Yields:
        The identity of each form.
    """
    handles: list[SpeakerForm] = []
    owners: dict[str, list[tuple[Person, str]]] = {}
    for block, block_forms in groupby(forms, key=lambda form: form.block):
        if block == HANDLES:
            handles = list(block_forms)
            owners = {spelling: [] for form in handles for spelling in spell_handle(form.speaker)}
            continue
        names = _NameBlock(list(block_forms))
        yield from names.identify()
        for person in names.persons:
            for spelling in spell_person(person.words):
                if spelling in owners:
                    owners[spelling].append((person, names.show(person.name, person.side)))
    for form in handles:
        persons = [owner for spelling in spell_handle(form.speaker) for owner in owners[spelling]]
        fitting = [(person, name) for person, name in persons if person.fits(form)]
        if len(fitting) == 1:
            person, name = fitting[0]
            yield Identity(form=form, name=name, side=person.read_side(form))
        else:
            yield Identity(form=form, name=form.named, side=form.side, may_be=_list_names(n for _, n in fitting))


class _NameBlock:
    """The forms whose names end alike.

    Attributes:
        persons: those with a full name, with all forms that are theirs.
        candidates: of each form that is nobody's, the persons it may be.
    """

    def __init__(self, forms: Sequence[SpeakerForm]) -> None:
        full = [form for form in forms if has_full_name(form)]
        persons = join_shorter_names(find_persons(full))
        owned: dict[Person, list[SpeakerForm]] = {person: list(person.forms) for person in persons}
        self.candidates: dict[SpeakerForm, list[Person]] = {}
        for form in forms:
            if has_full_name(form):
                continue
            fitting = [person for person in persons if form.kind == PERSON and person.fits(form)]
            if len(fitting) == 1 and fitting[0].is_likely(form):
                owned[fitting[0]].append(form)
            else:
                self.candidates[form] = fitting
        self.persons = [Person(person.words, tuple(forms)) for person, forms in owned.items()]
        self._labels = self._choose_labels()
        self._sides: dict[str, set[str]] = defaultdict(set)
        for person in self.persons:
            self._sides[fold_name(person.name)].add(person.side)
        for form in self.candidates:
            self._sides[fold_name(form.named)].add(form.side)

    def _choose_labels(self) -> dict[tuple[str, str], str]:
        """The name of most statements, by folded name and side."""
        groups: dict[tuple[str, str], list[SpeakerForm]] = defaultdict(list)
        for form in self.candidates:
            groups[fold_name(form.named), form.side].append(form)
        return {key: choose_name(forms) for key, forms in groups.items()}

    def show(self, name: str, side: str) -> str:
        """A name, with the side where speakers of several sides have it."""
        return f"{name} ({side})" if side and len(self._sides[fold_name(name)] - {""}) > 1 else name

    def identify(self) -> Iterator[Identity]:
        for person in self.persons:
            name = self.show(person.name, person.side)
            for form in person.forms:
                yield Identity(form=form, name=name, side=person.read_side(form))
        for form, persons in self.candidates.items():
            name = self.show(self._labels[fold_name(form.named), form.side], form.side)
            shown = (self.show(person.name, person.side) for person in persons)
            yield Identity(form=form, name=name, side=form.side, may_be=_list_names(shown))


def _list_names(names: Iterable[str]) -> str:
    different = sorted(set(names))
    return "; ".join(different[:_MOST_CANDIDATES]) + "; …" * (len(different) > _MOST_CANDIDATES)
