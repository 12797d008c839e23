"""zod schemas as JSON schema. https://zod.dev/api"""

from __future__ import annotations

from typing import Any

from backend_review.model.values import Items, Known, Table, Thing, Value, options

_MAX_DEPTH = 8
_PLAIN = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "bigint": {"type": "integer"},
    "int": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "null": {"type": "null"},
    "date": {"type": "string", "format": "date-time"},
    "email": {"type": "string", "format": "email"},
    "uuid": {"type": "string", "format": "uuid"},
    "url": {"type": "string", "format": "uri"},
}
_FORMATS = {"email": "email", "uuid": "uuid", "url": "uri", "datetime": "date-time"}
_OPTIONAL = {"optional", "nullish", "default", "catch"}


def schema_of_zod(value: Thing) -> dict[str, Any] | None:
    """The JSON schema of what zod made; None for anything else."""
    made = value.made_by
    return _schema(value, 0)[0] if made is not None and made.name.startswith("zod.") else None


def _schema(value: Value, depth: int) -> tuple[dict[str, Any], bool]:
    """The schema, and whether the property that has it must be given."""
    thing = next((item for item in options(value) if isinstance(item, Thing)), None)
    made = thing.made_by if thing is not None else None
    if made is None or depth > _MAX_DEPTH or not made.name.startswith("zod."):
        return {}, True
    name = made.name.rpartition(".")[2]
    if made.receiver is not None:
        schema, needed = _schema(made.receiver, depth + 1)
        return _changed(schema, name, made.args), needed and name not in _OPTIONAL
    if name in _PLAIN:
        return dict(_PLAIN[name]), True
    first = made.args[0] if made.args else None
    if name in {"object", "strictObject", "looseObject"} and isinstance(first, Table):
        parts = {key: _schema(entry, depth + 1) for key, entry in first.entries.items()}
        schema = {"type": "object", "properties": {key: part for key, (part, _) in parts.items()}}
        required = [key for key, (_, needed) in parts.items() if needed]
        return {**schema, **({"required": required} if required else {})}, True
    if name == "array" and first is not None:
        return {"type": "array", "items": _schema(first, depth + 1)[0]}, True
    if name in {"optional", "nullable"} and first is not None:
        return _schema(first, depth + 1)[0], name != "optional"
    if name == "enum" and isinstance(first, Items):
        values = [item.value for item in first.items if isinstance(item, Known)]
        return ({"enum": values} if values else {}), True
    if name == "literal" and isinstance(first, Known):
        return {"const": first.value}, True
    return {}, True


def _changed(schema: dict[str, Any], name: str, args: list[Value]) -> dict[str, Any]:
    """A schema with what a further call says of it."""
    given = args[0].value if args and isinstance(args[0], Known) else None
    if name == "int" and schema.get("type") == "number":
        return {**schema, "type": "integer"}
    if name in {"nullable", "nullish"} and schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if name in _FORMATS and schema.get("type") == "string":
        return {**schema, "format": _FORMATS[name]}
    if name in {"min", "max"} and isinstance(given, (int, float)) and not isinstance(given, bool):
        ends = {"string": ("minLength", "maxLength"), "array": ("minItems", "maxItems")}
        low, high = ends.get(str(schema.get("type")), ("minimum", "maximum"))
        return {**schema, low if name == "min" else high: given}
    if name == "describe" and isinstance(given, str):
        return {**schema, "description": given}
    return schema
