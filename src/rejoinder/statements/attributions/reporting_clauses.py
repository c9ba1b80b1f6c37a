"""Attributions by a reporting clause that a comma sets off: "..., X said last month", "as X put it, ..."."""

from collections.abc import Collection, Sequence

from rejoinder.statements.attributions.clauses import is_passive
from rejoinder.statements.attributions.contents import build_content
from rejoinder.statements.attributions.cue_lexicon import CueMatch
from rejoinder.statements.attributions.cue_phrases import collect_cue_words
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.sources import collect_source_words, find_source_head
from rejoinder.statements.attributions.spans import covering_span, word_spans
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

_RELATIVE = {"who", "which", "that", "whose", "whom", "what"}
_COMMAS = {",", "-", "--", "—", "–"}
_FINITE = {"VBD", "VBZ", "VBP", "VBN"}
_PATTERNS = {"that", "comment"}
_MIN_WORDS = 3  # that a clause must have before a reporting clause can follow it


def attribute_reporting_clause(article: ParsedArticle, sentence: Sentence, verb: Word) -> Draft | None:
    """Attribute the rest of a sentence to the subject of a reporting clause.

    Args:
        article: the article.
        sentence: one of its sentences.
        verb: a verb of it that may be the head of a reporting clause.

    Returns:
        the draft; None where the verb is no cue, has its content as a complement, or nothing claims anything around it.
    """
    match = article.lexicon.match(sentence, verb)
    if match is None or not match.cue.patterns & _PATTERNS or verb.xpos not in _FINITE:
        return None
    complements = [c for c in sentence.children(verb, "ccomp", "xcomp", "obj") if c.form.lower() != "it"]
    if complements and not _cuts_complement(sentence, verb, complements):
        return None
    source = _source_words(article, sentence, verb)
    clause = _clause_ids(sentence, verb, source) if source else range(0)
    if not clause or not ("that" in match.cue.patterns or _begins_with_as(sentence, clause)):
        return None
    commented = _commented_words(sentence, verb, clause, has_complements=bool(complements))
    return _draft_clause(article, sentence, match, source, clause, commented) if commented else None


def _cuts_complement(sentence: Sentence, verb: Word, complements: Sequence[Word]) -> bool:
    """Whether commas cut the cue out of its own content: "If it rains, they say, all will flee"."""
    if verb.id >= len(sentence.words) or sentence.word(verb.id + 1).form != ",":
        return False
    return all(c.relation == "ccomp" and c.id > verb.id for c in complements)


def _source_words(article: ParsedArticle, sentence: Sentence, verb: Word) -> list[Word]:
    """The phrase of the verb's own subject; none where it has no such source, as in a passive or a relative clause."""
    head = find_source_head(sentence, verb, article.lexicon)
    subjects = sentence.children(verb, "nsubj")
    if head is None or not subjects or article.is_quoted(sentence, head) or is_passive(sentence, verb):
        return []
    words = collect_source_words(sentence, subjects[0], verb, article.lexicon)
    return [] if words[0].form.lower() in _RELATIVE else words


def _clause_ids(sentence: Sentence, verb: Word, source: Sequence[Word]) -> range:
    """Word ids of a reporting clause that a comma sets off, or that opens the sentence with "as"; else none."""
    first = min(verb.id, source[0].id)
    while first > 1 and sentence.word(first - 1).upos in ("ADV", "AUX"):
        first -= 1
    if first > 1 and sentence.word(first - 1).form.lower() == "as":
        first -= 1
    follows_comma = first > 1 and sentence.word(first - 1).form in _COMMAS
    opens_with_as = sentence.word(first).form.lower() == "as" and _opens_sentence(sentence, first)
    if not follows_comma and not opens_with_as:
        return range(0)
    last = max(verb.id, source[-1].id)
    while last < len(sentence.words) and sentence.word(last + 1).form not in _COMMAS | {";"}:
        last += 1
    return range(first, last + 1)


def _opens_sentence(sentence: Sentence, first: int) -> bool:
    """Whether nothing but a conjunction or a mark stands before a word: "But as he noted, it rains"."""
    return all(w.upos in ("CCONJ", "PUNCT") for w in sentence.words[: first - 1])


def _begins_with_as(sentence: Sentence, clause: range) -> bool:
    return sentence.word(clause[0]).form.lower() == "as"


def _commented_words(sentence: Sentence, verb: Word, clause: range, *, has_complements: bool) -> list[Word]:
    """What a reporting clause comments on: the sentence around it, or what follows it where it opens the sentence.

    None where that is too short or asserts nothing.
    """
    around = _words_around(sentence, verb, clause)
    plain = [w for w in around if w.upos != "PUNCT"]
    before = [w for w in plain if w.id < clause[0]]
    after = [w for w in plain if w.id > clause[-1]]
    if _opens_sentence(sentence, clause[0]):
        return after if _is_assertion(sentence, after) else []
    claim = around if has_complements or after else before
    return around if before and _is_assertion(sentence, claim) else []


def _words_around(sentence: Sentence, verb: Word, clause: range) -> list[Word]:
    """The words outside a reporting clause that do not hang on its verb from behind it."""
    trailing = [c for c in sentence.children(verb) if c.id > clause[-1] and c.relation != "ccomp"]
    outside = {*clause, *(w.id for c in trailing for w in sentence.subtree(c))}
    return [w for w in sentence.words if w.id not in outside]


def _is_assertion(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether there are words enough, and a main clause: one with a subject and no subordinating conjunction."""
    ids = {w.id for w in words}
    return len(words) >= _MIN_WORDS and any(_heads_main_clause(sentence, w, ids) for w in words)


def _heads_main_clause(sentence: Sentence, word: Word, ids: Collection[int]) -> bool:
    has_subject = any(c.id in ids for c in sentence.children(word, "nsubj", "csubj", "expl"))
    return has_subject and not sentence.children(word, "mark") and word.deprel != "acl:relcl"


def _rule_name(sentence: Sentence, clause: range, commented: Sequence[Word]) -> str:
    if _begins_with_as(sentence, clause):
        return "as-clause"
    goes_on = any(w.id > clause[-1] and w.upos != "PUNCT" for w in commented)
    return "reporting-clause-within" if goes_on else "reporting-clause-after"


def _draft_clause(
    article: ParsedArticle,
    sentence: Sentence,
    match: CueMatch,
    source: Sequence[Word],
    clause: range,
    commented: Sequence[Word],
) -> Draft:
    verb = match.word
    content = build_content(article, sentence, commented)
    # "As she puts it": the pronoun stands for what is commented on, and belongs to the cue.
    pronouns = [c for c in sentence.children(verb, "obj") if c.form.lower() == "it" and c.id == verb.id + 1]
    cue = collect_cue_words(
        sentence,
        verb,
        outside={w.id for w in (*commented, *source)},
        companions=[*match.companions, *pronouns],
    )
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=covering_span(source),
        cue=word_spans(cue),
        content=content.spans,
        kind=content.kind,
        act=match.cue.act,
        rule=_rule_name(sentence, clause, commented),
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, verb.id))
