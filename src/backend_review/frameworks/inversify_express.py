"""inversify-express-utils: ``@controller`` classes below an ``InversifyExpressServer``.

https://github.com/inversify/inversify-express-utils
"""

from __future__ import annotations

from backend_review.frameworks import _decorated
from backend_review.frameworks._decorated import Served, Style, given_guards
from backend_review.frameworks._nest_decorators import Mark
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import ANY_METHOD, Guard, Router
from backend_review.model.values import Table, Thing, Value, text_of

_PACKAGES = ("inversify-express-utils", "@inversifyjs/http-core", "@inversifyjs/http-express")
_SERVER = "inversify-express-utils.Server"
_VERBS = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")


def _guards(mark: Mark) -> list[Guard]:
    return given_guards(mark.call) if mark.name == "withMiddleware" and mark.call is not None else []


STYLE = Style(
    package=_PACKAGES,
    controllers=frozenset({"controller"}),
    verbs={**{f"http{name}": name.upper() for name in _VERBS}, "all": ANY_METHOD, "httpMethod": ""},
    guards=_guards,
    in_verbs=True,
)


def _server(call: Call) -> Value:
    router = Router("express", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    options = call.arg(2)
    root = text_of(options.entries.get("rootPath")) if isinstance(options, Table) else None
    _decorated.serve(Served(STYLE, router, 0, root or ""), call)
    return call.thing(_SERVER, router)


def _configure(call: Call) -> Value | None:
    """``setConfig((app) => …)``: before the controllers; ``setErrorConfig`` is about errors only."""
    router = call.receiver.model if call.receiver is not None else None
    if isinstance(router, Router) and call.args and call.name.endswith("setConfig"):
        call.evaluator.call(call.args[0], [Thing("express.Router", model=router)], {}, call.expr, call.scope)
        for item in call.evaluator.found:
            if isinstance(item, Served) and item.router is router:
                item.position = len(router.entries)
    return call.receiver


def _build(call: Call) -> Value:
    return Thing("express.Router", model=call.receiver.model if call.receiver is not None else None, made_by=call)


def finish(evaluator: Evaluator) -> None:
    """Mount the controllers that the files of each server import."""
    _decorated.finish(evaluator, STYLE)


HANDLERS = {
    "inversify-express-utils.InversifyExpressServer": _server,
    **dict.fromkeys((f"{_SERVER}.setConfig", f"{_SERVER}.setErrorConfig"), _configure),
    f"{_SERVER}.build": _build,
}
