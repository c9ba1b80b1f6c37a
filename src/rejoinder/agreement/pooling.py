"""Several coders as one pass: what most of them say, or an adjudicator where there is one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rejoinder.corrections.matching import normalise_name
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.model import Code, CodingPass, Sample, SkippedRows, Unit

EACH, MAJORITY = "each", "majority"

_OPEN = ""  # of a variable that nobody coded, or on which there is no majority


@dataclass(frozen=True, kw_only=True)
class ComparedPasses:
    """What the machine is compared with.

    Attributes:
        passes: every pass, or the pooled one.
        ties: units without a majority, each with the variables that are left open.
    """

    passes: Sequence[CodingPass]
    ties: Sequence[SkippedRows] = ()


def choose_reference(passes: Sequence[CodingPass], name: str) -> ComparedPasses:
    """Choose what the machine is compared with.

    Args:
        passes: coding passes.
        name: `EACH`; `MAJORITY`, for what more than half of a statement's coders say; or the name of an adjudicator's
            pass, which has the last word where it codes a statement, the majority of the others having it elsewhere.

    Raises:
        GoldError: no pass has this name.
    """
    if name == EACH or not passes:
        return ComparedPasses(passes=passes)
    adjudicators = [coding for coding in passes if coding.name == name]
    if name != MAJORITY and not adjudicators:
        known = ", ".join([EACH, MAJORITY, *(coding.name for coding in passes)])
        raise GoldError(f"conf/agreement: 'reference' must be one of {known}. Got {name!r} instead; correct it.")
    voters = [coding for coding in passes if coding.name != name] or adjudicators
    codes: dict[Unit, Code] = {}
    ties = []
    for unit in sorted({unit for coding in passes for unit in coding.codes}):
        last_word = [coding.codes[unit] for coding in adjudicators if unit in coding.codes]
        votes = [coding.codes[unit] for coding in voters if unit in coding.codes]
        codes[unit], open_variables = _pool_codes(votes, last_word)
        if open_variables:
            item = f"seeds/gold: article {unit[0]}, statement {unit[1]}"
            ties.append(SkippedRows(item=item, reason=f"no majority of coders: {', '.join(open_variables)}"))
    pooled = CodingPass(name=name, codes=codes, sample=_pool_samples(voters, codes))
    return ComparedPasses(passes=[pooled], ties=ties)


def _pool_codes(votes: Sequence[Code], last_word: Sequence[Code]) -> tuple[Code, list[str]]:
    """One code of a unit, and the variables on which there is no majority."""
    decided, open_variables = {}, []
    marked = sorted({frame for code in (*votes, *last_word) for frame in code.frames or ()})
    for variable, values in (_spread(votes, marked) | _spread(last_word, marked)).items():
        decided[variable] = _vote(values)
        if not decided[variable]:
            open_variables.append(variable)
    frames = {name.removeprefix("frame "): value for name, value in decided.items() if name.startswith("frame ")}
    stances = {name.removeprefix("stance "): value for name, value in decided.items() if name.startswith("stance ")}
    is_framed = any(code.frames is not None for code in (*votes, *last_word)) and all(frames.values())
    code = Code(
        speaker=decided.get("speaker", _OPEN),
        form=decided.get("form", _OPEN),
        frames=frozenset(frame for frame, value in frames.items() if value == "yes") if is_framed else None,
        side=decided.get("side", _OPEN),
        stances={target: value for target, value in stances.items() if value},
    )
    return code, open_variables


def _spread(codes: Sequence[Code], marked: Sequence[str]) -> dict[str, list[str]]:
    """What coders gave, by variable, of the frames that any of them marked; what they left open is left out."""
    values: dict[str, list[str]] = {}
    for code in codes:
        given = {"speaker": code.speaker, "form": code.form, "side": code.side}
        given |= {f"stance {target}": stance for target, stance in code.stances.items()}
        if code.frames is not None:
            given |= {f"frame {frame}": "yes" if frame in code.frames else "no" for frame in marked}
        for variable, value in given.items():
            if value:
                values.setdefault(variable, []).append(value)
    return values


def _vote(values: Sequence[str]) -> str:
    """The value of more than half, in the spelling of the first who gave it; `_OPEN` where there is none."""
    spellings = {normalise_name(value): value for value in reversed(values)}
    ((value, count),) = Counter(map(normalise_name, values)).most_common(1)
    return spellings[value] if 2 * count > len(values) else _OPEN


def _pool_samples(voters: Sequence[CodingPass], codes: Mapping[Unit, Code]) -> Sample | None:
    """How the pooled units were drawn; units without a majority on frames leave no random sample."""
    samples = [coding.sample for coding in voters if coding.sample]
    if len(samples) < len(voters):
        return None
    if any(sample.sizes != samples[0].sizes for sample in samples):
        return Sample(strata={}, sizes={}, flaw="the coders coded different sheets; let all code the same one")
    strata = {unit: stratum for sample in samples for unit, stratum in sample.strata.items()}
    coded = {unit: stratum for unit, stratum in strata.items() if codes[unit].frames is not None}
    return Sample(strata=coded, sizes=samples[0].sizes, flaw=next(_list_flaws(samples, len(strata) - len(coded)), ""))


def _list_flaws(samples: Sequence[Sample], tied: int) -> Iterator[str]:
    yield from (sample.flaw for sample in samples if sample.flaw)
    if tied:
        yield f"{tied} statement(s) without a majority on frames; let an adjudicator code them"
