"""What calls do with values: functions of the project by their summaries, those of libraries by what is usual."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from backend_review.finding import TraceStep
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Parameter
from backend_review.model.effects import site
from backend_review.model.interfaces import is_guess
from backend_review.model.taint.analysis import constructor, kept_in
from backend_review.model.taint.containers import is_of_object
from backend_review.model.taint.data import (
    INPUT,
    MAX_STEPS,
    NOTHING,
    PARAMETER,
    Core,
    Taint,
    held,
    join,
    member,
    of_objects,
    settled,
    stepped,
    stopped,
    whole,
    within,
)
from backend_review.model.taint.golang import applied
from backend_review.model.taint.later import BY_LIST, MAX_CALLEES, functions_of, is_partial, later
from backend_review.model.taint.library import of_library
from backend_review.model.taint.lists import spread_out
from backend_review.model.taint.state import is_shared
from backend_review.model.taint.summaries import Flow
from backend_review.model.values import Callee, Kind

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

AS_ERROR = " as an error"
_FOLDS = {"reduce", "reduceRight"}
_MAPS = {"map", "flatMap", "then", *_FOLDS}
_EACH = {*_MAPS, "forEach", "filter", "some", "every", "find", "findIndex", "sort", "tap", "each"}


def called(walk: Walk, expr: Expr) -> tuple[Taint, Taint]:
    """What a call gives, and all that it is given."""
    target = expr.target
    if target is None:
        return NOTHING, NOTHING
    owner = walk.evaluate(target.target) if target.kind == "attr" else NOTHING
    if target.kind != "attr":
        walk.evaluate(target)
    else:  # what is marked may be the method: request.json()
        owner = join(owner, walk.marked(target.node, NOTHING))
    args = [NOTHING if item.kind == "func" else walk.evaluate(item) for item in expr.args]
    named = {name: walk.evaluate(item) for name, item in expr.named.items()}
    spread = join(*(walk.evaluate(item) for _, item in expr.entries))
    known = walk.analysis.effects.called.get(site(walk.module, expr.node), [])[:MAX_CALLEES]
    listed = spread_out(walk, expr, args)
    _note_guesses(walk, expr, known)
    results = [_project(walk, expr, item, listed, named, spread, owner) for item in known if not _is_own(walk, item)]
    if not known:
        results = _kept_function(walk, expr, target, listed, named, spread)
    if not results:
        _handed_over(walk, expr, args, named)
        results.append(of_library(walk, expr, owner, args, named, spread))
    if walk.module.language == "go":
        applied(walk, expr)
    for index, handler in enumerate(expr.args):
        if handler.kind == "func":
            made = _called_back(walk, target, walk.module.function_of(handler), owner, args[index + 1 :])
            if target.name in _MAPS and index == 0 and not known:
                results = [made]  # what it is made of is what the function makes of it
            elif target.name in _MAPS:
                results.append(made)
    return join(*results), whole(join(owner, *args, *named.values(), spread))


def _note_guesses(walk: Walk, expr: Expr, known: list[Callee | Kind]) -> None:
    """What goes through a call of an interface, into one of several classes or out of it, is known by these steps."""
    for item in known if len(known) > 1 else ():
        if isinstance(item, Callee) and is_guess(walk.analysis.effects, item, known):
            name = title(item.function)
            walk.analysis.guesses |= {_step(walk, expr, f"{way} `{name}`") for way in ("handed to", "returned by")}


def _kept_function(
    walk: Walk, expr: Expr, target: Expr, args: list[Taint], named: dict[str, Taint], spread: Taint
) -> list[Taint]:
    """A variable is called that holds a function: ``f = lambda x: …``, ``run = partial(other, "a")``."""
    node = walk.folding.constants.of(walk.folding.around, target.name) if target.kind == "name" else None
    if node is None:
        return []
    made = walk.module.lower(node)
    if made.kind == "func":
        value = walk.closure(walk.module.function_of(made), args)
        return [join(value, _held_back(value, args))]
    functions = functions_of(walk.analysis.effects, walk.module, made.args[0]) if is_partial(made) else []
    before = [walk.evaluate(item) for item in made.args[1:]]
    also = {**{name: walk.evaluate(item) for name, item in made.named.items()}, **named}
    return [_entered(walk, expr, function, [*before, *args], also, spread, NOTHING) for function in functions]


def _handed_over(walk: Walk, expr: Expr, args: list[Taint], named: dict[str, Taint]) -> None:
    """A function that somebody else calls is given what comes after it."""
    effects = walk.analysis.effects
    for index, item in later(expr):
        if item.name in walk.names:
            continue
        for function in functions_of(effects, walk.module, item):
            if index < 0 and "args" in named:  # apply_async(args=[name]), Thread(target=convert, args=(name,))
                given = [whole(named["args"])] * len(_own(function))
            elif index < 0 and expr.target is not None and expr.target.name in BY_LIST:
                given = [whole(join(*args))] * len(_own(function))
            else:
                given = args[index + 1 :]
            _entered(walk, expr, function, given, named, NOTHING, NOTHING)


def _is_own(walk: Walk, item: Callee | Kind) -> bool:
    return isinstance(item, Callee) and item.function.node.id == walk.function.node.id


def _project(
    walk: Walk, expr: Expr, item: Callee | Kind, args: list[Taint], named: dict[str, Taint], spread: Taint, owner: Taint
) -> Taint:
    """A function or class of the project is called."""
    if isinstance(item, Kind):
        return _made(walk, expr, item, args, named, spread)
    if _within(walk, item.function):
        value = walk.closure(item.function, args)
        return join(value, _held_back(value, args))
    return _entered(walk, expr, item.function, args, named, spread, owner)


def _called_back(walk: Walk, target: Expr, function: Function, owner: Taint, rest: list[Taint]) -> Taint:
    """A function that is handed over is called: with the items of what it is handed to, or what that becomes."""
    if target.name not in _EACH:
        return walk.closure(function, [])
    if target.name not in _FOLDS:
        pairs_of = target.target is not None and is_of_object(target.target, "entries")
        return walk.closure(function, [owner if pairs_of else whole(owner)])
    made = rest[0] if rest else whole(owner)
    for _ in range(2):  # what one round gives is handed to the next
        made = join(made, walk.closure(function, [made, whole(owner)]))
    return made


def _within(walk: Walk, function: Function) -> bool:
    """Whether a function is written inside the one that is gone through: it sees its variables."""
    around = walk.function.node
    return walk.module is function.module and around.start_byte < function.node.start_byte < around.end_byte


def _made(walk: Walk, expr: Expr, kind: Kind, args: list[Taint], named: dict[str, Taint], spread: Taint) -> Taint:
    """An object of a class of the project: its members are made of what the constructor is given."""
    function = constructor(kind)
    if function is None:  # a data class, a schema: its fields by name or in their order
        fields = [name for level in kind.lineage() for name in level.klass.fields]
        by_place = [held(value, name) for value, name in zip(args, fields, strict=False)]
        return join(*by_place, *(held(value, name) for name, value in named.items()), spread)
    made = walk.analysis.summary(function)
    given = _given(walk, function, args, named, spread, NOTHING)
    step = _step(walk, expr, f"handed to `{kind.klass.name}`")
    _flows(walk, made.flows.values(), given, step)
    kept = [_filled(value, given, step) for key, value in made.fills.items() if key in _OWN]
    for parameter in function.parameters:
        if parameter.is_field and parameter.name:
            kept.append(held(stepped(given.get(parameter.name, NOTHING), step), parameter.name))
    return join(*kept)


_OWN = {"self", "this"}


def _entered(
    walk: Walk,
    expr: Expr,
    function: Function,
    args: list[Taint],
    named: dict[str, Taint],
    spread: Taint,
    owner: Taint,
) -> Taint:
    """A function of the project is called."""
    made = walk.analysis.summary(function)
    given = _given(walk, function, args, named, spread, owner)
    step = _step(walk, expr, f"handed to `{title(function)}`")
    _flows(walk, made.flows.values(), given, step)
    for key, value in made.fills.items():
        filled = _filled(value, given, step)
        if is_shared(key) and key not in walk.own.values():
            walk.made.fills[key] = join(walk.made.fills.get(key, NOTHING), filled)
        holder = _holder(walk, expr, function, key)
        if filled and holder is not None:
            walk.names[holder] = join(walk.names.get(holder, NOTHING), filled)
            if holder in walk.own:
                known = walk.made.fills.get(walk.own[holder], NOTHING)
                walk.made.fills[walk.own[holder]] = join(known, filled)
    fails = function.module.language == "go" and function.return_type == "error"
    back = _step(walk, expr, f"returned by `{title(function)}`{AS_ERROR if fails else ''}")
    walk.further[expr.node.id] = [stepped(_filled(value, given, None), back) for value in made.further]
    value = stepped(_filled(made.returns, given, None), back)
    return value if made.cut else join(value, _held_back(value, given.values()))


def _held_back(value: Taint, given: Iterable[Taint]) -> Taint:
    """The input that a function of the project is given and does not let through."""
    through = {(core.name, core.path, core.line) for core in value}
    kept = (
        {
            core: steps
            for core, steps in taken.items()
            if core.kind == INPUT and (core.name, core.path, core.line) not in through
        }
        for taken in given
    )
    return stopped(join(*kept))


def owned(walk: Walk, expr: Expr, owner: Taint) -> Taint | None:
    """What a property of the method's own object gives, which a method of its class makes; None for a plain member."""
    of, klass = expr.target, walk.function.owner
    if of is None:
        return None
    if walk.module.text(of.node) not in _OWN:
        made = walk.made_by.get(of.name) if of.kind == "name" else class_of(walk, of)
        klass = next((item.klass for item in made.lineage() if expr.name in item.klass.methods), None) if made else None
    if klass is None:
        return None
    method = klass.methods.get(expr.name)
    if method is None or not (method.is_getter or any(item.name.endswith("property") for item in method.decorators)):
        return None
    return _filled(walk.analysis.summary(method).returns, {"self": owner, "this": owner}, None)


