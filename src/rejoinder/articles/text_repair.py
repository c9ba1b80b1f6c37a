"""Bytes to text, and text repaired: encodings, HTML entities, ligatures, signs that were decoded twice."""

import codecs
import re

from rejoinder.articles.errors import ArticleError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which HTML has to declare its encoding, and more
_LATIN = ("Latin", "Control", "Punctuation", "Currency", "Letterlike", "Symbols", "Spacing Modifier")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’')\]]*\Z")
_SHORT_LINE = 0.75  # share of the longest line's length
_HEAD_LINES = 3  # headline, the line below it, by-line
# No-break space, soft hyphen, zero widths; the line's and the page's end of old printers.
_INVISIBLE = {0xA0: " ", 0xAD: None, 0x200B: None, 0xFEFF: None, 0x0B: "\n", 0x0C: "\n"}


def decode_utf8(content: bytes) -> str:
    """Decode UTF-8 and nothing else.

    Raises:
        ArticleError: another encoding, a binary file, or nothing in it.
    """
    if b"\0" in content:
        raise ArticleError(f"binary file (a zero byte at offset {content.index(0)}), expected text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"byte 0x{content[error.start]:02x} at offset {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    return _require_content(text)


def decode(content: bytes, encoding: str | None) -> str:
    """Decode bytes in an encoding that is stated or found out.

    It is found out by byte order mark, UTF-8, declaration in HTML, or letter statistics, in this order. Among the
    encodings of Latin letters, which few bytes cannot tell apart, it is Windows-1252, as in browsers.

    Args:
        content: of a file.
        encoding: as Python names it; None finds it out.

    Raises:
        ArticleError: bytes that are no text in the encoding, or nothing in them.
    """
    name = encoding or _find_encoding(content)
    try:
        text = content.decode(name)
    except (UnicodeError, LookupError):
        raise ArticleError(f"the bytes are no text in the encoding {name}; save the file as UTF-8") from None
    if "\0" in text:
        raise ArticleError(f"binary file (a zero byte at offset {content.index(0)}), expected text")
    return _require_content(text)


def repair_text(text: str) -> str:
    """Repair entities, ligatures, doubly decoded signs and invisible signs; quotation marks stay curly.

    The rules are those of ftfy (Speer 2019, DOI 10.5281/zenodo.2591652).
    """
    import ftfy

    return ftfy.fix_text(text, uncurl_quotes=False).translate(_INVISIBLE)


def repair_line(text: str) -> str:
    """Repair a title or a name, and put it on one line."""
    return " ".join(repair_text(text).split())


def part_headline(text: str) -> str:
    """Put the blank line after a headline that has none, where blank lines part the other paragraphs.

    Lines above the first paragraph are short and have no full stop; wrapped text fills its lines.
    """
    if not _BLANK_LINE.search(text.strip()):
        return text
    lines = text.split("\n")
    full = _SHORT_LINE * max(map(len, lines))
    start = next(number for number, line in enumerate(lines) if line.strip())
    for number in range(start, min(start + _HEAD_LINES, len(lines) - 1)):
        line, below = lines[number].strip(), lines[number + 1].strip()
        if not below or len(line) >= full or _SENTENCE_END.search(line) or below[0].islower():
            break
        lines[number] += "\n"
    return "\n".join(lines)


def _require_content(text: str) -> str:
    if not text.strip():
        raise ArticleError("empty file" if not text else "nothing but white space in the file")
    return text


def _find_encoding(content: bytes) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    if _can_decode(content, "utf-8"):
        return "utf-8"
    declared = _DECLARED.search(content[:_HEAD])
    if declared and _can_decode(content, declared[1].decode()):
        return declared[1].decode()
    return _guess_encoding(content)


def _guess_encoding(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is None:
        raise ArticleError("binary file, or an encoding that is not recognised; save the file as UTF-8")
    latin = all(any(word in alphabet for word in _LATIN) for alphabet in best.alphabets)
    has_wide_signs = b"\0" in content  # UTF-16 without its mark
    return "cp1252" if latin and not has_wide_signs and _can_decode(content, "cp1252") else str(best.encoding)


def _can_decode(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
