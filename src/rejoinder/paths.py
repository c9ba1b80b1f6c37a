"""Where things are, named once. All are relative to the project's root, the working directory of every stage."""

from collections.abc import Mapping
from pathlib import Path

CONF = Path("conf")
PARAMS = Path("params.yaml")
PIPELINE = Path("dvc.yaml")
SOURCE = Path("src")

DATA = Path("data")
ASKING = DATA / "asking.lock"  # held while answers are written
CODE = DATA / "code"
CHECK = DATA / "check"
ARTICLES = DATA / "articles"
LEFT_OUT = DATA / "left_out"
PARSES = DATA / "parses"
ATTRIBUTIONS = DATA / "attributions"
STATEMENTS = DATA / "statements"
ENCODINGS = DATA / "encodings"
EXAMPLES = DATA / "examples"
EXAMPLE_PARSES = DATA / "example_parses"
EXAMPLE_VECTORS = DATA / "example_vectors"
CODER = DATA / "coder"
FITTED_CODER = CODER / "coder.safetensors"
FRAMES = DATA / "frames"
STANCES = DATA / "stances"
BEHAVIOUR = {  # of language models: datasets of their own within the stages' outputs
    "frames": FRAMES / "behaviour",
    "stances": STANCES / "behaviour",
}
EFFORT = {  # what they took, likewise
    "frames": FRAMES / "effort",
    "stances": STANCES / "effort",
}
AGREEMENT = DATA / "agreement"
CORRECTIONS = DATA / "corrections"
WORDS = DATA / "words"
KEYNESS = WORDS / "keyness"
CONCORDANCE = WORDS / "concordance"
MACHINE = DATA / "machine"  # statements, frames and stances as they are without corrections

SEEDS = Path("seeds")
LANGUAGE = SEEDS / "language"
COUNTRIES = LANGUAGE / "countries.csv"
GOLD = SEEDS / "gold"
EXAMPLE_SHEETS = SEEDS / "examples" / "sheets"
CODERS = SEEDS / "coders"  # what other options coded
ANSWERS = SEEDS / "answers"  # of language models
PROMPTS = SEEDS / "prompts"  # what they are asked
MULTIVERSE = SEEDS / "multiverse"  # the numbers under other choices
CORRECTIONS_FILE = SEEDS / "corrections.csv"

CRATE = Path("ro-crate-metadata.json")  # beside what it describes

REPORTS = Path("reports")
METRICS = REPORTS / "metrics"
TABLES = REPORTS / "tables"
FIGURES = REPORTS / "figures"
EXCHANGE = REPORTS / "exchange"
REPORT = REPORTS / "index.html"
PAGES = REPORTS / "pages"
PAPER = REPORTS / "paper"


def select_readings(dataset: Path, choices: Mapping[str, str]) -> Path:
    """Select the part of EXAMPLE_PARSES or EXAMPLE_VECTORS that belongs to the choices of params.yaml.

    Each choice has its own, so that to switch back and forth between codebooks reads nothing anew.
    """
    return dataset / choices["examples"] / choices["frames"]
