"""Managers and querysets of a project's own. https://docs.djangoproject.com/en/stable/topics/db/managers/"""

from __future__ import annotations

from backend_review.model.libraries import Rule
from backend_review.model.queries import Query, row_of
from backend_review.model.uses import OF_CLASS, Use, name_of
from backend_review.model.values import Kind, Known, Thing, Unknown, Value, options
from backend_review.stores import django

_QUERYSETS = ("django.db.models.QuerySet", "django.db.models.query.QuerySet")
_MANAGERS = ("django.db.models.Manager", "django.db.models.manager.Manager")
_CLASS = "django.QuerySetClass"
CLASSES = dict.fromkeys(_QUERYSETS, _CLASS)
TYPES = {f"{_CLASS}.object": django.Q, **dict.fromkeys(_MANAGERS, django.M)}


def _as_manager(use: Use) -> Value:
    """``BookQuerySet.as_manager()``: a manager that has the queryset's methods."""
    kind = use.receiver.kind if isinstance(use.receiver, Thing) else None
    return Thing(type=django.M, kind=kind)


def _from_queryset(use: Use) -> Value:
    """``Manager.from_queryset(BookQuerySet)``: a class of such managers."""
    given = use.arg(0, "queryset_class")
    kind = next((item for item in options(given or Unknown()) if isinstance(item, Kind)), None)
    return Thing(type=django.OF_QUERYSET, kind=kind)


def _made(use: Use) -> Value:
    """``Manager.from_queryset(BookQuerySet)()``."""
    kind = use.receiver.kind if isinstance(use.receiver, Thing) else None
    return Thing(type=django.M, kind=kind)


def _queryset(use: Use) -> None:
    """``BookQuerySet(self.model, using=self._db)``: all rows of the model."""
    thing, model = use.receiver, use.arg(0, "model")
    kind = thing.kind if isinstance(thing, Thing) else None
    if isinstance(thing, Thing) and kind is not None and thing is not use.walk.surroundings.itself(kind):
        thing.type, thing.model = django.Q, Query(name_of(model), row=row_of(model), place=use.place)
        thing.attributes[OF_CLASS] = Known(True)


RULES: dict[str, Rule] = {
    f"{django.OF_QUERYSET}.__call__": _made,
    f"{django.M}.from_queryset": _from_queryset,
    **{f"{name}.{method}": rule for name in _QUERYSETS for method, rule in (
        ("as_manager", _as_manager), ("__init__", _queryset),
        *((step, django.step) for step in django.STEPS.split()),
    )},
    **{f"{name}.{method}": rule for name in _MANAGERS for method, rule in (
        ("from_queryset", _from_queryset), ("get_queryset", django.start),
        *((step, django.start) for step in django.STEPS.split()),
    )},
}  # fmt: skip
