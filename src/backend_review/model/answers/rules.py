"""What the rules of ``responses/`` are made of.

An answer is given in one of two ways: something is called that sends it (``res.json(x)``), or it is a value that the
handler returns or raises (``return JSONResponse(x)``); the latter is a thing of type ``answer`` until then. A writer
(``res``, ``c``, ``w``) that was told a status is a thing whose ``attributes`` have it, bound to the writer's name anew:
what holds on one way of a branch must not hold on the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.answers import errors
from backend_review.model.answers.data import ANSWER, Answer
from backend_review.model.answers.status import exception_status, status_of
from backend_review.model.uses import Use
from backend_review.model.values import Known, Thing, Unknown, Value, options

if TYPE_CHECKING:
    from backend_review.model.libraries import Rule

# Where an argument is: its position, its name, or several of these to try in turn.
At = int | str | tuple[int | str, ...] | None


def _argument(use: Use, at: At) -> Value | None:
    for one in at if isinstance(at, tuple) else (at,):
        if isinstance(one, int) and (found := use.arg(one)) is not None:
            return found
        if isinstance(one, str) and one in use.named:
            return use.named[one]
    return None


def _written(use: Use, at: At) -> str:
    for one in at if isinstance(at, tuple) else (at,):
        expr: Expr | None = None
        if isinstance(one, int) and one < len(use.expr.args):
            expr = use.expr.args[one]
        elif isinstance(one, str):
            expr = use.expr.named.get(one)
        if expr is not None:
            return " ".join((expr.node.text or b"").decode("utf-8", "replace").split())[:160]
    return ""


def answer(
    use: Use,
    kind: str,
    body: At = None,
    status: At = None,
    default: int | None = None,
    error: bool = False,
) -> Answer:
    """The answer of a call: its ``body`` and ``status`` at these positions or names."""
    given = _argument(use, status)
    code = status_of(given) if given is not None else _kept(use.receiver)
    if given is None and code is None and not _is_told(use.receiver):
        code = default
    sent = _argument(use, body) or Unknown()
    return Answer(code, kind, sent, _written(use, body), error, place=use.place)


def _kept(writer: Value | None) -> int | None:
    """The status that a writer was told before."""
    for item in options(writer) if writer is not None else ():
        if isinstance(item, Thing) and "=status" in item.attributes:
            return status_of(item.attributes["=status"])
    return None


def _is_told(writer: Value | None) -> bool:
    """Whether a writer was told a status before, known or not."""
    return any(
        isinstance(item, Thing) and "=status" in item.attributes
        for item in (options(writer) if writer is not None else ())
    )


def sends(
    kind: str,
    body: At = 0,
    status: At = None,
    default: int | None = None,
    error: bool = False,
) -> Rule:
    """A call that sends an answer."""

    def rule(use: Use) -> Value:
        use.settle()
        made = answer(use, kind, body, status, default, error)
        for item in options(use.receiver) if use.receiver is not None else ():
            if isinstance(item, Thing):
                use.walk.unanswered(item)
        use.walk.answer(made)
        return use.receiver if isinstance(use.receiver, Thing) else Unknown()

    return rule


def makes(
    kind: str,
    body: At = 0,
    status: At = None,
    default: int | None = None,
    error: bool = False,
) -> Rule:
    """A call that makes an answer, which the handler returns or raises."""

    def rule(use: Use) -> Value:
        use.settle()
        made = answer(use, kind, body, status, default, error)
        if error:
            made = replace(made, raised=use.name.rpartition(".")[2])
            if status is None and default is None:
                made = replace(made, status=exception_status(use.name))
        return Thing(type=ANSWER, model=made)

    return rule


def raises(
    kind: str = "json",
    body: At = 0,
    status: At = None,
    default: int | None = None,
) -> Rule:
    """A call that raises an error: ``abort(404)``, ``next(err)``."""

    def rule(use: Use) -> Value:
        made = answer(use, kind, body, status, default, True)
        given = _argument(use, body)
        for item in options(given) if given is not None else ():
            found = errors.of(use.walk, item)
            if found is not None:
                made = replace(found, place=use.place)
        use.walk.answer(made)
        return Unknown()

    return rule


def told(status: At = 0, keep: bool = True, empty: bool = False) -> Rule:
    """A writer is told the status of the answer to come; with ``empty`` that may be all of the answer."""

    def rule(use: Use) -> Value:
        given = _argument(use, status)
        receiver = next((item for item in options(use.receiver or Unknown()) if isinstance(item, Thing)), None)
        if receiver is None or given is None:
            return use.receiver or Unknown()
        made = Thing(type=receiver.type, kind=receiver.kind, attributes=dict(receiver.attributes), model=receiver.model)
        code = status_of(given)
        made.attributes["=status"] = Known(code) if code is not None else Unknown()
        if empty:
            use.walk.unanswered(receiver)
            sent = use.walk.answer(Answer(code, "empty", place=use.place))
            made.attributes["=answer"] = Thing(type=ANSWER, model=sent)
        target = use.expr.target.target if use.expr.target is not None else None
        if keep and target is not None and _is_statement(use.expr):
            use.walk.bind(target, made, declared=False)
        return made

    return rule


def _is_statement(expr: Expr) -> bool:
    node = expr.node.parent
    return node is not None and node.type == "expression_statement"


def same(use: Use) -> Value:
    """A call that gives its receiver back: headers, cookies, types."""
    return use.receiver or Unknown()


def assigned(writer: str) -> Rule:
    """``res.statusCode = 404``: what a writer of this type is told by an assignment."""

    def rule(use: Use) -> Value:
        made = told(0, keep=False)(Use(use.walk, f"{writer}.status", use.receiver, use.expr, use.args, {}))
        if use.expr.target is not None and made is not None:
            use.walk.bind(use.expr.target, made, declared=False)
        return made or Unknown()

    return rule
