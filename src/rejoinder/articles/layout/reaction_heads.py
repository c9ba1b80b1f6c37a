"""Lines of a report that name whose words stand beside them: above a quotation in a round-up, or beside a post."""

import re
from collections.abc import Sequence

from rejoinder.articles.layout.furniture import recognise_line
from rejoinder.articles.layout.turn_forms import POST

_QUOTATION = re.compile(r"[\"“«‘].*[\"”»’][.,]?", re.DOTALL)
_ENDED = re.compile(r".*[.!?…:;\"”’»]", re.DOTALL)
_ABBREVIATED_END = re.compile(r".*\b(?:[A-Z]\.)+", re.DOTALL)
_FEWEST = 2
_WORDS = 16
_SHARE_OF_CAPITALS = 0.6  # of the words of more than three letters
_POST_SIGNATURE = re.compile(r"[–—-]+ ?[^\W\d_a-z][^\n@]{1,60} ?\(@\w+\)[^\n]{0,30}")  # "— Ana Lind (@alind) May 3"
_BULLETS = ("*", "•", "▪", "►", "-", "–", "—", "@", "#", "(", "[", "By ")


def find_reaction_heads(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Find the lines that name who is quoted below them, where several do.

    Args:
        text: of an article that is no transcript.
        paragraphs: half-open spans, in order, the title aside.

    Returns:
        "reaction" by the number of the line; also lines in capitals among them above a paragraph that quotes nobody.
    """
    lines = [text[start:end] for start, end in paragraphs]
    could_be = [number for number, line in enumerate(lines[:-1]) if _is_name(line) and not _is_name(lines[number + 1])]
    heads = [number for number in could_be if _QUOTATION.fullmatch(lines[number + 1])]
    signs_above = bool(heads) and heads[0] > 0 and _QUOTATION.fullmatch(lines[heads[0] - 1]) is not None
    if len(heads) < _FEWEST or signs_above:
        return {}
    if all(lines[number].isupper() for number in heads):
        heads = [number for number in could_be if number >= heads[0] and lines[number].isupper()]
    return dict.fromkeys(heads, "reaction")


def find_posts(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Find the lines that name the author of a post by their handle, above it or, behind a dash, below it.

    The first line names the author of the article.

    Returns:
        "post" by the number of the line.
    """
    lines = [text[start:end] for start, end in paragraphs]
    return {number: "post" for number, line in enumerate(lines) if number and "@" in line and _names_author(line)}


def _names_author(line: str) -> bool:
    return any(form.fullmatch(line) for form in (_POST_SIGNATURE, POST)) and not recognise_line(line)


def _is_name(line: str) -> bool:
    """Whether a line is a few words, most of them names, and no sentence."""
    is_ended = _ENDED.fullmatch(line) is not None and _ABBREVIATED_END.fullmatch(line) is None
    if is_ended or "\n" in line or line.startswith(_BULLETS) or len(line.split()) > _WORDS:
        return False
    long_words = [word for word in line.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return line[0].isupper() and capitals >= _SHARE_OF_CAPITALS * max(len(long_words), 1)
