import pytest

from rejoinder.words.patterns import PhrasePattern, find_phrase, list_openers, parse_phrase


def test_a_phrase_is_read_as_a_codebooks_cue() -> None:
    assert parse_phrase("Hack|break into *") == (frozenset({"hack", "break"}), frozenset({"into"}), None)


@pytest.mark.parametrize("phrase", ["", " ", "*", "* *"])
def test_a_phrase_without_a_word_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="expected a word"):
        parse_phrase(phrase)


def test_the_part_of_speech_of_the_first_word_counts() -> None:
    pattern = PhrasePattern(slots=parse_phrase("talk"), upos="NOUN")
    assert list(find_phrase(pattern, ["talk", "talk"], ["talks", "talk"], ["VERB", "NOUN"])) == [(1, 1)]


def test_without_forms_a_word_is_found_by_its_lemma_only() -> None:
    slots = parse_phrase("left")
    sentence = (["leave", "left"], ["left", "left"], ["VERB", "ADJ"])
    assert list(find_phrase(PhrasePattern(slots=slots), *sentence)) == [(0, 0), (1, 1)]
    assert list(find_phrase(PhrasePattern(slots=slots, forms=False), *sentence)) == [(1, 1)]


def test_the_opener_of_a_phrase_is_the_first_word_that_it_names() -> None:
    patterns = [PhrasePattern(slots=parse_phrase(phrase)) for phrase in ("* attack", "we|us will")]
    assert list_openers(patterns) == {"attack", "we", "us"}
