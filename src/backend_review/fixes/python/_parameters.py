"""Parameters of functions: page sizes with a maximum, and parameters added in the function's own layout."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.python._calls import argument, given
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed

DEFAULT, MOST = 50, 100


def parameter(function: cst.FunctionDef, name: str) -> cst.Param | None:
    """A parameter that may be given by its name."""
    held = function.params
    return next((item for item in (*held.params, *held.kwonly_params) if item.name.value == name), None)


def is_handler(function: cst.FunctionDef) -> bool:
    """Whether a function is registered by a decorator, and so called by nobody else."""
    return bool(function.decorators)


def bounded(
    module: Parsed, change: Change, function: cst.FunctionDef, old: cst.Param, least: int, most: int | None
) -> cst.Param | None:
    """A parameter of FastAPI's with limits to what a client may send; None where its form is not understood.

    One that is None unless it is sent gets a default.
    """
    query = change.reference("fastapi", "Query")
    if query is None:
        return None
    inner = _annotated(module, old)
    if inner is not None:
        whole, call = inner
        assert old.annotation is not None  # noqa: S101
        new = _limited(module, call, least, _most(old.default, most))
        annotation = old.annotation.deep_replace(call, new)
        default = old.default if _number(old.default) is not None else None
        if default is None or "None" in module.text(whole):
            return None
        return old.with_changes(annotation=annotation)
    if isinstance(old.default, cst.Call) and module.qualified(old.default.func) == "fastapi.Query":
        first = argument(old.default, 0, "default")
        if first is None:
            return None
        number = _number(first.value)
        if number is None and module.text(first.value) != "None":
            return None
        call = _limited(module, old.default, least, _most(first.value, most))
        if number is None:
            size = module.expression(str(DEFAULT))
            call = call.with_changes(
                args=[item.with_changes(value=size) if item.value is first.value else item for item in call.args]
            )
        return old.with_changes(default=call, annotation=_of_int(old))
    if old.default is None:
        return None
    number = _number(old.default)
    if number is None and module.text(old.default) != "None":
        return None
    start = DEFAULT if number is None else number
    return _made(module, change, query, old, is_handler(function), start, least, _most(old.default, most))


def _made(
    module: Parsed, change: Change, query: str, old: cst.Param, handler: bool, size: int, least: int, most: int | None
) -> cst.Param | None:
    """``Query`` around the default, or beside the type where the function is called by others too."""
    limits = f"ge={least}" + (f", le={most}" if most is not None else "")
    if old.annotation is None:
        return None
    if handler and not module.imported("Annotated"):
        return old.with_changes(
            default=module.expression(f"{query}({size}, {limits})"), annotation=_of_int(old), equal=_SPACED
        )
    annotated = change.reference("typing", "Annotated")
    if annotated is None:
        return None
    annotation = cst.Annotation(module.expression(f"{annotated}[int, {query}({limits})]"))
    return old.with_changes(annotation=annotation, default=module.expression(str(size)), equal=_SPACED)


def _annotated(module: Parsed, old: cst.Param) -> tuple[cst.Subscript, cst.Call] | None:
    """``Annotated[int, Query(…)]`` and the call in it."""
    whole = old.annotation.annotation if old.annotation is not None else None
    if not isinstance(whole, cst.Subscript) or not module.qualified(whole.value).endswith(".Annotated"):
        return None
    for element in whole.slice[1:]:
        held = element.slice.value if isinstance(element.slice, cst.Index) else None
        if isinstance(held, cst.Call) and module.qualified(held.func) == "fastapi.Query":
            return whole, held
    return None


def _limited(module: Parsed, call: cst.Call, least: int, most: int | None) -> cst.Call:
    names = {item.keyword.value for item in call.args if item.keyword is not None}
    if not names & {"ge", "gt"}:
        call = given(call, "ge", module.expression(str(least)))
    if most is not None and not names & {"le", "lt"}:
        call = given(call, "le", module.expression(str(most)))
    return call


def _of_int(old: cst.Param) -> cst.Annotation | None:
    """The annotation of what has a default: ``int`` of ``int | None`` and ``Optional[int]``."""
    return None if old.annotation is None else old.annotation.with_changes(annotation=cst.Name("int"))


def _number(node: cst.BaseExpression | None) -> int | None:
    return int(node.value) if isinstance(node, cst.Integer) and node.value.isdigit() else None


def _most(default: cst.BaseExpression | None, most: int | None) -> int | None:
    return None if most is None else max(most, _number(default) or 0)


_SPACED = cst.AssignEqual(cst.SimpleWhitespace(" "), cst.SimpleWhitespace(" "))


def page_parameter(module: Parsed, change: Change, name: str, size: int, limits: str) -> cst.Param | None:
    """``name: int = Query(size, limits)``, in the way that the file writes such."""
    query = change.reference("fastapi", "Query")
    if query is None:
        return None
    if module.imported("Annotated", anywhere=False):
        annotation = cst.Annotation(module.expression(f"Annotated[int, {query}({limits})]"))
        return cst.Param(cst.Name(name), annotation, _SPACED, module.expression(str(size)))
    value = module.expression(f"{query}({size}, {limits})")
    return cst.Param(cst.Name(name), cst.Annotation(cst.Name("int")), _SPACED, value)


def with_parameters(
    function: cst.FunctionDef, new: list[cst.Param], after: cst.Param | None = None
) -> cst.Parameters | None:
    """The parameters with these before the first that has a default, else at the end; None where that cannot be.

    What takes the limits (``limit``) stays before what is added to it (``offset``).
    """
    held = function.params
    if held.star_arg is not cst.MaybeSentinel.DEFAULT or held.kwonly_params or held.star_kwarg or held.posonly_params:
        return None
    old = list(held.params)
    place = next((number for number, item in enumerate(old) if item.default is not None), len(old))
    place = next((number + 1 for number, item in enumerate(old) if item is after), place)
    between = _between(function)
    if place < len(old):
        new = [item.with_changes(comma=cst.Comma(whitespace_after=between)) for item in new]
        return held.with_changes(params=[*old[:place], *new, *old[place:]])
    if not old:
        inner = [item.with_changes(comma=cst.Comma(whitespace_after=between)) for item in new[:-1]]
        return held.with_changes(params=[*inner, new[-1]])
    last = old[-1]
    ends = last.comma if isinstance(last.comma, cst.Comma) else cst.MaybeSentinel.DEFAULT
    rest = [item.with_changes(comma=cst.Comma(whitespace_after=between)) for item in (last, *new[:-1])]
    if isinstance(ends, cst.Comma):
        if isinstance(ends.whitespace_after, cst.ParenthesizedWhitespace) and ends.whitespace_after.first_line.comment:
            return None
        final = new[-1].with_changes(comma=ends)
    else:
        final = new[-1].with_changes(whitespace_after_param=last.whitespace_after_param)
        rest[0] = rest[0].with_changes(whitespace_after_param=cst.SimpleWhitespace(""))
    return held.with_changes(params=[*old[:-1], *rest, final])


def _between(function: cst.FunctionDef) -> cst.BaseParenthesizableWhitespace:
    for item in function.params.params[:-1]:
        space = item.comma.whitespace_after if isinstance(item.comma, cst.Comma) else None
        if isinstance(space, cst.ParenthesizedWhitespace):
            return space.with_changes(
                first_line=cst.TrailingWhitespace(newline=space.first_line.newline), empty_lines=[]
            )
        if space is not None:
            return space
    before, params = function.whitespace_before_params, function.params.params
    if isinstance(before, cst.ParenthesizedWhitespace) and params and isinstance(params[-1].comma, cst.Comma):
        return before
    return cst.SimpleWhitespace(" ")


def handler_at(module: Parsed, line: int) -> cst.FunctionDef | None:
    """The function that has decorators, whose decorators or head are at a line."""
    for function in module.of_kind(cst.FunctionDef):
        if function.decorators:
            first = min(module.start(item).line for item in function.decorators)
            if first <= line <= module.start(function.name).line:
                return function
    return None
