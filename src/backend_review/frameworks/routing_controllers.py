"""routing-controllers: ``@Controller`` classes of an Express or Koa application.

https://github.com/typestack/routing-controllers
"""

from __future__ import annotations

from backend_review.frameworks import _decorated
from backend_review.frameworks._decorated import Served, Style, given_guards, kinds_in
from backend_review.frameworks._nest_decorators import Mark
from backend_review.frameworks.support import router_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import ANY_METHOD, Guard, Router
from backend_review.model.values import Table, Thing, Value, items_of, text_of

_PACKAGE = "routing-controllers"
_VERBS = ("Get", "Post", "Put", "Patch", "Delete", "Head")


def _guards(mark: Mark) -> list[Guard]:
    if mark.call is not None and mark.name == "UseBefore":
        return given_guards(mark.call)
    if mark.call is not None and mark.name == "Authorized":
        texts = tuple(text for value in mark.args for item in items_of(value) if (text := text_of(item)) is not None)
        return [Guard("Authorized", mark.call.place, arguments=texts)]
    return []


STYLE = Style(
    package=(_PACKAGE,),
    controllers=frozenset({"Controller", "JsonController"}),
    verbs={**{name: name.upper() for name in _VERBS}, "All": ANY_METHOD, "Method": ""},
    guards=_guards,
)


def _create(call: Call) -> Value:
    router = Router("express", call.place, is_app=True, ordered=True, slash="join")
    call.evaluator.found.append(router)
    _serve(call, router, call.arg(0))
    return call.thing("express.Router", router)


def _use(call: Call) -> Value | None:
    router = router_of(call.arg(0))
    if router is not None:
        _serve(call, router, call.arg(1))
    return call.arg(0)


def _serve(call: Call, router: Router, options: Value | None) -> None:
    entries = options.entries if isinstance(options, Table) else {}
    kinds = kinds_in(entries.get("controllers"))
    prefix = text_of(entries.get("routePrefix")) or ""
    _decorated.serve(Served(STYLE, router, len(router.entries), prefix, kinds or None), call)


def finish(evaluator: Evaluator) -> None:
    """Mount the controllers; those that are told by file patterns are all that the project has."""
    _decorated.finish(evaluator, STYLE)


def _container(call: Call) -> Value:
    return Thing(_PACKAGE, made_by=call)


HANDLERS = {
    **dict.fromkeys((f"{_PACKAGE}.createExpressServer", f"{_PACKAGE}.createKoaServer"), _create),
    **dict.fromkeys((f"{_PACKAGE}.useExpressServer", f"{_PACKAGE}.useKoaServer"), _use),
    f"{_PACKAGE}.useContainer": _container,
}
