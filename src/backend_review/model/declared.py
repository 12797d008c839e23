"""What is known of a value by its declared type, and what a function's parameters are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Parameter, javascript
from backend_review.model import alternatives, interfaces, names, origins, providers
from backend_review.model.lookups import Step
from backend_review.model.queries import Query, row_of
from backend_review.model.values import (
    Callee,
    Either,
    Items,
    Kind,
    Known,
    Library,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    options,
)

if TYPE_CHECKING:
    from backend_review.model.flow import Walk


_WRAPPERS = {"Optional", "Annotated", "Union", "AsyncGenerator", "Generator", "Iterator", "AsyncIterator", "Awaitable",
             "Promise", "Mapped", "ClassVar", "Final", "FromDishka", "Injected", "Inject"}  # fmt: skip
_BOUND_NAMES = re.compile(r"limit|take|size|page|first|count|top|per", re.IGNORECASE)


def typed(walk: Walk, type: str, scope: Scope | None = None) -> Value | None:
    """Some object of a type as it is written; None when nothing is known of it."""
    text = type.strip().strip("\"'").lstrip("*&:").strip()
    if not text:
        return None
    if text.startswith("[]") or text.endswith("[]"):
        if walk.module.language != "go":
            return None
        several = Thing(type="[]" + text.strip("[]"))
        of = typed(walk, text.strip("[]"), scope) if text.startswith("[]") else None
        if isinstance(of, Thing) and of.kind is not None:
            several.attributes["=of"] = of
        return several
    head = re.match(r"[\w.$]+", text)
    if head is None:
        return None
    if head.group() in _WRAPPERS or head.group().rpartition(".")[2] in _WRAPPERS:
        inner = re.match(r"[\w.$]+\s*[<\[](.*)[>\]]$", text, re.DOTALL)
        return typed(walk, inner.group(1).partition(",")[0], scope) if inner else None
    if head.group().rpartition(".")[2] in {"Type", "type"} and text.endswith("]"):  # a class itself
        return _class_named(walk, text[head.end() :].strip("[] \"'"), scope or walk.scope)
    value: Value | None = None
    scope = scope or walk.scope
    for part in head.group().split("."):
        if value is None:
            holder = scope.find(part)
            if holder is None:
                return _implementation(walk, part) if walk.module.language == "javascript" else None
            value = holder.names[part]
            if isinstance(value, names.Imported):
                value = names.imported(walk, value, part)
            value = walk.evaluator.force(value, None, part)
        else:
            value = walk.evaluator.attribute(value, part)
    made = object_of(walk, value)
    if made is None and walk.module.language == "javascript":
        made = _implementation(walk, head.group().rpartition(".")[2])
    inner2 = re.search(r"[<\[]\s*(?:typeof\s+)?([\w.]+)", text)
    if isinstance(made, Thing) and made.kind is None and inner2:
        made.model = inner2.group(1)
        of_class = _class_named(walk, inner2.group(1), scope)
        if of_class is not None:  # Repository<User>
            made.model = Query(of_class.klass.name, row=row_of(of_class))
    return made


def _implementation(walk: Walk, name: str) -> Value | None:
    """TypeScript: some object of a class that implements an interface of this name."""
    found = [walk.surroundings.itself(kind) for kind in interfaces.implementing(walk, name)]
    return alternatives.either(found) if found else None


def _class_named(walk: Walk, name: str, scope: Scope) -> Kind | None:
    """The class of the project that a name in a type means."""
    holder = scope.find(name)
    value = holder.names[name] if holder is not None else None
    if isinstance(value, names.Imported):
        value = names.imported(walk, value, name)
    value = walk.evaluator.force(value, None, name) if value is not None else None
    return value if isinstance(value, Kind) else None


def object_of(walk: Walk, value: Value | None) -> Value | None:
    """Some object of the class that a value is."""
    if isinstance(value, Kind):
        if value.klass.interface:
            found = [walk.surroundings.itself(kind) for kind in interfaces.implementations(walk, value)]
            return alternatives.either(found) if found else None
        return walk.surroundings.itself(value)
    if isinstance(value, Library):
        type = walk.libraries.type_of(value.name)
        return Thing(type=type) if type in walk.libraries.known else Thing(type=value.name)
    if isinstance(value, Thing) and value.type == "typing.Annotated":
        return value.model if isinstance(value.model, Value) else None
    return None


def annotated(walk: Walk, expr: Expr | None) -> Value | None:
    """Some object of a Python annotation."""
    if expr is None:
        return None
    if expr.kind == "text":
        return typed(walk, str(expr.value))
    if expr.kind == "binary":
        return next((found for item in expr.args if (found := annotated(walk, item)) is not None), None)
    if expr.kind == "index" or (expr.kind == "other" and expr.node.type == "generic_type"):
        return generic(walk, expr)
    if expr.kind in {"name", "attr"}:
        value = walk.name(expr) if expr.kind == "name" else walk.attribute(walk.evaluate(expr.target), expr.name)
        return object_of(walk, value)
    return None


def generic(walk: Walk, expr: Expr) -> Value | None:
    """``Annotated[T, Depends(f)]``, ``Optional[T]``."""
    text = walk.module.text(expr.node)
    head, _, rest = text.partition("[")
    if head.rpartition(".")[2] in _WRAPPERS:
        first = rest.partition(",")[0].rstrip("] ").partition("|")[0]
        made = typed(walk, first) if "[" not in first else None
        depends = re.search(r"\b(?:Depends|Security)\(\s*([\w.]*)", rest)
        given = _depended(walk, names.dotted(walk, depends.group(1)), expr) if depends and depends.group(1) else None
        wired = re.search(r"\bProvide\[\s*([\w.]+)", rest)
        if wired:
            given = providers.given_by(walk, names.dotted(walk, wired.group(1)))
        if _object_in(given) is not None:
            return given
        if re.search(r"\b(?:Depends|Query)\(", rest) and made is not None:
            made = _surely(made)
        if made is not None and not (isinstance(made, Thing) and made.kind is None
                                     and walk.libraries.type_of(made.type) not in walk.libraries.known):  # fmt: skip
            return made
        return given if given is not None else made
    return typed(walk, head)


_ASSERTIONS = {"type_assertion_expression": "type", "as_expression": ""}
_BETWEEN = {"await_expression", "parenthesized_expression", "non_null_expression", "expression_list"}


def asserted(walk: Walk, expr: Expr, value: Value) -> Value:
    """A value nothing is known of, by the type that the code says it has: ``x.(*Store)``, ``x as Store``,
    ``store: Store = x``."""
    if not isinstance(value, Unknown) and not _is_nameless(walk, value):
        return value
    node, above = expr.node, expr.node.parent
    while above is not None and above.type in _BETWEEN:
        node, above = above, above.parent
    type: Node | None = None
    if above is not None and above.type in _ASSERTIONS and above.named_children[0].id == node.id:
        type = above.child_by_field_name("type") or above.named_children[-1]
    elif above is not None and above.type in {"assignment", "variable_declarator"}:
        type = above.child_by_field_name("type")
    if type is None:
        return value
    made = typed(walk, walk.module.text(type))
    told = isinstance(made, Thing) and (made.kind is not None or made.type in walk.libraries.known)
    return made if told or isinstance(made, Either) else value  # type: ignore[return-value]


def _is_nameless(walk: Walk, value: Value) -> bool:
    """Whether a value is something of a library of which nothing is known."""
    if not isinstance(value, Thing) or value.kind is not None or value.model is not None or value.attributes:
        return False
    return walk.libraries.type_of(value.type) not in walk.libraries.known and not value.type.startswith("[]")


def provided(walk: Walk, value: Value) -> Value | None:
    """What a dependency gives: an object of a class, or what a function returns."""
    if isinstance(value, Thing):
        value = names.unwrapped(value) or value
    if isinstance(value, Kind):
        return walk.surroundings.itself(value)
    if isinstance(value, Callee) and walk.depth > 0:
        return walk.effects.summary(at_home(walk, value), [], {}, 1).returns
    return None


def _depended(walk: Walk, value: Value, expr: Expr) -> Value | None:
    """What a dependency gives; that the function which is walked depends on it is noted."""
    given = names.unwrapped(value) or value if isinstance(value, Thing) else value
    if isinstance(given, Callee):
        callee = at_home(walk, given)
        walk.depends.append((callee, Step(given.function.name or "(function)", walk.place(expr))))
    return provided(walk, given)


def _asked_for(walk: Walk, asked: Expr) -> Value | None:
    """What ``Depends`` gives: what a function returns, an object of a class, what a container provides."""
    value = walk.evaluate(asked)
    return value if asked.kind == "index" else _depended(walk, value, asked)


_GIVEN = "=given"  # says of an object that a framework gives it whatever is asked


def _surely(value: Value) -> Value:
    """An object that a dependency gives: it is there."""
    if not isinstance(value, Thing) or value.kind is None:
        return value
    return replace(value, attributes={**value.attributes, _GIVEN: Known(True)})


def _object_in(given: Value | None) -> Value | None:
    """What a dependency gives where that is an object of the project's: it holds more than its type says."""
    told = given is not None and all(isinstance(item, Thing) and item.kind is not None for item in options(given))
    return given if told else None


