"""The complements of a cue: which clause, infinitive or phrase beside a word could be what it attributes.

Frames, as the lexicon names them (C stands for the content):
    verbs: that ("says C", finite clause), wh ("asks whether C"), inf ("hopes to C"), ing ("admits C-ing"),
        obj ("condemns C"), bare ("calls it C"), obj+inf ("urges C = them to go"), obj+ing, obj+bare ("calls C = him
        a liar"), raise ("C = he seems to go", nobody is the source), obj+PREP ("accuses C = them of lying"),
        a preposition ("calls for C", "refers to C"), doc (an object with all that follows it, where the source is a
        text or a count: "the poll shows C = her ahead of him"), comment ("as she puts it"), PREP+inf ("calls on
        C = them to go"), quote (a quotation stands beside it); with "pass:" before the frame for passives ("is accused
        of": pass:obj+of; "was expected to": pass:obj+inf; with a "by" phrase: pass:agent).
    nouns: that, wh, inf, a preposition ("denial of C"), is ("the message was C").
    adjectives: that, wh, inf, a preposition.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rejoinder.statements.attributions.clauses import agent, case, clause_frame, is_passive, prepositional
from rejoinder.syntax import Sentence, Word

_EMPTY = {"it", "there"}
_BREAKS = {",", ";", ":", "-", "--", "–", "—", "(", ")"}


@dataclass(frozen=True, slots=True)
class Complement:
    """What a word attributes, as heads of subtrees.

    Attributes:
        frame: its name.
        heads: heads of the content's subtrees.
        link: the preposition that joins it, which counts as part of the cue where nothing stands between.
        without: words whose subtrees the content leaves out.
    """

    frame: str
    heads: tuple[Word, ...]
    link: Word | None = None
    without: tuple[Word, ...] = ()


def complements(sentence: Sentence, word: Word) -> Iterator[Complement]:
    """The possible contents of a word, the more telling frames first."""
    if word.upos == "NOUN":
        yield from _of_noun(sentence, word)
        if any(child.relation == "cop" for child in sentence.children(word)):
            return
    elif word.upos == "ADJ":
        yield from _of_adjective(sentence, word)
    elif is_passive(sentence, word):
        yield from _of_passive(sentence, word)
    else:
        yield from _of_verb(sentence, word)


def _of_verb(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    objects = [c for c in sentence.children(verb, "obj") if c.deprel != "obj:lvc"]
    told = objects[:1] or list(sentence.children(verb, "iobj"))
    clauses = [c for c in sentence.children(verb, "ccomp") if c.deprel != "ccomp:pred"]
    predicates = list(sentence.children(verb, "xcomp"))
    predicates += [c for c in sentence.children(verb, "advcl") if _infinitive(sentence, c, verb)]
    phrases = prepositional(sentence, verb, ("obl", "advcl"))
    for clause in clauses:
        frame = clause_frame(sentence, clause)
        frame = "that" if clause.id < verb.id else frame
        yield Complement(frame, (clause, *_further(sentence, verb, clause, clauses)))
    if not clauses:
        for clause in sentence.children(verb, "csubj") if sentence.children(verb, "expl") else ():
            yield Complement("that", (*sentence.children(verb, "xcomp"), clause))  # "it seems certain that"
        for quality in sentence.children(verb, "xcomp"):
            for clause in sentence.children(quality, "ccomp", "csubj") if quality.upos == "ADJ" else ():
                yield Complement(clause_frame(sentence, clause), (clause,))
        yield from _strayed(sentence, verb)
        yield from _questioned(sentence, verb)
    for clause in predicates:
        frame = clause_frame(sentence, clause)
        if told:
            yield Complement(f"obj+{frame}", (told[0], clause))
        if frame == "ing" and any(clause_frame(sentence, c) == "inf" for c in sentence.children(clause, "xcomp")):
            yield Complement("obj+inf", (clause,))  # a gerund as object: "they expect hacking to stop"
        for phrase, link in phrases:
            if phrase.id < clause.id and not objects:
                yield Complement(f"{link.form.lower()}+{frame}", (phrase, clause), link, (link,))
        yield Complement(frame, (clause,))
        subjects = sentence.children(verb, "nsubj")
        if subjects and subjects[0].form.lower() not in _EMPTY:
            yield Complement("raise", (subjects[0], clause), None, (verb,))
    for phrase, link in phrases:
        if objects:
            yield Complement(f"obj+{link.form.lower()}", (objects[0], phrase))
    if objects:
        later = sentence.children(verb, "obl", "advcl", "xcomp")
        yield Complement("doc", (objects[0], *(c for c in later if c.id > objects[0].id)))
    for thing in objects:
        yield Complement("obj", (thing, *_running_on(sentence, verb, thing)))
    for phrase, link in phrases:
        yield Complement(link.form.lower(), (phrase,), link, (link,))


def _running_on(sentence: Sentence, verb: Word, thing: Word) -> Iterator[Word]:
    """Phrases after an object that the tree hangs on its verb: "opposes a ban in the schools"."""
    end = sentence.subtree(thing)[-1].id
    for phrase in sentence.children(verb, "obl"):
        words = sentence.subtree(phrase)
        if words[0].id == end + 1 and phrase.deprel == "obl" and case(sentence, phrase) is not None:
            yield phrase
            end = words[-1].id


def _infinitive(sentence: Sentence, clause: Word, verb: Word) -> bool:
    """Whether a clause after the verb is an infinitive, which the parser may hang on it as one of purpose."""
    return clause.id > verb.id and clause_frame(sentence, clause) == "inf"


def _further(sentence: Sentence, verb: Word, clause: Word, clauses: list[Word]) -> Iterator[Word]:
    """Clauses after the first that belong to the content though they hang on its verb: "says it rained and all fled".

    They have a subject of their own and no comma before them, or are complements too.
    """
    if clause.id < verb.id:
        return
    yield from (c for c in clauses if c.id > clause.id)
    for other in sentence.children(verb, "conj", "advcl"):
        if other.id > clause.id and sentence.children(other, "nsubj", "expl"):
            first = min(sentence.subtree(other), key=lambda w: w.id)
            if first.id > clause.id and first.upos != "PUNCT" and sentence.word(first.id - 1).form not in _BREAKS:
                yield other


def _strayed(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """A that-clause that the parser hung on a phrase beside the verb: "said last month that", "told reporters that"."""
    for phrase in sentence.children(verb, "obl", "obj", "iobj", "advmod"):
        if phrase.id > verb.id:
            for clause in sentence.children(phrase, "acl", "ccomp", "advcl", "parataxis"):
                first = sentence.subtree(clause)[0]
                subjects = [c for c in sentence.children(clause, "nsubj", "expl") if c.id > first.id]
                if first.form.lower() == "that" and subjects:
                    yield Complement("that", (clause,))


def _questioned(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    """An indirect question that the parser took for an adverbial clause: right after the verb or whom it asks."""
    asked = {sentence.subtree(c)[-1].id for c in sentence.children(verb, "obj", "iobj")}
    for clause in sentence.children(verb, "advcl"):
        first = sentence.subtree(clause)[0].id
        if clause.id > verb.id and first - 1 in {verb.id, *asked} and clause_frame(sentence, clause) == "wh":
            yield Complement("wh", (clause,))


def _of_passive(sentence: Sentence, verb: Word) -> Iterator[Complement]:
    subjects = sentence.children(verb, "nsubj", "csubj")
    if not subjects and verb.relation == "acl":
        head = sentence.head(verb)
        subjects = (head,) if head else ()
    empty = not subjects or subjects[0].form.lower() in _EMPTY
    clauses = sentence.children(verb, "ccomp")
    for clause in clauses:
        yield Complement(f"pass:{clause_frame(sentence, clause)}", (clause,))
    for clause in sentence.children(verb, "xcomp"):
        frame = clause_frame(sentence, clause)
        if not empty:
            yield Complement(f"pass:obj+{frame}", (subjects[0], clause), None, (verb,))
        yield Complement(f"pass:{frame}", (clause,))
    for phrase, link in prepositional(sentence, verb, ("obl", "advcl")):
        if not empty:
            yield Complement(f"pass:obj+{link.form.lower()}", (subjects[0], phrase), link, (verb, link))
        yield Complement(f"pass:{link.form.lower()}", (phrase,), link, (link,))
    if not empty:
        if agent(sentence, verb) is not None:
            yield Complement("pass:agent", (subjects[0],), None, (verb,))
        yield Complement("pass:obj", (subjects[0],), None, (verb,))


def _of_adjective(sentence: Sentence, adjective: Word) -> Iterator[Complement]:
    for clause in sentence.children(adjective, "ccomp", "xcomp", "advcl", "csubj"):
        if clause.id > adjective.id:
            frame = clause_frame(sentence, clause)
            if clause.relation != "advcl" or frame in ("that", "inf"):
                yield Complement(frame, (clause,))
    for phrase, link in prepositional(sentence, adjective, ("obl", "advcl", "nmod")):
        yield Complement(link.form.lower(), (phrase,), link, (link,))


def _of_noun(sentence: Sentence, noun: Word) -> Iterator[Complement]:
    for clause in sentence.children(noun, "acl", "ccomp", "xcomp", "advcl"):
        if clause.id < noun.id:
            continue
        marks = [c.form.lower() for c in sentence.children(clause, "mark") if c.id < clause.id]
        frame = clause_frame(sentence, clause)
        if clause.deprel == "acl:relcl" and "that" not in marks:
            continue
        if frame in ("inf", "wh") or "that" in marks:
            yield Complement("that" if "that" in marks else frame, (clause,))
    for phrase, link in prepositional(sentence, noun, ("nmod", "acl", "obl")):
        yield Complement(link.form.lower(), (phrase,), link, (link,))
    head = sentence.head(noun)
    if noun.relation == "nsubj" and head is not None and head.id > noun.id:
        yield from _after_is(sentence, noun, head)


def _after_is(sentence: Sentence, noun: Word, head: Word) -> Iterator[Complement]:
    """ "The message was to go", "their view is that it works": the clause after "is"."""
    if head.lemma == "be":
        for clause in sentence.children(head, "ccomp", "xcomp", "parataxis"):
            if clause.id > head.id:
                yield Complement("is", (clause,))
        return
    cops = [c for c in sentence.children(head, "cop") if noun.id < c.id]
    subjects = [c for c in sentence.children(head, "nsubj") if c.id > noun.id]
    if cops and (subjects or any(c.form.lower() in ("that", "to") for c in sentence.children(head, "mark"))):
        others = [c for c in sentence.children(head) if c.id <= cops[0].id]
        yield Complement("is", (head,), None, tuple(others))
