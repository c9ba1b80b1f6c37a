"""Fill in the coding sheet as a coder would, from the coding that came with the example.

For practice only: a language model made `seeds/gold/pass-1.csv`. In a study of your own, people fill in the sheet.
Run it in the study's folder: `python practice/play_coder.py`.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

FRAMES = ("victimhood", "denial", "deterrence", "cooperation")
SHEET = Path("sheets/sheet-n150-seed1.csv")
FILLED = Path("seeds/gold/coder-1.csv")


def read_rows(file: Path) -> list[dict[str, str]]:
    """Rows of a CSV file, by column."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def squeeze(text: str) -> str:
    """A text without line breaks and double spaces."""
    return " ".join(text.split())


def fill_in(row: dict[str, str], coded: dict[str, str]) -> dict[str, str]:
    """A row of the sheet, filled in with what the pass says of the statement."""
    answers = {frame: "yes" if frame in coded["frames"].split() else "no" for frame in FRAMES}
    if coded["speaker"] and coded["speaker"].casefold() != row["speaker"].casefold():
        answers["correct_speaker"] = coded["speaker"]
    if coded["side"] != row["side"]:
        answers["correct_side"] = coded["side"] or "none"
    stances = dict(stance.split(":") for stance in coded["stances"].split())
    return row | answers | {f"stance_{target}": stance for target, stance in stances.items()}


def find_coded(row: dict[str, str], coded: Iterable[dict[str, str]]) -> dict[str, str] | None:
    """The row of the pass that codes a statement; the coder may have cut the text into other sentences."""
    text = squeeze(row["text"])
    of_article = [other for other in coded if other["article_id"] == row["article_id"]]
    same = [other for other in of_article if squeeze(other["text"]) == text]
    parts = [other for other in of_article if text in squeeze(other["text"]) or squeeze(other["text"]) in text]
    return next(iter(same + parts), None)


def main() -> None:
    """Read the sheet, fill it in, write it to where `dvc repro` reads it."""
    coded = read_rows(Path("seeds/gold/pass-1.csv"))
    rows = read_rows(SHEET)
    filled = [fill_in(row, code) for row in rows if (code := find_coded(row, coded))]
    with FILLED.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(filled)
    print(f"{FILLED}: {len(filled)} of {len(rows)} rows filled in")


if __name__ == "__main__":
    main()
