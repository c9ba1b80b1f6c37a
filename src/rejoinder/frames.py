"""Stage `frames`: which frames each statement carries, how surely, and what in it says so."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rejoinder import engine, features, paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.countries import Country, read_countries, side_names
from rejoinder.cues import strength
from rejoinder.encoder import Encoder, pooled
from rejoinder.features import Item
from rejoinder.syntax import Sentence, Word, sentences

_EVIDENCE = 3  # words or phrases shown
_SHARE = 0.3  # of the strongest word's contribution, from which a word is evidence too
_CUES_ALONE = "cues alone, as training statements are too few"
_CHUNK = 512  # statements whose states are in memory at a time (about 0.2 MB each)
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "NUM", "PART", "DET", "AUX", "INTJ"}

Row = dict[str, Any]


class FrameError(ValueError):
    """A coder that does not fit the codebook: one sentence saying what to do."""


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Frames by the codebook's cues alone, with negation and the speaker's side told by syntax.

    A score is the noisy-or of the weights of the cues that count.

    Attributes:
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
    """

    threshold: float | None

    @property
    def variant(self) -> str:
        return "lexicon"

    def __call__(
        self, items: Sequence[Item], codebook: Codebook, models: Mapping[str, Any], encoder: Encoder
    ) -> list[list[Row]]:
        """For each item, in order, a row per frame with score, evidence and rule."""
        coded = []
        for item in items:
            found = item.hits(codebook)
            rows = []
            for frame in codebook.frames:
                counting = [hit for hit in found if hit.frame == frame and hit.counts]
                evidence = [(hit.words[0].start, hit.words[-1].end) for hit in counting]
                rule = "; ".join(str(hit) for hit in found if hit.frame == frame) or "no cue"
                rows.append(_row(frame, strength(found, frame), evidence, rule))
            coded.append(rows)
        return coded


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Frames by the classifiers that stage `coder` fitted, and by cues where there were too few statements to fit one.

    Attributes:
        variant: which of the coder's variants to use; its kinds of features are fixed there.
        features: the variant's kinds of features, as in the coder's leaf.
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
    """

    variant: str
    features: list[str]
    threshold: float | None

    def __call__(
        self, items: Sequence[Item], codebook: Codebook, models: Mapping[str, Any], encoder: Encoder
    ) -> list[list[Row]]:
        """For each item, in order, a row per frame with score, evidence and rule.

        Evidence are the words that add most to the classifier's logit: cues by their coefficients, and words by their
        share in the mean over word pieces that the sentence vector is, times the coefficients. A frame without a
        classifier (None) is scored by its cues.
        """
        if not items:
            return []
        states = encoder.states([item.text for item in items], layers=max(features.LAYERS))
        vectors = np.array([pooled(pieces, features.LAYERS) for pieces, _ in states])
        x = features.matrix(self.features, items, codebook, vectors)
        columns = features.names(self.features, codebook, vectors.shape[1])
        coded: list[list[Row]] = [[] for _ in items]
        by_cues = Lexicon(threshold=None)(items, codebook, models, encoder) if None in models.values() else []
        for place, frame in enumerate(codebook.frames):
            model = models[frame]
            if model is None:
                for rows, row in zip(coded, (rows[place] for rows in by_cues), strict=True):
                    rows.append(row | {"rule": f"{_CUES_ALONE}: {row['rule']}"})
                continue
            scores, weights = model.predict_proba(x)[:, 1], model.coef_[0]
            for number, item in enumerate(items):
                words = _word_shares(item, *states[number], weights[: vectors.shape[1]])
                shares = weights * x[number]
                evidence = [*_cue_spans(item, codebook, frame), *_strongest(words)]
                coded[number].append(_row(frame, scores[number], evidence, _why(columns, shares, words)))
        return coded


def _row(frame: str, score: float, evidence: Sequence[tuple[int, int]], rule: str) -> Row:
    kept: list[tuple[int, int]] = []
    for start, end in evidence:
        if len(kept) < _EVIDENCE and all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
    return {"frame": frame, "score": round(float(score), 4), "evidence": sorted(kept), "rule": rule}


def _word_shares(item: Item, states: Any, offsets: Any, weights: Any) -> list[tuple[float, Word]]:
    """What each word adds to the logit, strongest first: exact, since vectors are normalised means over pieces."""
    pieces = np.zeros(len(offsets))
    for layer, part in zip(features.LAYERS, np.split(weights, len(features.LAYERS)), strict=True):
        length = float(np.linalg.norm(states[layer - 1].mean(axis=0)))
        pieces += states[layer - 1] @ part / length / len(offsets)
    words = [w for s in item.sentences for w in s.words if w.upos in _CONTENT]
    base = item.sentences[0].start if item.sentences else 0
    shares = []
    for word in words:
        inside = (offsets[:, 0] < word.end - base) & (offsets[:, 1] > word.start - base)
        shares.append((round(float(pieces[inside].sum()), 4), word))
    return sorted(shares, key=lambda pair: (-pair[0], pair[1].start))


def _strongest(words: Sequence[tuple[float, Word]]) -> list[tuple[int, int]]:
    best = words[0][0] if words else 0.0
    return [(w.start, w.end) for share, w in words[:_EVIDENCE] if share > 0 and share >= _SHARE * best]


def _cue_spans(item: Item, codebook: Codebook, frame: str) -> list[tuple[int, int]]:
    counting = [h for h in item.hits(codebook) if h.frame == frame and h.counts]
    return [(h.words[0].start, h.words[-1].end) for h in sorted(counting, key=lambda h: -h.cue.weight)]


def _why(columns: Sequence[str], shares: Any, words: Sequence[tuple[float, Word]]) -> str:
    """The strongest contributions to the logit: named features first, then words."""
    named = [
        (float(share), name) for share, name in zip(shares, columns, strict=True) if not name.startswith("embedding")
    ]
    strong = sorted((pair for pair in named if abs(pair[0]) >= 0.05), key=lambda pair: (-abs(pair[0]), pair[1]))
    parts = [f"{name} {share:+.2f}" for share, name in strong[:4]]
    parts += [f"'{word.form}' {share:+.2f}" for share, word in words[:_EVIDENCE]]
    meaning = sum(float(s) for s, name in zip(shares, columns, strict=True) if name.startswith("embedding"))
    parts.append(f"meaning in all {meaning:+.2f}")
    return "; ".join(parts)


@dataclass(frozen=True)
class _Code:
    """The stage's work on one partition."""

    method: Lexicon | Fitted
    encoder: Encoder
    codebook: Codebook
    actors: Actors
    countries: tuple[Country, ...]
    models: Mapping[str, Any]
    thresholds: Mapping[str, float]

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        statements = [s for s in inputs["statements"].to_pylist() if s["unit"] != "credit"]
        parsed = {(s.article_id, s.sent_id): s for s in sentences(inputs["parses"].to_pylist())}
        rows: list[Row] = []
        for begin in range(0, len(statements), _CHUNK):
            rows += self._code(statements[begin : begin + _CHUNK], parsed)
        return {"frames": tables.table(rows, schema.FRAMES)}

    def _code(self, statements: Sequence[Row], parsed: Mapping[tuple[str, int], Sentence]) -> Iterator[Row]:
        items = [self._item(statement, parsed) for statement in statements]
        coded = self.method(items, self.codebook, self.models, self.encoder)
        for statement, rows in zip(statements, coded, strict=True):
            for row in rows:
                threshold = self.thresholds[row["frame"]]
                yield row | {
                    "statement_id": statement["statement_id"],
                    "threshold": threshold,
                    "decision": row["score"] >= threshold,
                    "evidence": [{"start": start, "end": end} for start, end in row["evidence"]],
                }

    def _item(self, statement: Row, parsed: Mapping[tuple[str, int], Sentence]) -> Item:
        return Item(
            text=statement["text"],
            sentences=(parsed[statement["article_id"], statement["sent_id"]],),
            own_names=side_names(statement["side"] or "", self.actors, self.countries),
        )


