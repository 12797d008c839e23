"""Go statements and declarations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.expressions.imports import imported
from backend_review.index.program.data import Class, Field, Function, Import, Parameter, Statement

if TYPE_CHECKING:
    from backend_review.index.program.module import Module

_FUNCTIONS = {"function_declaration", "method_declaration"}
_SWITCHES = {"expression_switch_statement", "type_switch_statement", "select_statement"}
_BACKWARDS = re.compile(r"\w+ *:= *len\([^()]*\) *- *1")
_CASES = {"expression_case", "default_case", "type_case", "communication_case"}


def statements(module: Module, nodes: Iterable[Node]) -> list[Statement]:
    """The statements of a block, or the declarations of a file."""
    found: list[Statement] = []
    for node in nodes:
        found.extend(_statement(module, node))
    return found


def _block(module: Module, node: Node | None) -> list[Statement]:
    if node is None:
        return []
    if node.type in {"block", "statement_list"}:
        return statements(module, node.named_children)
    return statements(module, [node])


def _statement(module: Module, node: Node) -> Iterable[Statement]:  # noqa: C901  # one case a kind of statement
    kind = node.type
    if kind == "expression_statement":
        return [Statement("expr", node, value=module.first(node))]
    if kind in {"short_var_declaration", "assignment_statement", "receive_statement"}:
        return [_assignment(module, node)]
    if kind in {"var_declaration", "const_declaration"}:
        return _declarations(module, node)
    if kind in _FUNCTIONS:
        return [Statement("function", node, function=function(module, node))]
    if kind == "type_declaration":
        return [item for child in node.named_children for item in _type(module, child)]
    if kind == "import_declaration":
        return [Statement("import", node, imports=_imports(module, node))]
    if kind == "return_statement":
        given = next((child for child in node.named_children if child.type != "comment"), None)
        values = _listed(module, given) if given is not None else _named_results(module, node)
        return [Statement("return", node, value=values[0] if values else None, targets=values[1:])]
    if kind == "if_statement":
        return _branch(module, node)
    if kind in _SWITCHES:
        cases = [child for child in node.named_children if child.type in _CASES]
        blocks = [_case(module, case) for case in cases]
        return [Statement("branch", node, value=module.field(node, "value"), blocks=blocks)]
    if kind == "for_statement":
        return [_loop(module, node)]
    if kind in {"go_statement", "defer_statement"}:
        return [Statement("expr", node, value=module.first(node), deferred=True)]
    if kind == "send_statement":
        sides = [module.field(node, "channel"), module.field(node, "value")]
        return [Statement("expr", node, value=Expr("binary", node, name="<-", args=sides))]
    if kind == "statement_list":
        return statements(module, node.named_children)
    if kind == "block":
        return [Statement("block", node, blocks=[_block(module, node)])]
    if kind == "labeled_statement":
        return statements(module, node.named_children[1:])
    return []


def _named_results(module: Module, node: Node) -> list[Expr]:
    """What a ``return`` without values gives: the variables that the function's results are."""
    around = node.parent
    while around is not None and around.type not in {*_FUNCTIONS, "func_literal"}:
        around = around.parent
    return [Expr("name", item.node, name=item.name) for item in results(module, around)]


def _listed(module: Module, node: Node | None) -> list[Expr]:
    if node is None:
        return []
    if node.type == "expression_list":
        return [module.lower(child) for child in node.named_children if child.type != "comment"]
    return [module.lower(node)]


def _assignment(module: Module, node: Node) -> Statement:
    targets = _listed(module, node.child_by_field_name("left"))
    values = _listed(module, node.child_by_field_name("right"))
    operator = module.text(node.child_by_field_name("operator")) or "="
    return _paired(node, targets, values, "=" if operator in {"=", ":="} else operator)


def _paired(node: Node, targets: list[Expr], values: list[Expr], operator: str) -> Statement:
    """``a, b = 1, 2`` becomes a list assigned to a list; ``a, b = f()`` takes the results of one call apart."""
    if len(targets) == 1:
        return Statement("assign", node, targets=targets, value=values[0] if values else None, operator=operator)
    value = Expr("list", node, args=values) if len(values) == len(targets) else values[0] if values else None
    return Statement("assign", node, targets=[Expr("list", node, args=targets)], value=value, operator=operator)


def _declarations(module: Module, node: Node) -> list[Statement]:
    found = []
    specs = list(node.named_children)
    for spec in specs:
        if spec.type == "var_spec_list":
            specs.extend(spec.named_children)
        if spec.type not in {"var_spec", "const_spec"}:
            continue
        targets = [Expr("name", name, name=module.text(name)) for name in spec.children_by_field_name("name")]
        values = _listed(module, spec.child_by_field_name("value"))
        made = _paired(spec, targets, values, "=")
        kind = spec.child_by_field_name("type")
        if not values and kind is not None:
            # ``var h Handler``: an empty value of its type.
            made.value = Expr("dict", spec, name=module.text(kind))
        found.append(made)
    return found


def _branch(module: Module, node: Node) -> list[Statement]:
    first = node.child_by_field_name("initializer")
    start = list(_statement(module, first)) if first is not None else []
    blocks = [_block(module, node.child_by_field_name("consequence"))]
    alternative = node.child_by_field_name("alternative")
    if alternative is not None:
        blocks.append(_block(module, alternative))
    return [*start, Statement("branch", node, value=module.field(node, "condition"), blocks=blocks)]


