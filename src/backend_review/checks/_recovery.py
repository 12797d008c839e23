"""Whether something catches what the handlers of an application throw."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend_review.backend import Backend
from backend_review.model.routes import Guard, Router, Use
from backend_review.model.values import Callee, options

_CATCHES = re.compile(r"(?i)error|recover|exception|boom|celebrate|sentry|problem")


def is_caught(backend: Backend, app: Router, guards: Iterable[Guard]) -> bool:
    """Whether an application has a middleware or handler for errors; ``guards`` are those around its first route."""
    uses = [entry.guard for entry in app.entries if isinstance(entry, Use)]
    around = [*uses, *guards]
    if any(_CATCHES.search(f"{guard.name} {guard.written}") for guard in around):
        return True
    for guard in around:
        for value in options(guard.value) if guard.value is not None else ():
            if isinstance(value, Callee):
                text = value.function.module.text(value.function.node)
                if len(value.function.parameters) == 4 or "catch" in text or "recover()" in text:
                    return True
    file = backend.project.files.get(app.place.path)
    line = file.line(app.place.line) if file is not None else ""
    text = file.text if file is not None else ""
    return (
        "gin.Default(" in line
        or re.search(r"ErrorHandler|PanicHandler|on\(\s*['\"]error|express-async-errors", text) is not None
    )
