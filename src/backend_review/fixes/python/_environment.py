"""Values of the code that are to come from the environment instead."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed

_READERS = frozenset({"os.environ.get", "os.getenv"})
_URL = re.compile(r"^[a-z0-9+]+://")
_CALLS_OF_URL = frozenset({"create_engine", "create_async_engine", "connect", "create_pool", "Database"})
BEHIND = "that `{0}` is set wherever the program runs; the old value stays in the history and has to be changed"


def moved(module: Parsed, site: Site, node: cst.BaseExpression, name: str = "") -> Proposal | None:
    """A proposal that reads the value of a literal from the environment; None where the literal is in no such place.

    ``name`` is the variable's where the place gives none.
    """
    change = module.change()
    variable = _moved(module, change, node, name)
    if not variable:
        return None
    return Proposal(f"read it from the environment: `{variable}`", False, change.edits(), BEHIND.format(variable))


def _moved(module: Parsed, change: Change, node: cst.BaseExpression, name: str) -> str:
    parent = module.parent(node)
    if isinstance(parent, cst.Arg):
        outer = module.parent(parent)
        if isinstance(outer, cst.Call):
            return _argument(module, change, outer, parent, name)
    if isinstance(parent, cst.BooleanOperation) and isinstance(parent.operator, cst.Or) and parent.right is node:
        read = parent.left
        if isinstance(read, cst.Call) and module.qualified(read.func) in _READERS and read.args:
            return _required(module, change, parent, read.args[0].value)
        return _read(module, change, node, name)
    if isinstance(parent, cst.AnnAssign) and _of_settings(module, parent):
        change.replace(parent, parent.with_changes(value=None, equal=cst.MaybeSentinel.DEFAULT))
        return _upper(module.text(parent.target))
    if isinstance(parent, cst.AnnAssign) and isinstance(
        module.enclosing(parent, cst.ClassDef, cst.FunctionDef), cst.ClassDef
    ):
        return ""  # a field that whoever makes the object gives
    variable = _named(module, parent) or name
    return _read(module, change, node, variable) if variable else ""


def _argument(module: Parsed, change: Change, call: cst.Call, argument: cst.Arg, name: str) -> str:
    called = module.qualified(call.func)
    first = call.args[0].value
    if called in _READERS and argument is not call.args[0]:
        return _required(module, change, call, first)
    word = argument.keyword.value if argument.keyword else ""
    if word == "default":
        variable = module.constant(first) if argument.value is not first else None
        if variable is None:  # pydantic's Field
            parent = module.parent(call)
            if not isinstance(parent, cst.AnnAssign) or not _of_settings(module, parent):
                return ""
            variable = _upper(module.text(parent.target))
        change.replace(call, _calls.without(call, argument))
        return variable
    if module.text(call.func).endswith("SecretStr"):
        return _moved(module, change, call, name)
    function = module.text(call.func).rpartition(".")[2]
    if word:
        variable = _upper(word) if len(word) > 2 else name
        return _read(module, change, argument.value, _of_database(variable, function))
    text = module.constant(argument.value) or ""
    if argument is call.args[0] and _URL.match(text) and function in _CALLS_OF_URL:
        return _read(module, change, argument.value, "DATABASE_URL")
    return _read(module, change, argument.value, name) if name else ""


def _required(module: Parsed, change: Change, node: cst.BaseExpression, variable: cst.BaseExpression) -> str:
    """``os.environ[variable]`` in the place of a reading that has another value ready."""
    said = module.constant(variable)
    environ = change.reference("os", "environ")
    if said is None or environ is None:
        return ""
    change.replace(node, module.expression(f"{environ}[{module.text(variable)}]"))
    return said


def _read(module: Parsed, change: Change, node: cst.BaseExpression, variable: str) -> str:
    environ = change.reference("os", "environ")
    if environ is None or not variable:
        return ""
    quote = node.quote[0] if isinstance(node, cst.SimpleString) else '"'
    change.replace(node, module.expression(f"{environ}[{quote}{variable}{quote}]"))
    return variable


def _named(module: Parsed, parent: cst.CSTNode | None) -> str:
    """The name of a variable for what is assigned: that of the target or key."""
    if isinstance(parent, cst.Assign) and len(parent.targets) == 1:
        target: cst.CSTNode = parent.targets[0].target
    elif isinstance(parent, cst.AnnAssign):
        target = parent.target
    elif isinstance(parent, cst.DictElement):
        beside = module.parent(parent)
        settings = beside.elements if isinstance(beside, cst.Dict) else []
        of_database = any(
            isinstance(item, cst.DictElement) and module.constant(item.key) == "ENGINE" for item in settings
        )
        return _of_database(_upper(module.constant(parent.key) or ""), "connect" if of_database else "")
    else:
        return ""
    if isinstance(target, cst.Subscript) and isinstance(target.slice[0].slice, cst.Index):
        return _upper(module.constant(target.slice[0].slice.value) or "")
    if isinstance(target, cst.Attribute):
        return _upper(target.attr.value)
    return _upper(target.value) if isinstance(target, cst.Name) else ""


def _of_database(variable: str, function: str) -> str:
    """A variable's name, with the word that tells a database's password from others."""
    return "DB_PASSWORD" if variable in ("PASSWORD", "PASSWD") and function in _CALLS_OF_URL else variable


def _upper(name: str) -> str:
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").replace(" ", "_").upper()
    return name if re.fullmatch(r"[A-Z_][A-Z0-9_]*", name) else ""


def _of_settings(module: Parsed, assign: cst.AnnAssign) -> bool:
    """Whether a field is one that pydantic reads from the environment by itself."""
    owner = module.enclosing(assign, cst.ClassDef, cst.FunctionDef)
    bases = owner.bases if isinstance(owner, cst.ClassDef) else []
    return any(module.text(base.value).endswith("BaseSettings") for base in bases)
