"""Django REST framework: which rows its own views and those of a project give to which serializers.

https://www.django-rest-framework.org/api-guide/generic-views/ and /viewsets/
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model import members
from backend_review.model.heldlists import LIST_PAGE
from backend_review.model.libraries import Rule
from backend_review.model.queries import Query
from backend_review.model.uses import Use
from backend_review.model.values import Callee, Kind, Known, Thing, Unknown, Value, options
from backend_review.responses._serializers import PAGED, fullest, inside, write

if TYPE_CHECKING:
    from backend_review.model.flow import Walk


def _serializer_made(use: Use) -> Value | None:
    """``OrderSerializer(orders, many=True)``."""
    thing = use.receiver
    rows = use.arg(0, "instance")
    if isinstance(thing, Thing) and thing.kind is not None and rows is not None and "data" not in use.named:
        write(use.walk, [thing.kind], rows, use.named.get("many") == Known(True), use.expr)
    return None


def _method(walk: Walk, thing: Thing, name: str, args: list[Value], expr: Expr) -> Value:
    return walk.method(thing, name, args, {}, expr)


def _queryset(use: Use) -> Value:
    """``get_queryset()``: what the class says; nobody has asked for its rows yet."""
    found = _of_class(use, "queryset")
    return use.walk.waits(found) if found is not None else Unknown()


def _object(use: Use) -> Value:
    """``get_object()``: one of the rows of ``get_queryset()``."""
    found = use.walk.method(use.receiver, "get_queryset", [], {}, use.expr) if use.receiver is not None else Unknown()
    rows = [item for item in options(found) if isinstance(item, Thing) and isinstance(item.model, Query)]
    for item in rows:
        use.walk.pending.pop(id(item), None)
    if not rows:
        return Unknown()
    use.emit("read_one", rows[0].model.what)
    return use.rows(replace(rows[0].model, one=True))


def _of_class(use: Use, name: str) -> Value | None:
    kind = use.receiver.kind if isinstance(use.receiver, Thing) else None
    for level in kind.lineage() if kind is not None else ():
        held = level.klass.fields.get(name)
        if held is not None and held.value is not None:
            return inside(use.walk, level).evaluate(held.value)
    return None


def _serializer_class(use: Use) -> Value:
    return _of_class(use, "serializer_class") or Unknown()


def _same(use: Use) -> Value:
    return use.arg(0) or Unknown()


def _serializers(walk: Walk, thing: Thing, action: str, expr: Expr) -> list[Kind]:
    """The serializers that a view answers an action with."""
    own = members.own_member(walk, thing, "get_serializer_class")
    value = _method(walk, thing, "get_serializer_class", [], expr)
    found = [item for item in options(value) if isinstance(item, Kind)]
    if isinstance(own, Callee) and len(found) > 1:
        made = walk.effects.summary(own, [], {}, walk.depth - 1)
        others: list[Kind] = []
        for result in made.results:
            kinds = [item for item in options(result.value) if isinstance(item, Kind)]
            under = [text.replace("'", '"') for text in result.conditions if not text.startswith("otherwise")]
            if kinds and any(f'"{action}"' in text for text in under):
                return kinds
            others += kinds if not any("action" in text for text in under) else []
        return others or found
    return found


def _get_serializer(use: Use) -> Value | None:
    """``self.get_serializer(page, many=True)``."""
    thing = use.receiver
    rows = use.arg(0, "instance")
    if not isinstance(thing, Thing) or rows is None or "data" in use.named:
        return None
    many = use.named.get("many") == Known(True)
    action = use.walk.function.name if use.walk.function is not None else "list"
    kinds = _serializers(use.walk, thing, action, use.expr)
    write(use.walk, kinds, rows, many, use.expr)
    return use.walk.surroundings.itself(kinds[0]) if kinds else None


def _list(use: Use) -> Value | None:
    """What ``list`` does: the rows of ``get_queryset()``, by the view's serializer."""
    thing = use.receiver
    if not isinstance(thing, Thing) or thing.kind is None:
        return None
    own = members.own_member(use.walk, thing, "list")
    if use.method == "get" and isinstance(own, Callee):
        return use.walk.invoke(own, [Unknown()], {}, use.expr)
    rows = fullest(
        _method(use.walk, thing, "filter_queryset", [_method(use.walk, thing, "get_queryset", [], use.expr)], use.expr)
    )
    if not isinstance(rows, Thing):
        rows = fullest(_method(use.walk, thing, "get_queryset", [], use.expr))
    files = {level.klass.module.path for level in thing.kind.lineage()}
    begun = rows.model.place if isinstance(rows, Thing) and isinstance(rows.model, Query) else None
    place = begun if begun is not None and begun.path in files else None
    write(use.walk, _serializers(use.walk, thing, "list", use.expr), rows, True, use.expr, place)
    return None