def load_models(method: Lexicon | Fitted, codebook: Codebook) -> tuple[Mapping[str, Any], str]:
    """The fitted classifiers by frame, and a hash of their file.

    Raises:
        FrameError: the coder has no such variant, or was fitted for another codebook.
    """
    if isinstance(method, Lexicon):
        return {}, ""
    import skops.io

    path = paths.CODER / f"{method.variant}.skops"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in paths.CODER.glob("*.skops"))) or "none"
        raise FrameError(
            f"conf/frames: key 'variant' names {method.variant!r}, but the coder fitted {known};"
            " correct it, or add the variant in conf/coder."
        )
    models = skops.io.load(path)
    if list(models) != list(codebook.frames):
        raise FrameError(
            f"{path}: fitted for the frames {', '.join(models)}, but the codebook has {', '.join(codebook.frames)};"
            " run `dvc repro coder`."
        )
    return models, hashlib.sha256(path.read_bytes()).hexdigest()


def thresholds(method: Lexicon | Fitted, validation: Sequence[Row]) -> dict[str, float]:
    """The threshold of each frame: the leaf's own, or the one cross-validation chose for the variant."""
    chosen = {row["frame"]: row["threshold"] for row in validation if row["variant"] == method.variant}
    return {frame: method.threshold if method.threshold is not None else value for frame, value in chosen.items()}


def main(run: Run) -> None:
    """Code data/statements with the fitted coder into data/frames, partition by partition."""
    method, codebook = run.load("frames"), run.load("codebook")
    models, digest = load_models(method, codebook)
    validation = tables.read(paths.CODER).to_pylist()
    chosen = thresholds(method, validation)
    job = engine.Job(
        stage="frames",
        inputs={"statements": paths.STATEMENTS, "parses": paths.PARSES},
        outputs={"frames": (paths.FRAMES, pa.schema(schema.FRAMES))},
        compute=_Code(
            method, run.load("encoder"), codebook, run.load("actors"), read_countries(paths.COUNTRIES), models, chosen
        ),
        fingerprint=hashlib.sha256(f"{engine.fingerprint('frames', run)} {digest} {chosen}".encode()).hexdigest(),
    )
    engine.run_job(job, run)
