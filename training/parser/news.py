"""Sentences of our own with their trees, from the templates of `news.txt`, which says how to read and write them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from training.parser.conllu import Row, Sentence

FILE = Path(__file__).with_name("news.txt")
_STYLES = (('"', '"', "'"), ("“", "”", "’"), ("“", "”", "'"), ("''", "''", "'"), ("‘", "’", "’"))
_WEIGHTS = (40, 35, 15, 4, 6)
_SIZES, _SIZE_WEIGHTS = (1, 2, 3), (6, 3, 1)
_OPEN, _CLOSE = "<<", ">>"


@dataclass(frozen=True, kw_only=True)
class Item:
    """A place in a template: a word or a phrase.

    Attributes:
        form: of the word, "" for a phrase.
        lemma: likewise.
        tag: name of the word's tag, "" for a phrase.
        kind: of the phrase, "" for a word.
        head: number of its head in the template, from 1; 0 for the template's own head.
        relation: to the head.
        glued: whether no blank stands before it.
        joined: whether it is one token with the next.
    """

    form: str
    lemma: str
    tag: str
    kind: str
    head: int
    relation: str
    glued: bool
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of a phrase.

    Attributes:
        form: of the word.
        lemma: of the word.
        tag: name of its tag.
        head: index of its head in the phrase, -1 for the phrase's own head.
        relation: to the head.
        glued: whether no blank stands before it.
        joined: whether it is one token with the next.
    """

    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    glued: bool
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What sentences are drawn from.

    Attributes:
        tags: UPOS, XPOS and features by name.
        kinds: templates of each kind of phrase.
    """

    tags: Mapping[str, Sequence[str]]
    kinds: Mapping[str, Sequence[Sequence[Item]]]

    def draw_phrase(self, kind: str, rng: random.Random) -> list[Word]:
        """Draw the words of a phrase of a kind."""
        items = rng.choice(self.kinds[kind[0].lower() + kind[1:] if kind not in self.kinds else kind])
        parts = [self.draw_phrase(item.kind, rng) if item.kind else [_to_word(item)] for item in items]
        begins = [sum(len(part) for part in parts[:number]) for number in range(len(parts))]
        heads = [begin + _find_head(part) for begin, part in zip(begins, parts, strict=True)]
        words: list[Word] = []
        for item, part, begin in zip(items, parts, begins, strict=True):
            words += _place_words(part, item, begin, heads[item.head - 1] if item.head else -1)
        if kind not in self.kinds:
            words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
        return words

    def draw_sentence(self, rng: random.Random, style: Sequence[str], opens: bool) -> Sentence:
        """Draw a sentence.

        Args:
            rng: draws.
            style: opening and closing quotation mark, and apostrophe.
            opens: whether the sentence begins a paragraph.
        """
        words = self.draw_phrase("sentence", rng)
        if words[0].form == _OPEN:
            words[1] = replace(words[1], form=words[1].form[:1].upper() + words[1].form[1:])
        for number, (word, following) in enumerate(pairwise(words)):
            if word.form == "a" and following.form[0] in "aeiou":
                words[number] = replace(word, form="an")
        return Sentence(rows=list(self._build_rows(words, style)), opens=opens)

    def _build_rows(self, words: Sequence[Word], style: Sequence[str]) -> Iterator[Row]:
        for number, word in enumerate(words):
            form, lemma, (upos, xpos, feats) = self._spell(word, style)
            if word.joined and not (number and words[number - 1].joined):
                last = next(index for index in range(number, len(words)) if not words[index].joined)
                token = "".join(self._spell(part, style)[0] for part in words[number : last + 1])
                yield [f"{number + 1}-{last + 1}", token, *"_______", _build_misc(words, last)]
            inside = word.joined or (number and words[number - 1].joined)
            misc = "_" if inside else _build_misc(words, number)
            yield [str(number + 1), form, lemma, upos, xpos, feats, str(word.head + 1), word.relation, "_", misc]

    def _spell(self, word: Word, style: Sequence[str]) -> tuple[str, str, Sequence[str]]:
        opening, closing, apostrophe = style
        if word.form == _OPEN:
            return opening, '"', self.tags["``"]
        if word.form == _CLOSE:
            return closing, '"', self.tags["''"]
        return word.form.replace("'", apostrophe), word.lemma, self.tags[word.tag]


def _build_misc(words: Sequence[Word], number: int) -> str:
    tight = words[number].form in (_OPEN, "(") or (number + 1 < len(words) and words[number + 1].glued)
    return "SpaceAfter=No" if tight else "_"


def _find_head(words: Sequence[Word]) -> int:
    return next(number for number, word in enumerate(words) if word.head < 0)


def _place_words(part: Sequence[Word], item: Item, begin: int, head: int) -> list[Word]:
    """Number the words of an item as in the phrase it is in.

    Args:
        part: the item's words.
        item: says how they stand in the phrase.
        begin: index in the phrase of the first of them.
        head: index in the phrase of the head of the part's own head, -1 for none.
    """
    words = [
        replace(word, head=begin + word.head) if word.head >= 0 else replace(word, head=head, relation=item.relation)
        for word in part
    ]
    words[0] = replace(words[0], glued=words[0].glued or item.glued)
    words[-1] = replace(words[-1], joined=words[-1].joined or item.joined)
    return words


def _to_word(item: Item) -> Word:
    return Word(
        form=item.form, lemma=item.lemma, tag=item.tag, head=-1, relation="", glued=item.glued, joined=item.joined
    )


def read_grammar(path: Path = FILE) -> Grammar:
    """Read a file like `news.txt`.

    Raises:
        ValueError: an item that cannot be read, or whose kind, tag or head does not exist.
    """
    tags: dict[str, Sequence[str]] = {}
    kinds: dict[str, list[list[Item]]] = {}
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "tags" and line:
            name, *tag = line.split(" ")
            tags[name] = tag
        elif line and not line.startswith("# ") and section:
            try:
                kinds.setdefault(section, []).extend(_parse_templates(line))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from None
    grammar = Grammar(tags=tags, kinds=kinds)
    _check(grammar, path)
    return grammar


def _parse_templates(line: str) -> list[list[Item]]:
    if "/" not in line:  # a list of words
        return [[_parse_item(f"{word}/0/root")] for word in line.split("|")]
    return [[_parse_item(text) for text in line.split(" ")]]


def _parse_item(text: str) -> Item:
    try:
        what, head, relation = text.rsplit("/", 2)
        glued, what = what.startswith("~"), what.removeprefix("~")
        kind = what.removesuffix("+")[1:-1] if what.startswith("{") else ""
        joined = what.endswith("+") and len(what) > 1
        what = what.removesuffix("+") if joined else what
        if kind or what in (_OPEN, _CLOSE):
            form, lemma, tag = ("", "", "") if kind else (what, '"', "``")
        else:
            form, tag = what.rsplit(":", 1) if what != ":::" else (":", ":")
            form, _, lemma = form.partition(":") if len(form) > 1 else (form, "", "")
            lemma = lemma or (form if tag.startswith("NNP") else form.lower())
        return Item(
            form=form, lemma=lemma, tag=tag, kind=kind, head=int(head), relation=relation, glued=glued, joined=joined
        )
    except ValueError:
        raise ValueError(f"expected FORM:TAG/HEAD/RELATION, got {text!r}; correct the template.") from None


def _check(grammar: Grammar, path: Path) -> None:
    for kind, templates in grammar.kinds.items():
        for template in templates:
            one_head = [item.head for item in template].count(0) == 1
            for item in template:
                if not (one_head and 0 <= item.head <= len(template) and _is_defined(item, grammar)):
                    raise ValueError(
                        f"{path.name}, [{kind}]: expected a known kind or tag and one head 0, got {item}; correct it."
                    )


def _is_defined(item: Item, grammar: Grammar) -> bool:
    """Whether an item's kind or tag is in the grammar; a kind that begins with a capital asks for one in the text."""
    if not item.kind:
        return item.tag in grammar.tags
    return item.kind in grammar.kinds or item.kind[:1].lower() + item.kind[1:] in grammar.kinds


def draw_paragraphs(count: int, rng: random.Random) -> list[list[Sentence]]:
    """Draw `count` paragraphs of one to three sentences, each in one style of quotation marks."""
    grammar = read_grammar()
    paragraphs = []
    for _ in range(count):
        style = rng.choices(_STYLES, _WEIGHTS)[0]
        size = rng.choices(_SIZES, _SIZE_WEIGHTS)[0]
        paragraphs.append([grammar.draw_sentence(rng, style, opens=number == 0) for number in range(size)])
    return paragraphs
