"""What a file of texts is, by its ending and content, and the option of conf/articles that reads such files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rejoinder.articles import documents, tabular
from rejoinder.articles.archives import ArchiveFiles
from rejoinder.articles.errors import ArticleError, read_content
from rejoinder.articles.factiva import Factiva
from rejoinder.articles.nexis import Nexis
from rejoinder.articles.text_repair import decode_utf8

_FIELDS = {"folder": "", "language": "en", "partition_size": 1}  # no matter where a file is only split
_ARCHIVES: Mapping[str, ArchiveFiles] = {"nexis": Nexis(**_FIELDS), "factiva": Factiva(**_FIELDS)}  # type: ignore[arg-type]
_NAMES = {
    "text": "plain text in UTF-8",
    "document": "document of one text",
    "table": "table",
    "nexis": "Word file of Nexis Uni",
    "factiva": "HTML file of Factiva",
}
_READ_TOGETHER = {  # the kinds that an option reads, the narrowest option first
    "text_files": {"text"},
    "folder": {"text", "document"},
    "table": {"table"},
    "nexis": {"nexis"},
    "factiva": {"factiva"},
}
_REPAIRS = {
    **dict.fromkeys((".zip", ".gz", ".tar", ".7z", ".rar"), "unpack it"),
    **dict.fromkeys((".doc", ".rtf", ".odt"), "save it as .docx"),
    **dict.fromkeys((".xls", ".ods"), "save it as .xlsx"),
    ".json": "save it as .jsonl, an article a line",
}


def tell_kind(path: Path) -> str:
    """Tell what a file is: "text", "document", "table", "nexis" or "factiva".

    Raises:
        ArticleError: nothing that can be read; the message is a phrase that says why.
    """
    ending = path.suffix.lower()
    if ending not in documents.READERS | tabular.READERS:
        repair = _REPAIRS.get(ending, f"texts end in {', '.join((*documents.READERS, *tabular.READERS))}")
        raise ArticleError(f"not recognised; {repair}")
    content = path.read_bytes()
    if not content:
        raise ArticleError("empty file")
    if ending in tabular.READERS:
        read_content(tabular.READERS[ending], ending, content, None)
        return "table"
    archive = next((name for name in _ARCHIVES if _is_delivery(name, ending, content)), "")
    if archive:
        return archive
    read_content(documents.READERS[ending], ending, content, None)
    return "text" if ending == ".txt" and _is_utf8(content) else "document"


def _is_delivery(archive: str, ending: str, content: bytes) -> bool:
    method = _ARCHIVES[archive]
    if ending not in method.endings:
        return False
    try:
        return bool(read_content(lambda delivery, _: list(method.split_articles(delivery)), ending, content, None))
    except ArticleError:
        return False


def _is_utf8(content: bytes) -> bool:
    try:
        return bool(decode_utf8(content))
    except ArticleError:
        return False


def choose_option(names: Mapping[str, Sequence[str]], chosen: str) -> str:
    """Choose the option of conf/articles that reads all files: the study's own where it does.

    Args:
        names: of the files, by their kind.
        chosen: the study's option so far.

    Raises:
        ArticleError: no option reads all these kinds.
    """
    for option in (chosen, *_READ_TOGETHER):
        if names.keys() <= _READ_TOGETHER.get(option, set()):
            return option
    kinds_there = " and ".join(f"{len(files)} × {_NAMES[kind]} ({files[0]})" for kind, files in sorted(names.items()))
    raise ArticleError(
        f"expected texts that one option of conf/articles reads, got {kinds_there}; "
        "add those of one kind here, and bring the others into that form, or make a study of their own."
    )
