"""What calls do with input: read it from the request, check it, bound it, hand it on, store it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function
from backend_review.model.effects import Step, site
from backend_review.model.inputs.bounds import in_statement
from backend_review.model.inputs.data import NONE, Check, Input, Read, Request, Taint
from backend_review.model.inputs.schemas import check_of, checked_by, declaration_of, is_form, tagged
from backend_review.model.inputs.stored import FINDS_ONE, stored
from backend_review.model.inputs.taints import inputs_in
from backend_review.model.routes import Place
from backend_review.model.values import Callee, Kind

if TYPE_CHECKING:
    from backend_review.model.inputs.tracking import Body

# Methods and functions of the libraries that check input against a schema: zod, Joi, yup, ajv, valibot,
# class-validator, pydantic, marshmallow, jsonschema, cerberus, Django's forms and serializers, validator.v10,
# ozzo-validation.
_VALIDATORS = {
    "parse", "safeParse", "parseAsync", "safeParseAsync", "spa", "validate", "validateAsync", "validateSync", "attempt",
    "validateOrReject", "assert", "cast", "load", "is_valid", "validate_python", "validate_json",
    "model_validate", "transform", "structure",
    "model_validate_json", "parse_obj", "parse_raw", "Struct", "StructCtx", "Validate", "ValidateStruct", "full_clean",
    "ValidateWithContext", "validationResult", "matchedData", "get_serializer", "validateBody",
    "validate_on_submit", "parse_args", "from_dict", "check", "iter_errors",
}  # fmt: skip
_NO_VALIDATORS = re.compile(
    r"^(JSON|json|qs|querystring|yaml|Date|url|URL|time|dateutil|orjson|ujson|simplejson|path|EJSON)\b"
)
_CHECKS = re.compile(r"(?i)valid|sanitiz|verify|ensure|assert|whitelist|jsonschema|^is[A-Z]\w+$|^check")
_CONVERTS = {
    "int",
    "float",
    "Number",
    "parseInt",
    "parseFloat",
    "Atoi",
    "ParseInt",
    "ParseUint",
    "ParseFloat",
    "Decimal",
}
_NAMES_PART = {"get", "pop", "getlist", "getall", "getAll", "getone", "Get", "has", "fetch", "setdefault"}
_NO_INPUT = {"isinstance", "len", "bool", "isNaN", "isArray", "isInteger", "hasattr", "callable", "type", "print",
             "log",
             "isFinite", "hasOwnProperty", "index", "indexOf", "lastIndexOf", "findIndex", "count",
             "startswith", "endswith", "startsWith", "endsWith", "includes",
             "test"}  # fmt: skip
_PICKS = {"pick", "itemgetter"}
_INSIDE = {"parenthesized_expression", "binary_expression", "call_expression", "arguments", "unary_expression"}
_MERGES = {"assign", "merge", "extend", "setattr", "mergeInto"}
# Names of arguments that hold the fields of a record.
_CARRY = {"data", "values", "defaults", "document", "update", "set"}
_AS_TEXT = {"stringify", "dumps", "Marshal"}
_DECODES = re.compile(r"^(Decode|Unmarshal|Bind|ShouldBind|DecodeJSON|Parse|Read|Scan|Copy)")
_AT_MOST = {"le", "lt", "lte", "max"}
_MAX_CALLEES = 3


def called(body: Body, expr: Expr) -> Taint:
    """What a call gives of the input; what it does with it is noted."""
    target = expr.target
    if target is None:
        return NONE
    owner = body.evaluate(target.target) if target.kind == "attr" else NONE
    read = _read(body, owner, expr)
    if read is not None:
        return read
    args = [NONE if item.kind == "func" else body.evaluate(item) for item in expr.args]
    named = {name: body.evaluate(item) for name, item in expr.named.items()}
    spread = NONE.union(*(body.evaluate(item) for _, item in expr.entries))
    given = NONE.union(owner, spread, *args, *named.values())
    result = _result(body, expr, owner, args, named, spread, given)
    for item in expr.args:
        if item.kind == "func":
            _closure(body, item, result or owner)
    return result


def _result(
    body: Body, expr: Expr, owner: Taint, args: list[Taint], named: dict[str, Taint], spread: Taint, given: Taint
) -> Taint:
    effects, name = body.run_of.effects, expr.target.name if expr.target is not None else ""
    place = site(body.module, expr.node)
    used = effects.used.get(place)
    if used is not None and (used.kinds or used.bounds):
        return stored(body, expr, used, given)
    if used is not None and name in FINDS_ONE:
        return NONE  # a row
    known = effects.called.get(place, [])[:_MAX_CALLEES]
    inputs = frozenset(item for item in given if isinstance(item, Input))
    kinds = [item for item in known if isinstance(item, Kind)]
    if kinds:
        mine = NONE.union(owner, spread, *args, *(_under(name, value) for name, value in named.items()))
        return _made(body, expr, kinds[0], frozenset(item for item in mine if isinstance(item, Input)))
    functions = [item for item in known if isinstance(item, Callee)]
    if functions:
        return NONE.union(*(_method(body, expr, item.function, args, named, spread, owner) for item in functions))
    if not inputs:
        requests = frozenset(item for item in given if isinstance(item, Request))
        if requests and (name in _VALIDATORS or _CHECKS.search(name)):
            body.run_of.check(Check("body", _written(body, expr), body.place(expr.node)))
        return NONE
    return _of_library(body, expr, owner, args, inputs)


def _of_library(body: Body, expr: Expr, owner: Taint, args: list[Taint], inputs: Taint) -> Taint:
    """What a function of a library, or one that we do not know, makes of input."""
    target = expr.target
    name = target.name if target is not None else ""
    written = _written(body, expr)
    if name in _VALIDATORS and not _NO_VALIDATORS.match(written):
        return _validated(body, expr, inputs)
    if _CHECKS.search(name):
        body.checked(inputs, written, expr.node)
        return inputs
    if name in _NO_INPUT:
        return NONE
    if name in _MERGES and expr.args and expr.args[0].kind in {"name", "attr"}:
        return _merged(body, expr, args, inputs)
    least = name in {"min", "clamp", "Min"} or name.endswith(("_min", "Clamp"))
    if least and (any(not item for item in args) or (len(args) == 1 and name == "min")):
        return frozenset(replace(item, bounded=True) for item in inputs if isinstance(item, Input))
    if name in _AT_MOST and owner and len(expr.args) == 1 and not args[0]:  # a chain of checks: .toInt().le(100)
        return frozenset(replace(item, bounded=True) for item in inputs if isinstance(item, Input))
    if name in _CONVERTS:
        return _converted(body, expr, inputs)
    if name in _NAMES_PART and expr.args and expr.args[0].kind == "text" and owner:
        part = body.attribute(owner, str(expr.args[0].value), expr.node)
        return _typed(body, expr, part) if "type" in expr.named else part
    if name in _PICKS or name in _AS_TEXT:
        return frozenset(replace(item, name=item.name or "?") for item in inputs if isinstance(item, Input))
    if body.module.language == "go" and _fill(body, expr, args, inputs):
        return NONE
    return inputs if owner or _makes_value(body, target) else NONE


def _makes_value(body: Body, target: Expr | None) -> bool:
    """Whether a call gives what it is given in another form: a function, or one of a library's module or class.

    What an object gives (``repository.find(id)``) is something else, that the input only names.
    """
    if target is None or target.kind != "attr":
        return True
    root = target
    while root.kind in {"attr", "call", "index"} and root.target is not None:
        root = root.target
    if root.kind != "name" or root.name in body.names:
        return root.kind in {"text", "template"}
    return root.name[:1].isupper() or root.name in {"_", "$"} or body.imports(root.name)


def _merged(body: Body, expr: Expr, args: list[Taint], inputs: Taint) -> Taint:
    """``Object.assign(user, body)``, ``setattr(user, key, value)``: the first argument has the input's fields."""
    first = expr.args[0]
    name = expr.target.name if expr.target is not None else ""
    if name == "setattr" and (len(args) < 2 or not args[1]):
        return NONE  # setattr(user, "name", value)
    if first.kind == "name":
        # What is set key by key is told where it is set; who keeps the object afterwards has no more of it.
        kept = [replace(item, name=item.name or "?") if name == "setattr" else item for item in inputs_in(inputs)]
        body.names[first.name] = body.names.get(first.name, NONE) | frozenset(kept)
    if name == "setattr":
        body.sink("write", first.name, expr.node, inputs, "setattr")
    return inputs


