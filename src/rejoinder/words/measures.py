"""Measures of keyness: how much more, or less, often a word is used in one part of a corpus than in another.

All take arrays of counts and sizes, or numbers: `count` of `words` in the part, `reference_count` of `reference_words`
in what it is held against; sizes are greater than 0, and a count is at most its size. All return an array of floats.
"""

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

_ZERO = 0.5  # what stands for a count of 0 in Log Ratio


def two_term_g2(
    count: npt.ArrayLike, words: npt.ArrayLike, reference_count: npt.ArrayLike, reference_words: npt.ArrayLike
) -> Values:
    """Log-likelihood ratio G2 of the word's own two cells, from 0.

    Rayson and Garside (2000, doi:10.3115/1117729.1117730). It is the form of Wmatrix and of many tables in corpus
    linguistics; `four_term_g2` is the test it stands for.
    """
    a, n, b, m = _as_floats(count, words, reference_count, reference_words)
    rate = (a + b) / (n + m)
    return np.maximum(2 * (_cell(a, n * rate) + _cell(b, m * rate)), 0)


def four_term_g2(
    count: npt.ArrayLike, words: npt.ArrayLike, reference_count: npt.ArrayLike, reference_words: npt.ArrayLike
) -> Values:
    """Log-likelihood ratio G2 of the whole table of four cells, from 0 (Dunning 1993, Computational Linguistics 19(1)).

    The cells are the word and all other words, in the part and in the reference.
    """
    a, n, b, m = _as_floats(count, words, reference_count, reference_words)
    rate = (a + b) / (n + m)
    cells = _cell(a, n * rate) + _cell(b, m * rate) + _cell(n - a, n * (1 - rate)) + _cell(m - b, m * (1 - rate))
    return np.maximum(2 * cells, 0)


def compute_p(g2: npt.ArrayLike) -> Values:
    """The probability in [0, 1] of such a G2 or a larger one, were the word as frequent in both: chi-square, 1 degree.

    It takes words as drawn one by one, which they are not: words of one text are alike. It is of one word, not
    corrected for the number of words that are tested.
    """
    from scipy.special import chdtrc

    return np.asarray(chdtrc(1, np.asarray(g2, dtype=float)), dtype=float)


def compute_bic(g2: npt.ArrayLike, words: npt.ArrayLike, reference_words: npt.ArrayLike) -> Values:
    """Bayesian information criterion of a G2 (Wilson 2013, in Bieswanger and Koll-Stobbe, New Approaches, 3-11).

    It is G2 - ln N, N being all words of part and reference. Above 2 it is positive evidence of a difference, above 6
    strong, above 10 very strong; below 0 it speaks for none.
    """
    g2, n, m = _as_floats(g2, words, reference_words)
    return g2 - np.log(n + m)


def log_ratio(
    count: npt.ArrayLike, words: npt.ArrayLike, reference_count: npt.ArrayLike, reference_words: npt.ArrayLike
) -> Values:
    """Binary logarithm of the ratio of the relative frequencies (Hardie 2014, cass.lancs.ac.uk).

    1 is twice as frequent, -1 half as frequent; a count of 0 is taken for 0.5.
    """
    a, n, b, m = _as_floats(count, words, reference_count, reference_words)
    return np.log2(np.where(a == 0, _ZERO, a) / n) - np.log2(np.where(b == 0, _ZERO, b) / m)


def percent_difference(
    count: npt.ArrayLike, words: npt.ArrayLike, reference_count: npt.ArrayLike, reference_words: npt.ArrayLike
) -> Values:
    """%DIFF: by how many percent the word is more frequent than in the reference (Gabrielatos and Marchi 2012, CADS).

    At least -100; nan where the reference has none. Gabrielatos and Marchi put a tiny number in place of that 0, which
    gives a huge one that means nothing.
    """
    a, n, b, m = _as_floats(count, words, reference_count, reference_words)
    return 100 * (_divide(a / n, b / m) - 1)


def odds_ratio(
    count: npt.ArrayLike, words: npt.ArrayLike, reference_count: npt.ArrayLike, reference_words: npt.ArrayLike
) -> Values:
    """The odds of the word against all others, over those in the reference, from 0; nan where these odds are 0."""
    a, n, b, m = _as_floats(count, words, reference_count, reference_words)
    return _divide(a * (m - b), b * (n - a))


def sign_difference(
    count: npt.ArrayLike, words: npt.ArrayLike, reference_count: npt.ArrayLike, reference_words: npt.ArrayLike
) -> Values:
    """1 where the word is more frequent than in the reference, -1 where it is less frequent, else 0."""
    a, n, b, m = _as_floats(count, words, reference_count, reference_words)
    return np.sign(a * m - b * n)


def _as_floats(*numbers: npt.ArrayLike) -> tuple[Values, ...]:
    return tuple(np.asarray(values, dtype=float) for values in numbers)


def _cell(observed: Values, expected: Values) -> Values:
    """The term of one cell, which is 0 where nothing is observed."""
    ratio = np.divide(observed, expected, out=np.ones(np.broadcast(observed, expected).shape), where=observed > 0)
    return np.asarray(observed * np.log(ratio))


def _divide(numerators: Values, denominators: Values) -> Values:
    """Division that gives nan, without a warning, where the denominator is 0."""
    result = np.full(np.broadcast(numerators, denominators).shape, np.nan)
    np.divide(numerators, denominators, out=result, where=denominators > 0)
    return result
