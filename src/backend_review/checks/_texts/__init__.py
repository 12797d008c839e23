"""What a text expression is made of: constant pieces and holes, in Python, JavaScript/TypeScript and Go.

A small evaluator over one file's syntax tree. It follows variables, ``+=``, appended list elements, string builders,
formatting calls and helper functions of the same file, and leaves a hole wherever it cannot know the text. It never
decides whether a hole matters: that is for the rule that asks.
"""

from backend_review.checks._texts.data import Binding, Hole, Part, takes_no_text
from backend_review.checks._texts.evaluation import Texts
from backend_review.checks._texts.nodes import ancestors, arguments, callee, method, receiver, text_of

__all__ = [
    "Binding",
    "Hole",
    "Part",
    "Texts",
    "ancestors",
    "arguments",
    "callee",
    "method",
    "receiver",
    "takes_no_text",
    "text_of",
]
