"""What declared types say of the input they describe: what checks it, and how large its fields may be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Field, Module
from backend_review.index.project import Project
from backend_review.model.effects import Effects
from backend_review.model.inputs.data import Check, Input
from backend_review.model.routes import Guard, Place
from backend_review.model.values import Either, Kind, Library, Scope, Thing, Value, options

if TYPE_CHECKING:
    from backend_review.model.inputs.run import Run
    from backend_review.model.inputs.tracking import Body

# Library classes whose subclasses check what they are made of, and what they are called.
_CHECKING = re.compile(
    r"^(?P<by>pydantic|sqlmodel|marshmallow|flask_marshmallow|wtforms|flask_wtf|django\.forms|django_filters|msgspec|ninja|"
    r"rest_framework\.serializers|rest_framework|flask_smorest|webargs|nestjs-zod|cattrs|attrs|typesystem|colander|"
    r"formencode|voluptuous|cerberus|dataclasses_json|pydantic_settings)\b"
)
_FORMS = re.compile(r"(Base)?(Model)?Form$|FlaskForm$|FilterSet$")
_UPPER = re.compile(r"\b(?:le|lt|max|max_value|maximum|multiple_of|Literal|Enum)\s*[=(\[:]|\.(?:max|lte|lt)\(")
_SMALL_TYPES = re.compile(r"\b(Literal|Enum)\b|\bbool\b|\bboolean\b")
_TAG = re.compile(r'(?:binding|validate|valid):"([^"]*)"')
_TAG_UPPER = re.compile(r"(?:^|,)(?:max|lte|lt|oneof|eq|len)=")
_UPPER_DECORATORS = {"Max", "IsIn", "IsEnum", "MaxLength", "ArrayMaxSize", "IsBoolean", "Equals"}
_CLASS_VALIDATOR = re.compile(
    r"^(Is[A-Z]\w*|Min|Max|Length|MinLength|MaxLength|Matches|Allow|ValidateNested|Validate|ValidateIf|Array\w+|Equals|"
    r"Contains|NotContains|Positive|Negative)$"
)
# https://docs.nestjs.com/openapi/mapped-types: functions that make a class of others, with their decorators.
_MAPPED = re.compile(r"(?:Partial|Pick|Omit|Intersection)Type$")
_MOST_LEVELS = 20


class Types:
    """Types by their names, in the places where they are used."""

    def __init__(self, effects: Effects) -> None:
        self.effects = effects
        self.evaluator = effects.evaluator

    def scope(self, module: Module) -> Scope:
        """The variables of a module."""
        return self.effects.surroundings.module(module)

    def evaluate(self, expr: Expr, module: Module) -> Value | None:
        """What an expression outside of functions stands for."""
        scope = self.evaluator.scope_of(module.path)
        return self.evaluator.evaluate(expr, scope) if scope is not None else None

    def kind(self, type: str, module: Module) -> Kind | None:
        """The class of the project that a type, as it is written, is (``*models.User``, ``Promise<User>``)."""
        text = type.strip().strip("\"'").lstrip("*&[]: ")
        wrapped = re.match(
            r"(?:Optional|Annotated|Partial|Promise|Readonly|Omit|Pick|List|list)\s*[<\[]\s*([\w.]+)", text
        )
        name = wrapped.group(1) if wrapped else (re.match(r"[\w.]+", text) or [""])[0]
        if not name:
            return None
        scope = self.evaluator.scope_of(module.path)
        if scope is None:
            return None
        value: Value | None = None
        for index, part in enumerate(name.split(".")):
            if index == 0:
                holder = scope.find(part)
                if holder is None:
                    return None
                value = self.evaluator.force(holder.names[part], holder, part)
            elif value is not None:
                value = self.evaluator.attribute(value, part)
        return next((item for item in options(value) if isinstance(item, Kind)), None) if value is not None else None


def checked_by(kind: Kind | None) -> str:
    """The library by whose rules objects of a class are checked when they are made of input; ""."""
    if kind is None:
        return ""
    for name in _library_bases(kind):
        found = _CHECKING.match(name)
        if found:
            return found["by"]
    return ""


def is_form(kind: Kind) -> bool:
    """Whether a class is a form that reads the request by itself."""
    return any(_FORMS.search(name) for name in _library_bases(kind))


def _library_bases(kind: Kind) -> list[str]:
    found = []
    for level in kind.lineage():
        for base, expr in zip(level.bases, level.klass.bases, strict=False):
            for item in options(base):
                if isinstance(item, Library):
                    found.append(item.name)
                elif isinstance(item, Thing) and item.type:
                    found.append(item.type)
            if expr.kind == "call" and expr.target is not None and "Zod" in expr.target.name:
                found.append("nestjs-zod")
    return found


def decorated(kind: Kind | None) -> Field | None:
    """The first field that has a decorator of class-validator."""
    for level in _made_of(kind):
        for item in level.klass.fields.values():
            if any(_CLASS_VALIDATOR.match(_decorator(expr)) for expr in item.decorators):
                return item
    return None


def _made_of(kind: Kind | None) -> list[Kind]:
    """A class with those it has its fields from: what it extends, and what NestJS makes a class of.

    ``class UpdateOrder extends PartialType(OmitType(CreateOrder, ["owner"])) {}``
    """
    found: list[Kind] = []
    pending: list[Value] = [kind] if kind is not None else []
    while pending and len(found) < _MOST_LEVELS:
        item = pending.pop(0)
        if isinstance(item, Kind):
            if item not in found:
                found.append(item)
                pending += [base for level in item.lineage() for base in (level, *level.bases)]
        elif isinstance(item, Thing) and item.made_by is not None and _MAPPED.search(item.made_by.name):
            pending += item.made_by.args
        elif isinstance(item, Either):
            pending += item.options
    return found


def tagged(kind: Kind | None, name: str) -> Field | None:
    """The first field of a Go struct that has a tag (``binding``, ``validate``)."""
    for item in kind.klass.fields.values() if kind is not None else ():
        if f'{name}:"' in item.tag:
            return item
    return None


def _decorator(expr: Expr) -> str:
    target = expr.target if expr.kind == "call" and expr.target is not None else expr
    return target.name


def check_of(kind: Kind | None, what: str) -> Check | None:
    """The check that making an object of a class is."""
    by = checked_by(kind)
    if not by or kind is None:
        return None
    return Check(what, kind.klass.name, Place(kind.klass.module.path, kind.klass.line))


def member(input: Input, name: str, place: Place) -> Input:
    """A field of an input, with what its class says of it."""
    kind = input.schema
    made = replace(input, name=name if not input.name else input.name, place=place, schema=None, type="")
    if input.name:
        return made
    if kind is None:
        return replace(made, bounded=input.check is not None and declared_bound(input.declaration, name))
    field = _field(kind, name)
    if field is None:
        # A member that the class does not declare: a property, an inherited one.
        return replace(made, bounded=True)
    text = f"{field.type} {(field.node.text or b'').decode('utf-8', errors='replace')}"
    tags = [found.group(1) for found in _TAG.finditer(field.tag)]
    bounded = bool(_UPPER.search(text)) or bool(_SMALL_TYPES.search(text))
    bounded = bounded or any(_TAG_UPPER.search(tag) for tag in tags)
    bounded = bounded or any(_decorator(expr) in _UPPER_DECORATORS for expr in field.decorators)
    json = re.search(r'(?:json|form|query):"(\w+)', field.tag)
    return replace(made, name=json.group(1) if json else name, type=field.type, bounded=bounded)


def _field(kind: Kind, name: str) -> Field | None:
    for level in kind.lineage():
        if name in level.klass.fields:
            return level.klass.fields[name]
        for item in level.klass.fields.values():
            if item.embedded:
                inner = level.scope.find(item.name)
                other = inner.names[item.name] if inner is not None else None
                found = _field(other, name) if isinstance(other, Kind) and other is not kind else None
                if found is not None:
                    return found
    return None


def bounded_by(text: str) -> bool:
    """Whether a declaration as written (``Query(50, le=100)``) says how large its value may be."""
    return _UPPER.search(text) is not None or _SMALL_TYPES.search(text) is not None


def declaration_of(body: Body, expr: Expr) -> str:
    """The text of the schema that a call checks with (``Query.parse(…)``), when the project has it; ""."""
    target = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
    if target is None:
        return ""
    if target.kind == "call":
        return body.module.text(target.node)[:6000]
    name = target.name if target.kind == "name" else ""
    if not name:
        return ""
    return _named(body.run_of.effects.evaluator.project, body.module, name)


def declaration_of_guard(run: Run, guard: Guard) -> str:
    """The text of the schema that a guard was made with (``validate(listUsers)``); "" when it is not seen."""
    value = guard.value
    made = value.made_by if isinstance(value, Thing) else None
    texts = []
    for expr in made.expr.args if made is not None else ():
        text = made.scope.module.text(expr.node) if made is not None else ""
        name = re.fullmatch(r"(?:\w+\.)?(\w+)", text)
        if name is None:
            texts.append(text[:6000])
            continue
        project = run.effects.evaluator.project
        texts.append(_named(project, made.scope.module, text) if made is not None else "")
    return "\n".join(texts)


def _named(project: Project, module: Module, written: str) -> str:
    """The definition of a name that a module has or imports."""
    first, _, rest = written.partition(".")
    here = _definition(module.file.text, rest or first)
    if here:
        return here
    sources = [item.module for statement in module.body for item in statement.imports if item.name == first]
    sources += re.findall(rf"""\b{re.escape(first)}\b[^;\n]*=\s*require\(\s*['"]([^'"]+)""", module.file.text)
    for source in sources:
        for path in project.resolve(module, source)[:2]:
            other = project.module(path)
            if other is not None:
                return _definition(other.file.text, rest or first) or _entry(other.file.text, rest or first)
    return ""


def _entry(text: str, name: str) -> str:
    """``name: { … }`` of an object that a module exports."""
    found = re.search(rf"(?m)^(\s*){re.escape(name)}\s*:", text)
    if found is None:
        return ""
    end = re.search(rf"\n{found.group(1)}[\w}}/]", text[found.end() :])
    return text[found.start() : found.end() + (end.start() if end else 6000)][:6000]


def _definition(text: str, name: str) -> str:
    found = re.search(rf"(?m)^\s*(?:export\s+)?(?:const|let|var)?\s*{re.escape(name)}\s*(?::[^=\n]+)?=(?!=)", text)
    if found is None:
        return ""
    end = re.search(r"\n(?:export|const|let|var|function|class|async|def)\b", text[found.end() :])
    return text[found.start() : found.end() + (end.start() if end else 6000)][:6000]


def declared_bound(declaration: str, name: str) -> bool:
    """Whether a schema's text bounds a field: ``limit: z.number().max(100)``; True when it does not show the field."""
    found = re.search(rf"""(?:^|[\s{{,])['"]?{re.escape(name)}['"]?\s*[:=]\s*""", declaration)
    if found is None:
        return True
    rest = declaration[found.end() :]
    end = re.search(r""",?\s*\n\s*['"]?\w+['"]?\s*[:=](?!=)|,\s*['"]?\w+['"]?\s*:|\n\s*\}""", rest)
    return _UPPER.search(rest[: end.start() if end else 300]) is not None
