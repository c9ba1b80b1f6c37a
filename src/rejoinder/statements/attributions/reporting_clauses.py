"""Attributions by a reporting clause that a comma sets off: "..., X said last month", "as X put it, ..."."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rejoinder.statements.attributions.contents import build_content
from rejoinder.statements.attributions.cue_lexicon import CueMatch
from rejoinder.statements.attributions.cue_phrases import collect_cue_words
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.reporting_extent import find_clause_ids, opens_sentence
from rejoinder.statements.attributions.reporting_sources import find_clause_source
from rejoinder.statements.attributions.spans import covering_span, is_quotation_mark, word_spans
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

_FINITE = {"VBD", "VBZ", "VBP", "VBN"}
_PATTERNS = {"that", "comment"}
_OWN_TO_INTERRUPTED = ("nsubj", "expl", "aux", "cop", "obj")
_CONDITIONS = {"until", "since", "because", "if", "unless", "though", "although"}
_MIN_WORDS = 3  # that a clause must have before a reporting clause can follow it


@dataclass(frozen=True, slots=True)
class _Clause:
    """A reporting clause that a comma sets off.

    Attributes:
        match: its verb with its cue.
        source: the phrase of its subject.
        ids: ids of its words.
        interrupts: whether the tree may hang what it interrupts on its verb: "The plan would, he said, save millions".
        cuts: whether what it reports goes on behind it as its verb's complement.
    """

    match: CueMatch
    source: Sequence[Word]
    ids: range
    interrupts: bool
    cuts: bool

    @property
    def verb(self) -> Word:
        return self.match.word

    @property
    def is_inverted(self) -> bool:
        """Whether the verb stands before its subject, as in ", said the minister"."""
        return self.verb.id < self.source[0].id


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
    if match is None or not match.cue.patterns & _PATTERNS or not _is_finite(sentence, verb):
        return None
    clause = _find_clause(article, sentence, match)
    if clause is None or not ("that" in match.cue.patterns or _begins_with_as(sentence, clause.ids)):
        return None
    commented = _commented_words(sentence, clause)
    return _draft_clause(article, sentence, clause, commented) if commented else None


def _is_finite(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb is finite, or modal with a clause: "How long, the chair would not say"."""
    is_modal = any(c.xpos == "MD" for c in sentence.children(verb, "aux"))
    return verb.xpos in _FINITE or (is_modal and bool(sentence.children(verb, "ccomp")))


def _find_clause(article: ParsedArticle, sentence: Sentence, match: CueMatch) -> _Clause | None:
    """The clause of a cue; None where no comma sets it off, or where it has what it reports within itself."""
    verb = match.word
    source = find_clause_source(article, sentence, match)
    ids = find_clause_ids(article, sentence, verb, source) if source else range(0)
    if not ids:
        return None
    complements = _collect_complements(sentence, match, source)
    if any(c.id <= ids[-1] for c in complements):
        return None
    has_strays = any(c.id < ids[0] - 1 for c in sentence.children(verb, *_OWN_TO_INTERRUPTED))
    if not has_strays and any(c.relation != "ccomp" for c in complements):
        return None
    begins_early = 1 < ids[0] - 1 <= _MIN_WORDS  # "It followed, he wrote, from a complaint"
    return _Clause(match, source, ids, interrupts=has_strays or begins_early, cuts=bool(complements))


def _collect_complements(sentence: Sentence, match: CueMatch, source: Sequence[Word]) -> list[Word]:
    """The heads of what a verb reports as its own object or clause, but for a clause that the source is hung on."""
    source_ids = {w.id for w in source}
    candidates = sentence.children(match.word, "ccomp", "xcomp", "obj")
    own = [c for c in candidates if not _holds_or_precedes(sentence, c, source_ids)]
    return [c for c in own if _is_complement(c, match, source_ids)]


def _holds_or_precedes(sentence: Sentence, word: Word, source_ids: Collection[int]) -> bool:
    """Whether the source is hung on a clause, or an object stands before it: "Masks to be worn, the mayor says"."""
    if word.relation == "obj":
        return word.id < min(source_ids, default=0) and bool(sentence.children(word, "acl"))
    return any(w.id in source_ids for w in sentence.subtree(word))


def _is_complement(word: Word, match: CueMatch, source_ids: Collection[int]) -> bool:
    """Whether an object or clause of a verb is what it reports: not "it", nor the source, nor who is told."""
    if word.relation != "obj":
        return True
    is_addressee = "obj+that" in match.cue.patterns
    return not (is_addressee or word.id in source_ids or word.form.lower() == "it")


def _begins_with_as(sentence: Sentence, clause: range) -> bool:
    return sentence.word(clause[0]).form.lower() == "as"


