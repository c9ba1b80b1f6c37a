"""Codes texts by the project's own command line, in a copy of the project, for the scorers of `cases` and `news`.

    python benchmarks/code_texts.py TEXTS.jsonl OUT.json [frames] [--keep FOLDER]

TEXTS.jsonl holds a text a line: doc_id, text (headline, blank line, body), outlet and date if known. OUT.json gives, by
doc_id, the text as it was coded, its statements and its attributions; with `frames` also frames, their scores and
stances, by the fitted coder in data/coder. Lines that are left out are in no statement. Sides and targets are all
countries and blocs. With `--keep` the copy stays in FOLDER/copy; a second run reads and parses nothing again.
"""

import argparse
import html
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.dataset
import yaml

from rejoinder.actors.countries import read_countries
from rejoinder.schema import CODED_KINDS

ROOT = Path(__file__).resolve().parents[1]
SIDES = [country.name for country in read_countries(ROOT / "seeds/language/countries.csv")]
STATEMENT = ("start", "end", "text", "form", "speaker", "speaker_kind", "side", "unit")
ATTRIBUTION = ("source", "cue", "content", "kind", "speaker", "speaker_kind", "side")
STANCES = {"opposes": -1, "neutral": 0, "favours": 1}
STAGES = ("articles", "parses", "statements", "frames", "stances")
PARSED = ("articles", "parses", "encodings")  # what the first two write, and `--keep` keeps
COPIED = ("conf", "seeds/language", "seeds/prompts", "seeds/answers", "data/coder", "data/examples")  # that they read
COLUMNS = {"text": "body", "title": "headline", "id": "id", "outlet": "source", "published": "date"}

Documents = Sequence[Mapping[str, Any]]


def code_texts(documents: Documents, with_frames: bool = False, keep: Path | None = None) -> dict[str, dict[str, Any]]:
    """Code the texts.

    Args:
        documents: with doc_id, text, and outlet and date if known.
        with_frames: also give frames, their scores and stances; data/coder must be there.
        keep: folder in which the copy stays, as "copy"; if it is there, its articles and parses, of these documents,
            are used again. By default the copy is a temporary one.

    Returns:
        By doc_id: text, statements and attributions, in the order of the text; empty where a text was left out.
    """
    stages: Sequence[str] = STAGES if with_frames else STAGES[:3]
    with tempfile.TemporaryDirectory() as folder:
        project = (keep or Path(folder)) / "copy"  # a folder of its own, since all else in it is removed
        if _forget_codes(project):
            stages = stages[2:]
        _copy_project(project, documents)
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        for stage in stages:
            subprocess.run([sys.executable, "-m", "rejoinder", stage], cwd=project, env=environment, check=True)
        return _read_codes(project / "data", documents, with_frames)


def _forget_codes(project: Path) -> bool:
    """Remove all of a copy but its articles and parses; whether it has these."""
    kept = [project / "data" / name for name in PARSED]
    for path in [*project.glob("*"), *project.glob("data/*")]:
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path not in [project / "data", *kept]:
            shutil.rmtree(path)
    return all(path.exists() for path in kept)


def _copy_project(project: Path, documents: Documents) -> None:
    """The project's options with sides by country, its word lists and fitted coder, and the texts as a table."""
    for name in COPIED:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "dvc.yaml", project)
    (project / "src").symlink_to(ROOT / "src")
    choices = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    _write_yaml(project / "params.yaml", choices | {"articles": "table", "actors": "countries"})
    actors = _read_yaml(project / f"conf/actors/{choices['actors']}.yaml")
    actors["sides"] = {country: {"countries": [country], "members": []} for country in SIDES}
    actors["targets"] = {_key(country): {"label": country, "sides": [country]} for country in SIDES}
    _write_yaml(project / "conf/actors/countries.yaml", actors)
    table = _read_yaml(project / "conf/articles/table.yaml")
    table["columns"] |= COLUMNS
    table["duplicates"]["near"] = None
    _write_yaml(project / "conf/articles/table.yaml", table)
    (project / "seeds/articles").mkdir(parents=True)
    with (project / "seeds/articles/texts.jsonl").open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(_as_row(document), ensure_ascii=False) + "\n")


def _as_row(document: Mapping[str, Any]) -> dict[str, str]:
    headline, _, body = document["text"].partition("\n\n")
    if not body:
        headline, body = "", headline
    outlet, date = document.get("outlet") or "Test Wire", document.get("date") or "2020-01-01"
    return {"id": document["doc_id"], "headline": headline, "body": body, "source": outlet, "date": date}


def _read_codes(data: Path, documents: Documents, with_frames: bool) -> dict[str, dict[str, Any]]:
    frames, stances = defaultdict(list), defaultdict[str, dict[str, int]](dict)
    scores = defaultdict[str, dict[str, float]](dict)
    if with_frames:
        for row in _read_table(data / "frames"):
            scores[row["statement_id"]][row["frame"]] = row["score"]
            if row["decision"]:
                frames[row["statement_id"]].append(row["frame"])
        labels = {_key(country): country for country in SIDES}
        for row in _read_table(data / "stances"):
            stances[row["statement_id"]][labels[row["target"]]] = STANCES[row["label"]]
    statements, attributions = defaultdict(list), defaultdict(list)
    for row in _read_table(data / "statements"):
        if row["unit"] in CODED_KINDS:
            key = row["statement_id"]
            codes = {"frames": frames[key], "scores": scores[key], "stances": stances[key]}
            statements[row["article_id"]].append({name: row[name] for name in STATEMENT} | codes)
    for row in _read_table(data / "attributions"):
        attributions[row["article_id"]].append({name: row[name] for name in ATTRIBUTION})
    ids = {_letters(row["text"]): (row["article_id"], row["text"]) for row in _read_table(data / "articles")}
    codes_of = {}
    for document in documents:
        article_id, text = ids.get(_letters(document["text"]), ("", ""))
        codes_of[document["doc_id"]] = {
            "text": text,
            "statements": statements[article_id],
            "attributions": attributions[article_id],
        }
    return codes_of


def _read_table(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pyarrow.dataset.dataset(folder).to_table().to_pylist()
    return rows


def _letters(text: str) -> str:
    """Letters and digits of a text, which the repair of its signs leaves as they are."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", html.unescape(text)) if sign.isalnum())


def _key(country: str) -> str:
    return country.lower().replace(" ", "_")


def _read_yaml(path: Path) -> dict[str, Any]:
    options: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return options


def _write_yaml(path: Path, options: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(options), allow_unicode=True, sort_keys=False), encoding="utf-8")


def read_documents(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("frames", nargs="?", choices=["frames"])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    codes = code_texts(read_documents(options.texts), bool(options.frames), options.keep)
    options.out.write_text(json.dumps(codes, ensure_ascii=False), encoding="utf-8")
    unmatched = sum(not code["text"] for code in codes.values())
    print(f"{len(codes)} texts, {unmatched} not matched", file=sys.stderr)


if __name__ == "__main__":
    main()
