"""What joins capitalised words by marks: nicknames in quotation marks, hyphens, apostrophes and ampersands."""

from collections.abc import Sequence

from rejoinder.syntax import Word

QUOTATION_MARKS = frozenset({'"', "“", "”", "‘", "’", "'", "''", "``"})
_NICKNAME = 3  # words from an opening mark to the surname: Marcia "Cia" Price


def count_nickname(words: Sequence[Word], index: int) -> int | None:
    """Count the words of a nickname in marks and of the surname after it: "Cia" Price, "The Fox" Harmon.

    Args:
        words: of the sentence.
        index: of the opening mark, if there is one.

    Returns:
        0 where the marks hold no nickname, None without marks.
    """
    if words[index].form not in QUOTATION_MARKS or len(words) - index <= _NICKNAME:
        return None
    for close in (index + 2, index + 3):
        if close + 1 < len(words) and words[close].form in QUOTATION_MARKS:
            capitalised = all(word.form[:1].isupper() for word in words[index + 1 : close])
            return close + 2 - index if capitalised and words[close + 1].upos == "PROPN" else 0
    return 0


def count_joined(words: Sequence[Word], index: int) -> int | None:
    """Count a mark without space around it and the word after: "Guinea-Bissau", "AT&T", "O'Brien".

    After "&" there may be space.

    Args:
        words: of the sentence.
        index: of the mark, if there is one; a word follows it.

    Returns:
        0 where no word follows, None without such a mark.
    """
    form = words[index].form
    if form not in ("-", "&", "’", "'") or words[index - 1].end != words[index].start:
        return None
    if form != "&" and words[index].end != words[index + 1].start:
        return None
    return 2 if words[index + 1].form[:1].isalpha() else 0
