"""The project's classes as schemas: Pydantic models, dataclasses, serializers' DTO classes, Go structs, zod objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Field, Module
from backend_review.inventory.openapi.fields import field_schema, is_serializer
from backend_review.inventory.openapi.shapes import Named, shape_of
from backend_review.inventory.openapi.zod import schema_of_zod
from backend_review.model.evaluator import Evaluator
from backend_review.model.values import Kind, Known, Scope, Table, Thing, Value, options

_MAX_FIELDS = 200
_MAX_COMPONENTS = 2000
_TAG = re.compile(r'(\w+):"([^"]*)"')
_LIMITS = {
    "min_length": "minLength", "max_length": "maxLength", "ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum", "pattern": "pattern", "regex": "pattern", "description": "description",
    "MinLength": "minLength", "MaxLength": "maxLength", "Min": "minimum", "Max": "maximum",
}  # fmt: skip
_NUMERIC = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength"}
_FORMATS = {"IsEmail": "email", "IsUUID": "uuid", "IsUrl": "uri", "IsDateString": "date-time", "IsISO8601": "date-time"}
_OPTIONAL = {"IsOptional", "ApiPropertyOptional"}
_HIDDEN = {"Exclude", "ApiHideProperty"}


class Components:
    """The schemas that operations name; a class is added when something names it."""

    def __init__(self, evaluator: Evaluator | None) -> None:
        self._evaluator = evaluator
        self.schemas: dict[str, Any] = {}
        self._names: dict[int, str] = {}

    def schema(self, text: str, module: Module | None) -> dict[str, Any]:
        """The schema of a type as it is written in a module; only its title where it is not understood."""
        if module is None:
            return {"title": _title(text)}
        shape = shape_of(text, module.language)
        made = self._resolved(shape.schema, module)
        return made if isinstance(made, dict) and made else {"title": _title(text)}

    def of_class(self, kind: Kind) -> dict[str, Any]:
        """The schema of a class of the project."""
        if not kind.klass.fields or kind.klass.interface:
            return {"title": _title(kind.klass.name)}
        return self._component(kind.klass.name, kind, lambda: self._of_class(kind))

    def _resolved(self, schema: Any, module: Module) -> Any:
        if isinstance(schema, Named):
            return self._reference(schema.name, module)
        if isinstance(schema, dict):
            return {key: self._resolved(value, module) for key, value in schema.items()}
        if isinstance(schema, list):
            return [self._resolved(item, module) for item in schema]
        return schema

    def _reference(self, name: str, module: Module) -> dict[str, Any]:
        value = self._value(name, module)
        for item in options(value) if value is not None else ():
            if isinstance(item, Kind) and item.klass.fields and not item.klass.interface:
                return self.of_class(item)
            if isinstance(item, Table) and item.entries:
                values = [entry.value for entry in item.entries.values() if isinstance(entry, Known)]
                if len(values) == len(item.entries):  # a TypeScript enum
                    return {"enum": values, "title": _title(name)}
            if isinstance(item, Thing):
                made = schema_of_zod(item)
                if made is not None:
                    return self._component(name.rpartition(".")[2], item, lambda made=made: made)
        return {"title": _title(name)}

    def _component(self, name: str, key: object, make: Any) -> dict[str, Any]:
        """A reference to a component, which is made when it is named for the first time."""
        known = self._names.get(id(key))
        if known is None:
            if len(self.schemas) >= _MAX_COMPONENTS:
                return {"title": _title(name)}
            known = base = re.sub(r"[^\w.-]", "_", name) or "Schema"
            number = 1
            while known in self.schemas:
                number += 1
                known = f"{base}_{number}"
            self._names[id(key)] = known
            self.schemas[known] = {}
            self.schemas[known] = make()
        return {"$ref": f"#/components/schemas/{known}"}

    def _value(self, name: str, module: Module) -> Value | None:
        if self._evaluator is None:
            return None
        scope: Scope | None = self._evaluator.scope_of(module.path)
        value: Value | None = None
        for part in name.split("."):
            if value is None:
                holder = scope.find(part) if scope is not None else None
                value = self._evaluator.force(holder.names[part], holder, part) if holder is not None else None
                if value is None:
                    return None
            else:
                value = self._evaluator.attribute(value, part)
        return value

    def _of_class(self, kind: Kind) -> dict[str, Any]:
        if any(base.rpartition(".")[2] in {"Enum", "StrEnum", "IntEnum"} for base in kind.libraries()):
            values = [item.value.value for item in kind.klass.fields.values()
                      if item.value is not None and item.value.kind in {"text", "number"}]  # fmt: skip
            return {"title": kind.klass.name, **({"enum": values} if values else {})}
        properties: dict[str, Any] = {}
        required: list[str] = []
        libraries = kind.libraries()
        for owner, field in _fields(kind):
            if is_serializer(libraries):
                found = field_schema(field, drf=any("rest_framework" in name for name in libraries))
                if found is not None:
                    properties[field.name] = found[0]
                    required += [field.name] if found[1] else []
                continue
            if field.embedded:
                self._embedded(owner, field, properties, required)
            else:
                self._property(owner, field, properties, required)
        made: dict[str, Any] = {"type": "object", "title": kind.klass.name, "properties": properties}
        if required:
            made["required"] = required
        description = _documentation(kind)
        if description:
            made["description"] = description[:1000]
        made["x-declared-at"] = f"{kind.klass.module.path}:{kind.klass.line}"
        return made

    def _embedded(self, owner: Kind, field: Field, properties: dict[str, Any], required: list[str]) -> None:
        """The fields of a struct inside of another one are the other one's."""
        value = self._value(field.type.lstrip("*"), owner.klass.module)
        for inner in options(value) if value is not None else ():
            if isinstance(inner, Kind) and len(properties) < _MAX_FIELDS and inner is not owner:
                whole = self.schemas.get(self.of_class(inner).get("$ref", "").rpartition("/")[2], {})
                properties |= whole.get("properties", {})
                required += [name for name in whole.get("required", ()) if name not in required]

    def _property(self, owner: Kind, field: Field, properties: dict[str, Any], required: list[str]) -> None:
        module = owner.klass.module
        tags = dict(_TAG.findall(field.tag))
        name, needed = _name_and_need(module, field, tags)
        if not name or len(properties) >= _MAX_FIELDS:
            return
        text = module.text(field.annotation.node) if field.annotation is not None else field.type
        shape = shape_of(text, module.language)
        schema = self._resolved(shape.schema, module)
        schema = dict(schema) if isinstance(schema, dict) else {}
        if "$ref" not in schema:
            schema |= _constraints(module, field)
        properties[name] = schema
        if needed and not shape.nullable and name not in required:
            required.append(name)


