"""REST framework: the permissions that a view's ``get_permissions`` gives for one action and method.

https://www.django-rest-framework.org/api-guide/viewsets/#introspecting-viewset-actions
"""

from __future__ import annotations

from backend_review.model.evaluator import Evaluator
from backend_review.model.evaluator.certain import suppose
from backend_review.model.values import Callee, Items, Kind, Known, Library, Thing, Unknown, Value

_STEPS = 2_000
_LISTS = {"get_permissions": "permission_classes", "get_authenticators": "authentication_classes"}
DECLARED = Items()  # those that the class declares


def chosen(evaluator: Evaluator, view: Kind, name: str, action: str, method: str) -> Items | None:
    """The classes that a method of a view chooses; ``DECLARED`` for its base class's, None when it cannot be told."""
    for level in view.lineage():
        choose = level.attributes.get(name)
        if isinstance(choose, Callee):
            break
    else:
        return None
    asked = Thing(attributes=suppose(method=Known(method)))
    view_object = Thing(kind=view, attributes=suppose(action=Known(action), request=asked))
    found: list[Value] = [Unknown()]

    def ask() -> None:
        bound = Callee(choose.function, choose.scope, view_object, choose.decorators)
        found[0] = evaluator.invoke(bound, [], {}, None, kind=level)

    evaluator.attempt(ask, _STEPS)
    result = found[0]
    if isinstance(result, Thing) and result.type.endswith(f".{name}()"):  # super().get_permissions()
        listed = view_object.attributes.get(_LISTS.get(name, ""), DECLARED)
        return listed if isinstance(listed, Items) and listed.complete else None
    if not isinstance(result, Items) or not result.complete:
        return None
    kinds = [_class_of(item) for item in result.items]
    return Items([kind for kind in kinds if kind is not None]) if None not in kinds else None


def _class_of(value: Value) -> Value | None:
    """The class of an object: ``IsAuthenticated()``."""
    if isinstance(value, Thing) and value.kind is not None:
        return value.kind
    if isinstance(value, Thing) and value.made_by is not None:
        return Library(value.made_by.name)
    return None
