"""Stage `examples`: the coder's training statements, checked against the codebook, parsed and encoded."""

from rejoinder.examples.stage import ExampleReading, main
from rejoinder.examples.statements import ExampleError, ExampleRow, Examples, read_lines

__all__ = ["ExampleError", "ExampleReading", "ExampleRow", "Examples", "main", "read_lines"]
