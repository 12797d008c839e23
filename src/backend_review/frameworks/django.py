"""Django: URL configurations, from the module that ROOT_URLCONF names down through everything it includes.

https://docs.djangoproject.com/en/stable/topics/http/urls/ and /ref/urls/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from backend_review.frameworks import _django_apps
from backend_review.frameworks import _django_classes as classes
from backend_review.frameworks import _django_settings as settings
from backend_review.frameworks._django_checks import Checks, guards_in
from backend_review.frameworks._django_paths import from_regex, from_route
from backend_review.frameworks._django_views import View, routes_of_view, view_of
from backend_review.frameworks.support import endpoint_of, guard_of_expr
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.model.djangoapps import options_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.inputs.data import object_of, whole
from backend_review.model.routes import Guard, Mount, Place, Router
from backend_review.model.values import (
    Either,
    Items,
    Kind,
    Known,
    Library,
    Namespace,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

_MAX_DEPTH = 12


@dataclass(slots=True, eq=False)
class Pattern:
    """One entry of a list of URL patterns: a view, or more patterns, at a path."""

    path: str
    call: Call
    view: View | None = None
    below: Value | None = None
    guards: list[Guard] = field(default_factory=list)
    conditional: bool = False

    @property
    def place(self) -> Place:
        return self.call.place


@dataclass(slots=True, eq=False)
class Late:
    """Patterns that are made when all modules were followed, as a REST router makes them of what it was given."""

    patterns: Callable[[], list[Pattern]]


def begin(evaluator: Evaluator, modules: Iterable[Module]) -> None:
    """Follow what applications do when they are ready."""
    _django_apps.follow_ready(evaluator, modules)


def _path(call: Call) -> Value:
    written = call.text(0, "route") or call.text(0, "regex") or ""
    path = from_route(written) if call.name.rpartition(".")[2] == "path" else from_regex(written)
    position = 1 if "route" not in call.named and "regex" not in call.named else 0
    value = call.arg(position, "view") or Unknown()
    return _pattern(call, path, value, position)


def _pattern(call: Call, path: str, value: Value, position: int) -> Value:
    made = Pattern(path, call, conditional=call.conditional)
    exprs = call.expr.args
    starred = any(item.kind == "spread" for item in exprs)
    expr = call.expr.named.get("view") or (exprs[position] if position < len(exprs) and not starred else None)
    first = next(iter(options(value)), value)
    if isinstance(first, Thing) and first.type == "django.urls.Included":
        made.below, made.guards = first.model
    elif isinstance(first, (Items, Namespace)) or (
        isinstance(first, Thing) and isinstance(first.model, (Late, Router))
    ):
        made.below = value
    elif isinstance(first, Library) and first.name.endswith(".urls"):  # admin.site.urls
        made.below = first
    elif isinstance(first, Known) and isinstance(first.value, str):  # Django 1: "app.views.function"
        made.view = view_of(call, settings.dotted(call.evaluator, call.scope.module, first.value), None)
    elif isinstance(first, Thing) and first.made_by is not None and first.made_by.name.endswith("_urls"):
        made.below = first
    else:
        made.view = view_of(call, value, expr)
    call.evaluator.found.append(made)
    return call.thing("django.urls.Pattern", made)


def _include(call: Call) -> Value:
    made = call.thing("django.urls.Included")
    guards: list[Guard] = []
    position = 0
    if call.name.endswith("decorator_include"):
        position = 1
        written = call.expr.args[0] if call.expr.args else None
        several = items_of(call.arg(0, "decorators"))
        exprs = written.args if written is not None and written.kind == "list" else [written] * len(several)
        guards = [guard_of_expr(call, v, e) for v, e in zip(several, exprs, strict=False) if e is not None]
    value = call.arg(position, "arg") or call.arg(position, "urls") or Unknown()
    text = text_of(value)
    if isinstance(value, Known) and text is not None:
        paths = call.evaluator.project.resolve(call.scope.module, text)
        value = Namespace(paths) if paths else _of_library(call, text)
    elif isinstance(value, Items) and value.items and text_of(value.items[0]) is not None:
        paths = call.evaluator.project.resolve(call.scope.module, text_of(value.items[0]) or "")
        value = Namespace(paths) if paths else Library("?")
    made.model = (value, guards)
    return made


def _of_library(call: Call, module: str) -> Value:
    """The patterns of a library's module, where they are known."""
    if module not in classes.URLS:
        return Library(module)
    made: list[Value] = []
    for path, name in classes.URLS[module].items():
        view = View(Library(f"django.contrib.auth.views.{name}"), call)
        made.append(Thing("django.urls.Pattern", model=Pattern(path, call, view), made_by=call))
    return Items(made)


