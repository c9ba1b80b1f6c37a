"""What a reader needs to run the same analysis again and to cite it: options, sources, models, hashes."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from omegaconf import OmegaConf

from rejoinder import __version__, paths
from rejoinder.config import PLACELESS, Run

SOURCES = (Path("src/rejoinder"), paths.SEEDS)
CITATION = Path("CITATION.cff")

# The literature behind each option, by the beginning of its `_target_`: (what for, reference, address).
REFERENCES: tuple[tuple[str | tuple[str, ...], str, str, str], ...] = (
    ("rejoinder.articles.FolderFiles", "main text of web pages", "Barbaresi, A. (2021). Trafilatura: A web scraping"
     " library and command-line tool for text discovery and extraction. ACL-IJCNLP: System Demonstrations, 122–131.",
     "https://doi.org/10.18653/v1/2021.acl-demo.15"),
    (tuple(f"rejoinder.articles.{name}" for name in ("FolderFiles", "TableFiles", "Nexis", "Factiva")), "near copies",
     "Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of Sequences,"
     " 21–29.", "https://doi.org/10.1109/SEQUEN.1997.666900"),
    ("rejoinder.parser", "parsing", "Qi, P., Zhang, Y., Zhang, Y., Bolton, J. & Manning, C. D. (2020). Stanza: A Python"
     " natural language processing toolkit for many human languages. ACL: System Demonstrations, 101–108.",
     "https://doi.org/10.18653/v1/2020.acl-demos.14"),
    ("rejoinder.parser", "grammatical annotation", "de Marneffe, M.-C., Manning, C. D., Nivre, J. & Zeman, D. (2021)."
     " Universal Dependencies. Computational Linguistics 47(2), 255–308.", "https://doi.org/10.1162/coli_a_00402"),
    ("rejoinder.statements", "attribution: source, cue and content", "Newell, E., Margolin, D. & Ruths, D. (2018). An"
     " attribution relations corpus for political news. LREC.", "https://aclanthology.org/L18-1524/"),
    ("rejoinder.statements", "statements as the unit of coding", "Leifeld, P. (2017). Discourse network analysis:"
     " Policy debates as dynamic networks. In The Oxford Handbook of Political Networks.",
     "https://doi.org/10.1093/oxfordhb/9780190228217.013.25"),
    ("rejoinder.encoder", "sentence meaning", "Reimers, N. & Gurevych, I. (2019). Sentence-BERT: Sentence embeddings"
     " using Siamese BERT-networks. EMNLP-IJCNLP, 3982–3992.", "https://doi.org/10.18653/v1/D19-1410"),
    ("rejoinder.encoder", "the network behind all-MiniLM-L6-v2", "Wang, W., Wei, F., Dong, L., Bao, H., Yang, N. &"
     " Zhou, M. (2020). MiniLM: Deep self-attention distillation for task-agnostic compression of pre-trained"
     " transformers. NeurIPS 33.", "https://arxiv.org/abs/2002.10957"),
    ("rejoinder.agreement", "agreement of two coders", "Cohen, J. (1960). A coefficient of agreement for nominal"
     " scales. Educational and Psychological Measurement 20(1), 37–46.",
     "https://doi.org/10.1177/001316446002000104"),
    ("rejoinder.agreement", "agreement of any number of coders", "Hayes, A. F. & Krippendorff, K. (2007). Answering the"
     " call for a standard reliability measure for coding data. Communication Methods and Measures 1(1), 77–89.",
     "https://doi.org/10.1080/19312450709336664"),
    ("rejoinder.agreement", "Brier score", "Brier, G. W. (1950). Verification of forecasts expressed in terms of"
     " probability. Monthly Weather Review 78(1), 1–3.",
     "https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2"),
    ("rejoinder.agreement", "calibration error in bins of equal numbers", "Nguyen, K. & O’Connor, B. (2015). Posterior"
     " calibration and exploratory analysis for natural language processing models. EMNLP, 1587–1598.",
     "https://doi.org/10.18653/v1/D15-1182"),
    ("rejoinder.agreement", "shares corrected for the machine’s errors", "Angelopoulos, A. N., Bates, S., Fannjiang,"
     " C., Jordan, M. I. & Zrnic, T. (2023). Prediction-powered inference. Science 382(6671), 669–674.",
     "https://doi.org/10.1126/science.adi6000"),
    ("rejoinder.agreement", "their power tuning", "Angelopoulos, A. N., Duchi, J. C. & Zrnic, T. (2023). PPI++:"
     " Efficient prediction-powered inference.", "https://arxiv.org/abs/2311.01453"),
    ("rejoinder.agreement", "their strata", "Fisch, A., Maynez, J., Hofer, R. A., Dhingra, B., Globerson, A. & Cohen,"
     " W. W. (2024). Stratified prediction-powered inference for hybrid language model evaluation. NeurIPS 37.",
     "https://arxiv.org/abs/2406.04291"),
    ("rejoinder.agreement", "samples from a finite set of statements", "Särndal, C.-E., Swensson, B. & Wretman, J."
     " (1992). Model assisted survey sampling. Springer.", "https://doi.org/10.1007/978-1-4612-4378-6"),
    ("rejoinder.agreement", "intervals where disagreements are few", "Agresti, A. & Min, Y. (2005). Simple improved"
     " confidence intervals for comparing matched proportions. Statistics in Medicine 24(5), 729–740.",
     "https://doi.org/10.1002/sim.1781"),
    ("rejoinder.figures", "intervals of shares by outlet and over time", "Franco, C., Little, R. J. A., Louis, T. A. &"
     " Slud, E. V. (2019). Comparative study of confidence intervals for proportions in complex sample surveys. Journal"
     " of Survey Statistics and Methodology 7(3), 334–364.", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6690503"),
)  # fmt: skip


class ProvenanceError(ValueError):
    """A file of the project that cannot be read as what it should be."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A chosen option and its leaf as written; `target` is the class it fills."""

    group: str
    option: str
    file: str
    text: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A work to cite, and what it is used for."""

    use: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Citation:
    """How to cite this run.

    Attributes:
        sources: how many files the fingerprint covers.
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
        known = {
            "author": " and ".join(self.authors),
            "title": f"{{{self.title}}}",
            "version": self.version,
            "year": self.released[:4],
            "doi": self.doi,
            "url": self.url,
            "note": f"Sources sha256 {self.fingerprint[:16]}, articles sha256 {self.all_inputs[:16]}",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in known.items() if value]
        return "\n".join(["@software{rejoinder,", *lines, "}"])


