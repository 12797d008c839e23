"""The logger of a file: the one that it has, or one that is made for it."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed

_MAKERS = {"logging.getLogger": "logging", "structlog.get_logger": "structlog", "structlog.getLogger": "structlog"}


def logger_of(module: Parsed, change: Change, place: cst.CSTNode) -> tuple[str, str] | None:
    """The name of the file's logger and whose it is (``logging``, ``structlog``, ``loguru``).

    One of ``logging`` is made behind the imports where the file has none; None where its name is taken.
    """
    for name in sorted(module.names.imported):
        if module.imported(name, anywhere=False) == "loguru.logger":
            return name, "loguru"
    for line in module.tree.body:
        found = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        if not isinstance(found, cst.Assign) or not isinstance(found.value, cst.Call):
            continue
        kind, target = _MAKERS.get(module.qualified(found.value.func)), found.targets[0].target
        if kind is None or not isinstance(target, cst.Name) or len(found.targets) > 1:
            continue
        binds = [use for use in module.names.uses[target.value] if use.binds]
        if len(binds) == 1 and (module.function(place) is not module.tree or module.end(line) < module.start(place)):
            return target.value, kind
    return _made(module, change)


def _made(module: Parsed, change: Change) -> tuple[str, str] | None:
    get = None if module.taken("logger") else change.reference("logging", "getLogger")
    if get is None:
        return None
    text = f"logger = {get}(__name__)"
    last = None
    for line in module.tree.body:
        if isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], (cst.Import, cst.ImportFrom)):
            last = line
    if last is None:
        return None
    change.after(last, f"\n{text}")
    return "logger", "logging"


def title_of(module: Parsed, place: cst.CSTNode) -> str:
    """The function that a place is in, as people name it; "" outside of one."""
    function = module.enclosing(place, cst.FunctionDef)
    if function is None:
        return ""
    klass = module.parent(module.parent(function) or function)
    return f"{klass.name.value}.{function.name.value}" if isinstance(klass, cst.ClassDef) else function.name.value