def class_of(walk: Walk, expr: Expr | None) -> Kind | None:
    """The class of the project that a call makes an object of."""
    known = walk.analysis.effects.called.get(site(walk.module, expr.node), ()) if expr and expr.kind == "call" else ()
    return next((item for item in known if isinstance(item, Kind)), None)


def title(function: Function) -> str:
    """A function as people call it."""
    if function.owner is not None:
        return f"{function.owner.name}.{function.name}"
    if function.receiver[1]:
        return f"{function.receiver[1].lstrip('*')}.{function.name}"
    return function.name or next((name for name in kept_in(function) if name.isidentifier()), "a function")


def _step(walk: Walk, expr: Expr, message: str) -> TraceStep:
    row, column = expr.node.start_point
    place = walk.module.file.column_of_byte(row + 1, column + 1)
    return TraceStep(walk.module.path, row + 1, place, message)


def key_of(parameter: Parameter) -> str:
    """What a parameter is known by: its name, or its place when it is taken apart."""
    return parameter.name or f"@{parameter.node.start_byte}"


def _own(function: Function) -> list[Parameter]:
    """The parameters that callers give."""
    taken = list(function.parameters)
    if taken and taken[0].name in {"self", "cls"} and function.owner is not None and not function.is_static:
        return taken[1:]
    return taken


