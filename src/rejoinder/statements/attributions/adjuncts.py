"""Attributions beside a clause: "according to X", "in X's view", "as X put it", "..., X said last month"."""

from collections.abc import Collection, Iterator

from rejoinder.statements.attributions.clauses import case, is_passive
from rejoinder.statements.attributions.reading import Draft, Reading, content_spans, cue_words, source_spans
from rejoinder.statements.attributions.sources import source_head, source_words
from rejoinder.statements.attributions.spans import below, pieces
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

_RELATIVE = {"who", "which", "that", "whose", "whom", "what"}
_SHORTEST = 3  # words a clause must have before a reporting clause can follow it


def adjuncts(reading: Reading, sentence: Sentence, taken: Collection[tuple[int, int]]) -> Iterator[Draft]:
    """Attributions of a sentence's clauses by phrases and clauses that stand beside them."""
    for word in sentence.words:
        if reading.quoted(sentence, word):
            continue
        draft = None
        phrase = _phrase(reading, sentence, word)
        if phrase:
            draft = _by_phrase(reading, sentence, phrase)
        elif word.upos == "NOUN" and word.lemma.lower() in reading.lexicon.possessives:
            draft = _by_view(reading, sentence, word)
        elif word.upos == "ADV":
            draft = _by_adverb(reading, sentence, word)
        elif word.upos == "VERB" and (sentence.sent_id, word.id) not in taken:
            draft = _by_clause(reading, sentence, word)
        if draft is not None:
            yield draft


def _phrase(reading: Reading, sentence: Sentence, word: Word) -> list[Word]:
    """The words of a source preposition ("according to") that begins at a word."""
    form = word.form.lower()
    for phrase in reading.lexicon.prepositions:
        if phrase[0] == form:
            words = sentence.words[word.id - 1 : word.id - 1 + len(phrase)]
            if tuple(w.form.lower() for w in words) == phrase:
                return list(words)
    return []


def _by_phrase(reading: Reading, sentence: Sentence, phrase: list[Word]) -> Draft | None:
    ids = {w.id for w in phrase}
    head = sentence.head(phrase[0])
    while head is not None and head.id in ids:
        head = sentence.head(head)
    if head is None or head.id < phrase[-1].id or head.upos == "VERB":
        return None
    source = [w for w in below(sentence, [head], ids) if w.id > phrase[-1].id]
    source = _run(source, head)
    gone = {w.id for w in source} | ids
    spans, kind = content_spans(reading, sentence, [w for w in sentence.words if w.id not in gone])
    if not spans:
        return None
    rule = "-".join(w.form.lower() for w in phrase)
    made = Attribution(
        sent_id=sentence.sent_id,
        source=source_spans(source),
        cue=pieces(phrase),
        content=spans,
        kind=kind,
        rule=rule,
    )
    return Draft(attribution=made, key=(sentence.sent_id, phrase[0].id))


def _by_view(reading: Reading, sentence: Sentence, noun: Word) -> Draft | None:
    """ "In the minister's view, it works": the view of somebody, and all the rest of the sentence."""
    link = case(sentence, noun)
    owners = [c for c in sentence.children(noun, "nmod") if c.deprel == "nmod:poss"]
    if link is None or link.form.lower() not in ("in", "to") or not owners:
        return None
    whole = {w.id for w in sentence.subtree(noun)}
    spans, kind = content_spans(reading, sentence, [w for w in sentence.words if w.id not in whole])
    if not spans:
        return None
    made = Attribution(
        sent_id=sentence.sent_id,
        source=source_spans(source_words(sentence, owners[0], noun, reading.lexicon)),
        cue=pieces([link, noun]),
        content=spans,
        kind=kind,
        act="thought",
        rule="in-the-view-of",
    )
    return Draft(attribution=made, key=(sentence.sent_id, noun.id))


def _by_adverb(reading: Reading, sentence: Sentence, adverb: Word) -> Draft | None:
    """ "The bank allegedly failed": somebody says so, and the sentence does not tell who."""
    cue = reading.lexicon.of(adverb.lemma, "ADV")
    head = sentence.head(adverb)
    if cue is None or head is None or head.upos not in ("VERB", "ADJ", "NOUN"):
        return None
    clause = [w for w in below(sentence, [head], {adverb.id}) if w.relation != "mark" or w.head != head.id]
    spans, kind = content_spans(reading, sentence, clause)
    if not spans or not sentence.children(head, "nsubj"):
        return None
    made = Attribution(
        sent_id=sentence.sent_id,
        cue=pieces([adverb]),
        content=spans,
        kind=kind,
        act=cue.act,
        rule="reporting-adverb",
    )
    return Draft(attribution=made, key=(sentence.sent_id, adverb.id), quotes=False)


