"""What a call of a store is given of the request, and which record takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.model.effects import Used
from backend_review.model.inputs.bounds import bounding
from backend_review.model.inputs.data import NONE, Input, Taint

if TYPE_CHECKING:
    from backend_review.model.inputs.tracking import Body

# Of MongoDB's drivers and Mongoose: what is looked for comes before what is written.
_FINDS_FIRST = {
    "findOneAndUpdate", "findByIdAndUpdate", "findOneAndReplace", "updateOne", "updateMany", "replaceOne",
    "find_one_and_update", "find_one_and_replace", "update_one", "update_many", "replace_one",
}  # fmt: skip

# What was asked for by input is a row, and none of it.
FINDS_ONE = {"findOne", "findById", "findByPk", "findUnique", "findFirst", "findOneBy", "findOneOrFail", "find_one"}


def stored(body: Body, expr: Expr, used: Used, given: Taint) -> Taint:
    """A call of a store: what it keeps, what says how much it reads."""
    inputs = frozenset(item for item in given if isinstance(item, Input))
    if used.bounds:
        body.sink("bound", used.what, expr.node, bounding(body, expr), used.name)
    if used.kinds & {"write"}:
        if expr.target is not None and expr.target.name in _FINDS_FIRST and len(expr.args) > 1:
            # The first argument says which record, and is not written: what else is given may be.
            written = NONE.union(*(body.evaluate(item) for item in (*expr.args[1:], *expr.named.values())))
            inputs = frozenset(item for item in written if isinstance(item, Input))
        if expr.args and expr.args[0].kind == "text":  # Update("settings", body), Exec("INSERT …", body)
            inputs = frozenset(replace(item, nested=True) for item in inputs if isinstance(item, Input))
        body.sink("write", _kept(body, expr, used), expr.node, inputs, used.name)
    for item in expr.args:
        if item.kind != "func":
            body.evaluate(item)
    return NONE


def _kept(body: Body, expr: Expr, used: Used) -> str:
    """What a store keeps. A method of a base class keeps ``self``: an object of the class that it was called on."""
    if not any(item.kind == "name" and item.name == "self" for item in expr.args):
        return used.what
    owner = body.function.owner
    return body.run_of.receiver or (used.what if owner is not None and owner.name == used.what else "")