def _given(
    walk: Walk, function: Function, args: list[Taint], named: dict[str, Taint], spread: Taint, owner: Taint
) -> dict[str, Taint]:
    """What each parameter is given, by its key."""
    given: dict[str, Taint] = dict(named)
    given.update({key: walk.names.get(name, NOTHING) for name, key in walk.own.items() if is_shared(key)})
    for name in ("self", "this", function.receiver[0]):
        if name:
            given[name] = owner
    for index, parameter in enumerate(_own(function)):
        key = key_of(parameter)
        if parameter.kind == "*" and function.module.language == "go":  # gone over, or handed on with ``...``
            given[key] = join(*args[index:], spread)
            args = []
        elif parameter.kind == "*":
            given[key] = join(*(held(value, str(place)) for place, value in enumerate(args[index:])), spread)
            args = []
        if parameter.kind == "**":
            given[key] = join(spread, *(held(value, name) for name, value in named.items()))
        elif index < len(args):
            given[key] = args[index]
        elif spread and key not in given:
            given[key] = member(spread, key)
    return given


def _flows(walk: Walk, flows: Iterable[Flow], given: dict[str, Taint], step: TraceStep) -> None:
    """What reaches sinks inside of a function that is called, of what it is given."""
    for flow in flows:
        if flow.core.kind != PARAMETER:
            core = settled(flow.core, given)
            walk.made.add([replace(flow, core=core)] if not core.stopped else [])
            continue
        for core, steps in _put(flow.core, given, members=bool(flow.mark.into)).items():
            if core.harms(flow.variant, flow.mark.label if core.kind == INPUT else ""):
                way = (*steps, step, *flow.steps)
                if len(way) <= MAX_STEPS:
                    walk.made.add([Flow(core, flow.variant, flow.path, flow.mark, way)])


