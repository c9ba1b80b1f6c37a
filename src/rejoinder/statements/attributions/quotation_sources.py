"""The source of a quotation: who its cue says is speaking."""

from itertools import takewhile

from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.person_phrases import find_person
from rejoinder.statements.attributions.quotation_cues import QuotationCue
from rejoinder.statements.attributions.sources import collect_source_words, find_owner_of_words, find_source_head
from rejoinder.statements.attributions.spans import contiguous_around
from rejoinder.syntax import Sentence, Word

_NICKNAME_WORDS = 3
_TOPICS = ("on", "about", "over")
_PHRASE_BEGINNINGS = ("PROPN", "NOUN", "DET", "PRON", "ADJ")


def choose_source(article: ParsedArticle, cue: QuotationCue) -> list[Word]:
    """Choose the words that name who speaks a quotation.

    They are who owns the words that a label names ("Lind's answer: ..."), else what stands before its colon, or the
    phrase of the cue's subject. Quoted words are never among them.

    Returns:
        the words in order, none where nobody is named.
    """
    sentence, word = cue.sentence, cue.word
    if cue.is_verb:
        head = _subject_head(article, sentence, word)
    else:
        label = article.unquoted(sentence, sentence.words[: word.id - 1])
        owners = (find_owner_of_words(sentence, w, article.lexicon) for w in label)
        head = next((owner for owner in owners if owner is not None), None)
        if head is None:
            return _trim_label(article, word, label)
    if head is None:
        return []
    phrase = collect_source_words(sentence, head, word, article.lexicon)
    return contiguous_around([w for w in phrase if _may_name(article, sentence, w)], head)


def _trim_label(article: ParsedArticle, mark: Word, label: list[Word]) -> list[Word]:
    """What names the person in a label: without "From" or "For" before it, and what they speak on behind it."""
    person = find_person(label, article.lexicon.persons)
    if not person:
        return label
    if mark.form != ":":
        return person
    return list(takewhile(lambda word: word.form not in _TOPICS, label[label.index(person[0]) :]))


def _may_name(article: ParsedArticle, sentence: Sentence, word: Word) -> bool:
    """Whether a word stands in no quotation, or in a nickname, which has parts of the name on either side."""
    quotation = article.quotation_of(sentence, word)
    if quotation is None:
        return True
    before = [w for w in sentence.words if w.end <= quotation.start][-1:]
    after = [w for w in sentence.words if w.start >= quotation.end][:1]
    is_short = article.text.count(" ", quotation.start, quotation.end) < _NICKNAME_WORDS
    return is_short and [w.upos for w in (*before, *after)] == ["PROPN", "PROPN"]


def _subject_head(article: ParsedArticle, sentence: Sentence, cue: Word) -> Word | None:
    """The cue's subject; where the tree gives none, the phrase that begins right after the cue."""
    head = find_owner_of_words(sentence, cue, article.lexicon) or find_source_head(sentence, cue, article.lexicon)
    if head is not None and not article.is_quoted(sentence, head):
        return head
    after = article.unquoted(sentence, sentence.words[cue.id : cue.id + 3])
    if not after or after[0].upos not in _PHRASE_BEGINNINGS or after[0].head == 0:
        return None
    return _topmost_nominal(article, sentence, after[0], cue)


def _topmost_nominal(article: ParsedArticle, sentence: Sentence, word: Word, cue: Word) -> Word:
    """The highest nominal above a word that still stands right of the cue and outside quotations."""
    top = word
    for ancestor in sentence.ancestors(word):
        is_nominal = ancestor.upos in ("PROPN", "NOUN", "PRON")
        if not is_nominal or ancestor.id < cue.id or article.is_quoted(sentence, ancestor):
            break
        top = ancestor
    return top
