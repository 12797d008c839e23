"""JavaScript and TypeScript statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tree_sitter import Node

from backend_review.index import syntax
from backend_review.index.expressions.data import Expr
from backend_review.index.program import namespaces
from backend_review.index.program.data import Class, Field, Function, Import, Parameter, Statement
from backend_review.index.program.namespaces import NAMESPACES

if TYPE_CHECKING:
    from backend_review.index.program.module import Module

_FUNCTIONS = {"function_declaration", "generator_function_declaration"}
_CLASSES = {"class_declaration", "abstract_class_declaration", "class"}
_METHODS = {"method_definition", "abstract_method_signature", "method_signature"}
_FIELDS = {"public_field_definition", "field_definition"}
_LOOPS = {"for_statement", "while_statement", "do_statement"}


def statements(module: Module, nodes: Iterable[Node]) -> list[Statement]:
    """The statements of a block."""
    found: list[Statement] = []
    for node in nodes:
        found.extend(_statement(module, node))
    return found


def _block(module: Module, node: Node | None) -> list[Statement]:
    if node is None:
        return []
    if node.type in {"statement_block", "else_clause", "finally_clause", "switch_case", "switch_default"}:
        return statements(module, node.named_children)
    return statements(module, [node])


def _statement(module: Module, node: Node) -> Iterable[Statement]:  # noqa: C901  # one case a kind of statement
    kind = node.type
    if kind == "expression_statement":
        inner = next((child for child in node.named_children if child.type != "comment"), None)
        if inner is not None and inner.type in NAMESPACES:
            return namespaces.namespace(module, inner)
        return _expression(module, inner) if inner is not None else []
    if kind in {"lexical_declaration", "variable_declaration"}:
        return [_declarator(module, child) for child in node.named_children if child.type == "variable_declarator"]
    if kind in _FUNCTIONS:
        return [Statement("function", node, function=function(module, node))]
    if kind in _CLASSES:
        return [Statement("class", node, klass=klass(module, node, _decorators(module, node)))]
    if kind == "import_statement":
        return [Statement("import", node, imports=_imports(module, node))]
    if kind == "export_statement":
        return _export(module, node)
    if kind == "return_statement":
        return [Statement("return", node, value=module.first_or_none(node))]
    if kind == "throw_statement":
        return [Statement("raise", node, value=module.first_or_none(node))]
    if kind == "if_statement":
        blocks = [_block(module, node.child_by_field_name("consequence"))]
        alternative = node.child_by_field_name("alternative")
        if alternative is not None:
            blocks.append(_block(module, alternative))
        return [Statement("branch", node, value=module.field(node, "condition"), blocks=blocks)]
    if kind == "switch_statement":
        body = node.child_by_field_name("body")
        cases = body.named_children if body is not None else []
        blocks = [statements(module, case.children_by_field_name("body")) for case in cases]
        return [Statement("branch", node, value=module.field(node, "value"), blocks=blocks)]
    if kind == "for_in_statement":
        left = node.child_by_field_name("left")
        targets = [pattern(module, left)] if left is not None else []
        repeated = [_block(module, node.child_by_field_name("body"))]
        keys = "index" if module.text(node.child_by_field_name("operator")) == "in" else "="
        over = module.field(node, "right")
        return [Statement("loop", node, value=over, targets=targets, blocks=repeated, operator=keys)]
    if kind in _LOOPS:
        return _counted(module, node)
    if kind == "try_statement":
        return [_try(module, node)]
    if kind == "statement_block":
        return [Statement("block", node, blocks=[_block(module, node)])]
    if kind == "enum_declaration":
        return [_enum(module, node)]
    if kind in NAMESPACES:
        return namespaces.namespace(module, node)
    if kind in {"ambient_declaration", "labeled_statement"}:
        return statements(module, [child for child in node.named_children if child.type not in NAMESPACES])
    return []


def _counted(module: Module, node: Node) -> list[Statement]:
    """``for (let i = 0; i < rows.length; i++)`` goes over the indexes of a list; of other loops nothing is known."""
    first, condition = node.child_by_field_name("initializer"), node.child_by_field_name("condition")
    start = statements(module, [first]) if first is not None else []
    made = Statement("loop", node, blocks=[_block(module, node.child_by_field_name("body"))], operator="index")
    made.targets = [item for step in start[:1] for item in step.targets]
    test = next((child for child in condition.named_children), None) if condition is not None else None
    test = test if condition is None or condition.type != "binary_expression" else condition
    end = test.child_by_field_name("right") if test is not None and test.type == "binary_expression" else None
    property = end.child_by_field_name("property") if end is not None and end.type == "member_expression" else None
    if end is not None and module.text(property) == "length":
        made.value = module.field(end, "object")
    return [*start, made]


def _expression(module: Module, node: Node) -> list[Statement]:
    if node.type == "parenthesized_expression" and len(node.named_children) == 1:
        return _expression(module, node.named_children[0])
    if node.type == "sequence_expression":
        return [item for child in node.named_children for item in _expression(module, child)]
    if node.type == "assignment_expression":
        targets: list[Expr] = []
        value: Node = node
        while value.type == "assignment_expression":
            left, right = value.child_by_field_name("left"), value.child_by_field_name("right")
            if left is None or right is None:
                return []
            targets.append(pattern(module, left))
            value = right
        return [Statement("assign", node, targets=targets, value=module.lower(value))]
    if node.type == "augmented_assignment_expression":
        operator = module.text(node.child_by_field_name("operator"))
        target = module.field(node, "left")
        return [Statement("assign", node, targets=[target], value=module.field(node, "right"), operator=operator)]
    if node.type == "ternary_expression":  # isOpen ? app.get(…) : app.post(…)
        ways = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
        blocks = [_expression(module, way) for way in ways if way is not None]
        return [Statement("branch", node, value=module.field(node, "condition"), blocks=blocks)]
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    both = node.type == "binary_expression" and module.text(node.child_by_field_name("operator")) == "&&"
    if both and left is not None and right is not None:  # isOpen && app.get(…)
        return [Statement("branch", node, value=module.lower(left), blocks=[_expression(module, right)])]
    argument = node.child_by_field_name("argument")
    if node.type == "unary_expression" and argument is not None:  # void start(), !function () {}()
        return _expression(module, argument)
    return [Statement("expr", node, value=module.lower(node))]


def _declarator(module: Module, node: Node) -> Statement:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    targets = [pattern(module, name)] if name is not None else []
    while value is not None and value.type == "assignment_expression":  # const router = module.exports = Router()
        left, value = value.child_by_field_name("left"), value.child_by_field_name("right")
        targets += [pattern(module, left)] if left is not None else []
    return Statement("assign", node, targets=targets, value=module.lower(value) if value is not None else None)


def pattern(module: Module, node: Node) -> Expr:
    """What a value is assigned to: a name, a member, or a dict or list of such when it is taken apart.

    A name has the default that it is given in ``args``.
    """
    if node.type in {"assignment_pattern", "object_assignment_pattern"}:
        left = node.child_by_field_name("left")
        made = pattern(module, left) if left is not None else Expr("other", node)
        if made.kind == "name":
            made.args = [module.field(node, "right")]
        return made
    if node.type in {"shorthand_property_identifier_pattern", "identifier"}:
        return Expr("name", node, name=module.text(node))
    if node.type == "rest_pattern":
        inner = node.named_children[0] if node.named_children else node
        return Expr("spread", node, target=Expr("name", inner, name=module.text(inner)))
    if node.type == "array_pattern":
        return Expr("list", node, args=[pattern(module, child) for child in node.named_children])
    if node.type == "object_pattern":
        entries: list[tuple[Expr | None, Expr]] = []
        for child in node.named_children:
            if child.type == "pair_pattern":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if value is not None:
                    text = Expr("text", child, value=module.text(key).strip("'\""))
                    entries.append((text, pattern(module, value)))
            elif child.type != "comment":
                part = pattern(module, child)
                entries.append((Expr("text", child, value=part.name) if part.kind == "name" else None, part))
        return Expr("dict", node, entries=entries)
    return module.lower(node)


def _imports(module: Module, node: Node) -> list[Import]:
    source = module.text(node.child_by_field_name("source")).strip("'\"`")
    found = []
    for child in node.named_children:
        if child.type == "import_require_clause":
            inner = module.text(child.child_by_field_name("source")).strip("'\"`")
            found.append(Import(inner, "", module.text(child.named_children[0])))
        if child.type != "import_clause":
            continue
        for part in child.named_children:
            if part.type == "identifier":
                found.append(Import(source, "default", module.text(part)))
            elif part.type == "namespace_import":
                found.append(Import(source, "", module.text(part.named_children[0])))
            elif part.type == "named_imports":
                for item in part.named_children:
                    name = module.text(item.child_by_field_name("name"))
                    found.append(Import(source, name, module.text(item.child_by_field_name("alias")) or name))
    return found or [Import(source, "", "")]


def _export(module: Module, node: Node) -> list[Statement]:
    source = node.child_by_field_name("source")
    if source is not None:
        return [Statement("import", node, imports=_exported_from(module, node, module.text(source).strip("'\"`")))]
    decorators = [module.first(child) for child in node.named_children if child.type == "decorator"]
    declaration = node.child_by_field_name("declaration")
    default = any(child.type == "default" for child in syntax.children(node))
    if declaration is not None:
        if declaration.type in _CLASSES:
            inner = [*decorators, *_decorators(module, declaration)]
            found = [Statement("class", declaration, klass=klass(module, declaration, inner))]
        else:
            found = list(_statement(module, declaration))
        for item in found:
            item.exported = True
            if default:
                item.names = [("", "default")]
        return found
    value = node.child_by_field_name("value")
    if value is not None:
        return [Statement("export", node, value=module.lower(value), names=[("", "default")])]
    names = []
    for clause in node.named_children:
        if clause.type == "export_clause":
            for part in clause.named_children:
                local = module.text(part.child_by_field_name("name"))
                names.append((local, module.text(part.child_by_field_name("alias")) or local))
        elif any(child.type == "=" for child in syntax.children(node)):  # export = x
            return [Statement("export", node, value=module.lower(clause), names=[("", "=")])]
    return [Statement("export", node, names=names)]


def _exported_from(module: Module, node: Node, source: str) -> list[Import]:
    found = []
    for child in node.named_children:
        if child.type == "namespace_export":
            found.append(Import(source, "", module.text(child.named_children[0]), exported=True))
        elif child.type == "export_clause":
            for item in child.named_children:
                name = module.text(item.child_by_field_name("name"))
                alias = module.text(item.child_by_field_name("alias")) or name
                found.append(Import(source, name, alias, exported=True))
    return found or [Import(source, "*", "", exported=True)]


def _try(module: Module, node: Node) -> Statement:
    blocks = [_block(module, node.child_by_field_name("body"))]
    handler = node.child_by_field_name("handler")
    if handler is not None:
        blocks.append(_block(module, handler.child_by_field_name("body")))
    final = node.child_by_field_name("finalizer")
    if final is not None:
        blocks.append(_block(module, final.child_by_field_name("body")))
    return Statement("try", node, blocks=blocks)


def _enum(module: Module, node: Node) -> Statement:
    entries: list[tuple[Expr | None, Expr]] = []
    body = node.child_by_field_name("body")
    for child in body.named_children if body is not None else ():
        if child.type == "enum_assignment":
            key = module.text(child.child_by_field_name("name")).strip("'\"")
            entries.append((Expr("text", child, value=key), module.field(child, "value")))
    name = node.child_by_field_name("name")
    target = Expr("name", name or node, name=module.text(name))
    return Statement("assign", node, targets=[target], value=Expr("dict", node, entries=entries))


def _decorators(module: Module, node: Node) -> list[Expr]:
    return [module.first(child) for child in syntax.children(node) if child.type == "decorator"]


def body(module: Module, node: Node) -> list[Statement]:
    """The statements of a function of any kind."""
    inside = node.child_by_field_name("body")
    if node.type in NAMESPACES:
        return [*namespaces.before(module, node), *_block(module, inside), namespaces.after(module, node)]
    if inside is None or inside.type == "statement_block":
        return _block(module, inside)
    return [Statement("return", inside, value=module.lower(inside))]


def function(module: Module, node: Node, decorators: Sequence[Expr] = ()) -> Function:
    """A function declaration or expression, arrow function or method."""
    modifiers = {child.type for child in syntax.children(node)}
    return Function(
        module.text(node.child_by_field_name("name")).strip("'\""),
        node,
        module,
        decorators,
        return_type=module.text(node.child_by_field_name("return_type")).lstrip(": "),
        is_async="async" in modifiers,
        is_static="static" in modifiers,
        is_getter="get" in modifiers,
    )


def parameters(module: Module, node: Node) -> list[Parameter]:
    """The parameters of a function."""
    holder = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    if holder is None:
        return []
    nodes = [holder] if holder.type == "identifier" else holder.named_children
    return [_parameter(module, child) for child in nodes if child.type != "comment"]


def _parameter(module: Module, node: Node) -> Parameter:
    inner = node.child_by_field_name("pattern") or node
    default = node.child_by_field_name("value")
    if inner.type == "assignment_pattern":
        default = inner.child_by_field_name("right")
        inner = inner.child_by_field_name("left") or inner
    kind = ""
    if inner.type == "rest_pattern":
        kind, inner = "*", inner.named_children[0] if inner.named_children else inner
    taken_apart = inner.type in {"object_pattern", "array_pattern"}
    return Parameter(
        "" if taken_apart else module.text(inner),
        node,
        kind,
        module.lower(default) if default is not None else None,
        type=module.text(node.child_by_field_name("type")).lstrip(": "),
        pattern=inner if taken_apart else None,
        decorators=_decorators(module, node),
        is_field=any(child.type in {"accessibility_modifier", "readonly"} for child in syntax.children(node)),
    )


def klass(module: Module, node: Node, decorators: list[Expr]) -> Class:
    """A class declaration or expression."""
    made = Class(module.text(node.child_by_field_name("name")), node, module, _bases(module, node), decorators)
    body = node.child_by_field_name("body")
    waiting: list[Expr] = []
    for child in body.named_children if body is not None else ():
        if child.type == "decorator":
            waiting.append(module.first(child))
        elif child.type in _METHODS:
            method = function(module, child, [*waiting, *_decorators(module, child)])
            method.owner = made
            made.methods[method.name] = method
            waiting = []
        elif child.type in _FIELDS:
            _class_field(module, made, child, waiting)
            waiting = []
    constructor = made.methods.get("constructor")
    for parameter in constructor.parameters if constructor is not None else ():
        if parameter.is_field:
            made.fields[parameter.name] = Field(parameter.name, parameter.node, type=parameter.type)
    return made


def _class_field(module: Module, owner: Class, node: Node, decorators: list[Expr]) -> None:
    name = module.text(node.child_by_field_name("name") or node.child_by_field_name("property"))
    value = node.child_by_field_name("value")
    made = Field(
        name,
        node,
        module.lower(value) if value is not None else None,
        type=module.text(node.child_by_field_name("type")).lstrip(": "),
        decorators=[*decorators, *_decorators(module, node)],
    )
    owner.fields[name] = made
    if value is not None and value.type in {"arrow_function", "function_expression"}:
        method = function(module, value, made.decorators)
        method.name, method.owner = name, owner
        owner.methods[name] = method


def _bases(module: Module, node: Node) -> list[Expr]:
    for child in syntax.children(node):
        if child.type == "class_heritage":
            for clause in child.named_children:
                if clause.type == "extends_clause":
                    value = clause.child_by_field_name("value")
                    return [module.lower(value)] if value is not None else []
                if clause.type != "implements_clause":
                    return [module.lower(clause)]
    return []
