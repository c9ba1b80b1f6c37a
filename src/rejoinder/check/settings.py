"""Find what is wrong with the settings: each value for itself, then choices that do not go together."""

from collections.abc import Iterator
from pathlib import Path

from rejoinder import config, paths
from rejoinder.check.coding import describe_coding_error, find_coding_faults
from rejoinder.check.missing import find_missing
from rejoinder.codebook import Codebook
from rejoinder.config import Fault, Run
from rejoinder.encoder import SentenceTransformers
from rejoinder.examples import ExampleError, Examples, collect_examples, read_lines
from rejoinder.frame_coder.tuned import CodebookError, load_frame_heads
from rejoinder.human_coding.files import GoldError


def find_faults() -> list[Fault]:
    """Find all faults: what is missing, then those of params.yaml and of options.

    Choices are compared, and coding is read, once every value is right by itself.
    """
    return [*find_missing(), *(config.find_faults() or _find_faults_between(config.compose_run()))]


def _find_faults_between(run: Run) -> list[Fault]:
    """Faults of choices that do not go together and of coding, each once."""
    return list(dict.fromkeys([*_compare_choices(run), *find_coding_faults(run)]))


def _compare_choices(run: Run) -> Iterator[Fault]:
    """The option of frames must know the codebook's frames, or learn them from statements that carry no others."""
    codebook: Codebook = run.load("codebook")
    variant = run.options["frames"]["variant"]
    try:
        if variant == "tuned":
            load_frame_heads(run.options["parses"]["encoder"], codebook)
    except CodebookError as error:
        yield Fault(file=paths.PARAMS, location=("codebook",), problem=str(error))
    except ValueError as error:
        yield Fault(file=_find_option(run, "parses"), location=("encoder",), problem=str(error))
    try:
        if variant != "tuned":
            examples: Examples = run.load("examples")
            faults = examples.find_faults(read_lines(examples.file), codebook)
            yield from faults
            if not faults:
                collect_examples(run)
    except ExampleError as error:
        yield from error.faults
    except GoldError as error:
        yield describe_coding_error(error)
    encoder = run.load("encoder")
    if variant == "hybrid" and isinstance(encoder, SentenceTransformers) and not encoder.model:
        yield Fault(
            file=_find_option(run, "encoder"),
            location=("model",),
            problem="must name the folder of a model. Got '' instead",
        )


def _find_option(run: Run, group: str) -> Path:
    return paths.CONF / group / f"{run.choices[group]}.yaml"