def _patterns(call: Call) -> Value:
    """Django 1: ``patterns(prefix, …)``, where views may be texts that the prefix comes before."""
    prefix = call.text(0, "prefix")
    for item in call.args[1:]:
        made = item.model if isinstance(item, Thing) else None
        if isinstance(made, Pattern) and made.view is not None and prefix and isinstance(made.view.value, Library):
            name = f"{prefix}.{made.view.value.name}"
            made.view = view_of(call, settings.dotted(call.evaluator, call.scope.module, name), None)
    return Items(list(call.args[1:]))


def _localised(call: Call) -> Value:
    """``i18n_patterns``: below the language, but for the default language where that has none."""
    hidden = call.named.get("prefix_default_language") == Known(False)
    made = Pattern("" if hidden else "{language}/", call, below=Items(list(call.args)), conditional=call.conditional)
    call.evaluator.found.append(made)
    return Items([Thing("django.urls.Pattern", model=made, made_by=call)])


def _none(call: Call) -> Value:
    return Items([], complete=False)


def _same(call: Call) -> Value:
    return call.arg(0, "urlpatterns") or Unknown()


# From the patterns to routes


class _Collector:
    """Puts what a URL configuration holds into a router."""

    def __init__(self, evaluator: Evaluator, router: Router, defaults: Checks) -> None:
        self.evaluator = evaluator
        self.router = router
        self.defaults = defaults
        self.modules: set[str] = set()
        self.inside: list[str] = []  # the modules that are gone through: one that includes itself has no end

    def module(self, path: str, prefix: str, guards: list[Guard], conditional: bool, depth: int) -> None:
        self.modules.add(path)
        if path in self.inside:
            return
        self.inside.append(path)
        self.value(self.evaluator.member(path, "urlpatterns"), prefix, guards, conditional, depth + 1)
        self.inside.pop()

    def value(self, value: Value | None, prefix: str, guards: list[Guard], conditional: bool, depth: int) -> None:
        if value is None or depth > _MAX_DEPTH:
            return
        for item, maybe in _entries(value):
            maybe = maybe or conditional
            if isinstance(item, Items):
                self.value(_without_namespace(item), prefix, guards, maybe, depth + 1)
            elif isinstance(item, Namespace):
                for path in item.paths[:1]:
                    self.module(path, prefix, guards, maybe, depth)
            elif isinstance(item, Thing):
                self.thing(item, prefix, guards, maybe, depth)
            elif isinstance(item, Library):
                self.evaluator.unknown["URL patterns of libraries"] += 1
            elif isinstance(item, Unknown):
                self.evaluator.unknown["unknown URL patterns"] += 1

    def thing(self, thing: Thing, prefix: str, guards: list[Guard], conditional: bool, depth: int) -> None:
        if isinstance(thing.model, Late):
            for pattern in thing.model.patterns():
                self.pattern(pattern, prefix, guards, conditional, depth)
        elif isinstance(thing.model, Pattern):
            self.pattern(thing.model, prefix, guards, conditional, depth)
        elif isinstance(thing.model, Router) and thing.made_by is not None:
            thing.model.is_app = False
            mount = Mount(f"/{prefix}", thing.model, thing.made_by.place, [*self.defaults.guards, *guards], conditional)
            self.router.entries.append(mount)

    def pattern(self, pattern: Pattern, prefix: str, guards: list[Guard], conditional: bool, depth: int) -> None:
        conditional = conditional or pattern.conditional
        path = prefix + pattern.path
        if pattern.below is not None:
            self.value(pattern.below, path, [*guards, *pattern.guards], conditional, depth + 1)
        elif pattern.view is not None:
            for route in routes_of_view(pattern.view, f"/{path}", pattern.place, conditional, self.defaults):
                route.guards[:0] = guards
                self.router.entries.append(route)
                schema = endpoint_of(pattern.view.options.get("schema")) or _named_by_settings(pattern)
                if schema is not None:  # GraphQLView.as_view(schema=schema)
                    mount = Mount(route.path, schema, pattern.place, list(route.guards), conditional)
                    self.router.entries.append(mount)


def _named_by_settings(pattern: Pattern) -> Router | None:
    """The only GraphQL API, for a view of graphene-django's that is told no schema: the settings name it."""
    view = pattern.view.value if pattern.view is not None else None
    if not isinstance(view, Kind) or not any(name.endswith(".GraphQLView") for name in view.libraries()):
        return None
    known = [item for item in pattern.call.evaluator.found if isinstance(item, Router) and item.endpoint]
    return known[0] if len(known) == 1 else None


def _without_namespace(value: Items) -> Value:
    """Of ``(patterns, "app", "namespace")`` the patterns."""
    if len(value.items) in {2, 3} and all(isinstance(item, Known) for item in value.items[1:]):
        return value.items[0]
    return value