def _put(core: Core, given: dict[str, Taint], members: bool = False) -> Taint:
    """What stands for a parameter of a function that is called; ``members`` of a text are nothing."""
    if is_shared(core.name) and core.name not in given:
        return {core: ()}
    core, value = settled(core, given), given.get(core.name, NOTHING)
    if core.of:
        value = member(of_objects(value) if members else value, core.of)
    made = {}
    for item, steps in value.items():
        at = within(core.at, item.at) if core.at else item.at
        made[
            replace(
                item,
                clean=item.clean | core.clean,
                labels=item.labels | core.labels,
                at=at,
                stopped=item.stopped or core.stopped,
                needs=item.needs | core.needs,
            )
        ] = steps
    return made


def _filled(value: Taint, given: dict[str, Taint], step: TraceStep | None) -> Taint:
    """A value of a function that is called, in the terms of its caller."""
    made = []
    for core, steps in value.items():
        if core.kind != PARAMETER:
            made.append({settled(core, given): steps})
            continue
        way = (step, *steps) if step is not None else steps
        for item, before in _put(core, given).items():
            if len(before) + len(way) <= MAX_STEPS:
                made.append({item: (*before, *way)})
    return join(*made)


def _holder(walk: Walk, expr: Expr, function: Function, key: str) -> str | None:
    """The variable of the caller whose object a function puts something into."""
    if is_shared(key):
        return next((name for name, known in walk.own.items() if known == key), None)
    target = expr.target
    if key in {"self", "this", function.receiver[0]}:
        holder = _chained(walk, target.target) if target is not None and target.kind == "attr" else None
        return holder.name if holder is not None and holder.kind == "name" else None
    for index, parameter in enumerate(_own(function)):
        if key_of(parameter) == key and index < len(expr.args):
            text = walk.module.text(expr.args[index].node).lstrip("&")
            return text if text.isidentifier() else None
    return None


def _chained(walk: Walk, expr: Expr | None) -> Expr | None:
    """The object that a chain of calls begins with, each of which gives its own object: ``query.where(a).and(b)``."""
    while expr is not None and expr.kind == "call" and expr.target is not None and expr.target.kind == "attr":
        known = walk.analysis.effects.called.get(site(walk.module, expr.node), [])
        if not known or not all(isinstance(item, Callee) and _gives_itself(walk, item.function) for item in known):
            return None
        expr = expr.target.target
    return expr


def _gives_itself(walk: Walk, function: Function) -> bool:
    own = {"self", "this", function.receiver[0]}
    returns = walk.analysis.summary(function).returns
    return any(core.kind == PARAMETER and core.name in own and not core.of and not core.at for core in returns)
