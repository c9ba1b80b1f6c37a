"""Command `codebook`: the files of a codebook of one's own, each key explained, to be filled in."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from rejoinder import config, paths
from rejoinder.add.settings import set_values
from rejoinder.formats.examples_option import format_examples_option
from rejoinder.sheet.rows import list_columns

PLACEHOLDER = "first_frame"  # where no frames are named: a codebook has one at least

_CODEBOOK_NAME = re.compile(r"[A-Za-z][\w-]*")
_FRAME_NAME = re.compile(r"[a-z]\w*", re.ASCII)
# with these options the lines of the codebook are all there is to learn from
_WITHOUT_STATEMENTS = {"examples": "codebook", "coder": "zero_shot", "frames": "hybrid"}
_CODEBOOK = """\
# Frames of statements: say here in a line what they are of. Made by `rejoinder codebook {name}`, to be filled in.
# After an edit: `rejoinder check`, then `dvc repro`.
_target_: rejoinder.codebook.Codebook

# unit: what is coded, in one sentence; printed in the report's methods.
unit: One sentence with its speaker. Up to two sentences before it may settle what a word refers to, but lend no frame.
# source: where the codebook comes from, to cite.
source: ""

# frames, in the order of figures and tables. A statement can carry several, or none. Each has
#   label: how figures and tables call it;
#   definition: when a statement carries it, in one sentence;
#   include: what also counts, a sentence each; best the cases on which two coders would differ;
#   exclude: what does not count although it sounds alike, a sentence each;
#   examples: two or more statements that carry it, as somebody might say them;
#   cues: words and phrases that signal it; without any, the coder goes by meaning alone. Each has
#     lemmas: the lemmas of the phrase's words in order ("*" is any one word, "a|b" either);
#     upos: the part of speech of the first word, such as NOUN or VERB ("" is any, as is a missing key);
#     weight: its strength, above 0 and up to 1, which decides alone;
#     negated: what a negation over it does: blocks (default), required or ignored;
#     own_side: where the speaker's own side must stand: subject, object, any, or "" (default: no such condition).
#
# While there are no training statements (`examples: codebook`), the coder learns from definition, include and examples:
# give each frame five such lines at least. A codebook of one frame needs training statements without it, too.
#
# One frame filled in, of another study:
#   blame:
#     label: Blame
#     definition: The speaker holds somebody responsible for a failure or a harm.
#     include:
#     - a question that leaves no doubt who is to answer for it
#     exclude:
#     - a cause that is nobody's doing, such as the weather
#     examples:
#     - The ministry had every warning and did nothing.
#     - Had they mended the dam in time, the town would be dry.
#     cues:
#     - {{lemmas: blame|fault, weight: 0.7}}
#     - {{lemmas: be to blame for, weight: 0.9}}
frames:
"""

_FRAME = """\
  {frame}:
    label: {label}
    definition: ""
    include: []
    exclude: []
    examples: []
    cues: []
"""

_EXAMPLES = """\
# Training statements for conf/codebook/{name}.yaml, one JSON object a line, such as
#   {{"text": "They did nothing for years.", "frames": ["{frame}"], "topic": "floods"}}
# text: the statement; frames: names of the codebook's, [] for none; topic: what it is about, or its article, as
# statements of one topic are held out together when the coder is tested. If you like, context: the sentences before it;
# side: the speaker's country; register: the kind of text; note: anything.
# Once the file has some, set `examples: {name}` and `coder: stacked` in params.yaml.
"""


class CodebookNameError(ValueError):
    """A codebook that cannot be made: one sentence saying what was expected and got."""


def main(name: str, frames: Sequence[str]) -> None:
    """Write the codebook, the option of its training statements and their empty file; choose them in params.yaml.

    Args:
        name: of the codebook, as in params.yaml.
        frames: names of its frames; of none, one placeholder is to be renamed.

    Raises:
        CodebookNameError: a name that cannot be one, or a file that is already there; nothing is written.
        ConfigError: there is no params.yaml here, or it is not right.
    """
    config.compose_run(groups=())  # an unreadable params.yaml is an error before anything is written
    _require_names(name, frames)
    contents = build_files(name, frames or [PLACEHOLDER])
    for path in contents:
        if path.exists():
            raise CodebookNameError(f"{path}: is already there, and nothing was written; choose another name.")
    choices = {"codebook": name, **_WITHOUT_STATEMENTS}
    set_values(paths.PARAMS, {(group,): option for group, option in choices.items()})
    for path, text in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    codebook, examples, statements = contents
    renamed = "" if frames else f" Rename {PLACEHOLDER}."
    print(
        f"codebook: wrote {codebook}, {examples} and {statements}, which is empty.\n"
        f"Set in {paths.PARAMS}: {', '.join(f'{group}: {option}' for group, option in choices.items())}.\n"
        f"Now fill in the frames in {codebook}.{renamed} Then: rejoinder check, dvc repro.\n"
        "That is for a first look only: it learns from the codebook's own lines, and how well it does is not known.\n"
        f"Once {statements} has training statements, set `examples: {name}` and `coder: stacked` in {paths.PARAMS}.\n"
        "A frame with fewer than 20 of them is then given by its cues alone; 20 without any frame are needed, too."
    )


def build_files(name: str, frames: Sequence[str]) -> dict[Path, str]:
    """Build what is to be written: codebook, option of training statements, training statements."""
    parts = [_FRAME.format(frame=frame, label=frame.replace("_", " ").capitalize()) for frame in frames]
    return {
        paths.CONF / "codebook" / f"{name}.yaml": _CODEBOOK.format(name=name) + "".join(parts),
        paths.CONF / "examples" / f"{name}.yaml": format_examples_option(
            name, _EXAMPLES.format(name=name, frame=frames[0])
        ),
        paths.SEEDS / "examples" / f"{name}.jsonl": "",
    }


def _require_names(name: str, frames: Iterable[str]) -> None:
    if not _CODEBOOK_NAME.fullmatch(name) or not _stays_text(name):
        raise CodebookNameError(
            "the codebook's name must begin with a letter and have letters, digits, _ and - only."
            f" Got {name!r} instead."
        )
    taken = set(list_columns((), (), codes=True))
    for frame in frames:
        if not _FRAME_NAME.fullmatch(frame) or not _stays_text(frame):
            raise CodebookNameError(
                "--frames: the name of a frame must begin with a small letter and have letters, digits and _ only."
                f" Got {frame!r} instead; labels can be edited later."
            )
        if frame in taken:
            raise CodebookNameError(
                f"--frames: {frame!r} is there twice, or is the name of a column of the coding sheet; choose another."
            )
        taken.add(frame)


def _stays_text(name: str) -> bool:
    """Whether YAML takes a name for text; "no" and "true" it does not."""
    return bool(yaml.safe_load(name) == name)
