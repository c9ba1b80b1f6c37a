"""Sums over articles, of counts by article and group."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

PAIRS = ("nn", "kn", "kk", "mm", "jm", "jj", "nm", "km", "nj", "kj")


def sum_up(n: np.ndarray, k: np.ndarray, frames: Sequence[str] = ("denial",)) -> pd.DataFrame:
    """What `count_for_differences` makes of counts, *shape* (articles, groups) or (frames, articles, groups)."""
    n, k = (np.broadcast_to(counts, (len(frames), *counts.shape[-2:])) for counts in (n, k))
    of = {"n": n, "k": k, "m": n.sum(axis=2, keepdims=True) - n, "j": k.sum(axis=2, keepdims=True) - k}
    columns = {name: counts.sum(axis=1) for name, counts in of.items()}
    columns |= {"articles": (n > 0).sum(axis=1), "other_articles": (of["m"] > 0).sum(axis=1)}
    columns |= {pair: (of[pair[0]] * of[pair[1]]).sum(axis=1) for pair in PAIRS}
    columns |= {"all_articles": np.broadcast_to((n.sum(axis=2) > 0).sum(axis=1)[:, None], columns["n"].shape)}
    key = {"frame": np.repeat(frames, n.shape[2]), "group": np.tile(np.arange(n.shape[2]).astype(str), len(frames))}
    return pd.DataFrame(key | {name: values.ravel() for name, values in columns.items()})
