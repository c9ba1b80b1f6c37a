"""An option of training statements, conf/examples/NAME.yaml, as commands write it for a file of statements."""

_KEYS = """\
_target_: rejoinder.examples.Examples

file: seeds/examples/{name}.jsonl  # named like this option; its frames must be those of the codebook
sheets: ""                        # folder of filled coding sheets that are training statements, too; "" for none
most: 0                           # statements used at most, drawn by hash of their text; 0 means all
partition_size: 700               # statements per partition; partitions are read side by side
with_codebook: false              # whether the lines of the codebook are training statements, too
"""


def format_examples_option(name: str, comment: str) -> str:
    """Write the text of the option.

    Args:
        name: of the option and of its file of statements.
        comment: lines that begin with "#" and say what the statements are, each with its line end.
    """
    return comment + _KEYS.format(name=name)
