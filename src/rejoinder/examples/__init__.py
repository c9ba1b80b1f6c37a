"""Stage `examples`: the coder's training statements, checked against the codebook, parsed and encoded."""

from rejoinder.examples.lines import ExampleError, read_lines
from rejoinder.examples.selection import Examples, collect_examples
from rejoinder.examples.stage import ExampleReading, main

__all__ = ["ExampleError", "ExampleReading", "Examples", "collect_examples", "main", "read_lines"]
