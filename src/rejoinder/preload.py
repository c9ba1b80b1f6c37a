"""What the server of `ahead` imports first: the settings of a run, and no looking for garbage.

Libraries that are loaded leave none, but objects to look through for it. A worker looks for it again once it computes.
"""

import gc

import rejoinder.__main__  # noqa: F401

gc.disable()
