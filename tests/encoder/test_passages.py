"""Passages: consecutive sentences in order, each in one content, after some of the text before them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from rejoinder.encoder.passages import CONTENT, CONTEXT, find_context, pack_passages, split_long

SENTENCE = "The talks on the border went on until nightfall."
TEXT = " ".join([SENTENCE] * 30)
SPANS = [(match.start(), match.end()) for match in re.finditer(re.escape(SENTENCE), TEXT)]


def test_as_many_sentences_as_fit_make_a_passage() -> None:
    passages = pack_passages(TEXT, [SPANS])
    assert [(p.start, p.end) for p in passages[:2]] == [(SPANS[0][0], SPANS[7][1]), (SPANS[8][0], SPANS[15][1])]
    assert all(p.end - p.start <= CONTENT for p in passages)


def test_a_long_sentence_is_a_passage_of_its_own() -> None:
    text = f"{SENTENCE} {'and so on ' * 60}. {SENTENCE}"
    end = len(text) - len(SENTENCE)
    spans = [(0, len(SENTENCE)), (len(SENTENCE) + 1, end - 1), (end, len(text))]
    assert [(p.start, p.end) for p in pack_passages(text, [spans])] == spans


def test_the_context_of_a_passage_begins_at_a_word() -> None:
    start = SPANS[10][0]
    begin = find_context(TEXT, start)
    assert TEXT[begin - 1] == " "
    assert CONTEXT - 10 < start - begin <= CONTEXT
    assert find_context(TEXT, SPANS[1][0]) == 0
    assert find_context("x" * 1000, 900) == 900


def test_sentences_with_another_line_between_are_in_two_passages() -> None:
    first, second = pack_passages(TEXT, [SPANS[:2], SPANS[3:4]])
    assert (first.end, second.start) == (SPANS[1][1], SPANS[3][0])


def test_what_does_not_fit_is_split_at_words_and_nothing_is_skipped() -> None:
    text = "word " * 80
    passages = list(split_long(pack_passages(text, [[(0, 399)]]), text, lambda part: len(part) < 300))
    assert [p.start for p in passages] == [0, *(p.end for p in passages[:-1])]
    assert passages[-1].end == 399
    assert all(text[p.start] == "w" and p.end - p.begin < 300 for p in passages)


@given(st.text(alphabet="ab \n", min_size=2, max_size=900))
def test_any_text_is_split_until_it_fits(text: str) -> None:
    limit = CONTEXT + 2
    passages = list(split_long(pack_passages(text, [[(0, len(text))]]), text, lambda part: len(part) <= limit))
    assert "".join(text[p.start : p.end] for p in passages) == text
    assert all(p.end - p.begin <= limit for p in passages)
