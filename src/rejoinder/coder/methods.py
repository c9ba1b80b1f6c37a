"""How the frame coder is fitted (`conf/coder/`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import Field, PositiveInt

from rejoinder.coder.training_set import TrainingFeatures
from rejoinder.coder.validation import Bools, Folds
from rejoinder.config.ranges import Positive, Share
from rejoinder.encoder import Floats
from rejoinder.frame_coder.features import Matrix
from rejoinder.frame_coder.model import FittedCoder, FrameClassifier, compute_rbf_kernel

if TYPE_CHECKING:  # scikit-learn is loaded where a coder is fitted
    from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True, kw_only=True)
class Stacked:
    """Kernel ridge regression on the vectors of statements, then a logistic regression per frame on its outputs.

    Regularised least squares with a Gaussian kernel tells frames about as well as a support vector machine (Rifkin and
    Klautau 2004) and answers for all frames and folds at once. The second stage weighs its outputs against cues.
    It learns from out-of-fold outputs of the first (stacked generalisation, Wolpert 1992,
    doi:10.1016/S0893-6080(05)80023-1), so its scores are calibrated (Platt 1999).

    Attributes:
        gamma: how fast the kernel falls with distance.
        ridge: penalty of the first stage.
        strength: inverse of the L2 penalty of the second stage (scikit-learn's C).
        folds: of the cross-validation, at least 2; a topic's statements are in one fold.
        least_examples: statements with a frame, and without, from which it is fitted; with fewer, or in fewer topics
            than folds, its cues decide. With fewer that carry no frame at all, no threshold is chosen and no F1 given.
        few_examples: statements with a frame up to which its cross-validated F1 is a warning.
        least_f1: cross-validated F1 of a fitted frame below which it is withheld.
        resamples: of topics, for the 95 % bootstrap intervals.
    """

    gamma: Positive
    ridge: Positive
    strength: Positive
    folds: Annotated[int, Field(ge=2)]
    least_examples: PositiveInt
    few_examples: PositiveInt
    least_f1: Share
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

    def explain_unlikeness(self, truth: Mapping[str, Bools]) -> str:
        """Explain why the statements are no picture of other texts, most of whose statements carry no frame.

        Where every statement carries some frame, the threshold of the highest F1 is low and that F1 high, whatever the
        coder makes of the rest.

        Args:
            truth: by frame, which statements carry it, each of *shape* (statements,).

        Returns:
            The reason, "" where enough statements carry no frame.
        """
        unframed = int((~np.any(list(truth.values()), axis=0)).sum())
        if unframed >= self.least_examples:
            return ""
        return f"{unframed} training statement(s) without any frame, {self.least_examples} needed"

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

    def fit(self, features: TrainingFeatures, truth: Mapping[str, Bools]) -> tuple[FittedCoder, Matrix]:
        """Fit the coder, and score each statement by models that were not fitted on its topic.

        Second stages learn from outputs of the same folds, in whose fitting the held-out topic had a part.

        Args:
            features: of the training statements.
            truth: by frame to fit, at least one, which statements carry it, each of *shape* (statements,).

        Returns:
            The coder, and out-of-fold scores in [0, 1], *shape* (statements, fitted frames).
        """
        fold_of = self.assign_folds(features.topics)
        outputs, duals = self.fit_kernel_ridge(features.vectors, fold_of, truth)
        x = np.hstack([outputs, features.named])
        scores = np.zeros((len(x), len(truth)))
        for column, carries in enumerate(truth.values()):
            for inside in _iterate_folds(fold_of):
                held_out = self.fit_classifier(x[~inside], carries[~inside]).predict_proba(x[inside])
                scores[inside, column] = held_out[:, 1]
        models = {frame: self.fit_classifier(x, carries) for frame, carries in truth.items()}
        classifiers = {f: FrameClassifier(model.coef_[0], float(model.intercept_[0])) for f, model in models.items()}
        return FittedCoder(self.gamma, features.vectors, duals, classifiers), scores

    def fit_kernel_ridge(self, vectors: Floats, fold_of: Folds, truth: Mapping[str, Bools]) -> tuple[Matrix, Matrix]:
        """Fit the first stage on all statements; its out-of-fold outputs follow in closed form.

        An, Liu and Venkatesh 2007, doi:10.1016/j.patcog.2006.12.015.

        Args:
            vectors: *shape* (statements, width).
            fold_of: fold of each statement, *shape* (statements,).
            truth: by frame, which statements carry it, each of *shape* (statements,).

        Returns:
            Out-of-fold outputs and dual weights, each of *shape* (statements, frames).
        """
        from scipy.linalg import inv, solve

        targets = np.where(np.column_stack(list(truth.values())), 1.0, -1.0)
        kernel = compute_rbf_kernel(vectors, vectors, self.gamma)
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
