"""How Go programs start their parts: commands of cobra and urfave/cli, and the functions that fx and dig call.

https://pkg.go.dev/github.com/spf13/cobra https://cli.urfave.org https://uber-go.github.io/fx
"""

from __future__ import annotations

from backend_review.frameworks.golang import versions
from backend_review.model.evaluator import MAX_STEPS_OF_MAIN, Call, Evaluator
from backend_review.model.values import Callee, Items, Kind, Library, Scope, Thing, Unknown, Value, items_of, options

_COBRA = "github.com/spf13/cobra"
_CLI = versions("github.com/urfave/cli", 2, 3)
_FX = ("go.uber.org/fx", "go.uber.org/dig")
TYPES = {
    f"{_COBRA}.Command": f"{_COBRA}.Command",
    **{f"{cli}.{name}": f"{cli}.{name}" for cli in _CLI for name in ("App", "Command")},
}
_RUNS = ("PersistentPreRun", "PersistentPreRunE", "PreRun", "PreRunE", "Run", "RunE", "Before", "Action")
_BELOW = ("Commands", "Subcommands", "[commands]")
_MAX_DEPTH = 6


def _run(call: Call, value: Value | None, depth: int = 0) -> None:
    """Run a command and those below it: which one is chosen when the program is called."""
    for item in options(value) if value is not None else ():
        if not isinstance(item, Thing) or depth > _MAX_DEPTH:
            continue
        for name in _RUNS:
            function = item.attributes.get(name)
            if isinstance(function, Callee):
                call.evaluator.start(function, steps=MAX_STEPS_OF_MAIN // 2)
        for name in _BELOW:
            for below in items_of(item.attributes.get(name)):
                _run(call, below, depth + 1)


def _execute(call: Call) -> Value | None:
    _run(call, call.receiver)
    return None


def _add(call: Call) -> Value | None:
    if call.receiver is not None:
        known = call.receiver.attributes.setdefault("[commands]", Items())
        if isinstance(known, Items):
            known.items.extend(call.args)
    return None


# Dependency injection: constructors by the type they return, functions called with what their parameters' types name.


def _provided(call: Call) -> Value:
    """``fx.Provide(NewRouter, fx.Annotate(NewHandler, …))``, ``fx.Options(…)``, ``fx.Module(name, …)``."""
    return Thing(call.name, made_by=call)


def _application(call: Call) -> Value:
    """``fx.New(…)``: constructors are called when what they make is asked for, invoked functions in their order."""
    makers: dict[object, Callee] = {}
    invoked: list[Callee] = []
    pending = list(call.args)
    while pending:
        value = pending.pop(0)
        for item in options(value):
            if not isinstance(item, Thing) or item.made_by is None:
                continue
            name = item.made_by.name.rpartition(".")[2]
            args = [arg for given in item.made_by.args for arg in items_of(given)]
            functions = [function for arg in args if (function := _function(arg)) is not None]
            if name == "Provide":
                makers.update({_result(call.evaluator, function): function for function in functions})
            elif name == "Invoke":
                invoked += functions
            else:
                pending[:0] = args
    made: dict[object, Value] = {}
    for function in invoked:
        _inject(call, function, makers, made)
    return Thing(f"{call.name}()", made_by=call)


def _function(value: Value) -> Callee | None:
    for item in options(value):
        if isinstance(item, Callee):
            return item
        if isinstance(item, Thing) and item.made_by is not None and item.made_by.args:
            return _function(item.made_by.args[0])
    return None


def _inject(call: Call, function: Callee, makers: dict[object, Callee], made: dict[object, Value]) -> Value:
    args = [
        _made(call, _type(call.evaluator, item.type, function.scope), makers, made)
        for item in function.function.parameters
    ]
    return call.evaluator.call(function, args, {}, call.expr, call.scope)


def _made(call: Call, type: object, makers: dict[object, Callee], made: dict[object, Value]) -> Value:
    if type not in made:
        made[type] = Unknown()  # for constructors that need each other
        maker = makers.get(type)
        if maker is not None:
            result = _inject(call, maker, makers, made)
            made[type] = result.items[0] if isinstance(result, Items) and result.items else result
    return made[type]


def _result(evaluator: Evaluator, function: Callee) -> object:
    written = function.function.return_type.strip("() ").partition(",")[0].strip()
    return _type(evaluator, written.rpartition(" ")[2], function.scope)


def _type(evaluator: Evaluator, written: str, scope: Scope) -> object:
    """What makes a type the same one in every package: the project's class, or the library's name."""
    value: Value | None = None
    for part in written.lstrip("*[]").split("."):
        if value is None:
            holder = scope.find(part)
            value = evaluator.force(holder.names[part], holder, part) if holder is not None else None
            if value is None:
                return written
        else:
            value = evaluator.attribute(value, part)
    if isinstance(value, Kind):
        return id(value.klass)
    return value.name if isinstance(value, Library) else written


HANDLERS = {
    **{f"{_COBRA}.Command.{name}": _execute for name in ("Execute", "ExecuteC", "ExecuteContext")},
    f"{_COBRA}.Command.AddCommand": _add,
    **{
        f"{cli}.{owner}.{name}": _execute
        for cli in _CLI
        for owner in ("App", "Command")
        for name in ("Run", "RunContext", "RunAndExitOnError")
    },
    **{
        f"{fx}.{name}": _provided
        for fx in _FX
        for name in ("Provide", "Invoke", "Options", "Module", "Annotate", "Supply", "Decorate")
    },
    f"{_FX[0]}.New": _application,
}
