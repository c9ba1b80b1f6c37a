"""What the statements of texts can be filtered by."""

from collections import Counter
from collections.abc import Sequence

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus import NARRATION, UNKNOWN_SIDE
from rejoinder.report.reading import assign_signs
from rejoinder.report.views import ArticleView, FilterChoice


def list_choices(articles: Sequence[ArticleView], codebook: Codebook, actors: Actors) -> dict[str, list[FilterChoice]]:
    """What statements can be filtered by: frames in the codebook's order, sides in the figures', speakers by count.

    Args:
        articles: those shown, whose statements are counted.
        codebook: order and signs of the frames.
        actors: order of the sides.

    Returns:
        The choices by kind: frame, side, speaker.
    """
    statements = [statement for article in articles for statement in article.statements]
    counts = Counter(sign.number for statement in statements for sign in statement.frames)
    frames = [
        FilterChoice(value=str(sign.number), label=sign.label, count=counts[sign.number], sign=sign)
        for sign in assign_signs(codebook).values()
    ]
    unframed = sum(not statement.frames for statement in statements)
    sides = Counter(statement.row["side"] or UNKNOWN_SIDE for statement in statements)
    speakers = Counter(statement.row["speaker"] or "" for statement in statements)
    return {
        "frame": [*frames, FilterChoice(value="0", label="no frame", count=unframed)],
        "side": _number_choices(sides, list(actors.sides), (UNKNOWN_SIDE, NARRATION)),
        "speaker": _number_choices(speakers, (), ("",)),
    }


def _number_choices(counts: Counter[str], first: Sequence[str], last: Sequence[str]) -> list[FilterChoice]:
    """Values in the order of `first`, then by falling count and name, then in the order of `last`."""
    places = {value: number for number, value in enumerate(first)}
    listed = [value for value in last if value in counts]
    order = sorted(counts.keys() - set(last), key=lambda value: (places.get(value, len(first)), -counts[value], value))
    choices = enumerate([*order, *listed])
    return [FilterChoice(value=str(n), label=value or "no speaker", count=counts[value]) for n, value in choices]
