"""jwt-hardcoded-secret: the key is read from the environment, where the code keeps it."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._environment import moved
from backend_review.fixes.python._names import dotted

_NAME = "JWT_SECRET_KEY"
_MOST_STEPS = 4


def fix(site: Site) -> Proposal | None:
    """Change the literal that the key is, at the call or at the assignment that it comes from."""
    module = parsed(site.file)
    if module is None:
        return None
    keys = [key for call in module.calls(site.finding) for key in _keys(module, call)]
    for key in keys:
        literal = _literal(module, key, _MOST_STEPS)
        proposal = moved(module, site, literal, _NAME) if literal is not None else None
        if proposal:
            return proposal
    if keys:
        return None
    literals = module.within(site.finding, cst.SimpleString)
    assigned = module.assignments(site.finding)
    if not literals and assigned and assigned[0].value is not None:
        literals = module.inside(assigned[0].value, cst.SimpleString)
    for literal in reversed(literals):
        proposal = moved(module, site, literal, _NAME)
        if proposal:
            return proposal
    return None


def _keys(module: Parsed, call: cst.Call) -> list[cst.BaseExpression]:
    """The arguments that may be the key of a call that signs, verifies or makes keys."""
    name = module.qualified(call.func).rpartition(".")[2] or module.text(call.func).rpartition(".")[2]
    library = module.qualified(call.func).split(".")[0]
    if name in ("encode", "decode"):
        third = library in ("authlib", "joserfc") and name == "encode"
        found = _calls.argument(call, 2 if third else 1, "key")
    elif name in ("JWTStrategy", "JWTMiddleware"):
        found = _calls.keyword(call, "secret") or _calls.argument(call, 0, "secret_or_pub_key")
    else:
        found = None
    return [found.value] if found is not None else []


def _literal(module: Parsed, node: cst.BaseExpression, steps: int) -> cst.SimpleString | None:
    """The literal that a value is, or that it has from the one place that gives it."""
    if isinstance(node, cst.SimpleString):
        return node if module.constant(node) else None
    if steps <= 0:
        return None
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "encode":
        return _literal(module, node.func.value, steps - 1)
    if isinstance(node, cst.Call) and len(node.args) == 2:  # a reading with a default
        return _literal(module, node.args[1].value, steps - 1)
    if isinstance(node, cst.BooleanOperation):
        return _literal(module, node.right, steps - 1)
    if isinstance(node, cst.Name):
        found = module.reaching(node)
        value = found.value if isinstance(found, (cst.Assign, cst.AnnAssign)) else None
        return _literal(module, value, steps - 1) if value is not None else None
    if isinstance(node, cst.Attribute):
        return _of_attribute(module, node, steps)
    if isinstance(node, cst.Subscript):
        return _of_item(module, node, steps)
    return None


def _of_attribute(module: Parsed, node: cst.Attribute, steps: int) -> cst.SimpleString | None:
    """``self.key`` by the one line of its class that gives it a value."""
    owner = module.enclosing(node, cst.ClassDef)
    if dotted(node.value) not in ("self", "cls") or owner is None:
        return None
    values: list[cst.BaseExpression] = []
    for assign in module.inside(owner.body, cst.Assign):
        target = assign.targets[0].target
        of_class = isinstance(target, cst.Name) and module.enclosing(assign, cst.ClassDef, cst.FunctionDef) is owner
        if dotted(target) == dotted(node) or (of_class and dotted(target) == node.attr.value):
            values.append(assign.value)
    return _literal(module, values[0], steps - 1) if len(values) == 1 else None


def _of_item(module: Parsed, node: cst.Subscript, steps: int) -> cst.SimpleString | None:
    """``CONFIG["key"]`` by the one line, or the element of the one dictionary, that gives it."""
    index = node.slice[0].slice
    key = module.constant(index.value) if isinstance(index, cst.Index) else None
    if key is None:
        return None
    values = [
        assign.value
        for assign in module.of_kind(cst.Assign)
        if module.text(assign.targets[0].target) == module.text(node)
    ]
    holder: cst.BaseExpression | None = node.value
    if isinstance(holder, cst.Name):
        found = module.reaching(holder)
        holder = found.value if isinstance(found, cst.Assign) else None
    elif isinstance(holder, cst.Subscript):
        return None
    if isinstance(holder, cst.Dict):
        values += [
            item.value
            for item in holder.elements
            if isinstance(item, cst.DictElement) and module.constant(item.key) == key
        ]
    return _literal(module, values[0], steps - 1) if len(values) == 1 else None
