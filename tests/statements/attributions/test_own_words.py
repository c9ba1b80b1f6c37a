"""Which sentences of a speech or a release are its speaker's own."""

import pytest

from rejoinder.statements.attributions.own_words import select_own
from rejoinder.statements.model import Attribution, Span
from rejoinder.syntax import Sentence, Word

ISSUER = "Ministry of Dams of Karran"


def _select(*sentences: str, issuer: str = ISSUER, kind: str = "indirect", act: str = "speech") -> list[str]:
    """The own ones of sentences "SOURCE | cue | content", with "that" before the content of a clause."""
    text, parses, attributions = "", [], list[Attribution]()
    for number, sentence in enumerate(sentences):
        parts: list[Span] = []
        for part in sentence.split(" | "):
            parts.append((len(text), len(text) + len(part)))
            text += part + " "
        whole = (parts[0][0], parts[-1][1])
        word = Word(1, text[slice(*whole)], "_", "X", "XX", "_", 0, "root", *whole)
        parses.append(Sentence(article_id="a", sent_id=number, block=0, words=(word,)))
        if len(parts) > 1:
            source, cue, content = parts
            rule = "that-clause" if text[slice(*content)].startswith("that ") else "object"
            attributions.append(
                Attribution(
                    sent_id=number, source=(source,), cue=(cue,), content=(content,), kind=kind, rule=rule, act=act
                )
            )
    own = select_own(text, parses, attributions, issuer)
    return [text[sentence.start : sentence.end] for sentence in own]


@pytest.mark.parametrize("source", ["The Ministry", "Karran", "The Ministry of Dams", "We"])
def test_what_an_issuer_says_of_itself_is_its_own(source: str) -> None:
    assert len(_select(f"{source} | said | that the dam stays.")) == 1


def test_what_a_release_reports_of_others_is_theirs_in_the_present_too() -> None:
    assert _select("The minister | underlines | that the dam stays.", "It leaks.") == ["It leaks."]


def test_a_speech_takes_what_a_body_states_in_the_present_for_its_own() -> None:
    assert len(_select("The alliance | underlines | that the dam stays.", issuer="")) == 1


@pytest.mark.parametrize("issuer", ["", ISSUER])
def test_they_are_others_only_behind_a_sentence_of_others(issuer: str) -> None:
    own = _select(
        "It leaks.",
        "They | said | that it held.",
        "Lind | said | that it burst.",
        "She | said | that it fell.",
        issuer=issuer,
    )
    assert own == ["It leaks.", "They said that it held."]


def test_whom_a_release_calls_she_is_somebody_else() -> None:
    assert _select("It leaks.", "She | said | that it held.") == ["It leaks."]
    assert len(_select("It leaks.", "She | said | that it held.", issuer="")) == 2


def test_whom_somebody_calls_he_who_speaks_as_i_is_somebody_else() -> None:
    assert _select("I met Berg.", "He | said | that it held.", issuer="") == ["I met Berg."]


@pytest.mark.parametrize(("act", "own"), [("feeling", 1), ("speech", 0)])
def test_feelings_that_a_speech_tells_of_others_in_their_words_are_its_own(act: str, own: int) -> None:
    assert len(_select("Our farmers | fear | “a dry summer”.", issuer="", kind="mixed", act=act)) == own
