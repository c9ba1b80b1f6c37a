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
    """A place in a template: a word (form, lemma, tag) or a kind of phrase; its head, from 1, and relation."""

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
    """A word of a phrase; `head` is the index of its head in the phrase, -1 for the phrase's own head."""

    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    glued: bool
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """Tags (UPOS, XPOS, features) by name, and the ways to make each kind of phrase."""

    tags: Mapping[str, Sequence[str]]
    kinds: Mapping[str, Sequence[Sequence[Item]]]

    def phrase(self, kind: str, rng: random.Random) -> list[Word]:
        """The words of a phrase of a kind, drawn at random."""
        items = rng.choice(self.kinds[kind[0].lower() + kind[1:] if kind not in self.kinds else kind])
        parts = [self.phrase(item.kind, rng) if item.kind else [_word(item)] for item in items]
        begins = [sum(len(part) for part in parts[:number]) for number in range(len(parts))]
        heads = [begin + _head(part) for begin, part in zip(begins, parts, strict=True)]
        words = []
        for item, part, begin in zip(items, parts, begins, strict=True):
            for number, word in enumerate(part):
                if word.head >= 0:
                    words.append(replace(word, head=begin + word.head))
                else:
                    head = heads[item.head - 1] if item.head else -1
                    words.append(replace(word, head=head, relation=item.relation))
                if number == 0 and item.glued:
                    words[-1] = replace(words[-1], glued=True)
            words[-1] = replace(words[-1], joined=words[-1].joined or item.joined)
        if kind not in self.kinds:
            words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
        return words

    def sentence(self, rng: random.Random, style: Sequence[str], opens: bool) -> Sentence:
        """A sentence with quotation marks and apostrophes of a style."""
        words = self.phrase("sentence", rng)
        if words[0].form == _OPEN:
            words[1] = replace(words[1], form=words[1].form[:1].upper() + words[1].form[1:])
        for at, (word, after) in enumerate(pairwise(words)):
            if word.form == "a" and after.form[0] in "aeiou":
                words[at] = replace(word, form="an")
        return Sentence(rows=list(self._rows(words, style)), opens=opens)

    def _rows(self, words: Sequence[Word], style: Sequence[str]) -> Iterator[Row]:
        for number, word in enumerate(words):
            form, lemma, (upos, xpos, feats) = self._written(word, style)
            if word.joined and not (number and words[number - 1].joined):
                last = next(at for at in range(number, len(words)) if not words[at].joined)
                whole = "".join(self._written(part, style)[0] for part in words[number : last + 1])
                yield [f"{number + 1}-{last + 1}", whole, *"_______", _misc(words, last)]
            inside = word.joined or (number and words[number - 1].joined)
            misc = "_" if inside else _misc(words, number)
            yield [str(number + 1), form, lemma, upos, xpos, feats, str(word.head + 1), word.relation, "_", misc]

    def _written(self, word: Word, style: Sequence[str]) -> tuple[str, str, Sequence[str]]:
        opening, closing, apostrophe = style
        if word.form == _OPEN:
            return opening, '"', self.tags["``"]
        if word.form == _CLOSE:
            return closing, '"', self.tags["''"]
        return word.form.replace("'", apostrophe), word.lemma, self.tags[word.tag]


def _misc(words: Sequence[Word], number: int) -> str:
    tight = words[number].form in (_OPEN, "(") or (number + 1 < len(words) and words[number + 1].glued)
    return "SpaceAfter=No" if tight else "_"


def _head(words: Sequence[Word]) -> int:
    return next(number for number, word in enumerate(words) if word.head < 0)


def _word(item: Item) -> Word:
    return Word(
        form=item.form, lemma=item.lemma, tag=item.tag, head=-1, relation="", glued=item.glued, joined=item.joined
    )


def grammar(path: Path = FILE) -> Grammar:
    """The grammar of a file like `news.txt`.

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
                kinds.setdefault(section, []).extend(_ways(line))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from None
    made = Grammar(tags=tags, kinds=kinds)
    _check(made, path)
    return made


def _ways(line: str) -> list[list[Item]]:
    if "/" not in line:  # a list of words
        return [[_item(f"{word}/0/root")] for word in line.split("|")]
    return [[_item(text) for text in line.split(" ")]]


def _item(text: str) -> Item:
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
        raise ValueError(f"expected FORM:TAG/HEAD/RELATION, got {text!r}; mend the template.") from None


def _check(made: Grammar, path: Path) -> None:
    for kind, ways in made.kinds.items():
        for way in ways:
            for item in way:
                lower = item.kind[:1].lower() + item.kind[1:]
                known = item.kind in made.kinds or lower in made.kinds if item.kind else item.tag in made.tags
                if not known or not 0 <= item.head <= len(way) or [other.head for other in way].count(0) != 1:
                    raise ValueError(
                        f"{path.name}, [{kind}]: expected a known kind or tag and one head 0, got {item}; mend it."
                    )


def paragraphs(count: int, rng: random.Random) -> list[list[Sentence]]:
    """So many paragraphs of one to three sentences, each in one style of quotation marks."""
    made = grammar()
    runs = []
    for _ in range(count):
        style = rng.choices(_STYLES, _WEIGHTS)[0]
        size = rng.choices(_SIZES, _SIZE_WEIGHTS)[0]
        runs.append([made.sentence(rng, style, opens=number == 0) for number in range(size)])
    return runs
