"""Attributions that the tree spells out: a cue and its clause, infinitive, object or phrase."""

from collections.abc import Iterator

from rejoinder.statements.attributions.complements import Complement, complements
from rejoinder.statements.attributions.cue_lexicon import AttributionCue
from rejoinder.statements.attributions.reading import Draft, Reading, content_spans, cue_words, source_spans
from rejoinder.statements.attributions.scope import beyond
from rejoinder.statements.attributions.sources import source_head, source_words
from rejoinder.statements.attributions.spans import below, pieces
from rejoinder.statements.model import Attribution
from rejoinder.syntax import Sentence, Word

_RULES = {
    "that": "that-clause",
    "wh": "question-clause",
    "inf": "open-complement",
    "ing": "gerund-complement",
    "obj": "object",
    "doc": "object-of-document",
    "bare": "predicate-complement",
    "is": "nominal-subject",
    "raise": "raised-subject",
}
_CLAUSES = {"that", "wh", "inf", "pass:that", "pass:wh", "pass:inf"}
_NONFINITE = {"VB", "VBG"}


def indirect(reading: Reading, sentence: Sentence, taken: set[tuple[int, int]]) -> Iterator[Draft]:
    """Attributions by the complements of verbs, adjectives and nouns outside quotation marks.

    `taken` holds cues, as (sent_id, word id), that already attribute a quotation.
    """
    for word in sentence.words:
        if word.upos not in ("VERB", "NOUN", "ADJ", "AUX") or (sentence.sent_id, word.id) in taken:
            continue
        cue, beside = reading.lexicon.match(sentence, word)
        if cue is None or reading.quoted(sentence, word) or _beside(reading, sentence, word):
            continue
        found = _best(reading, sentence, word, cue, beside)
        if found is not None:
            draft = attribute(reading, sentence, word, found, cue, beside)
            if draft is not None:
                yield draft


def _beside(reading: Reading, sentence: Sentence, word: Word) -> bool:
    """Whether the word is the second of an entry of two words, as in "made it clear that"."""
    head = sentence.head(word)
    return head is not None and word in reading.lexicon.match(sentence, head)[1]


def _best(
    reading: Reading, sentence: Sentence, word: Word, cue: AttributionCue, beside: tuple[Word, ...] = ()
) -> Complement | None:
    """The first complement that the cue takes, leaving a clause to the cue between it and the word, if there is one."""
    for complement in complements(sentence, word):
        if complement.frame not in cue.frames or (complement.frame == "doc" and not _document(reading, sentence, word)):
            continue
        if complement.heads[0].lemma.lower() in reading.lexicon.times:
            continue  # "the report on Wednesday", "announced Wednesday"
        if complement.frame == "raise" and _is_cue(reading, sentence, complement.heads[-1]):
            continue
        above = sentence.head(complement.heads[0])
        between = reading.lexicon.of(above.lemma, above.upos) if above and above not in (word, *beside) else None
        if complement.frame != "that" or between is None or "that" not in between.frames:
            return complement
    return None


def _is_cue(reading: Reading, sentence: Sentence, word: Word) -> bool:
    """Whether what somebody seems to do is to say or think something: "seemed to offer a vote"."""
    cue, beside = reading.lexicon.match(sentence, word)
    return word.upos == "VERB" and cue is not None and _best(reading, sentence, word, cue, beside) is not None


def _speaks(reading: Reading, sentence: Sentence, noun: Word) -> bool:
    """Whether a noun is itself a cue with its content: "denials of the raid did not convince the neighbours"."""
    cue = reading.lexicon.of(noun.lemma, "NOUN")
    return cue is not None and _best(reading, sentence, noun, cue) is not None


def _document(reading: Reading, sentence: Sentence, word: Word) -> bool:
    """Whether the source of a cue is a text or a count: a poll cannot but say what it shows."""
    head = source_head(sentence, word, reading.lexicon)
    return head is not None and head.lemma.lower() in reading.lexicon.documents