def _written(body: Body, expr: Expr) -> str:
    return " ".join(body.module.text(expr.target.node if expr.target is not None else expr.node).split())[:60]


def _typed(body: Body, expr: Expr, part: Taint) -> Taint:
    """``args.get("page", 1, type=int)``: what is of another type is as good as missing."""
    type = body.module.text(expr.named["type"].node)
    found: set[Input | Request] = set()
    for item in inputs_in(part):
        check = Check(item.title, f"type={type}", body.place(expr.node))
        body.run_of.check(check)
        found.add(replace(item, type=type, check=check))
    return frozenset(found)


def _validated(body: Body, expr: Expr, inputs: Taint) -> Taint:
    """The input after a schema has checked it."""
    by = _written(body, expr)
    declaration = declaration_of(body, expr)
    found: set[Input | Request] = set()
    for item in inputs_in(inputs):
        check = Check(item.title, by, body.place(expr.node))
        body.run_of.check(check)
        found.add(replace(item, check=check, declaration=declaration))
    return frozenset(found)


def _converted(body: Body, expr: Expr, inputs: Taint) -> Taint:
    name = expr.target.name if expr.target is not None else ""
    python, javascript = body.module.language == "python", body.module.language == "javascript"
    raw = tuple(item for item in inputs if isinstance(item, Input) and item.check is None and item.converted is None)
    unseen = name in {"parseInt", "Number", "parseFloat"} and not _has_default(expr)
    if (python and not body.run_of.tried and name in {"int", "float"}) or (javascript and unseen):
        body.sink("convert", name, expr.node, raw)
    return frozenset(replace(item, converted=body.place(expr.node)) for item in inputs if isinstance(item, Input))


