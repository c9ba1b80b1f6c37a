"""Whole articles coded by hand: who speaks, for which side, in which frame, with which stances.

    python -m benchmarks.news ARTICLES.jsonl [--errors N] [--keep FOLDER] [--who]

ARTICLES.jsonl holds an article a line: doc_id, text, outlet, date, units: [{start, end, form, speaker, side, frames,
frames_alt, stances}], spans half-open. `speaker` and `side` may give several accepted names, separated by ";". A unit
whose form is "junk" is no statement. A unit is compared with the coded statement that overlaps it most. Printed are
shares and F1 with 95 % intervals that resample articles. `--keep` keeps the parses in FOLDER for the next time; `--who`
codes no frames and stances.
"""

import argparse
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.code_texts import ROOT, code_texts, read_documents
from rejoinder.actors.countries import read_countries
from rejoinder.measures import percentile_interval, resample_clusters

FRAMES = ("victimhood", "denial", "deterrence", "cooperation")
JUNK = {"form": "junk", "speaker": "", "side": "", "frames": [], "stances": {}}
EMPTY_WORDS = frozenset({
    "the", "a", "an", "of", "for", "mr", "mrs", "ms", "dr", "anonymous", "president", "minister", "prime", "foreign",
    "spokesman", "spokeswoman", "spokesperson", "sir",
})  # fmt: skip
LANGUAGE = ROOT / "seeds/language"
OWN_SIDES = ("international", "armed")  # classes of bodies that are a side of their own
RESAMPLES, SEED = 1000, 13

Row = Mapping[str, Any]
Counts = Mapping[str, float]


def split_name(name: str) -> list[str]:
    """The content words of a name, in plain letters and lower case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return [word for word in re.sub(r"[^a-z0-9 ]", " ", plain).split() if word not in EMPTY_WORDS]


def is_same_speaker(true: str, predicted: str) -> bool:
    """Whether a name is one of the accepted ones: the content words of one lie in the other, the surname among them."""
    words = split_name(predicted)
    return any(_matches(name, split_name(name), words) for name in true.split(";"))


def _matches(name: str, true_words: Sequence[str], words: Sequence[str]) -> bool:
    if not true_words or not words:
        return False
    if name.strip().startswith("anonymous") and set(true_words) & set(words):
        return True
    shorter = set(words) <= set(true_words)
    with_surname = len(words) > 1 or len(true_words) == 1 or words[-1] in true_words[-2:]
    return (shorter and with_surname) or set(true_words) <= set(words)


def is_same_side(true: str, predicted: str) -> bool:
    """Whether a side is one of the accepted ones."""
    return _side(predicted) in map(_side, true.split(";"))


def _side(name: str) -> str:
    return _side_names().get(name.strip().lower(), name.strip().lower())


@cache
def _side_names() -> dict[str, str]:
    """The side that a country, people or body is by any of its names, all in small letters."""
    names: dict[str, str] = {}
    with (LANGUAGE / "bodies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["class"] in OWN_SIDES:
                names |= dict.fromkeys((row["names"] + ";" + row["common_names"]).lower().split(";"), row["country"])
    for country in read_countries(LANGUAGE / "countries.csv"):
        peoples = [f"{people}s" for people in country.demonyms]
        for name in (country.name, *country.aliases, *country.demonyms, *peoples):
            names[name.lower()] = country.name
    return {name: side.lower() for name, side in names.items() if name}


def find_statement(unit: Row, statements: Sequence[Row], places: Sequence[int]) -> Row:
    """The statement that overlaps a unit most; junk where none does. `places` are where the coded text's signs were."""

    def overlap(statement: Row) -> int:
        start, end = places[statement["start"]], places[statement["end"] - 1] + 1
        return int(min(end, unit["end"]) - max(start, unit["start"]))

    best = max(statements, key=overlap, default=None)
    return best if best is not None and overlap(best) > 0 else JUNK


def place_signs(coded: str, text: str) -> list[int]:
    """Offset in `text` of each sign of the text as it was coded, which differs from it in white space only."""
    places, at = [], 0
    for sign in coded:
        if not sign.isspace():
            at = max(text.find(sign, at), at)
        places.append(at)
        at += not sign.isspace()
    return places


def count_unit(unit: Row, got: Row) -> Counter[str]:
    """What is right and wrong in one unit."""
    counts = Counter[str]()
    if unit["form"] == "junk":
        return Counter({"junk": 1, "junk left out": got["form"] == "junk"})
    spoken, said = unit["form"] != "narrated", got["form"] not in ("narrated", "junk")
    counts.update({"kept": 1, "lost": got["form"] == "junk", "spoken": spoken, "said": said, "both": spoken and said})
    if spoken:
        counts["speaker"] += said and is_same_speaker(unit["speaker"], got["speaker"])
        if unit["side"] not in ("", "-"):
            right = is_same_side(unit["side"], got["side"] or "")
            counts.update({"sided": 1, "side": right, "wrong side": bool(got["side"]) and not right})
        counts.update(_count_stances(unit.get("stances", {}), got["stances"]))
    counts.update(_count_frames(unit, got))
    return counts