def _case(module: Module, node: Node) -> list[Statement]:
    values = {child.id for child in [*node.children_by_field_name("value"), *node.children_by_field_name("type")]}
    return statements(module, [child for child in node.named_children if child.id not in values])


def _loop(module: Module, node: Node) -> Statement:
    body = [_block(module, node.child_by_field_name("body"))]
    for child in node.named_children:
        if child.type == "range_clause":
            targets = _listed(module, child.child_by_field_name("left"))
            return Statement("loop", node, value=module.field(child, "right"), targets=targets, blocks=body)
        if child.type == "for_clause":
            return _counting(module, node, child, body)
    return Statement("loop", node, blocks=body)


def _counting(module: Module, node: Node, clause: Node, body: list[list[Statement]]) -> Statement:
    """``for i := 0; i < len(items); i++`` goes over the items as ``for i := range items`` does.

    The other way round (``i := len(items) - 1; i >= 0; i--``) it is a loop whose operator is ``-``.
    """
    condition = module.field(clause, "condition")
    if condition.kind == "binary" and condition.args[0].kind == "name":
        end = condition.args[1]
        if end.kind == "call" and end.target is not None and end.target.name == "len" and end.args:
            return Statement("loop", node, value=end.args[0], targets=[condition.args[0]], blocks=body)
        start = _BACKWARDS.fullmatch(module.text(clause.child_by_field_name("initializer")))
        if start is not None and condition.name == ">=" and end.kind == "number" and end.value == 0:
            listed = clause.child_by_field_name("initializer")
            value = _last_of(module, listed) if listed is not None else None
            if value is not None:
                return Statement("loop", node, value=value, targets=[condition.args[0]], blocks=body, operator="-")
    return Statement("loop", node, blocks=body)


def _last_of(module: Module, node: Node) -> Expr | None:
    """The list of ``i := len(list) - 1``."""
    for value in _listed(module, node.child_by_field_name("right")):
        length = value.args[0] if value.kind == "binary" and value.args else None
        if length is not None and length.kind == "call" and length.args:
            return length.args[0]
    return None


def _imports(module: Module, node: Node) -> list[Import]:
    found = []
    pending = list(node.named_children)
    while pending:
        child = pending.pop(0)
        if child.type == "import_spec_list":
            pending.extend(child.named_children)
        elif child.type == "import_spec":
            for name, path in imported(module, child, "go"):
                found.append(Import(path, "*" if name == "." else "", "" if name in {".", "_"} else name))
    return found


def _type(module: Module, node: Node) -> list[Statement]:
    if node.type == "type_alias":
        name = node.child_by_field_name("name")
        other = node.child_by_field_name("type")
        if name is None or other is None:
            return []
        return [
            Statement("assign", node, targets=[Expr("name", name, name=module.text(name))], value=module.lower(other))
        ]
    if node.type != "type_spec":
        return []
    made = Class(module.text(node.child_by_field_name("name")), node, module)
    body = node.child_by_field_name("type")
    if body is None:
        return []
    if body.type == "struct_type":
        for holder in body.named_children:
            for item in holder.named_children:
                if item.type == "field_declaration":
                    _struct_field(module, made, item)
    elif body.type == "interface_type":
        made.interface = True
    else:
        made.bases = [module.lower(body)]
        made.underlying = module.text(body)
    return [Statement("class", node, klass=made)]


def _struct_field(module: Module, owner: Class, node: Node) -> None:
    kind = module.text(node.child_by_field_name("type"))
    tag = module.text(node.child_by_field_name("tag")).strip("`")
    names = [module.text(part) for part in node.children_by_field_name("name")]
    for name in names:
        owner.fields[name] = Field(name, node, type=kind, tag=tag)
    if not names:
        short = kind.lstrip("*").rpartition(".")[2]
        owner.fields[short] = Field(short, node, type=kind, tag=tag, embedded=True)


def body(module: Module, node: Node) -> list[Statement]:
    """The statements of a function."""
    return _block(module, node.child_by_field_name("body"))


def results(module: Module, node: Node | None) -> list[Parameter]:
    """The results of a function that have names, which are variables of it."""
    holder = node.child_by_field_name("result") if node is not None else None
    return [
        Parameter(module.text(name), name, type=module.text(child.child_by_field_name("type")))
        for child in (holder.named_children if holder is not None else ())
        if child.type == "parameter_declaration"
        for name in child.children_by_field_name("name")
    ]


def function(module: Module, node: Node, decorators: Sequence[Expr] = ()) -> Function:
    """A function, method or function literal."""
    receiver = node.child_by_field_name("receiver")
    owner = ("", "")
    for item in receiver.named_children if receiver is not None else ():
        kind = module.text(item.child_by_field_name("type")).lstrip("*").partition("[")[0]
        owner = (module.text(item.child_by_field_name("name")), kind)
    return Function(
        module.text(node.child_by_field_name("name")),
        node,
        module,
        decorators,
        return_type=module.text(node.child_by_field_name("result")),
        receiver=owner,
    )


def parameters(module: Module, node: Node) -> list[Parameter]:
    """The parameters of a function, method or function literal."""
    found = []
    holder = node.child_by_field_name("parameters")
    for child in holder.named_children if holder is not None else ():
        if child.type not in {"parameter_declaration", "variadic_parameter_declaration"}:
            continue
        kind = module.text(child.child_by_field_name("type"))
        star = "*" if child.type.startswith("variadic") else ""
        names = child.children_by_field_name("name")
        if not names:
            found.append(Parameter("_", child, star, type=kind))
        for name in names:
            found.append(Parameter(module.text(name), name, star, type=kind))
    return found
