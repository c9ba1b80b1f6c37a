"""Own sentences that show the tokenizer the abbreviations, quotations and signs of news, drawn from `cuts.txt`."""

import random
import re
from itertools import islice
from pathlib import Path

FILE = Path(__file__).with_name("cuts.txt")
Kinds = dict[str, list[str]]  # ways to make a phrase, by kind

_PARAGRAPH = (1, 2, 2, 3)  # sentences
_SLOT = re.compile(r"\{(\w+)('?)\}")
_QUOTES = (('"', '"'), ('"', '"'), ("“", "”"), ("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"))


def read_kinds(path: Path = FILE) -> Kinds:
    """Read a file like `cuts.txt`."""
    sections = re.split(r"^\[(\w+)\]\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: re.split(r"[|\n]", lines.strip()) for name, lines in zip(sections[::2], sections[1::2], strict=True)}


def draw_labelled(count: int, rng: random.Random) -> list[tuple[str, str]]:
    """Draw `count` sentences, in paragraphs of one to three, so that ends are learned from what follows, too.

    Returns:
        The text of each paragraph, with a label for each character as Stanza's tokenizer learns it: 1 at the end of a
        token, 2 at that of a sentence, 3 and 4 likewise for multi-word tokens, else 0.
    """
    kinds = read_kinds()
    sentences = iter([_label(_draw_phrase("sentence", kinds, rng), rng) for _ in range(count)])
    paragraphs = []
    while paragraph := list(islice(sentences, rng.choice(_PARAGRAPH))):
        paragraphs.append((" ".join(text for text, _ in paragraph), "0".join(labels for _, labels in paragraph)))
    return paragraphs


def _draw_phrase(kind: str, kinds: Kinds, rng: random.Random) -> str:
    """A phrase of a kind, with its cuts."""

    def fill(slot: re.Match[str]) -> str:
        phrase = _draw_phrase(slot[1], kinds, rng)
        return phrase[:1].upper() + phrase[1:] if slot[2] else phrase

    return _SLOT.sub(fill, rng.choice(kinds[kind]))


def _label(phrase: str, rng: random.Random) -> tuple[str, str]:
    opening, closing = rng.choice(_QUOTES)
    phrase = (
        re.sub(r"(?<=\.)~\.$", "", re.sub(r"~,(?=~[.,]|$)", "", phrase)).replace("<<", opening).replace(">>", closing)
    )
    text, labels = "", ""
    for token, cut in re.findall(r"([^~ ]+)(~| |$)", phrase):
        form, is_split = token.replace("+", ""), "+" in token
        blank = " " * (cut == " ")
        text += form + blank
        labels += "0" * (len(form) - 1) + "13"[is_split] + "0" * len(blank)
    return text, labels[:-1] + str(int(labels[-1]) + 1)
