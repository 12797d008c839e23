"""Django Ninja: an API whose URLs are included in Django's, and the routers added to it.

https://django-ninja.dev/guides/routers/ and /guides/authentication/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backend_review.frameworks._django_settings import dotted
from backend_review.frameworks.support import METHODS, add_route, guard_of, router_of
from backend_review.model.evaluator import NOTHING, Call, Evaluator
from backend_review.model.routes import Guard, Mount, Route, Router, Use
from backend_review.model.values import (
    Callee,
    Items,
    Known,
    Library,
    Native,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

TYPES = {"ninja.NinjaAPI": "ninja.Router", "ninja.Router": "ninja.Router"}


@dataclass(slots=True, eq=False)
class _Ninja(Router):
    """An API or router; ``auth`` holds for the operations and routers below that say nothing else."""

    auth: list[Guard] | None = None
    own: dict[int, list[Guard] | None] = field(default_factory=dict)


def _router(call: Call) -> Value:
    router = _Ninja("ninja", call.place, slash="join", auth=_guards(call, "auth"))
    router.entries.extend(Use(guard) for guard in _guards(call, "throttle") or ())
    call.evaluator.found.append(router)
    made = call.thing("ninja.Router", router)
    made.attributes["urls"] = Items([Thing("ninja.urls", model=router, made_by=call)])
    return made


def _guards(call: Call, name: str) -> list[Guard] | None:
    """What ``auth=`` or ``throttle=`` checks: nothing for None, and None where it is not said."""
    if name not in call.named:
        return None
    return [guard_of(call, item) for item in items_of(call.named[name]) if item != NOTHING]


def _is_paged(function: Value) -> bool:
    """Whether an operation gives pages of what its function returns: ``@paginate``."""
    for item in options(function):
        for made in item.decorators if isinstance(item, Callee) else ():
            name = made.name if isinstance(made, Library) else made.type if isinstance(made, Thing) else ""
            if name.removesuffix("()") in _PAGES:
                return True
    return False


_PAGES = {"ninja.pagination.paginate", "ninja_extra.pagination.paginate", "ninja_extra.paginate"}


def _path(written: str) -> str:
    """``/items/{int:item_id}`` with the converter left out."""
    return re.sub(r"\{\w+:(\w+)\}", r"{\1}", written)


def _decorator(call: Call) -> Value:
    """``@api.get(path, …)``, ``@api.api_operation(methods, path, …)``."""
    name = call.name.rpartition(".")[2]
    router = router_of(call.receiver)
    several = name == "api_operation"
    methods = tuple(t.upper() for item in items_of(call.arg(0, "methods")) if (t := text_of(item))) if several else ()
    methods = methods or (name.upper(),)
    path = _path(call.text(1 if several else 0, "path") or "")

    def register(inner: Call) -> Value:
        function = inner.arg(0) or Unknown()
        if router is not None:
            route = add_route(router, call, methods, path, function, _guards(call, "throttle") or ())
            if isinstance(router, _Ninja):
                router.own[id(route)] = _guards(call, "auth")
            route.paged = _is_paged(function) or None
        return function

    return Native(name, register)


def _add_router(call: Call) -> Value | None:
    router, value = router_of(call.receiver), call.arg(1, "router")
    text = text_of(value)
    if isinstance(value, Known) and text is not None:  # "app.api.router"
        value = dotted(call.evaluator, call.scope.module, text)
    for item in options(value) if value is not None else ():
        inner = router_of(item)
        if router is not None and inner is not None:
            prefix = _path(call.text(0, "prefix") or "")
            router.entries.append(Mount(prefix, inner, call.place, conditional=call.conditional))
            if isinstance(inner, _Ninja) and "auth" in call.named:
                inner.auth = _guards(call, "auth")
    return None


def finish(evaluator: Evaluator) -> None:
    """Give every operation the authentication that is nearest to it."""
    routers = [item for item in evaluator.found if isinstance(item, _Ninja)]
    below = {id(entry.router) for router in routers for entry in router.entries if isinstance(entry, Mount)}
    done: set[int] = set()
    for router in routers:
        if id(router) not in below:
            _authenticate(router, [], done)


def _authenticate(router: _Ninja, inherited: list[Guard], done: set[int]) -> None:
    if id(router) in done:
        return
    done.add(id(router))
    auth = router.auth if router.auth is not None else inherited
    for entry in router.entries:
        if isinstance(entry, Mount) and isinstance(entry.router, _Ninja):
            _authenticate(entry.router, auth, done)
        elif isinstance(entry, Route):
            own = router.own.get(id(entry))
            entry.guards[:0] = own if own is not None else auth


HANDLERS = {
    **dict.fromkeys(("ninja.NinjaAPI", "ninja.Router", "ninja.main.NinjaAPI", "ninja.router.Router",
                     "ninja_extra.NinjaExtraAPI", "ninja_extra.Router"), _router),
    **{f"ninja.Router.{name}": _decorator for name in (*METHODS, "api_operation")},
    "ninja.Router.add_router": _add_router,
}  # fmt: skip
