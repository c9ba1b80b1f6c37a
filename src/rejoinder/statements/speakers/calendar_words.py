"""Days and months, which are capitalised without being names, and the months that are somebody's surname."""

from collections.abc import Sequence

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import NameEvidence
from rejoinder.syntax import Word

_DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "Easter"}
_MONTHS = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October"}
_SHORT_MONTHS = {"November", "December", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}
CALENDAR = frozenset(_DAYS | _MONTHS | _SHORT_MONTHS | {"I", "Internet"})


def is_person_month(words: Sequence[Word], index: int, evidence: NameEvidence, gazetteer: Gazetteer) -> bool:
    """Whether a month is a surname: "Theresa May", "Prime Minister May", "May said".

    Args:
        words: of the sentence.
        index: of the month among them.
        evidence: which words are names elsewhere in the article.
        gazetteer: the word lists.
    """
    word = words[index]
    if word.form not in _MONTHS or word.upos != "PROPN":
        return False
    before = words[index - 1].form if index else ""
    return (
        before in gazetteer.first_names
        or before in gazetteer.titles
        or (before[:1].isupper() and before.lower() in gazetteer.persons)
        or (word.form in evidence.familiar and word.deprel == "nsubj")
    )
