"""Regular expressions of Python and JavaScript: parsed, and asked in how many ways they may match the same text."""

from backend_review.index.regex.ambiguity import Ambiguity, ambiguity_of
from backend_review.index.regex.parser import NotUnderstoodError, parse

__all__ = ["Ambiguity", "NotUnderstoodError", "ambiguity_of", "parse"]
