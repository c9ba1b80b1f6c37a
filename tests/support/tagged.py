"""Sentences in shorthand, for rules that read words and tags but hardly a tree."""

from collections.abc import Mapping

from rejoinder.syntax import Sentence, Word


def read_tagged(shorthand: str, relations: Mapping[str, tuple[int, str]] | None = None) -> tuple[str, Sentence]:
    """Build a sentence from "form/TAG" pairs; "+form" joins the word before without a space.

    Args:
        shorthand: the words, separated by spaces. NNS and NNPS are tagged as plural nouns, other tags are universal.
        relations: head (counted from 1, 0 for the root) and relation of words, by form; the others are "dep" of the
            first word.

    Returns:
        The text and the sentence.
    """
    universal = {"NNS": "NOUN", "NNPS": "PROPN"}
    text, words = "", []
    for number, pair in enumerate(shorthand.split(), start=1):
        form, _, tag = pair.rpartition("/")
        if form.startswith("+"):
            form = form[1:]
        elif text:
            text += " "
        head, relation = (relations or {}).get(form, (0, "root") if number == 1 else (1, "dep"))
        upos = universal.get(tag, tag)
        lemma = form.lower().removesuffix("s") if tag in universal else form.lower()
        words.append(Word(number, form, lemma, upos, tag, "_", head, relation, len(text), len(text) + len(form)))
        text += form
    return text, Sentence("a", 1, 0, tuple(words))