def _under(name: str, value: Taint) -> Taint:
    """A named argument: its fields are those of what is made only under a name that stores know."""
    if name in _CARRY:
        return value
    return frozenset(replace(i, nested=True) if isinstance(i, Input) and not i.name else i for i in value)


def _has_default(expr: Expr) -> bool:
    """JavaScript: ``Number(x) || 20``: what is no number becomes something else."""
    node = expr.node.parent
    for _ in range(5):
        if node is None or node.type not in _INSIDE:
            return False
        if node.type == "binary_expression" and any(child.type == "||" for child in node.children):
            return True
        node = node.parent
    return False


def _made(body: Body, expr: Expr, kind: Kind, inputs: Taint) -> Taint:
    """An object of a class of the project, made of input."""
    if checked_by(kind):
        sources = inputs or (frozenset({Input("body", "", body.place(expr.node))}) if is_form(kind) else NONE)
        found: set[Input | Request] = set()
        for item in inputs_in(sources):
            made = replace(item, schema=kind, check=check_of(kind, item.title), type=kind.klass.name)
            found.add(made)
            if not item.name:
                body.run_of.declare(made)
        return body.run_of.take(inputs_in(found))
    return inputs


def _method(
    body: Body, expr: Expr, function: Function, args: list[Taint], named: dict[str, Taint], spread: Taint, owner: Taint
) -> Taint:  # fmt: skip
    """A function is entered, with the class of the object that it is called on where one alone is known."""
    run, holder = body.run_of, expr.target.target if expr.target is not None else None
    before = run.receiver
    if holder is None or body.module.text(holder.node) not in {"self", "super()"}:
        bound = run.effects.receivers.get(site(body.module, expr.node), set())
        run.receiver = next(iter(bound)) if len(bound) == 1 else ""
    try:
        return _entered(body, expr, function, args, named, spread, owner)
    finally:
        run.receiver = before


def _entered(
    body: Body, expr: Expr, function: Function, args: list[Taint], named: dict[str, Taint], spread: Taint, owner: Taint
) -> Taint:
    """What a function of the project gives, that input is handed to."""
    given: dict[str, Taint] = dict(named)
    object = frozenset(item for item in owner if isinstance(item, Input))
    if object:  # a method of something that is made of input
        given[function.receiver[0] or ("self" if function.module.language == "python" else "this")] = object
    own = list(function.parameters)
    if own and own[0].name in {"self", "cls"}:
        holder = expr.target.target if expr.target is not None else None
        if "self" in body.names and holder is not None and body.module.text(holder.node) in {"self", "super()"}:
            given["self"] = body.names["self"]
        own = own[1:]
    for index, parameter in enumerate(own):
        key = parameter.name or f"@{parameter.node.start_byte}"
        if parameter.kind == "*":
            given[key] = NONE.union(*args[index:])
            break
        if parameter.kind == "**":
            given[key] = spread.union(*(value for name, value in named.items()))
        elif index < len(args):
            given[key] = args[index]
        elif spread and key not in given:
            given[key] = body.attribute(spread, key, expr.node)
    if not any(given.values()) and not body.run_of.offered(function.module):
        return NONE
    name = f"{function.owner.name}.{function.name}" if function.owner is not None else function.name
    if function.receiver[1]:
        name = f"{function.receiver[1]}.{function.name}"
    step = Step(name or "(function)", body.place(expr.node))
    limits = in_statement(body, expr)  # a function that sends statements
    if limits:
        body.sink("bound", "", expr.node, limits, name)
    inside = body.function.module is function.module and (
        body.function.node.start_byte < function.node.start_byte < body.function.node.end_byte
    )
    return body.run_of.function(function, given, (*body.chain, step), body if inside else None)


