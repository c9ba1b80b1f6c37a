"""Clauses and phrases of a tree: what form a clause has, what joins a phrase, who acts in a passive."""

from rejoinder.syntax import Sentence, Word

_WH = {"whether", "if", "how", "why", "what", "who", "whom", "where", "when", "which", "whose", "whatever", "whoever"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def is_passive(sentence: Sentence, word: Word) -> bool:
    """Whether the word is a passive verb, with its auxiliary or as a bare participle after a noun."""
    if any(child.deprel in ("aux:pass", "nsubj:pass", "csubj:pass") for child in sentence.children(word)):
        return True
    bare = word.xpos in ("VBN", "VBD") and word.deprel in ("acl", "advcl")
    return bare and not sentence.children(word, "nsubj", "aux", "obj")


def clause_frame(sentence: Sentence, clause: Word) -> str:
    """The frame of a clause: "that", "wh", "to" or "ing"; "bare" for a predicate without a verb form of its own."""
    first = min(_below_left(sentence, clause), key=lambda w: w.id)
    if first.form.lower() in _WH and first.id <= clause.id:
        return "wh"
    marks = [child for child in sentence.children(clause) if child.id < clause.id]
    if any(child.form.lower() == "to" and child.relation in ("mark", "aux") for child in marks):
        return "inf"
    if sentence.children(clause, "nsubj", "csubj", "expl") or clause.xpos in _FINITE:
        return "that"
    if any(child.xpos in _FINITE for child in sentence.children(clause, "aux", "cop")):
        return "that"
    return "ing" if clause.xpos == "VBG" else "bare"


def _below_left(sentence: Sentence, clause: Word) -> list[Word]:
    """The clause's head and what stands left of it and depends on it, down the left edge."""
    found, todo = [], [clause]
    while todo:
        word = todo.pop()
        found.append(word)
        todo += [c for c in sentence.children(word) if c.id < word.id and c.relation not in ("punct", "cc")]
    return found


def case(sentence: Sentence, word: Word) -> Word | None:
    """The preposition or gerund marker of a phrase: its first "case" or "mark" child before it."""
    for child in sentence.children(word, "case", "mark"):
        if child.id < word.id:
            return child
    return None


def prepositional(sentence: Sentence, word: Word, relations: tuple[str, ...]) -> list[tuple[Word, Word]]:
    """Phrases after the word with their prepositions; gerund clauses ("for doing") count."""
    found = []
    for child in sentence.children(word, *relations):
        link = case(sentence, child)
        if link is None or child.id < word.id or child.deprel in ("obl:tmod", "obl:agent"):
            continue
        if child.relation in ("obl", "nmod") or (child.xpos == "VBG" and link.form.lower() != "to"):
            found.append((child, link))
    return found


def agent(sentence: Sentence, verb: Word) -> Word | None:
    """The "by" phrase of a passive verb."""
    for child in sentence.children(verb, "obl"):
        link = case(sentence, child)
        if child.deprel == "obl:agent" or (link is not None and link.form.lower() == "by"):
            return child
    return None
