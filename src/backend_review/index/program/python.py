"""Python statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index import syntax
from backend_review.index.expressions.data import Expr
from backend_review.index.program.data import Class, Field, Function, Import, Parameter, Statement

if TYPE_CHECKING:
    from backend_review.index.program.module import Module


def statements(module: Module, nodes: Iterable[Node]) -> list[Statement]:
    """The statements of a block."""
    return [item for node in nodes if (item := _statement(module, node)) is not None]


def _block(module: Module, node: Node | None) -> list[Statement]:
    return statements(module, node.named_children) if node is not None else []


def _statement(module: Module, node: Node) -> Statement | None:  # noqa: C901  # one case a kind of statement
    kind = node.type
    if kind == "expression_statement":
        return _expression(module, node)
    if kind in {"import_statement", "import_from_statement", "future_import_statement"}:
        return Statement("import", node, imports=_imports(module, node))
    if kind == "function_definition":
        return Statement("function", node, function=function(module, node, []))
    if kind == "class_definition":
        return Statement("class", node, klass=_class(module, node, []))
    if kind == "decorated_definition":
        return _decorated(module, node)
    if kind == "return_statement":
        return Statement("return", node, value=module.first_or_none(node))
    if kind == "if_statement":
        return _branch(module, node)
    if kind == "match_statement":
        cases = node.child_by_field_name("body")
        blocks = [_block(module, case.child_by_field_name("consequence")) for case in syntax.named(cases)]
        return Statement("branch", node, value=module.field(node, "subject"), blocks=blocks)
    if kind in {"for_statement", "while_statement"}:
        left = node.child_by_field_name("left")
        value = module.field(node, "right" if left is not None else "condition")
        targets = [module.lower(left)] if left is not None else []
        bodies = [_block(module, node.child_by_field_name("body"))]
        alternative = node.child_by_field_name("alternative")
        if alternative is not None:
            bodies.append(_block(module, alternative.child_by_field_name("body")))
        return Statement("loop", node, value=value, targets=targets, blocks=bodies)
    if kind == "try_statement":
        return _try(module, node)
    if kind == "with_statement":
        return _with(module, node)
    if kind == "assert_statement":
        return Statement("expr", node, value=module.first_or_none(node))
    if kind == "delete_statement":
        gone = [module.lower(child) for child in syntax.named(node)]
        return Statement("delete", node, targets=gone[0].args if len(gone) == 1 and gone[0].kind == "list" else gone)
    if kind == "raise_statement":
        return Statement("raise", node, value=module.first_or_none(node))
    return None


def _expression(module: Module, node: Node) -> Statement | None:
    inner = next((child for child in syntax.named(node) if child.type != "comment"), None)
    if inner is None:
        return None
    if inner.type == "assignment":
        targets: list[Expr] = []
        while inner is not None and inner.type == "assignment":  # a = b = 1
            left = inner.child_by_field_name("left")
            if left is not None:
                targets.append(module.lower(left))
            right = inner.child_by_field_name("right")
            if right is None:
                return Statement("assign", node, targets=targets)
            inner = right
        return Statement("assign", node, targets=targets, value=module.lower(inner))
    if inner.type == "augmented_assignment":
        operator = module.text(inner.child_by_field_name("operator"))
        target = module.field(inner, "left")
        return Statement("assign", node, targets=[target], value=module.field(inner, "right"), operator=operator)
    return Statement("expr", node, value=module.lower(inner))


def _imports(module: Module, node: Node) -> list[Import]:
    found = []
    if node.type == "import_statement":
        for child in node.children_by_field_name("name"):
            name, alias = _aliased(module, child)
            # ``import a.b`` defines ``a``; ``import a.b as c`` defines ``c`` as a.b.
            found.append(Import(name, "", alias) if alias else Import(name, "", name.partition(".")[0]))
        return found
    source = module.text(node.child_by_field_name("module_name")).replace(" ", "")
    for child in node.children_by_field_name("name"):
        name, alias = _aliased(module, child)
        found.append(Import(source, name, alias or name))
    if any(child.type == "wildcard_import" for child in syntax.children(node)):
        found.append(Import(source, "*", ""))
    return found


def _aliased(module: Module, child: Node) -> tuple[str, str]:
    if child.type == "aliased_import":
        return module.text(child.child_by_field_name("name")), module.text(child.child_by_field_name("alias"))
    return module.text(child), ""


def _decorated(module: Module, node: Node) -> Statement | None:
    decorators = [module.first(child) for child in node.named_children if child.type == "decorator"]
    definition = node.child_by_field_name("definition")
    if definition is None:
        return None
    if definition.type == "class_definition":
        return Statement("class", definition, klass=_class(module, definition, decorators))
    return Statement("function", definition, function=function(module, definition, decorators))


def body(module: Module, node: Node) -> list[Statement]:
    """The statements of a function definition or a lambda."""
    inside = node.child_by_field_name("body")
    if node.type == "lambda":
        return [Statement("return", node, value=module.lower(inside) if inside is not None else None)]
    return _block(module, inside)


def function(module: Module, node: Node, decorators: Sequence[Expr]) -> Function:
    """A function definition or a lambda."""
    if node.type == "lambda":
        return Function("", node, module, decorators)
    returned = node.child_by_field_name("return_type")
    return Function(
        module.text(node.child_by_field_name("name")),
        node,
        module,
        decorators,
        returns=module.first(returned) if returned is not None else None,
        return_type=module.text(returned),
        is_async=(first := node.child(0)) is not None and first.type == "async",
        is_static=any(item.kind == "name" and item.name == "staticmethod" for item in decorators),
    )


def parameters(module: Module, node: Node) -> list[Parameter]:
    """The parameters of a function definition or a lambda."""
    return [
        parameter
        for child in syntax.named(node.child_by_field_name("parameters"))
        if (parameter := _parameter(module, child)) is not None
    ]


def _parameter(module: Module, node: Node) -> Parameter | None:
    if node.type == "identifier":
        return Parameter(module.text(node), node)
    if node.type in {"list_splat_pattern", "dictionary_splat_pattern"}:
        return Parameter(module.text(node).lstrip("*"), node, "*" if node.type.startswith("list") else "**")
    if node.type not in {"typed_parameter", "default_parameter", "typed_default_parameter"}:
        return None
    annotation = node.child_by_field_name("type")
    default = node.child_by_field_name("value")
    named = node.child_by_field_name("name") or node.named_children[0]
    text = module.text(named)
    return Parameter(
        text.lstrip("*"),
        node,
        text[: len(text) - len(text.lstrip("*"))],
        module.lower(default) if default is not None else None,
        module.first(annotation) if annotation is not None else None,
        module.text(annotation),
    )


def _class(module: Module, node: Node, decorators: list[Expr]) -> Class:
    given = syntax.named(node.child_by_field_name("superclasses"))
    bases = [module.lower(child) for child in given if child.type not in {"keyword_argument", "comment"}]
    made = Class(module.text(node.child_by_field_name("name")), node, module, bases, decorators)
    named = [child for child in given if child.type == "keyword_argument"]
    if named:
        made.named = {module.text(c.child_by_field_name("name")): module.field(c, "value") for c in named}
    made.body = _block(module, node.child_by_field_name("body"))
    for item in made.body:
        if item.function is not None:
            item.function.owner = made
            made.methods[item.function.name] = item.function
        elif item.kind == "assign":
            _class_field(module, made, item)
    return made


def _class_field(module: Module, owner: Class, item: Statement) -> None:
    inner = item.node.named_children[0]
    annotation = inner.child_by_field_name("type")
    for target in item.targets:
        if target.kind == "name":
            owner.fields[target.name] = Field(
                target.name,
                item.node,
                item.value,
                module.first(annotation) if annotation is not None else None,
                module.text(annotation),
            )


def _branch(module: Module, node: Node) -> Statement:
    blocks = [_block(module, node.child_by_field_name("consequence"))]
    for alternative in node.children_by_field_name("alternative"):
        if alternative.type == "elif_clause":
            blocks.append(_block(module, alternative.child_by_field_name("consequence")))
        else:
            blocks.append(_block(module, alternative.child_by_field_name("body")))
    return Statement("branch", node, value=module.field(node, "condition"), blocks=blocks)


def _try(module: Module, node: Node) -> Statement:
    blocks = [_block(module, node.child_by_field_name("body"))]
    for child in node.named_children:
        if child.type in {"except_clause", "except_group_clause", "finally_clause", "else_clause"}:
            blocks.append(_block(module, next((c for c in child.named_children if c.type == "block"), None)))
    return Statement("try", node, blocks=blocks)


def _with(module: Module, node: Node) -> Statement:
    made = Statement("with", node, blocks=[_block(module, node.child_by_field_name("body"))])
    items: list[Statement] = []
    for clause in node.named_children:
        if clause.type != "with_clause":
            continue
        for item in clause.named_children:
            value = item.child_by_field_name("value")
            if value is None:
                continue
            if value.type == "as_pattern":
                target = value.child_by_field_name("alias")
                targets = [module.first(target)] if target is not None else []
                items.append(Statement("assign", item, targets=targets, value=module.first(value)))
            else:
                items.append(Statement("expr", item, value=module.lower(value)))
    made.blocks = [[*items, *made.blocks[0]], *made.blocks[1:]]
    if items:
        made.value = items[0].value
    return made