def _commented_words(sentence: Sentence, clause: _Clause) -> list[Word]:
    """What a reporting clause comments on: the sentence around it, or what follows it where it opens the sentence.

    None where that is too short or asserts nothing.
    """
    ids = clause.ids
    around = _words_around(sentence, clause)
    plain = [w for w in around if w.upos != "PUNCT"]
    before = [w for w in plain if w.id < ids[0]]
    after = [w for w in plain if w.id > ids[-1]]
    if opens_sentence(sentence, ids[0]):
        return after if _has_quotation_mark(around) or _is_assertion(sentence, after) else []
    return around if _comments_on(sentence, clause, around, before, after) else []


def _comments_on(
    sentence: Sentence, clause: _Clause, around: Sequence[Word], before: Sequence[Word], after: Sequence[Word]
) -> bool:
    """Whether a clause that does not open its sentence comments on what stands around it.

    No assertion is needed where the order of words shows a reporting clause.
    """
    if not before:
        return False
    if clause.is_inverted or (clause.interrupts and after):
        return True
    if after:
        return _is_assertion(sentence, around)
    claim = around if clause.cuts else before
    return _is_assertion(sentence, claim) or _is_fragment(before)


def _has_quotation_mark(words: Sequence[Word]) -> bool:
    return any(is_quotation_mark(w) for w in words)


def _words_around(sentence: Sentence, clause: _Clause) -> list[Word]:
    """The words outside a reporting clause that do not hang on its verb from behind it."""
    behind = [c for c in sentence.children(clause.verb) if c.id > clause.ids[-1]]
    trailing = [c for c in behind if not _goes_on(sentence, clause, c)]
    brackets = {
        w.id for w in sentence.words if w.form in ("(", ")") and w.id in (clause.ids[0] - 1, clause.ids[-1] + 1)
    }
    outside = {*clause.ids, *brackets, *(w.id for c in trailing for w in sentence.subtree(c))}
    return [w for w in _list_commented_words(sentence, clause.verb) if w.id not in outside]


def _list_commented_words(sentence: Sentence, verb: Word) -> Sequence[Word]:
    """The sentence; of "asked if it may move, as Lind proposed, Berg said" only the clause that "as" belongs to."""
    head = sentence.head(verb)
    is_as_clause = verb.relation == "advcl" and any(c.form.lower() == "as" for c in sentence.children(verb, "mark"))
    if is_as_clause and head is not None and head.relation in ("ccomp", "advcl", "acl"):
        return sentence.subtree(head)
    return sentence.words


def _goes_on(sentence: Sentence, clause: _Clause, word: Word) -> bool:
    """Whether what hangs on the verb from behind its clause goes on with what it reports."""
    if word.relation == "advcl":  # "..., he said, until it failed"; not: "..., he said, leaving" or "as he left"
        return any(c.form.lower() in _CONDITIONS for c in sentence.children(word, "mark"))
    return word.relation == "ccomp" or clause.interrupts


def _is_assertion(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether there are words enough, and a main clause: one with a subject and no subordinating conjunction."""
    ids = {w.id for w in words}
    return len(words) >= _MIN_WORDS and any(_heads_main_clause(sentence, w, ids) for w in words)


def _is_fragment(words: Sequence[Word]) -> bool:
    """Whether words that a reporting clause ends are more than an adverbial: "Snow tonight, forecasters say."""
    is_adverbial = bool(words) and (words[0].upos in ("ADP", "SCONJ", "ADV") or words[0].xpos in ("VBG", "VBN"))
    return len(words) >= _MIN_WORDS and not is_adverbial


def _heads_main_clause(sentence: Sentence, word: Word, ids: Collection[int]) -> bool:
    has_subject = any(c.id in ids for c in sentence.children(word, "nsubj", "csubj", "expl"))
    is_subordinate = any(
        c.form.lower() != "to" for c in sentence.children(word, "mark")
    )  # "Masks to be worn, she says"
    return has_subject and not is_subordinate and word.deprel != "acl:relcl"


def _rule_name(sentence: Sentence, clause: range, commented: Sequence[Word]) -> str:
    if _begins_with_as(sentence, clause):
        return "as-clause"
    goes_on = any(w.id > clause[-1] and w.upos != "PUNCT" for w in commented)
    return "reporting-clause-within" if goes_on else "reporting-clause-after"


def _draft_clause(article: ParsedArticle, sentence: Sentence, clause: _Clause, commented: Sequence[Word]) -> Draft:
    verb = clause.verb
    content = build_content(article, sentence, commented)
    # "As she puts it": the pronoun stands for what is commented on, and belongs to the cue.
    pronouns = [c for c in sentence.children(verb, "obj") if c.form.lower() == "it" and c.id == verb.id + 1]
    cue = collect_cue_words(
        sentence,
        verb,
        outside={w.id for w in (*commented, *clause.source)},
        companions=[*clause.match.companions, *pronouns],
    )
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=covering_span(clause.source),
        cue=word_spans(cue),
        content=content.spans,
        kind=content.kind,
        act=clause.match.cue.act,
        rule=_rule_name(sentence, clause.ids, commented),
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, verb.id))
