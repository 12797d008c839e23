"""Django's ORM. https://docs.djangoproject.com/en/stable/ref/models/querysets/"""

from __future__ import annotations

from dataclasses import replace

from backend_review.model.entities import Entities, Entity, EntityField, called, levels, place_of
from backend_review.model.libraries import Rule
from backend_review.model.lookups import Form
from backend_review.model.queries import one_row
from backend_review.model.relations import ALL, RELATED
from backend_review.model.routes import Place
from backend_review.model.uses import (
    COUNTS,
    Query,
    Row,
    Use,
    bound_of,
    carried,
    does,
    makes,
    name_of,
    row_of,
    runs_sql,
    table,
)
from backend_review.model.values import Callee, Items, Kind, Library, Thing, Unknown, Value, options, text_of
from backend_review.stores._django_tables import tables

M, Q, OBJECT = "django.Manager", "django.QuerySet", "django.Model.object"
OF_QUERYSET = "django.ManagerOfQuerySet"
CLASSES = dict.fromkeys(("django.db.models.Model", "django.contrib.auth.models.AbstractUser", "django.contrib.auth.models.AbstractBaseUser", "django.contrib.gis.db.models.Model", "mptt.models.MPTTModel", "polymorphic.models.PolymorphicModel", "model_utils.models.TimeStampedModel", "django_extensions.db.models.TimeStampedModel"), "django.Model")  # fmt: skip
TYPES = {"django.ManagerClass.object": M, "django.contrib.auth.get_user_model": "django.Model", "django.contrib.auth.models.User": "django.Model",
         "django.contrib.auth.models.Group": "django.Model"}  # fmt: skip
_MANAGERS = ("django.db.models.Manager", "django.contrib.auth.models.BaseUserManager",
             "django.contrib.auth.models.UserManager", "django.db.models.manager.Manager")  # fmt: skip
CLASSES |= dict.fromkeys(_MANAGERS, "django.ManagerClass")
ATTRIBUTES = {"django.Model.objects": M, "django.Model._default_manager": M}


def start(use: Use) -> Value:
    """A manager's method begins a query."""
    use.settle()
    return _of_kind(use, use.make(Q, Query(use.what(), row=_left(use)), pending=True))


def _of_kind(use: Use, made: Thing) -> Thing:
    """A queryset has the methods that the one before it had, or the manager that offers them."""
    kind = use.receiver.kind if isinstance(use.receiver, Thing) else None
    if kind is not None and any(name.endswith(".QuerySet") for name in kind.libraries()):
        made.kind = kind
    return made


def _left(use: Use) -> Row | None:
    """What is left of the rows: ``values("id")``, ``only("id")``, ``defer("password")``."""
    row = use.row()
    eager = _eager(use) if row is not None else ()
    if row is not None and eager:
        row = replace(row, eager=(*row.eager, *eager))
    if row is None or use.method not in {"values", "values_list", "only", "defer"}:
        return row
    names = tuple(text for arg in use.args if (text := text_of(arg)) is not None)
    if use.method == "defer":
        return replace(row, without=(*row.without, *names))
    if use.method == "only":  # the others are there, too, when they are asked for
        return replace(row, only=())
    if len(names) < len(use.args):
        return None
    return replace(row, only=(*names, *use.named) or None, plain=True)


def _none(use: Use) -> Value:
    """``Book.objects.none()``: no rows, and nothing is sent for them."""
    use.settle()
    return Items([])


_LOADS = {"select_related", "prefetch_related"}


def _eager(use: Use) -> tuple[str, ...]:
    """The relations that a query loads with its rows: ``select_related("author__publisher")``, ``Prefetch("books")``."""
    if use.method not in _LOADS:
        return _by_itself(use)
    found = list(_by_itself(use))
    for expr, value in zip(use.expr.args, use.args, strict=False):
        prefetch = expr.kind == "call" and expr.target is not None and expr.target.name == "Prefetch"
        first = expr.args[0] if prefetch and expr.args else None
        name = first.value if first is not None and first.kind == "text" else text_of(value)
        if prefetch and "to_attr" in expr.named:
            continue  # the relation itself still asks
        path = str(name).replace("__", ".") if name is not None else ALL
        found += [path, f"{path}.{ALL}"] if prefetch else [path]
    return tuple(found) if use.expr.args else (ALL,)


def _by_itself(use: Use) -> tuple[str, ...]:
    """What a manager of the project's own loads with all rows."""
    manager = use.receiver.kind if isinstance(use.receiver, Thing) else None
    for level in manager.lineage() if manager is not None else ():
        own = level.attributes.get("get_queryset")
        if isinstance(own, Callee) and any(name in own.function.module.text(own.function.node) for name in _LOADS):
            return (ALL,)
    return ()


def step(use: Use) -> Value:
    """A queryset's method makes more of a query."""
    return _of_kind(use, carried(use, replace(use.query, row=_left(use))))


def _slice(use: Use) -> Value:
    """``books[:10]``: of a relation it is a query of its own."""
    related = isinstance(use.receiver, Thing) and use.receiver.type == RELATED
    bound = bound_of(use.arg(0)) or use.query.bound
    found = carried(
        use,
        replace(use.query, bound=bound, place=use.place if related else use.query.place),
        Q,
        True if related and bound else None,
    )
    return _of_kind(use, found)


def _one(use: Use) -> Value:
    use.settle()
    use.emit("read_one", use.what())
    return use.rows(replace(use.query, one=True)) if use.method not in COUNTS else Unknown()


def _get_or_404(many: bool) -> Rule:
    def rule(use: Use) -> Value:
        use.settle()
        use.emit("read_many" if many else "read_one", name_of(use.arg(0), use, 0))
        return use.rows(Query(one=not many, row=row_of(use.arg(0))))

    return rule


