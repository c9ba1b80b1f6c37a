"""Indirect speech and thought: a cue and its clause, infinitive, object or phrase, as the tree spells them out."""

from collections.abc import Collection, Iterator

from rejoinder.statements.attributions.complements import find_complements
from rejoinder.statements.attributions.contents import build_content
from rejoinder.statements.attributions.cue_lexicon import AttributionCue, CueMatch
from rejoinder.statements.attributions.cue_phrases import add_carrying_verbs, collect_cue_words
from rejoinder.statements.attributions.drafts import CueKey, Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.scope import find_unreported
from rejoinder.statements.attributions.sources import collect_source_words, find_source_head, names_somebody
from rejoinder.statements.attributions.spans import collect_subtrees, covering_span, word_spans
from rejoinder.statements.attributions.speech_events import is_naming, tell_act
from rejoinder.statements.attributions.subcategorisation import Complement
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

_RULE_NAMES = {
    "that": "that-clause",
    "wh": "question-clause",
    "inf": "open-complement",
    "ing": "gerund-complement",
    "obj": "object",
    "doc": "object-of-document",
    "num": "object",
    "wish": "object",
    "bare": "predicate-complement",
    "raise": "raised-subject",
    "alone": "verb-alone",
}
_CLAUSES = {"that", "wh", "inf", "pass:that", "pass:wh", "pass:inf"}
_NONFINITE = {"VB", "VBG"}
_UNLISTED = AttributionCue({"that": "speech"}, "speech")


def attribute_complements(article: ParsedArticle, sentence: Sentence, used_cues: Collection[CueKey]) -> Iterator[Draft]:
    """Attribute the complements of a sentence's verbs, adjectives and nouns outside quotation marks.

    Args:
        article: the article.
        sentence: one of its sentences.
        used_cues: cues that already attribute something.
    """
    for word in sentence.words:
        if word.upos not in ("VERB", "NOUN", "ADJ", "AUX") or (sentence.sent_id, word.id) in used_cues:
            continue
        match = article.lexicon.match(sentence, word) or _match_unlisted(article, sentence, word)
        if match is None or article.is_quoted(sentence, word) or _is_companion(article, sentence, word):
            continue
        complement = _select_complement(article, sentence, match)
        draft = None if complement is None else _draft_complement(article, sentence, match, complement)
        if draft is not None:
            yield draft


def _match_unlisted(article: ParsedArticle, sentence: Sentence, verb: Word) -> CueMatch | None:
    """A verb of manner that the lexicon does not list, with "that" and somebody as its subject: "he huffed that"."""
    if verb.upos != "VERB" or article.lexicon.look_up(verb.lemma, "VERB") is not None:
        return None
    subjects = sentence.children(verb, "nsubj")[:1]
    names = [*subjects, *(c for s in subjects for c in sentence.children(s, "appos", "flat"))]
    is_somebody = any(map(names_somebody, names))
    has_that = any(
        c.id > verb.id and any(m.form.lower() == "that" for m in sentence.children(c, "mark"))
        for c in sentence.children(verb, "ccomp")
    )
    return CueMatch(verb, _UNLISTED) if is_somebody and has_that else None


def _is_companion(article: ParsedArticle, sentence: Sentence, word: Word) -> bool:
    """Whether the word is the second of an entry of two words, as in "made it clear that"."""
    head = sentence.head(word)
    match = None if head is None else article.lexicon.match(sentence, head)
    return match is not None and word in match.companions


def _select_complement(article: ParsedArticle, sentence: Sentence, match: CueMatch) -> Complement | None:
    """The first complement that the cue takes."""
    complements = find_complements(sentence, match.word)
    return next((c for c in complements if _takes(article, sentence, match, c)), None)


def _takes(article: ParsedArticle, sentence: Sentence, match: CueMatch, complement: Complement) -> bool:
    """Whether a complement is what the cue attributes."""
    if complement.pattern not in match.cue.patterns:
        return False
    head = complement.heads[0]
    if head.upos in ("NOUN", "PROPN") and head.lemma.lower() in article.lexicon.times:
        return False  # "the report on Wednesday", "announced Wednesday"
    match complement.pattern:
        case "doc":
            return _is_said_by_document(article, sentence, match.word)
        case "raise":
            return not _is_verb_cue(article, sentence, complement.heads[-1])
        case "that":
            return not _belongs_to_nearer_cue(article, sentence, match, complement.heads[0])
    return True


def _is_said_by_document(article: ParsedArticle, sentence: Sentence, word: Word) -> bool:
    """Whether the source of a cue is a text or a count: a poll cannot but say what it shows."""
    head = find_source_head(sentence, word, article.lexicon)
    return head is not None and head.lemma.lower() in article.lexicon.documents


