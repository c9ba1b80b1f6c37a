"""Stage `frames`: which frames each statement carries, how surely, and what in it says so.

`tuned` takes what the encoder read in stage `parses`, `fitted` what stage `coder` fitted, `lexicon` matches cues, `llm`
takes what a language model answered.
"""

from rejoinder.frames.fitted import CoderFrames
from rejoinder.frames.lexicon import CueFrames
from rejoinder.frames.llm import AskedFrames
from rejoinder.frames.model import FrameError, FrameMethod
from rejoinder.frames.stage import INPUTS, build_inquiry, main, prepare_coding
from rejoinder.frames.tuned import TunedFrames

__all__ = [
    "INPUTS",
    "AskedFrames",
    "CoderFrames",
    "CueFrames",
    "FrameError",
    "FrameMethod",
    "TunedFrames",
    "build_inquiry",
    "main",
    "prepare_coding",
]
