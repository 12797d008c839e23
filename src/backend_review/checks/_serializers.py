"""Django REST framework: which fields of its model a serializer writes into an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.index.program import Class
from backend_review.model.entities import Entity, EntityField, levels
from backend_review.model.routes import FoundRoute
from backend_review.model.values import Kind, Thing


def behind(value: Thing) -> Kind | None:
    """The serializer whose ``.data`` a value is."""
    owner = value.attributes.get("=owner") if value.type == "rest_framework.Data" else None
    return owner.kind if isinstance(owner, Thing) else None


def of_route(backend: Backend, found: FoundRoute) -> Iterator[tuple[Kind, Entity, list[EntityField]]]:
    """The serializer by which a view of the framework's own answers, with the fields that it writes."""
    serializer = found.route.options.get("serializer_class")
    if not isinstance(serializer, Kind) or found.methods == ("DELETE",) or found.route.handler.function is not None:
        return
    read = fields_of(backend, serializer)
    if read is not None:
        yield serializer, *read


def fields_of(backend: Backend, serializer: Kind) -> tuple[Entity, list[EntityField]] | None:
    """The model of a serializer and those of its fields that are written; None when that is not known."""
    meta = next((found for klass in reversed(list(levels(serializer))) if (found := _meta(klass)) is not None), None)
    if meta is None or any("to_representation" in klass.methods for klass in levels(serializer)):
        return None
    model = meta.fields.get("model")
    value = (
        backend.evaluator.evaluate(model.value, serializer.scope)
        if backend.evaluator and model and model.value
        else None
    )
    entity = backend.entities.of(value)
    if entity is None:
        return None
    listing = meta.fields.get("fields")
    if listing is not None and (listing.value is None or listing.value.kind not in {"list", "text"}):
        return None  # made by code
    given = {name: meta.module.text(item.value.node) for name, item in meta.fields.items() if item.value is not None}
    written = given.get("fields", "")
    excluded = set(re.findall(r"['\"](\w+)['\"]", given.get("exclude", "")))
    listed = set(re.findall(r"['\"](\w+)['\"]", written))
    everything = "__all__" in written or (not written and "exclude" in given)
    only_in = set(
        re.findall(r"['\"](\w+)['\"]\s*:\s*\{[^{}]*write_only['\"]?\s*:\s*True", given.get("extra_kwargs", ""))
    )
    for klass in levels(serializer):
        for name, item in klass.fields.items():
            if item.value is not None and "write_only=True" in klass.module.text(item.value.node).replace(" ", ""):
                only_in.add(name)
    names = [name for name in entity.fields if (everything or name in listed) and name not in excluded | only_in]
    return entity, [entity.fields[name] for name in names]


def _meta(klass: Class) -> Class | None:
    return next((item.klass for item in klass.body if item.klass is not None and item.klass.name == "Meta"), None)
