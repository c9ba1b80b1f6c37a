"""The cue of a quotation: leading up to it, following it, or in a sentence that announces it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rejoinder.statements.attributions.drafts import CueKey
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.person_phrases import find_person, is_verbless
from rejoinder.statements.attributions.quotations import Quotation, ends_like_speech
from rejoinder.statements.attributions.quoted_speech import is_quotation_cue, is_speech
from rejoinder.statements.attributions.sources import find_owner_of_words, find_source_head
from rejoinder.syntax import Sentence, Word

AFTER_COLON = "quotation-after-colon"
ANNOUNCED = "quotation-announced"  # by a sentence of its own, which may say something else besides
_PRESENTING = ("come", "be", "go", "run")  # verbs that make a quotation somebody's reply
_POINTING = ("that", "this", "such", "those", "these")  # what stands for the quotation before: "That was his answer."
_NEAR = 10  # words after such a verb among which its noun stands
_MAX_TAG = 4  # words of "Said Ada Lind."
_CONTENT_RELATIONS = ("ccomp", "parataxis", "obj", "xcomp", "dep", "advcl", "obl", "nsubj")


@dataclass(frozen=True, slots=True)
class QuotationCue:
    """What says whose a quotation is.

    Attributes:
        sentence: where it stands.
        word: a verb, or the colon of a speaker's label.
        rule: name of the rule that found it.
    """

    sentence: Sentence
    word: Word
    rule: str

    @property
    def key(self) -> CueKey:
        """What tells it from other cues of the article."""
        return self.sentence.sent_id, self.word.id

    @property
    def is_verb(self) -> bool:
        """Whether it is a word, not a colon."""
        return self.word.upos != "PUNCT"


def find_quotation_cue(article: ParsedArticle, quotation: Quotation) -> QuotationCue | None:
    """Find the cue of a quotation.

    Args:
        article: the article.
        quotation: one of its quotations that is speech.

    Returns:
        the cue that leads up to it in its sentence, else one that follows it, else one of a sentence that announces a
        quotation at the beginning of the next; None where there is none.
    """
    sentence = article.sentences_of(quotation)[0]
    before = article.unquoted(sentence, [w for w in sentence.words if w.end <= quotation.start])
    if before:
        return _leading_cue(article, sentence, before) or _following_cue(article, quotation)
    return _following_cue(article, quotation) or _announcing_cue(article, sentence)


def _leading_cue(article: ParsedArticle, sentence: Sentence, before: Sequence[Word]) -> QuotationCue | None:
    """ "He said: ...", "He put out a statement: ...", "LIND: ..."."""
    verbs = [w for w in before if is_quotation_cue(article, sentence, w)]
    if verbs:
        return QuotationCue(sentence, verbs[-1], "quotation-with-leading-cue")
    if before[-1].form != ":":
        return None
    word = _word_before_colon(before)
    return QuotationCue(sentence, word, AFTER_COLON if word.upos == "VERB" else "speaker-label")


def _announcing_cue(article: ParsedArticle, sentence: Sentence) -> QuotationCue | None:
    """The cue of the sentence before, be it in the paragraph before, where it ends in a colon."""
    earlier = [s for s in article.sentences if s.end <= sentence.start]
    if not earlier:
        return None
    previous = earlier[-1]
    words = article.unquoted(previous, previous.words)
    if previous.block < sentence.block - 1 or not words:
        return None
    if _asks_for_words(article, previous) or _gives_floor(article, previous, sentence):
        return QuotationCue(previous, previous.words[-1], ANNOUNCED)
    if previous.words[-1].form != ":":
        return None
    verbs = [w for w in words if is_quotation_cue(article, previous, w)]
    return QuotationCue(previous, verbs[-1] if verbs else _word_before_colon(words), ANNOUNCED)


def _asks_for_words(article: ParsedArticle, sentence: Sentence) -> bool:
    """Whether a sentence without a verb asks for somebody's words: "The mayor's message to the union?"."""
    has_verb = sentence.words[-1].form != "?" or any(w.upos in ("VERB", "AUX") for w in sentence.words)
    return not has_verb and any(find_owner_of_words(sentence, w, article.lexicon) for w in sentence.words)


def _gives_floor(article: ParsedArticle, sentence: Sentence, quoted: Sentence) -> bool:
    """Whether a sentence without a verb, of the same paragraph, is about a person: "A mother of two, less so."."""
    is_phrase = sentence.block == quoted.block and sentence.words[-1].form in ".?" and is_verbless(sentence.words)
    return is_phrase and bool(find_person(sentence.words, article.lexicon.persons))


def _word_before_colon(words: Sequence[Word]) -> Word:
    """The last verb before a colon, else the last word: a speaker's label."""
    verbs = [w for w in words if w.upos == "VERB" and w.xpos in ("VBD", "VBZ", "VBP", "VBG", "VB")]
    return (verbs or words)[-1]


