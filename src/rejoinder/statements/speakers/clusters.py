"""Whom an article speaks of: its names, grouped into persons, bodies and countries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rejoinder.statements.speakers.capitalised_spans import SUFFIXES
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention, mentions
from rejoinder.statements.speakers.names import is_acronym, is_initial
from rejoinder.statements.speakers.profiles import Profile, Profiler
from rejoinder.syntax import Sentence

_SMALL = frozenset({"of", "the", "for", "and", "on", "to", "in", "'s", "’s", "&", "-"})
_SHORT_NAME = 3  # letters two forms of a first name must share ("Don", "Donald")


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the article speaks of; filled while the article is read.

    Attributes:
        name: the full name, as at its first mention, without title and article.
        kind: "person", "organisation", "country", "group", "anonymous", "outlet" or "unknown"; "name" while undecided.
        gender: "masculine", "feminine" or "".
        plural: several persons.
        nouns: lemmas of the nouns it was described with.
        full: how often it was mentioned by its full name.
        state: it speaks for a state or leads one of its bodies.
    """

    name: str
    kind: str
    tokens: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    organisation: str = ""
    role: str = ""
    country: str = ""
    nouns: set[str] = field(default_factory=set)
    full: int = 0
    state: bool = False

    def learn(self, profile: Profile) -> None:
        """Take over what is not yet known."""
        self.role = self.role or profile.role
        self.organisation = self.organisation or profile.organisation
        self.country = self.country or profile.country
        self.gender = self.gender or profile.gender
        self.nouns |= profile.nouns
        self.state = self.state or profile.state


@dataclass(frozen=True)
class Clusters:
    """The names of an article by sentence, and whom each refers to.

    Attributes:
        names: mentions of each sentence, in order.
        referents: referent of each mention, by its start offset.
        profilers: readers of what surrounds a name, by sentence.
    """

    names: tuple[tuple[NameMention, ...], ...]
    referents: dict[int, Referent]
    profilers: tuple[Profiler, ...]

    def persons(self) -> Iterator[Referent]:
        """The persons, by first mention, each as often as it is mentioned."""
        return (self.referents[start] for start in sorted(self.referents) if self.referents[start].kind == "person")


def clusters(text: str, sentences: Sequence[Sentence], headlines: set[int], gazetteer: Gazetteer) -> Clusters:
    """Group an article's names; `headlines` are the blocks that are titles.

    Full names come first, so that a surname in the headline finds the full name in the body.
    """
    familiar = {w.form for s in sentences if s.block not in headlines for w in s.words[1:] if w.upos == "PROPN"}
    pairs = (pair for s in sentences for pair in pairwise(s.words))
    surnames = {after.form for word, after in pairs if word.form in gazetteer.first_names and after.form[:1].isupper()}
    names = tuple(
        tuple(mentions(text, i, s, s.block in headlines, familiar, surnames, gazetteer))
        for i, s in enumerate(sentences)
    )
    profilers = tuple(Profiler(text, s, n, gazetteer) for s, n in zip(sentences, names, strict=True))
    maker = _Maker(gazetteer)
    flat = [mention for group in names for mention in group]
    for mention in sorted(flat, key=lambda m: m.kind == "country"):
        if _is_full(mention):
            maker.full(mention)
    genders = _genders(mention for mention in flat if not _is_full(mention))
    for mention in flat:
        if not _is_full(mention):
            maker.short(mention, mention.gender or genders.get(mention.text, ""))
    for mention in flat:
        if mention.kind in ("person", "name"):
            maker.referents[mention.start].learn(profilers[mention.sentence].profile(mention))
    return Clusters(names, maker.referents, profilers)


def _genders(short: Iterable[NameMention]) -> dict[str, str]:
    """Whom a surname without a title means where the article mostly writes "Mr." or "Mrs." before it."""
    counts: dict[str, Counter[str]] = {}
    for mention in short:
        if mention.gender:
            counts.setdefault(mention.text, Counter())[mention.gender] += 1
    return {name: max(sorted(found), key=lambda g: found[g]) for name, found in counts.items()}


def _is_full(mention: NameMention) -> bool:
    return mention.kind in ("country", "demonym", "seat") or len(mention.tokens) > 1


