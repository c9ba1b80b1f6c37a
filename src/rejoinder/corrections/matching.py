"""Which statement of an article a text that somebody coded is: parsers and spreadsheets leave the words alone."""

from collections.abc import Iterable


def squeeze_text(text: str) -> str:
    """The text without white space and control characters, which a spreadsheet may change; it leaves the words."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def normalise_name(name: str) -> str:
    """A name in small letters, with single spaces."""
    return " ".join(name.casefold().split())


def find_sentence(text: str, sent_id: str, sentences: Iterable[tuple[int, str]]) -> int | None:
    """Find a sentence of an article by its text, white space aside; of several alike, the one nearest to a number.

    So a statement is found wherever the same sentence stands now, and is lost where the parser cuts it otherwise.

    Args:
        text: as it was coded.
        sent_id: its number then; "" where left open.
        sentences: numbers and texts of the article's statements.

    Returns:
        The number now; None where no sentence has this text.
    """
    squeezed = squeeze_text(text)
    number = int(sent_id) if sent_id.isdecimal() else 0
    alike = [n for n, other in sentences if squeeze_text(other) == squeezed]
    return min(alike, key=lambda n: (abs(n - number), n), default=None)
