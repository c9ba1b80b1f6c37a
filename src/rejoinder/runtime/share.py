"""How much of the text that this process is encoding is done, for whoever shows how far a run is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class OfText(Protocol):
    """What is made of a text; `text_index` says of which."""

    @property
    def text_index(self) -> int: ...


Item = TypeVar("Item", bound=OfText)

_done_and_all = [0, 0]  # characters


def follow(items: Iterable[Item], texts: Sequence[str]) -> Iterator[Item]:
    """Pass on what is made of texts, one item of each, counting their characters."""
    _done_and_all[:] = [0, sum(map(len, texts))]
    for item in items:
        _done_and_all[0] += len(texts[item.text_index])
        yield item


def describe() -> str:
    """How much of the text at hand is encoded, in per cent; "" before there is any."""
    done, total = _done_and_all
    return f"{100 * done // total} % of the text at hand encoded" if total else ""
