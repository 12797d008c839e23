"""Expressions of Python, JavaScript/TypeScript and Go in one form, and what the names in them stand for in their file.

Checks that must know how a value was made ("does this payload get an expiry somewhere?", "is this key a constant?")
ask here: which definitions a name may have at a place, what was stored into it, what a function of the same file
returns, what its callers pass. Everything is decided within one file; what cannot be seen is ``None``, never a guess.

``data`` holds the plain data; ``python``, ``javascript`` and ``go`` lower a language into it (``lowering`` has what
they share); ``scopes`` and ``imports`` note what each scope defines, ``names`` looks it up, ``code`` follows values.
"""

from backend_review.index.expressions.code import TABLES, Code, code_of
from backend_review.index.expressions.data import Definition, Expr, Scope, Store, key_text, last_name

__all__ = ["TABLES", "Code", "Definition", "Expr", "Scope", "Store", "code_of", "key_text", "last_name"]