def _paged(use: Use) -> Value:
    """``paginator.paginate_queryset(queryset, request)``: a page of its rows."""
    for item in options(use.args[0]) if use.args else ():
        if isinstance(item, Thing) and isinstance(item.model, Query):
            use.settle()
            use.emit("read_many", item.model.what, "parameter")
            item.attributes[PAGED] = Known(True)
            return use.rows(item.model)
    use.emit(LIST_PAGE, "list")
    return use.arg(0) or Unknown()


def _page_of_view(use: Use) -> Value:
    """``self.paginate_queryset(queryset)``: a page, unless the view says that it has none."""
    kind = use.receiver.kind if isinstance(use.receiver, Thing) else None
    given = (level.attributes.get("pagination_class") for level in kind.lineage()) if kind is not None else ()
    said = next((item for item in given if item is not None), None)
    return use.arg(0) or Unknown() if said == Known(None) else _paged(use)


def _filter_set(use: Use) -> None:
    """django-filter: ``OrderFilter(request.GET, queryset=orders).qs`` are the orders that are left."""
    given = use.arg(1, "queryset")
    if given is not None and isinstance(use.receiver, Thing):
        use.settle()
        use.receiver.attributes["qs"] = given


_GENERIC = (
    "GenericAPIView", "ListAPIView", "ListCreateAPIView", "RetrieveAPIView", "CreateAPIView", "UpdateAPIView",
    "DestroyAPIView", "RetrieveUpdateAPIView", "RetrieveDestroyAPIView", "RetrieveUpdateDestroyAPIView",
)  # fmt: skip
_SETS = ("GenericViewSet", "ModelViewSet", "ReadOnlyModelViewSet")
_VIEWS = (
    *(f"rest_framework.generics.{name}" for name in _GENERIC),
    *(f"rest_framework.viewsets.{name}" for name in _SETS),
)
_LISTS = (
    *("rest_framework.generics.ListAPIView", "rest_framework.generics.ListCreateAPIView"),
    *("rest_framework.viewsets.ModelViewSet", "rest_framework.viewsets.ReadOnlyModelViewSet"),
    "rest_framework.mixins.ListModelMixin",
)
_SERIALIZERS = ("Serializer", "ModelSerializer", "HyperlinkedModelSerializer")
PAGINATOR = "rest_framework.Paginator"
PAGINATORS = tuple(f"rest_framework.pagination.{name}Pagination" for name in ("PageNumber", "LimitOffset", "Cursor"))
_FILTERS = ("django_filters.FilterSet", "django_filters.rest_framework.FilterSet", "django_filters.filterset.FilterSet",
            "django_filters.rest_framework.filterset.FilterSet")  # fmt: skip
METHODS: dict[str, Rule] = {
    **{f"{name}.__init__": _filter_set for name in _FILTERS},
    **{f"{name}.paginate_queryset": _paged for name in (PAGINATOR, *PAGINATORS)},
    **{f"rest_framework.serializers.{name}.__init__": _serializer_made for name in _SERIALIZERS},
    **{f"{view}.get_queryset": _queryset for view in _VIEWS},
    **{f"{view}.get_object": _object for view in _VIEWS},
    **{f"{view}.get_serializer_class": _serializer_class for view in _VIEWS},
    **{f"{view}.get_serializer": _get_serializer for view in _VIEWS},
    **{f"{view}.filter_queryset": _same for view in _VIEWS},
    **{f"{view}.paginate_queryset": _page_of_view for view in _VIEWS},
    **{f"{view}.{name}": _list for view in _LISTS for name in ("list", "get")},
}
