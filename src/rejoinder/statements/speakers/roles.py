"""What a noun phrase says of a speaker: office, body, country, gender. Here a title's meaning is read.

The meaning of each noun (its gender; whether it speaks for a state) comes from the word lists, see `gazetteer`.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rejoinder.statements.speakers.gazetteer import Gazetteer, PersonNoun
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS, POSSESSIVES
from rejoinder.syntax import Word

_MATTERS = frozenset({"secretary", "minister", "chief", "undersecretary"})
_LONGEST_MATTER = 5
OWNING_PRONOUNS = frozenset({"its", "their", "his", "her"})
BODIES_THAT_ACT = frozenset({"government", "public", "company", "media", "party", "body", "international"})
COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "state"})
BODY_KINDS = frozenset({"organisation", "seat"})
_OWNED = frozenset({"based", "run", "owned", "controlled"})  # "Karsia-run television" is Karsia's
_COUNTERPART = "counterpart"  # "her counterpart" is of another body or country than she
_NO_PART_OF_BODY = frozenset({"former", "interim", "senior"})


@dataclass(frozen=True, slots=True)
class Description:
    """What words say of a person or a body; "" where they say nothing.

    Attributes:
        role: the office, as written ("Foreign Ministry spokeswoman").
        organisation: the body the speaker belongs to.
        country: canonical name.
        gender: "masculine", "feminine" or "".
        nouns: lemmas of the nouns for persons ("spokeswoman", "senator").
        body_nouns: lemmas of the nouns for bodies ("party", "airline").
        state: one of the nouns is for somebody who speaks for a state or leads one of its bodies.
        owner: offset of the word that says whose somebody is, which coreference may tell: "its" in "its director",
            "agency" in "the agency's chief"; None without one.
    """

    role: str = ""
    organisation: str = ""
    country: str = ""
    gender: str = ""
    nouns: AbstractSet[str] = frozenset()
    body_nouns: AbstractSet[str] = frozenset()
    state: bool = False
    owner: int | None = None

    def complete(self, other: "Description") -> "Description":
        """Take from another description what this one leaves open.

        Returns:
            Both together; where both say something of the same, this one counts.
        """
        return Description(
            role=self.role or other.role,
            organisation=self.organisation or other.organisation,
            country=self.country or other.country,
            gender=self.gender or other.gender,
            nouns=self.nouns | other.nouns,
            body_nouns=self.body_nouns | other.body_nouns,
            state=self.state or other.state,
            owner=other.owner if self.owner is None else self.owner,
        )


def find_noun(gazetteer: Gazetteer, word: Word) -> PersonNoun | None:
    """The title or the noun for persons that a word is."""
    title = gazetteer.titles.get(word.form)
    if title or word.upos not in ("NOUN", "PROPN"):
        return title
    return gazetteer.find_person_noun(word.lemma, word.form)


def has_noun(gazetteer: Gazetteer, words: Sequence[Word]) -> bool:
    """Whether one of the words is a noun for persons, or a title that stands for one."""
    return any(noun is not None and noun.lemma for noun in (find_noun(gazetteer, word) for word in words))


def read_office(sentence: NamedSentence, first: int, end: int) -> Description:
    """Read role, body and country in a noun phrase: "the Norwegian Foreign Ministry spokeswoman".

    Args:
        sentence: the sentence.
        first: index of the phrase's first word.
        end: index after its last word.
    """
    nouns = _find_nouns(sentence, first, end)
    begin = _skip_determiners(sentence, first, end)
    seat, place_end = _read_seat(sentence, begin, end)
    role_start = _find_role_start(sentence, place_end, end)
    owner = _find_last_possessive(sentence, first, end)
    body = seat or _find_body_before_office(sentence, first, end)
    has_role = any(noun.lemma for k, noun in nouns.items() if k >= role_start)
    own_nouns = [noun for k, noun in nouns.items() if k >= owner]
    is_anothers = any(noun.lemma == _COUNTERPART for noun in own_nouns)
    return Description(
        role=sentence.phrase(role_start, _find_office_end(sentence, end)) if has_role else "",
        organisation=body,
        country=_find_country(sentence, begin, end),
        gender=next((noun.gender for noun in own_nouns if noun.gender), ""),
        nouns=frozenset(noun.lemma for noun in own_nouns),
        state=any(noun.kind == "state" for noun in nouns.values()) or _is_of_a_state(sentence.gazetteer, body),
        owner=None if is_anothers else _find_owner_word(sentence, first, owner),
    )


def _find_nouns(sentence: NamedSentence, first: int, end: int) -> dict[int, PersonNoun]:
    """The titles and the nouns for persons, by index."""
    nouns = ((k, find_noun(sentence.gazetteer, sentence.words[k])) for k in range(first, end))
    return {k: noun for k, noun in nouns if noun is not None}


def _skip_determiners(sentence: NamedSentence, first: int, end: int) -> int:
    """Index of the first word from `first` that is no determiner, `end` without one."""
    return next((k for k in range(first, end) if sentence.words[k].upos != "DET"), end)


def _read_seat(sentence: NamedSentence, begin: int, end: int) -> tuple[str, int]:
    """The seat or body that opens a phrase ("White House spokesman"), "" without; and where the opening place ends."""
    place, length = sentence.gazetteer.find_place(sentence.forms(begin, end)) or (None, 0)
    if place is None or length == end - begin:
        return "", begin
    place_end = begin + length
    return sentence.phrase(begin, place_end) if place.kind in ("seat", "body") else "", place_end


def _find_role_start(sentence: NamedSentence, first: int, end: int) -> int:
    """Where the role begins, after marks, "Mr." and what a hyphen joins to a place ("Karsia-backed"); `end` without."""
    words = sentence.words
    joined = {k for k in range(first + 1, end) if words[k - 1].form == "-" and words[k].upos in ("ADJ", "VERB")}
    roles = (k for k in range(first, end) if k not in joined and not _is_before_role(sentence.gazetteer, words[k]))
    return next(roles, end)


def _find_last_possessive(sentence: NamedSentence, first: int, end: int) -> int:
    """Index of the last possessive, from where on the nouns are the speaker's own; `first` without one."""
    return max((k for k in range(first, end) if sentence.words[k].form in POSSESSIVES), default=first)


