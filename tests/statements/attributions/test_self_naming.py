"""What a release calls the body that speaks it."""

import pytest

from rejoinder.statements.attributions.self_naming import find_self_naming
from rejoinder.syntax import Sentence, Word


def _find(*sentences: str, issuer: str = "") -> str:
    """The name found in sentences "The NOUN of X verb its plan": the noun is the subject, "of X" belongs to it."""
    text, parses = "", []
    for number, sentence in enumerate(sentences):
        words: list[Word] = []
        forms = sentence.split()
        verb = next(k for k, form in enumerate(forms, 1) if form.endswith("s"))
        for k, form in enumerate(forms, 1):
            head, relation = (verb, "dep") if k > 2 else (2, "det") if k == 1 else (verb, "nsubj")
            head, relation = (0, "root") if k == verb else (2, "nmod") if 2 < k < verb else (head, relation)
            start = len(text)
            text += form + " "
            words.append(Word(k, form, form.lower(), "X", "XX", "_", head, relation, start, start + len(form)))
        parses.append(Sentence(article_id="a", sent_id=number, block=0, words=tuple(words)))
    return " | ".join(text[start:end] for start, end in find_self_naming(parses, issuer))


BODY = ("The Assembly of Selt holds its session", "The Assembly thanks Lind", "The Assembly waits")


@pytest.mark.parametrize(
    ("sentences", "issuer", "name"),
    [
        (BODY, "Selt Commission", "The Assembly of Selt"),
        (BODY, "Assembly of Selt", ""),
        (BODY[:2], "", ""),
        (("The Minister thanks Lind",) * 3, "", ""),
    ],
    ids=["body", "the issuer itself", "too seldom", "person"],
)
def test_body_of_which_most_sentences_tell_what_it_does(sentences: tuple[str, ...], issuer: str, name: str) -> None:
    assert _find(*sentences, issuer=issuer) == name
