"""Numbers for running text, as LaTeX macros: reports/tables/numbers.tex."""

import re
import unicodedata
from collections.abc import Mapping

import pandas as pd

from rejoinder.figures.data import FigureData
from rejoinder.formats.latex import escape_latex

_DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def format_numbers(data: FigureData) -> str:
    """LaTeX macros for the numbers of running text: \\rejoinderStatements, \\rejoinderShareQuoted and so on."""
    totals = data.totals
    stances = data.sides_stances.groupby("stance")["count"].sum()
    values = {
        "articles": str(totals.articles),
        "statements": str(totals.statements),
        "speakers": str(totals.speakers),
        "statements quoted": str(totals.quoted),
        "share quoted": _format_percent(totals.quoted, totals.statements),
        "share attributed": _format_percent(totals.attributed, totals.statements),
        "statements framed": str(totals.framed),
        "share framed": _format_percent(totals.framed, totals.statements),
        "stances": str(totals.stances),
        "stances implied": str(data.sides_stances["implied"].sum()),
        "share neutral": _format_percent(int(stances.get("neutral", 0)), totals.stances),
    }
    marked = data.sides_frames.groupby("frame")["count"].sum()
    values |= {f"frame {frame}": str(marked.get(frame, 0)) for frame in data.frames}
    uncertain = data.sides_frames.groupby("frame")["uncertain"].sum()
    values |= {f"uncertain {frame}": str(uncertain.get(frame, 0)) for frame in data.frames}
    values |= {f"side {side}": str(n) for side, n in data.sides.items()}
    for row in data.agreement.to_dict("records"):
        if row["measure"] in ("f1", "alpha") and row["category"] == "macro":
            value = "not defined" if pd.isna(row["value"]) else f"{row['value']:.2f}"
            values[f"{row['measure']} {row['first']} {row['second']}"] = value
    for row in data.prevalence.query("side == '' and corrected.notna()").to_dict("records"):
        share, low, high = (f"{100 * row[name]:.0f} %" for name in ("corrected", "low", "high"))
        values[f"share {row['frame']} {row['coder']}"] = f"{share} [{low}, {high}]"
    return format_macros(values)


def _format_percent(part: int, total: int) -> str:
    return f"{100 * part / total:.0f} %" if total else "0 %"


def format_macros(values: Mapping[str, str]) -> str:
    """LaTeX macros for numbers by name; names that come to the same letters are told apart by Roman numerals.

    Args:
        values: texts by name, as in "share quoted", of which the macro is \\rejoinderShareQuoted.
    """
    counts: dict[str, int] = {}
    lines = []
    for name, value in values.items():
        macro = _name_macro(name)
        counts[macro] = counts.get(macro, 0) + 1
        suffix = "I" * counts[macro] if counts[macro] > 1 else ""
        lines.append(rf"\newcommand{{\{macro}{suffix}}}{{{escape_latex(value)}}}")
    return "\n".join(lines)


def _name_macro(name: str) -> str:
    """The name with digits spelled out and all but letters left out, as macros have letters only."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    spelled = re.sub(r"[0-9]", lambda digit: f" {_DIGITS[int(digit.group())]} ", plain)
    letters = "".join(part[:1].upper() + part[1:] for part in re.findall(r"[A-Za-z]+", spelled))
    return f"rejoinder{letters}"
