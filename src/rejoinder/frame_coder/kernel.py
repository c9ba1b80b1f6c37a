"""The Gaussian kernel over embeddings, with the same bits for a statement whatever it is coded with."""

from collections.abc import Iterator

import numpy as np

from rejoinder.encoder import Floats
from rejoinder.frame_coder.features import Matrix

_LEVELS = 127  # steps from 0 to the largest number of an embedding


def compute_rbf_kernel(a: Floats, b: Floats, gamma: float) -> Matrix:
    """Compute the Gaussian (RBF) kernel of each row of `a` with each of `b`.

    Args:
        a: *shape* (n, width), rows of about unit length.
        b: *shape* (m, width), likewise.
        gamma: how fast the kernel falls with distance.

    Returns:
        *Shape* (n, m), about (0, 1].
    """
    return exponentiate_cosines(a @ b.T, gamma)


def exponentiate_cosines(cosines: Floats, gamma: float) -> Matrix:
    """Turn cosines of unit vectors into values of the kernel: exp(2 gamma (cosine - 1)); overwrites the cosines."""
    cosines -= 1
    cosines *= np.float32(2 * gamma)
    kernel: Matrix = np.exp(cosines, out=cosines).astype(np.float64)  # the products have single precision
    return kernel


def quantise_embeddings(embeddings: Floats) -> Floats:
    """Round each embedding to multiples of a step, 127 of which make its largest number.

    A coder that is fitted on such embeddings can multiply int8. It must be applied with the quantisation that it was
    fitted with: the weights of similar statements nearly cancel out.

    Args:
        embeddings: *shape* (statements, width).

    Returns:
        The rounded embeddings, of the same shape and size.
    """
    if not embeddings.size:
        return embeddings
    step = np.abs(embeddings).max(axis=1, keepdims=True) / _LEVELS
    rounded: Floats = (np.round(embeddings / step) * step).astype(np.float32)
    return rounded


def iterate_blocks(rows: Floats, size: int) -> Iterator[Floats]:
    """Cut rows into blocks of one size, the last filled with zeros.

    Matrices of one shape are multiplied in one way. So a statement's score is the same, bit for bit, whatever it is
    coded with.

    Args:
        rows: *shape* (n, width).
        size: rows of a block.

    Yields:
        Blocks of *shape* (size, width), in order.
    """
    for begin in range(0, len(rows), size):
        block = np.zeros((size, rows.shape[1]), dtype=np.float32)
        part = rows[begin : begin + size]
        block[: len(part)] = part
        yield block
