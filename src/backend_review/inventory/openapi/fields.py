"""Fields of serializer classes (Django REST framework, marshmallow), which say by calls what others say by types."""

from __future__ import annotations

import re
from typing import Any

from backend_review.index.program import Field

_STRING = {"type": "string"}
_KINDS: dict[str, dict[str, Any]] = {
    name: schema
    for names, schema in (
        ("CharField SlugField RegexField ChoiceField Str String FileField", _STRING),
        ("IntegerField Int Integer", {"type": "integer"}),
        ("FloatField DecimalField Float Decimal Number", {"type": "number"}),
        ("BooleanField NullBooleanField Bool Boolean", {"type": "boolean"}),
        ("EmailField Email", {**_STRING, "format": "email"}),
        ("UUIDField UUID", {**_STRING, "format": "uuid"}),
        ("URLField Url URL", {**_STRING, "format": "uri"}),
        ("DateTimeField DateTime", {**_STRING, "format": "date-time"}),
        ("DateField Date", {**_STRING, "format": "date"}),
        ("ListField List ManyRelatedField", {"type": "array", "items": {}}),
        ("DictField JSONField Dict Mapping", {"type": "object"}),
        ("SerializerMethodField Method Function Raw ReadOnlyField", {}),
    )
    for name in names.split()
}
_SERIALIZES = re.compile(r"rest_framework|marshmallow|flask_restx")


def is_serializer(libraries: list[str]) -> bool:
    """Whether a class that derives from these library classes says its fields by calls."""
    return any(_SERIALIZES.search(name) for name in libraries)


def field_schema(field: Field, drf: bool) -> tuple[dict[str, Any], bool] | None:
    """The schema of a field, and whether it must be given; None for an attribute that is no field."""
    value = field.value
    if value is None or value.kind != "call" or value.target is None or field.name.startswith("_"):
        return None
    schema = _KINDS.get(value.target.name)
    if schema is None:
        return None
    made = dict(schema)
    for name, key in (("max_length", "maxLength"), ("min_length", "minLength")):
        limit = value.named.get(name)
        if limit is not None and limit.kind == "number":
            made[key] = limit.value
    given = {name: item.value for name, item in value.named.items() if item.kind == "constant"}
    if given.get("read_only") is True or given.get("dump_only") is True:
        return {**made, "readOnly": True}, False
    if given.get("write_only") is True or given.get("load_only") is True:
        made["writeOnly"] = True
    needed = given.get("required", drf and "default" not in value.named)
    return made, needed is True