def _title(text: str) -> str:
    return " ".join(text.split())[:120]


def _fields(kind: Kind) -> Iterator[tuple[Kind, Field]]:
    """The fields of a class and of those it derives from, the base's first."""
    for owner in reversed(list(kind.lineage())):
        for field in owner.klass.fields.values():
            yield owner, field


def _documentation(kind: Kind) -> str:
    node = kind.klass.node
    if kind.klass.module.language == "go" and node.parent is not None and node.parent.type == "type_declaration":
        node = node.parent
    return kind.klass.module.documentation_of(node)


def _name_and_need(module: Module, field: Field, tags: dict[str, str]) -> tuple[str, bool]:
    """What a field is called in JSON ("" for one that is not there), and whether it must be given."""
    if module.language == "go":
        name, _, rest = tags.get("json", "").partition(",")
        if name == "-" or not field.name[:1].isupper():
            return "", False
        checks = f"{tags.get('binding', '')},{tags.get('validate', '')}".split(",")
        return name or field.name, "required" in checks or ("omitempty" not in rest and not field.type.startswith("*"))
    if module.language == "javascript":
        names = {(item.target or item).name for item in field.decorators}
        if (
            names & _HIDDEN
            or "#" in field.name
            or re.search(r"^\s*(private|protected|static)\b", module.text(field.node))
        ):
            return "", False
        optional = bool(names & _OPTIONAL) or re.search(rf"\b{re.escape(field.name)}\s*\?", module.text(field.node))
        return field.name, not optional and field.value is None
    if field.name.startswith("_") or field.annotation is None or field.name == "model_config":
        return "", False
    alias = field.value.named.get("alias") if field.value is not None and field.value.kind == "call" else None
    return (str(alias.value) if alias is not None and alias.kind == "text" else field.name), _has_no_default(field)


def _has_no_default(field: Field) -> bool:
    value = field.value
    if value is None:
        return True
    if value.kind == "call" and value.target is not None and value.target.name in {"Field", "field", "Body", "Query"}:
        given = value.args[0] if value.args else value.named.get("default")
        if given is None:
            return "default_factory" not in value.named
        return given.node.type == "ellipsis"
    return value.node.type == "ellipsis"


def _constraints(module: Module, field: Field) -> dict[str, Any]:
    """What ``Field(ge=1)`` and ``@MaxLength(80)`` say."""
    made: dict[str, Any] = {}
    for expr in _calls(field):
        given = dict(expr.named)
        name = expr.target.name if expr.target is not None else ""
        if name in _LIMITS and expr.args:
            given[name] = expr.args[0]
        if name in _FORMATS:
            made["format"] = _FORMATS[name]
        for key, value in given.items():
            known = _LIMITS.get(key)
            if known in _NUMERIC and value.kind == "number" and isinstance(value.value, (int, float)):
                made[known] = value.value
            elif known in {"description", "pattern"} and value.kind == "text":
                made[known] = str(value.value)
    return made


def _calls(field: Field) -> Iterator[Expr]:
    for expr in (field.value, *field.decorators):
        if expr is not None and expr.kind == "call":
            yield expr