def _following_cue(article: ParsedArticle, quotation: Quotation) -> QuotationCue | None:
    """The cue after a quotation: a cue that the tree joins to it, any cue, any verb it joins."""
    presenting = _presenting_cue(article, quotation)
    if presenting is not None:
        return presenting
    sentence = article.sentences_of(quotation)[-1]
    words = _words_to_next_speech(article, sentence, [w for w in sentence.words if w.start >= quotation.end])
    if all(w.upos == "PUNCT" for w in words):
        tag = _reporting_tag(article, quotation)
        if tag is None:
            return None
        sentence, words = tag, _words_to_next_speech(article, tag, tag.words)
    return _reporting_cue(article, sentence, words) or _linked_verb(article, quotation, sentence, words)


def _words_to_next_speech(article: ParsedArticle, sentence: Sentence, words: Sequence[Word]) -> list[Word]:
    """The unquoted words up to the next quotation that is speech."""
    collected = []
    for word in words:
        quotation = article.quotation_of(sentence, word)
        if quotation is None:
            collected.append(word)
        elif is_speech(article, quotation):
            break
    return collected


def _reporting_tag(article: ParsedArticle, quotation: Quotation) -> Sentence | None:
    """The rest of a quoted sentence, where the parser cut it off: "... ?" | "she asked."."""
    later = [s for s in article.sentences_by_block[quotation.block] if s.start >= quotation.end]
    words = [w for w in later[0].words if w.upos != "PUNCT"] if later else []
    if not words or article.is_quoted(later[0], words[0]):
        return None
    is_short = len(words) <= _MAX_TAG and any(is_quotation_cue(article, later[0], w) for w in words[:3])
    return later[0] if is_short or words[0].form[:1].islower() else None


def _reporting_cue(article: ParsedArticle, sentence: Sentence, words: Sequence[Word]) -> QuotationCue | None:
    """The first verb that is a cue, one that the tree joins to quoted words before others."""
    verbs = [w for w in words if is_quotation_cue(article, sentence, w)]
    if not verbs:
        return None
    word = next((w for w in verbs if _is_linked(article, sentence, w)), verbs[0])
    subject = find_source_head(sentence, word, article.lexicon)
    is_inverted = subject is None or subject.id > word.id
    return QuotationCue(sentence, word, "quotation-with-inverted-cue" if is_inverted else "quotation-with-cue")


def is_presented(article: ParsedArticle, quotation: Quotation) -> bool:
    """Whether a quotation opens its sentence, and what follows says whose it is: '"Mess" was his word for it'."""
    sentences = article.sentences_of(quotation)
    before = [w for s in sentences[:1] for w in s.words if w.end <= quotation.start]
    opens = bool(sentences) and all(w.upos in ("PUNCT", "DET") for w in before)
    return opens and _presenting_cue(article, quotation) is not None


def _presenting_cue(article: ParsedArticle, quotation: Quotation) -> QuotationCue | None:
    """What "came" or "was" makes the quotation: somebody's noun, after "that" in the next sentence.

    "..., came the reply from Lind", "... was Lind's answer", "... That was Lind's answer".
    """
    sentence = article.sentences_of(quotation)[-1]
    words = _read_behind(article, sentence, quotation)
    if not words:
        later = [s for s in article.sentences if s.start >= quotation.end and s.block <= quotation.block + 1]
        sentence = later[0] if later else sentence
        words = _read_behind(article, sentence, quotation)
        if not words or words[0].form.lower() not in _POINTING:
            return None
    points = words[0].form.lower() in _POINTING
    verb, *predicate = words[points:] or words
    if verb.lemma not in _PRESENTING:
        return None
    cue = next((w for w in predicate[:_NEAR] if find_owner_of_words(sentence, w, article.lexicon) is not None), None)
    return None if cue is None else QuotationCue(sentence, cue, "quotation-with-nominal-cue")


def _read_behind(article: ParsedArticle, sentence: Sentence, quotation: Quotation) -> list[Word]:
    """The words of a sentence behind a quotation, up to the next that is speech."""
    behind = [w for w in sentence.words if w.start >= quotation.end]
    return [w for w in _words_to_next_speech(article, sentence, behind) if w.upos != "PUNCT"]


def _linked_verb(
    article: ParsedArticle, quotation: Quotation, sentence: Sentence, words: Sequence[Word]
) -> QuotationCue | None:
    """A verb that is no cue elsewhere, where the tree joins it to a quotation that ends like speech."""
    if not ends_like_speech(article.text, quotation):
        return None
    finite = (w for w in words if w.upos == "VERB" and w.xpos in ("VBD", "VBZ"))
    word = next((w for w in finite if _is_linked(article, sentence, w)), None)
    return None if word is None else QuotationCue(sentence, word, "quotation-with-linked-verb")


def _is_linked(article: ParsedArticle, sentence: Sentence, verb: Word) -> bool:
    """Whether the tree joins a verb and quoted words: one hangs on the other."""
    head = sentence.head(verb)
    neighbours = [*([head] if head else []), *sentence.children(verb, *_CONTENT_RELATIONS)]
    return any(article.is_quoted(sentence, w) for w in neighbours)
