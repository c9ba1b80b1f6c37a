"""Whom a source means: labels of turns that tell whose their person is, nouns that are bodies."""

import pytest

from rejoinder.actors import Actors
from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers import read_gazetteer, resolve_speakers
from tests.support.parses import parsed
from tests.support.project import ROOT

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")
ACTORS = Actors(sides={}, targets={})


@pytest.mark.parametrize(
    ("first_name", "label", "side"),
    [
        ("Jordan", "Jordan Adler", ""),
        ("Sofia", "Sofia Adler", ""),
        ("Ana", "Ana Adler (Chile)", "Chile"),
        ("Sofia", "Sofia Adler (Chile)", "Chile"),
    ],
)
def test_a_first_name_that_is_a_places_too_tells_no_country(first_name: str, label: str, side: str) -> None:
    in_brackets = label.endswith(")")
    words = [(first_name, "PROPN", 0, "root"), ("Adler", "PROPN", 1, "flat")]
    words += [("(", "PUNCT", 4, "punct"), ("Chile", "PROPN", 1, "appos"), (")", "PUNCT", 4, "punct")] * in_brackets
    head = "\n".join(f"{n}\t{w}\t{w}\t{u}\t_\t_\t{h}\t{r}\t_\t_" for n, (w, u, h, r) in enumerate(words, 1))
    said = "1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tleaks\tleak\tVERB\tVBZ\t_\t0\troot\t_\t_\n"
    said += "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_"
    text = f"{label}\n\nIt leaks."
    sentences = parsed(text, f"# sent_id = 1\n# block = 0\n{head}\n\n# sent_id = 2\n# block = 1\n{said}\n")
    start = len(label) + 2
    article = {
        "article_id": "a",
        "text": text,
        "outlet": "The Lantern",
        "blocks": [
            {"kind": "turn", "start": 0, "end": len(label)},
            {"kind": "paragraph", "start": start, "end": len(text)},
        ],
    }
    turn = Attribution(
        sent_id=2,
        source=((0, len(label)),),
        cue=(),
        content=((start, len(text)),),
        kind="direct",
        act="speech",
        rule="turn",
    )
    (speaker,) = resolve_speakers(article, sentences, [turn], GAZETTEER, ACTORS)
    assert (speaker.name, speaker.side) == (f"{first_name} Adler", side)


@pytest.mark.parametrize(("label", "name"), [("CCTV", "CCTV"), ("PM", "PM")])
def test_a_label_that_names_nobody_known_is_a_speaker_of_its_own(label: str, name: str) -> None:
    rows = [(1, "Ana", "Ana", "PROPN"), (2, label, label.lower(), "NOUN")]
    parses = [f"# sent_id = {n}\n# block = {n - 1}\n1\t{w}\t{m}\t{u}\t_\t_\t0\troot\t_\t_\n" for n, w, m, u in rows]
    text = f"Ana\n\n{label}"
    sentences = parsed(text, "\n".join(parses))
    spans = [(0, 3), (5, len(text))]
    article = {
        "article_id": "a",
        "text": text,
        "outlet": "The Lantern",
        "blocks": [{"kind": "turn", "start": start, "end": end} for start, end in spans],
    }
    turns = [
        Attribution(sent_id=n, source=(span,), cue=(), content=(span,), kind="direct", act="speech", rule="turn")
        for n, span in enumerate(spans, 1)
    ]
    speakers = resolve_speakers(article, sentences, turns, GAZETTEER, ACTORS)
    assert [speaker.name for speaker in speakers] == ["Ana", name]


@pytest.mark.parametrize(
    ("first", "noun", "is_thing"),
    [("think", "tank", False), ("ferry", "line", False), ("fish", "tank", True), ("coast", "line", True)],
)
def test_a_noun_may_be_a_body_only_with_the_noun_before_it(first: str, noun: str, is_thing: bool) -> None:
    rows = [("The", "DET", 3, "det"), (first, "NOUN", 3, "compound"), (noun, "NOUN", 4, "nsubj")]
    rows += [("backed", "VERB", 0, "root"), ("it", "PRON", 4, "obj"), (".", "PUNCT", 4, "punct")]
    parse = "\n".join(f"{n}\t{w}\t{w}\t{u}\t_\t_\t{h}\t{r}\t_\t_" for n, (w, u, h, r) in enumerate(rows, 1))
    text = f"The {first} {noun} backed it."
    end = len(f"The {first} {noun}")
    blocks = [{"kind": "paragraph", "start": 0, "end": len(text)}]
    article = {"article_id": "a", "text": text, "outlet": "The Lantern", "blocks": blocks}
    backing = Attribution(
        sent_id=1,
        source=((0, end),),
        cue=((end + 1, end + 7),),
        content=((end + 8, end + 10),),
        kind="indirect",
        act="speech",
        rule="object",
    )
    sentences = parsed(text, f"# sent_id = 1\n# block = 0\n{parse}\n")
    (speaker,) = resolve_speakers(article, sentences, [backing], GAZETTEER, ACTORS)
    assert speaker.resolution.startswith("description-thing") == is_thing