def _is_verb_cue(article: ParsedArticle, sentence: Sentence, word: Word) -> bool:
    """Whether what somebody seems to do is to say or think something: "seemed to offer a vote"."""
    match = article.lexicon.match(sentence, word)
    return word.upos == "VERB" and match is not None and _select_complement(article, sentence, match) is not None


def _belongs_to_nearer_cue(article: ParsedArticle, sentence: Sentence, match: CueMatch, clause: Word) -> bool:
    """Whether a clause hangs on another cue that takes it: the one between it and the word."""
    head = sentence.head(clause)
    if head is None or head in (match.word, *match.companions):
        return False
    cue = article.lexicon.look_up(head.lemma, head.upos)
    return cue is not None and "that" in cue.patterns


def _draft_complement(
    article: ParsedArticle, sentence: Sentence, match: CueMatch, complement: Complement
) -> Draft | None:
    """The attribution of a cue and one of its complements; None where nothing is left of the content."""
    word = match.word
    content_words = _content_words(article, sentence, match, complement)
    content_ids = {w.id for w in content_words}
    head = None if complement.pattern == "raise" else _source_head(article, sentence, word, content_ids)
    if head and complement.pattern == "obj" and _is_noun_cue(article, sentence, head):
        return None
    content = build_content(article, sentence, content_words)
    if not content.spans:
        return None
    source = _source_words(article, sentence, word, head, content_ids)
    cue = _cue_words(article, sentence, match, complement, content_ids | {w.id for w in source})
    if complement.pattern == "alone" and not source:
        return None
    is_quoted = content.kind != "indirect" and not is_naming(sentence, match, head)
    act = match.cue.act if is_quoted else tell_act(sentence, match, complement, head, article.lexicon)
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=covering_span(source),
        cue=word_spans(cue),
        content=content.spans,
        kind=content.kind,
        act=act,
        rule=_rule_name(word, complement.pattern),
    )
    return Draft(
        attribution=attribution,
        key=(sentence.sent_id, word.id),
        takes_quotations=word.upos == "VERB" and match.cue.act == "speech",
        is_action=_is_action(sentence, word, complement.pattern),
    )


def _content_words(article: ParsedArticle, sentence: Sentence, match: CueMatch, complement: Complement) -> list[Word]:
    without = {w.id for w in complement.without}
    if complement.pattern != "alone":  # which is its own content
        without |= {w.id for w in (match.word, *match.companions)}
    without |= {w.id for head in complement.heads for w in find_unreported(sentence, head, article.lexicon)}
    return collect_subtrees(sentence, complement.heads, without)


def _source_head(article: ParsedArticle, sentence: Sentence, word: Word, content_ids: Collection[int]) -> Word | None:
    """The head of the source, None where it lies in the content or in a quotation."""
    head = find_source_head(sentence, word, article.lexicon)
    if head is None or head.id in content_ids or article.is_quoted(sentence, head):
        return None
    return head


def _source_words(
    article: ParsedArticle, sentence: Sentence, word: Word, head: Word | None, content_ids: Collection[int]
) -> list[Word]:
    """The words of the source outside the content; none without a head."""
    if head is None:
        return []
    return [w for w in collect_source_words(sentence, head, word, article.lexicon) if w.id not in content_ids]


def _is_noun_cue(article: ParsedArticle, sentence: Sentence, noun: Word) -> bool:
    """Whether a noun is itself a cue with its content: "denials of the raid did not convince the neighbours"."""
    cue = article.lexicon.look_up(noun.lemma, "NOUN") if noun.upos == "NOUN" else None
    return cue is not None and _select_complement(article, sentence, CueMatch(noun, cue)) is not None


def _cue_words(
    article: ParsedArticle, sentence: Sentence, match: CueMatch, complement: Complement, outside: Collection[int]
) -> list[Word]:
    words = collect_cue_words(
        sentence, match.word, outside=outside, companions=match.companions, preposition=complement.preposition
    )
    return add_carrying_verbs(sentence, match.word, words, outside, article.lexicon)


def _is_action(sentence: Sentence, word: Word, pattern: str) -> bool:
    """Whether the cue is an infinitive or participle without a clause as content."""
    is_nonfinite = word.xpos in _NONFINITE and not sentence.children(word, "aux")
    return is_nonfinite and pattern.partition("+")[0] not in _CLAUSES


def _rule_name(word: Word, pattern: str) -> str:
    """A readable name: what kind of cue, with what kind of complement."""
    active_pattern = pattern.removeprefix("pass:")
    if word.upos == "NOUN":
        return "nominal-cue"
    if active_pattern == "agent":
        return "passive-with-agent"
    if "+" in active_pattern:
        name = "object-and-complement"
    else:
        name = _RULE_NAMES.get(active_pattern, "prepositional-complement")
    if word.upos == "ADJ":
        name = f"adjective-with-{name}"
    return f"passive-{name}" if pattern.startswith("pass:") else name
