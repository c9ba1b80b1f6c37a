"""The command itself: read both runs, compare them, write files and a page, and say the short of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
from tabulate import tabulate

from rejoinder import __version__, tables
from rejoinder.actors import Actors
from rejoinder.agreement import Agreement
from rejoinder.compare.changes import count_changes, list_changes, match_statements
from rejoinder.compare.revisions import CodedRun, read_experiments, read_run
from rejoinder.compare.shares import ALL, compare_shares
from rejoinder.config import Run
from rejoinder.report import Html
from rejoinder.report.captions import TableCaption
from rejoinder.report.exhibits import TableExhibit, read_table
from rejoinder.report.pages import render_page

_CAPTIONS = {
    "counts": TableCaption(
        "Statements by what changed",
        "One statement may change in several ways. Gained: it carries the frame only after; lost: only before. Score"
        " moved: the most by which a score differs.",
    ),
    "shares": TableCaption(
        "Share of statements with each frame",
        "Low and high bound 95 % intervals, from resamples of whole articles, the same ones for both runs. They know"
        " nothing of the machine’s errors.",
    ),
    "changes": TableCaption(
        "Codes that differ",
        "Scores are those of frames, from 0 to 1, and of stances, from −1 to 1.",
    ),
}

_HEADS = {"gained": "gained it", "lost": "lost it", "score_moved": "score moved by up to"}


def main(run: Run, *, before: str, after: str, out: Path) -> None:
    """Compare two runs; write counts.csv, shares.csv, changes.csv and index.html, and print the short of it.

    Args:
        run: the settings in the folder: named sides, how intervals are made, rows of the page's tables.
        before, after: commits, tags, branches, experiments, or the workspace.
        out: the folder to write to; a folder of its own is made in it.

    Raises:
        CompareError: there is no such revision, or it has no table of statements that can be compared.
    """
    actors: Actors = run.load("actors")
    method: Agreement = run.load("agreement")
    page: Html = run.load("report")
    first, second = read_run(before), read_run(after)
    pairs = match_statements(first, second)
    changes = list_changes(pairs, first, second)
    counts = count_changes(pairs, changes, first, second)
    shares = compare_shares(first, second, list(actors.sides), method, run.seed)
    remarks = list(_describe_codebooks(first, second))
    figures = _count_statements(pairs, changes)
    folder = out / "..".join(re.sub(r"[^\w.-]+", "-", name) for name in (before, after))
    exhibits = {
        name: _write_table(folder / f"{name}.csv", table, page.rows)
        for name, table in (("counts", counts), ("shares", shares), ("changes", changes))
    }
    html = render_page(
        "comparison.html.j2",
        version=__version__,
        before=first,
        after=second,
        figures=figures,
        remarks=remarks,
        **exhibits,
    )
    tables.write_text(folder / "index.html", html)
    head = f"From {first.name} to {second.name}: {figures['both']:,} statements in both runs"
    head += f", {figures['changed']:,} of them coded otherwise"
    print(head, *_format_counts(counts), *remarks, _format_shares(shares, actors, first, second), sep="\n\n")
    print(f"\ncompare: {folder / 'index.html'} shows each change; the CSV files beside it have all")


def list_experiments() -> str:
    """The last commit, its experiments and the workspace as a table for the terminal, with what differs."""
    table = read_experiments()
    return _align(
        [[str(cell) for cell in row] for row in table.to_numpy()], list(table.columns), texts=len(table.columns)
    )


def _describe_codebooks(before: CodedRun, after: CodedRun) -> Iterator[str]:
    """Frames and targets that only one run knows, a sentence each."""
    for run, other in ((before, after), (after, before)):
        for what, names, others in (("Frames", run.frames, other.frames), ("Targets", run.targets, other.targets)):
            alone = [name for name in names if name not in others]
            if alone:
                yield f"{what} that only {run.name} has, which are not compared: {', '.join(alone)}."


def _count_statements(pairs: pd.DataFrame, changes: pd.DataFrame) -> dict[str, int]:
    both = changes[~changes["change"].str.startswith("only in ")]
    numbers = pairs["runs"].value_counts()
    return {
        "both": int(numbers["both"]),
        "changed": len(both[["article_id", "statement_before"]].drop_duplicates()),
        "only_before": int(numbers["left_only"]),
        "only_after": int(numbers["right_only"]),
    }


def _write_table(path: Path, table: pd.DataFrame, most: int) -> TableExhibit:
    """Write a table, and show its first rows as the page does."""
    tables.write_text(path, table.to_csv(index=False, lineterminator="\n"))
    return replace(read_table(path, _CAPTIONS[path.stem], most), href=path.name)


def _format_counts(counts: pd.DataFrame) -> Iterator[str]:
    """How many of what changed; what is the same everywhere is left to the CSV."""
    changed = counts[(counts["statements"] > 0) | (counts["score_moved"] > 0)]
    rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in changed.itertuples(index=False)]
    heads = [_HEADS.get(name, name) for name in counts.columns]
    if rows:
        yield _align(rows, heads, texts=2)


def _format_shares(shares: pd.DataFrame, actors: Actors, before: CodedRun, after: CodedRun) -> str:
    """Shares of all statements and of the sides of conf/actors, with why bounds are missing."""
    listed = shares[shares["side"].isin([ALL, *actors.sides])]
    rows = [
        (
            str(row.side),
            str(row.frame),
            *(_format_share(row, name) for name in ("before", "after")),
            _format_difference(row),
        )
        for row in listed.itertuples()
    ]
    notes = listed[listed["note"] != ""].drop_duplicates("side").groupby("note")["side"].agg(", ".join)
    table = _align(rows, ["share by side", "frame", before.name, after.name, "difference"], texts=2)
    return "\n\n".join([table, "\n".join(f"Intervals {note} ({sides})." for note, sides in notes.items())]).strip()


def _format_share(row: object, name: str) -> str:
    value, low, high = (getattr(row, column) for column in (name, f"{name}_low", f"{name}_high"))
    return "–" if pd.isna(value) else f"{value:.2f}{_format_interval(low, high, '.2f')}"


def _format_difference(row: object) -> str:
    value, low, high = (getattr(row, f"difference{end}") for end in ("", "_low", "_high"))
    return "–" if pd.isna(value) else f"{value:+.2f}{_format_interval(low, high, '+.2f')}"


def _format_interval(low: float, high: float, spec: str) -> str:
    return "" if pd.isna(low) else f" [{low:{spec}}, {high:{spec}}]"


def _align(rows: Sequence[Sequence[str]], heads: Sequence[str], texts: int) -> str:
    """A table for the terminal, its first columns to the left, those of numbers to the right."""
    alignment = ["left"] * texts + ["right"] * (len(heads) - texts)
    return str(tabulate(rows, heads, tablefmt="simple", colalign=alignment, disable_numparse=True))
