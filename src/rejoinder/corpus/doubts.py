"""How much of the coding is a guess or not known."""

from dataclasses import dataclass

from rejoinder.corpus.database import UNKNOWN_SIDE, Corpus


@dataclass(frozen=True, kw_only=True)
class Doubts:
    """What is a guess or not known, and when articles are of.

    Attributes:
        guessed: statements by somebody whose side the article only hints at.
        sideless: statements by somebody whose side is not known.
        stances, implied: stances, and how many of them do not name the target.
        first, last: ISO dates of articles, "" where none is dated.
    """

    guessed: int
    sideless: int
    stances: int
    implied: int
    first: str
    last: str


def count_doubts(corpus: Corpus) -> Doubts:
    """Count what is a guess or not known."""
    query = f"""
    SELECT count_if(is_guess AND NOT narrates)::BIGINT AS guessed,
        count_if(side = '{UNKNOWN_SIDE}')::BIGINT AS sideless,
        (SELECT count(*) FROM stanced) AS stances, (SELECT count_if(implied)::BIGINT FROM stanced) AS implied,
        (SELECT ifnull(min(nullif(published, '')), '') FROM articles) AS first,
        (SELECT ifnull(max(published), '') FROM articles) AS last
    FROM coded"""
    return Doubts(**corpus.query_rows(query)[0])
