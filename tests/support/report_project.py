"""A hand-made project for the tests of the report: invented countries, two articles, every case a statement can be."""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from rejoinder import config, paths, report, schema, tables
from tests.support.html_page import Element
from tests.support.project import ROOT

RIVER, HOSTILE = "norvia-dam", "unsafe text"
TITLE = "Norvia Offers Talks Over the River Dam"
TEXTS = {
    RIVER: [
        ("title", [TITLE]),
        ("paragraph", ["Norvia offered on Monday to talk about the dam."]),
        ("paragraph", ['"Our farmers have lost their water," minister Ada Lind said.', '"We will answer in kind."']),
        ("paragraph", ["Sudria rejected the charge & called on its neighbour to sit down together."]),
        ("credit", ["(Reporting by Jo Marsh)"]),
    ],
    HOSTILE: [
        (
            "paragraph",
            ['<script>document.title = "owned"</script> said the <b>spokesman</b>.', 'It\'s {{ 7 * 7 }} "so".'],
        )
    ],
}
# article, sent_id: speaker, speaker_kind, role, side, form, {frame: words of evidence}
CODES = {
    (RIVER, 1): ("Norvia", "country", "", "Norvia", "indirect", {"talks": ["Offers Talks"]}),
    (RIVER, 2): ("Norvia", "country", "", "Norvia", "indirect", {"talks": ["offered", "to talk"]}),
    (RIVER, 3): ("Ada Lind", "person", "minister", "Norvia", "direct", {"harm": ["lost their water"]}),
    (RIVER, 4): ("Ada Lind", "person", "minister", "Norvia", "direct", {"threat": ["answer in kind"]}),
    (RIVER, 5): (
        "Sudria", "country", "", "Sudria", "mixed",
        {"talks": ["called on its neighbour to sit down"], "denial": ["rejected the charge", "its neighbour"]},
    ),
    (HOSTILE, 1): ('<img src=x onerror="alert(1)">', "unknown", "", "", "direct", {}),
    (HOSTILE, 2): ("The Outlet", "outlet", "", "", "narrated", {}),
}  # fmt: skip
CODEBOOK = """
_target_: rejoinder.codebook.Codebook
unit: One sentence with its speaker.
source: Written for these tests.
frames:
""" + "".join(
    f"  {name}: {{label: {label}, definition: A test., include: [this], exclude: [that], examples: [So it is.]}}\n"
    for name, label in {"harm": "Harm", "denial": "Denial", "threat": "Deterrence", "talks": "Talks"}.items()
)
ACTORS = """
_target_: rejoinder.actors.Actors
sides: {Norvia: {members: [Norvians]}, Sudria: {members: [Sudrians]}}
targets: {dam: {label: the dam, mentions: [dam]}}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="255pt" height="90pt" viewBox="0 0 255 90"><rect width="9"/></svg>'


def make(folder: Path, **settings: object) -> None:
    """Write the project into `folder`; keywords change keys of conf/report/html.yaml."""
    option = (ROOT / "conf/report/html.yaml").read_text(encoding="utf-8")
    for key, value in settings.items():
        option = "\n".join(f"{key}: {value}" if line.startswith(f"{key}:") else line for line in option.split("\n"))
    files = {
        "params.yaml": "codebook: river\nactors: river\nreport: html\nmultiverse: standard\nengine: local\nseed: 3\n",
        "conf/codebook/river.yaml": CODEBOOK,
        "conf/actors/river.yaml": ACTORS,
        "conf/engine/local.yaml": "_target_: rejoinder.engine.Local\n",
        "conf/report/html.yaml": option,
        "conf/multiverse/standard.yaml": (ROOT / "conf/multiverse/standard.yaml").read_text(encoding="utf-8"),
        "seeds/articles/norvia-dam.txt": "the input",
        "dvc.yaml": "stages: {}\n",
        "reports/figures/score.svg": SVG,
        "reports/figures/own_figure.svg": SVG,
        "reports/tables/sides_frames.csv": "side,Talks,share\nNorvia,2,0.5\nSudria,1,-0.25\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = [{"statement_id": f"{article}/{number:04d}", "n": 1} for article, number in CODES]
    write_csv(folder / "reports/figures/score.csv", rows)
    write_tables(folder)


def render(folder: Path, monkeypatch: pytest.MonkeyPatch, **settings: object) -> str:
    """Write the project and its report, and give the page; the folder becomes the working directory."""
    make(folder, **settings)
    monkeypatch.chdir(folder)
    report.main(config.compose_run())
    return paths.REPORT.read_text(encoding="utf-8")


def find_statement(page: Element, article: str, number: int) -> Element:
    """The statement of the reading view, in a page that `render` made."""
    return page.one(id=f"a{[RIVER, HOSTILE].index(article) + 1}-s{number}")


def write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_tables(folder: Path) -> None:
    articles, statements, attributions, frames, stances = [], [], [], [], []
    for article_id, parts in TEXTS.items():
        text, blocks, sentences = lay_out(parts)
        articles.append(
            {
                "article_id": article_id, "title": TITLE if article_id == RIVER else "<i>Unsafe</i>", "text": text,
                "blocks": blocks, "outlet": "The Outlet", "published": "2024-02-01", "language": "en",
                "url": "javascript:alert(1)", "rights": "Free", "path": f"seeds/articles/{article_id}.txt",
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "genre": "news" if article_id == RIVER else "speech",
                "speaker": "" if article_id == RIVER else "The Mayor",
            }
        )  # fmt: skip
        for number, (kind, block, start, end) in enumerate(sentences, 1):
            row = {
                "statement_id": f"{article_id}/{number:04d}", "article_id": article_id, "sent_id": number,
                "block": block, "unit": kind, "start": start, "end": end, "text": text[start:end],
            }  # fmt: skip
            if kind != "credit":
                speaker, speaker_kind, role, side, form, evidence = CODES[article_id, number]
                row |= {"speaker": speaker, "speaker_kind": speaker_kind, "role": role, "side": side, "form": form}
                row |= {"attribution_id": f"{article_id}/a{number}", "rule": "test rule"}
                row |= {"resolution": "surname+home" if speaker == "Ada Lind" else "country"}
                frames += [frame_row(row, name, evidence.get(name)) for name in ("denial", "harm", "talks", "threat")]
                attributions.append(attribution_row(row))
                if (article_id, number) == (RIVER, 5):
                    attributions.append(nested_row(attributions[-1], row))
                stances += stance_rows(row)
            statements.append(row)
    accuracy = {
        "variant": "tuned",
        "frame": "harm",
        "n": 90,
        "positives": 9,
        "f1": 0.625,
        "note": "of <held-out> texts",
    }
    left_out = [{"item": "seeds/articles/<empty>.txt", "stage": "articles", "reason": "empty file"}]
    for path, rows, columns in (
        (paths.ARTICLES, articles, schema.ARTICLES),
        (paths.STATEMENTS, statements, schema.STATEMENTS),
        (paths.ATTRIBUTIONS, attributions, schema.ATTRIBUTIONS),
        (paths.FRAMES, frames, schema.FRAMES),
        (paths.STANCES, stances, schema.STANCES),
        (paths.CORRECTIONS, [], schema.CORRECTIONS),
        (paths.LEFT_OUT, left_out, schema.LEFT_OUT),
        (paths.CODER, [accuracy], schema.CROSS_VALIDATION),
        (paths.AGREEMENT, [], schema.AGREEMENT),
        (paths.AGREEMENT / "prevalence", [], schema.PREVALENCE),
        (paths.AGREEMENT / "efforts", [], schema.EFFORTS),
        (paths.AGREEMENT / "articles", [{"article_id": RIVER, "passes": 1}], schema.GOLD_ARTICLES),
        (paths.AGREEMENT / "confusion", confusion_rows(), schema.CONFUSION),
        (paths.CONCORDANCE, concordance_rows(statements), schema.CONCORDANCE),
    ):
        tables.write_partition(folder / path, tables.name_partition(0), tables.build_table(rows, columns))


def concordance_rows(statements: list[dict[str, object]]) -> list[dict[str, object]]:
    """A line for the first letters of every coded statement, by a term and by the cues of a frame."""
    whole = [
        {
            "kind": kind, "query": query, "before": "", "keyword": row["text"][:9], "after": row["text"][9:],
            "speaker": row["speaker"], "side": row["side"], "outlet": "The Outlet", "published": "2024-02-01",
            "statement_id": row["statement_id"], "article_id": row["article_id"], "start": row["start"],
        }
        for kind, query in (("term", "our|we"), ("cue", "harm"))
        for row in statements
        if "speaker" in row
    ]  # fmt: skip
    return [{"line": number} | row for number, row in enumerate(whole, 1)]


def enlarge(folder: Path, articles: int) -> None:
    """Add a partition of so many articles of a sentence or two, of two outlets and four years."""
    rows: dict[Path, list[dict[str, object]]] = {paths.ARTICLES: [], paths.STATEMENTS: [], paths.FRAMES: []}
    for number in range(articles):
        key, sentences = f"z{number:03d}", [f"The gate at pier {number} is shut.", "Nobody was there to ask."]
        text, blocks, places = lay_out([("paragraph", sentences)])
        outlet, published = (
            ("Evening Post", "Harbour Gazette")[number % 2],
            f"{2013 + number // 2 % 4}-05-{number % 28 + 1:02d}",
        )
        about = {"title": f"Pier {number} Shut", "outlet": outlet, "published": published, "url": "", "rights": ""}
        about |= {"sha256": hashlib.sha256(text.encode()).hexdigest(), "path": f"seeds/articles/{key}.txt"}
        rows[paths.ARTICLES].append({"article_id": key, "text": text, "blocks": blocks} | about)
        for place, (kind, block, start, end) in enumerate(places, 1):
            row = {"statement_id": f"{key}/{place:04d}", "article_id": key, "sent_id": place, "block": block}
            row |= {"unit": kind, "start": start, "end": end, "text": text[start:end], "speaker": outlet, "side": ""}
            rows[paths.STATEMENTS].append(row | {"speaker_kind": "outlet", "form": "narrated", "rule": "narration"})
            rows[paths.FRAMES] += [frame_row(row, frame, None) for frame in ("harm", "denial", "threat", "talks")]
    for path, part in rows.items():
        tables.write_partition(
            folder / path, tables.name_partition(1), tables.build_table(part, getattr(schema, path.name.upper()))
        )


def lay_out(
    parts: Iterable[tuple[str, list[str]]],
) -> tuple[str, list[dict[str, object]], list[tuple[str, int, int, int]]]:
    """A text with its blocks and the sentences in them as (kind, block, start, end)."""
    text, blocks, sentences = "", [], []
    for number, (kind, block) in enumerate(parts):
        text += "\n\n" if text else ""
        begin = len(text)
        for place, sentence in enumerate(block):
            text += "  " if place else ""
            sentences.append((kind, number, len(text), len(text) + len(sentence)))
            text += sentence
        blocks.append({"kind": kind, "start": begin, "end": len(text)})
    return text, blocks, sentences


def spans(row: dict[str, object], words: Iterable[str]) -> list[dict[str, int]]:
    places = [(row["start"] + row["text"].index(word), len(word)) for word in words]
    return [{"start": start, "end": start + length} for start, length in sorted(places)]


def frame_row(row: dict[str, object], frame: str, evidence: list[str] | None) -> dict[str, object]:
    return {
        "statement_id": row["statement_id"], "frame": frame, "score": 0.8125 if evidence else 0.125,
        "decision": bool(evidence), "uncertain": bool(evidence) and frame == "harm", "threshold": 0.4,
        "variant": "tuned", "evidence": spans(row, evidence or ()), "rule": "test cue",
    }  # fmt: skip


def attribution_row(row: dict[str, object]) -> dict[str, object]:
    content = [{"start": row["start"], "end": row["end"]}]
    copied = ("attribution_id", "article_id", "sent_id", "speaker", "side")
    return {name: row[name] for name in copied} | {
        "source": [], "cue": [], "content": content, "kind": "direct", "act": "speech", "rule": "quote, cue after",
        "resolution": "full name",
    }  # fmt: skip


def nested_row(outer: dict[str, object], row: dict[str, object]) -> dict[str, object]:
    return outer | {
        "attribution_id": f"{outer['attribution_id']}-inner", "parent": outer["attribution_id"], "speaker": "Norvia",
        "cue": spans(row, ["charge"]), "content": spans(row, ["its neighbour"]), "kind": "indirect",
        "rule": "nominal-cue",
    }  # fmt: skip


def stance_rows(row: dict[str, object]) -> list[dict[str, object]]:
    if "dam" not in row["text"]:
        return []
    mention = spans(row, ["dam"])
    return [
        {
            "statement_id": row["statement_id"], "target": "dam", "score": -0.5, "label": "opposes", "mention": mention,
            "evidence": mention, "rule": "polarity",
        }
    ]  # fmt: skip


def confusion_rows() -> list[dict[str, object]]:
    """The machine and one pass on both articles: they differ on one statement's denial."""
    wrong = {"statement_id": f"{HOSTILE}/0001", "text": TEXTS[HOSTILE][0][1][0]}
    rows: list[dict[str, object]] = []
    for frame in ("harm", "denial", "threat", "talks"):
        differ = int(frame == "denial")
        for cell, n in (("both", 2), ("only first", differ), ("only second", 0), ("neither", 5 - differ)):
            examples = [wrong] if cell == "only first" and differ else []
            rows.append(
                {"first": "machine", "second": "ann", "frame": frame, "cell": cell, "n": n, "examples": examples}
            )
    return rows
