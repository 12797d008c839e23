"""Rate limits where no route shows them: in settings, in a gateway's configuration, in what a handler calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.index.program import Function

_LIMITS = re.compile(
    rb"limit_req|DEFAULT_THROTTLE|axes\.middleware|AXES_|rate-limiting|rateLimit:|\.ratelimit\.|RateLimitMiddleware|"
    rb"SlowAPIMiddleware|RATELIMIT_DEFAULT|default_limits|ThrottlerGuard"
)


def limited_elsewhere(backend: Backend) -> bool:
    """Whether some file of the project sets up a limit for the whole application."""
    return any(
        _LIMITS.search(file.data) is not None
        for file in backend.project.files.values()
        if file.role in {"production", "script"}
    )


_CALLED = re.compile(r"\b([A-Za-z_]\w{4,})\(")
_DEFINED = (
    r"(?m)^(?P<indent>[ \t]*)(?:(?:async\s+)?def\s+{0}\(|(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s+{0}\s*[(<]|"
    r"func\s+(?:\([^)\n]*\)\s*)?{0}\(|(?:(?:public|private|protected|static|async)\s+)+{0}\s*[(<])"
)
_MOST_CALLS = 30
_MOST_LINES = 80


def bodies_of_called(backend: Backend, function: Function) -> Iterator[str]:
    """The texts of the project's functions that a function calls, where their names are nobody else's."""
    own = function.module.text(function.node)
    _, _, body = own.partition("\n")
    files = [
        file
        for file in backend.project.files.values()
        if file.language in {"python", "javascript", "typescript", "go"} and file.role == "production"
    ]
    for name in list(dict.fromkeys(_CALLED.findall(body)))[:_MOST_CALLS]:
        defined = re.compile(_DEFINED.format(name))
        found = [(file, match) for file in files if name in file.text for match in defined.finditer(file.text)]
        if len(found) == 1:
            file, match = found[0]
            yield _body(file.text[match.start() :], match["indent"])


def _body(text: str, indent: str) -> str:
    """The lines of a definition that a text begins with, as their indentation tells."""
    lines = text.split("\n")[:_MOST_LINES]
    end = next(
        (
            index
            for index, line in enumerate(lines)
            if index
            and line.strip()
            and line[len(indent) : len(indent) + 1] not in {" ", "\t"}
            and line.strip()[0] not in ")]{"
        ),
        len(lines),
    )
    return "\n".join(lines[:end])
