"""What a pronoun asks of its referent: number, gender, and whether it is a person or a body."""

from rejoinder.statements.speakers.clusters import Referent

SINGULAR = {
    "he": "masculine", "him": "masculine", "his": "masculine", "himself": "masculine",
    "she": "feminine", "her": "feminine", "hers": "feminine", "herself": "feminine",
}  # fmt: skip
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_ASKERS = frozenset({"questioner", "reporter", "interviewer", "moderator", "journalist"})  # the answer is another's
PERSONS = frozenset({"person", "anonymous", "name"})
_BODIES = frozenset({"organisation", "country", "name"})
_UNSURE = 15  # what a doubt takes off, in the points of salience


def preference(referent: Referent, form: str, spoke: bool) -> int:
    """How well a referent that fits suits the pronoun."""
    if form in SINGULAR:
        doubt = 2 * _UNSURE if referent.nouns & _ASKERS else 0
        if referent.kind != "person" and not (spoke and referent.kind == "name"):
            doubt += 2 * _UNSURE if len(referent.tokens) == 1 else _UNSURE
        return -doubt
    if form in NEUTER:
        return 0 if referent.kind == "organisation" else -5 if referent.kind == "country" else -_UNSURE
    return 0 if referent.plural else -2 * _UNSURE if referent.kind in PERSONS else -_UNSURE


def fits(referent: Referent, form: str) -> bool:
    """Whether a third-person pronoun can mean the referent at all."""
    if form in SINGULAR:
        return referent.kind in PERSONS and not referent.plural and not clash(referent.gender, SINGULAR[form])
    if form in NEUTER:
        return referent.kind in _BODIES and not referent.gender and not referent.plural
    return form in PLURAL and not (referent.kind == "person" and referent.gender)


def clash(a: str, b: str) -> bool:
    """Whether two genders are known and differ."""
    return bool(a and b and a != b)