class _Maker:
    """Collects referents; persons and bodies are looked up by each of their words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.referents: dict[int, Referent] = {}
        self.countries: dict[str, Referent] = {}
        self.by_token: dict[str, list[Referent]] = {}
        self.last_full: dict[int, NameMention] = {}

    def full(self, mention: NameMention) -> None:
        bearer = self._bearer(mention)
        if bearer is not None:
            made = bearer
        elif mention.kind in ("country", "demonym"):
            made = self.countries.setdefault(
                mention.country, Referent(mention.country, "country", country=mention.country, state=True)
            )
        elif mention.kind in ("organisation", "seat"):
            made = self._body(mention)
        else:
            made = self._full_person(mention)
        made.full += 1
        self.referents[mention.start] = made

    def _bearer(self, mention: NameMention) -> Referent | None:
        """The person whose surname is a place's: "Denzel Paris", later "Paris"."""
        if mention.kind != "country" or len(mention.tokens) > 1:
            return None
        known = self.by_token.get(mention.tokens[0], ())
        return next(
            (
                r
                for r in known
                if r.kind in ("person", "name") and len(r.tokens) > 1 and r.tokens[-1] == mention.tokens[0]
            ),
            None,
        )

    def _body(self, mention: NameMention) -> Referent:
        words = frozenset(t.lower() for t in mention.tokens if t.lower() not in _SMALL)
        for known in self.by_token.get(self._head(mention.tokens), ()):
            if known.kind != "organisation" or not _agree(known.country, mention.country):
                continue
            other = frozenset(t.lower() for t in known.tokens if t.lower() not in _SMALL)
            extra = [t for t in mention.tokens + known.tokens if t.lower() in words ^ other]
            if words == other or all(t in self.gazetteer.places for t in extra):
                known.country = known.country or mention.country
                return known
        made = Referent(mention.text, "organisation", mention.tokens, country=mention.country)
        made.nouns |= {t.lower() for t in mention.tokens if t.lower() in self.gazetteer.organisations}
        made.state = any(self.gazetteer.organisation(t, t) == "government" for t in mention.tokens)
        made.state = made.state or mention.kind == "seat"
        self._index(made, (*mention.tokens, _initials(mention.tokens)))
        return made

    def _head(self, tokens: Sequence[str]) -> str:
        bodies = [t for t in tokens if self.gazetteer.organisation(t, t)]
        return bodies[-1] if bodies else tokens[-1]

    def _full_person(self, mention: NameMention) -> Referent:
        tokens = _core(mention.tokens)
        for known in self.by_token.get(tokens[-1], ()):
            if known.kind in ("person", "name") and len(known.tokens) > 1 and _same_person(_core(known.tokens), tokens):
                if mention.kind == "person":
                    known.kind = "person"
                return known
        made = Referent(mention.text, mention.kind, mention.tokens, mention.gender)
        self._index(made, tokens)
        return made

    def short(self, mention: NameMention, gender: str) -> None:
        """One word: a surname, a first name, an acronym, or a name of its own."""
        token = mention.tokens[0]
        known = [r for r in self.by_token.get(token, ()) if self._fits(r, mention, gender)]
        if known:
            made = max(known, key=lambda r: (self._rank(r, token), r.full))
        else:
            made = Referent(mention.text, mention.kind, mention.tokens, mention.gender, country=mention.country)
            made.state = self.gazetteer.organisations.get(token) == "government"
            self._index(made, mention.tokens)
        if mention.kind == "person" and made.kind == "name":
            made.kind = "person"
        self.referents[mention.start] = made

    def _fits(self, known: Referent, mention: NameMention, gender: str) -> bool:
        if known.kind in ("person", "name"):
            return mention.kind != "organisation" and _agree(known.gender, gender)
        if mention.kind == "person":
            return False
        token = mention.tokens[0]
        acronym = is_acronym(token) and _initials(known.tokens) == token
        return acronym or len(known.tokens) == 1 or known.tokens[-1] == token

    def _rank(self, known: Referent, token: str) -> int:
        tokens = _core(known.tokens)
        return 3 if tokens[-1] == token else 2 if tokens[0] == token else 1

    def _index(self, made: Referent, keys: Iterable[str]) -> None:
        for key in dict.fromkeys(keys):
            if key and key.lower() not in _SMALL:
                self.by_token.setdefault(key, []).append(made)


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def _core(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without initials and suffixes, if that leaves any."""
    kept = tuple(t for t in tokens if t not in SUFFIXES and not is_initial(t))
    return kept or tokens


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[-1] != b[-1]:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) > 1 and [t.lower() for t in long[-len(short) :]] == [t.lower() for t in short]:
        return True
    x, y = a[0], b[0]
    return x == y or len(a) == 1 or len(b) == 1 or (len(x) >= _SHORT_NAME <= len(y) and x[:3] == y[:3])


def _initials(tokens: Sequence[str]) -> str:
    letters = [t[0] for t in tokens if t[:1].isupper()]
    return "".join(letters) if len(letters) > 1 else ""
