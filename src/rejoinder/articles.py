"""Stage `articles`: input files as one table, title, paragraphs and credit lines told apart, nothing lost."""

import datetime
import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lingua import LanguageDetector, LanguageDetectorBuilder

from rejoinder import paths, schema, tables
from rejoinder.config import Run

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_TASK = r"(?:reporting|writing|editing|compiled|translated)(?: (?:and|by|additional|reporting|writing|editing))*"
_NAME = r"[A-Z][\w.'’-]*"
_CREDIT = re.compile(rf"[(\[]?\s*(?i:(?:additional )?{_TASK} by) {_NAME}.*|(?i:by)(?: {_NAME}){{2,4}}", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_TITLE_WORDS = 30
_HEADLINE_CASE = 0.6  # share of capitalised words from which a line with a full stop still is a headline


class ArticleError(ValueError):
    """Input that cannot be read: one sentence with the file, what was expected, what was got and what to do."""


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """What an article's optional `NAME.yaml` may say of it; `published` is an ISO date (2013-03-12)."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An input that is not coded, and why."""

    item: str
    reason: str
    stage: str = "articles"


@dataclass(frozen=True, kw_only=True)
class TextFiles:
    """One article per text file: a title line, then paragraphs; an optional sidecar `NAME.yaml` beside it.

    Attributes:
        folder: where the files are, from the project's root.
        language: ISO 639-1 code of the articles that are coded; others are listed as left out.
        partition_size: articles per partition of the tables, about.
    """

    folder: str
    language: str
    partition_size: int

    def __call__(
        self, files: Iterable[tuple[str, bytes]], sidecars: dict[str, Sidecar]
    ) -> tuple[list[dict[str, Any]], list[LeftOut]]:
        """Turn named file contents, in order, into rows of the articles table and a list of what was left out.

        `sidecars` holds what is known of an article by its article_id (the file's name without ending).
        """
        rows: list[dict[str, Any]] = []
        left_out: list[LeftOut] = []
        seen: dict[str, str] = {}
        for path, content in files:
            try:
                row = self._article(path, content, sidecars.get(Path(path).stem, Sidecar()))
            except ArticleError as error:
                left_out.append(LeftOut(item=path, reason=str(error)))
                continue
            first = seen.setdefault(row["sha256"], path)
            if first != path:
                left_out.append(LeftOut(item=path, reason=f"same text as {first}, which is kept"))
            else:
                rows.append(row)
        return rows, left_out

    def _article(self, path: str, content: bytes, sidecar: Sidecar) -> dict[str, Any]:
        text = _decode(content)
        parts = blocks(text, sidecar.title)
        language = sidecar.language or _language(text)
        if language != self.language:
            raise ArticleError(f"language is {language or 'not recognised'}, expected {self.language}")
        title = next((text[b["start"] : b["end"]] for b in parts if b["kind"] == "title"), "")
        return {
            "article_id": Path(path).stem,
            "title": sidecar.title or title or Path(path).stem,
            "text": text,
            "blocks": parts,
            "outlet": sidecar.outlet,
            "published": sidecar.published,
            "language": language,
            "url": sidecar.url,
            "rights": sidecar.rights,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "path": path,
        }


def blocks(text: str, title: str = "") -> list[dict[str, Any]]:
    """Cut a text into its title, paragraphs and credit lines, in order, covering all but white space.

    Paragraphs are separated by blank lines, or, where there is none, by line ends. The first is the title if it says
    so (`title`), or if it reads like a headline and more follows. By-lines and "(Reporting by ...)" are credits.
    """
    pattern = _PARAGRAPH if re.search(r"\S\s*?\n[^\S\n]*\n\s*\S", text) else _LINE
    spans = [m.span() for m in pattern.finditer(text)]
    made = []
    for number, (start, end) in enumerate(spans):
        block = text[start:end]
        kind = "paragraph"
        if number == 0 and (block == title or (len(spans) > 1 and _is_headline(block))):
            kind = "title"
        elif _CREDIT.fullmatch(block):
            kind = "credit"
        made.append({"kind": kind, "start": start, "end": end})
    return made


def _is_headline(block: str) -> bool:
    words = block.split()
    if "\n" in block or len(words) > _TITLE_WORDS:
        return False
    if not _SENTENCE_END.search(block) or _ABBREVIATED_END.search(block):
        return True
    long = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long) >= _HEADLINE_CASE * max(len(long), 1)