def attribute(
    reading: Reading,
    sentence: Sentence,
    word: Word,
    found: Complement,
    lexical: AttributionCue,
    beside: tuple[Word, ...],
) -> Draft | None:
    """The attribution of a cue and one of its complements; None where nothing is left of the content."""
    head = None if found.frame == "raise" else source_head(sentence, word, reading.lexicon)
    without = {w.id for w in (*found.without, word, *beside)}
    without |= {w.id for head in found.heads for w in beyond(sentence, head, reading.lexicon)}
    content = below(sentence, found.heads, without)
    content_ids = {w.id for w in content}
    if head is not None and (head.id in content_ids or reading.quoted(sentence, head)):
        head = None
    if head is not None and head.upos == "NOUN" and found.frame == "obj" and _speaks(reading, sentence, head):
        return None
    source = source_words(sentence, head, word, reading.lexicon) if head is not None else []
    source = [w for w in source if w.id not in content_ids]
    stops = content_ids | {w.id for w in source}
    cue = _with_light(reading, sentence, word, cue_words(sentence, word, found.link, stops, beside), stops)
    cue = _with_governor(reading, sentence, word, cue, stops)
    spans, kind = content_spans(reading, sentence, content)
    if not spans:
        return None
    quotes = word.upos == "VERB" and lexical.act == "speech"
    made = Attribution(
        sent_id=sentence.sent_id,
        source=source_spans(source),
        cue=pieces(cue),
        content=spans,
        kind=kind,
        act=lexical.act,
        rule=_rule(word, found),
    )
    deed = (
        word.xpos in _NONFINITE and not sentence.children(word, "aux") and found.frame.partition("+")[0] not in _CLAUSES
    )
    return Draft(attribution=made, key=(sentence.sent_id, word.id), quotes=quotes, deed=deed)


def _with_light(reading: Reading, sentence: Sentence, word: Word, cue: list[Word], stops: set[int]) -> list[Word]:
    """A noun's cue with the verb that carries it: "made the claim", "has a critique of"."""
    verb = sentence.head(word)
    if word.upos != "NOUN" or word.relation != "obj" or verb is None or verb.lemma not in reading.lexicon.light:
        return cue
    between = range(verb.id + 1, cue[0].id)
    if verb.id > cue[0].id or any(i in stops for i in between) or len(between) > 2:
        return cue
    return [*cue_words(sentence, verb, stops=stops), *(sentence.word(i) for i in between), *cue]


def _with_governor(reading: Reading, sentence: Sentence, word: Word, cue: list[Word], stops: set[int]) -> list[Word]:
    """A cue with the verb it completes, where nothing stands between: "went on to say", "continued to criticize"."""
    verb = sentence.head(word)
    if word.relation != "xcomp" or verb is None or cue[0].id in stops:
        return cue
    between = range(verb.id + 1, cue[0].id)
    if verb.id >= cue[0].id or any(i in stops or sentence.word(i).upos not in ("ADV", "ADP", "PART") for i in between):
        return cue
    above = reading.lexicon.of(verb.lemma, verb.upos)
    if above is not None and above.frames & {"inf", "ing", "pass:inf"}:
        return cue
    return [*cue_words(sentence, verb, stops=stops), *(sentence.word(i) for i in between), *cue]


def _rule(word: Word, found: Complement) -> str:
    """A readable name: what kind of cue, with what kind of complement."""
    frame = found.frame.removeprefix("pass:")
    if word.upos == "NOUN":
        return "nominal-cue"
    if frame == "agent":
        return "passive-with-agent"
    head, _, rest = frame.partition("+")
    name = _RULES.get(head) or "prepositional-complement"
    if rest:
        name = "object-and-complement"
    if word.upos == "ADJ":
        name = f"adjective-with-{name}"
    return f"passive-{name}" if found.frame.startswith("pass:") else name
