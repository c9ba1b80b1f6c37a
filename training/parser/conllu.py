"""Sentences in CoNLL-U (https://universaldependencies.org/format.html): reading, writing, surface text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
_KEPT_MISC = ("SpaceAfter=No",)

Row = list[str]


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence: its rows (ten columns; words and multi-word tokens, no empty nodes) and where it stands.

    `document` is the id of the `# newdoc` it is in ("" where the file has none); `opens` says whether it begins a
    paragraph.
    """

    rows: list[Row]
    document: str = ""
    opens: bool = False

    @property
    def words(self) -> list[Row]:
        """Rows of syntactic words, in order."""
        return [row for row in self.rows if "-" not in row[ID]]

    @property
    def text(self) -> str:
        """The surface, without blanks at its end."""
        return surface([self])


@dataclass(frozen=True, kw_only=True)
class Token:
    """A surface token: its form, whether a blank follows, and its words (more than one: a multi-word token)."""

    form: str
    space: bool
    words: list[Row]

    @property
    def concatenative(self) -> bool:
        """Whether the words put together give the form: what the splitter can learn."""
        return self.form == "".join(word[FORM] for word in self.words)


def tokens(sentence: Sentence) -> Iterator[Token]:
    """Surface tokens in order."""
    rows, at = sentence.rows, 0
    while at < len(rows):
        row = rows[at]
        first, _, last = row[ID].partition("-")
        count = int(last) - int(first) + 1 if last else 1
        begin = at + 1 if last else at
        yield Token(form=row[FORM], space="SpaceAfter=No" not in row[MISC], words=rows[begin : begin + count])
        at = begin + count


def read(path: Path) -> list[Sentence]:
    """Sentences of a file, in order; empty nodes, enhanced dependencies and other MISC than SpaceAfter are left out.

    Raises:
        ValueError: a line that has not ten columns.
    """
    sentences: list[Sentence] = []
    document, opens, rows = "", True, list[Row]()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("# newdoc"):
            document, opens = line.partition("=")[2].strip(), True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens = True
        elif not line.strip():
            if rows:
                sentences.append(Sentence(rows=rows, document=document, opens=opens))
                opens, rows = False, []
        elif not line.startswith("#"):
            columns = line.split("\t")
            if len(columns) != 10:
                raise ValueError(f"{path}, line {number}: expected ten columns, got {len(columns)}; mend the file.")
            if "." not in columns[ID]:
                rows.append(_plain(columns))
    return sentences


def _plain(columns: Row) -> Row:
    kept = [item for item in columns[MISC].split("|") if item in _KEPT_MISC]
    return [*columns[:DEPS], "_", "|".join(kept) or "_"]


def as_text(sentences: Iterable[Sentence]) -> str:
    """Sentences in CoNLL-U, with `# newpar` where a paragraph opens."""
    parts = []
    for sentence in sentences:
        parts += ["# newpar"] if sentence.opens else []
        parts += [f"# text = {sentence.text}", *("\t".join(row) for row in sentence.rows), ""]
    return "\n".join(parts) + "\n"


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Write sentences, whole or not at all."""
    replace(path, as_text(sentences))


def replace(path: Path, text: str) -> None:
    """Write a text file under another name first, so that a stopped run leaves no half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Sentences in runs, each beginning at one that opens a paragraph."""
    runs: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.opens or not runs:
            runs.append([])
        runs[-1].append(sentence)
    return runs


def surface(run: Iterable[Sentence]) -> str:
    """The text of a paragraph, without blanks at its end."""
    pieces = (token.form + (" " if token.space else "") for sentence in run for token in tokens(sentence))
    return "".join(pieces).rstrip()


def raw_text(runs: Sequence[Sequence[Sentence]]) -> str:
    """Paragraphs as raw text, one blank line between them."""
    return "\n\n".join(surface(run) for run in runs) + "\n"
