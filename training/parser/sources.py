"""Which texts may be trained on: every sentence's source, and its licence against an allow-list (`sources.yaml`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from training.parser.conllu import Sentence

FILE = Path(__file__).with_name("sources.yaml")


class LicenceError(ValueError):
    """A text whose source or licence is not known: one sentence saying which."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A run of sentences of one source in a file without document marks: its first sentence's number, and opening."""

    first: int
    opens: str


@dataclass(frozen=True, kw_only=True)
class Licences:
    """Licences by source, and those allowed."""

    allowed: frozenset[str]
    licence: Mapping[str, str]
    title: Mapping[str, str]

    def free(self, source: str) -> bool:
        """Whether a source's texts may be trained on.

        Raises:
            LicenceError: the source has no entry.
        """
        if source not in self.licence:
            known = ", ".join(sorted(self.licence))
            raise LicenceError(
                f"{FILE.name}: expected an entry for source {source!r}, got only {known}; add its licence."
            )
        return self.licence[source] in self.allowed


def licences(path: Path = FILE) -> Licences:
    """The licences of a file like `sources.yaml`."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = given["sources"]
    return Licences(
        allowed=frozenset(given["allowed"]),
        licence={name: entry["licence"] for name, entry in entries.items()},
        title={name: entry["title"] for name, entry in entries.items()},
    )


def of_document(document: str, known: Iterable[str]) -> str:
    """The source of a released document, by its id: `GUM_court_carpet`, `GUM_news_nasa`, else EWT's genres."""
    if not document.startswith("GUM_"):
        return "ewt" if document else ""
    name = document.lower()
    return name if name in known else "_".join(name.split("_")[:2])


def assign(sentences: Sequence[Sentence], parts: Mapping[str, Part], table: Licences) -> list[str]:
    """The source of each sentence: by its document, or by the parts of a file without marks.

    Raises:
        LicenceError: a part does not open as described, or a sentence has neither document nor part.
    """
    if not parts:
        found = [of_document(sentence.document, table.licence) for sentence in sentences]
        if "" in found:
            raise LicenceError(
                f"sentence {found.index('')}: expected a `# newdoc id` before it, got none; describe parts."
            )
        return found
    found = [""] * len(sentences)
    for source, part in sorted(parts.items(), key=lambda item: item[1].first):
        text = sentences[part.first].text if part.first < len(sentences) else "the file's end"
        if not text.startswith(part.opens):
            raise LicenceError(
                f"parts.{source}: expected sentence {part.first} to open {part.opens!r}, got {text[:40]!r};"
                " the file is another version: correct the parts."
            )
        found[part.first :] = [source] * (len(sentences) - part.first)
    return found
