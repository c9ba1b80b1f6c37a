"""Who belongs to which side, and what stances are measured toward (`conf/actors/`)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Side:
    """A camp in the debate.

    Attributes:
        countries: names as in the first column of `seeds/language/countries.csv`; their capitals, demonyms and
            seats of government then count as this side too.
        members: other persons, bodies and their aliases that speak for it ("People's Liberation Army", "PLA").
    """

    countries: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Target:
    """Something statements take a stance toward.

    Attributes:
        label: how figures and tables call it.
        sides: names of sides whose every mention is a mention of this target.
        mentions: words and phrases that mention it, by lemma, any case ("cyber attack", "accusation").
    """

    label: str
    sides: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Actors:
    """The sides and targets of one debate; the order here is the order in figures.

    Attributes:
        aliases: other names of speakers, by the name that figures and tables give them ("Farhad Rostami": Rostami,
            @FRostami_MFA). A name that is listed here with aliases or without is a speaker of its own in all articles.
    """

    sides: dict[str, Side]
    targets: dict[str, Target]
    aliases: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        meanings: dict[str, str] = {}
        for name, others in self.aliases.items():
            for one in (name, *others):
                if meanings.setdefault(one, name) != name:
                    raise ValueError(
                        f"key 'aliases' must list each name under one speaker. Got {one!r} under {meanings[one]!r} and"
                        f" {name!r} instead; take one of them out."
                    )