def _is_of_a_state(gazetteer: Gazetteer, body: str) -> bool:
    """Whether a body is one that every state has: "foreign ministry", "Police"."""
    return any(gazetteer.classify_body(word, word) == "government" for word in body.split()[-1:])


def _find_owner_word(sentence: NamedSentence, first: int, possessive: int) -> int | None:
    """Offset of the pronoun that opens a description ("its director"), or of who stands in its last possessive.

    Args:
        sentence: the sentence.
        first: index of the description's first word.
        possessive: of the description's last possessive, `first` without one.
    """
    if possessive > first:
        return find_actor(sentence, possessive - 1)
    words = sentence.words
    before = first - 1
    while before > 0 and words[before].relation == "amod":  # "its visiting | foreign minister Ana Lind"
        before -= 1
    part_of = first + 2 if sentence.form_at(first + 1) == "of" else -1  # "one of them", "two of its managers"
    places = (words[k] for k in (first, before, part_of) if 0 <= k < len(words))
    return next((word.start for word in places if word.form.lower() in OWNING_PRONOUNS | {"them"}), None)


def find_actor(sentence: NamedSentence, index: int) -> int | None:
    """Offset of the name that holds a word, or of the word if it is a noun for persons or bodies; else None."""
    name = next((name for name in sentence.names if name.first <= index <= name.last), None)
    if name is not None:
        return name.start
    word, gazetteer = sentence.words[index], sentence.gazetteer
    is_body = gazetteer.classify_body(word.lemma, word.form) in BODIES_THAT_ACT
    is_country = word.lemma.lower() in COUNTRY_NOUNS  # "the country's minister"
    is_actor = is_body or is_country or gazetteer.find_person_noun(word.lemma, word.form) is not None
    return word.start if is_actor and word.upos == "NOUN" else None


def _find_country(sentence: NamedSentence, begin: int, end: int) -> str:
    """The first country, people, capital or seat among the words; not of a backer, as in "Karsia-backed"."""
    for k in range(begin, end):
        forms = sentence.forms(k, end)
        place, length = (sentence.gazetteer.find_place(forms) if forms[0][:1].isupper() else None) or (None, 0)
        hyphen, after = (*forms[length:], "", "")[:2]
        is_backer = hyphen == "-" and after.islower() and after not in _OWNED
        if place and not is_backer and not _is_within_body(sentence, k):
            return place.country
    return ""


def _is_within_body(sentence: NamedSentence, index: int) -> bool:
    """Whether a word goes on the name of a body of no country: "Security Council" in "National Security Council"."""
    names = (name for name in sentence.names if name.first < index <= name.last)
    return any(name.kind == "organisation" and not name.country for name in names)


def _is_before_role(gazetteer: Gazetteer, word: Word) -> bool:
    """Marks and "Mr." that are no part of the role."""
    title = gazetteer.titles.get(word.form)
    return word.form in POSSESSIVES or word.form in ("-", ",") or (title is not None and title.kind == "honorific")


def _find_office_end(sentence: NamedSentence, end: int) -> int:
    """Where the office ends: "secretary of state", "minister of the economy" need their matter."""
    words = sentence.words
    if words[end - 1].lemma.lower() not in _MATTERS or sentence.form_at(end) not in ("of", "for"):
        return end
    stop = end + 1
    while stop < len(words) and words[stop].upos in ("DET", "ADJ", "NOUN", "PROPN") and stop - end < _LONGEST_MATTER:
        stop += 1
    place = sentence.gazetteer.find_place([w.form for w in words[end + 1 : stop] if w.upos != "DET"])
    return stop if stop > end + 1 and not place else end


def _find_body_before_office(sentence: NamedSentence, first: int, end: int) -> str:
    """The body in "Foreign Ministry spokeswoman", "DNC chairwoman"; "" without one."""
    for name in sentence.names:
        if name.kind in BODY_KINDS and first <= name.first and name.last < end:
            return name.text
    head = _find_body_noun(sentence, first, end)
    return "" if head is None else _read_common_body(sentence, first, head)


def _find_body_noun(sentence: NamedSentence, first: int, end: int) -> int | None:
    """The last noun for a body that acts, if more follows: "ministry" in "foreign ministry spokeswoman"."""
    words, gazetteer = sentence.words, sentence.gazetteer
    heads = [k for k in range(first, end) if gazetteer.classify_body(words[k].lemma, words[k].form) in BODIES_THAT_ACT]
    if not heads or heads[-1] == end - 1:
        return None
    head = heads[-1]
    is_noun = words[head].upos in ("NOUN", "PROPN") and words[head].form not in gazetteer.titles
    return head if is_noun else None


def _read_common_body(sentence: NamedSentence, first: int, head: int) -> str:
    """The body whose noun is `head`, without determiner, country and "former"."""
    words = sentence.words
    begin = _skip_determiners(sentence, first, head)
    place = sentence.gazetteer.find_place(sentence.forms(begin, head))
    begin += place[1] if place else 0
    while words[begin].form in POSSESSIVE_ENDINGS or words[begin].lemma.lower() in _NO_PART_OF_BODY:
        begin += 1
    return sentence.phrase(begin, head + 1)
