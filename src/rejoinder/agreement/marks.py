"""Coding passes made in other tools: marks in texts, laid over the statements of this run."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from rejoinder import schema
from rejoinder.actors import Actors
from rejoinder.agreement.places import ArticlePlaces, PlaceError, build_places, find_marked, squeeze_marked
from rejoinder.agreement.rows import CodedStatement
from rejoinder.codebook import Codebook
from rejoinder.human_coding.code_names import CodeNames, Meaning, Variable
from rejoinder.human_coding.files import MACHINE
from rejoinder.human_coding.label_studio import NO_FRAME
from rejoinder.human_coding.marked_texts import MarkedFile, MarkedText
from rejoinder.human_coding.model import NEUTRAL, NO_SIDE, Code, CodingPass, SkippedRows, Unit

_SHOWN = 100  # characters of the words of a mark
_ABSENT = "not among the articles of this run"
_UNCODED = "this is no statement (a by-line, a caption), and never coded"
_UNKNOWN = "the code is no frame, side or stance of this run; NAME.codes.yaml beside the file can say what it means"
_NOT_HELD = "not coded: their words are not in the file's text, or none of its marks stand in this article"
_NOTHING = "no code in it is a frame, side, speaker or stance of this run"
_UNCLEAR = "coded both ways, so neither counts; take one of the codes away"


def lay_marks(
    file: MarkedFile, statements: Iterable[CodedStatement], names: CodeNames
) -> tuple[CodingPass, list[SkippedRows]]:
    """Lay the marks of a file over the run's statements.

    Every statement whose words the file holds is coded, and of a file without texts every one of an article in which a
    mark stands; further ones where they have a mark. Frames, sides and stances are coded where the file has any, frames
    also where it offers any; there a statement without a mark has none. A speaker without one is left open.

    Args:
        file: its texts named by their articles (see `name_articles`).
        statements: of these articles, lines that are not coded included.
        names: what codes mean.

    Returns:
        The pass, and what of the file is not compared in this run.
    """
    names_of_texts = {text.name for text in file.texts}
    articles = {key: build_places(rows) for key, rows in _group_by_article(statements).items() if key in names_of_texts}
    skipped = [
        _skip(file, f"text {text.name!r}, {len(text.marks)} mark(s)", _ABSENT)
        for text in file.texts
        if text.name not in articles
    ]
    meanings: dict[Unit, set[Meaning]] = {}
    unknown: Counter[str] = Counter()
    for text in file.texts:
        if text.name in articles:
            skipped += _lay_text(file, text, articles[text.name], names, meanings, unknown)
    skipped += _list_not_held(file, articles, meanings)
    skipped += [_skip(file, f"code {code!r}, {n} mark(s)", _UNKNOWN) for code, n in sorted(unknown.items())]
    skipped += _note_coders(file)
    asked = {meaning.variable for own in meanings.values() for meaning in own} | _list_offered(file, names)
    if not any(meanings.values()) and (unknown or not asked):
        skipped += [_skip(file, f"{len(articles)} article(s)", _NOTHING)] if articles and not unknown else []
        return CodingPass(name=file.coder, codes={}), skipped
    targets = list(names.targets) if "stance" in asked else []
    codes = {}
    for unit, own in meanings.items():
        codes[unit] = _build_code(own, targets, asked)
        skipped += [_skip(file, f"article {unit[0]}, statement {unit[1]}: {what}", _UNCLEAR) for what in _clash(own)]
    return CodingPass(name=file.coder, codes=codes), skipped


def name_codes(codebook: Codebook, actors: Actors, sides: Collection[str]) -> CodeNames:
    """Name the codes of a run; `sides` are all that a speaker can be on."""
    return CodeNames(
        {name: frame.label for name, frame in codebook.frames.items()},
        sides,
        {name: target.label for name, target in actors.targets.items()},
    )


def name_articles(
    files: Iterable[MarkedFile], known: Collection[str], statements: Iterable[Sequence[CodedStatement]]
) -> list[MarkedFile]:
    """Name texts by the articles that they are: those of their name, else those of their text.

    Of a file without texts, those are an article's whose marked words all stand in it, and in no other.

    Args:
        files: as they were read.
        known: article_id of every article of the run.
        statements: of the run, whole articles at a time; read only where a name is not known.
    """
    files = list(files)
    unnamed = [text for file in files for text in file.texts if text.name not in known]
    wanted = {squeeze_marked(text.text) for text in unnamed if text.text}
    marked = {text.name: _squeeze_words(text) for text in unnamed if not text.text and _squeeze_words(text)}
    by_text: dict[str, str] = {}
    by_words: dict[str, list[str]] = {name: [] for name in marked}
    for rows in statements if wanted or marked else ():
        for article, own in _group_by_article(rows).items():
            content = build_places(own).text
            by_text.setdefault(content, article)
            for name, words in marked.items():
                by_words[name] += [article] if all(word in content for word in words) else []
    articles = {name: own[0] for name, own in by_words.items() if len(own) == 1}
    return [
        replace(file, texts=[_name_article(text, known, by_text, articles) for text in file.texts]) for file in files
    ]


def _name_article(
    text: MarkedText, known: Collection[str], by_text: Mapping[str, str], by_words: Mapping[str, str]
) -> MarkedText:
    if text.name in known:
        return text
    name = by_text.get(squeeze_marked(text.text)) if text.text else by_words.get(text.name)
    return replace(text, name=name or text.name)


def _squeeze_words(text: MarkedText) -> set[str]:
    return {words for mark in text.marks if (words := squeeze_marked(mark.words))}


def _group_by_article(statements: Iterable[CodedStatement]) -> dict[str, list[CodedStatement]]:
    ordered = sorted(statements, key=lambda row: row["article_id"])
    return {article: list(rows) for article, rows in groupby(ordered, key=lambda row: row["article_id"])}


def _lay_text(
    file: MarkedFile,
    text: MarkedText,
    article: ArticlePlaces,
    names: CodeNames,
    meanings: dict[Unit, set[Meaning]],
    unknown: Counter[str],
) -> Iterator[SkippedRows]:
    """Add what the marks of one text mean, and count codes that mean nothing here; yields marks that have no place."""
    placed = list(find_marked(text, article))
    coded_units = {(row["article_id"], row["sent_id"]) for row in article.statements if _is_coded(row)}
    if not placed or not all(isinstance(rows, PlaceError) for _, rows in placed):
        held = squeeze_marked(text.text)
        for row in article.statements:
            if _is_coded(row) and (not held or squeeze_marked(row["text"]) in held):
                meanings.setdefault((row["article_id"], row["sent_id"]), set())
    for mark, rows in placed:
        meaning = names.interpret(mark.code)
        if meaning is None:
            unknown[mark.code] += 1
            continue
        item = f"article {text.name}, code {mark.code!r}: {mark.words[:_SHOWN]!r}"
        if isinstance(rows, PlaceError):
            yield _skip(file, item, str(rows))
            continue
        units = [(row["article_id"], row["sent_id"]) for row in rows]
        coded = [unit for unit in units if unit in coded_units]
        if not coded:
            yield _skip(file, item, _UNCODED)
        for unit in coded:
            meanings.setdefault(unit, set()).add(meaning)


def _is_coded(row: CodedStatement) -> bool:
    return row["unit"] in schema.CODED_KINDS


def _list_not_held(
    file: MarkedFile, articles: Mapping[str, ArticlePlaces], coded: Collection[Unit]
) -> Iterator[SkippedRows]:
    """List how many statements of each article the file leaves open."""
    for name, article in articles.items():
        n = sum(_is_coded(row) and (name, row["sent_id"]) not in coded for row in article.statements)
        if n:
            yield _skip(file, f"article {name}, {n} statement(s)", _NOT_HELD)


def _list_offered(file: MarkedFile, names: CodeNames) -> set[Variable]:
    """List whether frames were to choose from, even if no statement was given one."""
    offered = {code for text in file.texts for code in text.offered}
    meanings = filter(None, map(names.interpret, offered))
    return {"frame"} if NO_FRAME in offered or any(m.variable == "frame" for m in meanings) else set()


def _build_code(meanings: Collection[Meaning], targets: Iterable[str], asked: Collection[Variable]) -> Code:
    """The code of a statement; what was coded both ways is left open."""
    values = {variable: sorted(m.value for m in meanings if m.variable == variable) for variable in ("side", "speaker")}
    taken = {target: {m.stance for m in meanings if m[:2] == ("stance", target)} for target in targets}
    side = values["side"] or ([NO_SIDE] if "side" in asked else [""])
    speaker = values["speaker"] or [""]
    return Code(
        speaker=speaker[0] if len(speaker) == 1 else "",
        form="",
        frames=frozenset(m.value for m in meanings if m.variable == "frame") if "frame" in asked else None,
        side=side[0] if len(side) == 1 else "",
        stances={target: next(iter(own), NEUTRAL) for target, own in taken.items() if len(own) < 2},
    )


def _clash(meanings: Collection[Meaning]) -> Iterator[str]:
    """What a statement was coded as both ways: two sides, two speakers, for and against a target."""
    about = Counter(m[:2] if m.variable == "stance" else (m.variable, "") for m in meanings if m.variable != "frame")
    for (variable, target), n in sorted(about.items()):
        if n > 1:
            yield f"{variable} toward {target}" if target else variable


def _note_coders(file: MarkedFile) -> list[SkippedRows]:
    coders = sorted({mark.coder for text in file.texts for mark in text.marks} - {"", MACHINE})
    if len(coders) < 2:
        return []
    reason = "taken together as one pass; to compare coders, export a file of each"
    return [_skip(file, f"coding of {', '.join(coders)}", reason)]


def _skip(file: MarkedFile, item: str, reason: str) -> SkippedRows:
    return SkippedRows(item=f"{file.path}: {item}", reason=reason)
