"""Surface forms: a span as one line, initials, acronyms."""

import re


def plain(text: str, start: int, end: int) -> str:
    """A stretch of the text on one line."""
    return " ".join(text[start:end].split())


def is_initial(form: str) -> bool:
    """ "J." or "J"."""
    return bool(re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]", form))


def is_acronym(form: str) -> bool:
    """ "DNC", "I.R.S."."""
    return bool(re.fullmatch(r"[A-Z][A-Z&.]*[A-Z]\.?|(?:[A-Z]\.){2,}", form)) and len(form) > 1
