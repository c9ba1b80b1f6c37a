"""Attributions by what stands beside a clause: "according to X", "in X's view", "allegedly"."""

from collections.abc import Collection, Iterator, Sequence

from rejoinder.statements.attributions.clauses import preposition_of
from rejoinder.statements.attributions.contents import build_content
from rejoinder.statements.attributions.drafts import CueKey, Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.reporting_clauses import attribute_reporting_clause
from rejoinder.statements.attributions.sources import collect_source_words, find_owner_of_words
from rejoinder.statements.attributions.spans import collect_subtrees, contiguous_around, covering_span, word_spans
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word


def attribute_by_adjuncts(article: ParsedArticle, sentence: Sentence, used_cues: Collection[CueKey]) -> Iterator[Draft]:
    """Attribute a sentence's clauses by the phrases and clauses that stand beside them.

    Args:
        article: the article.
        sentence: one of its sentences.
        used_cues: cues that already attribute a quotation.
    """
    for word in sentence.words:
        if not article.is_quoted(sentence, word):
            draft = _attribute_by_word(article, sentence, word, used_cues)
            if draft is not None:
                yield draft


def _attribute_by_word(
    article: ParsedArticle, sentence: Sentence, word: Word, used_cues: Collection[CueKey]
) -> Draft | None:
    phrase = _source_preposition(article, sentence, word)
    if phrase:
        return _attribute_by_phrase(article, sentence, phrase)
    if (word.upos == "NOUN" or word.xpos == "VBG") and article.lexicon.is_viewpoint(word):
        return _attribute_by_viewpoint(article, sentence, word)
    if word.upos == "ADV":
        return _attribute_by_adverb(article, sentence, word)
    if word.upos == "VERB" and (sentence.sent_id, word.id) not in used_cues:
        return attribute_reporting_clause(article, sentence, word)
    return None


def _source_preposition(article: ParsedArticle, sentence: Sentence, word: Word) -> Sequence[Word]:
    """The words of a source preposition ("according to") that begins at a word.

    One of a word opens the sentence, or a comma sets it off at the end: "rents rose, per the board".
    """
    form = word.form.lower()
    behind = sentence.words[word.id :]
    ends = word.id > 1 and sentence.word(word.id - 1).form == "," and all(w.form != "," for w in behind)
    for phrase in article.lexicon.prepositions:
        if phrase[0] == form and (len(phrase) > 1 or word.id == 1 or ends):
            words = sentence.words[word.id - 1 : word.id - 1 + len(phrase)]
            if tuple(w.form.lower() for w in words) == phrase:
                return words
    return ()


def _attribute_by_phrase(article: ParsedArticle, sentence: Sentence, phrase: Sequence[Word]) -> Draft | None:
    """ "According to the coast guard, two boats sank": all that is not the phrase is the content."""
    source = _phrase_source(sentence, phrase)
    if not source:
        return None
    outside = {w.id for w in (*phrase, *source)}
    content = build_content(article, sentence, [w for w in sentence.words if w.id not in outside])
    if not content.spans:
        return None
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=covering_span(source),
        cue=word_spans(phrase),
        content=content.spans,
        kind=content.kind,
        rule="-".join(w.form.lower() for w in phrase),
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, phrase[0].id))


def _phrase_source(sentence: Sentence, phrase: Sequence[Word]) -> list[Word]:
    """The noun phrase that a source preposition governs."""
    phrase_ids = {w.id for w in phrase}
    head = next((w for w in sentence.ancestors(phrase[0]) if w.id not in phrase_ids), None)
    if head is None or head.id < phrase[-1].id or head.upos == "VERB":
        return []
    below = [w for w in collect_subtrees(sentence, [head], phrase_ids) if w.id > phrase[-1].id]
    source = contiguous_around(below, head)
    is_measure = len(phrase) == 1 and head.xpos == "NN" and source[0].upos not in ("DET", "PRON", "PROPN")
    return [] if is_measure else source  # "per person"


def _attribute_by_viewpoint(article: ParsedArticle, sentence: Sentence, noun: Word) -> Draft | None:
    """ "In the minister's view, it works": the view of somebody, and all the rest of the sentence."""
    preposition = preposition_of(sentence, noun)
    owner = find_owner_of_words(sentence, noun, article.lexicon) or _nation_of(sentence, noun)
    if preposition is None or preposition.form.lower() not in ("in", "to", "by") or owner is None:
        return None
    behind_colon = {c.id for c in sentence.children(noun, "parataxis")}  # "in her view: it works"
    phrase_ids = {w.id for w in collect_subtrees(sentence, [noun], behind_colon)}
    content = build_content(article, sentence, _viewed_words(article, sentence, phrase_ids))
    if not content.spans:
        return None
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=covering_span(collect_source_words(sentence, owner, noun, article.lexicon)),
        cue=word_spans([preposition, noun]),
        content=content.spans,
        kind=content.kind,
        act="thought",
        rule="in-the-view-of",
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, noun.id))


def _nation_of(sentence: Sentence, noun: Word) -> Word | None:
    """ "In the French view"."""
    return next((c for c in sentence.children(noun, "amod") if c.form[:1].isupper()), None)


def _viewed_words(article: ParsedArticle, sentence: Sentence, phrase_ids: Collection[int]) -> list[Word]:
    """The quotation right before the phrase: "an antique", in the phrase of a lawyer; else all the rest."""
    words = [w for w in sentence.words if w.id not in phrase_ids]
    before = [w for w in words if w.id < min(phrase_ids) and w.form != ","]
    quotation = article.quotation_of(sentence, before[-1]) if before else None
    return words if quotation is None else [w for w in words if article.quotation_of(sentence, w) == quotation]


def _attribute_by_adverb(article: ParsedArticle, sentence: Sentence, adverb: Word) -> Draft | None:
    """ "The bank allegedly failed": somebody says so, and the sentence does not tell who."""
    cue = article.lexicon.look_up(adverb.lemma, "ADV")
    head = sentence.head(adverb)
    if cue is None or head is None or head.upos not in ("VERB", "ADJ", "NOUN"):
        return None
    markers = sentence.children(head, "mark")
    clause = [w for w in collect_subtrees(sentence, [head], {adverb.id}) if w not in markers]
    content = build_content(article, sentence, clause)
    if not content.spans or not sentence.children(head, "nsubj"):
        return None
    attribution = Attribution(
        sent_id=sentence.sent_id,
        cue=word_spans([adverb]),
        content=content.spans,
        kind=content.kind,
        act=cue.act,
        rule="reporting-adverb",
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, adverb.id), takes_quotations=False)
