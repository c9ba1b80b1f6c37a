"""Descriptions as speakers: "the spokeswoman", "the ministry", "officials there", "a security company"."""

import re
from dataclasses import dataclass, field

from rejoinder.statements.speakers.antecedents import Discourse
from rejoinder.statements.speakers.clusters import Clusters, Referent
from rejoinder.statements.speakers.gazetteer import Gazetteer, Noun
from rejoinder.statements.speakers.phrases import Phrase
from rejoinder.statements.speakers.profiles import Profile

_PERSONS = frozenset({"person", "anonymous", "name"})
_NAMED = frozenset({"person", "name"})
_BODIES = frozenset({"organisation"})
_GROUPS = frozenset({"group", "anonymous"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "no", "any", "every", "each", "many", "several", "few"})
_KIN = frozenset({"his", "her", "their", "my", "our", "its"})
_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "state"})
_AGENT = re.compile(r"(?:[^aeiou]er|or|ist|ian|man|woman|[^r]ee|eur)$")
_MASS = frozenset({"people", "police", "public", "crowd", "audience", "community", "minority", "majority", "percent"})
_MASS |= {"leadership", "family", "elite", "handful", "dozen", "couple", "generation"}
_KINDRED = frozenset({"company", "media", "party"})  # any noun of these means any name of its kind
_ORDINALS = frozenset({"first", "second", "third", "other", "latter", "last", "next", "new"})
_BARE = frozenset({"police", "authorities", "authority", "prosecutor", "official"})
_QUANTITIES = frozenset({"group", "chorus", "array", "number", "coalition", "series", "lot", "range", "host", "band"})
_PARTIES = frozenset({"Republican", "Democrat", "Conservative", "Liberal", "Socialist", "Communist", "Independent"})
_OFFICES = frozenset({"president", "minister", "premier", "king", "queen", "pope", "chancellor", "monarch", "emir"})

_GROUP = "description-group"

Found = tuple[Referent, str]