def _decode(content: bytes) -> str:
    if b"\0" in content:
        raise ArticleError(f"binary file (a zero byte at offset {content.index(0)}), expected text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"byte 0x{content[error.start]:02x} at offset {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    if not text.strip():
        raise ArticleError("empty file" if not text else "nothing but white space in the file")
    return text


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def _language(text: str) -> str:
    found = _detector().detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else ""


def read_sidecar(path: Path) -> Sidecar:
    """Read and check one sidecar.

    Raises:
        ArticleError: not a YAML mapping, an unknown key, a value that is no text, or a date that is none.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}  # BaseLoader: all values are text
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ArticleError(f"{path}: not valid YAML: {' '.join(str(error).split())}; mend the file.") from None
    if not isinstance(loaded, dict):
        raise ArticleError(f"{path}: expected lines such as 'outlet: Reuters', got {loaded!r}; mend the file.")
    known = [f.name for f in fields(Sidecar)]
    for key, value in loaded.items():
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
            raise ArticleError(f"{path}: unknown key {key!r}; {hint}")
        if not isinstance(value, str):
            raise ArticleError(f"{path}: key {key!r} must be text. Got {value!r} instead; put it in quotation marks.")
    _check_date(path, loaded.get("published", ""))
    return Sidecar(**loaded)


def _check_date(path: Path, value: str) -> None:
    try:
        if value:
            datetime.date.fromisoformat(value)
    except ValueError:
        raise ArticleError(
            f"{path}: key 'published' must be a date such as 2013-03-12. Got {value!r} instead; correct it."
        ) from None


def _orphans(folder: Path, ids: set[str]) -> Iterator[str]:
    return (str(p) for p in sorted(folder.glob("*.yaml")) if p.stem not in ids)


def main(run: Run) -> None:
    """Read the input folder, write data/articles and data/left_out."""
    method: TextFiles = run.load("articles")
    folder = Path(method.folder)
    files = [p for p in sorted(folder.glob("*.txt")) if p.is_file()]
    if not files:
        raise ArticleError(f"{folder}: expected at least one article (*.txt), found none; put your articles there.")
    ids = {p.stem for p in files}
    for orphan in _orphans(folder, ids):
        raise ArticleError(f"{orphan}: a sidecar without its article; name it like the .txt file it describes.")
    sidecars = {p.stem: read_sidecar(p.with_suffix(".yaml")) for p in files if p.with_suffix(".yaml").exists()}
    rows, left_out = method(((p.as_posix(), p.read_bytes()) for p in files), sidecars)
    if not rows:
        reasons = "; ".join(f"{item.item}: {item.reason}" for item in left_out[:3])
        raise ArticleError(f"{folder}: no article is left to code ({reasons}); mend or replace the files.")
    count = -(-len(rows) // method.partition_size)
    names = [tables.partition_name(number) for number in range(count)]
    for number, name in enumerate(names):
        part = [r for r in rows if partition_of(r["article_id"], count) == number]
        keys = {r["article_id"]: hashlib.sha256(repr(sorted(r.items())).encode()).hexdigest() for r in part}
        tables.write_partition(paths.ARTICLES, name, tables.table(part, schema.ARTICLES), keys)
    tables.keep_only(paths.ARTICLES, names)
    listed = [{"item": item.item, "stage": item.stage, "reason": item.reason} for item in left_out]
    tables.write_partition(paths.LEFT_OUT, tables.partition_name(0), tables.table(listed, schema.LEFT_OUT))
    print(f"articles: {len(rows)} kept in {count} partition(s), {len(left_out)} left out")


def partition_of(article_id: str, count: int) -> int:
    """Which of `count` partitions an article belongs to, by hash of its id."""
    return int(hashlib.sha256(article_id.encode()).hexdigest()[:8], 16) % count
