"""Brings coding made before the study into it: its texts become articles, its file a coding pass of seeds/gold."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, count
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from tabulate import tabulate

from rejoinder import paths
from rejoinder.actors import Actors, list_known_sides
from rejoinder.add.texts import add_texts
from rejoinder.agreement.marks import name_codes
from rejoinder.articles.sidecars import ENDING
from rejoinder.config import compose_run
from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames, Meaning
from rejoinder.human_coding.codes_file import name_codes_file, read_codes_file, write_codes_file
from rejoinder.human_coding.files import GoldError, name_pass
from rejoinder.human_coding.folder import choose_reader
from rejoinder.human_coding.marked_texts import MarkedText
from rejoinder.zipped import pack

_LONGEST = 200  # bytes of a file's name; systems allow 255
_UNNAMEABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # by some system
_SHOWN = 40  # characters of a code in the table
_BRAT = (".ann", ".txt", ".conf")


@dataclass(frozen=True)
class CodingFile:
    """A file of coding to be added.

    Attributes:
        source: the file or folder that it comes from.
        target: its place in seeds/gold.
        content: its bytes; of a folder of brat these of an archive.
        texts: what it holds.
    """

    source: Path
    target: Path
    content: bytes
    texts: Sequence[MarkedText]


def add_coding(places: Sequence[Path]) -> None:
    """Add coding and its texts, and print what its codes mean.

    Nothing is changed before all has been read. Codes that mean nothing here are listed in a file beside the pass,
    which waits for what they mean.

    Args:
        places: files of coding, folders of brat, and files or folders of texts that the coding is of.

    Raises:
        GoldError: no coding, a file that cannot be read, or another pass of the same name.
        ArticleError: as `add_texts` raises.
    """
    files = [file for file in map(_read_place, places) if file]
    if not files:
        raise GoldError(
            f"{places[0]}: expected coding (.qdpx, .dna, .json, .xmi, .zip, a .csv of events or segments, a folder of"
            " brat), got none; without --coding texts are added."
        )
    for first, second in combinations(files, 2):
        if name_pass(first.target.name) == name_pass(second.target.name):
            raise GoldError(f"{second.source}: {first.source} would be the same coding pass; rename one of the two.")
    for file in files:
        _refuse_to_overwrite(file)
    others = [place for place in places if place not in {file.source for file in files}]
    with TemporaryDirectory() as folder:
        _write_texts(Path(folder), [text for file in files for text in file.texts])
        brat = [path for file in files if file.source.is_dir() for path in _list_uncoded(file.source)]
        texts = [*([Path(folder)] if any(Path(folder).iterdir()) else []), *others, *brat]
        if texts:
            add_texts(texts)
    run = compose_run()
    actors: Actors = run.load("actors")
    names = name_codes(run.load("codebook"), actors, list_known_sides(actors))
    for file in files:
        file.target.parent.mkdir(parents=True, exist_ok=True)
        file.target.write_bytes(file.content)
        _report(file, names)


def _read_place(place: Path) -> CodingFile | None:
    """What a file, or a folder of brat, holds; None of one that is no coding."""
    if not place.exists():
        raise GoldError(f"{place}: expected a file of coding, found nothing there; correct the path.")
    if place.is_dir():
        if not any(place.rglob("*.ann")):
            return None
        coded = [path for path in sorted(place.rglob("*")) if path.suffix in _BRAT and path not in _list_uncoded(place)]
        content = pack((path.relative_to(place).as_posix(), path.read_bytes()) for path in coded)
        target = paths.GOLD / f"{place.resolve().name}.zip"
    else:
        content, target = place.read_bytes(), paths.GOLD / place.name
    reader = choose_reader(target.name, content)
    return CodingFile(place, target, content, reader(str(place), content)) if reader else None


def _list_uncoded(folder: Path) -> list[Path]:
    """Texts of a folder of brat that have no standoff."""
    return [path for path in sorted(folder.rglob("*.txt")) if not path.with_suffix(".ann").exists()]


def _refuse_to_overwrite(file: CodingFile) -> None:
    for path in sorted(paths.GOLD.glob("*")):
        is_same = path.name == file.target.name and path.read_bytes() == file.content
        if path.suffix not in (".yaml", ".md") and name_pass(path.name) == name_pass(file.target.name) and not is_same:
            raise GoldError(f"{file.source}: there is the coding pass {path} already; rename the file to be added.")


def _write_texts(folder: Path, texts: Iterable[MarkedText]) -> None:
    """Write texts as files of their names, with sidecars for what else is known of them."""
    for number, text in enumerate(text for text in texts if text.text.strip()):
        name = _UNNAMEABLE.sub("_", text.name).strip(" .").removesuffix(".txt")
        stem = name.encode()[:_LONGEST].decode(errors="ignore") or f"text-{number + 1}"
        content = text.text.encode()
        files = (folder / f"{stem}{ending}.txt" for ending in chain([""], (f"-{n}" for n in count(number + 1))))
        file = next(file for file in files if not file.exists() or file.read_bytes() == content)
        file.write_bytes(content)
        details = {key: value for key, value in text.details.items() if value}
        if details:
            written = yaml.safe_dump(details, allow_unicode=True, sort_keys=False, width=float("inf"))
            file.with_suffix(ENDING).write_text(written, encoding="utf-8")


def _report(file: CodingFile, names: CodeNames) -> None:
    """Print what the codes of a file mean, and begin the file of those that mean nothing."""
    meanings = read_codes_file(file.target)
    counts = Counter(mark.code for text in file.texts for mark in text.marks)
    meant = {code: [names.interpret(name) for name in meanings.get(code, [code])] for code in counts}
    print(f"{file.target}: {len(file.texts)} text(s), {counts.total():,} mark(s) of {len(counts)} code(s)\n")
    rows = [(code[:_SHOWN], n, _describe(meant[code])) for code, n in sorted(counts.items())]
    speakers = [row for row in rows if row[2] == "speaker"]
    shown = [row for row in rows if row not in speakers]
    shown += [(f"{len(speakers)} speaker(s)", sum(n for _, n, _ in speakers), "speaker")] if speakers else []
    print(tabulate(shown, ("code", "marks", "means here"), tablefmt="simple", disable_numparse=True))
    unknown = {code: n for code, n in sorted(counts.items()) if not all(meant[code])}
    if unknown:
        _begin_codes_file(file, unknown)
    print(f"\nsay in {paths.GOLD / 'passes.md'} who coded {file.target.name} and how; `dvc repro` compares it")


def _describe(meanings: Sequence[Meaning | None]) -> str:
    if all(one and one.variable == "speaker" for one in meanings):
        return "speaker"
    words = [
        " ".join(filter(None, (one.variable, one.stance, one.value))) if one else "nothing yet" for one in meanings
    ]
    return ", ".join(words)


def _begin_codes_file(file: CodingFile, unknown: Mapping[str, int]) -> None:
    codes_file = name_codes_file(file.target)
    if not codes_file.exists():
        codes_file.write_text(write_codes_file(file.target.name, unknown), encoding="utf-8")
    print(f"\n{codes_file}: say there what {len(unknown)} code(s) mean; until then they are listed and not compared")
    if frames := ",".join(dict.fromkeys(filter(None, map(_suggest_frame, unknown)))):
        print(f"for a codebook of their own: rejoinder codebook {_name_plainly(file.target.stem)} --frames {frames}")


def _suggest_frame(code: str) -> str:
    """A name for the frame that a code may be, "" of a side."""
    is_side = code.startswith(CodeNames.name_side(""))
    return "" if is_side else _name_plainly(code.removeprefix(f"{FAVOURS} ").removeprefix(f"{OPPOSES} "))


def _name_plainly(text: str) -> str:
    """A text as a name of a codebook or frame: small letters of English, digits and "_", a letter first."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"\W+", "_", ascii_text).strip("_").lower()
    return name if not name or name[0].isalpha() else f"code_{name}"
