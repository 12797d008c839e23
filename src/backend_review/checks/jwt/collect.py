"""Which calls of a file make or read tokens: looked up in the tables of libraries, a function a language."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from backend_review.checks.jwt import go, javascript, python
from backend_review.checks.jwt.libraries import canonical
from backend_review.checks.jwt.tokens import Tokens
from backend_review.index.expressions import Code, code_of
from backend_review.project.source import SourceFile

_RELEVANT = re.compile(rb"(?i)jwt|jose|access_?token")
_known: WeakKeyDictionary[SourceFile, Tokens | None] = WeakKeyDictionary()


def tokens_of(file: SourceFile) -> Tokens | None:
    """What a file does with tokens; None when it does not even mention them."""
    if file not in _known:
        code = code_of(file) if _RELEVANT.search(file.data) else None
        _known[file] = _collect(code) if code is not None else None
    return _known[file]


def _collect(code: Code) -> Tokens:
    tokens = Tokens(code)
    for scope in code.scopes.values():
        for definitions in scope.names.values():
            tokens.modules.update(canonical(item.module) for item in definitions if item.kind == "import")
    if code.language == "go" and "jwt" not in code.module.names:
        # Packages whose name is not the last word of their path.
        for alias in ("ginjwt", "jwtware"):
            if alias in code.module.names:
                code.module.names["jwt"].extend(code.module.names[alias])
    collect = {"python": python.collect, "javascript": javascript.collect, "go": go.collect}[code.language]
    for call in code.calls:
        collect(tokens, call)
    return tokens
