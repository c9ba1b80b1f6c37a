"""What a reader needs to run the same analysis again and to cite it: options, sources and hashes."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from omegaconf import OmegaConf

from rejoinder import __version__, paths
from rejoinder.config import PLACELESS, Run, hash_code
from rejoinder.formats.citation import parse_citation
from rejoinder.runtime.checksums import hash_lines, list_files


@dataclass(frozen=True, kw_only=True)
class Option:
    """A chosen option.

    Attributes:
        group: of options, as in "frames".
        option: its name, as in "hybrid".
        file: its path from the project's root.
        text: the file as written; where the command line changed an option, as it ran.
        target: the class it fills.
    """

    group: str
    option: str
    file: str
    text: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Citation:
    """How to cite this run.

    Attributes:
        sources: how many modules and files the fingerprint covers.
        fingerprint: sha256 over the program, the seeds and the options in use.
        inputs: (article_id, sha256 of its text) of the articles shown.
        all_inputs: sha256 over the hashes of all articles.
    """

    title: str
    authors: tuple[str, ...]
    version: str
    released: str
    url: str
    doi: str
    sources: int
    fingerprint: str
    inputs: tuple[tuple[str, str], ...]
    all_inputs: str

    @property
    def bibtex(self) -> str:
        """An entry for BibLaTeX or BibTeX; fields that the project does not know are left out."""
        fields = {
            "author": " and ".join(self.authors),
            "title": f"{{{self.title}}}",
            "version": self.version,
            "year": self.released[:4],
            "doi": self.doi,
            "url": self.url,
            "note": f"Sources sha256 {self.fingerprint[:16]}, articles sha256 {self.all_inputs[:16]}",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join(["@software{rejoinder,", *lines, "}"])


def list_options(run: Run) -> list[Option]:
    """The options of a run in the order of params.yaml, but for the engine's."""
    return [_read_option(run, group, option) for group, option in run.choices.items() if group != PLACELESS]


def _read_option(run: Run, group: str, option: str) -> Option:
    file = paths.CONF / group / f"{option}.yaml"
    text = file.read_text(encoding="utf-8")
    composed = OmegaConf.to_container(run.options[group])
    if yaml.safe_load(text) != composed:  # changed on the command line: the file is not what ran
        text = yaml.safe_dump(composed, sort_keys=False, allow_unicode=True)
    target = str(run.options[group].get("_target_", ""))
    return Option(group=group, option=option, file=file.as_posix(), text=text.strip(), target=target)


def read_sources() -> dict[str, bytes]:
    """Contents of the study's seeds by path, and the hash of each module of the code by what stage `code` calls it."""
    seeds = {path.as_posix(): path.read_bytes() for path in list_files(paths.SEEDS)}
    return seeds | {(paths.CODE / name).as_posix(): sha256.encode() for name, sha256 in hash_code().items()}


def compute_fingerprint(files: Mapping[str, bytes], options: Iterable[Option], seed: int) -> str:
    """sha256 over files by path, the chosen options and the seed; the order of neither matters.

    Args:
        files: contents by path.
        options: those in use.
        seed: of random choices.
    """
    digest = hashlib.sha256(f"seed {seed}\0".encode())
    parts = dict(files) | {f"{option.group}: {option.file}": option.text.encode() for option in options}
    for name in sorted(parts):
        digest.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return digest.hexdigest()


def build_citation(
    cff: str, fingerprint: str, sources: int, inputs: Iterable[tuple[str, str]], shown_ids: Collection[str]
) -> Citation:
    """What to cite.

    Args:
        cff: the text of CITATION.cff, "" if there is none.
        fingerprint: of the sources.
        sources: how many modules and files it covers.
        inputs: (article_id, sha256 of its text) of all articles, by id.
        shown_ids: articles that the citation lists.

    Raises:
        CitationError: the text is no YAML mapping.
    """
    fields = parse_citation(cff)
    listed, digest = _list_inputs(inputs, shown_ids)
    return Citation(
        title=fields.get("title", "Rejoinder: who says what in the news, how it is framed, and toward whom"),
        authors=tuple(_name_author(author) for author in fields.get("authors", [])),
        version=__version__,
        released=str(fields.get("date-released", "")),
        url=str(fields.get("repository-code") or fields.get("url") or ""),
        doi=str(fields.get("doi", "")),
        sources=sources,
        fingerprint=fingerprint,
        inputs=listed,
        all_inputs=digest,
    )


def _list_inputs(
    inputs: Iterable[tuple[str, str]], shown_ids: Collection[str]
) -> tuple[tuple[tuple[str, str], ...], str]:
    """The articles shown with their hashes, and the hash over the lines "hash  id" of all."""
    listed = []

    def iterate_lines() -> Iterator[str]:
        for article_id, sha256 in inputs:
            if article_id in shown_ids:
                listed.append((article_id, sha256))
            yield f"{sha256}  {article_id}"

    digest = hash_lines(iterate_lines())
    return tuple(listed), digest


def _name_author(author: Mapping[str, Any]) -> str:
    if "family-names" in author:
        return ", ".join(str(author[key]) for key in ("family-names", "given-names") if author.get(key))
    return f"{{{author.get('name', 'unknown')}}}"