def _entries(value: Value) -> list[tuple[Value, bool]]:
    """The entries of a list of patterns, and whether each is in it under a condition only."""
    if isinstance(value, Items):
        value = _without_namespace(value)
    if isinstance(value, Either):
        lists = [_entries(item) for item in value.options]
        found: dict[int, tuple[Value, bool]] = {}
        for several in lists:
            for item, maybe in several:
                always = all(any(other is item for other, _ in entries) for entries in lists)
                found[id(item)] = (item, maybe or not always)
        return list(found.values())
    return [(item, False) for item in value.items] if isinstance(value, Items) else [(value, False)]


def finish(evaluator: Evaluator) -> None:
    """The routes of each root URL configuration: one named in the settings, else one that no other includes."""
    if not any(isinstance(item, (Pattern, Late)) for item in evaluator.found):
        return
    known = settings.settings_of(evaluator)
    roots = {urls: chosen for chosen in known if (urls := chosen.urls)}
    found: list[_Collector] = []
    if roots:
        found = [_collect(evaluator, path, chosen) for path, chosen in roots.items()]
    else:
        modules = [
            module.path
            for module in evaluator.project.modules("python")
            if settings.counts(module) and "urlpatterns" in module.file.text
        ]
        found = [_collect(evaluator, path, known[0] if known else None) for path in modules]
    for one in found:
        own = one.router.place.path
        if not any(own in other.modules for other in found if other is not one):
            one.router.is_app = True
            evaluator.found.append(one.router)


def _collect(evaluator: Evaluator, path: str, chosen: settings.Settings | None) -> _Collector:
    router = Router("django", Place(path, 1))
    one = _Collector(evaluator, router, _defaults(evaluator, chosen))
    evaluator.attempt(lambda: one.module(path, "", [], False, 0))
    return one


def _defaults(evaluator: Evaluator, chosen: settings.Settings | None) -> Checks:
    """What the settings have checked before every view."""
    made = Checks()
    if chosen is None:
        return made
    place = Place(chosen.module.path, 1)
    scope = evaluator.scope_of(chosen.module.path)
    if scope is None:
        return made
    written = next((s.value for s in chosen.module.body if s.value is not None), None)
    expr = written or Expr("other", chosen.module.tree.root_node)  # nothing but classes: django-configurations
    call = Call(evaluator, "settings", None, [], {}, expr, scope)
    made.guards = chosen.middleware
    paginator = text_of(chosen.rest.get("DEFAULT_PAGINATION_CLASS"))
    made.paginator = settings.dotted(evaluator, chosen.module, paginator) if paginator is not None else None
    made.page_size = chosen.rest.get("PAGE_SIZE") not in {None, Known(None)}
    for held, key in (("permissions", "PERMISSION"), ("authenticators", "AUTHENTICATION"), ("throttles", "THROTTLE")):
        listed = chosen.rest.get(f"DEFAULT_{key}_CLASSES")
        values = [settings.dotted(evaluator, chosen.module, text_of(item) or "?") for item in items_of(listed)]
        setattr(made, held, guards_in(evaluator, call, Items(values), place))
    return made


def on_class(evaluator: Evaluator, kind: Kind) -> None:
    """A model's ``_meta``."""
    options = options_of(kind)
    if options is not None:
        kind.attributes.setdefault("_meta", options)


_URLS = ("django.urls", "django.urls.conf", "django.conf.urls", "django.conf.urls.defaults")
MEMBERS = {"django.conf.settings": settings.member}
HANDLERS = {
    **{f"{module}.{name}": _path for module in _URLS for name in ("path", "re_path", "url")},
    **{f"{module}.include": _include for module in _URLS},
    **{f"django.apps.{name}.get_models": _django_apps.models_of for name in ("AppConfig", "config.AppConfig")},
    "decorator_include.decorator_include": _include,
    **{f"{module}.patterns": _patterns for module in _URLS},
    "django.conf.urls.i18n.i18n_patterns": _localised,
    **dict.fromkeys(("django.conf.urls.static.static", "django.contrib.staticfiles.urls.staticfiles_urlpatterns",
                     "debug_toolbar.toolbar.debug_toolbar_urls"), _none),
    "rest_framework.urlpatterns.format_suffix_patterns": _same,
}  # fmt: skip
# https://docs.djangoproject.com/en/stable/ref/request-response/ and https://www.django-rest-framework.org/api-guide/requests/
REQUESTS = {
    "django.HttpRequest": {
        "POST": whole("body"), "body": whole("body"), "data": whole("body"), "read()": whole("body"),
        "GET": whole("query"), "query_params": whole("query"), "FILES": whole("file"), "headers": whole("header"),
        "META": whole("header"), "COOKIES": whole("cookie"), "_request": object_of("django.HttpRequest"),
    },
    "django.self": {
        "request": object_of("django.HttpRequest"), "kwargs": whole("path"),
        "validated_data": whole("body", by="serializer"),
    },
}  # fmt: skip
HANDED = {"django": ("django.HttpRequest",)}
