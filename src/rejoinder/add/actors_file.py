"""A draft of conf/actors as a file to be edited: each entry with its count beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rejoinder.add.aliases import AliasHint
from rejoinder.add.objects import ObjectOfTalk
from rejoinder.add.settings import format_value
from rejoinder.add.sides import CountedName, DraftedSide

_HEAD = """\
# Sides and stance targets, drafted from {articles} articles. Beside each entry stands the number of statements that it
# is counted in. Take out what is wrong or rare, put in what is missing, merge sides. Order here is order in figures.
_target_: rejoinder.actors.Actors

# sides: the camps. `countries` are names in seeds/language/countries.csv (capitals, demonyms and seats of government
# come with them); `members` are other persons, bodies and aliases that speak for the side. International bodies (NATO)
# are sides of their own; as a member one brings all who speak for it.
sides:"""
_ALIASES = """\
# aliases: other names of a speaker, under the name that figures give them; they hold in all articles, and win over what
# the articles themselves tell ("Name in Full: [Surname, '@handle']"). A name without aliases ([]) is never merged."""
_TARGETS = """\
# targets: what stances are measured toward. `label` is how figures call it; a mention of one of its `sides` (also "we",
# said by one of its speakers) or of one of the phrases in `mentions` is a mention of the target. Phrases are lemmas or
# forms, any case; "*" stands for any one word; the longest phrase at a place wins.
targets:"""


@dataclass(frozen=True, kw_only=True)
class ActorsDraft:
    """What a draft is written from.

    Attributes:
        articles: how many there are.
        sides: in their order.
        unsided: persons and bodies without a side.
        aliases: names that may be one speaker's.
        objects: what is talked about.
    """

    articles: int
    sides: Sequence[DraftedSide]
    unsided: Sequence[CountedName]
    aliases: Sequence[AliasHint]
    objects: Sequence[ObjectOfTalk]


def format_actors(draft: ActorsDraft) -> str:
    """Format a draft as YAML with comments, in the layout of conf/actors/us_china.yaml."""
    lines = [_HEAD.format(articles=draft.articles)]
    for side in draft.sides:
        lines += _format_side(side)
    if draft.unsided:
        lines.append(f"  # without a side, to be put under members: {_list_counts(draft.unsided)}")
    lines += ["", _ALIASES, *_format_aliases(draft.aliases), "", _TARGETS]
    keys = {_make_key(side.name): side for side in draft.sides}
    for key, side in keys.items():
        lines += [f"  {key}:", f"    label: {format_value(side.name)}", f"    sides: [{format_value(side.name)}]"]
    for thing in draft.objects:
        key, mention = _make_key(thing.phrase), format_value(thing.phrase)
        if key not in keys:
            label = format_value(thing.label)
            lines += [f"  {key}:  # {thing.statements}", f"    label: {label}", f"    mentions: [{mention}]"]
    return "\n".join(lines)


def _format_side(side: DraftedSide) -> Iterator[str]:
    yield f"  {format_value(side.name)}:  # {side.statements}"
    yield f"    countries: [{format_value(side.name)}]" if side.is_country else "    countries: []"
    own_name = [] if side.is_country else [CountedName(side.name, side.statements)]
    members = [*own_name, *side.members]
    yield "    members:" if members else "    members: []"
    yield from (f"      - {format_value(member.name)}  # {member.statements}" for member in members)
    if side.guesses:
        yield f"      # of whom one article only hints at the side: {_list_counts(side.guesses)}"


def _format_aliases(hints: Sequence[AliasHint]) -> Iterator[str]:
    if not hints:
        yield "aliases: {}"
        return
    yield "aliases: {}  # in place of {}, take up below what is right:"
    for hint in hints:
        yield f"  # {format_value(hint.name)}: [{format_value(hint.alias)}]  # {hint.statements}, {hint.reason}"


def _list_counts(names: Sequence[CountedName]) -> str:
    return ", ".join(f"{one.name} ({one.statements})" for one in names)


def _make_key(label: str) -> str:
    return re.sub(r"\W+", "_", label.lower()).strip("_")