def _run(words: list[Word], head: Word) -> list[Word]:
    ids = {w.id for w in words}
    last = head.id
    while last + 1 in ids:
        last += 1
    first = head.id
    while first - 1 in ids:
        first -= 1
    return [w for w in words if first <= w.id <= last]


def _by_clause(reading: Reading, sentence: Sentence, verb: Word) -> Draft | None:
    cue, beside = reading.lexicon.match(sentence, verb)
    if cue is None or not cue.frames & {"that", "comment"} or verb.xpos not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    complements = [c for c in sentence.children(verb, "ccomp", "xcomp", "obj") if c.form.lower() != "it"]
    if complements and not _parenthetical(sentence, verb, complements):
        return None
    head = source_head(sentence, verb, reading.lexicon)
    subjects = sentence.children(verb, "nsubj")
    if head is None or not subjects or reading.quoted(sentence, head) or is_passive(sentence, verb):
        return None
    source = source_words(sentence, subjects[0], verb, reading.lexicon)
    clause = _clause(sentence, verb, {w.id for w in source})
    if clause is None:
        return None
    if "that" not in cue.frames and sentence.word(min(clause)).form.lower() != "as":
        return None
    content = _commented(sentence, verb, clause)
    before = [w for w in content if w.id < min(clause) and w.upos != "PUNCT"]
    after = [w for w in content if w.id > max(clause) and w.upos != "PUNCT"]
    whole = content if complements or after else before
    if _opens(sentence, clause):
        content = before = whole = after
    if not before or len(whole) < _SHORTEST or source[0].form.lower() in _RELATIVE or not _asserts(sentence, whole):
        return None
    spans, kind = content_spans(reading, sentence, content)
    stops = {w.id for w in content} | {w.id for w in source}
    rule = "reporting-clause-within" if after else "reporting-clause-after"
    if sentence.word(min(clause)).form.lower() == "as":
        rule = "as-clause"
    made = Attribution(
        sent_id=sentence.sent_id,
        source=source_spans(source),
        cue=pieces(cue_words(sentence, verb, stops=stops, beside=(*beside, *_it(sentence, verb)))),
        content=spans,
        kind=kind,
        act=cue.act,
        rule=rule,
    )
    return Draft(attribution=made, key=(sentence.sent_id, verb.id))


def _it(sentence: Sentence, verb: Word) -> list[Word]:
    """ "As she puts it": the pronoun stands for what is commented on, and belongs to the cue."""
    return [c for c in sentence.children(verb, "obj") if c.form.lower() == "it" and c.id == verb.id + 1]


def _opens(sentence: Sentence, clause: set[int]) -> bool:
    """Whether nothing but a conjunction or a mark stands before a clause: "But as he noted, it rains"."""
    return all(w.upos in ("CCONJ", "PUNCT") for w in sentence.words[: min(clause) - 1])


def _parenthetical(sentence: Sentence, verb: Word, complements: list[Word]) -> bool:
    """Whether commas cut the cue out of its own content: "If it rains, they say, all will flee"."""
    if verb.id >= len(sentence.words) or sentence.word(verb.id + 1).form != ",":
        return False
    return all(c.relation == "ccomp" and c.id > verb.id for c in complements)


def _asserts(sentence: Sentence, words: list[Word]) -> bool:
    """Whether a main clause is among the words: one with a subject and without a conjunction that subordinates it."""
    ids = {w.id for w in words}
    for word in words:
        subjects = [c for c in sentence.children(word, "nsubj", "csubj", "expl") if c.id in ids]
        marked = sentence.children(word, "mark")
        if subjects and not marked and word.deprel != "acl:relcl":
            return True
    return False


def _commented(sentence: Sentence, verb: Word, clause: set[int]) -> list[Word]:
    """What a reporting clause comments on: the clause it hangs on, or what stands before it."""
    others = [c for c in sentence.children(verb) if c.id > max(clause) and c.relation != "ccomp"]
    after = {w.id for c in others for w in sentence.subtree(c)}
    return [w for w in sentence.words if w.id not in clause and w.id not in after]


def _clause(sentence: Sentence, verb: Word, source: set[int]) -> set[int] | None:
    """Word ids of a reporting clause that a comma sets off; None where none does."""
    first = min([verb.id, *source])
    while first > 1 and sentence.word(first - 1).upos in ("ADV", "AUX"):
        first -= 1
    if first > 1 and sentence.word(first - 1).form.lower() == "as":
        first -= 1
    inner = first > 1 and sentence.word(first - 1).form in (",", "-", "--", "—", "–")
    if not inner and not (sentence.word(first).form.lower() == "as" and _opens(sentence, {first})):
        return None
    last = max([verb.id, *source])
    while last < len(sentence.words) and sentence.word(last + 1).form not in (",", "-", "--", "—", "–", ";"):
        last += 1
    return set(range(first, last + 1))
