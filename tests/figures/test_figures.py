"""Figures: the tables they draw, that nothing in them is cut off or overlaps, and the bytes of their files."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from rejoinder import config, figures, paths, schema, tables
from rejoinder.actors import Actors, Side, Target
from rejoinder.agreement import AGREEMENT, Agreement, Coding, compared
from rejoinder.agreement.gold import Code, Sample
from rejoinder.agreement.population import Population
from rejoinder.codebook import Codebook, Frame, signs
from rejoinder.corpus import open_corpus
from rejoinder.figures import (
    by_outlet,
    coders,
    listings,
    network,
    over_time,
    prevalence,
    profiles,
    score,
    scores,
    style,
    write,
)
from rejoinder.figures.data import CHECKS, Coded, DataError, coded, speakers
from rejoinder.figures.style import Paper
from tests.support import corpora
from tests.support.project import ROOT

LABELS = ("Denial", "Deterrence", "Cooperation", "Victimhood", "Human interest", "Morality", "Conflict")
LABELS += ("Economic consequences of policies", "Responsibility of governments", "Law and order", "Peace")
LABELS += ("Progress", "Public opinion and the media", "Environmental protection")
ACTORS = Actors(
    sides={"Norland": Side(), "Sudland": Side()},
    targets={
        "norland": Target(label="Norland"),
        "talks": Target(label="talks on the fishing grounds and on the islands"),
    },
)


@cache
def shipped() -> Paper:
    made: Paper = config.compose_run().load("figures")
    return made


@pytest.fixture
def paper() -> Paper:
    style.set_theme(shipped())
    return shipped()


def codebook(count: int) -> Codebook:
    names = [label.split()[0].lower() for label in LABELS[:count]]
    frames = {
        name: Frame(label=label, definition="50 % & more", include=["a"], exclude=["b"], examples=["c", "d"])
        for name, label in zip(names, LABELS, strict=False)
    }
    return Codebook(unit="a sentence", source="made up", frames=frames)


def data(*lines: str, frames: int = 4, stances: str = "", passes: int = 0, articles: int = 1) -> Coded:
    """Coded statements, one a line: "speaker | side | form | frames"; stances: "sentence target score, ..."."""
    size = -(-len(lines) // articles)
    statements, marks, book = [], [], codebook(frames)
    for number, line in enumerate(lines):
        speaker, side, form, given = (cell.strip() for cell in line.split("|"))
        article, sent_id = f"a{number // size}", number % size + 1
        key = f"{article}/{sent_id:04d}"
        statements.append(
            {"statement_id": key, "article_id": article, "sent_id": sent_id, "unit": "paragraph", "text": "So it is.",
             "speaker": speaker, "side": side, "form": form, "rule": "colon"}
        )  # fmt: skip
        for frame in book.frames:
            hit = frame in given.split()
            row = {"statement_id": key, "frame": frame, "decision": hit, "rule": f"cue: {frame}", "threshold": 0.45}
            marks.append(row | {"score": round(0.5 * hit + (7 * number % 20) / 41, 3)})
    said = []
    for entry in filter(None, stances.split(",")):
        sent_id, target, value = entry.split()
        label = "favours" if float(value) > 0.25 else "opposes" if float(value) < -0.25 else "neutral"
        said.append({"statement_id": f"a0/{int(sent_id):04d}", "target": target, "score": float(value), "label": label})
    rows = {"articles": [{"article_id": f"a{n}", "title": f"Story {n}"} for n in range(articles)]}
    rows |= {"statements": statements, "frames": marks, "stances": said}
    return counted(corpora.as_tables(rows), checks(statements, marks, book, passes), book)


def counted(read: dict[str, pa.Table], checked: dict[str, pd.DataFrame], book: Codebook) -> Coded:
    with open_corpus(read) as corpus:
        return coded(corpus, checked, book, ACTORS, shipped())


def many(articles: int, outlets: Sequence[str] = ("Wire",), days: int = 1, frames: int = 4) -> Coded:
    """A corpus of several outlets and days, without gold coding."""
    book = codebook(frames)
    read = corpora.invent_corpus(articles, outlets, days=days, frames=list(book.frames))
    return counted(read, checks([], [], book, 0), book)


def checks(
    statements: list[dict[str, Any]], marks: list[dict[str, Any]], book: Codebook, passes: int
) -> dict[str, pd.DataFrame]:
    """What stage `agreement` makes of passes that all mark the first frame in their own third of the sentences.

    Each is a random sample of as many statements again.
    """
    units = {(row["article_id"], row["sent_id"]): row["statement_id"] for row in statements}
    codings = []
    for number in range(1, passes + 1):
        codes = {
            unit: Code(speaker="x", form="direct", frames=frozenset(list(book.frames)[: place % 3 == number % 3]))
            for place, unit in enumerate(units)
        }
        sample = Sample(strata=dict.fromkeys(codes, "A"), sizes={"A": 2 * len(codes)})
        codings.append(Coding(name=f"pass-{number}", codes=codes, sample=sample))
    everything = Population(
        statements={"": 2 * len(units)}, marked={("", frame): len(units) // 3 for frame in book.frames}, fingerprint=""
    )
    method = Agreement(minimum_articles=2, minimum_coded=4, resamples=50, level=0.95, bins=5, examples=1)
    made = compared(method, statements if passes else [], marks, codings, everything, list(book.frames), 1)
    return {name or "agreement": tables.build_table(*part).to_pandas() for name, part in made.items()}


FOUR = data(
    "Ada Moor | Norland | direct | denial",
    "Wire | | narrated |",
    "Bo Lund | Sudland | indirect | cooperation denial",
    "Ada Moor | Norland | direct |",
    "Cy Ek | Ostland | mixed | cooperation",
    stances="1 talks 0.9, 4 talks 0.7, 4 norland -0.5, 3 norland 0.1",
    passes=2,
)
EMPTY = data()
CHECKED = {name: getattr(schema, name.upper()) for name in CHECKS}


def crowd(count: int, frames: int, articles: int = 1) -> Coded:
    """Many speakers with long names, each with two statements, several frames, and stances."""
    book = list(codebook(frames).frames)
    lines = []
    for number in [*range(count), *range(count)]:
        name = f"Deputy Chair No. {number} of the Standing Committee on Fisheries & $hipping_{'W' * (number % 20)}"
        side = ("Norland", "Sudland", "Federation of the Eastern Islands", "")[number % 4]
        given = " ".join(book[i] for i in range(frames) if (number + i) % 3 == 0)
        lines.append(f"{name} | {side} | {('direct', 'narrated')[number % 2]} | {given}")
    stances = ", ".join(f"{n + 1} {('talks', 'norland')[n % 2]} {(n % 9 - 4) / 4}" for n in range(count // articles))
    return data(*lines, frames=frames, stances=stances, passes=3, articles=articles)


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_score_has_a_row_for_each_sentence_in_order(paper: Paper) -> None:
    table = score.score(FOUR, paper)
    assert rows(table, "sent_id", "speaker", "side", "frames") == [
        (1, "Ada Moor", "Norland", "denial"),
        (2, "Wire", "no side", ""),
        (3, "Bo Lund", "Sudland", "denial cooperation"),  # in the codebook's order
        (4, "Ada Moor", "Norland", ""),
        (5, "Cy Ek", "Ostland", "cooperation"),
    ]


def test_score_shows_the_article_with_most_framed_statements(paper: Paper) -> None:
    two = data("A | | direct |", "A | | direct | denial", "A | | direct | denial", "A | | direct | denial", articles=2)
    assert set(score.score(two, paper)["article_id"]) == {"a1"}


def test_speakers_are_grouped_by_side_then_by_first_statement() -> None:
    found = speakers(FOUR.speakers, FOUR.sides, 12)
    assert rows(found, "speaker", "side", "n", "row") == [
        ("Ada Moor", "Norland", 2, "Ada Moor"),
        ("Bo Lund", "Sudland", 1, "Bo Lund"),
        ("Cy Ek", "Ostland", 1, "Cy Ek"),
        ("Wire", "no side", 1, "Wire"),
    ]


def test_speakers_with_fewest_statements_are_pooled_last() -> None:
    found = speakers(FOUR.speakers, FOUR.sides, 2)
    assert rows(found, "speaker", "row") == [
        ("Ada Moor", "Ada Moor"),
        ("Wire", "others (3)"),
        ("Bo Lund", "others (3)"),
        ("Cy Ek", "others (3)"),
    ]


def test_sides_are_configured_ones_then_others_then_none() -> None:
    assert list(FOUR.sides) == ["Norland", "Sudland", "Ostland", "no side"]


def test_sides_frames_counts_a_statement_for_each_of_its_frames() -> None:
    table = profiles.sides_frames(FOUR)
    counts = {(side, frame): (count, n) for side, frame, count, n in rows(table, "side", "frame", "count", "n")}
    assert counts["Sudland", "denial"] == counts["Sudland", "cooperation"] == (1, 1)
    assert (counts["Norland", "denial"], counts["Norland", "none"]) == ((1, 2), (1, 2))
    assert counts["Ostland", "victimhood"] == (0, 1)
    assert len(counts) == 4 * 5


def test_speakers_frames_gives_shares_of_the_speakers_statements(paper: Paper) -> None:
    table = profiles.speakers_frames(FOUR, paper)
    found = {(who, frame): share for who, frame, share in rows(table, "speaker", "frame", "share")}
    assert (found["Ada Moor", "denial"], found["Bo Lund", "cooperation"]) == (0.5, 1.0)


def test_stance_network_counts_statements_by_speaker_target_and_stance(paper: Paper) -> None:
    table = network.stance_network(FOUR, paper)
    assert rows(table, "speaker", "target", "stance", "count", "mean_score") == [
        ("Ada Moor", "norland", "opposes", 1, -0.5),
        ("Ada Moor", "talks", "favours", 2, 0.8),
        ("Bo Lund", "norland", "neutral", 1, 0.1),
    ]
    assert not network.by_side(table)


def test_stance_network_of_many_speakers_begins_at_sides(paper: Paper) -> None:
    table = network.stance_network(crowd(14, 4), replace(paper, rows=3))
    assert set(table["row"]) == {"Norland", "Sudland", "other sides (2)"}
    table = network.stance_network(crowd(14, 4), paper)
    assert set(table["row"]) == {"Norland", "Sudland", "Federation of the Eastern Islands", "no side"}
    assert network.by_side(table)


def test_agreement_has_a_row_for_each_pair_frame_and_measure() -> None:
    table = coders.agreement(FOUR)
    assert list(dict.fromkeys(table["pair"])) == ["machine vs. pass-1", "machine vs. pass-2", "pass-1 vs. pass-2"]
    assert len(table) == 3 * 2 * (4 + 2)
    undefined = table[(table["frame"] == "deterrence") & (table["measure"] == "f1")]
    assert undefined["value"].isna().all()
    assert set(undefined["note"]) == {"neither coder marks a unit"}


def test_frame_or_target_that_the_configuration_lacks_is_an_error() -> None:
    empty = corpora.as_tables({name: [] for name in ("articles", "statements", "frames", "stances")})
    for name, column in (("frames", "frame"), ("stances", "target")):
        stray = tables.build_table([{"statement_id": "a/1", column: "old"}], empty[name].schema)
        with pytest.raises(DataError, match=f"data/{name}: 'old' is none of .*dvc repro {name}"):
            counted(empty | {name: stray}, {}, codebook(2))


def test_score_colours_cells_by_frame_and_splits_those_of_two(paper: Paper) -> None:
    table = score.score(FOUR, paper)
    axes = score.plot_score(table, FOUR.frames, list(FOUR.sides), paper).axes[0]
    cells = [p for p in axes.patches if isinstance(p, Rectangle)]
    colours = [style.to_hex(cell.get_facecolor()) for cell in cells]
    denial, _, cooperation, _ = paper.colours(4)
    assert colours == [denial, paper.narrated, denial, cooperation, style.PAPER, cooperation]
    assert cells[2].get_height() == pytest.approx(cells[0].get_height() / 2)


def test_ribbons_are_as_wide_as_their_counts(paper: Paper) -> None:
    table = network.stance_network(FOUR, paper)
    figure = network.plot_stance_network(table, FOUR.targets, paper)
    ribbons = [patch.get_path().vertices for patch in figure.axes[0].patches if not isinstance(patch, Rectangle)]
    widths = sorted(round(float(ribbon[7][1] - ribbon[0][1]), 6) for ribbon in ribbons)
    assert widths == pytest.approx([widths[0], widths[0], 2 * widths[0]])


def test_score_of_a_long_article_says_how_much_it_shows(paper: Paper) -> None:
    long = data(*["A | | direct | denial"] * 400)
    figure = score.plot_score(
        score.score(long, paper), long.frames, list(long.sides), replace(paper, page_mm=100, columns=20)
    )
    shown = sum(len([p for p in axes.patches if isinstance(p, Rectangle)]) for axes in figure.axes)
    assert 0 < shown < 400
    assert figure.axes[0].get_title(loc="left") == f"Story 0 (sentences 1 to {shown} of 400)"


def faults(figure: Figure) -> list[str]:
    """Texts that leave the figure or overlap another, turned ones aside; 0.3 mm is forgiven."""
    figure.set_dpi(254)  # 10 pixels a millimetre
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    drawn = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(canvas.get_renderer()), t.get_rotation()) for t in drawn]
    cut = [
        f"cut off: {text}"
        for text, box, _ in boxes
        if min(box.x0, box.y0) < -3 or box.x1 > figure.bbox.width + 3 or box.y1 > figure.bbox.height + 3
    ]
    straight = [(text, box) for text, box, turned in boxes if not turned]
    return cut + [
        f"overlap: {a} / {b}"
        for (a, one), (b, other) in combinations(straight, 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 3 and min(one.y1, other.y1) - max(one.y0, other.y0) > 3
    ]


OUTLETS = [f"The Evening Post & Harbour Gazette of District {number}" for number in range(40)]
CASES = {
    "four frames": lambda: FOUR,
    "no statements": lambda: EMPTY,
    "one frame": lambda: crowd(3, 1),
    "two frames": lambda: crowd(3, 2),
    "five frames": lambda: crowd(16, 5),
    "nine frames, many speakers": lambda: crowd(40, 9),
    "fourteen frames": lambda: crowd(16, 14),
    "many articles": lambda: crowd(30, 4, articles=3),
    "two outlets, three weeks": lambda: many(60, ("Wire", "Post"), 21),
    "forty outlets, years": lambda: many(300, OUTLETS, 1500),
    "nine frames by month": lambda: many(300, OUTLETS, 500, 9),
    "one frame, fourteen frames' room": lambda: many(40, ("", "Post"), 700, 1),
    "fourteen frames, many outlets": lambda: many(100, OUTLETS, 4000, 14),
}


@pytest.mark.parametrize("case", CASES)
def test_no_text_is_cut_off_or_overlaps(case: str, paper: Paper) -> None:
    drawn = figures.figures(CASES[case](), paper)
    assert {name: faults(drawing()) for name, (_, drawing) in drawn.items()} == {name: [] for name in drawn}


@pytest.mark.parametrize("case", CASES)
def test_figures_fit_their_column_and_page(case: str, paper: Paper) -> None:
    for name, (_, drawing) in figures.figures(CASES[case](), paper).items():
        width, height = (size / style.MM for size in drawing().get_size_inches())
        assert round(width, 6) in (paper.column_mm, paper.double_mm), name
        assert height <= paper.page_mm, name


def test_faults_are_found(paper: Paper) -> None:
    figure = paper.figure(90, 40)
    axes = figure.subplots()
    for place in (0.5, 0.52):
        axes.text(place, 0.5, "a label", in_layout=False)
    axes.text(1.5, 0.1, "far out", in_layout=False)
    assert "overlap: a label / a label" in faults(figure)
    assert "cut off: far out" in faults(figure)


def test_empty_figures_say_what_is_missing(paper: Paper) -> None:
    for name, (table, drawing) in figures.figures(EMPTY, paper).items():
        texts = " ".join(text.get_text() for text in drawing().findobj(Text)).replace("\n", " ")
        assert table.empty, name
        assert texts.strip().startswith("No "), name


def test_files_are_the_same_bytes_whenever_and_wherever_they_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process on one core, and in another on all with another hash seed at another date."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    code = "import sys; sys.path[:0] = ['src', '.']; "
    code += "from tests.figures import test_figures; test_figures.write_all(sys.argv[1])"
    env = os.environ | {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "86400"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=env, cwd=ROOT)
    write_all(str(tmp_path / "here"))
    made = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert {Path(name).suffix for name in made} == {".pdf", ".svg", ".png", ".csv"}
    assert len(made) == 8 * 4
    assert [name for name, content in made.items() if (tmp_path / "there" / name).read_bytes() != content] == []


def test_a_figure_that_the_other_process_cannot_write_is_an_error_of_this_one(tmp_path: Path) -> None:
    drawn = dict(list(figures.figures(FOUR, shipped()).items())[:2])
    (tmp_path / f"{list(drawn)[1]}.svg").mkdir()  # where a file is to be
    with pytest.raises(OSError, match=r"\.svg"):
        write.write_figures(tmp_path, drawn, shipped())


def write_all(folder: str) -> None:
    write.write_figures(Path(folder), figures.figures(FOUR, shipped()), shipped())


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param(["Victimhood", "Cooperation"], ["V", "C"], id="first letters"),
        pytest.param(["Denial", "Deterrence"], ["Dn", "Dt"], id="same beginning"),
        pytest.param(["Aa", "Aa"], ["A", "Aa"], id="same label"),
        pytest.param(["X", "X", "2"], ["X", "2", "3"], id="numbers where letters run out"),
    ],
)
def test_signs_tell_frames_apart(labels: list[str], expected: list[str]) -> None:
    assert signs(labels) == expected


def test_signs_of_many_frames_are_short_and_differ() -> None:
    made = signs(LABELS)
    assert len(set(made)) == len(LABELS) == 14
    assert max(map(len, made)) <= 2


SIGHTS = {  # linear RGB as it is seen (Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1)
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_frames_have_colours_that_all_can_tell_apart(sight: str, paper: Paper) -> None:
    seen = [lab(np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)) for colour in paper.colours(20)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 10


def linear(colour: str) -> np.ndarray:
    rgb = np.array(style.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear sRGB: 10 units are a clear difference."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in to_xyz @ rgb / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_more_frames_than_colours_begin_anew(paper: Paper) -> None:
    assert paper.colours(21)[20] == paper.colours(21)[0]


def test_report_and_figures_give_a_frame_the_same_colour(paper: Paper) -> None:
    assert config.compose_run().load("report").palette == paper.frames


def test_a_page_of_many_frames_shows_fewer_speakers(paper: Paper) -> None:
    few, many = (set(profiles.speakers_frames(crowd(16, frames), paper)["row"]) for frames in (4, 14))
    assert "others (5)" in few
    assert "others (9)" in many


def test_passes_of_another_codebook_leave_the_figure_empty_and_it_says_so(paper: Paper) -> None:
    foreign = replace(FOUR, agreement=FOUR.agreement.assign(n=0, value=None))
    figure = coders.plot_agreement(coders.agreement(foreign), paper)
    texts = " ".join(text.get_text() for text in figure.findobj(Text)).replace("\n", " ")
    assert "No gold coding of these articles by this codebook" in texts


def test_long_names_are_wrapped_then_cut_and_short_ones_kept(paper: Paper) -> None:
    assert style.name_lines("Ada Moor", 46, paper) == ("Ada Moor", paper.font_pt)
    text, points = style.name_lines(
        "Deputy Chair of the Standing Committee on Fisheries and on Shipping lanes", 40, paper
    )
    assert (text.count("\n"), points) == (1, paper.small_pt)
    assert text.endswith("…")
    assert all(style.width_mm(line, points) <= 40 for line in text.split("\n"))


@pytest.mark.parametrize(
    ("key", "value"),
    [("rows", 1), ("dpi", 10), ("frames", ["reddish"]), ("frames", []), ("heatmap", "warmth"), ("opposes", "reddish")],
    ids=lambda v: str(v),
)
def test_setting_out_of_range_is_refused(key: str, value: object, paper: Paper) -> None:
    with pytest.raises(ValueError, match=f"key '{key}' must be"):
        replace(paper, **{key: value})


TABLE = pd.DataFrame({"the_id": ["a_1", "b"], "text": ['50 % & "more" {$x^2~#\\}', None], "share": [0.12345, None]})


def test_latex_prints_every_character_as_it_is() -> None:
    made = write.latex(TABLE, "Cap_tion", "name", {"text": 40}, 2)
    cell = r"50 \% \& \textquotedbl{}more\textquotedbl{} \{\$x\textasciicircum{}2\textasciitilde{}\#\textbackslash{}\}"
    assert rf"a\_1 & {cell} & 0.12 \\" in made
    assert r"\begin{longtable}{lp{40mm}r}" in made
    assert r"the id & text & share \\" in made
    assert [made.count(rule) for rule in (r"\toprule", r"\midrule", r"\bottomrule")] == [2, 2, 1]


def test_latex_row_that_begins_with_a_bracket_is_no_option_of_the_line_break() -> None:
    made = write.latex(pd.DataFrame({"a": ["[sic]", "*"]}), "c", "n", {}, 1)
    assert "{[}sic{]}" in made
    assert "{*}" in made


def test_latex_turns_heads_that_would_leave_the_page() -> None:
    numbers = pd.DataFrame({"side": ["Norland"]} | {label: [1] for label in LABELS})
    assert rf"side & \rotatebox{{90}}{{{LABELS[0]}}} & " in write.latex(numbers, "c", "n", {}, 1)
    assert r"side & Denial & Deterrence \\" in write.latex(numbers[["side", *LABELS[:2]]], "c", "n", {}, 1)


def test_markdown_cells_do_not_break_the_table() -> None:
    made = write.markdown(pd.DataFrame({"a": ["x | y\nz", "<b>"]}), "c", "name", 2)
    assert made.split("\n")[4:] == [r"| x \| y z |", r"| \<b\> |"]


def test_long_tables_say_what_they_leave_to_the_csv() -> None:
    assert "1 more row(s) in name.csv" in write.latex(TABLE.head(1), "c", "name", {}, 2)
    assert write.markdown(TABLE.head(1), "c", "name", 2).endswith("1 more row(s) in name.csv")


def test_a_table_given_in_parts_is_one_csv_and_shows_its_first_rows(tmp_path: Path) -> None:
    write.write_table(tmp_path / "t", iter([TABLE, TABLE, TABLE]), "c", {}, 3)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == write.csv(pd.concat([TABLE] * 3))
    text = (tmp_path / "t.md").read_text(encoding="utf-8")
    assert text.count("\n| ") == 2 + 3
    assert text.endswith("3 more row(s) in t.csv\n")


def test_macros_have_letters_only_and_no_name_twice() -> None:
    made = write.commands({"f1 pass-2": "0.5", "côté nord": "7 %", "side 北": "1", "side 南": "2"})
    assert made.split("\n") == [
        r"\newcommand{\rejoinderFOnePassTwo}{0.5}",
        r"\newcommand{\rejoinderCoteNord}{7 \%}",
        r"\newcommand{\rejoinderSide}{1}",
        r"\newcommand{\rejoinderSideII}{2}",
    ]


def test_statements_table_traces_each_code_to_its_rule() -> None:
    table = pd.concat(listings.statements([FOUR.score]))
    assert rows(table, "statement_id", "frames", "rule", "frame_rule")[2] == (
        "a0/0003", "denial cooperation", "colon", "cue: cooperation; cue: denial",
    )  # fmt: skip


def test_sides_by_frames_is_wide_in_the_codebooks_order() -> None:
    table = listings.sides_by_frames(profiles.sides_frames(FOUR)).rows
    assert list(table.columns) == ["side", *LABELS[:4], "no frame", "statements"]
    assert table.iloc[0].tolist() == ["Norland", 1, 0, 0, 0, 1, 2]


def test_stances_table_has_counts_and_mean_by_side() -> None:
    assert rows(listings.stances(FOUR).rows, "side", "target", "favours", "opposes", "statements", "mean_score") == [
        ("Norland", "Norland", 0, 1, 1, -0.5),
        ("Norland", LABEL_OF_TALKS, 2, 0, 2, 0.8),
        ("Sudland", "Norland", 0, 0, 1, 0.1),
    ]


LABEL_OF_TALKS = ACTORS.targets["talks"].label


def test_numbers_for_running_text() -> None:
    made = listings.numbers(FOUR)
    assert r"\newcommand{\rejoinderStatements}{5}" in made
    assert r"\newcommand{\rejoinderShareQuoted}{60 \%}" in made
    assert r"\newcommand{\rejoinderFrameDenial}{2}" in made


def test_agreement_table_keeps_its_intervals_and_reasons() -> None:
    table = listings.agreement(crowd(12, 2, articles=3)).rows
    row = table[(table["second"] == "pass-3") & (table["category"] == "denial")].iloc[0]
    assert " to " in row["f1_interval"]
    assert "f1: neither coder marks a unit" in set(
        table.loc[table["category"] == "deterrence", "note"].str.split("; ").sum()
    )
    assert row["note"].startswith("statements weigh as many as they stand for")  # the passes are samples
    few = listings.agreement(FOUR).rows
    assert few["note"].str.contains("intervals withheld: 1 article").any()


def test_stage_writes_every_figure_and_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("conf", "params.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    for folder, columns in (
        (paths.ARTICLES, schema.ARTICLES), (paths.STATEMENTS, schema.STATEMENTS), (paths.FRAMES, schema.FRAMES),
        (paths.STANCES, schema.STANCES), (paths.AGREEMENT, AGREEMENT), (paths.CODER, schema.CROSS_VALIDATION),
        *((paths.AGREEMENT / name, columns) for name, columns in CHECKED.items()),
    ):  # fmt: skip
        tables.write_partition(folder, "part-00000.parquet", columns.empty_table())
    figures.main(config.compose_run())
    names = ("score", "sides_frames", "speakers_frames", "stance_network", "agreement")
    names += ("thresholds", "reliability", "prevalence")
    endings = ("csv", "pdf", "png", "svg")
    assert sorted(p.name for p in paths.FIGURES.iterdir()) == sorted(f"{n}.{e}" for n in names for e in endings)
    listed = ("statements", "sides_frames", "codebook", "agreement", "stances", "coder")
    listed += ("confusion", "calibration", "prevalence")
    expected = {f"{n}.{e}" for n in listed for e in ("csv", "md", "tex")} | {"numbers.tex"}
    assert {p.name for p in paths.TABLES.iterdir()} == expected


def test_start_up_needs_no_torch() -> None:
    code = (
        "import sys, rejoinder.figures, rejoinder.agreement; print({'torch', 'stanza', 'sklearn'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "src"}
    )
    assert run.stdout.strip() == "set()"


def test_thresholds_have_a_row_for_each_pass_frame_and_threshold() -> None:
    table = scores.thresholds(FOUR)
    assert len(table) == 2 * 4 * 19
    assert list(dict.fromkeys(table["frame"])) == list(FOUR.frames)
    assert set(table["used"]) == {0.45}


def test_reliability_keeps_a_row_that_says_why_bins_are_withheld() -> None:
    few = data("A | | direct | denial", "B | | direct |", passes=1)
    table = scores.reliability(few)
    assert rows(table, "frame", "note")[0] == ("denial", "withheld: 2 statement(s) coded, fewer than 4")
    assert table["bin"].isna().all()


def test_figures_of_what_is_withheld_give_the_reason(paper: Paper) -> None:
    few = data("A | | direct | denial", "B | | direct |", passes=1)
    drawn = figures.figures(few, paper)
    said = {name: " ".join(t.get_text() for t in drawn[name][1]().findobj(Text)).split() for name in drawn}
    assert " ".join(said["reliability"]) == "No reliability diagram: 2 statement(s) coded, fewer than 4."
    assert " ".join(said["prevalence"]) == "No corrected shares: 2 statement(s) coded, fewer than 4."


def test_shares_of_many_passes_are_marked_alike(paper: Paper) -> None:
    many = data(*["A | | direct | denial"] * 12, passes=8)
    figure = prevalence.plot_prevalence(prevalence.prevalence(many), paper)
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["machine's share", "corrected by 8 passes"]
    assert faults(figure) == []
    assert faults(scores.plot_thresholds(scores.thresholds(many), paper)) == []
    assert faults(scores.plot_reliability(scores.reliability(many), paper)) == []


def test_confusion_table_names_statements_by_id() -> None:
    table = listings.confusion(FOUR).rows
    assert rows(table, "first", "second", "frame", "cell")[:2] == [
        ("machine", "pass-1", "denial", "both"), ("machine", "pass-1", "denial", "only first"),
    ]  # fmt: skip
    assert table["n"].sum() == 3 * 4 * 5
    assert set(table["examples"]) <= {"", *FOUR.score["statement_id"]}


def test_corrected_shares_are_numbers_for_running_text() -> None:
    made = listings.numbers(data(*["A | | direct | denial"] * 12, passes=1))
    assert re.search(r"\\rejoinderShareDenialPassOne\}\{\d+ \\% \{\[\}\d+ \\%, \d+ \\%\{\]\}\}", made)


@pytest.mark.parametrize(
    ("articles", "days", "unit"),
    [
        pytest.param(9, 1, None, id="one day"),
        pytest.param(200, 15, "day", id="many articles a day"),
        pytest.param(60, 25, "month", id="few articles a day"),
        pytest.param(700, 400, "month", id="more days than the figure holds"),
        pytest.param(100, 3000, "year", id="few articles a month"),
        pytest.param(5, 60, "month", id="few articles at all"),
    ],
)
def test_time_is_counted_in_the_unit_that_fits(articles: int, days: int, unit: str | None) -> None:
    assert many(articles, days=days).unit == unit


def test_course_has_a_row_for_each_period_with_articles_and_frame(paper: Paper) -> None:
    corpus = many(300, OUTLETS, 500)
    table = over_time.over_time(corpus, paper)
    assert table["period"].is_monotonic_increasing
    assert set(table["unit"]) == {"month"}
    assert (
        table.groupby("frame")["count"].sum().to_dict()
        == corpus.sides_frames.query("frame != 'none'").groupby("frame")["count"].sum().to_dict()
    )


def test_line_is_broken_where_a_period_has_no_articles(paper: Paper) -> None:
    table = over_time.over_time(many(200, days=15), paper)
    whole, gap = table, table[table["period"] != table["period"].unique()[5]]
    lines = [len(over_time.plot_over_time(part, paper).axes[0].lines) for part in (whole, gap)]
    assert lines == [1, 2]


def test_outlets_with_fewest_statements_are_pooled_and_those_without_name_come_last(paper: Paper) -> None:
    corpus = many(300, ["", *OUTLETS])
    table = by_outlet.by_outlet(corpus, paper)
    shown = list(dict.fromkeys(table["outlet"]))
    every = list(dict.fromkeys(by_outlet.outlets(corpus, paper)["outlet"]))
    assert shown == [*every[:10], f"others ({len(every) - 11})", "no outlet"]
    assert table.drop_duplicates("outlet")["n"].sum() == corpus.totals.statements


def test_outlet_of_few_articles_has_a_hollow_mark_without_interval(paper: Paper) -> None:
    table = by_outlet.by_outlet(many(30, ("Wire", "Post", "Star", "Echo")), paper)
    few = set(table.loc[table["articles"] < 5, "outlet"])
    assert few == set(table.loc[table["low"].isna(), "outlet"])
    axes = by_outlet.plot_by_outlet(table, paper).axes[0]
    marks = [line for line in axes.lines if line.get_marker() == "o"]
    assert [mark.get_markerfacecolor() == style.PAPER for mark in marks].count(True) == len(few) > 0


def test_corpus_of_one_day_and_outlet_has_no_figures_of_several(paper: Paper) -> None:
    assert {"over_time", "by_outlet"} & figures.figures(FOUR, paper).keys() == set()
    several = figures.figures(many(40, ("Wire", "Post"), 40), paper)
    assert {"over_time", "by_outlet"} <= several.keys()
