"""What a type as it is written says of a value's shape: Python annotations, TypeScript types, Go types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_MAX_TEXT = 2000
_MAX_DEPTH = 8
_OPEN, _CLOSE = "([{<", ")]}>"

_PLAIN: dict[str, dict[str, Any]] = {
    name: schema
    for names, schema in (
        ("str string String bytes AnyStr SecretStr", {"type": "string"}),
        ("bool boolean Boolean StrictBool", {"type": "boolean"}),
        (
            "int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 bigint PositiveInt "
            "NonNegativeInt conint StrictInt",
            {"type": "integer"},
        ),
        ("float float32 float64 number Number Decimal complex", {"type": "number"}),
        ("datetime Date time.Time AwareDatetime", {"type": "string", "format": "date-time"}),
        ("date", {"type": "string", "format": "date"}),
        ("UUID uuid.UUID UUID4", {"type": "string", "format": "uuid"}),
        ("EmailStr", {"type": "string", "format": "email"}),
        ("HttpUrl AnyUrl AnyHttpUrl URL", {"type": "string", "format": "uri"}),
        ("None null undefined void NoneType", {"type": "null"}),
        ("Any any unknown interface{} object json.RawMessage never", {}),
        ("dict Dict Mapping Record Map", {"type": "object"}),
        ("list List Sequence set Set tuple Tuple Array Iterable", {"type": "array", "items": {}}),
    )
    for name in names.split()
}
_LISTS = {"list", "List", "Sequence", "set", "Set", "frozenset", "Iterable", "Array", "ReadonlyArray", "conlist"}
_MAPS = {"dict", "Dict", "Mapping", "MutableMapping", "Record", "Map", "defaultdict"}
_INSIDE = {"Annotated", "Promise", "Observable", "Awaitable", "Coroutine", "Final", "ClassVar", "Readonly", "Required",
           "Mapped", "NotRequired"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A class of the project by the name it is known by where the type stands."""

    name: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a value: ``schema`` is JSON schema whose parts may be ``Named`` where a class stands."""

    schema: Any

    @property
    def nullable(self) -> bool:
        """Whether it may be absent or null."""
        return isinstance(self.schema, dict) and {"type": "null"} in self.schema.get("anyOf", ())


def shape_of(text: str, language: str) -> Shape:
    """The shape of a type as it is written in a language (python, javascript, go); one without limits when it is not
    understood."""
    return Shape(_parse(text[:_MAX_TEXT], language, 0))


def _parse(text: str, language: str, depth: int) -> Any:
    text = text.strip().removeprefix(":").strip()
    if depth > _MAX_DEPTH or not text:
        return {}
    if language == "go":
        return _go(text, depth)
    if language == "python" and text[0] in "\"'" and text[-1] == text[0]:
        text = text[1:-1].strip()
    parts = split(text, "|")
    if len(parts) > 1:
        return _union([_parse(part, language, depth + 1) for part in parts if part.strip()])
    if language == "javascript":
        if text.endswith("[]"):
            return {"type": "array", "items": _parse(text[:-2], language, depth + 1)}
        if text.startswith("(") and text.endswith(")"):
            return _parse(text[1:-1], language, depth + 1)
        if text[0] in "\"'" and text[-1] == text[0]:
            return {"const": text[1:-1]}
        if text.startswith("{"):
            return {"type": "object"}
    return _generic(text, language, depth)


def _go(text: str, depth: int) -> Any:
    if text.startswith("*"):
        return _union([_parse(text[1:], "go", depth + 1), {"type": "null"}])
    if text == "[]byte":
        return {"type": "string", "contentEncoding": "base64"}
    listed = re.match(r"\[[\w.]*\]", text)
    if listed:
        return {"type": "array", "items": _parse(text[listed.end() :], "go", depth + 1)}
    mapped = re.match(r"map\[[^\]]*\]", text)
    if mapped:
        return {"type": "object", "additionalProperties": _parse(text[mapped.end() :], "go", depth + 1)}
    if text in _PLAIN:
        return dict(_PLAIN[text])
    return Named(text) if re.fullmatch(r"[\w.]+", text) else {}


def _generic(text: str, language: str, depth: int) -> Any:
    """``Name``, ``a.Name``, ``Name[A, B]``, ``Name<A, B>``."""
    found = re.fullmatch(r"([\w.$]+)\s*(?:[\[<](.*)[\]>])?", text, re.DOTALL)
    if found is None:
        return {}
    name = found[1]
    last = name.rpartition(".")[2]
    arguments = split(found[2], ",") if found[2] else []
    if not arguments:
        plain = _PLAIN.get(last)
        return dict(plain) if plain is not None else Named(name)
    inner = [_parse(argument, language, depth + 1) for argument in arguments if last != "Literal"]
    if last == "Literal":
        return {"enum": [_literal(argument) for argument in arguments]}
    if last == "Optional":
        return _union([inner[0], {"type": "null"}])
    if last == "Union":
        return _union(inner)
    if last in _INSIDE:
        return inner[0]
    if last in _LISTS or (last in {"tuple", "Tuple"} and (len(inner) == 1 or arguments[-1].strip() == "...")):
        return {"type": "array", "items": inner[0]}
    if last in _MAPS:
        return {"type": "object", "additionalProperties": inner[-1]}
    return Named(name)


def _literal(text: str) -> Any:
    text = text.strip()
    if text[:1] in "\"'" and text[-1:] == text[:1]:
        return text[1:-1]
    return int(text) if re.fullmatch(r"-?\d{1,15}", text) else {"True": True, "False": False}.get(text, text)


def _union(parts: list[Any]) -> Any:
    constants = [part["const"] for part in parts if isinstance(part, dict) and "const" in part]
    if constants and len(constants) == len(parts):
        return {"enum": constants}
    flat = [
        inner for part in parts for inner in (part["anyOf"] if isinstance(part, dict) and "anyOf" in part else [part])
    ]
    unique = [part for index, part in enumerate(flat) if part not in flat[:index]]
    if {} in unique or not unique:
        return {}
    return unique[0] if len(unique) == 1 else {"anyOf": unique}


def split(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that are in no brackets and quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'`":
            quote = character
        elif character in _OPEN:
            depth += 1
        elif character in _CLOSE and text[index - 1 : index + 1] != "=>":
            depth -= 1
        elif character == separator and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
