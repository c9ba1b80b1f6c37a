"""How the frame coder is fitted (`conf/coder/`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import Field, PositiveInt

from rejoinder.coder.training_set import TrainingFeatures
from rejoinder.coder.validation import Bools, Folds
from rejoinder.encoder import Floats
from rejoinder.frame_coder.features import Matrix
from rejoinder.frame_coder.kernel import compute_rbf_kernel, quantise_embeddings
from rejoinder.frame_coder.model import FittedCoder, FrameClassifier

if TYPE_CHECKING:  # scikit-learn is loaded where a coder is fitted
    from sklearn.linear_model import LogisticRegression

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


@dataclass(frozen=True, kw_only=True)
class Stacked:
    """Kernel ridge regression on embeddings, then a logistic regression per frame on its outputs, cues and grammar.

    Regularised least squares with a Gaussian kernel tells frames about as well as a support vector machine (Rifkin and
    Klautau 2004) and answers for all frames and folds at once. The second stage learns from out-of-fold outputs of the
    first (stacked generalisation, Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1), so its scores are calibrated
    (Platt 1999).

    Attributes:
        variants: kinds of features (embedding, context, cues, grammar), by the variant's name.
        context_weight: of a statement's context in its embedding, against 1 for the statement.
        gamma: how fast the kernel falls with distance.
        ridge: penalty of the first stage.
        strength: inverse of the L2 penalty of the second stage (scikit-learn's C).
        folds: of the cross-validation, at least 2; a topic's statements are in one fold.
        least_examples: statements with a frame, and without, from which it is fitted; with fewer, or in fewer topics
            than folds, its cues decide.
        resamples: of topics, for the 95 % bootstrap intervals.
    """

    variants: dict[str, list[str]]
    context_weight: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    gamma: Positive
    ridge: Positive
    strength: Positive
    folds: Annotated[int, Field(ge=2)]
    least_examples: PositiveInt
    resamples: PositiveInt

    def explain_shortage(self, carries: Bools, topics: Sequence[str]) -> str:
        """Explain why a frame cannot be fitted.

        Args:
            carries: which statements carry it, *shape* (statements,).
            topics: of the statements.

        Returns:
            The reason, "" if it can be fitted.
        """
        for relation, members in (("with", carries), ("without", ~carries)):
            topic_count = len({topic for topic, member in zip(topics, members, strict=True) if member})
            if members.sum() < self.least_examples:
                return f"{members.sum()} training statement(s) {relation} it, {self.least_examples} needed"
            if topic_count < self.folds:
                return f"training statements {relation} it from {topic_count} topic(s), {self.folds} needed"
        return ""

    def weigh_context(self, kinds: Sequence[str]) -> float:
        """Give the weight of the context for a variant with these kinds of features."""
        return self.context_weight if "context" in kinds else 0.0

    def assign_folds(self, topics: Sequence[str]) -> Folds:
        """Assign each statement a fold, the same to all of a topic; there are no more folds than topics.

        Returns:
            *Shape* (statements,), from 0.
        """
        from sklearn.model_selection import GroupKFold

        fold_of = np.zeros(len(topics), dtype=np.int64)
        folds = min(self.folds, len(set(topics)))
        if folds < 2:
            return fold_of
        for fold, (_, test) in enumerate(GroupKFold(folds).split(fold_of, groups=topics)):
            fold_of[test] = fold
        return fold_of

    def fit_classifier(self, x: Matrix, carries: Bools) -> "LogisticRegression":
        """Fit the second stage of one frame.

        Args:
            x: outputs of the first stage and named features, *shape* (statements, features).
            carries: which statements carry the frame, *shape* (statements,).
        """
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(C=self.strength, max_iter=5000).fit(x, carries)

    def fit(
        self, kinds: Sequence[str], features: TrainingFeatures, truth: Mapping[str, Bools]
    ) -> tuple[FittedCoder, Matrix]:
        """Fit the coder of a variant, and score each statement by models that were not fitted on its topic.

        Second stages learn from outputs of the same folds, in whose fitting the held-out topic had a part.

        Args:
            kinds: of features that the variant uses.
            features: of the training statements.
            truth: by frame to fit, which statements carry it, each of *shape* (statements,).

        Returns:
            The coder, and out-of-fold scores in [0, 1], *shape* (statements, fitted frames).
        """
        fold_of = self.assign_folds(features.topics)
        embeddings = quantise_embeddings(features.embeddings)
        outputs, duals = self.fit_kernel_ridge(embeddings, fold_of, truth)
        x = np.hstack([outputs, features.named])
        scores = np.zeros((len(x), len(truth)))
        for column, carries in enumerate(truth.values()):
            for inside in _iterate_folds(fold_of):
                held_out = self.fit_classifier(x[~inside], carries[~inside]).predict_proba(x[inside])
                scores[inside, column] = held_out[:, 1]
        models = {frame: self.fit_classifier(x, carries) for frame, carries in truth.items()}
        coder = FittedCoder(
            kinds=list(kinds),
            context_weight=self.weigh_context(kinds),
            gamma=self.gamma,
            training_embeddings=embeddings if duals.size else embeddings[:0],
            duals=duals,
            classifiers={
                frame: FrameClassifier(model.coef_[0], float(model.intercept_[0])) for frame, model in models.items()
            },
        )
        return coder, scores

    def fit_kernel_ridge(self, embeddings: Floats, fold_of: Folds, truth: Mapping[str, Bools]) -> tuple[Matrix, Matrix]:
        """Fit the first stage on all statements; its out-of-fold outputs follow in closed form.

        An, Liu and Venkatesh 2007, doi:10.1016/j.patcog.2006.12.015.

        Args:
            embeddings: *shape* (statements, width).
            fold_of: fold of each statement, *shape* (statements,).
            truth: by frame, which statements carry it, each of *shape* (statements,).

        Returns:
            Out-of-fold outputs and dual weights, each of *shape* (statements, frames); without columns where there are
            no embeddings or no frames.
        """
        from scipy.linalg import inv, solve

        if not embeddings.shape[1] or not truth:
            return np.zeros((len(embeddings), 0)), np.zeros((0, 0))
        targets = np.where(np.column_stack(list(truth.values())), 1.0, -1.0)
        kernel = compute_rbf_kernel(embeddings, embeddings, self.gamma)
        kernel[np.diag_indices_from(kernel)] += self.ridge
        inverse = inv(kernel, assume_a="pos", overwrite_a=True)  # no copies: half a gigabyte each
        duals = inverse @ targets
        outputs = np.zeros_like(targets)
        for inside in _iterate_folds(fold_of):  # what a fit without the fold predicts for it, without fitting again
            outputs[inside] = targets[inside] - solve(inverse[np.ix_(inside, inside)], duals[inside], assume_a="pos")
        return outputs, duals


def _iterate_folds(fold_of: Folds) -> Iterator[Bools]:
    for fold in np.unique(fold_of):
        yield fold_of == fold
