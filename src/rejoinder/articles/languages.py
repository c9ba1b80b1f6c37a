"""The language of an article, as stated or as detected from its text, offline (lingua)."""

import re
from collections.abc import Sequence
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_INTERFACES = ("de", "fr", "es", "it", "pt", "ru", "zh_Hans", "zh_Hant", "ja", "ko")
_DETECTED_FROM = 1000  # characters; a document's head alone may be all names, which are of any language


@cache
def _load_detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def detect_languages(texts: Sequence[str]) -> list[str]:
    """Detect the languages in which texts begin, on all cores.

    Returns:
        ISO 639-1 codes in the order of the texts, "" where none is recognised.
    """
    if not texts:
        return []
    languages = _load_detector().detect_languages_in_parallel_of([text[:_DETECTED_FROM] for text in texts])
    return [language.iso_code_639_1.name.lower() if language else "" for language in languages]


def parse_language(stated: str) -> str:
    """Parse a stated language ("English", "en-US", "ENGLISH", "Englisch", "英语").

    Returns:
        Its ISO 639-1 code, "" for what is no language.
    """
    word = stated.strip().casefold()
    if re.fullmatch(r"[a-z]{2}(?:[-_]\w+)*", word):
        return word[:2]
    return _load_names().get(word, "")


@cache
def _load_names() -> dict[str, str]:
    """Load the codes of languages by their names, English and in the languages of archives' interfaces (CLDR)."""
    from babel import Locale

    names = {language.name.casefold(): language.iso_code_639_1.name.lower() for language in Language.all()}
    for interface in map(Locale.parse, _INTERFACES):
        foreign = {interface.languages.get(code, "").casefold(): code for code in set(names.values())}
        names = foreign | names
    return {name: code for name, code in names.items() if name}