def at_home(walk: Walk, callee: Callee) -> Callee:
    """A function of a module with the variables that the module's own walk gave it."""
    if not names.is_global(callee.scope):
        return callee
    return Callee(callee.function, walk.surroundings.module(callee.function.module), callee.bound)


def returned(walk: Walk, function: Function) -> Value | None:
    """What a function returns by its declared type."""
    if function.returns is not None:
        return annotated(walk, function.returns)
    text = function.return_type.strip("() ").partition(",")[0]
    return typed(walk, text.rpartition(" ")[2] if walk.module.language == "go" else text) if text else None


def bind_parameters(walk: Walk, callee: Callee, args: list[Value], named: dict[str, Value]) -> None:
    """Give a function's parameters the values it is called with, or what their types and defaults say."""
    function = callee.function
    walk.module = function.module
    parameters = list(function.parameters)
    names = walk.scope.names
    if callee.bound is not None:
        if function.module.language == "javascript":
            names["this"] = callee.bound
        elif function.module.language == "go":
            names[function.receiver[0]] = callee.bound
        elif parameters and not function.is_static and function.name:
            names[parameters.pop(0).name] = callee.bound
    rest, called = list(args), bool(args) and function.module.language in {"javascript", "go"}
    settles = bool(args or named) and function.module.language == "python"
    for parameter in parameters:
        given: Value | None = None
        if parameter.kind:
            given = _rest(rest) if parameter.kind == "*" else Unknown()
        elif parameter.name and parameter.name in named:
            given = named[parameter.name]
        elif rest:
            given = rest.pop(0)
        value = given if given is not None and not isinstance(given, Unknown) else None
        if value is not None and isinstance(value, Known) and given is not None and value.value is None:
            pass
        elif value is None:
            value = origins.given_to(_by_declaration(walk, parameter, given is not None and not _asked(given)), given)
        elif isinstance(value, Thing) and value.lookup is not None and not value.type and value.kind is None:
            declared = _by_declaration(walk, parameter, True)
            if isinstance(declared, Thing) and declared.kind is not None:
                value = replace(value, kind=declared.kind)
        if parameter.pattern is not None:
            pattern = javascript.pattern(function.module, parameter.pattern)
            walk.bind(pattern, value)
        elif parameter.name:
            default = parameter.default
            if called and given is None and default is not None and isinstance(default.value, bool):
                given = value = Known(default.value)
            if given is None and walk.effects.is_inside and isinstance(value, Unknown) and _is_size(parameter):
                value = Known(default.value if default is not None else None)
            names[parameter.name] = value
            if called and given is value and isinstance(value, Known) and isinstance(value.value, bool):
                walk.certain[parameter.name] = (value, value)
            elif settles and not parameter.kind:
                told = _constant(default) if given is None and default is not None else given
                if told is not None and all(_says(item) for item in options(told)):
                    walk.certain[parameter.name] = (told, value)
        if parameter.is_field and isinstance(callee.bound, Thing) and not isinstance(value, Unknown):
            callee.bound.attributes[parameter.name] = value
    if function.module.language == "go":
        for name, type in re.findall(r"(\w+)\s+(\[?\]?\*?[\w.]+)(?=[,)])", function.return_type):
            made = typed(walk, type)
            fresh = isinstance(made, Thing) and made.kind is not None and not type.startswith("*")
            names[name] = Thing(kind=made.kind) if fresh and isinstance(made, Thing) else made or Unknown()


