"""Sentences in CoNLL-U (https://universaldependencies.org/format.html): reading, writing, surface text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
_MISC_READ = ("SpaceAfter=No",)

Row = list[str]


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence and where it stands.

    Attributes:
        rows: ten columns each; words and multi-word tokens, no empty nodes.
        document: id of the `# newdoc` it is in, "" where the file has none.
        opens: whether it begins a paragraph.
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
        """The text, without blanks at its end."""
        return build_text([self])


@dataclass(frozen=True, kw_only=True)
class Token:
    """A surface token.

    Attributes:
        form: as it stands in the text.
        space: whether a blank follows.
        words: rows of its words; more than one for a multi-word token.
    """

    form: str
    space: bool
    words: list[Row]


def iterate_tokens(sentence: Sentence) -> Iterator[Token]:
    """Cut a sentence into its surface tokens, in order."""
    rows, position = sentence.rows, 0
    while position < len(rows):
        row = rows[position]
        first, _, last = row[ID].partition("-")
        count = int(last) - int(first) + 1 if last else 1
        begin = position + 1 if last else position
        yield Token(form=row[FORM], space="SpaceAfter=No" not in row[MISC], words=rows[begin : begin + count])
        position = begin + count


def read(path: Path) -> list[Sentence]:
    """Read the sentences of a file, in order.

    Empty nodes, enhanced dependencies and other MISC than SpaceAfter are left out.

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
                raise ValueError(f"{path}, line {number}: expected ten columns, got {len(columns)}; correct the file.")
            if "." not in columns[ID]:
                rows.append(_simplify(columns))
    return sentences


def _simplify(columns: Row) -> Row:
    misc = [item for item in columns[MISC].split("|") if item in _MISC_READ]
    return [*columns[:DEPS], "_", "|".join(misc) or "_"]


def format_sentences(sentences: Iterable[Sentence]) -> str:
    """Write sentences in CoNLL-U, with `# newpar` where a paragraph opens."""
    parts = []
    for sentence in sentences:
        parts += ["# newpar"] if sentence.opens else []
        parts += [f"# text = {sentence.text}", *("\t".join(row) for row in sentence.rows), ""]
    return "\n".join(parts) + "\n"


def write(sentences: Iterable[Sentence], path: Path) -> None:
    """Write sentences, whole or not at all."""
    write_text(path, format_sentences(sentences))


def write_text(path: Path, text: str) -> None:
    """Write a text file under another name first, so that a stopped run leaves no half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def group_paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Group sentences by paragraph, each beginning at a sentence that opens one."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.opens or not groups:
            groups.append([])
        groups[-1].append(sentence)
    return groups


def build_text(paragraph: Iterable[Sentence]) -> str:
    """Build the text of a paragraph, without blanks at its end."""
    tokens = (token for sentence in paragraph for token in iterate_tokens(sentence))
    return "".join(token.form + (" " if token.space else "") for token in tokens).rstrip()
