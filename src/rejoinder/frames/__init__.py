"""Stage `frames`: which frames each statement carries, how surely, and what in it says so."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.actors.countries import Country, read_countries, side_names
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.encoder import Encoder
from rejoinder.frame_coder import features, fitted
from rejoinder.frame_coder.cues import Hit, strength
from rejoinder.frame_coder.features import Item
from rejoinder.frames import evidence
from rejoinder.syntax import Sentence, Word, build_sentences

_EVIDENCE = 3  # words or phrases shown
_CUES_ALONE = "cues alone, as training statements are too few"
_CONTEXT = 2  # sentences before a statement that are its context
_LIKELY = 0.2  # score from which the words behind it are looked for; four statements in five have no such score
_CHUNK = 512  # statements coded at a time (about 0.1 MB each)

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
        self, items: Sequence[Item], codebook: Codebook, coder: fitted.Fitted | None, encoder: Encoder
    ) -> list[list[Row]]:
        """For each item, in order, a row per frame with score, evidence and rule."""
        return [[_by_cues(frame, item.hits(codebook)) for frame in codebook.frames] for item in items]


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Frames by the coder that stage `coder` fitted, and by cues where there were too few statements to fit one.

    Attributes:
        variant: which of the coder's variants to use.
        threshold: score in [0, 1] from which a frame is given; None means the one chosen by cross-validation.
    """

    variant: str
    threshold: float | None

    def __call__(
        self, items: Sequence[Item], codebook: Codebook, coder: fitted.Fitted | None, encoder: Encoder
    ) -> list[list[Row]]:
        """For each item, in order, a row per frame with score, evidence and rule.

        Evidence are the cues and, where the score is `_LIKELY` or more, the words that add most to the frame's logit:
        to a first order, a word adds its share in the mean over word pieces that the statement's vector is, times the
        gradient of the logit there (Simonyan, Vedaldi and Zisserman 2014, arXiv:1312.6034). A frame that was not fitted
        is scored by its cues.
        """
        if not items or coder is None:
            return []
        found = [item.hits(codebook) for item in items]
        meaning, pieces = evidence.read(items, coder, encoder)
        outputs = coder.outputs(meaning)
        x = np.hstack([outputs, features.named(coder.kinds, items, found, codebook)])
        models = {frame: model for frame, model in coder.frames.items() if model is not None}
        told = list(models) if outputs.shape[1] else []  # by meaning, where the coder sees it
        columns = [f"meaning of {frame}" for frame in told] + features.names(coder.kinds, codebook)
        shares = {frame: x * model.weights for frame, model in models.items()}
        scores = {f: 1 / (1 + np.exp(-(shares[f].sum(axis=1) + model.intercept))) for f, model in models.items()}
        telling = _telling(coder, items, meaning, pieces, scores)
        coded: list[list[Row]] = [[] for _ in items]
        for frame, model in coder.frames.items():
            by_cues = [_by_cues(frame, hits) for hits in found]
            if model is None:
                made = [row | {"rule": f"{_CUES_ALONE}: {row['rule']}"} for row in by_cues]
            else:
                strong = [telling.get((frame, number), []) for number in range(len(items))]
                rules = evidence.why(columns, shares[frame], model.intercept, strong)
                made = [
                    _row(frame, score, [*cues["evidence"], *evidence.spans(words)], rule)
                    for score, cues, words, rule in zip(scores[frame].tolist(), by_cues, strong, rules, strict=True)
                ]
            for rows, row in zip(coded, made, strict=True):
                rows.append(row)
        return coded


def _telling(
    coder: fitted.Fitted,
    items: Sequence[Item],
    meaning: features.Floats,
    pieces: Sequence[evidence.Pieces],
    scores: Mapping[str, Any],
) -> dict[tuple[str, int], list[tuple[float, Word]]]:
    """The strongest words for each frame and number of an item whose score is `_LIKELY` or more."""
    asked = [(frame, int(number)) for frame, of in scores.items() for number in np.flatnonzero(of >= _LIKELY)]
    slopes = coder.slopes([frame for frame, _ in asked], meaning[[number for _, number in asked]])
    return {
        (frame, number): evidence.strongest(items[number], pieces[number], slope)
        for (frame, number), slope in zip(asked, slopes, strict=True)
    }


def _row(frame: str, score: float, spans: Sequence[tuple[int, int]], rule: str) -> Row:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if len(kept) < _EVIDENCE and all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
    return {"frame": frame, "score": round(float(score), 4), "evidence": sorted(kept), "rule": rule}


