"""Names in capitals in the labels of turns ("MR. PRICE:"), written as the rest of the article writes names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rejoinder.statements.rows import BlockRow
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.syntax import Sentence, Word

_SHORTEST_NAME = 3  # letters of a word in capitals that may be a name's


def write_labels_as_names(
    sentences: Sequence[Sentence], blocks: Sequence[BlockRow], gazetteer: Gazetteer
) -> list[Sentence]:
    """Write the words in capitals of the labels as "Mr. Price"; listed acronyms ("CNN") stay.

    Args:
        sentences: the article's parse.
        blocks: of the article.
        gazetteer: the word lists.

    Returns:
        The sentences; those of labels with other forms at the same offsets.
    """
    in_small_letters = {
        word.form.upper(): word.form for sentence in sentences for word in sentence.words if not word.form.isupper()
    }
    return [
        _rewrite(sentence, in_small_letters, gazetteer) if blocks[sentence.block]["kind"] == "turn" else sentence
        for sentence in sentences
    ]


def _rewrite(sentence: Sentence, in_small_letters: Mapping[str, str], gazetteer: Gazetteer) -> Sentence:
    words = tuple(word._replace(form=_find_form(word, in_small_letters, gazetteer)) for word in sentence.words)
    return replace(sentence, words=words)


def _find_form(word: Word, in_small_letters: Mapping[str, str], gazetteer: Gazetteer) -> str:
    form = word.form
    is_title = form.title() in gazetteer.titles
    is_listed = form in gazetteer.places or form in gazetteer.organisations or form in gazetteer.unsettled
    if not form.isupper() or is_listed or (len(form) < _SHORTEST_NAME and not is_title):
        return form
    return form.title() if is_title else in_small_letters.get(form, form.title())