def options(run: Run) -> list[Option]:
    """The options of a run in the order of params.yaml, but for the engine's."""
    return [_option(run, group, option) for group, option in run.choices.items() if group != PLACELESS]


def _option(run: Run, group: str, option: str) -> Option:
    file = paths.CONF / group / f"{option}.yaml"
    text = file.read_text(encoding="utf-8")
    composed = OmegaConf.to_container(run.options[group])
    if yaml.safe_load(text) != composed:  # changed on the command line: the file is not what ran
        text = yaml.safe_dump(composed, sort_keys=False, allow_unicode=True)
    target = str(run.options[group].get("_target_", ""))
    return Option(group=group, option=option, file=file.as_posix(), text=text.strip(), target=target)


def references(chosen: Iterable[Option]) -> list[Reference]:
    """The works behind the chosen options, each once."""
    targets = [option.target for option in chosen]
    return [
        Reference(use=use, text=text, url=url)
        for begin, use, text, url in REFERENCES
        if any(target.startswith(begin) for target in targets)
    ]


def source_files(folders: Sequence[Path] = SOURCES) -> dict[str, bytes]:
    """Contents of the project's own files by path; what Python makes of them on the way is none of them."""
    files = (p for folder in folders for p in folder.rglob("*") if p.is_file())
    return {p.as_posix(): p.read_bytes() for p in files if not _made(p)}


def _made(path: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)


def fingerprint(files: Mapping[str, bytes], chosen: Iterable[Option], seed: int) -> str:
    """sha256 over files by path, the chosen options and the seed; the order of neither matters."""
    digest = hashlib.sha256(f"seed {seed}\0".encode())
    parts = dict(files) | {f"{option.group}: {option.file}": option.text.encode() for option in chosen}
    for name in sorted(parts):
        digest.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return digest.hexdigest()


def citation(
    cff: str, digest: str, sources: int, inputs: Iterable[tuple[str, str]], shown: Collection[str]
) -> Citation:
    """What to cite, from the text of CITATION.cff ("" if there is none), the fingerprint and the articles' hashes.

    `inputs` are the ids of all articles and the hashes of their texts, by id; those `shown` are listed.

    Raises:
        ProvenanceError: the text is no YAML mapping.
    """
    try:
        known = yaml.safe_load(cff) or {}
    except yaml.YAMLError as error:
        raise ProvenanceError(f"{CITATION}: not valid YAML: {' '.join(str(error).split())}; mend the file.") from None
    if not isinstance(known, dict):
        raise ProvenanceError(f"{CITATION}: expected lines such as 'title: Rejoinder', got {known!r}; mend the file.")
    listed, whole = _inputs(inputs, shown)
    return Citation(
        title=known.get("title", "Rejoinder: who says what in the news, how it is framed, and toward whom"),
        authors=tuple(_author(author) for author in known.get("authors", [])),
        version=__version__,
        released=str(known.get("date-released", "")),
        url=str(known.get("repository-code") or known.get("url") or ""),
        doi=str(known.get("doi", "")),
        sources=sources,
        fingerprint=digest,
        inputs=listed,
        all_inputs=whole,
    )


def _inputs(inputs: Iterable[tuple[str, str]], shown: Collection[str]) -> tuple[tuple[tuple[str, str], ...], str]:
    """The articles shown with their hashes, and the hash over the lines "hash  id" of all."""
    listed, digest = [], hashlib.sha256()
    for number, (name, sha) in enumerate(inputs):
        digest.update((("\n" if number else "") + f"{sha}  {name}").encode())
        if name in shown:
            listed.append((name, sha))
    return tuple(listed), digest.hexdigest()


def _author(author: Mapping[str, Any]) -> str:
    if "family-names" in author:
        return ", ".join(str(author[key]) for key in ("family-names", "given-names") if author.get(key))
    return f"{{{author.get('name', 'unknown')}}}"