def _says(value: Value) -> bool:
    """Whether a value tells if there is one; of a row or an object it was forgotten that there may be none."""
    if isinstance(value, Thing) and _GIVEN in value.attributes:
        return True
    if isinstance(value, Thing) and isinstance(value.model, Query) and not value.model.one:
        return True  # a query is there, whatever it finds
    return isinstance(value, (Known, Table, Items)) or alternatives.is_constructed(value)


def _constant(default: Expr) -> Value | None:
    return Known(default.value) if default.kind == "constant" else None


def _rest(values: list[Value]) -> Value:
    """What a parameter takes that stands for all further arguments, where those are functions: ``WithLimit(10)``."""
    further = values[0].items if len(values) == 1 and isinstance(values[0], Items) else values
    if not further or not all(isinstance(item, Callee) for value in further for item in options(value)):
        return Unknown()
    return Items(list(further))


def _is_size(parameter: Parameter) -> bool:
    """``def find(query, page_size=1000)``: a size, with what it is when a caller names none."""
    default = parameter.default
    return default is not None and default.kind == "number" and _BOUND_NAMES.search(parameter.name) is not None


def _asked(given: Value) -> bool:
    """Whether a value is what a client gives a handler: it may give nothing."""
    return isinstance(given, Unknown) and given.expr is origins.ASKED


