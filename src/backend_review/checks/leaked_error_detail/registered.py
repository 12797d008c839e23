"""Which exceptions a handler is registered for, in the way of FastAPI, Starlette and Flask."""

from __future__ import annotations

import re

from backend_review.index.project import Project
from backend_review.project.source import SourceFile


def registered_for(handler: str, file: SourceFile, project: Project | None) -> str:
    """The classes that a function is registered for in its file, or in another that imports it; "" for any."""
    name = re.escape(handler)
    forms = (
        rf"\b(?:add_exception_handler|register_error_handler)\(\s*([\w.]+)\s*,\s*(?:handler\s*=\s*)?(?:\w+\.)*{name}\b",
        rf"\.(?:exception_handler|errorhandler|app_errorhandler)\(\s*([\w.]+)\s*\)\(\s*(?:\w+\.)*{name}\b",
    )
    # exception_handlers={MissingError: handler}, FastAPI(exception_handlers=HANDLERS)
    entry = rf"(?m)^\s*([A-Z][\w.]*)\s*:\s*(?:\w+\.)*{name}\s*,?\s*(?:#.*)?$|[{{,]\s*([A-Z][\w.]*)\s*:\s*(?:\w+\.)*{name}\s*[,}}]"
    found: list[str] = []
    for text in _texts(handler, file, project):
        for form in forms:
            found.extend(re.findall(form, text))
        if "exception_handlers" in text:
            found.extend(part for parts in re.findall(entry, text) for part in parts if part)
    return ", ".join(dict.fromkeys(found))


def _texts(handler: str, file: SourceFile, project: Project | None) -> list[str]:
    if file.text.count(handler) > 1 or project is None:
        return [file.text]
    return [
        other.text
        for other in project.files.values()
        if other.language == "python" and other.role != "test" and handler in other.text
    ]