def _closure(body: Body, expr: Expr, owner: Taint) -> None:
    """A function that is handed over is called: with what the call is about, when that is input."""
    function = body.module.function_of(expr)
    given: dict[str, Taint] = {}
    for parameter in function.parameters[:1]:
        inputs = frozenset(item for item in owner if isinstance(item, Input))
        if inputs:
            given[parameter.name or f"@{parameter.node.start_byte}"] = inputs
    body.run_of.function(function, given, body.chain, body)


# Reading the request


def _read(body: Body, owner: Taint, expr: Expr) -> Taint | None:
    """What a call reads of the request; None when it is no such call."""
    target = expr.target
    if target is None:
        return None
    for item in sorted((one for one in owner if isinstance(one, Request)), key=lambda one: (one.type, one.prefix)):
        members = body.run_of.members(item.type)
        path = f"{item.prefix}.{target.name}" if item.prefix else target.name
        read = members.get(f"{path}()")
        if read is not None:
            return _taken(body, read, expr)
        if any(key.startswith(f"{path}().") for key in members):
            return frozenset({Request(item.type, f"{path}()")})
    written = _written(body, expr)
    read = body.run_of.members("()").get(written)
    if read is not None and (read.to or any(_is_request(body.evaluate(item)) for item in expr.args)):
        return _taken(body, read, expr)
    return None


def _is_request(value: Taint) -> bool:
    return any(isinstance(item, Request) or item.source == "body" for item in value)


def _taken(body: Body, read: Read, expr: Expr) -> Taint:
    if read.to:
        return frozenset({Request(read.to)})
    place = body.place(expr.node)
    if read.into >= 0:
        filled = Input(read.source, "", place)
        body.run_of.take([filled])
        if read.into < len(expr.args):
            _put(body, expr.args[read.into], filled, read.by)
        return NONE
    name = ""
    if read.named >= 0:
        argument = expr.args[read.named] if read.named < len(expr.args) else None
        name = str(argument.value) if argument is not None and argument.kind == "text" else "?" if argument else ""
    for item in expr.args:
        body.evaluate(item)
    what = f"{read.source} {name}" if name else read.source
    check = Check(what, read.by, place) if read.by else None
    made = Input(read.source, name, place, "int" if read.number else "", check=check, bounded=bool(check))
    return body.run_of.take([made])


def _fill(body: Body, expr: Expr, args: list[Taint], inputs: Taint) -> bool:
    """Go: ``Decode(&user)``: an argument is filled with what the others are."""
    name = expr.target.name if expr.target is not None else ""
    filled = False
    for index, item in enumerate(expr.args):
        pointer = body.module.text(item.node).startswith("&")
        if item.kind == "name" and (pointer or (_DECODES.match(name) and index == len(expr.args) - 1)):
            others = [one for one in inputs_in(inputs) if one not in args[index]]
            for one in others:
                _put(body, item, one, "")
                filled = True
    return filled


def _put(body: Body, expr: Expr, input: Input, by: str) -> None:
    """A variable gets input, which is of the type that it was declared with."""
    target: Expr | None = expr
    while target is not None and target.kind == "attr":
        target = target.target
    if target is None or target.kind != "name":
        return
    type = body.declared.get(target.name, "")
    kind = body.run_of.types.kind(type, body.module) if type else None
    if input.type:  # copied from what it was decoded into: copier.Copy(&user, &request)
        body.names[target.name] = body.names.get(target.name, NONE) | {replace(input, name=input.name or "?")}
        return
    made = replace(input, type=type.lstrip("*&"), schema=kind)
    field = tagged(kind, by) if by else None
    if field is not None and kind is not None:
        place = Place(kind.klass.module.path, int(field.node.start_point[0]) + 1)
        check = Check(made.title, f"{by} tags of {kind.klass.name}", place)
        body.run_of.check(check)
        made = replace(made, check=check)
    elif by == "schema":
        check = Check(made.title, "the route's schema", made.place)
        body.run_of.check(check)
        made = replace(made, check=check)
    body.names[target.name] = body.names.get(target.name, NONE) | {made}
    if made.type:
        body.run_of.declare(made)
