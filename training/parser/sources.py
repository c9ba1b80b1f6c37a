"""Which texts may be trained on: every sentence's source, and its licence against an allow-list (`sources.yaml`)."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from training.parser.conllu import Sentence

FILE = Path(__file__).with_name("sources.yaml")


class LicenceError(ValueError):
    """A text whose source or licence is not known: one sentence saying which."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Consecutive sentences of one source in a file without document marks.

    Attributes:
        first: number of the first sentence, from 0.
        opens: how its text begins.
    """

    first: int
    opens: str


@dataclass(frozen=True, kw_only=True)
class Licences:
    """The licences that texts may have, and those that they do.

    Attributes:
        allowed: licences under which a text may be trained on.
        licence: of each source.
        title: of each source.
    """

    allowed: frozenset[str]
    licence: Mapping[str, str]
    title: Mapping[str, str]

    def is_free(self, source: str) -> bool:
        """Whether a source's texts may be trained on.

        Raises:
            LicenceError: the source has no entry.
        """
        if source not in self.licence:
            listed = ", ".join(sorted(self.licence))
            raise LicenceError(
                f"{FILE.name}: expected an entry for source {source!r}, got only {listed}; add its licence."
            )
        return self.licence[source] in self.allowed


def read_licences(path: Path = FILE) -> Licences:
    """Read a file like `sources.yaml`."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = content["sources"]
    return Licences(
        allowed=frozenset(content["allowed"]),
        licence={name: entry["licence"] for name, entry in entries.items()},
        title={name: entry["title"] for name, entry in entries.items()},
    )


def identify_source(document: str, sources: Container[str]) -> str:
    """Tell the source of a released document by its id.

    Args:
        document: `GUM_court_carpet`, `GUM_news_nasa`, an id of EWT, or "".
        sources: those that have an entry; a document can have its own.

    Returns:
        `gum_court_carpet` if that has an entry, `gum_news`, `ewt`, or "" without an id.
    """
    if not document.startswith("GUM_"):
        return "ewt" if document else ""
    name = document.lower()
    return name if name in sources else "_".join(name.split("_")[:2])


def assign_sources(sentences: Sequence[Sentence], parts: Mapping[str, Part], table: Licences) -> list[str]:
    """Tell the source of each sentence: by its document, or by the parts of a file without marks.

    Raises:
        LicenceError: a part does not open as described, or a sentence has neither document nor part.
    """
    if not parts:
        sources = [identify_source(sentence.document, table.licence) for sentence in sentences]
        if "" in sources:
            raise LicenceError(
                f"sentence {sources.index('')}: expected a `# newdoc id` before it, got none; describe parts."
            )
        return sources
    sources = [""] * len(sentences)
    for source, part in sorted(parts.items(), key=lambda item: item[1].first):
        text = sentences[part.first].text if part.first < len(sentences) else "the file's end"
        if not text.startswith(part.opens):
            raise LicenceError(
                f"parts.{source}: expected sentence {part.first} to open {part.opens!r}, got {text[:40]!r};"
                " the file is another version: correct the parts."
            )
        sources[part.first :] = [source] * (len(sentences) - part.first)
    return sources
