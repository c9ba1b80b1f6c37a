"""Names that the corpus shows to be one speaker's, or that may be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rejoinder.add.sides import DraftedSide
from rejoinder.corpus import UNKNOWN_SIDE, Corpus

_MOST = 10

# Names that the corpus took for one person's; those that may be one person's as far as the corpus knows; and single
# names by which just one person whom nothing keeps apart is called elsewhere, whichever part of the name they are.
_NAMES_OF_PERSONS = f"""
WITH persons AS (SELECT * FROM coded WHERE speaker_kind = 'person'), named AS (
    SELECT DISTINCT speaker AS name, side, unnest(string_split(speaker, ' ')) AS part
    FROM persons WHERE contains(speaker, ' ') AND NOT contains(speaker, '(')
), single AS (
    SELECT speaker AS alias, side, count(*) AS statements FROM persons WHERE NOT contains(speaker, ' ') GROUP BY ALL
), parts AS (
    SELECT any_value(name) AS name, alias, max(single.statements) AS statements
    FROM single JOIN named ON alias = part AND (single.side = named.side OR single.side = '{UNKNOWN_SIDE}')
    GROUP BY alias, single.side HAVING count(DISTINCT name) = 1
), hints AS (
    SELECT speaker AS name, name_in_article AS alias, count(*) AS statements, 'taken for one' AS reason
    FROM persons WHERE NOT starts_with(lower(speaker), lower(name_in_article)) GROUP BY ALL
    UNION ALL
    SELECT may_be, speaker, count(*), 'may be the same'
    FROM resolved JOIN identities USING (speaker, speaker_kind, organisation, role, side, is_guess)
    WHERE may_be <> '' AND NOT contains(may_be, ';') AND NOT contains(may_be, '(') GROUP BY ALL
    UNION ALL
    SELECT name, alias, statements, 'may be the same' FROM parts
)
SELECT name, alias, sum(statements)::INTEGER AS statements, min(reason) AS reason FROM hints GROUP BY name, alias
ORDER BY statements DESC, name, alias"""


@dataclass(frozen=True)
class AliasHint:
    """A name that may be another's.

    Attributes:
        name: of the speaker.
        alias: what articles call the speaker, too.
        statements: under the alias.
        reason: one phrase.
    """

    name: str
    alias: str
    statements: int
    reason: str


def find_alias_hints(corpus: Corpus, sides: Sequence[DraftedSide]) -> list[AliasHint]:
    """Find names of persons across articles, and bodies of one side of which one is the other's initials."""
    persons = [AliasHint(**row) for row in corpus.query_rows(_NAMES_OF_PERSONS)]
    bodies = [hint for side in sides for hint in _match_initials(side)]
    return [*bodies, *persons][:_MOST]


def _match_initials(side: DraftedSide) -> Iterator[AliasHint]:
    members = [*side.members, *side.guesses]
    for short in members:
        for member in members:
            initials = "".join(word[0] for word in member.name.split() if word[0].isupper())
            if len(initials) > 1 and initials == short.name.replace(".", ""):
                yield AliasHint(member.name, short.name, short.statements, "its initials")