def _by_cues(frame: str, found: Sequence[Hit]) -> Row:
    counting = sorted((h for h in found if h.frame == frame and h.counts), key=lambda h: -h.cue.weight)
    spans = [(hit.words[0].start, hit.words[-1].end) for hit in counting]
    rule = "; ".join(str(hit) for hit in found if hit.frame == frame) or "no cue"
    return _row(frame, strength(found, frame), spans, rule)


@dataclass(frozen=True)
class _Code:
    """The stage's work on one partition."""

    method: Lexicon | Fitted
    encoder: Encoder
    codebook: Codebook
    actors: Actors
    countries: tuple[Country, ...]
    coder: fitted.Fitted | None
    thresholds: Mapping[str, float]

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        statements = [s for s in inputs["statements"].to_pylist() if s["unit"] != "credit"]
        parses = {(s.article_id, s.sent_id): s for s in build_sentences(inputs["parses"])}
        rows: list[Row] = []
        items = self._items(statements, parses)
        for begin in range(0, len(statements), _CHUNK):
            rows += self._code(statements[begin : begin + _CHUNK], items[begin : begin + _CHUNK])
        return {"frames": tables.build_table(rows, schema.FRAMES)}

    def _code(self, statements: Sequence[Row], items: Sequence[Item]) -> Iterator[Row]:
        coded = self.method(items, self.codebook, self.coder, self.encoder)
        for statement, rows in zip(statements, coded, strict=True):
            for row in rows:
                threshold = self.thresholds[row["frame"]]
                yield row | {
                    "statement_id": statement["statement_id"],
                    "variant": self.method.variant,
                    "threshold": threshold,
                    "decision": row["score"] >= threshold,
                    "evidence": [{"start": start, "end": end} for start, end in row["evidence"]],
                }

    def _items(self, statements: Sequence[Row], parses: Mapping[tuple[str, int], Sentence]) -> list[Item]:
        made = []
        before: dict[str, tuple[str, ...]] = {}
        for statement in statements:
            article = statement["article_id"]
            context = before.get(article, ())
            before[article] = (*context, statement["text"])[-_CONTEXT:]
            names = side_names(statement["side"] or "", self.actors, self.countries)
            made.append(Item(statement["text"], (parses[article, statement["sent_id"]],), names, context))
        return made


def load_coder(method: Lexicon | Fitted, codebook: Codebook) -> tuple[fitted.Fitted | None, str]:
    """The fitted coder and a hash of its file; None where the method needs none.

    Raises:
        FrameError: the coder has no such variant, or was fitted for another codebook.
    """
    if isinstance(method, Lexicon):
        return None, ""
    path = paths.CODER / f"{method.variant}.safetensors"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in paths.CODER.glob("*.safetensors"))) or "none"
        raise FrameError(
            f"conf/frames: key 'variant' names {method.variant!r}, but the coder fitted {known};"
            " correct it, or add the variant in conf/coder."
        )
    coder = fitted.load(path)
    if list(coder.frames) != list(codebook.frames):
        raise FrameError(
            f"{path}: fitted for the frames {', '.join(coder.frames)}, but the codebook has"
            f" {', '.join(codebook.frames)}; run `dvc repro coder`."
        )
    return coder, hashlib.sha256(path.read_bytes()).hexdigest()


def thresholds(method: Lexicon | Fitted, validation: Sequence[Row]) -> dict[str, float]:
    """The threshold of each frame: the leaf's own, or the one cross-validation chose for the variant."""
    chosen = {row["frame"]: row["threshold"] for row in validation if row["variant"] == method.variant}
    return {frame: method.threshold if method.threshold is not None else value for frame, value in chosen.items()}


def main(run: Run) -> None:
    """Code data/statements with the fitted coder into data/frames, partition by partition."""
    method, codebook = run.load("frames"), run.load("codebook")
    coder, digest = load_coder(method, codebook)
    validation = tables.read(paths.CODER).to_pylist()
    chosen = thresholds(method, validation)
    job = engine.Job(
        stage="frames",
        inputs={"statements": paths.STATEMENTS, "parses": paths.PARSES},
        outputs={"frames": (paths.FRAMES, pa.schema(schema.FRAMES))},
        compute=_Code(
            method, run.load("encoder"), codebook, run.load("actors"), read_countries(paths.COUNTRIES), coder, chosen
        ),
        fingerprint=hashlib.sha256(f"{engine.fingerprint('frames', run)} {digest} {chosen}".encode()).hexdigest(),
    )
    engine.run_job(job, run)