def _paginated(use: Use) -> Value:
    for item in options(use.args[0]) if use.args else ():
        if isinstance(item, Thing) and isinstance(item.model, Query):
            use.settle()
            use.emit(
                "read_many",
                item.model.what,
                "constant" if bound_of(use.arg(1, "per_page")) == "constant" else "parameter",
            )
    return Unknown()


def _shown(use: Use) -> None:
    """Django's own view of a list: the rows of ``get_queryset()``."""
    if use.receiver is not None:
        use.walk.method(use.receiver, "get_queryset", [], {}, use.expr)


_LIBRARY_FIELDS = {
    "django.contrib.auth.models.AbstractUser": ("username", "first_name", "last_name", "email", "password"),
    "django.contrib.auth.models.AbstractBaseUser": ("password",),
    "django.contrib.auth.models.User": ("username", "first_name", "last_name", "email", "password"),
    "django.contrib.auth.get_user_model": ("username", "email", "password"),
}


def _entity(entities: Entities, value: Value) -> Entity | None:
    """The fields of a model, with those that the library's own classes give it."""
    if isinstance(value, (Library, Thing)):
        name = value.name if isinstance(value, Library) else value.type.removesuffix("()")
        inherited = _LIBRARY_FIELDS.get(name, ())
        place = Place("", 0)
        fields = {field: EntityField(field, "CharField", place) for field in inherited}
        return Entity(name.rpartition(".")[2], "django", place, fields) if inherited else None
    if not isinstance(value, Kind):
        return None
    made = Entity(value.klass.name, "django", place_of(value.klass))
    for base in value.libraries():
        for field in _LIBRARY_FIELDS.get(base, ()):
            made.fields[field] = EntityField(field, "CharField", made.place)
    for level in levels(value):
        for name, item in level.fields.items():
            if called(item).endswith(("Field", "Key")):
                made.fields[name] = EntityField(name, called(item), place_of(level, item))
            elif item.value is not None and item.value.kind == "constant" and item.value.value is None:
                made.fields.pop(name, None)  # password = None: taken away
    return made


def _as_dict(use: Use) -> Value:
    """``model_to_dict(user)``: all editable fields, unless some are chosen."""
    row = row_of(use.arg(0))
    chosen = {"fields", "exclude"} & set(use.named) or len(use.args) > 1
    return one_row(replace(row, plain=True)) if row is not None and not chosen else Unknown()


def _one_related(use: Use) -> Value:
    return use.rows(replace(use.query, one=True)) if use.method not in COUNTS else Unknown()


ENTITIES = {"django.Model": _entity}
STEPS = (
    "filter exclude order_by all annotate select_related prefetch_related distinct values values_list only defer using "
    "select_for_update reverse none union intersection difference extra alias dates datetimes iterator"
)
_ONE = "get first last latest earliest count exists aggregate aget afirst alast acount aexists aaggregate"
RULES: dict[str, Rule] = {
    **table(M, STEPS, start),
    f"{M}.get_queryset": start,
    **table(Q, STEPS, step),
    **{f"{type}.{name}": _one for type in (M, Q) for name in _ONE.split()},
    **{f"{type}.{name}": does("write", gives=True) for type in (M, Q) for name in ("create", "acreate", "create_user")},
    **{f"{type}.{name}": does("write") for type in (M, Q)
       for name in [ "bulk_create", "abulk_create", "bulk_update", "abulk_update", "update", "aupdate", "get_or_create", "aget_or_create", "update_or_create", "aupdate_or_create", "create_superuser"]},
    **{f"{type}.{name}": does("delete") for type in (M, Q) for name in ("delete", "adelete")},
    **{f"{type}.in_bulk": does("read_many") for type in (M, Q)},
    **{f"{type}.raw": runs_sql() for type in (M, Q)},
    # The rows of a relation: what is sent for them was told when it was touched.
    **table(RELATED, STEPS, step),
    **table(RELATED, _ONE, _one_related),
    **dict.fromkeys((f"{M}.none", f"{Q}.none"), _none),
    **dict.fromkeys((f"{Q}.__slice__", f"{RELATED}.__slice__"), _slice),
    f"{Q}.__getitem__": _one,
    **table(OBJECT, "save asave", does("write")),
    **table(OBJECT, "delete adelete", does("delete")),
    **table(OBJECT, "refresh_from_db", does("read_one")),
    **dict.fromkeys(("django.shortcuts.get_object_or_404", "rest_framework.generics.get_object_or_404"), _get_or_404(False)),
    **dict.fromkeys(("django.forms.model_to_dict", "django.forms.models.model_to_dict"), _as_dict),
    "django.shortcuts.get_list_or_404": _get_or_404(True),
    "django.core.paginator.Paginator": _paginated,
    **{f"django.views.generic.{name}.get": _shown for name in ("ListView", "list.ListView", "list.BaseListView")},
    "django.db.transaction.atomic": makes("django.transaction", "transaction", "atomic"),
    "django.db.connection.cursor": makes("dbapi.Cursor"),
}  # fmt: skip

LOOKUPS = {
    **{f"{type}.{name}": Form("raises", OBJECT) for type in (M, Q) for name in ("get", "aget", "latest", "earliest")},
    **{f"{type}.{name}": Form("null", OBJECT) for type in (M, Q) for name in ("first", "last", "afirst", "alast")},
    **dict.fromkeys(("django.shortcuts.get_object_or_404", "rest_framework.generics.get_object_or_404"), Form("found", OBJECT)),
}  # fmt: skip
__all__ = ["tables"]
