"""Paragraphs of our own with what web pages have, from the templates of `web.txt`: tokens only, for the tokenizer."""

import random
import re
import string
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.parser.conllu import Sentence

FILE = Path(__file__).with_name("web.txt")
_DRAWN = re.compile(r"\{(\w+)\}")
_SYLLABLES = (
    "ba",
    "co",
    "da",
    "fen",
    "gar",
    "hol",
    "in",
    "ka",
    "lu",
    "mar",
    "net",
    "or",
    "pra",
    "ri",
    "sta",
    "tec",
    "vo",
)
_DOMAINS = (".com", ".org", ".net", ".gov", ".co.uk", ".cn", ".de", ".info", ".edu")
_ENDS = ("", "/", ".html", ".htm", ".asp", ".php", ".pdf", ".jpg")
_MADE = ("address", "site", "mail", "tag", "face", "phone", "two", "three", "number")
_FACES = (":)", ":-)", ";)", ";-)", ":D", ":P", ":(", ":-(")

Lists = Mapping[str, Sequence[str]]


def read(path: Path = FILE) -> tuple[list[str], Lists]:
    """The paragraphs of a file like `web.txt` and its lists of words by name.

    Raises:
        ValueError: a name in braces that is neither a list of the file nor one that is made here.
    """
    sections: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if re.fullmatch(r"\[\w+\]", line):
            section = line.strip("[]")
        elif line and section:
            sections.setdefault(section, []).extend([line] if section == "paragraphs" else line.split("|"))
    templates = sections.pop("paragraphs")
    for template in templates:
        for name in _DRAWN.findall(template):
            if name not in sections and name not in _MADE:
                raise ValueError(
                    f"{path.name}, {template!r}: expected a list of the file or one of {', '.join(_MADE)} in braces, "
                    f"got {name!r}; mend the paragraph or add the list."
                )
    return templates, sections


def paragraphs(count: int, rng: random.Random) -> list[list[Sentence]]:
    """So many paragraphs, drawn at random; the words have no tags and no trees."""
    templates, lists = read()
    return [paragraph(rng.choice(templates), lists, rng) for _ in range(count)]


def paragraph(template: str, lists: Lists, rng: random.Random) -> list[Sentence]:
    """The sentences of a template, what is in braces drawn."""
    text = _DRAWN.sub(lambda found: _draw(found[1], lists, rng), template)
    return [_sentence(part.split(), number == 0) for number, part in enumerate(text.split(" || "))]


def _sentence(tokens: Sequence[str], opens: bool) -> Sentence:
    rows = []
    for number, token in enumerate(tokens, 1):
        tight = number < len(tokens) and tokens[number].startswith("~")
        misc = "SpaceAfter=No" if tight else "_"
        rows.append([str(number), token.removeprefix("~"), *"_____", "_", "_", misc])
    return Sentence(rows=rows, opens=opens)


def _draw(kind: str, lists: Lists, rng: random.Random) -> str:
    match kind:
        case "address":
            return _site(rng, rng.choice(("http://", "https://", "http://www.", "www."))) + _path(rng)
        case "site":
            return _site(rng, rng.choice(("www.", "", "")))
        case "mail":
            name = _name(rng) + rng.choice((".", "_", "")) + rng.choice((_name(rng), _digits(2, rng)))
            return f"{name}@{_site(rng, '')}"
        case "tag":
            made = "".join(_name(rng).title() for _ in range(rng.choice((1, 2, 3))))
            return "#" + (made if rng.random() < 0.5 else made.lower())
        case "face":
            return rng.choice(_FACES)
        case "phone":
            return f"{_digits(3, rng)}-{_digits(4, rng)}"
        case "two" | "three" | "number":
            return _digits({"two": 2, "three": 3, "number": rng.choice((1, 2, 3))}[kind], rng)
    return rng.choice(lists[kind])


def _digits(count: int, rng: random.Random) -> str:
    return str(rng.randrange(10 ** (count - 1), 10**count))


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3))))


def _site(rng: random.Random, before: str) -> str:
    return (
        before
        + rng.choice(("", "", "news."))
        + _name(rng)
        + rng.choice(("", "", "-" + _name(rng)))
        + rng.choice(_DOMAINS)
    )


def _path(rng: random.Random) -> str:
    parts = [
        rng.choice((_name(rng), _name(rng) + "-" + _name(rng), _digits(4, rng)))
        for _ in range(rng.choice((0, 1, 2, 3)))
    ]
    if not parts:
        return rng.choice(("", "/"))
    made = "/" + "/".join(parts) + rng.choice(_ENDS)
    if rng.random() < 0.25:
        made += rng.choice(("?id=", "?p=", "#", "?lang=en&id=")) + rng.choice(
            (*string.ascii_lowercase[:3], _digits(5, rng))
        )
    return made
