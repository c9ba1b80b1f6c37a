"""Memory of a process that computes."""

import subprocess
import sys


def test_memory_that_a_batch_freed_serves_the_next_one() -> None:
    code = """
import resource, sys
from rejoinder.engine import memory
if sys.argv[1] == "keep":
    memory.keep_freed_memory()
for number in range(50):
    blocks = [bytes([number]) * 2**20 for _ in range(20)]
    del blocks
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""
    with_setting, without = (
        int(subprocess.run([sys.executable, "-c", code, how], capture_output=True, check=True).stdout)
        for how in ("keep", "give back")
    )
    assert with_setting < without / 4
