"""Django's applications: what each does when it is ready, before any URL is asked for.

https://docs.djangoproject.com/en/stable/ref/applications/#django.apps.AppConfig.ready
"""

from __future__ import annotations

from collections.abc import Iterable

from backend_review.index.program import Module
from backend_review.model.djangoapps import options_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.values import Callee, Items, Kind, Known, Thing, Value

_CONFIG = "apps.AppConfig"


def follow_ready(evaluator: Evaluator, modules: Iterable[Module]) -> None:
    """Follow the ``ready`` of every application's configuration: registries are filled there."""
    for module in modules:
        if module.language != "python" or _CONFIG.rpartition(".")[2] not in module.file.text:
            continue
        scope = evaluator.scope_of(module.path) if "def ready(" in module.file.text else None
        for kind in list(scope.names.values()) if scope is not None else ():
            if not isinstance(kind, Kind) or kind.scope.module.path != module.path:
                continue
            ready = kind.attributes.get("ready")
            if isinstance(ready, Callee) and any(name.endswith(_CONFIG) for name in kind.libraries()):
                _run_imported(evaluator, ready)
                evaluator.start(Callee(ready.function, ready.scope, Thing(kind=kind), ready.decorators))


def _run_imported(evaluator: Evaluator, function: Callee) -> None:
    """Follow the modules that a function imports for what they do: ``from . import signals``."""
    module = function.function.module
    for statement in function.function.body():
        for item in statement.imports:
            dotted = (
                f"{item.module.rstrip('.')}.{item.member}" if item.module.strip(".") else f"{item.module}{item.member}"
            )
            paths = evaluator.project.resolve(module, dotted if item.member not in {"", "*"} else item.module)
            for path in (paths or evaluator.project.resolve(module, item.module))[:1]:
                evaluator.scope_of(path)


def models_of(call: Call) -> Value:
    """``self.get_models()`` of an application's configuration: the models in its package that have tables."""
    kind = call.receiver.kind if call.receiver is not None else None
    if kind is None:
        return Items([], complete=False)
    folder = kind.scope.module.path.rpartition("/")[0]
    evaluator = call.evaluator
    for module in evaluator.project.modules():
        if module.path == f"{folder}/models.py" or module.path.startswith(f"{folder}/models/"):
            evaluator.scope_of(module.path)
    found = [
        item
        for item in evaluator.kinds.values()
        if item.scope.module.path.startswith((f"{folder}/models.py", f"{folder}/models/")) and _has_table(item)
    ]
    return Items([*found])


def _has_table(kind: Kind) -> bool:
    meta = kind.attributes.get("Meta")
    abstract = isinstance(meta, Kind) and meta.attributes.get("abstract") == Known(True)
    return not abstract and options_of(kind) is not None