def _injected(walk: Walk, parameter: Parameter, value: Value) -> Value:
    """NestJS: ``@InjectModel(User.name) private users: Model<UserDocument>`` names the class that the model is of."""
    for expr in parameter.decorators:
        given = expr.args[0] if expr.kind == "call" and expr.args and isinstance(value, Thing) else None
        owner = given.target if given is not None and given.kind == "attr" and given.name == "name" else given
        kind = walk.name(owner) if owner is not None and owner.kind == "name" else None
        if isinstance(kind, Kind) and isinstance(value, Thing) and value.kind is None:
            return Thing(value.type, model=Query(kind.klass.name, row=row_of(kind)))
    return value


def _asked_of(default: Expr | None) -> Expr | None:
    """FastAPI: what gives a parameter its value, as ``Depends(f)`` says."""
    if default is None or default.kind != "call" or default.target is None or not default.args:
        return None
    return default.args[0] if default.target.name in {"Depends", "Security"} else None


def _depends(default: Expr | None) -> bool:
    called = default.target if default is not None and default.kind == "call" else None
    return called is not None and called.name in {"Depends", "Security"}


def _by_declaration(walk: Walk, parameter: Parameter, given: bool) -> Value:
    value = annotated(walk, parameter.annotation) if parameter.annotation is not None else None
    if value is None and parameter.type and parameter.annotation is None:
        value = typed(walk, parameter.type)
    if value is not None and (not isinstance(value, Thing) or value.kind is not None
                              or walk.libraries.type_of(value.type) in walk.libraries.known
                              or value.type.startswith("[]")):  # fmt: skip
        asked = _asked_of(parameter.default)
        if _depends(parameter.default) and not given:
            value = _surely(value)
        if asked is not None and asked.kind in {"name", "attr", "call", "index"} and not given:
            value = _object_in(_asked_for(walk, asked)) or value
        elif parameter.default is not None and parameter.default.kind == "index" and not given:
            value = _object_in(walk.evaluate(parameter.default)) or value  # Provide[Container.users]
        return _injected(walk, parameter, value)
    default = parameter.default
    if default is not None and default.kind == "call" and default.target is not None:
        asked = _asked_of(default)
        if asked is not None:
            return _asked_for(walk, asked) or Unknown()
        first = default.named.get("default") or (default.args[0] if default.args else None)
        nothing = first is not None and first.kind == "constant" and first.value is None
    else:
        nothing = default is not None and default.kind == "constant" and default.value is None
    if nothing and not given and _BOUND_NAMES.search(parameter.name):
        return Either([Unknown(), Known(None)])
    is_value = default is not None and default.kind in {"name", "attr", "index"} and default.name != parameter.name
    if is_value and not given:
        value = walk.evaluate(default)  # ``model = User``
        if isinstance(value, (Kind, Thing, Callee)):
            return value
    return Unknown()
