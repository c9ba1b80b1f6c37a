"""Memory of a process that computes: kept from batch to batch, and not looked through for garbage where things stay."""

import ctypes
import gc
import sys
from functools import cache

# glibc's numbers and names. Networks want blocks of megabytes for a few milliseconds each; given back every time, they
# come again as empty pages that the system clears one by one, an eighth of parsing's time.
_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8
_NEVER = 2**31 - 1
_NEW = 100_000  # objects, some 10 MB


@cache
def keep() -> None:
    """Have this process keep what it frees, in one pool for all threads; it ends with its largest batch's memory.

    Where the C library is none of glibc's kind, nothing changes. Python does not look for garbage until `settle`.
    """
    gc.disable()
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for option, value in ((_TRIM_THRESHOLD, _NEVER), (_MMAP_MAX, 0), (_ARENA_MAX, 1)):
            mallopt(option, value)


@cache
def settle() -> None:
    """Have Python look for garbage from now on, but rarely, and not in what there is: libraries and models stay.

    They have so many objects that to go through them took a tenth of a stage's time; to go through the words of the
    articles at hand every few hundred new objects, another twentieth.
    """
    gc.freeze()
    gc.set_threshold(_NEW)
    gc.enable()
