"""tsoa: ``@Route`` classes, which its generated ``RegisterRoutes(app)`` puts into an application.

The generated file is no part of most repositories: the routes come from the classes. https://tsoa-community.github.io
"""

from __future__ import annotations

import json
import re

from backend_review.frameworks._decorated import Style, decorated, given_guards, router_of_controller
from backend_review.frameworks._nest_decorators import Mark
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard, Mount, Router, Use
from backend_review.model.values import Value, text_of

_VERBS = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")
_GENERATED = re.compile(r"export function RegisterRoutes\(")
_REGISTERED = re.compile(r"\bRegisterRoutes\(\s*\w")


def _guards(mark: Mark) -> list[Guard]:
    if mark.call is not None and mark.name == "Middlewares":
        return given_guards(mark.call)
    if mark.call is not None and mark.name == "Security":  # calls the project's expressAuthentication with the name
        texts = tuple(text for value in mark.args if (text := text_of(value)) is not None)
        return [Guard("expressAuthentication", mark.call.place, arguments=texts)]
    return []


STYLE = Style(
    package=("tsoa", "@tsoa/runtime"),
    controllers=frozenset({"Route"}),
    verbs={name: name.upper() for name in _VERBS},
    guards=_guards,
)


def finish(evaluator: Evaluator) -> None:
    """Mount the controllers into the application that the generated function is given."""
    files = [file for file in evaluator.project.files.values() if file.language in {"typescript", "javascript"}]
    kinds = [kind for kind in decorated(evaluator, STYLE) if kind.scope.module.file.role == "production"]
    if not kinds or any(_GENERATED.search(file.text) for file in files):
        return
    registering = {file.path for file in files if file.role == "production" and _REGISTERED.search(file.text)}
    apps = [
        item for item in evaluator.found if isinstance(item, Router) and item.framework == "express" and item.is_app
    ]
    app = next((item for item in apps if _files_of(item) & registering), next(iter(apps), None))
    prefix = _base_path(evaluator)
    for kind in kinds:
        router = router_of_controller(evaluator, kind, STYLE)
        if router is None:
            continue
        if app is None:
            app = Router("express", router.place, is_app=True, ordered=True, slash="join")
            evaluator.found.append(app)
        app.entries.append(Mount(prefix, router, router.place))


def _files_of(router: Router) -> set[str]:
    """The files in which an application is made and filled."""
    places = [entry.guard.place if isinstance(entry, Use) else entry.place for entry in router.entries]
    return {router.place.path, *(place.path for place in places if place is not None)}


def _base_path(evaluator: Evaluator) -> str:
    """What ``tsoa.json`` says that all paths begin with."""
    for path, file in evaluator.project.files.items():
        if path.rpartition("/")[2] == "tsoa.json":
            try:
                options = json.loads(file.text)
                for part in ("routes", "spec"):
                    found = options.get(part, {}).get("basePath")
                    if isinstance(found, str):
                        return found
            except (ValueError, AttributeError, RecursionError):
                continue
    return ""


def _same(call: Call) -> Value | None:
    return call.arg(0)


HANDLERS = {"@tsoa/runtime.RegisterRoutes": _same}
