"""Where input goes: through variables, objects, functions and files, to the places that rules call dangerous.

What is dangerous, what is input and what makes input harmless is marked beforehand (``Marks``: the patterns of the
taint rules, found by their engine). Here values are followed between the marks: each function is gone through once, and
what it does with its parameters is kept as its ``Summary``, which its callers use.
"""

from backend_review.model.taint.analysis import Analysis, Key, constructor, handle, kept_in, outermost
from backend_review.model.taint.data import INPUT, PARAMETER, Core, Taint
from backend_review.model.taint.marks import Entries, Entry, Mark, Marks
from backend_review.model.taint.summaries import Carried, Flow, Summary, Taken

__all__ = [
    "INPUT",
    "PARAMETER",
    "Analysis",
    "Carried",
    "Core",
    "Entries",
    "Entry",
    "Flow",
    "Key",
    "Mark",
    "Marks",
    "Summary",
    "Taint",
    "Taken",
    "constructor",
    "handle",
    "kept_in",
    "outermost",
]