def _count_frames(unit: Row, got: Row) -> Counter[str]:
    counts = Counter[str]()
    readings = [unit["frames"], *(unit.get("frames_alt") or [])]
    nearest = min(readings, key=lambda reading: len(set(reading) ^ set(got["frames"])))
    for kind, reading in (("strict", unit["frames"]), ("lenient", nearest)):
        for frame in FRAMES:
            counts[f"{kind} {frame} both"] += frame in reading and frame in got["frames"]
            counts[f"{kind} {frame} either"] += (frame in reading) + (frame in got["frames"])
    return counts


def _count_stances(true: Mapping[str, int], got: Mapping[str, int]) -> Counter[str]:
    counts = Counter[str]()
    true, got = ({_side(target): value for target, value in stances.items()} for stances in (true, got))
    for target, value in true.items():
        counts.update({"stances": 1, "stances right": got.get(target) == value})
        if value:
            reversed_ = got.get(target) == -value
            counts.update({"polar": 1, "polar right": got.get(target) == value, "polar reversed": reversed_})
    for target, value in got.items():
        counts.update({"polar given": bool(value), "polar given right": bool(value) and true.get(target) == value})
    return counts


def _share(part: str, whole: str) -> Callable[[Counts], float]:
    return lambda counts: counts[part] / max(counts[whole], 1)


def _macro_f1(kind: str) -> Callable[[Counts], float]:
    def macro(counts: Counts) -> float:
        return float(np.mean([2 * counts[f"{kind} {f} both"] / max(counts[f"{kind} {f} either"], 1) for f in FRAMES]))

    return macro


MEASURES: dict[str, tuple[Callable[[Counts], float], str]] = {
    "speech, recall": (_share("both", "spoken"), "spoken"),
    "speech, precision": (_share("both", "said"), "said"),
    "speaker right": (_share("speaker", "spoken"), "spoken"),
    "side right": (_share("side", "sided"), "sided"),
    "side wrong": (_share("wrong side", "sided"), "sided"),
    "junk left out": (_share("junk left out", "junk"), "junk"),
    "statements lost": (_share("lost", "kept"), "kept"),
    "frames, macro-F1, strict": (_macro_f1("strict"), "kept"),
    "frames, macro-F1, lenient": (_macro_f1("lenient"), "kept"),
    "stances right": (_share("stances right", "stances"), "stances"),
    "polar stances right": (_share("polar right", "polar"), "polar"),
    "polar stances reversed": (_share("polar reversed", "polar"), "polar"),
    "polar stances, precision": (_share("polar given right", "polar given"), "polar given"),
}
WHO = 7  # measures that are of no frame and no stance


def score(articles: Sequence[Row], codes: Mapping[str, Row], errors: list[str]) -> Iterator[Counter[str]]:
    """The counts of each article; sentences whose speaker or side is wrong are added to `errors`."""
    for article in articles:
        coded, counts = codes[article["doc_id"]], Counter[str]()
        places = place_signs(coded["text"], article["text"])
        for unit in article["units"]:
            got = find_statement(unit, coded["statements"], places)
            of_unit = count_unit(unit, got)
            counts.update(of_unit)
            if (of_unit["spoken"] and not of_unit["speaker"]) or (of_unit["sided"] and not of_unit["side"]):
                text = article["text"][unit["start"] : unit["end"]][:120]
                errors.append(f"{text!r}: {unit['speaker']} ({unit['side']}), got {got['speaker']} ({got['side']})")
        yield counts


def report(counts: Sequence[Counts]) -> list[str]:
    """A line for each measure, with n and its interval."""
    names = sorted(set().union(*counts))
    table = np.array([[article.get(name, 0) for name in names] for article in counts], dtype=float)
    draws = resample_clusters(len(counts), RESAMPLES, SEED) @ table
    total = Counter(dict(zip(names, table.sum(axis=0), strict=True)))
    lines = []
    for name, (measure, unit) in MEASURES.items():
        samples = np.array([measure(Counter(dict(zip(names, draw, strict=True)))) for draw in draws])
        low, high = percentile_interval(samples)
        lines.append(f"{name:26} {measure(total):.3f} [{low:.3f}, {high:.3f}] (n {total[unit]:.0f})")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--who", action="store_true")
    options = parser.parse_args()
    articles, errors = read_documents(options.articles), list[str]()
    counts = list(score(articles, code_texts(articles, not options.who, options.keep), errors))
    lines = report(counts)[: WHO if options.who else None]
    print("\n".join([f"{len(articles)} articles", *lines, *errors[: options.errors]]))


if __name__ == "__main__":
    main()
