"""Flask's settings, as far as the project says them: paths of blueprints are often among them.

https://flask.palletsprojects.com/en/stable/config/
"""

from __future__ import annotations

import re

from backend_review.model.evaluator import Call
from backend_review.model.values import (
    Callee,
    Kind,
    Known,
    Namespace,
    Table,
    Thing,
    Unknown,
    Value,
    merged,
    options,
    text_of,
)

_CONFIGURES = re.compile(r"(?:config|settings)[^/]*\.py$|(?:config|settings)/\w+\.py$")


def defaults(call: Call) -> dict[str, Value]:
    """What settings most likely are: the constants of the project's configuration files, those nearest to the app."""
    own = call.scope.module.path.split("/")
    found: dict[str, Value] = {}

    def distance(path: str) -> int:
        parts = path.split("/")
        same = next((i for i, (a, b) in enumerate(zip(own, parts, strict=False)) if a != b), 0)
        return len(parts) - 2 * same

    paths = [path for path, file in call.evaluator.project.files.items()
             if file.language == "python" and file.role == "production" and _CONFIGURES.search(path)]  # fmt: skip
    for path in sorted(paths, key=lambda path: (distance(path), path))[:5]:
        scope = call.evaluator.scope_of(path)
        for value in [Namespace((path,)), *scope.names.values()] if scope is not None else ():
            if isinstance(value, (Kind, Namespace)):
                found = {**_settings(call, value), **found}
    return found


def configure(call: Call) -> Value | None:
    """``app.config.from_object("package.module.Class")``, ``from_mapping``, ``update``: constants that paths use."""
    config = call.receiver
    if config is None:
        return None
    for given in call.args:
        for value in options(given):
            for key, item in _settings(call, value).items():
                before = config.attributes.get(f"[{key}]")
                several = isinstance(given, Known) or len(list(options(given))) == 1
                config.attributes[f"[{key}]"] = item if several or before is None else merged([before, item])
    for key, item in call.named.items():
        config.attributes[f"[{key}]"] = item
    return None


def _settings(call: Call, value: Value) -> dict[str, Value]:
    text = text_of(value)
    evaluator = call.evaluator
    if text is not None:
        resolve = evaluator.project.resolve
        whole, (module, _, name) = resolve(call.scope.module, text), text.rpartition(".")
        part = resolve(call.scope.module, module) if module and not whole else ()
        found = evaluator.member(part[0], name) if part else None
        value = Namespace(whole) if whole else found if found is not None else Unknown()
    names: dict[str, Value] = {}
    if isinstance(value, Thing) and value.kind is not None:
        names |= value.attributes
        value = value.kind
    if isinstance(value, Kind):
        for level in value.lineage():
            names = {**level.attributes, **names}
    elif isinstance(value, Namespace):
        for path in value.paths:
            scope = evaluator.scope_of(path)
            names |= {name: evaluator.force(item, scope, name) for name, item in scope.names.items()} if scope else {}
    elif isinstance(value, Table):
        names = dict(value.entries)
    return {name: item for name, item in names.items() if name.isupper() and not isinstance(item, Callee)}


def setting(call: Call) -> Value:
    held = call.receiver.attributes.get(f"[{text_of(call.arg(0))}]") if call.receiver is not None else None
    return held or call.arg(1) or Unknown(call.expr)
