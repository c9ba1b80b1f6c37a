"""What the texts are, before anything is computed from them: how many, of when and whom, what is left out, how long."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from rejoinder import schema
from rejoinder.articles.model import ArticleRow
from rejoinder.articles.selection import Selection
from rejoinder.articles.stage import ArticleReader, count_partitions, read_input
from rejoinder.config import Run
from rejoinder.engine.local import count_processes

_EXAMPLES = 5  # items that are named one by one
_WORDS = 370  # that a process parses in a second, as docs/scaling.md has measured; other stages take a tenth of that
_MEMORY = 2.0  # GB that it may need


@dataclass
class _Counts:
    """What is counted of the articles that are kept."""

    texts: int = 0
    words: int = 0
    days: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)

    def add(self, article: ArticleRow) -> None:
        self.texts += 1
        self.words += len(article["text"].split())
        self.days[article["published"]] += 1
        self.outlets[article["outlet"]] += 1
        self.genres[article["genre"]] += 1
        self.blocks.update(block["kind"] for block in article["blocks"])


def describe_texts(run: Run) -> str:
    """Read the input as stage `articles` does, and say in a few lines what is there; nothing is written.

    Raises:
        ArticleError: there is no article, or none is left to code; or what the option raises.
    """
    reader: ArticleReader = run.load("articles")
    selection = read_input(reader, run.choices["articles"])
    partitions = count_partitions(len(selection), reader.partition_size)
    counts = _Counts()
    for _, articles in selection.iterate_partitions(partitions):
        for article in articles:
            counts.add(article)
    lines = [*_describe_left_out(selection), *_describe_counts(counts, selection.count_ambiguous_dates())]
    return "\n".join([f"texts: {counts.texts:,} to code", *lines, _estimate_time(counts, partitions)])


def _describe_left_out(selection: Selection) -> Iterator[str]:
    left_out = selection.count_left_out()
    yield f"left out: {left_out:,} {'text or detail' if left_out == 1 else 'texts and details'}"
    for item in islice(selection.iterate_left_out(), _EXAMPLES):
        yield f"  {item.item}: {item.reason}"
    if left_out > _EXAMPLES:
        yield f"  and {left_out - _EXAMPLES:,} more, which the report will list"


def _describe_counts(counts: _Counts, ambiguous: int) -> Iterator[str]:
    undated, unnamed = counts.days.pop("", 0), counts.outlets.pop("", 0)
    period = f"from {min(counts.days)} to {max(counts.days)}" if counts.days else "none"
    yield f"dates: {period}; {undated:,} without"
    if ambiguous:
        yield f"  in {ambiguous:,} day and month could change places: `day_first` in conf/articles says which is first"
    yield f"outlets: {_list_counts(counts.outlets)}; {unnamed:,} without"
    yield f"genres: {_list_counts(counts.genres)}"
    lines = Counter({kind: n for kind, n in counts.blocks.items() if kind not in schema.CODED_KINDS})
    yield f"lines that are no statement: {lines.total():,} of {counts.blocks.total():,} ({_list_counts(lines)})"


def _list_counts(counts: Counter[str]) -> str:
    """The most frequent names with their numbers, and how many more names there are."""
    names = [f"{name} {n:,}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    more = [f"{len(names) - _EXAMPLES} more"] if len(names) > _EXAMPLES else []
    return ", ".join([*names[:_EXAMPLES], *more]) or "none"


def _estimate_time(counts: _Counts, partitions: int) -> str:
    processes = min(count_processes(_MEMORY), partitions)
    minutes = max(1, round(1.1 * counts.words / _WORDS / processes / 60))
    time = f"{minutes} minute{'s' if minutes > 1 else ''}" if minutes < 120 else f"{round(minutes / 60)} hours"
    many = "process" if processes == 1 else "processes"
    return f"time: {counts.words:,} words, about {time} with {processes} {many} on this machine"
