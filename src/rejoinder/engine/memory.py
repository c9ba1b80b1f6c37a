"""Memory of a process that computes: what one batch frees serves the next."""

import ctypes
import sys
from functools import cache

# glibc's numbers and names. Networks want blocks of megabytes for a few milliseconds each. Given back every time, they
# come again as empty pages that the system clears one by one, an eighth of parsing's time.
_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8
_NEVER = 2**31 - 1


@cache
def keep_freed_memory() -> None:
    """Have this process keep what it frees, in one pool for all threads; it ends with its largest batch's memory.

    Where the C library is none of glibc's kind, nothing changes.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for option, value in ((_TRIM_THRESHOLD, _NEVER), (_MMAP_MAX, 0), (_ARENA_MAX, 1)):
            mallopt(option, value)
