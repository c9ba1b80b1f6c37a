"""Coding passes for tests, and the method that compares them."""

from rejoinder.agreement import Agreement
from rejoinder.agreement.population import Population
from rejoinder.human_coding.model import Code, CodingPass, Sample

FRAMES = ["denial", "deterrence"]


def mark_units(name: str, *marks: str, articles: int = 1, speakers: str = "Ada Moor") -> CodingPass:
    """A coding of consecutive sentences, spread evenly over the articles; each mark is its frames, or "-"."""
    size = len(marks) // articles
    codes = {
        (f"a{number // size:02d}", number % size + 1): Code(
            speaker=speakers, form="direct", frames=frozenset(mark.replace("-", "").split())
        )
        for number, mark in enumerate(marks)
    }
    return CodingPass(name=name, codes=codes)


def draw_sample(
    marks: dict[str, tuple[int, int, int, int]], sizes: dict[str, int], flaw: str = ""
) -> tuple[CodingPass, CodingPass]:
    """Machine and coder on statements drawn from strata; (both, only machine, only coder, neither) in each."""
    machine, coder, strata = {}, {}, {}
    for stratum, counts in marks.items():
        cells = [(True, True), (True, False), (False, True), (False, False)]
        for hits in (cell for cell, count in zip(cells, counts, strict=True) for _ in range(count)):
            unit = (f"a{len(strata):03d}", 1)
            strata[unit] = stratum
            for codes, hit in zip((machine, coder), hits, strict=True):
                codes[unit] = Code(speaker="", form="", frames=frozenset(["denial"] if hit else []))
    sample = Sample(strata=strata, sizes=sizes, flaw=flaw)
    return CodingPass(name="machine", codes=machine), CodingPass(name="ann", codes=coder, sample=sample)


def build_method(**changes: float | str) -> Agreement:
    settings: dict[str, float | str] = {"minimum_articles": 20, "minimum_coded": 4, "resamples": 200, "level": 0.95}
    return Agreement(**settings | {"bins": 2, "examples": 2} | changes)  # type: ignore[arg-type]


def build_population(statements: int, marked: int) -> Population:
    return Population(statements={"": statements}, marked={("", "denial"): marked}, fingerprint="")