@dataclass
class Descriptions:
    """Finds whom a description means, or takes it as a new, unnamed speaker."""

    clusters: Clusters
    discourse: Discourse
    gazetteer: Gazetteer
    _known: dict[str, Referent] = field(default_factory=dict)

    def __call__(self, phrase: Phrase) -> Found:
        """The referent of a description and the name of the rule that found it."""
        head = phrase.head
        assert head is not None
        profile = self.clusters.profilers[phrase.sentence].phrase(*phrase.core)
        person = self.gazetteer.person(head.lemma, head.form)
        body = self.gazetteer.organisation(head.lemma, head.form)
        if person is None and not body and head.upos == "NOUN" and _AGENT.search(head.lemma):
            person = Noun(head.lemma.lower(), "", "role")
        if person and not (body and phrase.plural is False and head.form.lower() in self.gazetteer.organisations):
            many = phrase.plural or person.lemma in _MASS
            return (self._persons if many else self._person)(phrase, person, profile)
        if head.lemma.lower() in _QUANTITIES and " of " in phrase.text and not phrase.definite:
            return self._new(phrase, "group", profile, plural=True), _GROUP
        if body:
            return self._body(phrase, body, profile)
        kind = "group" if phrase.plural or head.upos in ("NUM", "PRON", "DET", "ADJ") else "organisation"
        return self._new(phrase, kind, profile), "description-unnamed"

    def _person(self, phrase: Phrase, noun: Noun, profile: Profile) -> Found:
        profile.nouns.add(noun.lemma)
        gender = profile.gender or noun.gender
        start = phrase.head.start if phrase.head else 0
        if phrase.anonymous or noun.kind == "anonymous":
            return self._new(phrase, "anonymous", profile), "anonymous"
        opening = self.discourse.words(phrase.sentence, *phrase.core)[0].form.lower()
        if not {phrase.article, opening} & (_INDEFINITE | _KIN):
            gender = gender or (self.discourse.gender_after(phrase.head, phrase.sentence) if phrase.head else "")
            words = self._own_words(phrase)

            def allowed(known: Referent) -> bool:
                named = known.kind != "name" or len(known.tokens) > 1
                return named and not _other(known, profile) and not self._distinct(known, words)

            found = self.discourse.described(profile.nouns, _PERSONS, gender, start, allowed)
            found = found or self._elsewhere(profile)
            if found is not None:
                return found, "description-role"
            complement = phrase.text.partition(" of ")[2]
            bare = not profile.organisation and not profile.country and complement == complement.lower()
            if phrase.definite and bare and self._unmet(phrase, noun):
                near = self.discourse.recent(_NAMED, gender, start, phrase.sentence, allowed)
                if near is not None:
                    return self._again(near, profile), "description-nearest"
        return self._new(phrase, "anonymous", profile), "description-unnamed"

    def _unmet(self, phrase: Phrase, noun: Noun) -> bool:
        """Whether the description may mean somebody already named: it is no office of one, and new to the article."""
        head = phrase.head
        words = {w.form.lower() for w in self.discourse.words(phrase.sentence, *phrase.core)}
        if head is None or noun.lemma in _OFFICES or words & _ORDINALS:
            return False
        return not self.discourse.said_before(head.lemma, head, phrase.sentence)

    def _own_words(self, phrase: Phrase) -> set[str]:
        """Capitalised words before the head that are no office: "Republican" in "the Republican nominee"."""
        words = self.discourse.words(phrase.sentence, *phrase.core)
        return {w.form for w in words if w is not phrase.head and w.form[:1].isupper() and not self._office(w.form)}

    def _office(self, form: str) -> bool:
        known = form in self.gazetteer.titles or self.gazetteer.person(form, form) is not None
        return known and form not in _PARTIES

    def _distinct(self, known: Referent, words: set[str]) -> bool:
        """The description's names differ from those of the known role: "Democratic" and "Republican" nominee."""
        role = {w for w in known.role.split() if w[:1].isupper() and not self._office(w)}
        return bool(words and role and not words & role)

    def _elsewhere(self, profile: Profile) -> Referent | None:
        """A person whom the article names later or further back with the same office in the same body."""
        if not profile.organisation:
            return None
        for known in self.clusters.persons():
            if known.nouns & profile.nouns and known.organisation == profile.organisation:
                return known
        return None

    def _again(self, referent: Referent, profile: Profile) -> Referent:
        """A person met again under a description that was not used before."""
        referent.nouns |= profile.nouns
        referent.gender = referent.gender or profile.gender
        return referent

    def _persons(self, phrase: Phrase, noun: Noun, profile: Profile) -> Found:
        profile.nouns.add(noun.lemma)
        if phrase.anonymous or noun.kind == "anonymous":
            return self._new(phrase, "anonymous", profile, plural=True), "anonymous"
        same = self._same_group(phrase, noun.lemma, profile)
        if same is not None:
            return same, "description-role"
        profile.state = profile.state or noun.kind == "state"
        return self._new(phrase, "group", profile, plural=True), _GROUP

    def _same_group(self, phrase: Phrase, noun: str, profile: Profile) -> Referent | None:
        """ "the farmers" and bare "police" are those spoken of before; "farmers" are new ones."""
        bare = noun in _BARE and phrase.core[1] - phrase.core[0] == 1
        if phrase.head is None or phrase.article in _KIN or not (phrase.definite or bare):
            return None
        found = self.discourse.described({noun}, _GROUPS, "", phrase.head.start)
        return found if found is not None and found.plural and not _other(found, profile) else None

    def _body(self, phrase: Phrase, body: str, profile: Profile) -> Found:
        head = phrase.head
        assert head is not None
        lemma = head.lemma.lower()
        profile.state = body == "government"
        profile.nouns.add(lemma)
        profile.organisation = ""
        if phrase.plural:
            same = self._same_group(phrase, lemma, profile)
            return (same, "description-role") if same else (self._new(phrase, "group", profile, plural=True), _GROUP)
        bare = phrase.core[1] - phrase.core[0] == 1
        if phrase.definite and phrase.article not in _KIN and (bare or body != "document"):
            found = self._same_body(phrase, lemma, body, profile, bare)
            if found is not None:
                return found, "description-body"
        return self._new(phrase, "organisation", profile), "description-unnamed"

    def _same_body(self, phrase: Phrase, lemma: str, body: str, profile: Profile, bare: bool) -> Referent | None:
        assert phrase.head is not None
        start = phrase.head.start
        if lemma in _COUNTRY_NOUNS and bare:
            return self.discourse.recent(frozenset({"country"}), "", start, phrase.sentence)
        found = self.discourse.described({lemma}, _BODIES, "", start)
        if found is not None and not _other(found, profile) and (bare or _words(phrase.text) <= _words(found.name)):
            return found
        if not bare:
            return None
        for _, near in self.discourse.before(start):
            if near.kind == "organisation" and self._class(near) == body and body in _KINDRED:
                return near
        if body in ("company", "body"):
            near_body = self.discourse.recent(_BODIES, "", start, phrase.sentence)
            if near_body is not None and not near_body.state and not near_body.nouns:
                return near_body
        return None

    def _class(self, referent: Referent) -> str:
        named = self.gazetteer.organisations.get(referent.name, "")
        found = (self.gazetteer.organisation(token, token) for token in reversed(referent.tokens))
        return named or next(filter(None, found), "")

    def _new(self, phrase: Phrase, kind: str, profile: Profile, *, plural: bool = False) -> Referent:
        """An unnamed speaker; the same words mean the same one again, except for single unnamed persons."""
        key = phrase.text.lower()
        if kind != "anonymous" or plural:
            known = self._known.get(key)
            if known is not None and known.kind == kind:
                return known
        made = self.discourse.unnamed.get(phrase.head.start) if phrase.head is not None else None
        if made is None:
            made = Referent(phrase.text, kind, plural=plural)
        made.name, made.kind, made.plural = phrase.text, kind, plural
        made.learn(profile)
        if kind != "anonymous" or plural:
            made.role = ""
        self._known[key] = made
        return made


def _other(known: Referent, profile: Profile) -> bool:
    """What the description says of country or body contradicts what is known of the referent."""
    if known.country and profile.country and known.country != profile.country:
        return True
    a, b = known.organisation.lower(), profile.organisation.lower()
    return bool(a and b and not (a in b or b in a))


def _words(text: str) -> set[str]:
    return set(text.lower().split())
