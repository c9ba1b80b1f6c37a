"""The language of an article, as stated or as its text tells, offline (lingua)."""

import re
from collections.abc import Sequence
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_ENOUGH = 300  # characters that tell a language; more take time and tell no more


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def detect(texts: Sequence[str]) -> list[str]:
    """ISO 639-1 codes of the languages in which texts begin, in order, "" where none is recognised; on all cores."""
    found = _detector().detect_languages_in_parallel_of([text[:_ENOUGH] for text in texts]) if texts else []
    return [language.iso_code_639_1.name.lower() if language else "" for language in found]


def code(stated: str) -> str:
    """ISO 639-1 code of a stated language ("English", "en-US", "ENGLISH"), or "" for what is none."""
    word = stated.strip().casefold()
    if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)*", word):
        return word[:2]
    names = {language.name.casefold(): language.iso_code_639_1.name.lower() for language in Language.all()}
    return names.get(word, "")
