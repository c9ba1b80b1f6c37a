"""The source of a reporting clause that a comma sets off, also where the tree hangs it on what is reported."""

from rejoinder.statements.attributions.clauses import follows_comma, is_passive
from rejoinder.statements.attributions.cue_lexicon import CueMatch
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.sources import collect_source_words
from rejoinder.statements.attributions.spans import collect_subtrees, trim_edges
from rejoinder.statements.attributions.subcategorisation import clause_pattern
from rejoinder.syntax import Sentence, Word

_RELATIVE = {"who", "which", "that", "whose", "whom", "what"}
_NOMINAL = ("NOUN", "PROPN", "PRON")
_BETWEEN = ("ADV", "AUX", "PUNCT", "PART")  # what may stand between a subject and its verb


def find_clause_source(article: ParsedArticle, sentence: Sentence, match: CueMatch) -> list[Word]:
    """Find the words of the phrase that speaks in a reporting clause.

    Args:
        article: the article.
        sentence: one of its sentences.
        match: a verb of it that may be the head of a reporting clause.

    Returns:
        the words in order; none where it has no such source, as in a passive, a relative clause or a quotation.
    """
    verb = match.word
    if is_passive(sentence, verb) and not (verb.relation == "acl" and _takes_no_object(match)):
        return []
    head = _find_source_head(sentence, match)
    if head is None or article.is_quoted(sentence, head):
        return []
    phrase = collect_source_words(sentence, head, verb, article.lexicon)
    words = trim_edges([w for w in phrase if (w.id > verb.id) == (head.id > verb.id)])
    return [] if not words or words[0].form.lower() in _RELATIVE else words


def _find_source_head(sentence: Sentence, match: CueMatch) -> Word | None:
    """The subject nearest to the verb, or what the tree takes for an apposition, an object or another's subject.

    Behind a comma it follows the verb where it can: "The bridge, said the mayor, was never built".
    """
    verb = match.word
    subjects = [c for c in sentence.children(verb, "nsubj") if c.deprel not in ("nsubj:pass", "nsubj:outer")]
    if not subjects:
        return (
            _apposition_before(sentence, verb)
            or _object_behind(sentence, match)
            or _second_subject_of_reported(sentence, verb)
        )
    is_behind_comma = verb.id > 1 and sentence.word(verb.id - 1).form == ","
    subject = min(subjects, key=lambda c: (is_behind_comma and c.id < verb.id, abs(c.id - verb.id)))
    return _speaking_apposition(sentence, subject, verb) or subject


def _second_subject_of_reported(sentence: Sentence, verb: Word) -> Word | None:
    """The subject beside a verb that the tree hangs on what is reported, which has another.

    "Rents, a study says, fell"; "The price, said a trader, would rise".
    """
    head = sentence.head(verb) if verb.relation == "parataxis" else None
    for clause in (*sentence.children(verb, "ccomp"), *([] if head is None else [head])):
        subjects = sentence.children(clause, "nsubj")
        for subject in subjects[1:]:
            phrase = sentence.subtree(subject)
            is_before = phrase[-1].id == verb.id - 1 and follows_comma(sentence, subject)
            if is_before or phrase[0].id == verb.id + 1:
                return subject
    return None


def _speaking_apposition(sentence: Sentence, subject: Word, verb: Word) -> Word | None:
    """The speaker that the tree takes for an apposition: "Two lenders, the governor told lawmakers, will fail".

    What follows the verb has no subject of its own then, since its subject is the verb's.
    """
    lacks_subject = any(
        clause.id > verb.id
        and follows_comma(sentence, clause)
        and clause_pattern(sentence, clause) == "that"
        and not sentence.children(clause, "nsubj", "csubj", "expl")
        for clause in sentence.children(verb, "ccomp", "parataxis")
    )
    appositions = [c for c in sentence.children(subject, "appos") if subject.id < c.id < verb.id]
    return appositions[0] if lacks_subject and appositions and follows_comma(sentence, appositions[0]) else None


def _apposition_before(sentence: Sentence, verb: Word) -> Word | None:
    """The phrase right before a verb without a subject, which the tree hangs on the phrase that the comma ends.

    "The buds, his neighbour Ada Lind noted, were black."
    """
    if verb.relation not in ("parataxis", "acl", "dep") and not _is_main_with_clause(sentence, verb):
        return None
    last = next((w for w in reversed(sentence.words[: verb.id - 1]) if w.upos not in _BETWEEN), None)
    phrases = [] if last is None else [last, *sentence.ancestors(last)]
    appositions = [w for w in phrases if _is_taken_for_apposition(sentence, w, verb)]
    return _first_of_appositions(sentence, appositions[-1]) if appositions else None


def _is_main_with_clause(sentence: Sentence, verb: Word) -> bool:
    return verb.relation == "root" and bool(sentence.children(verb, "ccomp"))


def _is_taken_for_apposition(sentence: Sentence, phrase: Word, verb: Word) -> bool:
    """Whether the tree takes a phrase between the comma and the verb for an apposition, or for one more of a list."""
    is_nominal = phrase.relation in ("appos", "conj") and phrase.upos in _NOMINAL
    return is_nominal and phrase.id < verb.id and _lies_between_comma_and(sentence, phrase, verb)


def _first_of_appositions(sentence: Sentence, phrase: Word) -> Word:
    """The name before what the tree takes for another apposition: "the post, Ivo Tarn, an envoy, said"."""
    head = sentence.head(phrase)
    names = [] if head is None else [c for c in sentence.children(head, "appos") if head.id < c.id <= phrase.id]
    is_name = bool(names) and names[0].upos == "PROPN" and follows_comma(sentence, names[0])
    return names[0] if is_name else phrase


def _lies_between_comma_and(sentence: Sentence, phrase: Word, verb: Word) -> bool:
    own = collect_subtrees(sentence, [phrase], without={verb.id})
    return follows_comma(sentence, phrase) and own[-1].id < verb.id


def _object_behind(sentence: Sentence, match: CueMatch) -> Word | None:
    """The subject behind a verb that the tree takes for its object: ", replied the minister, ".

    A verb that can have somebody as its object leaves it open who speaks: ", asked the minister, ".
    """
    verb = match.word
    if not _takes_no_object(match):
        return None
    objects = [c for c in sentence.children(verb, "obj") if c.id > verb.id and c.upos in _NOMINAL]
    return objects[0] if len(objects) == 1 else None


def _takes_no_object(match: CueMatch) -> bool:
    """Whether a verb has no person as its object, and so no passive: "reply", "add", "say"."""
    return not match.cue.patterns & {"obj+that", "obj+about", "pass:agent", "pass:obj"} or match.word.lemma == "say"
